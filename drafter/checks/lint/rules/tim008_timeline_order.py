"""TIM008 timeline-order: rows of a timeline go backwards, or the end stands before the start."""

import itertools
import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule

ROW = Pattern(
    r"^[ \t]{0,8}(?:[-*+•|]|\d{1,3}[.)])?[ \t]{0,3}(?:\*\*|__|`|\[)?(?P<date>\d{4}-\d{2}-\d{2}[T "
    r",]{1,2}|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?,? |[A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?,? )?"
    r"(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)(?::[0-5]\d)?\s?(?P<half>[ap]\.?m)?",
    flags=re.MULTILINE | re.IGNORECASE,
)
SPAN = Pattern(  # "from 14:10 UTC to 13:50 UTC"; a date or another zone in between makes it no slip
    r"(?<=from |ween )(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?P<zone> [a-z]{2,4})? (?:to|until|till|and) "
    r"(?P<to_h>[01]?\d|2[0-3]):(?P<to_m>[0-5]\d)(?! ?[ap]\.?m)(?:(?P=zone)|(?! [a-z]{2,4}\b)|(?= (?:utc|"
    r"gmt)\b))"
)
NIGHT = 10 * 60  # a jump back of more than this many minutes is a new day, not a slip


def _rows(document: Document) -> Iterator[re.Match[str]]:
    """Yield the rows that begin with a time, looking only at lines with a clock time near their start."""
    text = document.visible
    tried = -1
    for _, end in document.digits:
        if text[end : end + 1] not in ":.h" or not text[end + 1 : end + 2].isdigit():
            continue
        start = text.rfind("\n", 0, end) + 1
        if start > tried and end - start < 40:
            tried = start
            match = ROW.regex.match(text, start)
            if match is not None:
                yield match


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each row that is earlier than the row before, unless the whole list runs from last to first."""
    rows: list[tuple[int, int, int, str]] = []
    for match in _rows(document):
        minutes = int(match["h"]) % 24 * 60 + int(match["m"])
        if match["half"] and match["half"][0].lower() == "p" and int(match["h"]) < 12:
            minutes += 720
        elif match["half"] and match["half"][0].lower() == "a" and int(match["h"]) == 12:
            minutes -= 720
        rows.append((match.start("h"), match.end("m"), minutes, (match["date"] or "").strip(" T,")))
    yield from _backward_spans(document)
    if len(rows) < 2:
        return
    steps = [(b[2] - a[2], b, b[3] != a[3] and bool(b[3] and a[3])) for a, b in itertools.pairwise(rows)]
    back = [step for step in steps if step[0] < 0 and not step[2] and step[0] > -NIGHT]
    forward = [step for step in steps if step[0] > 0]
    if len(back) > len(forward) and len(rows) > 3 and not forward:
        return
    for _, row, _ in back:
        words = document.text[row[0] : row[1]]
        yield Hit(
            row[0],
            row[1],
            f"{words!r} is earlier than the row above. Put the rows in order, or add the date.",
        )


def _backward_spans(document: Document) -> Iterator[Hit]:
    """Yield each span whose end stands before its start; one over midnight is longer than a slip."""
    for match in SPAN.at_digits(document, document.visible_lower, ":"):
        start = int(match["h"]) * 60 + int(match["m"])
        end = int(match["to_h"]) * 60 + int(match["to_m"])
        if -NIGHT < end - start < 0:
            words = document.text[match.start() : match.end()]
            yield Hit(match.start(), match.end(), f"{words!r} ends before it starts. Check both times.")


RULE = Rule(
    code="TIM008",
    name="timeline-order",
    severity="warn",
    audiences="P",
    kind="document",
    summary="timeline rows go backwards, or the end is before the start",
    why="A row out of order makes the reader doubt the other rows too.",
    source="PagerDuty, effective post-mortems (accurate timeline)",
    check=check,
    flags=(
        "- 09:40 UTC phones work\n- 09:05 UTC phones silent",
        "* 10:05 UTC cable cut\n* 10:40 UTC cable replaced\n* 10:20 UTC team on site",
        "11:00 UTC printer stops\n10:30 UTC first report\n11:20 UTC printer works",
    ),
    passes=(
        "- 23:50 UTC phones silent\n- 00:10 UTC team on site\n- 00:40 UTC phones work",
        "- 12:00 UTC phones work\n- 11:30 UTC cable replaced\n- 11:00 UTC team on site\n- 10:30 UTC "
        "cable cut",
        Example("- 3 May 22:00 UTC cable cut\n- 4 May 09:00 UTC cable replaced"),
    ),
)
