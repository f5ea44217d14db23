"""Slack, chat.postMessage with Block Kit inside all its limits.

A message carries our delivery id as metadata, and the channel's history is asked for it before a second
attempt. A text that does not fit into one message is refused, never cut: what goes out is what was approved.
"""

from drafter.errors import InputError
from drafter.publish.connector import refuse_long, text_of
from drafter.publish.parcel import Answer, HttpParcel, Notice, Receipt
from drafter.publish.targets import Slack

MAX_HEADER = 150
MAX_SECTION = 3_000
MAX_BLOCKS = 50
MAX_MESSAGE = 12_000  # somewhat above 13,000 Slack answers msg_blocks_too_long though every block is legal
EVENT = "drafter_update"


class SlackConnector:
    """Posts the first update to the channel, later ones into its thread and to the channel as well."""

    def __init__(self, target: Slack) -> None:
        self._target = target

    def parcel(self, notice: Notice) -> HttpParcel:
        """Return the request. Raises TooLarge."""
        refuse_long(notice.text, MAX_MESSAGE, "One Slack message")
        heading = notice.subject or notice.title
        body: dict[str, object] = {
            "channel": self._target.channel,
            "text": escaped(f"{heading}\n{notice.text}"),
            "blocks": blocks(heading, notice.text),
            "metadata": {"event_type": EVENT, "event_payload": {"delivery": notice.delivery_id}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if notice.thread:
            body |= {"thread_ts": notice.thread, "reply_broadcast": True}
        return self._to("POST", "/chat.postMessage", body)

    def receipt(self, notice: Notice, answer: Answer) -> Receipt:
        """Return the message's time stamp. Slack answers 200 for a refusal too: InputError with its word."""
        if not (isinstance(answer.body, dict) and answer.body.get("ok")):
            word = text_of(answer.body, "error") or "no reason given"
            raise InputError(
                f"Slack refused the message: {word}.",
                remedy="Correct the target's channel or token; the app must be a member of the channel.",
                where=self._target.name,
            )
        sent = text_of(answer.body, "ts")
        return Receipt(reference=sent, thread=notice.thread or sent)

    def question(self, notice: Notice) -> HttpParcel:
        """Ask for the last messages of the channel or of the thread."""
        where = f"channel={self._target.channel}&limit=100&include_all_metadata=true"
        if notice.thread:
            return self._to("GET", f"/conversations.replies?{where}&ts={notice.thread}", None)
        return self._to("GET", f"/conversations.history?{where}", None)

    def found(self, notice: Notice, answer: Answer) -> Receipt | None:
        """Return the receipt of the message that carries our delivery id."""
        messages = answer.body.get("messages") if isinstance(answer.body, dict) else None
        for message in messages if isinstance(messages, list) else []:
            if text_of(message, "metadata", "event_payload", "delivery") == notice.delivery_id:
                sent = text_of(message, "ts")
                return Receipt(reference=sent, thread=notice.thread or sent)
        return None

    def _to(self, method: str, path: str, body: dict[str, object] | None) -> HttpParcel:
        return HttpParcel.model_validate(
            {
                "method": method,
                "url": self._target.base_url + path,
                "secrets": {"authorization": f"Bearer {self._target.token.get_secret_value()}"},
                "body": body,
            }
        )


def escaped(text: str) -> str:
    """Return the text with Slack's three control characters as entities, so that nothing in it is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def blocks(heading: str, text: str) -> list[dict[str, object]]:
    """Return a header and a section per run of paragraphs that fits; words are never cut or changed."""
    top = heading if len(heading) <= MAX_HEADER else heading[: MAX_HEADER - 1].rstrip() + "…"
    found: list[dict[str, object]] = [{"type": "header", "text": {"type": "plain_text", "text": top}}]
    for part in _parts(text):
        found.append({"type": "section", "text": {"type": "plain_text", "text": part, "emoji": False}})
    if len(found) > MAX_BLOCKS:
        refuse_long(text, MAX_SECTION * (MAX_BLOCKS - 1), "One Slack message")
    return found


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for paragraph in text.split("\n\n"):
        if parts and len(parts[-1]) + 2 + len(paragraph) <= MAX_SECTION:
            parts[-1] += "\n\n" + paragraph
            continue
        rest = paragraph
        while len(rest) > MAX_SECTION:
            cut = rest.rfind(" ", 0, MAX_SECTION)
            at = cut if cut > 0 else MAX_SECTION
            parts.append(rest[:at])
            rest = rest[at:].lstrip(" ")
        if rest.strip():
            parts.append(rest)
    return parts
