"""Every figure of the source, and whether the result carries it: nothing with a number goes silently."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from drafter.core.durations import find_durations
from drafter.rewriting.result import Figure, OutSentence

_FIGURE = re.compile(r"\d+(?:[.,:/_-]\d+)*")


def tokens(text: str) -> frozenset[str]:
    """Return the figures in a text as written."""
    return frozenset(match[0] for match in _FIGURE.finditer(text))


def find_figures(
    text: str, body: int, sentences: Sequence[OutSentence], extra: Iterable[str]
) -> tuple[Figure, ...]:
    """Return the figures of the source from `body` on, in order.

    A figure is kept when a sentence of the result that rests on its place carries it. `extra` are texts of
    the result that rest on the whole document (title and date). Durations in words count as figures.
    """
    rests = sorted((span, sentence.text) for sentence in sentences for span in sentence.spans)
    starts = [span[0] for span, _ in rests]
    reach = max((end - start for (start, end), _ in rests), default=0)
    heads = frozenset().union(*(tokens(one) for one in extra))
    spelled = [
        (d.start + body, d.end + body) for d in find_durations(text[body:]) if not _FIGURE.search(d.written)
    ]
    places = [match.span() for match in _FIGURE.finditer(text, body)] + spelled
    figures = []
    for start, end in sorted(places):
        written = text[start:end]
        carried = False
        k = bisect_right(starts, start) - 1
        while k >= 0 and starts[k] >= start - reach and not carried:
            (begin, stop), said = rests[k]
            if begin <= start and end <= stop:
                carried = written in tokens(said) or (
                    not _FIGURE.search(written) and written.lower() in said.lower()
                )
            k -= 1
        figures.append(Figure(span=(start, end), text=written, kept=carried or written in heads))
    return tuple(figures)
