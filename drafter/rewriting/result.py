"""What a rewrite gives back. Spans are half-open code points of the source document's text."""

from typing import Any, Literal

from pydantic import Field

from drafter.core.finding import Finding
from drafter.core.noun import Noun

Span = tuple[int, int]
Part = Literal["business", "details"]
Basis = Literal["source", "map"]
Origin = Literal["template", "model"]
Horizon = Literal["done", "short", "long", "open"]


class OutSentence(Noun):
    """One sentence of the result. `spans` are never empty unless it comes from the system map."""

    text: str = Field(min_length=1)
    part: Part
    section: str
    spans: tuple[Span, ...] = ()
    basis: Basis = "source"
    origin: Origin = "template"


class Removal(Noun):
    """Something of the source that is not in the result, or not in these words.

    `text` is what was cut (a secret is never repeated); `instead` is what stands there now, empty when
    nothing does.
    """

    span: Span
    text: str
    reason: str
    instead: str = ""


class Figure(Noun):
    """A number, time or date of the source. `kept` says whether a sentence of the result carries it."""

    span: Span
    text: str
    kept: bool


class Commitment(Noun):
    """Something the source says was or will be changed, with when as far as it says so."""

    text: str
    horizon: Horizon
    span: Span
    due: str = ""


class Gap(Noun):
    """What readers need and the source does not say plainly. `spans` are the places that come nearest."""

    topic: str
    question: str
    spans: tuple[Span, ...] = ()


class Measure(Noun):
    """How a text reads: reading grade (None under 30 words) and lint findings per 100 words."""

    grade: float | None
    findings_per_100: float
    words: int


class Rewrite(Noun):
    """The customer version of one document and everything beside it.

    `text` is Markdown. While `gaps` is not empty it holds marked questions and is not ready to go out.
    `source_text` is the text that all spans point into.
    """

    name: str
    title: str
    date: str
    text: str
    source_text: str
    sentences: tuple[OutSentence, ...]
    removals: tuple[Removal, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    gaps: tuple[Gap, ...] = ()
    questions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    before: Measure
    after: Measure

    @property
    def figures_dropped(self) -> tuple[Figure, ...]:
        """Return the figures of the source that no sentence of the result carries."""
        return tuple(figure for figure in self.figures if not figure.kept)

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape."""
        shape = self.model_dump(mode="json", exclude={"findings"})
        shape["findings"] = [finding.as_dict() for finding in self.findings]
        return shape
