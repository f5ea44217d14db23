"""Where sentences begin and end. Spans are half-open code points of the text that was given.

Standard library only: `drafter lint` must start without pydantic.
"""

import itertools
import re

Span = tuple[int, int]

# Abbreviations whose full stop does not end a sentence. FIRM: whatever follows; SOFT: unless a capital does.
FIRM = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "cf",
        "vs",
        "viz",
        "approx",
        "ca",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "fig",
        "resp",
        "incl",
        "excl",
        "max",
        "min",
        "est",
        "ref",
        "dept",
        "eq",
        "sec",
        "vol",
    ]
)
SOFT = frozenset(
    [
        "etc",
        "al",
        "a.m",
        "p.m",
        "am",
        "pm",
        "u.s",
        "u.k",
        "u.s.a",
        "inc",
        "ltd",
        "co",
        "corp",
        "llc",
        "jr",
        "sr",
        "no",
        "nr",
    ]
)

_END = re.compile(r"[.!?…。！？]+[\"'”’)\]*_]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"[\w.’']*$")
_LINE_START = re.compile(r"[ \t]*(?:[-*+•–—]|\(?\d{1,3}[.)]|[A-Za-z][.)]|#{1,6}|>|\|)[ \t]")
_ZONE_NEXT = re.compile(r"\s*\(?(?:UTC|GMT|[A-Z]{1,2}[SD]?T|CES?T|EES?T|AES?T|JST|IST|BST|NZ[SD]T)\b")
_LOOKBACK = 24  # longest word looked at before a full stop; longer ones are no abbreviation


def is_list_start(line: str) -> bool:
    """Say whether a line begins a list item, heading, quote or table row."""
    return _LINE_START.match(line) is not None


def hard_breaks(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return the offsets of the line ends that the writer meant, as against wrapped lines.

    A line end was meant when the line is empty or ends a sentence or a label, when a list item follows, or
    when the next line's first word would still have fitted into the width of the paragraph.
    """
    stop = len(text) if end is None else end
    breaks: list[int] = []
    newline = text.find("\n", start, stop)
    if newline == -1:
        return breaks
    lines: list[Span] = []
    at = start
    while newline != -1:
        lines.append((at, newline))
        at = newline + 1
        newline = text.find("\n", at, stop)
    lines.append((at, stop))
    width = max(e - s for s, e in lines)
    for (s, e), (next_s, next_e) in itertools.pairwise(lines):
        line, following = text[s:e].rstrip(), text[next_s:next_e]
        stripped = following.strip()
        if not line.strip() or not stripped or line[-1] in ".!?:;…" or is_list_start(following):
            breaks.append(e)
            continue
        first = stripped.split(None, 1)[0]
        fits = len(line) + 1 + len(first) <= width
        if (fits and not stripped[0].islower()) or (fits and len(line) < 40 and width >= 60):
            breaks.append(e)
    return breaks


def _ends_here(text: str, match: re.Match[str], stop: int) -> bool:
    """Say whether the stop characters at `match` end a sentence."""
    marks = match[0]
    if marks[0] != ".":
        return True
    after = match.end()
    while after < stop and text[after].isspace():
        after += 1
    following = text[after : after + 1] if after < stop else ""
    if marks.startswith(("...", "..")):
        return not following.islower()
    found = _WORD_BEFORE.search(text, max(0, match.start() - _LOOKBACK), match.start())
    word = found[0].lower() if found else ""
    if not following:
        return True
    if word in FIRM:
        return False
    if word in SOFT:
        if word in ("no", "nr") and not following.isdigit():
            return True
        return following.isupper() and not (word.endswith("m") and _ZONE_NEXT.match(text, match.end()))
    if len(word) == 1 and word.isalpha() and word != "i":
        return not following.isupper()  # an initial: "J. Smith"
    if word.isdigit() and len(word) <= 3:
        line_start = text.rfind("\n", 0, match.start()) + 1
        if text[line_start : match.start()].strip() == word:
            return False  # the number of a list item
    return True


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences between `start` and `end` in order, without the white space around them.

    A meant line end also ends a sentence, so that list items without full stops stay apart.
    """
    stop = len(text) if end is None else end
    cuts = [m.end() for m in _END.finditer(text, start, stop) if _ends_here(text, m, stop)]
    if text.find("\n", start, stop) != -1:
        cuts = sorted(set(cuts) | set(hard_breaks(text, start, stop)))
    spans: list[Span] = []
    at = start
    for cut in [*cuts, stop]:
        s, e = at, min(cut, stop)
        while s < e and text[s].isspace():
            s += 1
        while e > s and text[e - 1].isspace():
            e -= 1
        if e > s:
            spans.append((s, e))
        at = max(at, cut)
    return spans


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as strings."""
    return [text[s:e] for s, e in sentence_spans(text)]
