"""Whether a sentence tells something by itself: to be said in running text, or only in a list."""

import re

from drafter.facts.clauses import has_verb
from drafter.rewriting.acts import HANGING
from drafter.rewriting.statements import Statement
from drafter.rewriting.words import cues, says, toml

_STAMPED = re.compile(r"^\W*(?:\w+ )?(?:\d{1,2}[:.]\d\d|\d{4,5}-\d\d-\d\d|\d\d?[/.]\d\d?[/.]\d\d)")
_ENDS_LIKE_A_VERB = re.compile(r"\s[a-z]{2,}ed\b")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_GERUND = re.compile(r"^(?:\w+ly )?\w{4,}ing\b(?<!thing)")
_RELATIVE = re.compile(r"\b(?:that|which|who)\b.*")
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|myself)\b")
_PARTICIPLE_FIRST = re.compile(r"^[A-Z][a-z]{2,}ed\b")
_SUBJECT_FIRST = re.compile(r"^(?:we|you|they) (?:\w+ly )?[a-z]+", re.IGNORECASE)
_TELLS_THAT = re.compile(r"\b(?:[a-z]{3,}ed|said|found|saw)(?: [^,;.]{1,40})? that\b")
# What a sentence leans on that has no end of its own: whatever follows the comma has to tell it.
_LED = re.compile(
    r"^(?:for example, )?(?:even though|although|though|because|unless|whereas|if|due to|because of|despite|without|not"
    r"|being|out of)\b",
    re.IGNORECASE,
)
_PAST_WORD = re.compile(r"(?P<before>[\w)\"”%]+) (?P<verb>[a-z]{2,}ed)\b(?=(?P<after>[^.!?]*))")
# Behind the past of a verb anything but what also stands behind a participle is its object.
_OBJECT = re.compile(
    r"^ (?:(?:up|out|down|back|off|over) )?(?!(?:by|in|on|at|for|from|to|with|and|or|as|due|of|into|through|under|when|via"
    r"|per|than|too|only|just|very|so|not|already|later|earlier|yesterday|today|again|manually|correctly|properly)\b)[\w\"“]"
)


def stands_alone(text: str) -> bool:
    """Return whether a sentence says something of its own: a verb, no time stamp before it, no "I"."""
    told = has_verb(text) or (_ENDS_LIKE_A_VERB.search(text) and len(_LETTERS.findall(text)) > 3)
    return bool(told) and not _STAMPED.match(text) and not _FIRST_PERSON.search(text)


def tells_alone(s: Statement) -> bool:
    """Return whether a sentence can be told; the lines of a log are told only of a timeline."""
    return stands_alone(s.said) and (s.role in ("timeline", "detection") or not _STAMPED.match(s.text))


def tells_of_now(text: str) -> bool:
    """Return whether the first verb that changes with time is one of the present: how things are, no act."""
    now, then = cues()["present"].search(text), cues()["past"].search(text)
    return now is not None and (then is None or now.start() < then.start())


def only_names_an_act(text: str) -> bool:
    """Return whether a sentence is "Restarting the service." and the like: nobody does anything in it."""
    return bool(_GERUND.match(text)) and not says("finite", _RELATIVE.sub("", text))


def is_fit(s: Statement) -> bool:
    """Return whether a sentence can stand in running text for readers outside."""
    told = tells_alone(s) and not says("says_nothing", s.said) and not says("blame", s.text)
    return told and all(is_whole(text) for text in (s.plain.texts if s.plain else ()))


def is_whole(text: str) -> bool:
    """Return whether a text has a subject and a verb of its own, as running text needs; a list does not."""
    text = _IN_BRACKETS.sub("", text)
    led = _LED.match(text)
    if led:
        return "," in text and is_whole(text[text.index(",") + 1 :].strip())
    main = HANGING.sub("", text)
    sure = len(cues()["surely_finite"].findall(text))
    if says("surely_finite", main) or _SUBJECT_FIRST.match(text) or _TELLS_THAT.search(text):
        return True
    if _PARTICIPLE_FIRST.match(text):
        return False
    hanging = len(HANGING.findall(text))
    told = [found for found in _PAST_WORD.finditer(text) if not says("aids", found["before"])]
    if sure and sure + len(told) > hanging:
        return True
    alone = toml("acts.toml")["without_object"]
    return any(
        found["verb"] in alone or _OBJECT.match(found["after"])
        for found in _PAST_WORD.finditer(main)
        if not says("attributive", found["before"])
    )
