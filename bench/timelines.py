"""Our own labels of timelines in postmortems of the corpus that are not among its incidents.

`bench/training/en/timelines.jsonl` holds positions and labels only; the words stay in the corpus. A row is
one line of notes: the postmortem it stands in, its time as written, its first words and its length in the
plain text of that postmortem, the accepted stages after it, and its clauses by first words and length. Rows
of one postmortem follow each other in time; a text is looked for behind the one before it first.
"""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

LABELS = Path(__file__).resolve().parent / "training" / "en" / "timelines.jsonl"
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CODE = re.compile(r"```.*?```|^ {8}[^\s*-][^\n]*", re.DOTALL | re.MULTILINE)
_ITEM = re.compile(r"\n\s*(?:[-*]|\d+\.)\s+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^)]*\))*\)")
_MARKS = re.compile(r"[*`]|\\(?=[_*])|<[^>]+>")


def plain(markdown: str) -> str:
    """Return the words of a postmortem on one line: no code blocks, list items parted by " / "."""
    text = _CODE.sub(" ", _FRONT_MATTER.sub("", markdown))
    text = _LINK.sub(r"\1", _IMAGE.sub("", _ITEM.sub(" / ", text)))
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip()


def locate(text: str, begins: str, position: int) -> int:
    """Return where the piece begins, behind `position` if it can; a label that fits no text stops the run."""
    found = text.find(begins, position)
    if found < 0:  # reports that list their key moments first are labelled in order of time
        found = text.find(begins)
    if found < 0:
        raise SystemExit(f"cannot find {begins!r} in {text[:200]!r}: the labels do not fit the text")
    return found


def labelled_pieces(text: str, pieces: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the labelled pieces of `text` in order, each with its words as `text`."""
    position = 0
    for piece in pieces:
        start = locate(text, piece["begins"], position)
        position = start + piece["length"]
        yield {**piece, "text": text[start:position]}


def timelines(corpus: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield each labelled timeline: its postmortem, and its lines in the shape of `facts.jsonl`."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    for name, group in groupby(rows, key=lambda row: row["postmortem"]):
        text = plain((corpus / "postmortems" / f"{name}.md").read_text(encoding="utf-8"))
        yield (
            name,
            [
                {
                    **line,
                    "incident": name,
                    "clauses": [
                        {"components": [], **clause}
                        for clause in labelled_pieces(line["text"], line["clauses"])
                    ],
                }
                for line in labelled_pieces(text, list(group))
            ],
        )
