"""GRD042 part-told-as-all: all of it done, checked or working, where the notes leave a part of it open."""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.names import NameHit
from drafter.checks.grounding.patterns import expression
from drafter.checks.grounding.progress import WORKING
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.audience import Audience

_ALL = expression("all_of_it")
_ENDED = expression("ended_well")
_LEFT_OPEN = expression("left_open")
_WHOLE = expression("said_of_all")
_SAMPLE = expression("sample")
_TROUBLE_OVER = expression("trouble_over")
_CHECKED = expression("checked")
_UNSAID = frozenset({"guess", "plan", "condition", "doubt", "no"})
_NO_THING = frozenset({"idiom"})
_BESIDE = 6  # characters to a figure: "all the 64"
_LAST = 2  # lines from the end in which what is open now is told


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield words for all of it, on what went well, that the notes say of a part."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    for start, end in statement.reading.segments:
        whole = _ALL.search(statement.text, start, end)
        if whole is None or _is_counted(statement, whole.end()) or not _went_well(statement, start, end):
            continue
        lines = [line for line in _open(statement, start, end, evidence) if line.number > 0]
        if lines:
            numbers = tuple(line.number for line in lines)
            yield Hit(
                *whole.span("word"),
                f"'{whole['word']}': {cite(numbers)} leaves a part of it open. Say how far it is.",
                numbers,
            )


def _is_counted(statement: Statement, offset: int) -> bool:
    """Say whether a figure follows, which the rule on numbers judges: "all 64 in hospitals"."""
    return any(0 < a.start - offset < _BESIDE and a.low > 1 for a in statement.amounts)


def _went_well(statement: Statement, start: int, end: int) -> bool:
    """Say whether a clause tells, outright, of something that works, was done or was checked."""
    inside = [m for m in statement.reading.mentions if start <= m.term.start < end]
    moods = [m.concept for m in statement.reading.moods if start <= m.start < end]
    ended = _ENDED.search(statement.text, start, end)
    verb = ended.start() if ended else start  # "all blocked cards have been released" tells of no block
    troubles = [m for m in inside if m.group == "troubles" and m.form != "noun" and m.term.start >= verb]
    if not _UNSAID.isdisjoint(moods) or any(not _ends_trouble(statement, m, start) for m in troubles):
        return False
    checked = _CHECKED.search(statement.text, start, end)
    return bool(ended or checked) or any(_is_done(m) for m in inside)


def _ends_trouble(statement: Statement, mention: Mention, start: int) -> bool:
    """Say whether a trouble is what is told to be over: "the delay is gone"."""
    over = _TROUBLE_OVER.search(statement.text, start)
    return over is not None and over.start() <= mention.term.start < over.end()


def _is_done(mention: Mention) -> bool:
    if not mention.plain:
        return False
    works = mention.group == "states" and mention.concept in WORKING | {"verified"}
    return works or (mention.group == "acts" and mention.form == "done")


def _open(statement: Statement, start: int, end: int, evidence: Evidence) -> list[Line]:
    """Return the lines that leave a part open of what a clause tells of, none when a later one has it all."""
    inside = [m for m in statement.reading.mentions if start <= m.term.start < end]
    checked = any(m.concept == "verified" for m in inside) or _CHECKED.search(statement.text, start, end)
    newest = sorted(evidence.lines)[-_LAST:]
    found: list[Line] = []
    sampled: list[Line] = []
    said = 0  # the last line that has all of it
    for number, line in sorted(evidence.lines.items()):
        for s, e in line.reading.segments:
            about = _is_about(statement, start, end, line, s, e)
            if checked and _SAMPLE.search(line.text, s, e):
                sampled.append(line)
            elif about and _LEFT_OPEN.search(line.text, s, e):
                reopened = said in (0, number) or _share(statement, start, end, line, s, e)
                found += [line] if number in newest and reopened else []
            elif about and _WHOLE.search(line.text, s, e):
                found, said = [], number
                sampled = [] if _CHECKED.search(line.text, s, e) else sampled
    return [*sampled, *found]


def _things_of(reading: Reading, names: list[NameHit], start: int, end: int) -> frozenset[str]:
    """Return the things and parts named between two offsets, of the whole text where none is."""
    return _things_in(reading, names, start, end) or _things_in(reading, names, 0, len(reading.text))


def _things_in(reading: Reading, names: list[NameHit], start: int, end: int) -> frozenset[str]:
    things = {m.concept for m in reading.of("things") if start <= m.term.start < end} - _NO_THING
    return frozenset(things | {n.owner for n in names if start <= n.start < end})


def _is_about(statement: Statement, start: int, end: int, line: Line, s: int, e: int) -> bool:
    """Say whether a clause of the draft and one of a line share a thing or a word, or either names none."""
    told = _things_of(statement.reading, statement.names, start, end)
    noted = _things_of(line.reading, line.names, s, e)
    return not (told and noted) or _share(statement, start, end, line, s, e)


def _share(statement: Statement, start: int, end: int, line: Line, s: int, e: int) -> bool:
    """Say whether a clause of the draft and one of a line have a thing, a part or a word in common."""
    told = _things_of(statement.reading, statement.names, start, end)
    noted = _things_of(line.reading, line.names, s, e)
    named = _things_in(statement.reading, statement.names, start, end)
    words = (
        stems(statement.reading, start, end) if named else stems(statement.reading, 0, len(statement.text))
    )
    return bool(told & noted or words & stems(line.reading, s, e))


RULES = (
    Rule("GRD042", "part-told-as-all", "warn", "All of it told as done; the notes leave a part open.",
         "Those who are still waiting believe that they were forgotten.", check),
)  # fmt: skip
