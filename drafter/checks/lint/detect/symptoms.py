"""Symptoms: what a reader sees or cannot do, or that a named thing works again."""

import re

from drafter.checks.lint.detect.reading import NO_KINDS, Cue, Reading, Span, readings, word_kinds
from drafter.checks.lint.document import Document
from drafter.checks.lint.markup import HIDDEN
from drafter.core.patterns import lazy

PREPOSITIONS = frozenset(
    {"for", "in", "on", "of", "from", "at", "with", "to", "that", "which", "through", "via", "by", "using"}
)
HOLDS = frozenset(
    {
        "stop",
        "stops",
        "stopped",
        "prevent",
        "prevents",
        "prevented",
        "keep",
        "keeps",
        "kept",
        "block",
        "blocks",
    }
)
TAKES = frozenset({"take", "takes", "took", "taking", "taken"})
WE = frozenset(
    {"we", "we've", "we're", "i", "us", "team", "teams", "engineers", "technicians", "crew", "facilities"}
)
SHOWS = frozenset(
    {"show", "shows", "showed", "return", "returns", "returned", "say", "says", "said", "display", "displays"}
)
ENDS = frozenset(
    {"end", "ends", "fail", "fails", "hang", "hangs", "stop", "stops", "stuck", "close", "closes"}
)
READERS = frozenset(
    {"users", "customers", "you", "people", "clients", "subscribers", "members", "visitors", "parents"}
    | {"patients", "students", "guests", "passengers", "drivers", "fans", "residents", "farmers", "players"}
)
PERCEIVE = frozenset(
    {"see", "seeing", "saw", "get", "getting", "got", "receive", "receiving", "received", "notice", "noticed"}
    | {
        "experience",
        "experiencing",
        "experienced",
        "encounter",
        "encountering",
        "encountered",
        "face",
        "facing",
    }
)
GREETINGS = frozenset({"hi", "hello", "hey", "dear", "good", "greetings", "welcome"})
NOT_YET = frozenset({"once", "until", "till"})
SELF_HARM = frozenset({"cannot", "can't", "unable", "couldn't", "not"})
BROKEN = frozenset(
    {"faulty", "broken", "defective", "failed", "failing", "unstable", "corrupt", "corrupted", "dead"}
)
OF_USE = frozenset(
    {"server", "servers", "machine", "machines", "key", "keys", "link", "links", "alert", "alerts"}
)
CAUSED = frozenset(
    {"caused", "triggered", "due", "because", "stemmed", "stems", "originated", "arose", "resulted", "came"}
)
LOSES = frozenset({"lost", "lose", "loses", "losing", "without", "lack", "lacked"})
LABEL_ENDS = frozenset(":–—-")
LABEL_REACH = 72  # characters in which a label ends
LABEL = lazy(
    r"^\W{0,4}(?:(?:update|edit|final message|initial message|status|investigating|identified|monitoring"
    r"|resolved|"
    r"resolution|summary|cause|impact|note|incident|fixed|when|what|\d{1,2}[:h.]\d{2}\s?(?:am|pm)?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}"
    r"(?:st|nd|rd|th)?)[\w\s.,/+()]{0,24}\d{0,2}\s?(?:am|pm|utc|gmt|[a-z]{2,4})?\s?(?:[:–—-]|$))",
    re.IGNORECASE,
)


def first_symptom(source: str | Document) -> Span | None:
    """Return the first of `find_symptoms`; the sentences behind it are not read."""
    parts = readings(source)
    return next((found[0] for number in range(len(parts)) if (found := symptoms_in(parts[number]))), None)


def has_symptom(source: str | Document) -> bool:
    """Say whether any sentence tells a symptom; stops at the first one."""
    return first_symptom(source) is not None


def find_symptoms(source: str | Document) -> list[Span]:
    """Return the words that tell an effect on the reader, or that something named works again."""
    found: list[Span] = []
    parts = readings(source)
    for number in range(len(parts)):
        found += symptoms_in(parts[number])
    return found


def symptoms_in(reading: Reading) -> list[Span]:
    """Return the symptoms of one sentence."""
    return [reading.span(cue) for cue in reading.of("harm", "back") if _counts(reading, cue)] + _quoted(
        reading
    )


def harms_in(reading: Reading) -> list[Span]:
    """Return the symptoms of one sentence that are still bad, without what works again."""
    return [reading.span(cue) for cue in reading.of("harm") if _counts(reading, cue)] + _quoted(reading)


def _quoted(reading: Reading) -> list[Span]:
    """Return the verbs whose subject is named and which quote what it shows: "returns 'Bad gateway'"."""
    words = reading.words
    behind = [*reading.gaps[1:], reading.prose[reading.ends[-1] : reading.sentence.end]] if words else []
    return [
        Span(reading.starts[at], reading.ends[at])
        for at, gap in enumerate(behind)
        if HIDDEN in gap
        and (words[at] in SHOWS or (at and words[at] in ("with", "at") and words[at - 1] in ENDS))
        and reading.named(reading.clause_start(at), at)
    ]


def _counts(reading: Reading, cue: Cue) -> bool:
    if cue.kind == "back":
        return _back_counts(reading, cue)
    words = reading.words
    start = reading.clause_start(cue.first)
    if _negated(reading, start, cue.first) and words[cue.first] not in SELF_HARM:
        return False
    subject = range(start, cue.first)
    end = reading.clause_end(cue.last - 1)
    if words[cue.first] in SELF_HARM and any(words[i] in WE for i in subject[-3:]):
        return False
    if words[cue.first] in LOSES and cue.last < end and "inner" in reading.marks[cue.last]:
        return _customer_side(reading, start, cue.first)  # "a mast lost power" is a cause
    if words[cue.first] in BROKEN and cue.last < end and "inner" in reading.marks[cue.last]:
        return _customer_side(reading, start, cue.first)  # so is "a faulty switch"
    if words[cue.first] in BROKEN and _mended(reading, cue):
        return False
    if _in_the_cause(reading, start, cue.first):
        return False
    named = reading.named(start, cue.first)
    if "happening" in reading.marks[cue.last - 1]:
        end = _before_the_cause(reading, cue.last, end)
        strong = cue.last - cue.first > 1 or "unnamed" not in reading.marks[cue.first]
        if cue.last < len(words) and (
            words[cue.last] in PREPOSITIONS or words[cue.last] in ("while", "when")
        ):
            end = len(words)  # "an outage of many (or all) sites in ..."
        return strong or named or reading.named(cue.last, end) or _perceived(reading, start, cue.first)
    inside = _inside(reading, start, cue.first)
    if words[cue.first] in HOLDS and any(
        "feature" in marks or marks == {"harm"} for marks in reading.marks[cue.first + 1 : cue.last - 2]
    ):
        return True  # "stops documents from opening"
    if named and not inside:
        return True
    if inside or words[cue.first] in TAKES:
        return _customer_side(reading, cue.last, end)
    strong = not all("unnamed" in marks for marks in reading.marks[cue.first : cue.last])
    return strong or reading.named(cue.last, end) or _perceived(reading, start, cue.first)


def _before_the_cause(reading: Reading, first: int, last: int) -> int:
    """Return where what happened ends: "the outage was caused by a DNS entry" names no more than that."""
    return next((at for at in range(first, min(first + 3, last)) if reading.words[at] in CAUSED), last)


def _in_the_cause(reading: Reading, start: int, at: int) -> bool:
    """Say whether the word stands in a cause: "was caused by an entry that was removed"."""
    words = reading.words
    return any(
        words[i] in ("caused", "triggered", "due") and words[i + 1] in ("by", "to") and i > start
        for i in range(max(start, at - 12), at - 1)
    )


def _mended(reading: Reading, cue: Cue) -> bool:
    """Say whether the broken thing is what somebody repairs: "we replaced a faulty line card"."""
    verb = cue.first - 2
    return (
        verb >= 0
        and reading.words[verb + 1] in ("a", "an", "the")
        and bool(reading.marks[verb] & {"act", "deed"})
        and not any("feature" in marks for marks in reading.marks[cue.last : cue.last + 1])
    )


def _perceived(reading: Reading, first: int, last: int) -> bool:
    """Say whether it is readers who see it: "users are experiencing errors"."""
    words = reading.words[first:last]
    at = next((i for i, word in enumerate(words) if word in PERCEIVE), None)
    return at is not None and not READERS.isdisjoint(words[:at])


def _negated(reading: Reading, start: int, at: int) -> bool:
    return any("negation" in marks for marks in reading.marks[max(start, at - 2) : at])


def _inside(reading: Reading, first: int, last: int) -> bool:
    """Say whether the subject is a part inside: its head noun is one, with no name after it."""
    head = -1
    for index in range(first, last):
        marks, word = reading.marks[index], reading.words[index]
        if word in PREPOSITIONS and head >= 0:
            break
        if "inner" in marks and not _proper(reading, index) and not _of_an_address(reading, first, index):
            head = -1 if _of_a_feature(reading, first, index) else index
        elif not marks & {"closed", "generic"}:
            head = -1 if "act" not in marks and "harm" not in marks else head
            if head == -1 and index + 1 < last and reading.words[index + 1] in PREPOSITIONS:
                return False
    if head == -1:
        return False
    return not reading.named(head + 1, last)


def _of_an_address(reading: Reading, first: int, index: int) -> bool:
    """Say whether an address stands right before the part: "the ci.example.org controller"."""
    return index - first >= 2 and reading.gaps[index - 1] == "."


def _of_a_feature(reading: Reading, first: int, index: int) -> bool:
    """Say whether it is the machine of something readers use: "the login servers", "ticket machines"."""
    return (
        index > first
        and reading.words[index] in OF_USE
        and (
            "feature" in reading.marks[index - 1]
            or "feature" in word_kinds().get(f"{reading.words[index - 1]}s", NO_KINDS)
        )
    )


def _proper(reading: Reading, index: int) -> bool:
    """Say whether a word is the capitalised end of a proper name ("ArcGIS Server")."""
    written = reading.written
    return (
        index > 0 and written[index][:1].isupper() and written[index - 1][:1].isupper() and index > 1
    ) or (
        index == 1
        and written[1][:1].isupper()
        and written[0][:1].isupper()
        and "closed" not in reading.marks[0]
    )


def _customer_side(reading: Reading, first: int, last: int) -> bool:
    return any(
        "group" in reading.marks[i] or reading.words[i] in READERS
        for i in range(first, min(last, len(reading.words)))
    )


def _back_counts(reading: Reading, cue: Cue) -> bool:
    start = reading.clause_start(cue.first)
    if _negated(reading, start, cue.first):
        return False
    if any(act.first == cue.last - 1 and act.last > cue.last for act in reading.of("act")):
        return False  # "is working with the vendor"
    if not NOT_YET.isdisjoint(reading.words[max(0, start - 1) : cue.first]):
        return False
    if reading.named(start, cue.first) and not _inside(reading, start, cue.first):
        return True
    if reading.words[cue.last - 1] in ("resolved", "fixed"):
        return False  # what has been fixed is named before it
    end = reading.clause_end(cue.last - 1)
    if cue.last < end and "," in reading.gaps[cue.last]:
        return False  # what works again does not stand behind a comma
    return reading.named(cue.last, min(cue.last + 4, end))


def first_sentence(source: str | Document) -> Reading | None:
    """Return the first sentence that says something: labels and greetings are passed over."""
    parts = readings(source)
    for number in range(len(parts)):
        reading = parts[number]
        text = reading.sentence.text
        label = (
            LABEL.match(text)
            if len(text) < LABEL_REACH or not LABEL_ENDS.isdisjoint(text[:LABEL_REACH])
            else None
        )
        rest = len(text) - (label.end() if label else 0)
        if rest < 4 or (len(reading.words) < 4 and not GREETINGS.isdisjoint(reading.words[:1])):
            continue
        return reading
    return None


def symptom_in_first_sentence(source: str | Document) -> bool:
    """Say whether the first sentence tells a symptom."""
    reading = first_sentence(source)
    return reading is not None and bool(symptoms_in(reading))
