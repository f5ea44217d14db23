"""Actions: what the provider, or its supplier, did, does or will do about it."""

from drafter.checks.lint.detect.reading import Cue, Reading, Span, readings
from drafter.checks.lint.document import Document

AHEAD = frozenset({"will", "to", "'ll", "can", "going", "shall", "we'll", "must"})
HAVE = frozenset({"has", "have", "had", "having", "been", "being"})
NO_WORK = frozenset({"act", "deed", "closed", "harm", "idle"})  # known, or nothing we do about it
BE_SHORT = frozenset({"we're", "they're", "i'm"})
FINITE = frozenset({"do", "does", "did", "helps", "works", "fails", "takes"})
READER = frozenset({"you", "your", "please", "kindly", "users", "customers", "user", "if", "should"})


def find_actions(source: str | Document) -> list[Span]:
    """Return the words that tell an act of ours: investigating, undoing, replacing, calling the supplier."""
    parts = readings(source)
    found: list[Span] = []
    for number in range(len(parts)):
        found += actions_in(parts[number])
    return found


def has_action(source: str | Document) -> bool:
    """Say whether any sentence tells an act of ours; stops at the first one."""
    parts = readings(source)
    return any(actions_in(parts[number]) for number in range(len(parts)))


def actions_in(reading: Reading) -> list[Span]:
    """Return the actions of one sentence."""
    promised = [(cue.first, cue.last) for cue in reading.of("message")]  # "will update you" is no work
    known = [
        reading.span(cue)
        for cue in reading.of("act", "deed")
        if not any(first <= cue.first < last for first, last in promised) and _ours(reading, cue)
    ]
    return sorted([*known, *_doing(reading)])


def _doing(reading: Reading) -> list[Span]:
    """Return the verbs of "we are ...ing" and "our team is ...ing" that are in no list, if they are work."""
    words, marks = reading.words, reading.marks
    found: list[Span] = []
    for index in [at for at, word in enumerate(words) if word.endswith("ing")]:
        if index < 1 or len(words[index]) < 6 or marks[index] & NO_WORK:
            continue
        before = index - 1 if "be" in marks[index - 1] or words[index - 1] in BE_SHORT else index - 2
        if before < 0 or ("be" not in marks[before] and words[before] not in BE_SHORT):
            continue
        subject = before if words[before] in BE_SHORT else before - 1
        if subject >= 0 and ("provider" in marks[subject] or words[subject] in BE_SHORT):
            found.append(Span(reading.starts[index], reading.ends[index]))
    return found


def _ours(reading: Reading, cue: Cue) -> bool:
    words = reading.words
    start = reading.clause_start(cue.first)
    subject = words[start : cue.first]
    provider = any("provider" in reading.marks[i] for i in range(cue.first))
    if any(word in READER for word in subject[-4:]) and not provider:
        return False
    if words[0] in ("please", "if") and not provider:
        return False
    near = words[max(start, cue.first - 4) : cue.first]
    word = words[cue.first]
    ours = cue.first > start and words[cue.first - 1] in ("we", "we've")
    doing = cue.first > start and word.endswith("ing") and "be" in reading.marks[cue.first - 1]
    undone = (
        ours
        or doing
        or (
            cue.first and words[cue.first - 1] in ("been", "being") and "harm" not in reading.marks[cue.first]
        )
    )
    if not undone and any(
        "harm" in marks for marks in reading.marks[max(start, cue.first - 3) : cue.first + 1]
    ):
        return False  # "requests failed to send"; but "the backlog has been cleared" is an act
    if any(w in ("no", "not", "without", "never") for w in near[-2:]):
        return False
    base = not word.endswith(("ed", "ing", "ion", "ions", "s")) and cue.last - cue.first == 1
    if (
        word.endswith("s")
        and not word.endswith("ss")
        and cue.last - cue.first == 1
        and not word.endswith("ions")
    ):
        return any("provider" in reading.marks[i] for i in range(max(start, cue.first - 4), cue.first))
    if cue.kind == "act":
        if base and word not in ("rebuilt", "undid", "undone", "rewrote"):
            return bool(AHEAD & set(near)) or provider
        return True
    if not provider:
        passive = any(w in HAVE for w in near[-2:]) and not word.endswith("ing")
        planned = bool({"will", "to"} & set(near)) and any(
            "be" in reading.marks[i] for i in range(max(start, cue.first - 4), cue.first)
        )
        starts_it = (
            cue.first == start == 0
            and word.endswith("ing")
            and not any(
                "be" in reading.marks[i] or words[i] in FINITE
                for i in range(cue.last, reading.clause_end(cue.last))
            )
        )  # "Printing is slow" is no act
        return (
            (passive and word.endswith(("ed", "en", "wn", "de")))
            or (planned and word.endswith("ed"))
            or starts_it
        )
    if base:
        return bool(AHEAD & set(near)) or any(
            "provider" in reading.marks[i] for i in range(max(0, cue.first - 2), cue.first)
        )
    return True
