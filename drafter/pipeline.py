"""The stateless whole way: notes and map in; fact sheet, drafts and findings out.

Nothing here touches a network, a file or a clock: the same call gives the same answer. `drafter.draft`
and `drafter.verify` are these functions.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil

from drafter.checks.grounding.verify import Evidence, check
from drafter.checks.lint.api import lint
from drafter.checks.scores import score
from drafter.core.audience import Audience, Slot
from drafter.core.cadence import Cadence
from drafter.core.draft import NEXT_UPDATE, Draft, DraftSet, PublishedUpdate
from drafter.core.fact import FactEdit, FactSheet
from drafter.core.finding import Finding
from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.errors import InputError
from drafter.facts.sheet import build_sheet
from drafter.intake.map_orders import without_orders
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_note_list
from drafter.intake.sources import read_source
from drafter.writing.advising import with_advice_asked
from drafter.writing.audiences import load_audiences
from drafter.writing.layout import fill_next_update
from drafter.writing.surfaces import compare_surfaces
from drafter.writing.template import write

# Lint rules that compare values; a draft is stopped by these alone (law 12 of docs/architecture.md).
BLOCKING = ("LEK", "TIM001", "TIM002", "PRM001", "PRM003", "CON001", "STR008", "STR016")
# Structure rules, and the slots that answer them.
SLOTS_ASKED: dict[str, frozenset[Slot]] = {
    "STR001": frozenset({"symptom", "holding", "technical"}),
    "STR002": frozenset({"symptom", "holding", "technical"}),
    "STR003": frozenset({"scope", "not_known"}),
    "STR005": frozenset({"since", "not_known"}),
    "STR006": frozenset({"not_known", "no_news", "holding"}),
    "STR007": frozenset({"doing", "known", "no_news", "holding"}),
    "STR009": frozenset({"advice"}),
}
_TWELVE_HOUR = re.compile(r"\d\s?[AP]M\b")
NotesLike = str | bytes | Sequence[str] | Notes
MapLike = str | bytes | Mapping[str, object] | SystemMap | None


def read_notes(notes: NotesLike, *, zone: str | None = None, day: date | None = None) -> Notes:
    """Return notes from text, an export, a list of lines, or notes already read. Raises InputError."""
    if isinstance(notes, Notes):
        return notes
    if isinstance(notes, str | bytes):
        return read_source(notes, zone=zone, date=day)
    return parse_note_list(notes, zone=zone, date=day)


def read_by(notes: NotesLike, as_of: datetime | None, *, zone: str | None, day: date | None) -> Notes:
    """Return the notes as read at `as_of`: it names the day where neither a line nor the caller does.

    The last note is then taken to be of the 24 hours before. Raises InputError.
    """
    read = read_notes(notes, zone=zone, day=day)
    if as_of is None or day is not None or any(entry.at for entry in read.entries):
        return read
    placed = read_notes(notes, zone=zone, day=as_of.date())
    moments = [entry.at for entry in placed.entries if entry.at]
    late = ceil((max(moments) - as_of) / timedelta(days=1)) if moments else 0
    return read_notes(notes, zone=zone, day=as_of.date() - timedelta(days=late)) if late else placed


def read_map(system_map: MapLike) -> SystemMap:
    """Return a map from YAML text, a mapping, or a map already read; None is the empty map."""
    if system_map is None:
        return SystemMap()
    return system_map if isinstance(system_map, SystemMap) else load_map(system_map)


def pick_audiences(ids: Iterable[str] | None = None) -> list[Audience]:
    """Return the audiences of those ids, all shipped ones when None. Raises InputError for an unknown id."""
    shipped = load_audiences()
    if ids is None:
        return list(shipped.values())
    wanted = [ids] if isinstance(ids, str) else list(ids)
    unknown = [one for one in wanted if one not in shipped]
    if unknown:
        raise InputError(
            f"{unknown[0]!r} is not an audience.",
            remedy=f"Choose from: {', '.join(shipped)}.",
            where="audiences",
        )
    return [shipped[one] for one in wanted]


def draft(
    notes: NotesLike,
    system_map: MapLike = None,
    *,
    audiences: Iterable[str] | None = None,
    as_of: datetime | None = None,
    next_update_at: datetime | None = None,
    previous: Mapping[str, PublishedUpdate] | None = None,
    edits: Sequence[FactEdit] = (),
    zone: str | None = None,
    day: date | None = None,
    cadence: Cadence | None = None,
) -> DraftSet:
    """Write one draft per audience from notes and a system map.

    `as_of` is the moment of writing; without it, the time of the last note that has one. `next_update_at`
    comes from `cadence` when not given. `previous` maps an audience id to the update it last got. `zone`
    and `day` are what clock times without a zone or date in the notes mean. Raises InputError, TooLarge.
    """
    read = read_by(notes, as_of, zone=zone, day=day)
    the_map, map_orders = without_orders(read_map(system_map))
    moment = as_of or last_moment(read)
    sheet = with_advice_asked(build_sheet(read, the_map, as_of=moment, edits=edits), the_map)
    due = next_update_at or (cadence or Cadence()).next_update_at(sheet.stage, moment)
    if sheet.stage == "resolved":
        due = None
    evidence = Evidence.build(read, sheet, the_map, as_of=moment, next_update_at=due)
    drafts = []
    for audience in pick_audiences(audiences):
        last = (previous or {}).get(audience.id)
        written = write(sheet, the_map, audience, next_update_at=due, previous=last)
        drafts.append(examine(fill(written, sheet), audience, evidence, previous=last))
    return DraftSet(sheet=sheet, drafts=tuple(agree(drafts)), map_orders=map_orders)


def agree(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of one update, with a finding wherever one says something else than another."""
    apart: dict[str, list[Finding]] = {}
    for audience, finding in compare_surfaces(drafts):
        apart.setdefault(audience, []).append(finding)
    return [
        one.model_copy(update={"findings": (*one.findings, *apart[one.audience])})
        if one.audience in apart
        else one
        for one in drafts
    ]


def fill(written: Draft, sheet: FactSheet) -> Draft:
    """Return the draft with the promised clock time where the placeholder stands, in text and sentences."""
    due = written.next_update_at
    if due is None:
        return written

    twelve_hour = bool(_TWELVE_HOUR.search(written.text))

    def filled(text: str) -> str:
        return fill_next_update(
            text, due, sheet.zone, written=sheet.zone_written, twelve_hour=twelve_hour, as_of=sheet.as_of
        )

    sentences = tuple(
        one.model_copy(update={"text": filled(one.text)}) if NEXT_UPDATE in one.text else one
        for one in written.sentences
    )
    return written.model_copy(update={"text": filled(written.text), "sentences": sentences})


def examine(
    written: Draft, audience: Audience, evidence: Evidence, *, previous: PublishedUpdate | None = None
) -> Draft:
    """Return the draft with every finding about it and its scores. Spans are code points of its text."""
    findings = check(written, replace(evidence, previous=previous), audience)
    taken = {(finding.rule, finding.start) for finding in findings}
    findings += [
        finding
        for finding in lint_draft(written, audience, evidence, previous)
        if (finding.rule, finding.start) not in taken
    ]
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    scores = score(written, audience, evidence.sheet, findings)
    return written.model_copy(update={"findings": tuple(findings), "scores": scores})


def lint_draft(
    written: Draft, audience: Audience, evidence: Evidence, previous: PublishedUpdate | None
) -> list[Finding]:
    """Return what the linter says of a draft in its context: reader, stage, moment, last update, map.

    A draft knows more than its text. Where a sentence fills a slot with evidence, the linter need not ask
    for it; and here only comparisons block (times, promises, status, leaks), while what rests on meaning
    warns: the liaison decides.
    """
    filled = {sentence.slot for sentence in written.sentences if sentence.has_basis}
    findings = lint(
        written.text,
        audience=audience.id,
        stage=written.stage,
        now=evidence.as_of,
        next_update_at=evidence.next_update_at,
        previous=previous.text if previous else None,
        previous_at=previous.at if previous else None,
        promised_at=previous.next_update_at if previous else None,
        title=written.subject or None,
        system_map=evidence.system_map,
    )
    return [
        weighed(finding) for finding in findings if not SLOTS_ASKED.get(finding.rule, frozenset()) & filled
    ]


def weighed(finding: Finding) -> Finding:
    """Return the linter's finding as it counts in a text of ours: comparisons block, meaning warns."""
    stays = finding.severity != "block" or finding.rule.startswith(BLOCKING)
    return finding if stays else replace(finding, severity="warn")


def verify(
    text: str,
    *,
    notes: NotesLike,
    system_map: MapLike = None,
    audience: str = "status_page",
    as_of: datetime | None = None,
    next_update_at: datetime | None = None,
    edits: Sequence[FactEdit] = (),
    zone: str | None = None,
    day: date | None = None,
) -> list[Finding]:
    """Return everything in `text` that notes, map and update policy do not support.

    Works on anybody's text. Spans are code points of `text`. Raises InputError, TooLarge.
    """
    read = read_by(notes, as_of, zone=zone, day=day)
    the_map = read_map(system_map)
    moment = as_of or last_moment(read)
    sheet = build_sheet(read, the_map, as_of=moment, edits=edits)
    evidence = Evidence.build(read, sheet, the_map, as_of=moment, next_update_at=next_update_at)
    (reader,) = pick_audiences([audience])
    return check(text, evidence, reader)


def last_moment(notes: Notes) -> datetime:
    """Return the latest time any note carries. Raises InputError when none has one."""
    moments = [entry.at for entry in notes.entries if entry.at]
    if not moments:
        why = next(
            (f": line {one.line}, {one.time_problem}" for one in notes.entries if one.time_problem), ""
        )
        raise InputError(
            f"No note has a time that can be read for certain{why}.",
            remedy="Name the day the notes start (2026-05-04: `day`, --date), or the moment of writing "
            "(2026-05-04T14:10Z: `as_of`, --as-of).",
            where="notes",
        )
    return max(moments)
