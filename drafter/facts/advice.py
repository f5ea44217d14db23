"""Advice to customers said in the notes: what they are to do, and in which manner it was said.

"Please ask passengers to come early", "tell users NOT to retry", "members should keep the tab open", "advice:
don't resend", "option for shops: print by hand". What a note only asks ("should people retry?") is no
advice; it is told apart, so that the liaison can settle it.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from drafter.facts.language import word_class

Manner = Literal["please", "can"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What customers are told to do. `deed` begins with its verb, as noted ("come early", "re-order").

    `limit` is what narrows down who they are ("who use the app"), "" when all who are hit are meant.
    """

    manner: Manner
    negated: bool
    deed: str
    limit: str = ""


_SAYS = r"(?:\s+(?:is|remains|=)|\s?[:=–-])"
_REASON = re.compile(
    r"(?:,\s+(?:it|they|we|that|this|which|otherwise|or (?:it|they|we)|because|since|as)"
    r"|\s+(?:because|since|as (?:it|they|we)))\b.*",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"(?:but\s+)?(?:(?:it|this|that|you|they)\s+)?(?:will\s+)?(?P<cost>loses?\s.*)", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:and|or|then)\s+(?:then\s+)?(?P<verb>[a-z-]+)\b", re.IGNORECASE)
_QUOTED = re.compile(r"^\W*[“\"]")
_WE_ASK = re.compile(
    r"^((?:[^:,]{1,40}?[:–-]\s+)?)(?:can|should|shall|do|could)\s+(?:we|i|they)\s+", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?|^(?:[^:,]{1,40}?[:–-]\s+)?(?:should|shall|can|could|may|do)\s+(?:we|i|they|you)\b", re.IGNORECASE
)


def _any(name: str) -> str:
    words = sorted(word_class(name), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) for word in words)})"


@cache
def _about() -> re.Pattern[str]:
    """Return what every advice holds, so that most clauses are done with after one look."""
    return re.compile(rf"\b(?:{_any('readers')}|{_any('advice')})\b", re.IGNORECASE)


@cache
def _forms() -> tuple[tuple[Manner, re.Pattern[str]], ...]:
    tell, modal = _any("tell_readers"), r"(?:should|must|will|can|could|may|to|needs? to|have to|has to)"
    who = (
        rf"(?:(?:the|our|all|any|these|those|affected)\s+)*{_any('readers')}"
        r"(?P<limit>(?:\s(?:who|that|with|in|on|using)\s(?:[\w'’-]+\s){0,7}?[\w'’-]+)??)"
    )
    deny = r"(?P<deny>not\s+to|to\s+not|never\s+to|don['’]?t|do\s+not|not|never|to\s+avoid|avoid)"
    deed = rf"(?P<deed>(?:{_any('orders')}|re-?[a-z]{{3,}})\b.*)"
    any_deed = rf"(?P<deed>(?!{_any('feedback')}\b|check\s+(?:if|whether)\b)[a-z-]{{2,}}\b.*)"
    by_hand = r"(?:again|themselves|by\s+hand|manually|by\s+\w+ing)"
    again = rf"(?P<deed>(?:{_any('orders')}\b.*\b{by_hand}\b|re-?[a-z]{{3,}}\b).*)"
    says = r"(?:[\w.'’-]+\s+(?:says?|said|writes|confirms)\s+(?:that\s+)?)?"
    lead = rf"(?:[^:,]{{1,40}}?[:–-]\s+)?(?:(?:and|so|ok|also|then|but|pls|please|now|just)[\s:,]+)*{says}"
    wish = rf"(?:(?:[\w.'’-]+\s+){{0,2}}?{modal}\s+(?:please\s+)?|(?:[\w.'’-]+\s+){{0,2}}?let['’]?s\s+)?"
    asked = r"(?:are|were|have been)\s+(?:asked|advised|told|urged)"
    still = r"(?:(?:still|now|also|just|instead|please)\s+)*"
    by = r"(?:\s+(?:from|by)\s+[\w.'’-]+)?"
    to = rf"(?:\s+(?:to|for)\s+(?:{who}|[\w-]+s))?"
    advice = rf"(?:[\w'’-]+\s+){{0,2}}?{_any('advice')}{by}{to}{_SAYS}\s*(?:to\s+)?"
    some = rf"{_any('readers')}\s(?P<limit>(?:who|that|with)(?:\s[\w'’-]+){{1,6}}?)"
    few = rf"(?P<limit>(?:[\w-]+\s+){{0,2}}?){_any('readers')}"
    instead = rf"(?P<deed>{_any('contact')}\s.*|{_any('orders')}\b.*\b{_any('meanwhile')}\b.*)"
    sources: tuple[tuple[Manner, str], ...] = (
        ("please", rf"{lead}{wish}{tell}\s+{who}\s*[:,]?\s+(?:{deny}|to|they\s+should)\s+{still}{any_deed}"),
        ("please", rf"{lead}{wish}{tell}\s+{who}\s*[:,]?\s+{still}{deed}"),
        ("please", rf"{lead}{who}\s+{asked}\s+{still}(?:{deny}\s+(?:to\s+)?|to\s+){still}{any_deed}"),
        ("please", rf"{lead}{who}\s+(?:should|must)(?P<short>n['’]?t)?\s+{still}(?:{deny}\s+)?{still}{deed}"),
        ("please", rf"{lead}{who}\s+(?:have|need)\s+to\s+{still}{again}"),
        ("please", rf"(?:for\s+)?{some}\s*:\s+{still}(?:{deny}\s+)?{deed}"),
        ("please", rf"{lead}{advice}(?:{deny}\s+)?{still}{deed}"),
        ("can", rf"{lead}(?:an?\s+)?option\s+for\s+{few}\s*[:=–-]\s*{deed}"),
        ("can", rf"{lead}{who}\s+can\s+{still}{instead}"),
    )  # fmt: skip
    return tuple((manner, re.compile(source, re.IGNORECASE)) for manner, source in sources)


def advice_in(text: str) -> Advice | None:
    """Return the advice a clause gives customers, None when it gives none or only asks."""
    if _ASKS.search(text) or _QUOTED.match(text):
        return None
    return _read(text)


def asks_for_advice(text: str) -> bool:
    """Say whether a clause asks what customers are to be told."""
    return "?" in text and _read(_opened(text)) is not None


def cost_in(text: str) -> str:
    """Return what following an advice costs, as the clause after it says ("loses what was written since")."""
    found = _COSTS.fullmatch(" ".join(text.split()).strip(" .,;"))
    return found["cost"] if found else ""


def goes_on(text: str) -> bool:
    """Say whether a clause goes on with the advice before it: "and keep working"."""
    found = _GOES_ON.match(text)
    return found is not None and found["verb"].lower() in word_class("orders")


@cache
def _inverted() -> re.Pattern[str]:
    return re.compile(rf"\b(should|can|must)\s+((?:\w+\s)?{_any('readers')})\b", re.IGNORECASE)


def _opened(text: str) -> str:
    """Return a question as the statement it asks for: "can I tell users to wait?", "should users wait?"."""
    return _WE_ASK.sub(r"\1", _inverted().sub(r"\2 \1", text.rstrip("? ")))


def _read(text: str) -> Advice | None:
    if not _about().search(text):
        return None
    body = " ".join(text.split()).strip(" .,;:!")
    for manner, form in _forms():
        found = form.fullmatch(body)
        if found:
            said = found.groupdict()
            return Advice(
                manner,
                bool(said.get("deny") or said.get("short")),
                _REASON.sub("", found["deed"]).strip(" .,;"),
                (said.get("limit") or "").strip(),
            )
    return None
