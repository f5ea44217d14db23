"""Every figure of the source, and whether the result carries it: nothing with a number goes silently."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from drafter.core.durations import find_durations
from drafter.core.prose import Span
from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.rewriting.result import Figure, OutSentence

_FIGURE = re.compile(r"\d+(?:[.,:/_-]\d+)*")
_THOUSANDS = re.compile(r",(?=\d{3}\b)")


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
    figures = []
    for start, end in _places(text, body):
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


def find_strange(text: str, known: str, day: date | None) -> list[Span]:
    """Return the places of figures, times and dates of `text` that `known` does not have, in order.

    2:05 pm is 14:05 here, an hour is 60 minutes and 1200 is 1,200. A date without a year is of that of `day`.
    """
    there = list(_single_times(known, day))
    clocks = {(time.hour, time.minute) for time in there}
    days = {time.date for time in there}
    strange: list[Span] = []
    familiar: list[Span] = []
    for time in _single_times(text, day):
        same = (time.hour is None or (time.hour, time.minute) in clocks) and (
            time.date is None or time.date in days
        )
        if time.hour is not None or time.date is not None:
            (familiar if same else strange).append((time.start, time.end))
    lengths = {duration.seconds for duration in find_durations(known)}
    familiar += [(d.start, d.end) for d in find_durations(text) if d.seconds in lengths]
    figures = {_THOUSANDS.sub("", token) for token in tokens(known)}
    for start, end in _places(text):
        if _THOUSANDS.sub("", text[start:end]) not in figures and not any(
            begin <= start and end <= stop for begin, stop in (*strange, *familiar)
        ):
            strange.append((start, end))
    return sorted(strange)


def _single_times(text: str, day: date | None) -> Iterator[TimeMention]:
    """Yield the times and dates of a text; a span is two."""
    for time in find_times(text, context=TimeContext(date=day)):
        yield time
        if time.until is not None:
            yield time.until


def _places(text: str, begin: int = 0) -> list[Span]:
    """Return where figures and durations in words stand from `begin` on, in order."""
    spelled = [
        (d.start + begin, d.end + begin)
        for d in find_durations(text[begin:])
        if not _FIGURE.search(d.written)
    ]
    return sorted([match.span() for match in _FIGURE.finditer(text, begin)] + spelled)
