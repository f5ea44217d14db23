"""GRD025 part-swapped: the right event, told of another part. GRD035 part-not-in-notes: a part nobody "
"named."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.lexicon import Term
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.rules.times import clock_times, is_next_update, supporting
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.support import related, support_of
from drafter.core.audience import Audience
from drafter.core.stemming import stem

# Parts whose mention is a claim of its own; words such as "server" or "change" are said too freely.
_NAMED = frozenset(word_list("claimed_parts"))


_SPARED = expression("spared")
_CUTS = re.compile(r"[,:]|\s(?:and|once|when|while|after|until|before)\s")
_BYTES = re.compile(r"\d ?[kmgt]i?b?\b")  # "8GB" speaks of memory or storage
_DOER = re.compile(r"(?<=\w{4})(?:er|or)s?\Z")  # a router is named where the notes have a route
_HARMFUL = frozenset({"delete", "disable"})
_BESIDE = 4  # words from the trouble to the part: "lost all of its network"
_SAID_FREELY = ("site", "sites", "your account")
_GENERAL = frozenset(word_list("general_parts"))
_KIN = {  # what readers are told as one thing
    concept: frozenset(row.split()) for row in word_list("part_kin") for concept in row.split()
}


def check_swapped(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield parts that the lines on the same event or time do not name, though they name another."""
    if not statement.components:
        return
    flagged: set[tuple[int, int]] = set()
    for start, end in _chunks(statement):
        named = [
            n
            for n in statement.names
            if n.kind in ("internal", "customer_name")
            and start <= n.start < end
            and n.name.lower() != evidence.system_map.product.lower()
        ]
        if not named:
            continue
        components = frozenset(n.owner for n in named)
        for lines in _anchors(statement, start, end, components, evidence):
            about = frozenset().union(*(line.components for line in lines))
            if not about or related(evidence, about) & components:
                continue
            if audience.view != "internal" and not all(_seen(line.components, evidence) for line in lines):
                continue
            if any(_speaks_of(line, components, evidence) for line in lines):
                continue
            first = named[0]
            if (first.start, first.end) in flagged:
                continue
            flagged.add((first.start, first.end))
            numbers = tuple(sorted(line.number for line in lines))
            others = ", ".join(sorted(_name(owner, evidence, audience) for owner in about))
            yield Hit(
                first.start,
                first.end,
                f"'{statement.text[first.start : first.end]}': {cite(numbers)} tells this of {others}. "
                "Name the part the notes "
                "name.",
                numbers,
            )


def _seen(components: frozenset[str], evidence: Evidence) -> bool:
    """Say whether readers have a name for one of the parts; of any other they are told what it does."""
    named = (evidence.system_map.by_id.get(owner) for owner in components)
    return any(c is not None and c.customer_name and not c.internal_only for c in named)


def _chunks(statement: Statement) -> Iterator[tuple[int, int]]:
    """Yield the segments of a statement, cut at commas, colons and words that begin another clause too."""
    for start, end in statement.reading.segments:
        at = start
        for cut in _CUTS.finditer(statement.text, start, end):
            yield at, cut.start()
            at = cut.end()
        yield at, end


def _name(owner: str, evidence: Evidence, audience: Audience) -> str:
    component = evidence.system_map.by_id.get(owner)
    if component is None:
        return owner
    return component.customer_name or component.name or owner


def _speaks_of(line: Line, components: frozenset[str], evidence: Evidence) -> bool:
    """Say whether a line has words of the component's customer name or symptoms."""
    for component in evidence.system_map.components:
        if component.id not in components:
            continue
        own = [c.lower() for c in (*component.names, component.customer_name) if c]
        words = {w for name in own for w in name.split() if len(w) > 3}
        if words & {w.lower for w in line.reading.words}:
            return True
    return False


def _anchors(
    statement: Statement, start: int, end: int, components: frozenset[str], evidence: Evidence
) -> Iterator[list[Line]]:
    """Yield, per time or event in the segment, the note lines that tell of it."""
    for time in clock_times(statement):
        if start <= time.start < end and not is_next_update(statement, time):
            numbers = {m.line for m in supporting(time, evidence) if m.stamp}
            lines = [line for line in evidence.lines.values() if line.number in numbers]
            if len(lines) == 1 and lines[0].components:
                shared = _events(statement, start, end) & lines[0].reading.concepts
                if shared:
                    yield lines
    for mention in statement.claims("acts", "troubles"):
        if not start <= mention.term.start < end or mention.form == "noun":
            continue
        if mention.group == "acts" and mention.form not in ("done", "running"):
            continue
        if mention.group == "troubles" and _may_suffer(components, evidence):
            continue
        support = support_of(evidence, mention.concept)
        lines = [p.line for p in support.everything]
        verb = stem(statement.reading.words[mention.term.first].lower)
        exact = any(
            p.mention.concept == mention.concept
            and (mention.group != "acts" or stem(p.line.reading.words[p.mention.term.first].lower) == verb)
            for p in support.everything
        )
        if exact and all(line.components for line in lines):
            yield lines


def _may_suffer(components: frozenset[str], evidence: Evidence) -> bool:
    """Say whether a line that names one of the parts tells anything but that it is in order."""
    return any(
        components & line.components
        and (any(not m.negated for m in line.reading.of("troubles")) or not _SPARED.search(line.text))
        for line in evidence.lines.values()
    )


def _events(statement: Statement, start: int, end: int) -> frozenset[str]:
    return frozenset(
        m.concept
        for m in statement.reading.mentions
        if start <= m.term.start < end and m.group in ("acts", "troubles", "states", "things", "detect")
    )


def check_unnamed(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield parts that neither the notes nor the map name."""
    for mention in statement.reading.of("things"):
        if mention.concept not in _NAMED or mention.doubted or mention.conditional:
            continue
        if statement.in_name(mention.term.start, mention.term.end) or statement.next_update_from is not None:
            continue
        general = statement.words_of(mention).lower() in _GENERAL
        kin = _KIN.get(mention.concept) if general else None
        kin = kin or frozenset({mention.concept})
        if any(evidence.placed.get(concept) for concept in kin) or kin & evidence.map_concepts:
            continue
        word = statement.text[mention.term.start : mention.term.end]
        known = (stem(word.lower()), _DOER.sub("", word.lower()))
        if any(form in evidence.lower_text or form in evidence.map_text for form in known):
            continue
        if word.lower() in _SAID_FREELY or (mention.concept == "supplier" and evidence.system_map.vendors):
            continue  # what the map has by name may be told of by what it is
        if mention.concept in ("memory", "storage") and _BYTES.search(evidence.lower_text):
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{word}': neither the notes nor the map name this part. Name what they name.",
            severity="warn" if _is_at_fault(statement, mention) else None,
        )


def _is_at_fault(statement: Statement, mention: Mention) -> bool:
    """Say whether trouble is told of the part itself: "its storage failed", "lost its network"."""
    start, end = statement.reading.segment_of(mention.term.start)
    return any(
        start <= m.term.start < end and m.plain and -_BESIDE <= m.term.first - mention.term.stop <= 0
        for m in statement.reading.of("troubles")
    ) or any(
        m.concept in _HARMFUL and m.plain and start <= m.term.start < end and _around(m.term, mention.term)
        for m in statement.reading.of("acts")
    )


def _around(act: Term, part: Term) -> bool:
    """Say whether the words of an act enclose a part: "took the site offline"."""
    return act.first < part.first < act.stop


RULES = (
    Rule("GRD025", "part-swapped", "warn", "The notes tell this of another part.",
         "Readers check the wrong thing, and the right ones are not warned.", check_swapped),
    Rule("GRD035", "part-not-in-notes", "warn", "A part that neither notes nor map name.",
         "It sends readers and colleagues after something that is not broken.", check_unnamed),
)  # fmt: skip
