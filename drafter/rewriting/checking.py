"""The customers' version as somebody left it, held against the report: what stops it, what to look at.

RWR001 open-question, RWR002 leak-of-cut-words and RWR003 figure-not-in-report are found here; the leak wall
and the linter add theirs. Findings of the linter count as in a draft: comparisons block, meaning warns.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from drafter.checks.lint.api import lint
from drafter.core.finding import Finding, Severity, line_starts
from drafter.core.prose import Span
from drafter.core.redaction import find_all
from drafter.core.times import find_times
from drafter.pipeline import weighed
from drafter.review.rewrite_review import OPEN_QUESTION
from drafter.review.waivers import is_leak
from drafter.rewriting.figures import find_strange
from drafter.rewriting.inside_names import any_of
from drafter.rewriting.result import Rewrite
from drafter.rewriting.rewrite import Rewriting
from drafter.rewriting.words import toml

Rule = tuple[str, str, Severity]  # code, name and severity
# Removals for these reasons are of words that nobody outside may see; others are a matter of wording.
_INSIDE = ("the name of", "an internal reference", "a supplier that is not named")
_WAITS = "'{}' waits for an answer. Write it here instead, or take the line out."
_CUT = "'{}' was cut from the report as something inside only. Take it out again."
_STRANGE = "'{}' does not stand in the report. Check it against what is known."


def check(text: str, made: Rewrite, work: Rewriting) -> list[Finding]:
    """Return every finding about `text`, which is `made` as somebody left it, in text order."""
    starts = line_starts(text)
    asked = list(_questions(text, made))
    found = [_finding(text, starts, at, (OPEN_QUESTION, "open-question", "block"), _WAITS) for at in asked]
    leaks = _leaks(text, starts, made, work)
    found += (*leaks, *_linted(text, leaks, work))
    found += [
        _finding(text, starts, at, ("RWR003", "figure-not-in-report", "warn"), _STRANGE)
        for at in _strange_figures(text, made)
        if not any(begin <= at[0] < end for begin, end in asked)
    ]
    return sorted(found, key=lambda one: (one.start, one.end, one.rule))


def _questions(text: str, made: Rewrite) -> Iterator[Span]:
    """Yield the lines that still ask, with their mark or without."""
    mark = toml("frames.toml")["marks"]["gap"].partition("{")[0].strip()
    asked = "|".join(re.escape(words) for words in (mark, *(gap.question for gap in made.gaps)))
    for match in re.finditer(rf"^[> \t]*(?P<line>.*(?:{asked}).*)$", text, re.IGNORECASE | re.MULTILINE):
        yield match.span("line")


def _leaks(text: str, starts: list[int], made: Rewrite, work: Rewriting) -> list[Finding]:
    """Return what the leak wall stops, and what was cut from the report and stands in the text again."""
    found = work.cleaner.walled(text)
    source = made.source_text
    hidden = {source[one.start : one.end].rstrip(".,;:!?") for one in find_all(source)}
    cut = any_of(_cut_words(made, hidden))
    places = list(work.cleaner.named(text))
    if cut:
        places += [match.span() for match in cut.finditer(text)]
    for at in sorted(places, key=lambda span: (span[0], -span[1])):
        if not _overlaps(at, found):
            shown = "[secret]" if text[slice(*at)] in hidden else None
            found.append(
                _finding(text, starts, at, ("RWR002", "leak-of-cut-words", "block"), _CUT, shown=shown)
            )
    return found


def _cut_words(made: Rewrite, hidden: set[str]) -> set[str]:
    """Return what was cut as inside; a word that the rewrite itself says elsewhere is an ordinary one."""
    inside = {one.text for one in made.removals if one.reason.startswith(_INSIDE)}
    cut = {words for words in inside | hidden if len(words) > 1}
    pattern = any_of(cut)
    said = "\n".join(sentence.text for sentence in made.sentences)
    return cut - {match[0] for match in pattern.finditer(said)} if pattern else cut


def _linted(text: str, leaks: list[Finding], work: Rewriting) -> Iterator[Finding]:
    """Yield what the linter says of a report for customers, but for leaks found already or known outside."""
    for finding in lint(text, audience="postmortem", system_map=work.system_map):
        told = _overlaps((finding.start, finding.end), leaks) or work.cleaner.is_public(finding.text)
        if not (told and is_leak(finding)):
            yield weighed(finding)


def _strange_figures(text: str, made: Rewrite) -> list[Span]:
    known = [made.source_text, made.title, made.date, *(sentence.text for sentence in made.sentences)]
    day = next((time.date for time in find_times(made.date)), None)
    return find_strange(text, "\n".join(known), day)


def _overlaps(span: Span, found: list[Finding]) -> bool:
    return any(one.start < span[1] and span[0] < one.end for one in found)


def _finding(
    text: str, starts: list[int], span: Span, rule: Rule, message: str, *, shown: str | None = None
) -> Finding:
    code, name, severity = rule
    line = bisect_right(starts, span[0])
    shown = shown or text[slice(*span)]
    return Finding(
        rule=code,
        name=name,
        severity=severity,
        start=span[0],
        end=span[1],
        line=line,
        column=span[0] - starts[line - 1] + 1,
        text=shown,
        message=message.format(shown),
    )
