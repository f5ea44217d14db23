"""Scribe notes: text as people write it in, `Notes` out. What it understands is told in docs/notes.md."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.core.hidden import strip_hidden
from drafter.core.note import Note, NoteFlag, Notes, Role
from drafter.core.redaction import find_all, redact
from drafter.core.times import TimeContext, TimeMention
from drafter.core.zones import UTC_ZONE, Zone, read_zone
from drafter.errors import InputError, TooLarge
from drafter.intake.bytes import decode
from drafter.intake.chat import find_chat_header
from drafter.intake.clocks import check_clock, day_order, mark_names
from drafter.intake.header import Header, day_zone, only_zone, read_header, read_heading, zone_line
from drafter.intake.instructions import gives_orders
from drafter.intake.layout import Block, Line, group
from drafter.intake.limits import NOTE_LIMITS, NoteLimits
from drafter.intake.repeats import mark_repeats
from drafter.intake.speakers import NOBODY, Cast, Speaker
from drafter.intake.stamps import find_stamp
from drafter.intake.timeline import Moment, Timeline

__all__ = ["Message", "NoteLimits", "notes_from_messages", "parse_note_list", "parse_notes"]

_WITH_HEADING = 2  # a heading stands above one entry at least
_LONGEST_HEADING = 80  # characters


def parse_notes(
    source: str | bytes,
    *,
    zone: str | None = None,
    date: datetime.date | None = None,
    people: Sequence[str] = (),
    limits: NoteLimits = NOTE_LIMITS,
    name: str = "notes.txt",
) -> Notes:
    """Return the notes in `source`, one `Note` per entry.

    `zone` is for clock times when neither line nor header names one; `date` is the day of the first line when
    the notes name none; `people` are names that may stand before a colon. Raises InputError or TooLarge.
    """
    text = decode(source, name=name, max_bytes=limits.max_bytes)
    return _parse(
        text.split("\n"), zone=zone, date=date, people=people, limits=limits, name=name, listed=False
    )


def parse_note_list(
    lines: Sequence[str],
    *,
    zone: str | None = None,
    date: datetime.date | None = None,
    people: Sequence[str] = (),
    limits: NoteLimits = NOTE_LIMITS,
    name: str = "notes",
) -> Notes:
    """Return notes from a list in which every item is one entry, whatever its layout."""
    for number, item in enumerate(lines, start=1):
        if not isinstance(item, str):
            raise InputError(
                f"Item {number} is {type(item).__name__}, not text.",
                remedy="Send a list of texts.",
                where=name,
            )
    size = sum(len(item) for item in lines)
    if size > limits.max_bytes:
        raise TooLarge(
            f"The notes have {size:,} characters; the limit is {limits.max_bytes:,}.",
            remedy="Hand in the part that belongs to this incident.",
            where=name,
        )
    clean = [item.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "") for item in lines]
    return _parse(clean, zone=zone, date=date, people=people, limits=limits, name=name, listed=True)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an export: its moment (aware), who wrote it, and what it says."""

    at: datetime.datetime
    author: str
    text: str
    role: Role = "unknown"


def notes_from_messages(
    messages: Sequence[Message], *, zone: str | None = None, people: Sequence[str] = (), name: str = "export"
) -> Notes:
    """Return notes from messages that carry exact moments; `zone` is the one drafts print (default UTC)."""
    shown = given_zone(zone) or UTC_ZONE
    entries = []
    for number, message in enumerate(messages, start=1):
        line = Line(number, message.text, strip_hidden(message.text))
        moment = Moment(message.at.astimezone(datetime.UTC), None, "own", shown.written, False, "")
        known = Speaker(message.author, message.role, 0)
        local = message.at.astimezone(shown.tz)
        entries.append(
            _Entry(Block(number, [line]), None, f"{local:%Y-%m-%d %H:%M}", line.text, known, moment)
        )
    if not entries:
        raise InputError(
            "The export holds no message.", remedy="Export the channel of the incident.", where=name
        )
    cast = Cast([*people, *(message.author for message in messages)], [])
    for entry in entries:
        if entry.speaker.role == "unknown":
            # "IC note: ..." inside a message says more than the name it was posted under.
            inner = cast.speaker(entry.body)
            named = cast.named(entry.speaker.author)
            if inner.role != "unknown":
                entry.speaker = Speaker(entry.speaker.author or inner.author, inner.role, 0, inner.plain)
                entry.body = entry.body[inner.text_start :]
            else:
                entry.speaker = named
    notes = mark_repeats([_note(number, entry) for number, entry in enumerate(entries, start=1)])
    return Notes(entries=notes, zone=shown.name, zone_written=_spoken(shown))


@dataclass(slots=True)
class _Entry:
    """An entry on its way to a note."""

    block: Block
    mention: TimeMention | None
    written: str
    body: str
    speaker: Speaker
    moment: Moment


def _parse(
    lines: Sequence[str],
    *,
    zone: str | None,
    date: datetime.date | None,
    people: Sequence[str],
    limits: NoteLimits,
    name: str,
    listed: bool,
) -> Notes:
    _check_lines(lines, limits, name)
    given = given_zone(zone)
    header = read_header((line for line in lines if line.startswith("#")), day=date)
    warnings: list[str] = []
    context = TimeContext(date=header.day, zone=header.zone or given, day_first=day_order(lines))
    read = [_read_line(number, line, context) for number, line in enumerate(lines, start=1)]
    check_clock(read, context)
    mark_names(read)
    blocks = [Block(line.number, [line]) for line in read if not line.comment and line.text.strip()]
    if not listed:
        blocks = group(read)
    blocks = [block for block in blocks if block.lines]
    if not blocks:
        raise _empty(lines, name)
    heading = _heading(blocks)
    if heading:
        header = replace(header, zone=header.zone or heading.zone, day=header.day or heading.day)
        blocks = blocks[1:]
    if header.zone is None:
        header = replace(header, zone=next(filter(None, map(_heading_zone, blocks)), None))
    entries, timeline = _timed(blocks, header, given)
    if not entries:
        raise _empty(lines, name)
    _name_speakers(entries, people)
    notes = mark_repeats([_note(number, entry) for number, entry in enumerate(entries, start=1)])
    shown = _shown_zone(entries, header, given)
    warnings += _warnings(notes, entries, header, given, timeline)
    return Notes(
        entries=notes, zone=shown.name or "UTC", zone_written=_spoken(shown), warnings=tuple(warnings)
    )


# -- reading lines


def _check_lines(lines: Sequence[str], limits: NoteLimits, name: str) -> None:
    if len(lines) > limits.max_lines:
        raise TooLarge(
            f"There are {len(lines):,} lines; the limit is {limits.max_lines:,}.",
            remedy="Hand in the part that belongs to this incident.",
            where=name,
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > limits.max_line_chars:
            raise TooLarge(
                f"The line has {len(line):,} characters; the limit is {limits.max_line_chars:,}.",
                remedy="Is this a log or a minified file? Keep the lines that people wrote.",
                where=f"{name} line {number}",
            )


def _read_line(number: int, line: str, context: TimeContext) -> Line:
    if line.startswith("#"):
        return Line(number, line, line, comment=True)
    text = strip_hidden(line)
    stamp = find_stamp(text, context)
    if stamp:
        return Line(number, line, text, stamp=stamp)
    return Line(number, line, text, chat=find_chat_header(text, context))


def given_zone(zone: str | None) -> Zone | None:
    """Return the zone that a caller names, None when they name none. Raises InputError."""
    if zone is None or not zone.strip():
        return None
    found = read_zone(zone)
    if found is None:
        raise InputError(
            f"'{zone}' is not a time zone.",
            remedy="Give an IANA name (Europe/Berlin), an offset (UTC-7) or an abbreviation (PST).",
            where="zone",
        )
    if found.problem:
        raise InputError(
            f"{found.problem}.", remedy="Give the offset (UTC+5:30) or an IANA name.", where="zone"
        )
    return found


def _heading(blocks: Sequence[Block]) -> Header | None:
    """Return what a first line says of all below that nobody marked as a comment, None when it is an entry.

    "All times are UTC"; "4 Aug 2026 UTC, rough notes" above lines with clock times.
    """
    block = blocks[0]
    mention = block.mention
    if len(block.lines) > 1 or len(blocks) < _WITH_HEADING or len(block.raw) >= _LONGEST_HEADING:
        return None
    if mention is None and (zone_line(block.raw) or day_zone(block.raw)):
        return read_heading(block.raw) or read_header([block.raw], day=None)
    below = blocks[1].mention
    timed = below is not None and below.kind != "date"
    bare = mention is None or mention.kind == "date"
    return read_heading(block.raw) if timed and bare else None


def _heading_zone(block: Block) -> Zone | None:
    """Return the zone of a line that holds a day and a zone only: "Mon 4 May 2026, all times BST"."""
    mention, body = block.mention, block.body().strip()
    heading = mention is not None and mention.kind == "date" and body and len(block.lines) == 1
    return only_zone(body) if heading else None


def _empty(lines: Sequence[str], name: str) -> InputError:
    comments = sum(1 for line in lines if line.startswith("#"))
    if comments:
        what = f"The notes hold {comments} comment {'line' if comments == 1 else 'lines'} and no entry."
        return InputError(
            what, remedy="Lines that begin with '#' are comments; write one event per line.", where=name
        )
    return InputError(
        "The notes are empty.", remedy="Write one event per line: '14:05 checkout down'.", where=name
    )


# -- moments


def _timed(blocks: Sequence[Block], header: Header, given: Zone | None) -> tuple[list[_Entry], Timeline]:
    known = header.zone or given
    first_written = next((b.mention.zone for b in blocks if b.mention and b.mention.zone), None)
    start = known or first_written or UTC_ZONE
    timeline = Timeline(zone=start, fixed_zone=known is not None, day=header.day, origin=header.origin)
    if header.day is None:
        # The first day written anywhere is also the day of the clock times above it.
        timeline.day = next((b.mention.date for b in blocks if b.mention and b.mention.date), None)
    entries: list[_Entry] = []
    for block in blocks:
        mention = block.mention
        body = block.body()
        if mention and mention.kind == "date" and (not body.strip() or _heading_zone(block)):
            timeline.heading(mention.date)
            continue
        moment = timeline.stamped(mention) if mention else timeline.carried()
        entries.append(_Entry(block, mention, mention.written if mention else "", body, NOBODY, moment))
    return entries, timeline


# -- speakers


def _name_speakers(entries: list[_Entry], people: Sequence[str]) -> None:
    chat = [entry.block.author for entry in entries if entry.block.author]
    cast = Cast([*people, *chat], [entry.body for entry in entries])
    for entry in entries:
        author = entry.block.author
        entry.speaker = cast.named(author) if author else cast.speaker(entry.body)
        entry.body = entry.body[entry.speaker.text_start :]


# -- notes


def _note(number: int, entry: _Entry) -> Note:
    flags: set[NoteFlag] = set()
    if entry.block.has_log:
        flags.add("log_block")
    if entry.speaker.plain:
        flags.add("privileged")
    if gives_orders(entry.block.raw):
        flags.add("instruction_like")
    sensitive = find_all(entry.body)
    for item in sensitive:
        flags.add("secret" if item.kind in ("secret", "token") else "personal_data")
    role: Role = entry.speaker.role
    moment = entry.moment
    return Note(
        line=number,
        source_line=entry.block.source_line,
        raw=entry.block.raw,
        text=redact(entry.body, sensitive).strip(),
        at=moment.at,
        at_end=moment.at_end,
        at_written=entry.written,
        approximate=moment.approximate,
        time_basis=moment.basis,
        zone=moment.zone,
        time_problem=moment.problem,
        author=entry.speaker.author,
        role=role,
        flags=frozenset(flags),
    )


def _shown_zone(entries: Sequence[_Entry], header: Header, given: Zone | None) -> Zone:
    if header.zone and not header.zone.problem:
        return header.zone
    if given:
        return given
    written = Counter(
        e.mention.zone for e in entries if e.mention and e.mention.zone and not e.mention.zone.problem
    )
    return written.most_common(1)[0][0] if written else UTC_ZONE


def _spoken(zone: Zone) -> str:
    """Return the zone as a draft prints it: "PST", "Pacific Time", "Denver time", "UTC-7"."""
    inner = re.search(r"\(\s*((?:UTC|GMT)[+\-\u2212]?\d[\d:]*)\s*\)", zone.written)
    name = re.sub(r"\s*\([^)]*\)", "", zone.written).strip()
    named = read_zone(name) if inner else None
    if inner and not (named and named.name == zone.name):
        return inner[1]  # "PST (UTC-7)": the name says something else
    if name.upper() == "Z":
        return "UTC"
    if "/" in name:
        return name.rsplit("/", 1)[1].replace("_", " ") + " time"
    one_place = name[:1].isupper() and name[1:].islower() and not name.endswith(" time")
    if one_place or (" " in name and not name.lower().endswith("time")):
        return f"{name} time"
    return name


def _warnings(
    notes: Sequence[Note], entries: Sequence[_Entry], header: Header, given: Zone | None, timeline: Timeline
) -> list[str]:
    found: list[str] = []
    if not any(note.at for note in notes):
        found.append(
            "No entry has a moment that is known for certain; give the day and the zone of the notes."
        )
    named = header.zone or given or any(entry.mention and entry.mention.zone for entry in entries)
    if not named and any(entry.mention for entry in entries):
        found.append("No time zone is written; clock times are read as UTC.")
    for day in timeline.rollovers:
        found.append(f"The clock falls back over midnight; what follows is read as {day:%Y-%m-%d}.")
    problems: dict[str, list[str]] = {}
    for note in notes:
        if note.time_problem:
            problems.setdefault(note.time_problem, []).append(str(note.line))
    for problem, lines in problems.items():
        shown = ", ".join(lines[:8]) + (" ..." if len(lines) > 8 else "")
        found.append(f"{'Line' if len(lines) == 1 else 'Lines'} {shown}: {problem}.")
    return found
