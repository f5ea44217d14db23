"""One text, read once: which concepts it names, and how sure it is of each."""

import re
from dataclasses import dataclass, field

from drafter.checks.grounding.lexicon import Lexicon, Term
from drafter.checks.grounding.patterns import word_list
from drafter.core.memory import remembered
from drafter.core.prose import Span
from drafter.facts.phrases import Word, words

# A segment is the reach of a denial, a plan or a condition; a stretch is the reach of a guess in the notes.
_SEGMENT = re.compile(
    r"[;!?]\s|\.\s+|\n|\s/\s|\s[–—-]\s"
    r"|,\s+(?=(?:and|but|so|which|because|while|although|though|or|we|it|they|the|our|this|that|then|now)\b)"
    r"|,\s+(?=[a-z]+ed\b(?! by\b))"
    r"|,\s+(?=(?:seems?|looks?|appears?|maybe|probably|possibly|perhaps|could|might|may) )"
    r"|\s(?=(?:but|because|although|while|whereas|so that|which)\s)"
    r"|\s(?=(?:since|after|before|until)\s+(?:we|our|it|they|the|a|an|you|one|that|this)\s)"
    r"|\sand\s+(?=(?:we|it|they|our|this|that|is|are|was|were|has|have|had|will|now|then|do|does|did|a|an|the)\b"
    r"|[a-z]+ed\b|[a-z]+ing\b)"
)
_STRETCH = re.compile(r"[;!?]\s|\.\s+|\n|\s/\s")
_REACH = 6  # words between a denial and what it denies
_FAR_REACH = 9  # where nobody is the subject: "none of us here has the right to"
_NOBODY = frozenset({"none", "nobody", "neither"})
_PAST = frozenset(word_list("past"))
_PERFECT = frozenset(word_list("perfect"))
_NOUNISH = frozenset(word_list("before_nouns"))
_TEMPORAL = frozenset(word_list("temporal"))
_DENIES = frozenset({"not", "no"})
_READS_ON = frozenset({"no", "none", "nothing", "neither", "nor", "never", "without"})
_PRESENT = frozenset({"is", "are", "has", "have", "can", "be", "been"})  # "until it is repaired"
_WERE = frozenset({"was", "were", "had"})
_ENDED = frozenset(word_list("ended"))
_PUT_OFF = frozenset(word_list("put_off"))
_AFTERWARDS = frozenset({"after", "by", "since"})
_ARTICLES = frozenset(word_list("articles"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept and how it is put. `form` is done, running, base (plain verb) or noun."""

    term: Term
    form: str
    negated: bool
    planned: bool
    guessed: bool
    doubted: bool
    conditional: bool

    @property
    def concept(self) -> str:
        """Return the concept's name."""
        return self.term.concept

    @property
    def group(self) -> str:
        """Return the group the concept belongs to."""
        return self.term.group

    @property
    def plain(self) -> bool:
        """Say whether it is claimed outright: not denied, planned, guessed, asked or conditional."""
        return not (self.negated or self.planned or self.guessed or self.doubted or self.conditional)


@dataclass(slots=True, eq=False)
class Reading:
    """The words, mentions and segments of one text; `moods` are the mood terms themselves.

    A text is read once, so a reading is equal to itself alone.
    """

    text: str
    words: tuple[Word, ...]
    mentions: list[Mention] = field(default_factory=list)
    moods: list[Term] = field(default_factory=list)
    segments: tuple[Span, ...] = ()
    concepts: frozenset[str] = frozenset()

    def of(self, *groups: str) -> list[Mention]:
        """Return the mentions that belong to any of `groups`."""
        return [m for m in self.mentions if m.term.group in groups]

    def segment_of(self, offset: int) -> tuple[int, int]:
        """Return the segment that holds `offset`."""
        for start, end in self.segments:
            if start <= offset < end:
                return start, end
        return self.segments[-1] if self.segments else (0, len(self.text))


def spans_between(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the spans of `text` between matches of `pattern`."""
    spans, at = [], 0
    for match in pattern.finditer(text):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
    spans.append((at, len(text)))
    return spans


@remembered
def read(text: str, lexicon: Lexicon) -> Reading:
    """Return the reading of `text`."""
    found = words(text)
    terms = lexicon.find(found)
    reading = Reading(text, found)
    reading.segments = tuple(spans_between(text, _SEGMENT))
    stretches = spans_between(text, _STRETCH)
    moods = _moods(terms)
    reading.moods = moods
    if not terms:
        return reading
    segment_at = stretch_at = 0
    for term in terms:
        if term.group == "moods":
            continue
        while segment_at + 1 < len(reading.segments) and term.start >= reading.segments[segment_at][1]:
            segment_at += 1
        while stretch_at + 1 < len(stretches) and term.start >= stretches[stretch_at][1]:
            stretch_at += 1
        reading.mentions.append(
            _mention(term, found, moods, reading.segments[segment_at], stretches[stretch_at])
        )
    reading.concepts = frozenset(t.concept for t in terms if t.group != "moods")
    return reading


def _moods(terms: list[Term]) -> list[Term]:
    """Return the mood terms; "nobody can be blocked" denies and guesses nothing."""
    moods = [t for t in terms if t.group == "moods"]
    denials = {t.stop for t in moods if t.concept == "no"}
    return [t for t in moods if t.concept != "guess" or t.first not in denials]


def _mention(
    term: Term,
    found: tuple[Word, ...],
    moods: list[Term],
    segment: tuple[int, int],
    stretch: tuple[int, int],
) -> Mention:
    negated = planned = guessed = doubted = conditional = running = False
    denies = found[term.first].lower in _DENIES  # "nothing lost, import not running" denies but once
    for mood in moods:
        if mood.start < stretch[0] or mood.start >= stretch[1]:
            continue
        if term.start <= mood.start < term.end:
            continue
        inside = segment[0] <= mood.start < segment[1]
        before = mood.start < term.start
        concept = mood.concept
        if concept == "guess":
            guessed = guessed or before or inside
        elif not inside:
            continue
        elif concept == "no":
            far = _FAR_REACH if found[mood.first].lower in _NOBODY else _REACH
            reached = before and not denies and term.first - mood.stop <= far
            negated = negated or (reached and not _cut_off(mood, term, found))
        elif concept == "plan":
            planned = planned or before or _planned_after(term, mood, found)
        elif concept == "condition":
            conditional = conditional or (before and not _tells_past(mood, found))
        elif concept == "doubt":
            doubted = True
        elif concept == "running":
            running = running or (term.first - mood.stop <= 2 if before else _begins_only(term, mood, found))
    return Mention(term, _form(term, found, running), negated, planned, guessed, doubted, conditional)


def _cut_off(mood: Term, term: Term, found: tuple[Word, ...]) -> bool:
    """Say whether a comma ends a "not" or "cannot"; "no mails, files or orders" reads on.

    A verb with a subject of its own after the comma does not: "without a group, the lab stops".
    """
    if found[mood.first].lower in _READS_ON:
        own = term.group in ("acts", "states")
        return own and any(not word.joined for word in found[mood.stop : term.first])
    return any(not word.joined for word in found[mood.stop : term.first + 1])


def _form(term: Term, found: tuple[Word, ...], running: bool) -> str:
    word = found[term.first].lower
    before = found[term.first - 1].lower if term.first else ""
    if word.endswith("ing"):
        return "done" if before in _AFTERWARDS else "running"
    if running and not word.endswith("ed"):
        return "running"
    if _before_noun(term, found):
        return "noun"
    if word.endswith("ed") or word in _PAST:
        return "running" if running else "done"
    if before in _PERFECT:
        return "done"
    if before in _NOUNISH:
        return "noun"
    return "base"


def _before_noun(term: Term, found: tuple[Word, ...]) -> bool:
    """Say whether an article leads up to the word: "a newly introduced limit" tells of no act."""
    at = term.first - 1
    while at >= 0 and found[at].lower.endswith("ly"):
        at -= 1
    return at >= 0 and found[at].lower in _ARTICLES


def _tells_past(mood: Term, found: tuple[Word, ...]) -> bool:
    """Say whether "when" or "once" begins what happened ("when a server stopped"), which is no condition.

    "Until it is repaired" is one, and so is "once repaired".
    """
    if found[mood.first].lower not in _TEMPORAL:
        return False
    following = [w.lower for w in found[mood.stop : mood.stop + _REACH]]
    past = next((n for n, w in enumerate(following) if w.endswith("ed") or w in _PAST or w in _WERE), None)
    return bool(past) and not _PRESENT & set(following[:past])


def _begins_only(term: Term, mood: Term, found: tuple[Word, ...]) -> bool:
    """Say whether "begins" or the like right after an act leaves it under way ("revert begins")."""
    following = {w.lower for w in found[mood.stop : mood.stop + 3]}
    return mood.first == term.stop and not following & _ENDED


def _planned_after(term: Term, mood: Term, found: tuple[Word, ...]) -> bool:
    """Say whether words right after an act put it off ("rollback planned").

    "Restarted, waiting" does not, nor does "cordoned, will be removed".
    """
    put_off = mood.first - term.stop <= 2 and found[mood.first].lower in _PUT_OFF
    return put_off and all(word.joined for word in found[term.stop : mood.first + 1])
