"""The shapes a model answers in: flat, strict, evidence before text."""

from pydantic import BaseModel


class WrittenSentence(BaseModel):
    """One sentence of a draft and what it rests on."""

    audience: str
    slot: str
    facts: list[str]
    unknowns: list[str]
    conflicts: list[str]
    parts: list[str]
    policy: bool
    text: str


class Written(BaseModel):
    """The drafts of one group of audiences, sentence by sentence."""

    sentences: list[WrittenSentence]


class RepairedSentence(BaseModel):
    """A new wording of blocked sentence `n`; an empty text gives the sentence up."""

    n: int
    facts: list[str]
    unknowns: list[str]
    conflicts: list[str]
    parts: list[str]
    policy: bool
    text: str


class Repaired(BaseModel):
    """New wordings of blocked sentences."""

    sentences: list[RepairedSentence]


class FoundFact(BaseModel):
    """A fact the model read in one line; `corrects` names a known fact read anew, or is empty."""

    line: int
    quote: str
    kind: str
    certainty: str
    parts: list[str]
    corrects: str


class Found(BaseModel):
    """What the model read in the new lines."""

    facts: list[FoundFact]
