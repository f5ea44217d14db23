"""A note cut into clauses: the pieces that each say one thing.

The cuts follow the labelling guide of the corpus: sentence ends, "/" and ";" always; a comma, "and",
"but", "so", "because" and the like only where both sides say something of their own. Neighbours that turn
out to say the same are joined again by the caller (`sheet.py`). Standard library only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from drafter.facts.frames import verb_classes
from drafter.facts.language import DATA, word_class
from drafter.facts.phrases import read_rows

_URL = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]'\"”’]|\b\w+(?:[.\-/@:]\w+)+\b")
_ABBREVIATION = re.compile(
    r"(?:(?<!/)\b(?:e\.g|i\.e|eg|ie|vs|approx|ca|no|nr|incl|etc|mr|mrs|ms|dr|st|fig|sec|min|misc|cf|ver"
    r"|p\.s|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\d[ /]?[smhdkg]\.$")  # "for 24 h. then it came back"
_NUMBERED = re.compile(r"\s*\d+$")  # "2. restart the relay"
_SENTENCE_END = re.compile(
    r"(?P<stop>[.!?…]+[\"'”’)\]]*)(?=\s+(?P<next>\S))"
    r"|(?P<mark>\s/\s|\s\|\s(?=[A-Z])|;(?=\s)|\n+|\s(?=>\s(?!~?\d))|\s[•·]\s)"
)
_JOINED_LINE = re.compile(r"(?<=[a-z0-9)\]”\"])\s(?=[A-Z][a-z']*\s[a-z])")
_SOFT_CUT = re.compile(
    r"(?P<comma>,\s+(?:(?:and|but|so|which|however|although|though|while|whereas|as|because|since"
    r"|due to|then|yet)\s)?)"
    r"|\s(?P<word>and|&(?=\s(?:the|we|it|they|he|she|our|all|some|one|two|nobody|now|then)\s)|but"
    r"|(?<!\bor\s)so|because|b/c|bc|due to|while|although|(?:even\s)?though|whereas"
    r"|(?<!\b(?:at|by|in|of|on|to)\s)which|however"
    r"|since(?!\s+(?:the\s)?(?:~?\d|noon|midnight|yesterday|this|last|then|about|around)))\s"
    r"|\s(?P<after>after|despite|before)\s(?=(?:\w+\s)?\w+ing\b)"
    r"|\s(?P<aim>to (?:check|see|test|find out|determine|verify|confirm) (?:if|whether)\b)"
    r"|\s(?P<aim2>in case\s)"
    r"|\s(?P<dash>[–—-])\s(?=(?:but|however|and|so)\s)",
    re.IGNORECASE,
)
_WHY = re.compile(  # ", due to a wrong address" is a clause of its own, with or without a verb
    r",\s+(?:(?:and|most likely|probably|possibly|mainly|likely)\s)?"
    r"(?:due to|because of|caused by|causing|resulting in|leading to)\s\w+\W+\w+",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\W*(?:(?:and|but)\s+)?(?:(?:just|only|always|then)\s+)?(?:get(?:s|ting)?|see(?:s|ing)?|receiv(?:e|es|ing))\s"
    r"(?:an?\s|the\s|only\s)?(?:[“\"'`]|(?:\w+\s){0,3}(?:errors?|pages?|messages?|time-?outs?|screens?|\d{3}s?)\b)",
    re.IGNORECASE,
)
_ACTING = re.compile(r"\s+\w{2,}ing\b")  # "After checking the logs, ..."
_CLOSING = re.compile(
    r"\W*(?:(?:and|so)\s+)?(?:incident |issue )?(?:is )?(?:resolved|all clear)\W*", re.IGNORECASE
)
_TELL_THAT = re.compile(
    r"\bnotif\w+\s(?:\S+\s){2,6}?(?=that\s)|(?<=\w)\s(?=since\s~?\d{1,2}[:.]\d\d)", re.IGNORECASE
)
_AFTER_LINK = re.compile(r"\s(?=[“\"]?[A-Z][\w-]*\s)")
_LONG_WORD = re.compile(r"[A-Za-z\d]{2}[)\]]?$")
_WORDS = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?", re.IGNORECASE)
_LEANING = word_class("leaning")
_AFTER_NOUN = word_class("after_noun")
_THAT = re.compile(r"\bthat\s")
_PREDICATES = word_class("predicate")
_LAST_WORDS = word_class("predicate_last")
_AFTER_LAST = word_class("order_after")
_COUNT = re.compile(r"\W*(?:and|&)\s~?\d")  # "steps 4 and 6 are swapped"
_MEASURE = re.compile(  # "success rate 95 %", "latency now at 900 ms"
    r"[a-z]{3,}\s(?:at |to |of |still |now |down to |up to )?[~<>]?\d[\d.,]*\s?(?:%|ms\b|s\b|k\b|M\w*\b)",
    re.IGNORECASE,
)
_CONNECTIVES = word_class("connective")
_CONDITIONS = word_class("condition")
_OPENINGS = word_class("opening")
_NOT_A_VERB = word_class("not_a_verb")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a text: half-open span of code points and the words in it. `hard` begins a sentence."""

    start: int
    end: int
    text: str
    hard: bool = True


@cache
def verb_forms() -> frozenset[str]:
    """Return the listed verb forms."""
    return frozenset(row[0] for row in read_rows(DATA / "en" / "verbs.tsv"))


@cache
def _openers() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows(DATA / "en" / "openers.tsv"))


@lru_cache(maxsize=4096)
def split_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of `text` in order; together they cover all words of it."""
    protected = [match.span() for match in _URL.finditer(text)]
    clauses: list[Clause] = []
    for start, end in _joined_tails(text, list(_sentences(text, protected))):
        first = True
        for piece_start, piece_end in _pieces(text, start, end, protected):
            clause = _trimmed(text, piece_start, piece_end, hard=first)
            if clause is not None:
                clauses.append(clause)
                first = False
    return tuple(clauses)


def _joined_tails(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces that say nothing alone to the one before: list items after "/", "Thanks.", a command."""
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        piece = text[start:end]
        listed = start > 1 and text[start - 2 : start].strip() in ("/", "|")
        found = _WORDS.findall(piece)
        states = not listed and len(found) > 1 and _tells_a_state(piece, found)  # "relay back. logins work"
        if joined and not has_verb(piece) and not states and (listed or len(found) < 3):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _trimmed(text: str, start: int, end: int, *, hard: bool) -> Clause | None:
    while start < end and (text[start].isspace() or text[start] in "/|;"):
        start += 1
    while end > start and (
        text[end - 1].isspace() or (text[end - 1] in "/|" and text[end - 2 : end - 1].isspace())
    ):
        end -= 1
    return Clause(start, end, text[start:end], hard) if _WORDS.search(text, start, end) else None


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < position < end for start, end in spans)


def _sentences(text: str, protected: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    cuts = sorted({*_hard_cuts(text, protected), *_joined_lines(text, protected)})
    start = 0
    for cut in cuts:
        if text[start:cut].strip():
            yield start, cut
            start = cut
    if text[start:].strip():
        yield start, len(text)


def _hard_cuts(text: str, protected: list[tuple[int, int]]) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text):
        if _inside(match.start(), protected):
            continue
        if match["mark"] is not None:
            yield match.end()
        elif _ends_sentence(text, match):
            yield match.end("stop")
    for start, end in protected:
        if "://" in text[start:end] and _AFTER_LINK.match(text, end):
            yield end


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match["stop"][0] != "." or match["stop"].startswith(".."):
        return not (match["stop"].startswith("..") and match["next"].islower())
    until = match.start() + 1
    measured = _UNIT.search(text, max(0, until - 4), until) is not None
    if not measured and _ABBREVIATION.search(text, max(0, until - 8), until):
        return False
    if not match["next"].islower():
        return True
    # A lower-case start is a new sentence in hurried notes, but not after "v." or a step's number
    ended = measured or _LONG_WORD.search(text, max(0, until - 4), match.start()) is not None
    return ended and _NUMBERED.fullmatch(text, 0, match.start()) is None


def _joined_lines(text: str, protected: list[tuple[int, int]]) -> Iterator[int]:
    """Yield places where a lost line break glued two sentences: "is back online All old nodes"."""
    for match in _JOINED_LINE.finditer(text):
        word = _WORDS.match(text, match.end())
        last = text[: match.start()].rsplit(None, 1)[-1].lower()
        if (
            word
            and word[0].lower() in _openers()
            and last not in _LEANING
            and not _inside(match.start(), protected)
        ):
            yield match.end()


def _pieces(text: str, start: int, end: int, protected: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    cuts = [start]
    spots = [m.start() + (1 if m["comma"] else 0) for m in _SOFT_CUT.finditer(text, start, end)]
    spots += [m.end() for m in _TELL_THAT.finditer(text, start, end)]
    for spot in sorted(set(spots)):
        if spot <= cuts[-1] or _inside(spot, protected) or _in_brackets(text, start, spot):
            continue
        left, right = text[cuts[-1] : spot], text[spot : _next_spot(spots, spot, end)]
        if _goes_on_seeing(right) or (left[-1:].isdigit() and _COUNT.match(right)):
            continue
        if _CLOSING.fullmatch(right) and len(_WORDS.findall(left)) > 1:
            cuts.append(spot)
            continue
        own = _stands(right) or _WHY.match(text, spot - 1) is not None
        if _stands(left) and own and not _waits(left) and not _unfinished(left):
            cuts.append(spot)
    cuts.append(end)
    yield from pairwise(cuts)


def _goes_on_seeing(right: str) -> bool:
    """Say whether the piece only adds what the same people see: "cannot log in, | get an error page"."""
    return _SEEN.match(right) is not None


def _stands(piece: str) -> bool:
    """Say whether a piece of a sentence says something of its own: two words or more, one a verb."""
    found = _WORDS.findall(piece)
    opener = found[0].lower() if found else ""
    own = len(found) - (opener in _CONNECTIVES)
    return own >= 2 and (has_verb(piece) or _tells_a_state(piece, found))


def _tells_a_state(piece: str, found: list[str]) -> bool:
    """Say whether a piece without a verb tells a state: "success rate 95 %", "reads back on B"."""
    if len(found) > 9 or found[0].lower() in _OPENINGS:
        return False  # "after coming back" tells when, not what
    said = [word.lower() for word in found[1:]]
    while len(said) > 1 and said[-1] in _AFTER_LAST:
        said.pop()
    ends = bool(said) and said[-1] in _LAST_WORDS  # "readings fresh everywhere"
    return ends or _MEASURE.search(piece) is not None or not _PREDICATES.isdisjoint(said)


def _unfinished(left: str) -> bool:
    """Say whether the piece ends inside "that ..." without a verb: "detected that nodes | and pods were"."""
    told = _THAT.search(left)
    return told is not None and not has_verb(left, told.end())


def _waits(left: str) -> bool:
    """Say whether the piece before a cut only opens the sentence: "If we restart it, ..."."""
    opener = _WORDS.match(left.lstrip("-–> (\"'“"))
    if opener is None:
        return False
    word = opener[0].lower()
    if word in ("and", "but", "so"):
        opener = _WORDS.match(left.lstrip(), opener.end() + 1)
        word = opener[0].lower() if opener else word
        return word in _CONDITIONS or (word == "since" and left.rstrip().endswith(","))
    return word in _CONDITIONS or (
        word in _OPENINGS
        and left.rstrip().endswith(",")
        and (len(left.split()) < 5 or _ACTING.match(left, opener.end()) is not None)
    )


def _next_spot(spots: list[int], spot: int, end: int) -> int:
    return min((other for other in spots if other > spot + 1), default=end)


def _in_brackets(text: str, start: int, spot: int) -> bool:
    left = text.count("(", start, spot) - text.count(")", start, spot)
    return left > 0 and ")" in text[spot : spot + 60]


def has_verb(text: str, start: int = 0, end: int | None = None) -> bool:
    """Say whether `text[start:end]` has a word that acts: a listed form, a past in -ed, an order first."""
    verbs = verb_forms()
    found = [
        m[0].lower().replace("’", "'")
        for m in _WORDS.finditer(text, start, len(text) if end is None else end)
    ]
    for word in found:
        if word in verbs or word.endswith("n't"):
            return True
        if word.endswith("ed") and len(word) > 4 and word not in _NOT_A_VERB:
            return True
    return len(found) > 2 and found[0] in verb_classes() and found[1] not in _AFTER_NOUN
