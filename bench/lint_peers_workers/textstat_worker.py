"""Grades one text, or every text of a folder, with textstat as installed; prints the CPU seconds it took.

Its dictionary would come over the network, so syllables come from hyphenation here.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from time import process_time

import textstat


def main() -> None:
    """Measure."""
    counter = import_module("textstat.backend.counts._count_syllables")
    counter.get_cmudict = lambda lang: None
    where = Path(sys.argv[1])
    paths = [where] if where.is_file() else sorted(p for p in where.rglob("*") if p.suffix in (".md", ".txt"))
    texts = [path.read_text("utf-8", "replace") for path in paths]
    textstat.flesch_kincaid_grade("Some customers may see errors.")
    began = process_time()
    for text in texts:
        textstat.flesch_kincaid_grade(text)
    print(json.dumps({"cpu_s": process_time() - began}))


main()
