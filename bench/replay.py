"""Replays incidents note by note and measures every draft the stateless way writes.

    python bench/replay.py ../shared/corpus/incidents [--json] [--only NAME] [--list]

PATH holds one folder per incident: notes.txt and, when there is one, system_map.yaml. At every prefix of
the notes all audiences are drafted; an update counts as sent when the stage moved or half an hour has gone
by, and the next drafts are written against it.

Leaks and raised suspicions are measured without the writer's filters: by searching the public texts for
every internal name of the map and every host, person, number-bearing id and link of the notes, and by
comparing public sentences with what the notes only suspect.
"""

import argparse
import difflib
import json
import re
import statistics
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drafter.core.draft import Draft, PublishedUpdate
from drafter.core.fact import Fact, FactKind, FactSheet
from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.errors import DrafterError
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_notes
from drafter.pipeline import draft
from drafter.writing.audiences import load_audiences
from drafter.writing.filled import missing_slots

PUBLIC = {name for name, audience in load_audiences().items() if audience.view == "public"}
# Updates that reach the same reader one after another; a brief or a report replaces the one before.
SHORT = 25  # words; a text message repeats its symptom and little else, and should
SERIES = {"status_page", "affected_customer_email", "social", "sms"}
KEY_KINDS: tuple[FactKind, ...] = (
    "symptom", "scope", "start", "cause", "action", "side_effect", "workaround", "restored", "resolved",
    "data_impact",
)  # fmt: skip
REAL = datetime(2021, 1, 1, tzinfo=UTC)
ID_LIKE = re.compile(
    r"https?://\S+|[\w.+-]+@[\w-]+\.\w+|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{8,40}\b"
    r"|\b(?=[\w.-]*\d)(?=[\w.-]*[a-z])[a-z][\w]*(?:[-_.][\w]+)+\b|\b[a-z]+(?:_[a-z0-9]+)+\b|#\d{2,}|#[a-z][\w-]{3,}",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:may|might|report|tell us|hear from|do not know|cannot say|not known|not established|looking"
    r"|investigat|next (?:we|step)|suspect|whether|do not|disregard|checking)\b|\?",
    re.IGNORECASE,
)
WORD = re.compile(r"[a-z]{4,}")


@dataclass
class Tally:
    """What was seen over all incidents."""

    incidents: int = 0
    drafts: int = 0
    crashes: int = 0
    blocked: int = 0
    leaked: int = 0
    raised: int = 0
    slots_due: int = 0
    slots_met: int = 0
    mapped: int = 0
    mapped_first: int = 0
    key: int = 0
    key_cited: int = 0
    max_sameness: float = 0.0
    grade_max: float = 0.0
    longest: int = 0
    texts: set[str] = field(default_factory=set)
    times_ms: list[float] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)


def replay(folder: Path, tally: Tally) -> None:
    """Replay one incident into the tally."""
    notes, system_map = read(folder)
    tally.incidents += 1
    secrets = internal_words(notes, system_map)
    sent: dict[str, PublishedUpdate] = {}
    for count in range(1, len(notes.entries) + 1):
        upto = notes.upto(count)
        as_of = max((entry.at for entry in upto.entries if entry.at), default=REAL)
        began = time.perf_counter()
        try:
            made = draft(upto, system_map, as_of=as_of, previous=sent)
        except DrafterError as error:
            tally.crashes += 1
            tally.remarks.append(f"crash {folder.name}@{count}: {error}")
            continue
        except Exception:  # a crash is what is counted here
            tally.crashes += 1
            tally.remarks.append(f"crash {folder.name}@{count}: {traceback.format_exc(limit=-3)}")
            continue
        tally.times_ms.append((time.perf_counter() - began) * 1000)
        last = sent.get("status_page")
        due = last is None or last.stage != made.sheet.stage or as_of - last.at >= timedelta(minutes=30)
        for one in made.drafts:
            where = f"{folder.name}@{count} {one.audience}"
            judge(one, made.sheet, system_map, secrets, tally, where)
            if due:
                compare(one, sent.get(one.audience), tally, where)
                sent[one.audience] = published(one, as_of, count)


def read(folder: Path) -> tuple[Notes, SystemMap]:
    """Return the notes and the map of one folder; no map is the empty map."""
    notes = parse_notes((folder / "notes.txt").read_bytes())
    path = folder / "system_map.yaml"
    return notes, load_map(path.read_bytes()) if path.is_file() else SystemMap()


def published(one: Draft, at: datetime, count: int) -> PublishedUpdate:
    """Return the draft as an update that went out."""
    return PublishedUpdate(
        text=one.text,
        audience=one.audience,
        at=at,
        stage=one.stage,
        next_update_at=one.next_update_at,
        fact_ids=tuple(dict.fromkeys(i for sentence in one.sentences for i in sentence.fact_ids)),
        phrasings=tuple(sentence.phrasing for sentence in one.sentences),
        upto_line=count,
    )


def judge(
    one: Draft,
    sheet: FactSheet,
    system_map: SystemMap,
    secrets: re.Pattern[str] | None,
    tally: Tally,
    where: str,
) -> None:
    """Measure one draft."""
    audience = load_audiences()[one.audience]
    tally.drafts += 1
    tally.texts.add(one.text)
    blocking = [finding for finding in one.findings if finding.severity == "block"]
    tally.rules.update(f"{finding.rule} {finding.severity}" for finding in one.findings)
    if blocking:
        tally.blocked += 1
        tally.remarks += [f"block {where}: {f.rule} {f.text!r} {f.message[:110]}" for f in blocking[:2]]
    missing = missing_slots(one, audience)
    due = [slot for slot in audience.required if slot not in missing]
    tally.slots_due += len(due) + len(missing)
    tally.slots_met += len(due)
    tally.remarks += [f"empty {where}: {slot}" for slot in missing]
    if one.audience not in PUBLIC:
        return
    if secrets and (found := secrets.search(f"{one.subject}\n{one.text}")):
        tally.leaked += 1
        tally.remarks.append(f"leak {where}: {found[0]!r}")
    for sentence in raised(one, sheet):
        tally.raised += 1
        tally.remarks.append(f"raised {where}: {sentence}")
    if one.scores:
        tally.longest = max(tally.longest, one.scores.longest_sentence)
        if one.scores.longest_sentence > 25:
            tally.remarks.append(f"long {where}: {one.scores.longest_sentence} words")
        if one.scores.grade is not None and one.scores.grade > tally.grade_max:
            tally.grade_max = one.scores.grade
            tally.remarks.append(f"grade {where}: {one.scores.grade}")
    if one.audience == "status_page":
        measure_first(one, sheet, system_map, tally, where)
        measure_key_facts(one, sheet, tally, where)


def internal_words(notes: Notes, system_map: SystemMap) -> re.Pattern[str] | None:
    """Return a search for everything inside: map names, and people, hosts, ids and links of the notes."""
    outside = [system_map.product, system_map.contact, *system_map.links, notes.zone_written]
    for part in system_map.components:
        if part.customer_name:
            outside += [
                part.customer_name,
                part.advice,
                *part.symptoms.values(),
                *part.plain_symptoms,
                *part.unaffected,
            ]
    shown = "\n".join(outside).lower()
    words = {name for part in system_map.components for name in part.names}
    words |= {
        name for vendor in system_map.vendors if not vendor.publish for name in (vendor.name, *vendor.aliases)
    }
    words |= set(system_map.people) | {name for c in system_map.customers for name in (c.name, *c.aliases)}
    words |= {entry.author for entry in notes.entries if re.fullmatch(r"[A-Z][a-z]{2,}", entry.author)}
    for entry in notes.entries:
        words |= {match.rstrip(".,;:") for match in ID_LIKE.findall(entry.text)}
    inside = [word for word in words if len(word) > 2 and not holds(shown, word.lower())]
    if not inside:
        return None
    longest = sorted(inside, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def holds(text: str, word: str) -> bool:
    """Say whether the word stands in the text as a word."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def raised(one: Draft, sheet: FactSheet) -> list[str]:
    """Return public sentences that state flatly what the notes only suspect or plan."""
    found = []
    unsure = [fact for fact in sheet.facts if fact.certainty in ("suspected", "withdrawn", "conflicting")]
    sure = [fact for fact in sheet.facts if fact.certainty in ("confirmed", "reported", "attributed")]
    backing = [content(fact.text) for fact in sure]
    for sentence in one.sentences:
        if sentence.slot in ("do_not_say", "correction") or HEDGE.search(sentence.text) or sentence.unknowns:
            continue  # an unknown states nothing
        cited = [fact for fact in (sheet.fact(fact_id) for fact_id in sentence.fact_ids) if fact]
        if any(fact.certainty in ("suspected", "withdrawn", "planned") for fact in cited):
            found.append(sentence.text)
            continue
        words = content(sentence.text)
        if len(words) < 3:
            continue
        for fact in unsure:
            guess = content(fact.text)
            if len(words & guess) >= max(3, 0.6 * len(words)) and not any(
                len(words & b) >= len(words & guess) for b in backing
            ):
                found.append(sentence.text)
                break
    return found


def content(text: str) -> set[str]:
    """Return the words that carry meaning, cut to their stems."""
    return {word[:6] for word in WORD.findall(text.lower())}


def measure_first(one: Draft, sheet: FactSheet, system_map: SystemMap, tally: Tally, where: str) -> None:
    """Measure whether the first sentence speaks in the map's words, when customers know the part."""
    facing = [part for part in system_map.components if part.customer_name and not part.internal_only]
    named = {component for fact in sheet.usable() for component in fact.components}
    if not facing or not (named & {part.id for part in facing} or len(facing) == 1):
        return
    tally.mapped += 1
    first = content(one.sentences[0].text) | set(re.findall(r"[\w.-]+", one.sentences[0].text.lower()))
    for part in facing:
        for text in (part.customer_name, *part.symptoms.values(), *part.plain_symptoms):
            words = content(text) or set(text.lower().split())
            if words and len(words & first) >= 0.6 * len(words):
                tally.mapped_first += 1
                return
    tally.remarks.append(f"first {where}: {one.sentences[0].text}")


def measure_key_facts(one: Draft, sheet: FactSheet, tally: Tally, where: str) -> None:
    """Measure how many key facts are cited: of each kind the latest that readers outside may know.

    An end that did not last and a cause the team had yet to find are not told, so they are not key.
    """
    cited = {fact_id for sentence in one.sentences for fact_id in sentence.fact_ids}
    lines = {line for sentence in one.sentences for line in sentence.lines}
    for kind in KEY_KINDS:
        facts: list[Fact] = [
            fact
            for fact in sheet.usable(kind)
            if fact.kind == kind
            and fact.visibility == "public"
            and fact.certainty in ("confirmed", "reported")
        ]
        late = kind in ("restored", "resolved") and sheet.stage not in ("monitoring", "resolved")
        early = kind == "cause" and sheet.stage == "investigating"
        if not facts or late or early:
            continue
        tally.key += 1
        # One cause is told, the one plain words exist for; of other kinds one of the latest counts.
        recent = sheet.usable("cause") if kind == "cause" else facts[-3:]
        if set(facts[-1].lines) & lines or any(fact.id in cited for fact in recent):
            tally.key_cited += 1
        else:
            tally.remarks.append(f"uncited {where}: {kind} {facts[-1].text[:80]!r}")


def compare(one: Draft, last: PublishedUpdate | None, tally: Tally, where: str) -> None:
    """Measure how much of the update before it repeats, unless it says that nothing has changed."""
    if last is None or one.no_change or one.audience not in SERIES or len(one.text.split()) < SHORT:
        return
    same = difflib.SequenceMatcher(None, last.text.split(), one.text.split(), autojunk=False).ratio()
    if same > 0.7:
        tally.remarks.append(f"same {where}: {same:.2f}")
    tally.max_sameness = max(tally.max_sameness, same)


def result(tally: Tally) -> dict[str, float | int]:
    """Return the figures by their published keys; rates as fractions of 1."""
    return {
        "incidents": tally.incidents,
        "drafts": tally.drafts,
        "crashes": tally.crashes,
        "blocked_drafts": tally.blocked,
        "leaked_drafts": tally.leaked,
        "raised_suspicions": tally.raised,
        "slots_filled": share(tally.slots_met, tally.slots_due),
        "symptom_first_mapped": share(tally.mapped_first, tally.mapped),
        "key_facts_cited": share(tally.key_cited, tally.key),
        "max_sameness": round(tally.max_sameness, 3),
        "ms_per_update": round(statistics.median(tally.times_ms), 1) if tally.times_ms else 0.0,
        "grade_max": tally.grade_max,
        "longest_sentence": tally.longest,
        "distinct_texts": share(len(tally.texts), tally.drafts),
    }


def share(part: int, whole: int) -> float:
    """Return a fraction of 1, 1 when there was nothing to count."""
    return round(part / whole, 4) if whole else 1.0


def main() -> int:
    """Replay every incident under PATH and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, help="folder with one folder per incident")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--only", default="", help="replay incidents whose name holds this")
    parser.add_argument(
        "--list", action="store_true", help="print every remark, one a line, to standard error"
    )
    arguments = parser.parse_args()
    folders = sorted(
        path.parent for path in arguments.path.glob("*/notes.txt") if arguments.only in path.parent.name
    )
    if not folders:
        print(f"No incident folder with a notes.txt under {arguments.path}.", file=sys.stderr)
        return 2
    tally = Tally()
    for folder in folders:
        replay(folder, tally)
    figures = result(tally)
    if arguments.list:
        print("\n".join(tally.remarks), file=sys.stderr)
        print(
            "\n".join(f"rule {name}: {count}" for name, count in tally.rules.most_common()), file=sys.stderr
        )
    if arguments.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
