"""The title of the customers' version: what it was about and the day, not what kind of paper it is."""

import re

from drafter.core.times import find_times
from drafter.rewriting.outline import role_of
from drafter.rewriting.words import cues, says

_EDGE = " \t–—-:,;.|/"
_LEADS_TO_DAY = re.compile(
    r"(?:\s|^)(?:on|of|from|for|at|in|to|until|and|between|date)(?: the)?$", re.IGNORECASE
)
_FEWEST = 2  # words of a subject


def subject_of(title: str, *, keep_days: bool = False) -> str:
    """Return what a title is about, without days, "" when it only says that it is the title of a report."""
    said = title.replace("\\", "")
    days = [] if keep_days else [time for time in find_times(said) if time.kind in ("date", "datetime")]
    for day in reversed(days):
        before, after = said[: day.start].rstrip(_EDGE), said[day.end :]
        if after.lstrip()[:1].islower() and before:
            return ""  # the day is part of what is said
        said = f"{_LEADS_TO_DAY.sub('', before)} – {after.lstrip(_EDGE)}"
    while (cut := cues()["kind_of_paper"].sub("", said.strip(_EDGE))) != said:
        said = cut
    said = re.sub(r"\(\s*\)", "", said).strip(_EDGE)
    if len(said.split()) < _FEWEST or says("says_no_subject", said) or role_of(said) == "summary":
        return ""
    return said if said.count('"') % 2 == 0 else ""


def with_day(subject: str, day: str) -> str:
    """Return the title with the day behind it, unless it has one."""
    return f"{subject} – {day}" if day and day not in subject else subject
