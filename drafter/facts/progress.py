"""How far an incident has come: the stage by what its clauses say, or by the course where a trade tells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter.core.fact import FactEdit, Stage
from drafter.facts.course import Course
from drafter.facts.edits import edited_reading
from drafter.facts.reading import Reading
from drafter.facts.stages import StageFold
from drafter.facts.telling import Telling

Found = dict[str, Reading]  # fact id: the clause


@dataclass(slots=True)
class Progress:
    """Carries the stage from note to note, as `fold` and `course` have it and a person's edits settle it."""

    fold: StageFold = field(default_factory=StageFold)
    course: Course = field(default_factory=Course)
    lay: bool = False  # so the last note is told

    @property
    def stage(self) -> Stage:
        """Return the stage after the notes so far."""
        return self.fold.stage

    @property
    def may_be_over(self) -> bool:
        """Say whether the notes of a trade may say that it works again, in words nobody was sure of."""
        return self.lay and self.course.may_be_over and self.stage not in ("monitoring", "resolved")

    def take(self, found: Found, telling: Telling, edits: Sequence[FactEdit]) -> Found:
        """Move on by the clauses of one note; return them, told as what moved it.

        Where a trade tells, the course decides, unless a person edited the note or it is plainly over.
        """
        before, self.lay = self.stage, telling.lay
        taken = {fact_id: edited_reading(reading, edits, fact_id) for fact_id, reading in found.items()}
        self.course.saw(tuple(taken.values()))
        edited = any(edit.fact_id in found for edit in edits)
        if telling.lay and not edited:
            found = taken = dict(zip(found, self.course.witnessed(found.values(), before), strict=True))
        self.fold.step(taken.values())
        if edited or (self.stage == "resolved" and any(r.kind == "resolved" for r in taken.values())):
            self.course.settle(self.stage)
        elif telling.lay:
            self.fold.follow(self.course.stage, taken.values())
        return found
