"""What people wait for in vain, and the trouble they tell of.

"Guests never get the code", "shops can order | but no mail comes back", "riders say bikes don't lock".
"""

import re

from drafter.facts.language import word_class
from drafter.facts.symptoms import symptom_class

_READERS = (
    r"(?:[^:,?]{2,30}:\s)?(?:(?:the|our|all|some|many|most|several|\d+)\s)*"
    rf"(?:{'|'.join(sorted(word_class('readers')))})\s"
)
_IN_VAIN = re.compile(rf"{_READERS}(?:never\s(?:get|see|receive)|(?:get|see|receive)\sno)\b", re.IGNORECASE)
_TELL = re.compile(
    rf"{_READERS}(?:(?:in|at|on|from)\s(?:[\w'-]+\s){{1,3}}?)?(?:say|report|complain|tell\sus)\s(?:that\s)?(?P<what>.+)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|nothing|cannot|forever|only|still)\b|n['’]t\b", re.IGNORECASE)
_ABLE = re.compile(rf"{_READERS}can\s", re.IGNORECASE)
_YET_NOTHING = re.compile(r"(?:but|and|yet)\s(?:then\s)?(?:no|nothing|never|get no)\b", re.IGNORECASE)


def waits_in_vain(text: str) -> bool:
    """Say whether a clause tells that people do not get what they wait for."""
    return _IN_VAIN.match(text) is not None


def tells_of_trouble(text: str) -> bool:
    """Say whether people are said to tell of trouble: something is not as it should be."""
    told = _TELL.match(text)
    return told is not None and (
        bool(_DENIED.search(told["what"])) or symptom_class(told["what"]) is not None
    )


def nothing_comes_of(text: str, following: str) -> bool:
    """Say whether people can do what a clause tells, but by the next one nothing comes of it."""
    return _ABLE.match(text) is not None and _YET_NOTHING.match(following) is not None
