"""What the notes say of how far things are: what is said outright to work, and what tells of better."""

from drafter.checks.grounding.evidence import Evidence, Line, Placed, once
from drafter.checks.grounding.patterns import expression

BETTER = expression("better")
_CONFIRMS = expression("confirms")
_UNSURE = frozenset({"doubt", "guess", "plan", "condition"})
_FALL = 6  # a share that fell to a sixth tells that it works
_LATE = 4  # by the line after this one something was done, in whatever words
WORKING = frozenset({"restored", "fixed", "resolved", "self_healed", "partial"})
PERSISTS = expression("persists")
SETTLED = expression("settled")
EARLIER_CASE = expression("earlier_case")  # what went before, and ended as it may
FOR_LATER = expression("for_later")


def told(evidence: Evidence, *concepts: str) -> list[Placed]:
    """Return where the notes say one of `concepts` outright."""
    return [
        p
        for c in concepts
        for p in evidence.placed.get(c, ())
        if p.mention.group == "states"
        and p.mention.plain
        and not _heals_broken(p)
        and not EARLIER_CASE.search(p.line.text)
    ]


def _heals_broken(placed: Placed) -> bool:
    """Say whether it starts by itself where it is down ("respawns by itself"), or does no more than that."""
    if placed.mention.concept != "self_healed":
        return False
    start, end = placed.line.reading.segment_of(placed.mention.term.start)
    clause = [m for m in placed.line.reading.mentions if start <= m.term.start < end and m.plain]
    heals = any(m.group == "states" and m.concept in ("restored", "fixed") for m in clause)
    return any(m.plain and m.concept in ("down", "fail") for m in placed.line.reading.of("troubles")) or (
        not heals and any(m.group == "acts" for m in clause)
    )


def numbers_of(placed: list[Placed]) -> tuple[int, ...]:
    """Return the numbers of the lines, without repeats, in order."""
    return tuple(sorted({p.line.number for p in placed}))


@once
def improvements(evidence: Evidence) -> tuple[int, ...]:
    """Return the lines after the first act that tell of better figures, or of anything but trouble.

    The line of that act counts where it goes on to tell of better figures.
    """
    first = first_act(evidence) or min((n for n in evidence.lines if n > 0), default=0)
    return tuple(
        n
        for n, line in evidence.lines.items()
        if (n > first and (BETTER.search(line.text) or _is_calm(line)))
        or (n == first and BETTER.search(line.text, _acted_until(line)))
    )


def _acted_until(line: Line) -> int:
    """Return where the words of the first act of a line end, the end of the line when it tells of none."""
    return min((m.term.end for m in line.reading.of("acts") if m.plain), default=len(line.text))


def _is_calm(line: Line) -> bool:
    """Say whether a line has a figure or a state, and neither trouble, nor an act, nor a question."""
    if any(m.plain for m in line.reading.of("troubles", "acts")) or unsure(line):
        return False
    return bool(line.amounts) or any(m.concept != "investigating" for m in line.reading.of("states"))


def unsure(line: Line) -> bool:
    """Say whether a line doubts, guesses, plans or sets a condition."""
    return any(m.concept in _UNSURE for m in line.reading.moods)


def confirmed_since(guess: Line, evidence: Evidence) -> bool:
    """Say whether a later line confirms what a line guesses: "that was it", or of the same thing."""
    told = {m.concept for m in guess.reading.of("things", "troubles", "acts")}
    for line in evidence.lines.values():
        said = _CONFIRMS.search(line.text)
        if line.number <= guess.number or not said or _tells_of_working(line):
            continue
        if any(m.concept in _UNSURE and not said.start() <= m.start < said.end() for m in line.reading.moods):
            continue
        if said["it"] or told & line.reading.concepts or guess.components & line.components:
            return True
    return False


def says_that_was_it(evidence: Evidence) -> bool:
    """Say whether a line confirms a cause told before it: "that is it", "that was the culprit"."""
    return any(
        (said := _CONFIRMS.search(line.text)) is not None
        and said["it"]
        and not any(m.concept in ("guess", "doubt") for m in line.reading.moods)
        for line in evidence.lines.values()
    )


def _tells_of_working(line: Line) -> bool:
    return any(m.concept in WORKING and m.plain for m in line.reading.of("states"))


def last_told(evidence: Evidence) -> int:
    """Return the last line that tells what is, as against what is left for later; 0 when there is none."""
    return max(
        (n for n, line in evidence.lines.items() if not FOR_LATER.search(line.text)),
        default=max(evidence.lines, default=0),
    )


def figures_fell(evidence: Evidence) -> bool:
    """Say whether the last share noted after something was done is far below the highest before it."""
    begun = first_act(evidence)
    shares = [
        (line.number, amount.high)
        for line in evidence.lines.values()
        for amount in line.amounts
        if amount.unit == "%" and line.number > 0
    ]
    if begun is None or not shares or shares[-1][0] < begun:
        return False
    number, last = shares[-1]
    before = [share for n, share in shares if n < number]
    return bool(before) and last * _FALL <= max(before)


def ends_settled(evidence: Evidence) -> bool:
    """Say whether the last line that tells what is has things in order, outright."""
    line = evidence.lines.get(last_told(evidence))
    return line is not None and SETTLED.search(line.text) is not None and not unsure(line)


@once
def first_act(evidence: Evidence) -> int | None:
    """Return the first line that tells of something done, None when none does."""
    acts = (
        n for n, line in evidence.lines.items() if n > 0 and any(m.plain for m in line.reading.of("acts"))
    )
    return min(acts, default=None)


@once
def last_persisting(evidence: Evidence) -> int:
    """Return the last line in which a trouble stays although something was done, 0 when there is none."""
    return max((n for n, line in evidence.lines.items() if PERSISTS.search(line.text)), default=0)


@once
def ends_quietly(evidence: Evidence) -> bool:
    """Say whether a line after the first act and the last trouble tells neither of trouble nor of an act."""
    begun = first_act(evidence)
    if begun is None:
        return False
    begun = min(begun, _LATE)
    last = max((n for n, line in evidence.lines.items() if _troubled(line)), default=0)
    return any(
        n > max(begun, last)
        and not (unsure(line) or "?" in line.text or any(m.plain for m in line.reading.of("acts")))
        for n, line in evidence.lines.items()
    )


def _troubled(line: Line) -> bool:
    return any(m.plain for m in line.reading.of("troubles")) or PERSISTS.search(line.text) is not None
