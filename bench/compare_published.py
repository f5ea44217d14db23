"""Puts our status-page draft beside the text that was really published, blind, for a person to judge.

    python bench/compare_published.py ../shared/corpus/incidents [--output FOLDER] [--seed N]

PATH holds one folder per incident. For every published text under a "## <time> - ..." heading of
published.md, the draft is written from the notes known at that time (all of them for a text without a
clock time or one posted after the last note). Which of the two is A and which is B is decided by a coin
with a seed; the answers are in a second file.

Writes compare.md and compare_key.json into FOLDER (default: the current folder).
"""

import argparse
import json
import random
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.core.draft import PublishedUpdate
from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_notes
from drafter.pipeline import draft

HEADING = re.compile(r"^## (?P<when>\S+) - (?P<what>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Pair:
    """One published text and what we would have sent at that time."""

    incident: str
    when: str
    published: str
    ours: str


def pairs(folder: Path) -> list[Pair]:
    """Return the pairs of one incident, in order of publishing."""
    notes = parse_notes((folder / "notes.txt").read_bytes())
    map_file = folder / "system_map.yaml"
    system_map = load_map(map_file.read_bytes()) if map_file.is_file() else SystemMap()
    text = (folder / "published.md").read_text(encoding="utf-8").split("\nSource:")[0]
    headings = list(HEADING.finditer(text))
    found: list[Pair] = []
    last: PublishedUpdate | None = None
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = text[heading.end() : following.start() if following else len(text)].strip()
        known, at = known_at(notes, heading["when"])
        ours, last = written(known, system_map, at, last)
        found.append(Pair(folder.name, heading["when"], body, ours))
    return found


def known_at(notes: Notes, when: str) -> tuple[Notes, datetime]:
    """Return the notes known when a text was published, and the moment of writing."""
    times = [entry.at for entry in notes.entries if entry.at]
    last = max(times, default=datetime(2021, 1, 1, tzinfo=UTC))
    if "T" not in when:
        return notes, last
    at = datetime.fromisoformat(when)
    count = max((i for i, entry in enumerate(notes.entries, 1) if entry.at and entry.at <= at), default=0)
    if not times or count == 0:
        return notes, max(at, last)
    return notes.upto(count), at


def written(
    notes: Notes, system_map: SystemMap, at: datetime, last: PublishedUpdate | None
) -> tuple[str, PublishedUpdate]:
    """Return our status-page text, and what the next one is written against."""
    made = draft(
        notes,
        system_map,
        audiences=["status_page"],
        as_of=at,
        previous={"status_page": last} if last else None,
    )
    (one,) = made.drafts
    sent = PublishedUpdate(
        text=one.text,
        audience=one.audience,
        at=at,
        stage=one.stage,
        next_update_at=one.next_update_at,
        fact_ids=tuple(dict.fromkeys(i for sentence in one.sentences for i in sentence.fact_ids)),
        phrasings=tuple(sentence.phrasing for sentence in one.sentences),
        upto_line=len(notes.entries),
    )
    return one.text, sent


def page(found: list[Pair], coin: random.Random) -> tuple[str, list[dict[str, str]]]:
    """Return the Markdown page and the key: which letter is ours in each pair."""
    parts = [
        "# Which update would you rather have read?",
        "",
        "Judge each pair as the customer. Write A, B or = under it.",
    ]
    key = []
    for number, pair in enumerate(found, start=1):
        ours_first = coin.random() < 0.5
        first, second = (pair.ours, pair.published) if ours_first else (pair.published, pair.ours)
        parts += [
            "",
            f"## {number}",
            "",
            "### A",
            "",
            quoted(first),
            "",
            "### B",
            "",
            quoted(second),
            "",
            "Verdict:",
        ]
        key.append(
            {
                "pair": str(number),
                "incident": pair.incident,
                "when": pair.when,
                "ours": "A" if ours_first else "B",
            }
        )
    return "\n".join(parts) + "\n", key


def quoted(text: str) -> str:
    """Return the text as a Markdown quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def main() -> int:
    """Write the page and its key."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, help="folder with one folder per incident")
    parser.add_argument("--output", type=Path, default=Path(), help="where the two files go")
    parser.add_argument("--seed", type=int, default=20240611, help="decides A and B")
    arguments = parser.parse_args()
    folders = sorted(path.parent for path in arguments.path.glob("*/published.md"))
    if not folders:
        print(f"No incident folder with a published.md under {arguments.path}.", file=sys.stderr)
        return 2
    found = [pair for folder in folders for pair in pairs(folder)]
    text, key = page(found, random.Random(arguments.seed))
    arguments.output.mkdir(parents=True, exist_ok=True)
    (arguments.output / "compare.md").write_text(text, encoding="utf-8")
    (arguments.output / "compare_key.json").write_text(json.dumps(key, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} pairs from {len(folders)} incidents: {arguments.output / 'compare.md'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
