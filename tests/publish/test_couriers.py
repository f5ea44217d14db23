"""What arrived, what surely did not, and what may have are told apart."""

import smtplib
import socket
import threading
from datetime import UTC, datetime

import pytest
from far_side import SECRET, TOKEN

from drafter.errors import DeliveryFailed, DeliveryUnsure, InputError
from drafter.publish.addresses import checked_address, is_public
from drafter.publish.couriers import HttpCourier, MailCourier, composed
from drafter.publish.parcel import HttpParcel, MailParcel
from drafter.publish.signing import canonical, signature
from drafter.publish.targets import Mail


@pytest.fixture
def waits():
    return []


@pytest.fixture
def courier(waits):
    return HttpCourier(private_hosts=("127.0.0.1",), wait=waits.append, timeout_s=1)


def parcel(far, **more):
    body = {"incident": {"name": "n", "status": "identified", "body": "words", "metadata": {}}}
    given = {"method": "POST", "url": f"{far.url}/pages/p/incidents", "body": body}
    return HttpParcel(**(given | {"secrets": {"authorization": f"OAuth {TOKEN}"}} | more))


def test_a_request_to_come_later_is_repeated(courier, far_side, waits):
    far_side.faults = ["429", "429"]

    answer = courier.carry(parcel(far_side))

    assert answer.status == 200
    assert far_side.texts() == ["words"]
    assert len(waits) == 2


def test_a_refusal_is_told_in_the_far_sides_words_and_not_repeated(courier, far_side):
    with pytest.raises(DeliveryFailed, match="401: bad token"):
        courier.carry(parcel(far_side, secrets={"authorization": "OAuth wrong"}))

    assert len(far_side.requests) == 1


@pytest.mark.parametrize("fault", ["500", "drop"])
def test_a_broken_answer_after_sending_is_unsure_and_never_repeated(courier, far_side, fault):
    far_side.faults = [fault]

    with pytest.raises(DeliveryUnsure):
        courier.carry(parcel(far_side))

    assert far_side.texts() == ["words"]
    assert len(far_side.requests) == 1


def test_what_the_far_side_recognises_as_a_copy_is_repeated(courier, far_side):
    far_side.faults = ["500", "drop"]
    hook = HttpParcel(
        method="POST",
        url=f"{far_side.url}/hook",
        headers={"webhook-id": "dlv_1"},
        body={"data": {"text": "wörds"}},
        signing=SECRET,
        repeatable=True,
    )

    assert courier.carry(hook).status == 200
    assert far_side.texts() == ["wörds"]
    assert len(far_side.requests) == 3


def test_a_port_where_nobody_listens_is_a_sure_failure(courier, far_side):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DeliveryFailed, match="no connection"):
        courier.carry(parcel(far_side, url=f"http://127.0.0.1:{port}/pages/p/incidents"))


def test_redirects_are_not_followed(courier, far_side):
    far_side.faults = ["302"]

    with pytest.raises(DeliveryFailed, match="302"):
        courier.carry(parcel(far_side))

    assert len(far_side.requests) == 1


def test_a_name_is_looked_up_once_and_that_very_address_is_called(far_side):
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["203.0.113.9"]

    courier = HttpCourier(private_hosts=("status.internal",), resolve=resolve, timeout_s=1)
    courier.carry(parcel(far_side, url=f"http://status.internal:{far_side.port}/pages/p/incidents"))

    assert asked == ["status.internal"]
    assert far_side.requests[0][2]["host"] == f"status.internal:{far_side.port}"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1",
    ],
)  # fmt: skip
def test_no_address_inside_a_network_is_called(address):
    assert not is_public(address)
    with pytest.raises(InputError, match="not a public address"):
        checked_address("https://far.example/x", resolve=lambda host, port: [address])


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(InputError):
        checked_address("https://far.example/", resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_a_public_address_is_called_on_its_port():
    assert checked_address("https://far.example/x", resolve=lambda h, p: ["8.8.8.8"]) == (
        "far.example", 443, "8.8.8.8",
    )  # fmt: skip


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://x/", "https://a:b@c.example/", "https:///x"])
def test_other_schemes_and_users_in_addresses_are_refused(url):
    with pytest.raises(InputError):
        checked_address(url, resolve=lambda host, port: ["8.8.8.8"])


def test_plain_http_is_refused_unless_the_host_is_named():
    with pytest.raises(InputError, match="without encryption"):
        checked_address("http://far.example/", resolve=lambda host, port: ["8.8.8.8"])


def test_the_signature_is_that_of_the_standard_webhooks_specification():
    # The example of the specification's text: secret, id, time and body give this signature.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'

    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_that_is_not_base64_is_named():
    with pytest.raises(InputError, match="not base64"):
        signature("not base64!", "id", 1, canonical({}))


class MailServer(threading.Thread):
    """Speaks just enough SMTP to take one message, or to break off in the middle of it."""

    def __init__(self, *, refuse="", break_off=False):
        super().__init__(daemon=True)
        self.refuse, self.break_off = refuse, break_off
        self.received = ""
        self.recipients = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def run(self):
        with self.socket:
            connection, _ = self.socket.accept()
        with connection, connection.makefile("rwb") as line:
            self.say(line, "220 ready")
            while word := line.readline().decode().strip():
                verb = word.split(":")[0].upper()
                if verb.startswith("EHLO"):
                    self.say(line, "250 mail.example")
                elif verb == "RCPT TO":
                    self.recipients.append(word)
                    self.say(line, "550 no such user" if self.refuse and self.refuse in word else "250 ok")
                elif verb == "DATA":
                    self.say(line, "354 go on")
                    while (text := line.readline()) != b".\r\n":
                        self.received += text.decode()
                    if self.break_off:
                        return
                    self.say(line, "250 taken")
                elif verb == "QUIT":
                    self.say(line, "221 bye")
                    return
                else:
                    self.say(line, "250 ok")

    def say(self, line, words):
        line.write(f"{words}\r\n".encode())
        line.flush()


MAIL = MailParcel(
    sender="Shop <news@shop.example>",
    to=("Ada <ada@b.example>", "ben@b.example"),
    subject="Zahlungen schlagen fehl – 14:05",
    text="You may see an error.\n\n.A dot begins this line.",
    html="<p>You may see an error.</p>",
    message_id="<dlv_1@shop.example>",
)


def mail_to(server):
    target = Mail(
        name="m", kind="mail", host="127.0.0.1", port=server.port, security="none",
        sender=MAIL.sender, to=MAIL.to,
    )  # fmt: skip
    server.start()
    return MailCourier(target, clock=lambda: datetime(2026, 5, 4, tzinfo=UTC))


def test_a_mail_server_gets_both_forms_and_no_reader_sees_another():
    server = MailServer()

    answer = mail_to(server).carry(MAIL)
    server.join(5)

    assert answer.status == 250
    assert [one for one in server.recipients if "ada@b.example" in one]
    assert "ben@b.example" not in server.received
    assert "text/plain" in server.received
    assert "text/html" in server.received
    assert "Message-ID: <dlv_1@shop.example>" in server.received


def test_refused_addresses_are_named_when_others_were_taken():
    server = MailServer(refuse="ben@b.example")

    assert mail_to(server).carry(MAIL).body == {"refused": ["ben@b.example"]}


def test_a_server_that_breaks_off_while_taking_the_mail_leaves_it_unsure():
    with pytest.raises(DeliveryUnsure):
        mail_to(MailServer(break_off=True)).carry(MAIL)


def test_no_mail_server_is_a_sure_failure():
    server = MailServer()
    courier = mail_to(server)
    smtplib.SMTP("127.0.0.1", server.port).quit()
    server.join(5)

    with pytest.raises(DeliveryFailed, match="no connection"):
        courier.carry(MAIL)


def test_a_message_keeps_words_of_any_script():
    assert composed(MAIL, datetime(2026, 5, 4, tzinfo=UTC))["Subject"] == MAIL.subject
