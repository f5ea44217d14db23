"""The sentences of a document, each cleaned, judged and with the role its place gives it."""

from dataclasses import dataclass, field, replace

from drafter.core.prose import Span
from drafter.rewriting.acts import by_us, in_past, one_of_us, our_parts
from drafter.rewriting.cleaning import Change, Cleaned, Cleaner
from drafter.rewriting.outline import Passage, cells_of, sentences_in
from drafter.rewriting.owners import without_owner
from drafter.rewriting.plainness import Plain, plain
from drafter.rewriting.words import says

_SKIPPED = {
    "code": "commands, code or log lines",
    "quote": "quoted chat or mail",
    "people": "names and roles of people",
}
_DONE_BY_US = ("summary", "timeline", "cause", "resolution", "detection", "")
_WORK = ("actions", "done", "short", "long")


@dataclass(slots=True)
class Statement:
    """One sentence of the source. `text` is empty when it may not be shown; `plain` when it can be said."""

    span: Span
    raw: str
    passage: Passage
    text: str = ""
    plain: Plain | None = None
    changes: list[Change] = field(default_factory=list)
    reason: str = ""

    @property
    def said(self) -> str:
        """Return what a customer would read of it: the plain words, else all of it."""
        return self.plain.said if self.plain else self.text

    @property
    def role(self) -> str:
        """Return what its heading or label announces."""
        return self.passage.role


def read_statements(
    text: str, passages: list[Passage], cleaner: Cleaner, allow: frozenset[str]
) -> list[Statement]:
    """Return every sentence in order; whole passages that are never shown are one statement each."""
    made: list[Statement] = []
    for passage in passages:
        skipped = _SKIPPED.get(passage.kind) or _SKIPPED.get(passage.role)
        if skipped:
            span = (passage.start, passage.end)
            made.append(Statement(span, text[span[0] : span[1]], passage, reason=skipped))
            continue
        for start, end in sentences_in(text, passage):
            raw = text[start:end]
            done = (
                Cleaned(reason="the head of a table")
                if passage.header
                else cleaner.clean(raw, row=passage.kind == "row")
            )
            statement = Statement((start, end), raw, passage, done.text, None, done.changes, done.reason)
            holes = done.holes and (says("hole", done.text) or says("hole_twice", done.text))
            whole = not holes and not _leads(raw)
            if done.text and whole and done.standins <= 1:
                shown = _work_of(raw, passage, cleaner) or done.text
                said = _spoken(shown, passage.role, named=_named(done))
                told = plain(said, allow=allow)
                if told and len(said.split()) < len(done.text.split()):
                    told = replace(told, cut=True)  # it stands whole in the technical part
                statement.plain = None if told and _hides(told, done) else told
            made.append(statement)
    return made


def _spoken(text: str, role: str, *, named: bool) -> str:
    """Return a sentence with "we" for what one of us did, and work without its owner.

    `named` says that a person's name was taken out: who acted on our systems was one of us.
    """
    if role in _WORK:
        return without_owner(text)
    text = our_parts(one_of_us(text) if named else text)
    if role == "timeline":
        text = in_past(text)
    return by_us(text) if role in _DONE_BY_US else text


def _leads(raw: str) -> bool:
    """Return whether a sentence only leads to what stands below it."""
    return raw.rstrip(" *_").endswith(":")


def _work_of(raw: str, passage: Passage, cleaner: Cleaner) -> str:
    """Return a table row of work without the columns for its owner and state; "" when it has none."""
    cells = cells_of(raw) if passage.kind == "row" and passage.role in _WORK else []
    if len(cells) != len(passage.columns):
        return ""
    kept = [cell for cell, name in zip(cells, passage.columns, strict=True) if not says("owner_column", name)]
    return cleaner.clean(" | ".join(kept), row=True).text if 0 < len(kept) < len(cells) else ""


def _named(done: Cleaned) -> bool:
    return any(change.instead in ("someone", "some people") for change in done.changes)


def _hides(told: Plain, done: Cleaned) -> bool:
    """Return whether a stand-in is left in what would be said: it means nothing to readers."""
    return says("stand_in", told.said) or (_named(done) and says("unnamed", told.said))


def leans(text: str) -> bool:
    """Return whether a sentence needs the one before it: "This ...", "... that bug"."""
    return says("backward", text) or says("leans", text)
