"""Where sentences begin and end. Spans are half-open code points of the text that was given.

Standard library only: `drafter lint` must start without pydantic.
"""

import itertools

from drafter.core.patterns import lazy

Span = tuple[int, int]

# Abbreviations whose full stop does not end a sentence. FIRM: whatever follows; SOFT: unless a capital does.
FIRM = frozenset((
    "e.g", "i.e", "eg", "ie", "cf", "vs", "viz", "approx", "ca", "mr", "mrs", "ms", "dr", "prof", "st", "fig",
    "resp", "incl", "excl", "max", "min", "est", "ref", "dept", "eq", "sec", "vol",
))  # fmt: skip
SOFT = frozenset((
    "etc", "al", "a.m", "p.m", "am", "pm", "u.s", "u.k", "u.s.a", "inc", "ltd", "co", "corp", "llc", "jr",
    "sr", "no", "nr",
))  # fmt: skip

# The look behind keeps a run of signs from being tried again at each of its signs: linear time.
_PLAIN_END = lazy(
    r"[.!?](?<![.!?][.!?])[.!?]*[\"')\]*_]*(?=\s|$)"
)  # the same for ASCII text: far cheaper to make
_END = lazy(r"[.!?…。！？](?<![.!?…][.!?…])[.!?…]*[\"'”’)\]*_]*(?=\s|$)")
_LINE_START = lazy(r"[ \t]*(?:[-*+•–—]|\(?\d{1,3}[.)]|[A-Za-z][.)]|#{1,6}|>|\|)[ \t]")
_ZONE_NEXT = lazy(r"\s*\(?(?:UTC|GMT|[A-Z]{1,2}[SD]?T|CES?T|EES?T|AES?T|JST|IST|BST|NZ[SD]T)\b")
_QUOTED = lazy(r"[“\"][^“”\"]*[”\"]|(?<!\w)['‘][^'’\n]{6,}['’](?!\w)")
_SHORT, _WRAPPED = 40, 60  # columns: nobody wraps under 40; a paragraph with a line over 60 may be wrapped
_LONGEST = 6  # letters of the longest abbreviation; the word before a full stop is looked at a little further
_LOOKBACK = 12


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
        short = len(line) < _SHORT and (width >= _WRAPPED or width < _SHORT or not stripped[0].islower())
        if short or (fits and not stripped[0].islower()):
            breaks.append(e)
    return breaks


def _ends_here(text: str, at: int, after: int, stop: int) -> bool:
    """Say whether the full stop at `at`, with the signs up to `after`, ends a sentence."""
    if text[at + 1 : at + 2] == ".":  # "..."
        return not text[after : min(stop, after + _LOOKBACK)].lstrip()[:1].islower()
    before = text[max(0, at - _LOOKBACK) : at]
    written = "" if before[-1:].isspace() else before.rsplit(None, 1)[-1] if before else ""
    left = at - len(written) - 1
    written = written.strip("([\"'“‘")
    word = written.lower()
    if len(word) > _LONGEST or not word:
        return True
    following = text[after : min(stop, after + _LOOKBACK)].lstrip()[:1]
    if not following:
        return True
    if word in FIRM:
        return written.isupper() and len(word) > 2  # "at 3 PM EST." ends one, "est. 40 minutes" does not
    if word in SOFT:
        if word in ("no", "nr") and not following.isdigit():
            return True
        return following.isupper() and not (word.endswith("m") and _ZONE_NEXT.match(text, after))
    if len(word) == 1 and word.isalpha() and word != "i":
        return not following.isupper()  # an initial: "J. Smith"
    if len(word) <= 3 and word.isdigit():
        return left >= 0 and text[left] != "\n"  # else the number of a list item
    return True


def sentence_spans(text: str, start: int = 0, end: int | None = None, *, wrapped: bool = False) -> list[Span]:
    """Return the sentences between `start` and `end` in order, without the white space around them.

    A meant line end also ends a sentence, so that list items without full stops stay apart; with `wrapped`
    no line end does.
    """
    stop = len(text) if end is None else end
    cuts: list[int] = []
    ends = _PLAIN_END if text.isascii() else _END
    for match in ends.finditer(text, start, stop):
        at, after = match.span()
        if text[at] != "." or _ends_here(text, at, after, stop):
            cuts.append(after)
    if not wrapped and text.find("\n", start, stop) != -1:
        cuts = sorted({*cuts, *hard_breaks(text, start, stop)})
    spans: list[Span] = []
    left = start
    for cut in (*cuts, stop):
        part = text[left:cut]
        bare = part.strip()
        if bare:
            begin = left + (len(part) - len(part.lstrip()) if part[0].isspace() else 0)
            spans.append((begin, begin + len(bare)))
            left = cut
    return spans


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as strings."""
    return [text[s:e] for s, e in sentence_spans(text)]


def unquoted(text: str) -> str:
    """Return the text without its quotations: what a screen shows or a customer says is not our own word."""
    return _QUOTED.sub(" ", text)
