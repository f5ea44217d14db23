"""A draft: sentences that each say what they rest on."""

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from drafter.core.audience import Slot
from drafter.core.fact import FactSheet, Stage, Topic
from drafter.core.finding import Finding
from drafter.core.noun import Noun

NEXT_UPDATE = "{{next_update}}"  # stands in the text until approval fills in the clock time
Origin = Literal["template", "model", "person"]
Method = Literal["template", "model", "mixed", "person"]


class Sentence(Noun):
    """One sentence and its evidence.

    A sentence rests on at least one of: facts, stated unknowns, conflicts, the map, the update policy
    (`policy`), or a person (`origin == "person"`). `lines` are the note lines of its facts. `section` is the
    heading it stands under, `paragraph` counts from 0 within the section; both only lay the text out.
    """

    text: str = Field(min_length=1)
    slot: Slot
    fact_ids: tuple[str, ...] = ()
    map_ids: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    unknowns: tuple[Topic, ...] = ()
    conflict_ids: tuple[str, ...] = ()
    policy: bool = False
    origin: Origin = "template"
    phrasing: str = ""
    section: str = ""
    paragraph: int = 0

    @property
    def has_basis(self) -> bool:
        """Say whether the sentence rests on anything at all."""
        return (
            bool(self.fact_ids or self.map_ids or self.unknowns or self.conflict_ids or self.policy)
            or self.origin == "person"
        )


class Scores(Noun):
    """How good a text is. All but `grade` run from 0 to 100; `grade` is None under 30 words.

    `completeness`: required slots filled. `grounding`: sentences with a basis and no grounding finding.
    `clarity`: 100 less the weight of vagueness, jargon and structure findings. `cold_reader`: how many of
    the five questions (is it me, what do I see, what can I do, what is being done, when next) the text
    alone answers. `characters` and `words` count the text; `units` counts as the channel does.
    """

    completeness: int
    grounding: int
    clarity: int
    cold_reader: int
    grade: float | None = None
    words: int = 0
    characters: int = 0
    units: int = 0
    longest_sentence: int = 0
    unanswered: tuple[str, ...] = ()


class Draft(Noun):
    """One update for one audience, as one writer left it. `text` is the sentences laid out, unfilled."""

    audience: str
    stage: Stage
    text: str
    sentences: tuple[Sentence, ...]
    subject: str = ""
    no_change: bool = False
    next_update_at: AwareDatetime | None = None
    method: Method = "template"
    findings: tuple[Finding, ...] = ()
    scores: Scores | None = None

    @property
    def blocked(self) -> bool:
        """Say whether a blocking finding stands."""
        return any(finding.severity == "block" for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape."""
        shape = self.model_dump(mode="json", exclude={"findings"})
        shape["findings"] = [finding.as_dict() for finding in self.findings]
        return shape


class PublishedUpdate(Noun):
    """An update that was really sent: what the next one is compared with.

    `facts_used` are the facts its sentences cited, as they were then, so that a withdrawn or changed one
    forces a correction.
    """

    text: str
    audience: str
    at: AwareDatetime
    stage: Stage
    next_update_at: AwareDatetime | None = None
    fact_ids: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()
    upto_line: int = 0


class DraftSet(Noun):
    """What `drafter.draft` returns: the fact sheet and one draft per audience.

    `map_orders` are texts of the map that try to instruct a machine, each with its place: shown, not used.
    """

    sheet: FactSheet
    drafts: tuple[Draft, ...]
    map_orders: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape {stage, facts, unknowns, conflicts, questions, drafts}."""
        sheet = self.sheet.model_dump(mode="json")
        keys = ("stage", "reopened", "facts", "unknowns", "conflicts", "questions")
        return {key: sheet[key] for key in keys} | {
            "drafts": [draft.as_dict() for draft in self.drafts],
            "map_orders": list(self.map_orders),
        }
