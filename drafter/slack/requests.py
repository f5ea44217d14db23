"""What Slack posts to us, read and checked: a slash command, a pressed button, a shortcut, a sent form."""

import json
from typing import Any, Literal
from urllib.parse import parse_qs

from pydantic import Field, ValidationError

from drafter.core.noun import Noun
from drafter.errors import InputError


class SlackRequest(Noun):
    """One act of one person in one channel. `value` is what the act is about: words, a draft, a message.

    `trigger` is unique to the act: Slack sends the same one again when we were slow.
    """

    kind: Literal["command", "button", "shortcut", "form"]
    name: str
    value: str = ""
    user: str
    user_name: str = ""
    channel: str = ""
    trigger: str = ""
    reply_to: str = ""
    message: dict[str, Any] | None = None
    fields: dict[str, str] = Field(default_factory=dict)


def read(body: bytes) -> SlackRequest:
    """Return what was posted. Raises InputError for anything Slack does not send."""
    try:
        form = {name: values[0] for name, values in parse_qs(body.decode(), max_num_fields=50).items()}
        return _interaction(json.loads(form["payload"])) if "payload" in form else _command(form)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ValidationError):
        raise InputError(
            "This is not a request of Slack's.", remedy="Point a slash command or interactivity here."
        ) from None


def _command(form: dict[str, str]) -> SlackRequest:
    name, _, value = form.get("text", "").strip().partition(" ")
    return SlackRequest(
        kind="command",
        name=name.lower() or "help",
        value=value.strip(),
        user=form["user_id"],
        user_name=form.get("user_name", ""),
        channel=form["channel_id"],
        trigger=form.get("trigger_id", ""),
        reply_to=form.get("response_url", ""),
    )


def _interaction(payload: dict[str, Any]) -> SlackRequest:
    user = payload["user"]
    common = {
        "user": user["id"],
        "user_name": user.get("name", ""),
        "channel": (payload.get("channel") or {}).get("id", ""),
        "trigger": payload.get("trigger_id", ""),
        "reply_to": payload.get("response_url", ""),
    }
    match payload["type"]:
        case "block_actions":
            pressed = payload["actions"][0]
            return SlackRequest(
                kind="button", name=pressed["action_id"], value=pressed.get("value", ""), **common
            )
        case "message_action":
            return SlackRequest(
                kind="shortcut", name=payload["callback_id"], message=payload["message"], **common
            )
        case "view_submission":
            view = payload["view"]
            fields = {
                action: given.get("value") or ""
                for block in view["state"]["values"].values()
                for action, given in block.items()
            }
            about = json.loads(view.get("private_metadata") or "{}")
            common |= {"channel": about.get("channel", ""), "reply_to": about.get("reply_to", "")}
            return SlackRequest(
                kind="form", name=view["callback_id"], value=about.get("value", ""), fields=fields, **common
            )
    raise KeyError(payload["type"])
