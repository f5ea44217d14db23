"""A draft as the checker sees it: statements that claim something, with what each cites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from drafter.checks.grounding.amounts import Amount, find_amounts
from drafter.checks.grounding.evidence import Evidence, is_length
from drafter.checks.grounding.lexicon import Lexicon
from drafter.checks.grounding.names import NameHit, Names, find_names
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.reading import Mention, Reading, read
from drafter.core.draft import Draft, Sentence
from drafter.core.memory import remembered
from drafter.core.prose import Span, sentence_spans
from drafter.core.times import TimeMention, find_times

_LABEL = re.compile(r"[\s\"“'*_#>-]*(?P<label>[A-Z][A-Za-z' ]{1,40}?)\*{0,2}:(?=\s|$)")
_HEADING = re.compile(r"[\s*_#>-]*(?P<label>[A-Z][A-Za-z' ]{1,40}?)[*_]{0,2}\s*$")
_NOT_TO_SAY = re.compile(
    r"\b(?:not to say|do not say|don['’]t say|never say|avoid saying|not say|escalate)\b", re.IGNORECASE
)
_CLAIMLESS = frozenset({"do_not_say", "escalate"})  # says what must not be said, or when to call for help
_PROMISE = expression("next_update")
_HEDGING = frozenset(word_list("hedging_labels"))
_ASKING = frozenset(word_list("asking"))
_IDENTIFIER = re.compile(
    r"https?://[^\s)>\]\"']+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<![\w.])(?:v\d[\w.]*|\d+(?:\.\d+){2,}[\w.-]*\w|[A-Za-z]+[-_./#]?\d[\w./_-]*|\d+[A-Za-z][\w./_-]*|[\w-]+(?:[._][\w-]+){1,})(?![\w@])"
    r"|#\d+"
)
_QUANTITY = re.compile(
    r"^\d[\d.,]*(?:[KMGTP]i?B?|ms|s|m|h|d|x|px|am|pm|min|mins|hrs?|k|st|nd|rd|th|%)$", re.IGNORECASE
)

_NOTE_REFERENCE = re.compile(r"\(notes? \d+(?:, \d+)*\)")  # how the responders' text names its evidence


@dataclass(slots=True)
class Statement:
    """One sentence of a draft. `start` is its offset in the draft; all other offsets are within `text`.

    `cited` are the note lines it cites; empty means that every line is evidence (a plain text, a policy
    sentence). `names` are map names in it and `taken` the spans that are names, times or identifiers.
    `kinds` are the kinds of the facts it cites. `next_update_from` is where a promise of the next update
    begins, None when there is none.
    """

    start: int
    text: str
    reading: Reading
    slot: str = ""
    cited: frozenset[int] = frozenset()
    names: list[NameHit] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    identifiers: list[tuple[int, int, str]] = field(default_factory=list)
    next_update_from: int | None = None
    components: frozenset[str] = frozenset()
    origin: str = "person"
    kinds: frozenset[str] = frozenset()
    times_before: list[TimeMention] = field(default_factory=list)

    def words_of(self, mention: Mention) -> str:
        """Return the words of a mention as the draft has them."""
        return self.text[mention.term.start : mention.term.end]

    def uncited(self, lines: object) -> bool:
        """Say whether none of the supporting `lines` is among those the sentence cites."""
        numbers = set(lines) if isinstance(lines, list | tuple | set | frozenset) else set()
        return bool(self.cited) and bool(numbers) and not (numbers & self.cited) and 0 not in numbers

    def in_name(self, start: int, end: int) -> bool:
        """Say whether a span lies inside a name of the map that outsiders may read."""
        return any(
            n.start <= start and end <= n.end and n.kind in ("customer_name", "product", "vendor_kind")
            for n in self.names
        )

    def claims(self, *groups: str) -> list[Mention]:
        """Return what the statement claims outright in these groups, names left aside."""
        return [m for m in self.reading.of(*groups) if m.plain and not self.in_name(m.term.start, m.term.end)]


def statements(source: str | Draft, evidence: Evidence) -> list[Statement]:
    """Return the statements of a text or draft that claim something, in order.

    Questions and the "do not say" part of a support brief claim nothing and are left out.
    """
    found: list[Statement] = []
    whole = source if isinstance(source, str) else source.text
    times: list[TimeMention] = []
    for start, end, sentence in _pieces(source):
        statement = _statement(start, whole[start:end], sentence, evidence)
        statement.times_before = list(times)
        times += statement.times
        found.append(statement)
    return found


def _pieces(source: str | Draft) -> Iterator[tuple[int, int, Sentence | None]]:
    if isinstance(source, str):
        yield from _plain(source, 0, len(source))
        return
    at = 0
    for sentence in source.sentences:
        start = source.text.find(sentence.text, at)
        if start == -1:
            continue
        yield from _plain(source.text, at, start, headings=True)
        at = start + len(sentence.text)
        if sentence.slot in _CLAIMLESS or _NOT_TO_SAY.search(sentence.section):
            continue
        for s, e in _spans(sentence.text):
            if not sentence.text[s:e].rstrip("\"'”’) ").endswith("?"):
                yield start + s, start + e, sentence
    yield from _plain(source.text, at, len(source.text), headings=True)


@remembered
def _spans(text: str) -> tuple[Span, ...]:
    return tuple(sentence_spans(text))


def _plain(text: str, start: int, end: int, headings: bool = False) -> Iterator[tuple[int, int, None]]:
    if not text[start:end].strip():
        return
    silent = False
    for s, e in sentence_spans(text, start, end):
        piece = text[s:e]
        label = _LABEL.match(piece) or (_HEADING.match(piece) if len(piece) < 48 else None)
        if label:
            silent = bool(_NOT_TO_SAY.search(label["label"]))
            if label.end() >= len(piece) or headings:
                continue
            if _only_leads_in(label["label"]):
                s += label.end()
                piece = text[s:e]
        if silent or piece.rstrip("\"'”’)*_ ").endswith("?"):
            continue
        stripped = len(piece) - len(piece.lstrip())
        yield s + stripped, e, None


def _only_leads_in(label: str) -> bool:
    """Tell "What to say:" from words that claim or promise something ("Three times we had to stop:")."""
    words = label.lower().split()
    if _PROMISE.search(label) or _HEDGING & set(words):
        return False
    return len(words) <= 2 or words[0] in _ASKING


def _statement(start: int, text: str, sentence: Sentence | None, evidence: Evidence) -> Statement:
    known = evidence.shared.get(text)
    if known is None:
        known = evidence.shared[text] = _timed(text, evidence)
    statement = replace(known, start=start)
    if sentence:
        statement.slot = sentence.slot
        statement.origin = sentence.origin
        statement.cited = frozenset(sentence.lines) if sentence.origin != "person" else frozenset()
        facts = [evidence.sheet.fact(fact_id) for fact_id in sentence.fact_ids]
        statement.kinds = frozenset(kind for f in facts if f for kind in (f.kind, *f.also))
    return statement


def _timed(text: str, evidence: Evidence) -> Statement:
    """Return what the text of a sentence says, whoever cites what; drafts of one update share sentences."""
    times = [t for t in find_times(text, context=evidence.context()) if not is_length(text, t)]
    spans = tuple((t.start, t.end) for t in times)
    said = _read(text, spans, evidence.lexicon, evidence.names)
    return replace(said, times=times) if times else said


@remembered
def _read(text: str, times: tuple[Span, ...], lexicon: Lexicon, of_map: Names) -> Statement:
    """Return what a text says but for the instants of its `times`: that stays so from update to update."""
    reading = read(text, lexicon)
    names = find_names(text, of_map)
    taken = list(times)
    identifiers = []
    for match in _IDENTIFIER.finditer(text):
        span = match.span()
        if _QUANTITY.match(match[0]) or any(s < span[1] and span[0] < e for s, e in taken):
            continue
        identifiers.append((*span, match[0].rstrip(".,;:")))
    taken += [(s, e) for s, e, _ in identifiers]
    taken += [(n.start, n.end) for n in names]
    taken += [match.span() for match in _NOTE_REFERENCE.finditer(text)]
    return Statement(
        start=0,
        text=text,
        reading=reading,
        names=names,
        amounts=find_amounts(text, taken),
        identifiers=identifiers,
        next_update_from=_promised_from(text, reading, times),
        components=frozenset(n.owner for n in names if n.kind in ("internal", "customer_name")),
    )


def _promised_from(text: str, reading: Reading, times: tuple[Span, ...]) -> int | None:
    """Return where a promise of the next update begins: at its words, or at a time that leads up to them."""
    promise = _PROMISE.search(text)
    if not promise:
        return None
    if any(at >= promise.start() for at, _ in times):
        return promise.start()
    start, _ = reading.segment_of(promise.start())
    ahead = [at for at, _ in times if start <= at < promise.start()]
    return min(ahead, default=promise.start())
