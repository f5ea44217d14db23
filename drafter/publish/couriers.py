"""Carrying a parcel over the wire: deadlines, repeats that are safe, and three honest ends.

A parcel arrived, surely did not arrive (`DeliveryFailed`), or may have (`DeliveryUnsure`): a timeout after
the request was written says nothing. Only what surely did not arrive, or what the far side recognises as
a copy, is sent again without asking.
"""

import smtplib
import ssl
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2

from drafter.errors import DeliveryFailed, DeliveryUnsure
from drafter.publish.addresses import Lookup, checked_address, lookup
from drafter.publish.parcel import Answer, HttpParcel, MailParcel
from drafter.publish.signing import canonical, signature
from drafter.publish.targets import Mail

ATTEMPTS = 4
LONGEST_WAIT_S = 10.0
TIMEOUT_S = 10.0
TRY_LATER = (420, 429, 503)  # refused before anything was done, so it may be sent again


class HttpCourier:
    """Sends HTTP parcels. One connection a parcel: texts go out a few times an hour."""

    def __init__(
        self,
        *,
        private_hosts: Collection[str] = (),
        resolve: Lookup = lookup,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
        timeout_s: float = TIMEOUT_S,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._private = private_hosts
        self._resolve = resolve
        self._wait = wait
        self._clock = clock
        self._timeout_s = timeout_s
        self._transport = transport

    def carry(self, parcel: HttpParcel) -> Answer:
        """Return the answer. Raises DeliveryFailed, DeliveryUnsure, InputError for an address not allowed."""
        for attempt in range(1, ATTEMPTS + 1):
            last = attempt == ATTEMPTS
            try:
                answer, retry_after = self._once(parcel)
            except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
                if last:
                    raise _failed(f"no connection ({type(error).__name__})", parcel) from None
            except httpx2.HTTPError as error:
                if not parcel.repeatable and parcel.method != "GET":
                    raise DeliveryUnsure(
                        f"{_host(parcel)} did not answer after the text was sent ({type(error).__name__}).",
                        remedy="Look there whether it stands, then say so with this delivery's `resolve`.",
                    ) from None
                if last:
                    raise _failed(f"no answer ({type(error).__name__})", parcel) from None
            else:
                again = answer.status in TRY_LATER or (
                    answer.status >= 500 and (parcel.repeatable or parcel.method == "GET")
                )
                if answer.status < 300:
                    return answer
                if answer.status >= 500 and not again:
                    raise DeliveryUnsure(
                        f"{_host(parcel)} answered {answer.status}, which does not say whether it was kept.",
                        remedy="Look there whether it stands, then say so with this delivery's `resolve`.",
                    )
                if last or not again or retry_after > LONGEST_WAIT_S:
                    raise _failed(f"it answered {answer.status}: {_said(answer)}", parcel)
                self._wait(max(retry_after, 0.0))
                continue
            self._wait(min(0.5 * 2**attempt, LONGEST_WAIT_S))
        raise AssertionError("every attempt ends in an answer or an error")

    def _once(self, parcel: HttpParcel) -> tuple[Answer, float]:
        host, port, address = checked_address(parcel.url, allowed=self._private, resolve=self._resolve)
        parts = urlsplit(parcel.url)
        literal = f"[{address}]" if ":" in address else address
        headers = {**parcel.headers, **parcel.secrets, "host": parts.netloc, "user-agent": "drafter"}
        content = b""
        if parcel.body is not None:
            content = canonical(parcel.body)
            headers["content-type"] = "application/json; charset=utf-8"
        if parcel.signing is not None:
            now = int(self._clock())
            headers["webhook-timestamp"] = str(now)
            headers["webhook-signature"] = signature(
                parcel.signing.get_secret_value(), parcel.headers["webhook-id"], now, content
            )
        with httpx2.Client(
            transport=self._transport, timeout=self._timeout_s, follow_redirects=False, trust_env=False
        ) as client:
            response = client.request(
                parcel.method,
                urlunsplit((parts.scheme, f"{literal}:{port}", parts.path or "/", parts.query, "")),
                headers=headers,
                content=content,
                extensions={"sni_hostname": host},
            )
        return Answer(status=response.status_code, body=_json(response)), _retry_after(response)


class MailCourier:
    """Hands mail to a server."""

    def __init__(self, target: Mail, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._target = target
        self._clock = clock

    def carry(self, parcel: MailParcel) -> Answer:
        """Return 250 once the server has taken it for everybody. Raises DeliveryFailed, DeliveryUnsure."""
        message = composed(parcel, self._clock())
        recipients = [address for _, address in getaddresses(list(parcel.to))]
        sent = False
        try:
            with self._server() as server:
                if self._target.user:
                    server.login(self._target.user, self._target.token.get_secret_value())
                sent = True
                refused = server.send_message(message, to_addrs=recipients)
        except smtplib.SMTPResponseException as error:
            raise _refused(self._target, f"it answered {error.smtp_code}") from None
        except smtplib.SMTPRecipientsRefused:
            raise _refused(self._target, "it takes none of the addresses") from None
        except (OSError, smtplib.SMTPException) as error:
            if sent:
                raise DeliveryUnsure(
                    f"{self._target.host} broke off while taking the mail ({type(error).__name__}).",
                    remedy="Look into a recipient's mailbox, then say so with this delivery's `resolve`.",
                ) from None
            raise _refused(self._target, f"no connection ({type(error).__name__})") from None
        if refused:
            return Answer(status=250, body={"refused": sorted(refused)})
        return Answer(status=250)

    def _server(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._target.security == "tls":
            return smtplib.SMTP_SSL(self._target.host, self._target.port, timeout=TIMEOUT_S, context=context)
        server = smtplib.SMTP(self._target.host, self._target.port, timeout=TIMEOUT_S)
        if self._target.security == "starttls":
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server


def composed(parcel: MailParcel, at: datetime) -> EmailMessage:
    """Return the message with both forms; recipients stand in the envelope only."""
    message = EmailMessage()
    message["From"] = parcel.sender
    message["To"] = "undisclosed-recipients:;"
    message["Subject"] = parcel.subject
    message["Message-ID"] = parcel.message_id
    message["Date"] = format_datetime(at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.text)
    message.add_alternative(parcel.html, subtype="html")
    return message


def _json(response: httpx2.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _retry_after(response: httpx2.Response) -> float:
    value = response.headers.get("retry-after", "")
    return float(value) if value.replace(".", "", 1).isdigit() else 1.0


def _host(parcel: HttpParcel) -> str:
    return urlsplit(parcel.url).hostname or parcel.url


def _said(answer: Answer) -> str:
    body = answer.body
    for name in ("error", "message", "errors", "detail"):
        if isinstance(body, dict) and body.get(name):
            return str(body[name])[:300]
    return "no reason given"


def _failed(why: str, parcel: HttpParcel) -> DeliveryFailed:
    return DeliveryFailed(
        f"The text did not reach {_host(parcel)}: {why}.",
        remedy="Correct the cause and send it again, or copy the approved text by hand.",
    )


def _refused(target: Mail, why: str) -> DeliveryFailed:
    return DeliveryFailed(
        f"The mail did not go out through {target.host}: {why}.",
        remedy="Correct the target and send it again, or copy the approved text by hand.",
    )
