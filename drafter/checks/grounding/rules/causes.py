"""GRD020 cause-not-in-notes, GRD021 certainty-raised: why it happened, and how sure the notes are.

A cause needs a line that names the same thing and the same trouble or act, outright. "After" is not
"because"; a guess stays a guess.
"""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.lexicon import Term
from drafter.checks.grounding.patterns import expression, first_in, word_list
from drafter.checks.grounding.progress import confirmed_since, says_that_was_it, unsure
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.rules.cause_lines import SPECIFIC, best_lines, kin_of, lines_of_figure
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.checks.grounding.support import content_words, found_share
from drafter.core.audience import Audience

_TOLD_SO = 0.5  # with more of its words in the notes, a cause is theirs in other words
_WHENCE = re.compile(r"\b(?:where|reports?|news|complaints?)\b[^.;,]*$", re.IGNORECASE)
_SPARED = expression("spared")
_NAMED = expression("cause_named")
_NEED_OBJECTS = frozenset(word_list("need_objects"))
_NO_OBJECT = re.compile(
    r"\s+(?:at|on|in|after|before|and|down|off|out|up|away|again|since|for|while|when|last|yesterday|twice|once"
    r"|this (?:morning|afternoon|evening|week))\b|\s*(?:[.,;:!?]|$)",
    re.IGNORECASE,
)
_RELATIVE = ("which ", "that ", "who ")
_POINTERS = frozenset(word_list("pointers"))
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
    explained = first_in(statement.text, "explained")
    if explained:
        at = sum(word.start < explained.end() for word in statement.reading.words)
        term = Term(explained.start("colon"), explained.end(), "links", "back", at, at)
        yield Mention(term, "base", False, False, False, False, False)
    named = _NAMED.search(statement.text)
    if named and not statement.reading.of("links"):
        at = sum(word.start < named.end() for word in statement.reading.words)
        term = Term(named.start("verb"), named.end(), "links", "back", at, at)
        moods = [
            m for m in statement.reading.moods if m.concept in ("no", "guess", "doubt", "condition", "plan")
        ]
        if not moods:
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
        if _leads_to_figure(statement, link):
            continue
        yield link


def _leads_to_figure(statement: Statement, link: Mention) -> bool:
    """Tell "waits are down to a minute" from "it is down to a bad cable"."""
    return statement.words_of(link).lower().endswith("down to") and any(
        a.start - link.term.end == 1 for a in statement.amounts
    )


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
        best = best_lines(content, words, names, evidence) or lines_of_figure(statement, start, end, evidence)
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
        m.concept in SPECIFIC and not any(evidence.placed.get(kin) for kin in kin_of(m.concept, evidence))
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
    linked = any(m.plain for line in evidence.lines.values() for m in line.reading.of("links"))
    return linked or says_that_was_it(evidence) or any(f.certainty in sure for f in evidence.facts("cause"))


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
    in_order = _SPARED.search(statement.text, start, min(end, link.term.start)) is not None
    return (ours or in_order) and not any(m.group == "troubles" for m in effect)


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


RULES = (
    Rule("GRD020", "cause-not-certain", "warn", "A cause that no note gives, or that the notes only suspect.",
         "A cause named too early has to be taken back.", check),
)  # fmt: skip
