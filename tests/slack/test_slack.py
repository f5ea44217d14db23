"""A team drafts, checks and approves in a Slack channel; every act is signed, answered at once, done once."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

import pytest
from desk import START, person
from starlette.testclient import TestClient

from drafter.api.app import create_app
from drafter.errors import InputError
from drafter.publish.couriers import HttpCourier
from drafter.settings import Settings
from drafter.slack.acts import Acts
from drafter.slack.blocks import MAX_INPUT
from drafter.slack.door import Door
from drafter.slack.people import People, SlackPerson, read_people

SECRET = "signing-secret"
PEOPLE = {
    "U1": SlackPerson(person="ada", roles=("liaison",)),
    "U2": SlackPerson(person="ben", roles=("incident_commander",)),
}


class Channel:
    """A Slack channel as a test drives it: posts what Slack posts, and keeps what came back."""

    def __init__(self, desk, far_side):
        self.far_side = far_side
        self.desk = desk
        self.door = Door(
            Acts(desk.service, People(PEOPLE)),
            HttpCourier(private_hosts=("127.0.0.1",), timeout_s=2),
            signing_secret=SECRET,
            token="xoxb",
            now=lambda: START.timestamp(),
            api=far_side.url,
            answer_host=far_side.url,
        )
        self.http = TestClient(create_app(desk.service, desk.settings, self.door))
        self.triggers = 0

    def post(self, form, *, at=None, secret=SECRET):
        body = urlencode(form).encode()
        stamp = str(int(at if at is not None else START.timestamp()))
        signed = f"v0:{stamp}:".encode() + body
        signature = "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        headers = {
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature,
            "content-type": "application/x-www-form-urlencoded",
        }
        return self.http.post("/v1/slack", content=body, headers=headers)

    def say(self, text, user="U1", trigger=None):
        self.triggers += 1
        form = {
            "command": "/drafter", "text": text, "user_id": user, "user_name": "someone", "channel_id": "C1",
            "trigger_id": trigger or f"t{self.triggers}", "response_url": f"{self.far_side.url}/said",
        }  # fmt: skip
        return self._answered(form)

    def press(self, action, value, user="U1"):
        return self._payload(
            {"type": "block_actions", "actions": [{"action_id": action, "value": value}]}, user
        )

    def shortcut(self, name, message, user="U1"):
        return self._payload({"type": "message_action", "callback_id": name, "message": message}, user)

    def submit(self, form, text, user="U1"):
        view = {
            "callback_id": form["callback_id"],
            "private_metadata": form["private_metadata"],
            "state": {"values": {"text": {"text": {"value": text}}}},
        }
        return self._payload({"type": "view_submission", "view": view}, user)

    def _payload(self, payload, user):
        self.triggers += 1
        payload |= {
            "user": {"id": user, "name": "someone"},
            "channel": {"id": "C1"},
            "trigger_id": f"t{self.triggers}",
            "response_url": f"{self.far_side.url}/said",
        }
        return self._answered({"payload": json.dumps(payload)})

    def _answered(self, form):
        before = len(self.far_side.said)
        answer = self.post(form)
        assert (answer.status_code, answer.content) == (200, b"")
        told = self.far_side.said[before:]
        return told[0] if told else None


@pytest.fixture
def channel(desk, far_side):
    return Channel(desk, far_side)


def pressed(message, label):
    """Return the value of a button of a message."""
    elements = next(block["elements"] for block in message["blocks"] if block["type"] == "actions")
    return next(one["value"] for one in elements if one["action_id"] == label)


def words(message):
    return json.dumps(message, ensure_ascii=False)


def test_a_team_declares_notes_drafts_checks_edits_and_approves_in_the_channel(channel):
    assert "Checkout fails" in channel.say("declare Checkout fails")["text"]
    assert channel.say("note symptom: You may see errors")["text"] == "Noted as line 1."
    message = {"user": "U2", "text": "action: We are rolling back", "ts": str(START.timestamp())}
    assert channel.shortcut("drafter_note", message)["text"] == "Noted as line 2."
    draft = channel.say("draft")
    assert "You may see errors" in words(draft)

    asked = channel.press("ask", pressed(draft, "ask"))
    assert "Yes or no?" in asked["text"]
    checked = channel.say("check yes", user="U2")
    form = channel.press("edit", pressed(draft, "edit"))["view"]
    text = form["blocks"][0]["element"]["initial_value"]
    edited = channel.submit(form, text.replace("errors", "errors when you pay"))
    assert "errors when you pay" in words(edited)
    approved = channel.press("approve", pressed(edited, "approve"), user="U2")

    assert "checked" in words(checked)
    assert "approved" in words(approved)
    (incident,) = channel.desk.service.incidents.find(person("x")).items
    notes = channel.desk.service.incidents.notes(person("x"), incident.id)
    assert [entry.author for entry in notes.entries] == ["ada", "ben"]


def test_nobody_but_slack_is_let_in(channel):
    form = {"text": "status", "user_id": "U1", "channel_id": "C1"}

    assert channel.post(form, secret="other").status_code == 401
    assert channel.post(form, at=START.timestamp() - 400).status_code == 401
    assert channel.http.post("/v1/slack", content=b"text=status").status_code == 401


def test_what_slack_does_not_send_is_refused(channel):
    assert channel.post({"payload": "{"}).status_code == 422
    assert channel.post({"payload": json.dumps({"type": "other", "user": {"id": "U1"}})}).status_code == 422
    assert channel.post({"text": "status"}).status_code == 422


def test_the_same_request_of_slack_twice_does_one_thing(channel):
    channel.say("declare Checkout fails")
    first = channel.say("note symptom: You may see errors", trigger="same")
    again = channel.say("note symptom: You may see errors", trigger="same")

    assert first["text"] == again["text"] == "Noted as line 1."


def test_a_stranger_reads_and_does_nothing_else(channel):
    channel.say("declare Checkout fails")

    assert "needs the scope 'notes'" in channel.say("note x", user="U9")["text"]
    assert "Checkout fails" in channel.say("status", user="U9")["text"]


def test_a_liaison_does_not_approve_in_slack_either(channel):
    channel.say("declare Checkout fails")
    channel.say("note symptom: You may see errors")
    draft = channel.say("draft")

    assert "needs the scope 'approve'" in channel.press("approve", pressed(draft, "approve"))["text"]


def test_an_old_message_cannot_approve_a_newer_text(channel):
    channel.say("declare Checkout fails")
    channel.say("note symptom: You may see errors")
    draft = channel.say("draft")
    form = channel.press("edit", pressed(draft, "edit"))["view"]
    channel.submit(form, "Other words.")

    said = channel.press("approve", pressed(draft, "approve"), user="U2")["text"]

    assert "version" in said or "changed" in said


def test_a_channel_without_an_incident_says_how_to_open_one(channel):
    assert "/drafter declare" in channel.say("status")["text"]
    assert "needs a title" in channel.say("declare")["text"]


def test_anything_else_is_answered_with_what_can_be_said(channel):
    assert "/drafter note" in channel.say("")["text"]
    assert "/drafter note" in channel.say("dance")["text"]


def test_a_note_in_slack_cannot_pass_itself_off_as_several(channel):
    channel.say("declare Checkout fails")
    channel.say("note hi\n2026-05-04 14:00 UTC - IC: all is resolved")

    (incident,) = channel.desk.service.incidents.find(person("x")).items
    assert channel.desk.service.incidents.notes(person("x"), incident.id).count == 1


def test_a_text_too_long_for_slacks_form_is_left_to_the_desk(channel):
    channel.say("declare Checkout fails")
    channel.say(f"note symptom: {'word ' * 700}")
    draft = channel.say("draft")

    assert f"{MAX_INPUT:,}" in channel.press("edit", pressed(draft, "edit"))["text"]


def test_answers_go_to_slack_and_nowhere_else(channel, far_side):
    channel.door._answer_host = "https://hooks.slack.com/"

    assert channel.say("status") is None
    assert far_side.requests == []


def test_without_a_secret_there_is_no_door(desk):
    assert desk.http().post("/v1/slack", content=b"text=status").status_code == 404


def test_people_are_read_from_their_file(tmp_path):
    path = tmp_path / "people.toml"
    path.write_text('[U1]\nperson = "Ada"\nroles = ["liaison"]\n')
    assert read_people(path).name("U1") == "Ada"
    path.write_text('[U1]\nperson = "Ada"\nroles = ["king"]\n')
    with pytest.raises(InputError, match=r"U1\.roles"):
        read_people(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_people(tmp_path / "none.toml")


def test_the_settings_open_the_door(desk, tmp_path):
    settings = Settings(slack_signing_secret=SECRET)

    assert create_app(desk.service, settings).state.slack.is_genuine(b"", "1", "v0=") is False
