"""Messages in Block Kit: a draft with its findings and buttons, an answer in words, the form to edit."""

import json
from typing import Any

from drafter.publish.connectors.slack import MAX_MESSAGE, blocks
from drafter.service.views import DraftView, IncidentView

Block = dict[str, Any]
MAX_INPUT = 3_000
FINDINGS_SHOWN = 5
LABELS = {"approve": "Approve", "ask": "Ask for the fact check", "edit": "Edit", "reject": "Reject"}


def say(text: str, *, everybody: bool = False) -> Block:
    """Return a plain answer, to the person alone unless `everybody`."""
    return {
        "response_type": "in_channel" if everybody else "ephemeral",
        "replace_original": False,
        "text": text,
    }


def draft_message(draft: DraftView) -> Block:
    """Return the draft as readers would see it, what stands in its way, and what may be done."""
    text = draft.shown_text if len(draft.shown_text) <= MAX_MESSAGE - 2_000 else ""
    shown = blocks(
        draft.subject or draft.title, text or "This text is too long for a message; read it at the desk."
    )
    shown.append(_context(f"{draft.title}, version {draft.version}, {draft.state.replace('_', ' ')}"))
    standing = [one for one in draft.findings if not one.waived_by]
    for finding in standing[:FINDINGS_SHOWN]:
        shown.append(_context(f"{finding.severity}: {finding.message}"))
    if len(standing) > FINDINGS_SHOWN:
        shown.append(_context(f"and {len(standing) - FINDINGS_SHOWN} more at the desk"))
    buttons = [
        _button(act, label, f"{draft.id}:{draft.version}", primary=act == "approve")
        for act, label in LABELS.items()
        if act in draft.possible
    ]
    if buttons:
        shown.append({"type": "actions", "block_id": "acts", "elements": buttons})
    return {
        "response_type": "in_channel",
        "replace_original": False,
        "text": f"{draft.title}: {draft.state}",
        "blocks": shown,
    }


def incident_message(incident: IncidentView) -> Block:
    """Return where an incident stands and what is owed next."""
    due = incident.next_due
    owed = f"Next: {due.what}, due {due.at:%H:%M} UTC." if due.at else "Nothing is owed."
    return say(f"{incident.title} ({incident.state}). {owed}", everybody=True)


def edit_form(draft: DraftView, channel: str, reply_to: str) -> Block:
    """Return the form that edits a draft; its text must fit into Slack's input."""
    about = {"value": f"{draft.id}:{draft.version}", "channel": channel, "reply_to": reply_to}
    return {
        "type": "modal",
        "callback_id": "edited",
        "private_metadata": json.dumps(about),
        "title": _plain("Edit the update"),
        "submit": _plain("Save"),
        "close": _plain("Cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": "text",
                "label": _plain(draft.title[:150]),
                "element": {
                    "type": "plain_text_input",
                    "action_id": "text",
                    "multiline": True,
                    "initial_value": draft.text,
                    "max_length": MAX_INPUT,
                },
            }
        ],
    }


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "plain_text", "text": text[:2_000], "emoji": False}]}


def _button(act: str, label: str, value: str, *, primary: bool) -> Block:
    made: Block = {"type": "button", "action_id": act, "text": _plain(label), "value": value}
    return made | ({"style": "primary"} if primary else {})
