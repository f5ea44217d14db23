"""GRD026 scope-changed: more people than the notes say, fewer, or a milder trouble."""

import re
from collections.abc import Callable, Iterator

from drafter.checks.grounding.evidence import Evidence, Line, once
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.audience import Audience

_TROUBLE = frozenset(
    {"down", "fail", "error", "slow", "missing", "delayed", "access", "wrong", "crash", "data_loss"}
)
_HARMFUL = frozenset({"delete", "disable", "restart"})
_TOTAL = frozenset({"down"})
_MILD = frozenset({"slow", "delayed"})
_HIT = (" see ", " affect", " get ", " hit", "impact")
_WHERE = frozenset({"in", "on", "for", "at", "to"})
_EVERYWHERE = frozenset(word_list("everywhere"))
_EVERY_NTH = re.compile(
    r"every (?:other|second|third|fourth|fifth|sixth|tenth|\d+(?:st|nd|rd|th))\b", re.IGNORECASE
)
_NOBODY = frozenset({"no", "nobody", "none"})
_GROUPS = frozenset(word_list("groups"))
_MINIMISED = expression("minimised")
_HARDENED = expression("hardened")
_LESSER = frozenset({"slow", "delayed", "spike", "full"})
_WORSE = frozenset({"down", "fail", "error", "missing", "data_loss", "access"})
_SPANS = frozenset(word_list("spans_of_time"))
_NOBODY_CAN = expression("nobody_can")
_IDLE_ALL = expression("idle_all")


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield scope words that the notes do not bear out, on troubles."""
    for start, end in statement.reading.segments:
        inside = [m for m in statement.reading.mentions if start <= m.term.start < end]
        troubles = [
            m
            for m in inside
            if m.group == "troubles" and m.concept in _TROUBLE and not _our_doing(m, evidence)
        ]
        seen = any(word in statement.text[start:end].lower() for word in _HIT)
        yield from _acts_narrowed(statement, inside, evidence)
        if not (troubles or seen) or any(m.doubted or m.conditional for m in inside):
            continue
        working = any(
            m.group == "states" and m.concept in ("restored", "fixed", "partial") and m.form != "noun"
            for m in inside
        )  # "our online services" tells of none
        if working:
            continue
        for mention in inside:
            if (
                _denied(statement, mention)
                or mention.guessed
                or mention.planned
                or _spares_all(statement, mention, troubles)
            ):
                continue
            if statement.in_name(mention.term.start, mention.term.end):
                continue
            if _is_wide(statement, mention):
                yield from _widened(statement, mention, troubles, evidence)
            elif (
                mention.group == "scope"
                and mention.concept == "narrow"
                and _counts_people(statement, mention)
            ):
                yield from _narrowed(statement, mention, troubles, evidence)
        yield from _softened(statement, troubles, evidence)
        yield from _hardened(statement, troubles, start, end, evidence)
        yield from _minimised(statement, start, end, evidence)


def _acts_narrowed(statement: Statement, inside: list[Mention], evidence: Evidence) -> Iterator[Hit]:
    """Yield "ended a few sessions" where the notes say that all were."""
    acts = [m for m in inside if m.group == "acts" and m.plain and m.form == "done" and m.concept in _HARMFUL]
    for mention in inside:
        if mention.group != "scope" or mention.concept != "narrow" or not acts or mention.negated:
            continue
        if not _counts_people(statement, mention) or statement.in_name(mention.term.start, mention.term.end):
            continue
        lines = [
            p.line for p in evidence.mentions_of(acts[0].concept) if p.mention.concept == acts[0].concept
        ]
        whole = [line for line in lines if any(_tells_all(m) for m in line.reading.mentions)]
        if whole and len(whole) == len(lines):
            yield _too_few(statement, mention, whole)


def _denied(statement: Statement, mention: Mention) -> bool:
    """Say whether the word itself is denied ("not all"), as against the trouble ("does not run for some")."""
    before = {w.lower for w in statement.reading.words[max(0, mention.term.first - 2) : mention.term.first]}
    return mention.negated and not (mention.concept == "narrow" and before & _WHERE)


def _spares_all(statement: Statement, mention: Mention, troubles: list[Mention]) -> bool:
    """Say whether it is nobody who has the trouble: "nobody has been turned away"."""
    word = statement.reading.words[mention.term.first].lower
    return word in _NOBODY and any(t.negated and t.term.start > mention.term.start for t in troubles)


def _our_doing(mention: Mention, evidence: Evidence) -> bool:
    """Say whether what is gone is what we deleted: no trouble of the notes then."""
    found = evidence.mentions_of(mention.concept)
    return mention.concept == "missing" and bool(found) and all(p.mention.group == "acts" for p in found)


def _is_wide(statement: Statement, mention: Mention) -> bool:
    if mention.group == "people":
        return mention.concept == "everyone"
    if mention.group == "states":
        return mention.concept == "whole" and statement.text[mention.term.start :].lower().startswith("all ")
    if _EVERY_NTH.match(statement.text, mention.term.start):
        return False
    if mention.form == "noun" and statement.text[mention.term.start : mention.term.end].lower() == "total":
        return False  # "the total on your bill"
    return mention.group == "scope" and mention.concept == "wide" and _counts_people(statement, mention)


def _is_counted(statement: Statement, mention: Mention) -> bool:
    """Say whether a figure follows, which the rule on numbers judges: "all 52,400 invoices"."""
    figures = [a for a in statement.amounts if a.text[0].isdigit() and not a.ordinal]
    return any(0 <= a.start - mention.term.end <= 2 or a.start <= mention.term.start < a.end for a in figures)


def _counts_people(statement: Statement, mention: Mention) -> bool:
    """Say whether the words after a scope word are people or parts of the service ("all our services")."""
    if statement.reading.words[mention.term.first].lower in ("every", "each", "no", "across", "throughout"):
        return True
    if _is_counted(statement, mention):
        return False
    if any(idle.start() <= mention.term.start < idle.end() for idle in _IDLE_ALL.finditer(statement.text)):
        return False  # "by all we see", "none at all"
    following = [w.lower for w in statement.reading.words[mention.term.stop : mention.term.stop + 4]]
    if following[:1] and following[0] in _SPANS:
        return False  # "for a few minutes"
    if mention.term.first + 1 == mention.term.stop and statement.reading.words[mention.term.first].lower in (
        "worldwide",
        "globally",
        "everywhere",
        "everyone",
        "everybody",
        "nobody",
    ):
        return True
    return (
        bool(_GROUPS & set(following))
        or any(w.endswith("s") and len(w) > 4 for w in following[:3])
        or following[:2] in (["of", "you"], ["of", "our"], ["of", "those"], ["of", "them"])
    )


def _lines_with(evidence: Evidence, asked: Callable[[Mention], bool]) -> list[Line]:
    """Return the lines on a trouble that have such a mention."""
    return [
        line
        for line in evidence.lines.values()
        if any(asked(m) for m in line.reading.mentions)
        and (
            line.reading.concepts & _TROUBLE
            or any(word in line.text.lower() for word in _HIT)
            or _NOBODY_CAN.search(line.text)
        )
    ]


@once
def _wide_lines(evidence: Evidence) -> list[Line]:
    return _lines_with(evidence, lambda m: _tells_all(m) or m.concept in ("everyone", "whole"))


@once
def _narrow_lines(evidence: Evidence) -> list[Line]:
    return _lines_with(evidence, lambda m: m.group == "scope" and m.concept == "narrow")


def _tells_all(mention: Mention) -> bool:
    return mention.group == "scope" and mention.concept == "wide"


@once
def _total_lines(evidence: Evidence) -> list[Line]:
    return [
        line
        for line in evidence.lines.values()
        if any(
            m.concept in _TOTAL and m.group == "troubles" and not m.negated and not m.guessed
            for m in line.reading.mentions
        )
    ]


def _widened(
    statement: Statement, mention: Mention, troubles: list[Mention], evidence: Evidence
) -> Iterator[Hit]:
    wide = [line for line in _wide_lines(evidence) if _may_concern(statement, mention, line)]
    wide = wide or _all_of_same(statement, mention, evidence)
    total = _total_lines(evidence)
    words = statement.text[mention.term.start : mention.term.end]
    everywhere = words.lower().split()[0] in _EVERYWHERE
    if (wide and not everywhere) or (total and not everywhere and any(t.concept in _TOTAL for t in troubles)):
        return
    if everywhere and words.lower() in evidence.lower_text:
        return
    narrow = tuple(line.number for line in _narrow_lines(evidence))
    yield Hit(
        mention.term.start,
        mention.term.end,
        f"'{words}': no note says that it hits all. Say whom the notes name, or that it is not known "
        "how many.",
        narrow,
    )


def _all_of_same(statement: Statement, mention: Mention, evidence: Evidence) -> list[Line]:
    """Return the lines that tell something of all of the same: "every request" for "all requests"."""
    told = stems(statement.reading, *statement.reading.segment_of(mention.term.start))
    return [
        line
        for line in evidence.lines.values()
        for other in line.reading.of("scope")
        if _tells_all(other)
        and other.plain
        and told & stems(line.reading, *line.reading.segment_of(other.term.start))
    ]


def _may_concern(statement: Statement, mention: Mention, line: Line) -> bool:
    """Say whether a line may speak of what a clause does: not where the two name different things."""
    start, end = statement.reading.segment_of(mention.term.start)
    things = {m.concept for m in statement.reading.of("things") if start <= m.term.start < end}
    others = {m.concept for m in line.reading.of("things")}
    named = {n.owner for n in statement.names if start <= n.start < end}
    told = stems(statement.reading, start, end) & stems(line.reading, 0, len(line.text))
    apart = bool(things and others) and not things & others
    return not apart or bool(named & line.components) or bool(told)


def _narrowed(
    statement: Statement, mention: Mention, troubles: list[Mention], evidence: Evidence
) -> Iterator[Hit]:
    start, end = statement.reading.segment_of(mention.term.start)
    reported = any(start <= m.term.start < end and m.form != "noun" for m in statement.reading.of("detect"))
    if reported or _narrow_lines(evidence):
        return
    told = {t.concept for t in troubles}
    full = [
        *_wide_lines(evidence),
        *(line for line in _total_lines(evidence) if line.reading.concepts & told),
    ]
    full = [line for line in full if line.reading.concepts & _TROUBLE]
    if full:
        yield _too_few(statement, mention, full)


def _too_few(statement: Statement, mention: Mention, lines: list[Line]) -> Hit:
    """Return the finding on "a few" where lines speak of all."""
    numbers = tuple(sorted({line.number for line in lines}))
    start, end = mention.term.start, mention.term.end
    words = statement.text[start:end]
    return Hit(start, end, f"'{words}': {cite(numbers)} speaks of all of it. Leave the word out.", numbers)


def _hardened(
    statement: Statement, troubles: list[Mention], start: int, end: int, evidence: Evidence
) -> Iterator[Hit]:
    """Yield "cannot be opened at all" where every trouble of the notes is a milder one."""
    match = _HARDENED.search(statement.text, start, end)
    if match is None or not any(t.plain and t.concept in _WORSE for t in troubles):
        return
    noted = [
        (line.number, m.concept)
        for line in evidence.lines.values()
        for m in line.reading.of("troubles")
        if not m.negated
    ]
    if noted and all(concept in _LESSER for _, concept in noted):
        numbers = tuple(sorted({number for number, _ in noted}))
        yield Hit(
            *match.span(),
            f"'{match[0]}' is worse than {cite(numbers)}. Say what the notes say.",
            numbers,
        )


def _minimised(statement: Statement, start: int, end: int, evidence: Evidence) -> Iterator[Hit]:
    """Yield "merely slow" where the notes have failures or worse."""
    match = _MINIMISED.search(statement.text, start, end)
    if match is None:
        return
    worse = tuple(
        line.number
        for line in evidence.lines.values()
        if any(m.concept in _WORSE and m.plain for m in line.reading.of("troubles"))
    )
    if worse:
        yield Hit(
            *match.span(),
            f"'{match[0]}' is milder than {cite(worse)}. Say what the notes say.",
            worse,
        )


def _softened(statement: Statement, troubles: list[Mention], evidence: Evidence) -> Iterator[Hit]:
    """Yield "slow" where the notes only know "down"."""
    mild = [
        t
        for t in troubles
        if t.concept in _MILD and t.plain and not statement.in_name(t.term.start, t.term.end)
    ]
    if not mild or any(t.concept not in _MILD for t in troubles):
        return
    total = [
        line
        for line in evidence.lines.values()
        if any(
            m.concept in ("down", "missing", "fail") and m.group == "troubles" and not m.negated
            for m in line.reading.mentions
        )
    ]
    if not total:
        return
    for trouble in mild:
        near = evidence.lexicon.supports(trouble.concept)
        if any(evidence.placed.get(concept) for concept in near):
            continue
        if any(r.concepts & near for _, _, r in evidence.map_readings):
            continue
        lines = tuple(line.number for line in total)
        yield Hit(
            trouble.term.start,
            trouble.term.end,
            f"'{statement.text[trouble.term.start : trouble.term.end]}' is milder than {cite(lines)}. "
            "Say what the notes say.",
            lines,
        )


RULES = (
    Rule("GRD026", "scope-changed", "warn", "More people than the notes say, fewer, or a milder trouble.",
         "Those it hits look elsewhere, those it does not are alarmed.", check),
)  # fmt: skip
