"""What people told us, cut down to what they see, and what they wait for in vain.

"branch rep: ...", quotation marks and how many wrote to us are left out; what a customer says of "my orders"
and "your page" is turned round for the reader.
"""

import re

from drafter.writing.data_files import load_toml

_LISTS = load_toml("plain_words.toml")


def _any(name: str) -> str:
    return f"(?:{'|'.join(_LISTS[name])})"


_VOICE = re.compile(rf"^(?=[^:\"“”]{{0,40}}\b{_any('voices')}\b)[^:\"“”]{{2,40}}:\s+(?=\S)", re.IGNORECASE)
_TALLY = re.compile(  # how many said so is not what they see
    rf"\s*(?:[-–—,x]|\()\s*\d+\s+(?:{_any('people')}|{_any('contacts')}|{_any('tellers')})"
    r"(?:\s+(?:so far|now|already|in \d+ min\w*))?\)?$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\"“”]")
_MINE = re.compile(r"\b(?:my|our|mine|i|we|your|you)\b", re.IGNORECASE)
_TURNED = {"my": "your", "our": "your", "mine": "yours", "i": "you", "we": "you", "your": "our", "you": "we"}
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_NOT = r"(?:not|never|no longer|\w+n['’]t)"
_THING = r"(?P<what>[a-z-]+(?: [a-z-]+){0,3}?)"
_ENDS = rf"(?=$|\W*$|[,.;:\"”]| [-–—(]| {_any('thing_ends')}\b)"
_GET = re.compile(
    rf"\b{_NOT} (?:get|gets|getting|receive|receives|received|receiving|got) "
    rf"(?:(?:the|their|any|his|her|our|your|my|an?) )?{_THING}{_ENDS}",
    re.IGNORECASE,
)
_COME = re.compile(
    rf"(?:^|\b(?:the|their|our|my|that|says?|said|but|and|,) ){_THING} "
    rf"(?:(?:is|are|do|does|did|was|were|has|have) )?{_NOT} (?:been )?{_any('comes')}\b",
    re.IGNORECASE,
)
_NONE = re.compile(rf"\bno {_THING} (?:(?:is|are|was|were) )?{_any('comes')}\b", re.IGNORECASE)
_NO_THING = re.compile(rf"\b(?:{_any('people')}|it|they|this|that|he|she|we|you)\b", re.IGNORECASE)
_STATUS = re.compile(r"(?<![\w.])(?:[45]\d\d|[45]xx)s?(?![\w.]*\d)", re.IGNORECASE)
_SHARE = re.compile(
    r"\b\d+ (?:in|of|out of) (?:\d+|every)\b|\d\s?%|\b(?:half|some|many|most|a third|a quarter)\b",
    re.IGNORECASE,
)
_REQUESTS = re.compile(r"\b(?:requests|calls|responses|hits|reqs)\b", re.IGNORECASE)

_OF_REQUESTS = re.compile(
    r"(?P<about>\b(?:about|around|roughly|approximately|some|ca\.?)\s|[~≈]\s?)?"
    r"(?<![\d.,])(?P<share>\d{1,2}(?:\.\d+)?)\s?% of "
    r"(?:(?:all|the|our)\s)?(?:[\w-]+\s)?(?:requests|calls|responses|reqs)\b",
    re.IGNORECASE,
)


def words_of(text: str) -> str:
    """Return what was said without the label of who said it, quotation marks of theirs and the tally."""
    said = _TALLY.sub("", _VOICE.sub("", text)).strip()
    marks = _MARKS.findall(said)
    whole = len(marks) == 2 and said[:1] in '"“' and said[-1:] in '"”'
    if (len(marks) == 1 and (said[:1] in '"“' or said[-1:] in '"”')) or (whole and _MINE.search(said)):
        said = _MINE.sub(lambda match: _TURNED[match[0].lower()], _MARKS.sub("", said))
    return _SHOUTED.sub(lambda match: match[0].lower(), said)


def missed(text: str) -> str:
    """Return what people wait for in vain ("password reset mail"), "" when the words name no such thing."""
    said = " ".join(text.split())
    for form in (_GET, _NONE, _COME):
        found = form.search(said)
        if found and not _NO_THING.search(found["what"]):
            return re.sub(r"^(?:the|their|any|an?) ", "", found["what"].lower())
    return ""


def some_requests_fail(text: str) -> bool:
    """Say whether a clause gives the share of requests that end in an error by number ("504s on 5 %")."""
    return all(form.search(text) for form in (_STATUS, _SHARE, _REQUESTS))


def failing_share(text: str) -> str:
    """Return the share of requests that fail in words ("about 12% of requests"), "" without one."""
    found = _OF_REQUESTS.search(text)
    return f"{'about ' if found['about'] else ''}{found['share']}% of requests" if found else ""
