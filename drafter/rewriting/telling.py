"""Whether a sentence tells something by itself: to be said in running text, or only in a list."""

import re

from drafter.facts.clauses import has_verb
from drafter.rewriting.acts import HANGING
from drafter.rewriting.statements import Statement
from drafter.rewriting.words import cues, says, toml

_FEWEST = 4  # words of running text
_STAMPED = re.compile(
    r"^\W*(?:(?!from|at|between|by|around|about|until|since|on|before|after)\w+ )?"
    r"(?:\d{1,2}[:.]\d\d|\d{4,5}-\d\d-\d\d|\d\d?[/.]\d\d?[/.]\d\d)",
    re.IGNORECASE,
)
_ENDS_LIKE_A_VERB = re.compile(r"\s[a-z]{2,}ed\b")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_GERUND = re.compile(r"^(?:\w+ly )?\w{4,}ing\b(?<!thing)")
_RELATIVE = re.compile(r"\b(?:that|which|who)\b.*")
_ONE_PERSON = re.compile(r"\b(?:I|[Mm]y|me|myself|[Hh]e|[Ss]he|his|him|her)\b")
_PARTICIPLE_FIRST = re.compile(r"^[A-Z][a-z]{2,}ed\b")
_SUBJECT_FIRST = re.compile(r"^(?:we|you|they) (?:\w+ly )?[a-z]+", re.IGNORECASE)
_TELLS_THAT = re.compile(r"\b(?:[a-z]{3,}ed|said|found|saw)(?: [^,;.]{1,40})? that\b")
_PAST_WORD = re.compile(r"(?P<before>[\w)\"”%]+) (?P<verb>[a-z]{2,}ed)\b(?=(?P<after>[^.!?]*))")


def stands_alone(text: str) -> bool:
    """Return whether a sentence says something of its own: a verb, no time stamp before it, nobody alone."""
    told = has_verb(text) or (_ENDS_LIKE_A_VERB.search(text) and len(_LETTERS.findall(text)) > 3)
    return bool(told) and not _STAMPED.match(text) and not _ONE_PERSON.search(text)


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
    told = tells_alone(s) and len(s.said.split()) >= _FEWEST
    if not told or any(says(cue, s.text) for cue in ("blame", "speech", "praise")):
        return False
    if says("says_nothing", s.said):
        return False
    return all(is_whole(text) for text in (s.plain.texts if s.plain else ()))


def is_whole(text: str) -> bool:
    """Return whether a text has a subject and a verb of its own, as running text needs; a list does not."""
    text = _IN_BRACKETS.sub("", text)
    if says("led", text):
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
        found["verb"] in alone or says("object_behind", found["after"])
        for found in _PAST_WORD.finditer(main)
        if not says("attributive", found["before"])
    )


def who_is_named(s: Statement) -> str:
    """Return "This affected all shops." for "All shops." under a heading that asks who; "" elsewhere."""
    asked = s.role == "impact" and says("asks_who", s.passage.section)
    if not (asked and s.plain and len(s.plain.texts) == 1) or is_whole(s.said):
        return ""
    return f"This affected {s.said[:1].lower()}{s.said[1:]}" if says("amount_first", s.said) else ""
