"""GRD020 cause-not-in-notes, GRD021 certainty-raised: why it happened, and how sure the notes are.

A cause needs a line that names the same thing and the same trouble or act, outright. "After" is not
"because"; a guess stays a guess.
"""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.lexicon import Term
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.progress import confirmed_since, unsure
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.rules.times import clock_times, supporting
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.checks.grounding.support import content_words, found_share
from drafter.core.audience import Audience
from drafter.core.fact import Fact

_TOLD_SO = 0.5  # with more of its words in the notes, a cause is theirs in other words
_WHENCE = re.compile(r"\b(?:where|reports?|news|complaints?)\b[^.;,]*$", re.IGNORECASE)
_GENERIC = frozenset({"fail", "error"})  # said of anything that breaks: the part it happened to decides
_SPECIFIC = frozenset(
    {"crash", "expire", "spike", "full", "leak", "loop", "data_loss", "mismatch", "delete", "buy"}
)
_HARMFUL = frozenset({"delete", "disable"})
_AFTER = re.compile(r"\b(?:after|following)\b", re.IGNORECASE)
_EXPLAINED = expression("explained")
_SAID_OF_MUCH = frozenset({"change", "job", "page", "log"})
_NEED_OBJECTS = frozenset(word_list("need_objects"))
_NO_OBJECT = re.compile(
    r"\s+(?:at|on|in|after|before|and|down|again|since|for|while|when|last|yesterday|twice|once"
    r"|this (?:morning|afternoon|evening|week))\b|\s*(?:[.,;:!?]|$)",
    re.IGNORECASE,
)
_RELATIVE = ("which ", "that ", "who ")
_POINTERS = frozenset(word_list("pointers"))
_FAULTS = frozenset({"bug", "mistake", "attack"})  # said of nothing but what went wrong
_VENDORS = ("vendor", "vendor_kind")
_CAUSES = frozenset({"cause", "reason", "culprit"})
_MANNER = frozenset({"mistake", "age", "change"})  # how or what kind: no thing of its own beside an act
_CONTENT = ("things", "acts", "troubles")


def _cause_span(statement: Statement, link: Mention) -> tuple[int, int]:
    """Return where the words of the cause stand: after a backward link, before a forward one."""
    text = statement.text
    if link.concept == "back":
        end = len(text)
        for start, stop in statement.reading.segments:
            if start <= link.term.end < stop or link.term.end == start:
                end = stop
                break
        return link.term.end, end
    start, _ = statement.reading.segment_of(link.term.start)
    relative = text[start:].lstrip().lower().startswith(_RELATIVE)
    if (
        relative or start >= link.term.start - 1
    ):  # ", which broke downloads": the cause is in the segment before
        earlier = [s for s, e in statement.reading.segments if e <= link.term.start]
        start = earlier[-1] if earlier else 0
    return start, link.term.start


def _claims(statement: Statement) -> Iterator[Mention]:
    explained = _EXPLAINED.search(statement.text)
    if explained:
        at = sum(word.start < explained.end() for word in statement.reading.words)
        term = Term(explained.start("colon"), explained.end(), "links", "back", at, at)
        yield Mention(term, "base", False, False, False, False, False)
    for link in statement.reading.of("links"):
        if link.negated or link.doubted or link.conditional or link.planned:
            continue
        if link.concept == "fore" and link.form == "noun" and not _after_pointer(statement, link):
            continue
        if statement.words_of(link).lower() in _NEED_OBJECTS and _NO_OBJECT.match(
            statement.text, link.term.end
        ):
            continue  # "our link broke at 23:50"
        yield link


def _asks_whence(statement: Statement, link: Mention) -> bool:
    """Say whether the clause asks for a cause, or tells where news came from: "where it came from"."""
    start, _ = statement.reading.segment_of(link.term.start)
    if any(m.term.start < link.term.start and m.term.start >= start for m in statement.reading.of("detect")):
        return True
    return _WHENCE.search(statement.text, start, link.term.start) is not None


def _after_pointer(statement: Statement, link: Mention) -> bool:
    """Tell "that explains the delay" from "the cause that we look for"."""
    start, _ = statement.reading.segment_of(link.term.start)
    return statement.text[start : link.term.start].strip(" ,;").lower() in _POINTERS


def _content(statement: Statement, start: int, end: int) -> list[Mention]:
    return [m for m in statement.reading.of(*_CONTENT) if start <= m.term.start < end]


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield causes that no note gives, or that the notes only suspect."""
    if statement.origin == "template" and "cause" in statement.kinds:
        return  # written from a cause fact, whose certainty the sheet has weighed
    for link in _claims(statement):
        start, end = _cause_span(statement, link)
        if _is_own_reason(statement, link) or _asks_whence(statement, link):
            continue
        if _points_back(statement, start, end) and (before := _segment_before(statement, start)):
            start, end = before
        content = _content(statement, start, end)
        words = stems(statement.reading, start, end)
        names = frozenset(n.owner for n in statement.names if start <= n.start < end and n.kind != "product")
        if not content and not names and not _tells_what(statement, start, end):
            if link.guessed:
                continue
            told = _points_back(statement, start, end) or link.concept == "back"
            if told and not has_cause(evidence):
                yield Hit(
                    *_tight(statement, (start, link.term.end)),
                    "No note gives a cause, and this names one. Say that the cause is not known yet.",
                )
            continue
        if any(m.doubted for m in content) or _unknown_follows(
            statement, end if link.concept == "back" else start
        ):
            continue
        span = (
            (link.term.start, _trim(statement.text, end))
            if link.concept == "back"
            else (start, link.term.end)
        )
        said = " ".join(statement.text[start:end].split())
        best = _best(content, words, names, evidence) or _same_figure(statement, start, end, evidence)
        if not best:
            yield Hit(
                *_tight(statement, span),
                f"'{said}' is given as the cause; no note says so. Say that the cause is not known yet.",
                severity="info" if _is_told_so(statement, start, end, content, evidence) else None,
            )
            continue
        if link.guessed:
            continue
        lines = tuple(sorted(line.number for line, _ in best))
        if not any(sure or confirmed_since(line, evidence) for line, sure in best):
            yield Hit(
                *_tight(statement, span),
                f"'{said}' is given as the cause; {cite(lines)} only suspects it. Say that it is "
                "suspected, or that the cause "
                "is not known yet.",
                lines,
                ("we suspect that",) if audience.view == "internal" else (),
                severity="info" if _is_settled([line for line, _ in best], evidence) else None,
            )
        elif statement.uncited(lines):
            yield uncited(*_tight(statement, span), "The cause is in", lines)


def _is_told_so(
    statement: Statement, start: int, end: int, content: list[Mention], evidence: Evidence
) -> bool:
    """Say whether the notes have most of the words of a cause, and every named kind of failure in it."""
    unheard = any(
        m.concept in _SPECIFIC and not any(evidence.placed.get(kin) for kin in _kin(m.concept, evidence))
        for m in content
    )
    return not unheard and found_share(statement, start, end, evidence) > _TOLD_SO


def _tells_what(statement: Statement, start: int, end: int) -> bool:
    """Say whether words name a cause, as against how sure it is: "only probable"."""
    return any(
        not any(
            m.concept in ("guess", "doubt") and m.start <= w.start < m.end for m in statement.reading.moods
        )
        for w in content_words(statement, start, end)
    )


def _points_back(statement: Statement, start: int, end: int) -> bool:
    """Say whether the cause is told by a pronoun alone: "it is the culprit"."""
    return statement.text[start:end].lower().strip(" ,;") in _POINTERS


def _segment_before(statement: Statement, offset: int) -> tuple[int, int] | None:
    """Return the segment that "that explains it" points back to, None when it begins the sentence."""
    return next((span for span in reversed(statement.reading.segments) if span[1] <= offset), None)


def has_cause(evidence: Evidence) -> bool:
    """Say whether the notes give any cause for certain."""
    sure = ("confirmed", "attributed", "reported")
    return any(f.certainty in sure for f in evidence.facts("cause")) or any(
        m.plain for line in evidence.lines.values() for m in line.reading.of("links")
    )


def _is_own_reason(statement: Statement, link: Mention) -> bool:
    """Say whether it is why *we* do something ("we are watching, because"), which is no cause of the "
    "trouble."""
    if link.concept != "back":
        return False
    start, end = statement.reading.segment_of(link.term.start)
    if start >= link.term.start - 1:
        earlier = [(s, e) for s, e in statement.reading.segments if e <= link.term.start]
        if not earlier:
            return False
        start, end = earlier[-1]
    effect = [m for m in statement.reading.mentions if start <= m.term.start < min(end, link.term.start)]
    ours = any(
        (m.concept == "us" and m.group == "people") or (m.group == "acts" and m.plain and m.form == "done")
        for m in effect
    )
    return ours and not any(m.group == "troubles" for m in effect)


def _trim(text: str, end: int) -> int:
    while end > 0 and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return end


def _tight(statement: Statement, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end and (statement.text[start].isspace() or statement.text[start] in ",;"):
        start += 1
    return start, max(end, start + 1)


def _unknown_follows(statement: Statement, offset: int) -> bool:
    """Say whether the clause ends with "is not known", which makes it no claim."""
    start, end = statement.reading.segment_of(max(0, offset - 1))
    return any(m.concept == "doubt" and start <= m.start < end for m in statement.reading.moods)


def _best(
    content: list[Mention], words: frozenset[str], names: frozenset[str], evidence: Evidence
) -> list[tuple[Line, bool]]:
    """Return the lines that name the cause, each with whether it does so outright."""
    events = [m for m in content if m.group != "things"]
    things = [m for m in content if m.group == "things" and not (events and m.concept in _MANNER)]
    generic = things or names
    bare = bool(events) and not generic and all(m.concept in _GENERIC for m in events)
    broke = bool(events)
    events = [m for m in events if not (generic and m.concept in _GENERIC)]
    told = {m.concept for m in things}
    found: list[tuple[Line, bool]] = []
    previous: Line | None = None
    for line in evidence.lines.values():
        concepts = line.reading.concepts
        widened = concepts | (previous.reading.concepts if previous and not line.own_time else frozenset())
        thing_hits = [m for m in things if widened & evidence.lexicon.supports(m.concept)]
        event_hits = [m for m in events if concepts & _kin(m.concept, evidence)]
        shared = words & _line_stems(line)
        named = bool(names & (line.components | {n.owner for n in line.names if n.kind in _VENDORS}))
        none_there = any(m.negated and m.concept in told for m in line.reading.of("things"))
        enough_events = not events or bool(event_hits) or none_there
        enough_things = not things or named or _enough(thing_hits, things, bool(events))
        head = bool(things) and things[0] in thing_hits and things[0].concept not in _SAID_OF_MUCH
        fails = head and any(m.plain for m in line.reading.of("troubles"))
        trouble_there = fails or (broke and line.reading.of("troubles"))
        if not events and not trouble_there and not none_there and not _is_causal(line, evidence):
            previous = line
            continue
        wordy = len(shared) >= 2 and len(shared) * 2 >= len(words)
        if (
            ((events or things) and enough_events and enough_things)
            or wordy
            or (not events and not things and (named or shared) and _is_causal(line, evidence))
        ):
            hits = [*event_hits, *thing_hits]
            found.append((line, _is_sure(line, hits, shared, evidence)))
        previous = line
    guesses = [line for line in evidence.lines.values() if _guesses(line) and words & _line_stems(line)]
    return [(line, False) for line in guesses] if bare and guesses else found


def _guesses(line: Line) -> bool:
    return any(mood.concept == "guess" for mood in line.reading.moods)


def _enough(hits: list[Mention], things: list[Mention], with_events: bool) -> bool:
    """Say whether a line names enough of the things: half, or the first and nearly half without events."""
    if with_events:
        return 2 * len(hits) >= len(things)
    return things[0] in hits and 2 * len(hits) >= len(things) - 1


def _same_figure(statement: Statement, start: int, end: int, evidence: Evidence) -> list[tuple[Line, bool]]:
    """Return the lines on causes that have the day, the clock time or the figure told with the cause."""
    times = [t for t in clock_times(statement) if start <= t.start < end]
    found = [m for t in times for m in supporting(t, evidence)]
    then = {m.line for m in found if not m.stamp or _shares_word(statement, start, end, m.line, evidence)}
    days = {t.date for t in statement.times if start <= t.start < end and t.date and t.hour is None}
    figures = {a.low for a in statement.amounts if start <= a.start < end and a.low > 1}
    return [
        (line, _is_asserted(line) if line.number in then else _is_sure(line, [], frozenset(), evidence))
        for line in evidence.lines.values()
        if line.number in then
        or (
            _is_causal(line, evidence)
            and (any(t.date in days for t in line.times) or any(a.low in figures for a in line.amounts))
        )
    ]


def _shares_word(statement: Statement, start: int, end: int, number: int, evidence: Evidence) -> bool:
    """Say whether the line of a time has a word of a cause too: "emptied by the 12:20 run"."""
    line = evidence.lines.get(number)
    if line is None:
        return False
    names = {n.owner for n in statement.names if start <= n.start < end}
    return bool(names & line.components or stems(statement.reading, start, end) & _line_stems(line))


def _is_asserted(line: Line) -> bool:
    """Say whether a line neither asks nor guesses anywhere."""
    return "?" not in line.text and not unsure(line)


def _kin(concept: str, evidence: Evidence) -> frozenset[str]:
    """Return what supports a concept as a cause: a named kind of failure only by itself."""
    if concept == "spike":
        return frozenset({"spike", "slow"})
    return (
        frozenset({concept, "disable"} if concept == "delete" else {concept})
        if concept in _SPECIFIC
        else (evidence.lexicon.supports(concept))
    )


def _is_causal(line: Line, evidence: Evidence) -> bool:
    """Say whether a line speaks of causes at all: a link, a guess, a cause fact."""
    if any(f.is_a("cause", "hypothesis") for f in evidence.facts_by_line.get(line.number, [])):
        return True
    if line.reading.concepts & _FAULTS or _CAUSES & {w.lower for w in line.reading.words}:
        return True
    return bool(line.reading.of("links")) or any(m.concept == "guess" for m in line.reading.moods)


def _line_stems(line: Line) -> frozenset[str]:
    return stems(line.reading, 0, len(line.text))


def _is_settled(lines: list[Line], evidence: Evidence) -> bool:
    """Say whether it is over, and lines state outright what is told as the cause, though not as one."""
    if evidence.next_update_at is not None and evidence.sheet.stage != "resolved":
        return False
    return not any(
        unsure(line)
        or "?" in line.text
        or any(f.is_a("third_party") for f in evidence.facts_by_line.get(line.number, []))
        for line in lines
    )


def _is_guess(fact: Fact, line: Line) -> bool:
    """Say whether a fact is a guess or a supplier's, and its line puts it no more surely."""
    if fact.is_a("third_party"):
        return True
    guess = fact.is_a("hypothesis") or fact.certainty in ("suspected", "planned")
    return guess and (unsure(line) or "?" in line.text)


def _is_sure(line: Line, hits: list[Mention], shared: frozenset[str], evidence: Evidence) -> bool:
    """Say whether the line states it: the segment that holds the matching words is neither guess nor "
    "question."""
    facts = [f for f in evidence.facts_by_line.get(line.number, []) if f.usable]
    wanted = frozenset().union(*(evidence.lexicon.supports(m.concept) for m in hits)) if hits else frozenset()
    matching = [m for m in line.reading.mentions if m.concept in wanted]
    events = [m for m in matching if m.group in ("acts", "troubles")] or matching
    if any(f.is_a("cause") and f.certainty in ("confirmed", "attributed", "reported") for f in facts):
        return True
    guessing = any(m.concept in ("guess", "doubt") for m in line.reading.moods)
    if facts and all(_is_guess(f, line) for f in facts):
        return False
    linked = bool(_CAUSES & {w.lower for w in line.reading.words} and not guessing) or any(
        not (m.guessed or m.doubted or m.conditional) for m in line.reading.of("links")
    )
    sure = not events or any(not (m.guessed or m.doubted or m.conditional) for m in events)
    if guessing:
        return linked and sure
    broken = any(
        m.group == "troubles" or m.concept in _FAULTS or m.concept in _HARMFUL for m in line.reading.mentions
    )
    if not linked and events and _only_after(line, events):
        return False
    missing = any(m.negated for m in line.reading.of("things"))  # "two have no network"
    return sure and (linked or broken or missing)


def _only_after(line: Line, events: list[Mention]) -> bool:
    """Say whether a line has the trouble come after what is told as its cause, and no more."""
    after = _AFTER.search(line.text)
    return after is not None and all(m.term.start >= after.end() for m in events)


RULES = (
    Rule("GRD020", "cause-not-certain", "warn", "A cause that no note gives, or that the notes only suspect.",
         "A cause named too early has to be taken back.", check),
)  # fmt: skip
