"""Whole incidents that were invented for this project, labelled clause by clause.

`bench/training/en/scribes/*.tsv` holds them (its README gives the form). Their notes have no times of their
own: they are read as written a few minutes apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "training" / "en" / "scribes"
START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
APART = timedelta(minutes=6)
KIND_OF = {
    "o": "observation", "a": "action", "c": "coordination", "s": "symptom", "h": "hypothesis",
    "d": "decision", "r": "restored", "t": "detected", "k": "cause", "u": "unknown",
    "p": "third_party", "n": "unaffected", "z": "resolved", "v": "verified", "b": "start",
    "q": "scope", "i": "data_impact", "x": "side_effect", "w": "workaround",
    "e": "internal_estimate", "y": "security",
}  # fmt: skip
SURE_OF = {
    "R": "reported", "A": "attributed", "S": "suspected", "P": "planned", "W": "withdrawn", "C": "confirmed",
}  # fmt: skip


@dataclass(frozen=True)
class Invented:
    """One incident; `rows` are in the shape of the corpus' `facts.jsonl`. `chat`: a conversation."""

    name: str
    chat: bool
    rows: list[dict[str, Any]]

    @property
    def notes(self) -> bytes:
        """Return its notes as a scribe's file."""
        times = (START + place * APART for place in range(len(self.rows)))
        lines = (f"{at:%Y-%m-%d %H:%MZ} {row['text']}" for at, row in zip(times, self.rows, strict=True))
        return "".join(f"{line}\n" for line in lines).encode()


def invented() -> Iterator[Invented]:
    """Yield every incident, in the order of the files."""
    for path in sorted(FOLDER.glob("*.tsv")):
        for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
            head, *lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
            name, *chat = head.split()
            rows = [_row(number, line) for number, line in enumerate(lines, start=1)]
            yield Invented(f"{path.stem}/{name}", bool(chat), rows)


def _row(number: int, line: str) -> dict[str, Any]:
    stage, body = line.split("\t", 1)
    clauses = coded(body)
    text = " ".join(clause["text"] for clause in clauses)
    return {"line": number, "text": text, "clauses": clauses, "stage_after": [stage]}


def coded(body: str) -> list[dict]:
    """Return the clauses of "s+ search is down || a- Ann restarts it" in the shape of `facts.jsonl`."""
    clauses = []
    for part in body.split(" || "):
        code, text = part.split(" ", 1)
        clauses.append(
            {
                "text": text,
                "kinds": [KIND_OF[letter] for letter in code if letter.islower()],
                "certainty": [SURE_OF[letter] for letter in code if letter.isupper()],
                "visibility": "public" if code.endswith("+") else "internal",
            }
        )
    return clauses
