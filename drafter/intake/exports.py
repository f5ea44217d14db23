"""Exports of chats and incident tools: Slack, PagerDuty, incident.io, or any JSON list of messages."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from drafter.core.note import Notes, Role
from drafter.errors import InputError, TooLarge
from drafter.intake.bytes import decode
from drafter.intake.notes import Message, notes_from_messages
from drafter.intake.speakers import role_of

MAX_BYTES = 50_000_000
MAX_MESSAGES = 20_000

_LISTS = (
    "messages",
    "log_entries",
    "notes",
    "incident_updates",
    "updates",
    "events",
    "entries",
    "timeline",
    "items",
)
_TIMES = ("ts", "created_at", "at", "time", "timestamp", "occurred_at", "date", "posted_at")
_TEXTS = ("text", "message", "content", "body", "summary", "description", "note")
_AUTHORS = ("author", "user_profile", "user", "username", "agent", "updater", "by", "name", "created_by")
_NAMES = ("display_name", "real_name", "name", "summary", "email", "id")
# What Slack writes itself when people come, go or rename a channel.
_CHATTER = re.compile(r"^(?:channel_|group_|bot_(?:add|remove)|pinned_item|reminder_add|tombstone)")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|([^>]+))?>")
_LINK = re.compile(r"<(?:!|#[A-Z0-9]+\|)?([^<>|]+)(?:\|([^<>]+))?>")


def read_export(source: str | bytes, *, zone: str | None = None, name: str = "export") -> Notes:
    """Return the notes in an export, in order of time.

    Raises InputError when the form is not known or a message has no time, TooLarge over the limits.
    """
    if isinstance(source, bytes) and source.startswith(b"PK\x03\x04"):
        messages = list(_slack_zip(source, name))
    else:
        text = decode(source, name=name, max_bytes=MAX_BYTES)
        messages = list(_messages(_json(text, name), {}, name))
    if len(messages) > MAX_MESSAGES:
        raise TooLarge(
            f"The export holds {len(messages):,} messages; the limit is {MAX_MESSAGES:,}.",
            remedy="Export only the days of the incident.",
            where=name,
        )
    messages.sort(key=lambda message: message.at)
    return notes_from_messages(messages, zone=zone, name=name)


def _json(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"This is not valid JSON: {error.msg}.",
            remedy="Hand in the export as it was downloaded; plain notes go in as text.",
            where=f"{name} line {error.lineno}, column {error.colno}",
        ) from None
    except RecursionError:
        raise InputError("The JSON is nested too deeply.", remedy="Is this an export?", where=name) from None


def _slack_zip(source: bytes, name: str) -> Iterator[Message]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(source))
        members = [member for member in archive.infolist() if member.filename.endswith(".json")]
        size = sum(member.file_size for member in members)
        if size > MAX_BYTES:
            raise TooLarge(
                f"The export unpacks to {size:,} bytes; the limit is {MAX_BYTES:,}.",
                remedy="Export only the channel and the days of the incident.",
                where=name,
            )
        texts = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(
            f"The zip archive cannot be read: {error}.", remedy="Download the export again.", where=name
        ) from None
    people: dict[str, str] = {}
    for path in ("users.json", "org_users.json"):
        if path in texts:
            people |= _people(_json(decode(texts[path], name=path, max_bytes=MAX_BYTES), path))
    days = sorted(path for path in texts if re.search(r"/\d{4}-\d\d-\d\d\.json$", path))
    channels = {path.rsplit("/", 1)[0] for path in days}
    if len(channels) > 1:
        raise InputError(
            f"The export holds {len(channels)} channels: {', '.join(sorted(channels)[:6])}.",
            remedy="Hand in a zip with the one channel of the incident and users.json.",
            where=name,
        )
    if not days:
        raise InputError(
            "The zip holds no day of a channel (channel/2026-03-04.json).",
            remedy="Hand in a Slack channel export; save an office document as plain text first.",
            where=name,
        )
    for path in days:
        yield from _messages(_json(decode(texts[path], name=path, max_bytes=MAX_BYTES), path), people, path)


def _people(data: object) -> dict[str, str]:
    if not isinstance(data, list):
        return {}
    return {
        str(one["id"]): _name(one.get("profile"), {}) or _name(one, {})
        for one in data
        if isinstance(one, Mapping) and one.get("id")
    }


def _messages(data: object, people: Mapping[str, str], name: str) -> Iterator[Message]:
    for number, one in enumerate(_list(data, name), start=1):
        where = f"{name}, message {number}"
        if not isinstance(one, Mapping):
            raise InputError(
                "A message is not an object.", remedy="Each needs a time and a text.", where=where
            )
        if _CHATTER.match(str(one.get("subtype") or "")):
            continue
        text = _text(one, people)
        if not text:
            continue
        yield Message(_time(one, where), _author(one, people), text, _role(one))


def _list(data: object, name: str) -> Sequence[object]:
    if isinstance(data, list):
        return data
    if isinstance(data, Mapping):
        for key in _LISTS:
            if isinstance(data.get(key), list):
                return list(data[key])
    raise InputError(
        "No list of messages was found.",
        remedy=f"Hand in a JSON list, or an object with one of: {', '.join(_LISTS)}.",
        where=name,
    )


def _text(one: Mapping[str, object], people: Mapping[str, str]) -> str:
    parts = [value for key in _TEXTS if isinstance(value := one.get(key), str) and value.strip()][:1]
    channel = one.get("channel")
    alert = channel.get("summary") if isinstance(channel, Mapping) else None
    if isinstance(alert, str) and alert not in parts:  # a PagerDuty log entry keeps the alert's words here
        parts.append(alert)
    attachments = one.get("attachments")
    if not parts and isinstance(attachments, list):
        parts += [str(a["fallback"]) for a in attachments if isinstance(a, Mapping) and a.get("fallback")]
    status = one.get("new_incident_status")
    if isinstance(status, Mapping) and isinstance(status.get("name"), str):
        parts.append(f"Status: {status['name']}.")
    return _readable("\n".join(parts), people).strip()


def _readable(text: str, people: Mapping[str, str]) -> str:
    """Return Slack's markup as people see it: names for ids, labels for links, plain ampersands."""
    if "<" in text:
        text = _MENTION.sub(lambda match: "@" + (match[2] or people.get(match[1], "someone")), text)
        text = _LINK.sub(lambda match: match[2] or match[1], text)
    return html.unescape(text) if "&" in text else text


def _time(one: Mapping[str, object], where: str) -> datetime:
    for key in _TIMES:
        value = one.get(key)
        if value is None or value == "":
            continue
        try:
            if isinstance(value, int | float) or re.fullmatch(r"\d{9,11}(?:\.\d+)?", str(value)):
                return datetime.fromtimestamp(float(str(value)), tz=UTC)
            moment = datetime.fromisoformat(str(value))
        except (ValueError, OverflowError, OSError):
            continue
        if moment.tzinfo is None:
            raise InputError(
                f"The time '{value}' has no zone.", remedy="Write it as 2026-03-04T14:05:00Z.", where=where
            )
        return moment.astimezone(UTC)
    raise InputError(
        "The message has no time that can be read.",
        remedy=f"Give one of {', '.join(_TIMES)} as seconds since 1970 or as 2026-03-04T14:05:00Z.",
        where=where,
    )


def _author(one: Mapping[str, object], people: Mapping[str, str]) -> str:
    for key in _AUTHORS:
        found = _name(one.get(key), people)
        if found:
            return found
    return ""


def _name(value: object, people: Mapping[str, str]) -> str:
    if isinstance(value, str):
        return people.get(value, "" if re.fullmatch(r"[UWB][A-Z0-9]{6,}", value) else value.strip())
    if isinstance(value, Mapping):
        if isinstance(value.get("user"), Mapping):  # incident.io: updater.user.name
            return _name(value["user"], people)
        return next((str(value[key]).strip() for key in _NAMES if value.get(key)), "")
    return ""


def _role(one: Mapping[str, object]) -> Role:
    role = one.get("role")
    if isinstance(role, str) and role_of(role) != "unknown":
        return role_of(role)
    agent = one.get("agent")
    machine = isinstance(agent, Mapping) and str(agent.get("type", "")).startswith(("service", "integration"))
    return "bot" if machine or one.get("bot_id") or one.get("subtype") == "bot_message" else "unknown"
