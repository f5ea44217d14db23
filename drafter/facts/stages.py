"""The stage of an incident, folded over its facts from the first line on, with relapse.

A hypothesis never moves it. A trial repair does not move it either; a repair of the whole, or any repair
once the cause is known, does. "Fix deployed" is fixing until somebody saw it work.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.core.fact import Stage
from drafter.facts.reading import Reading

_SURE = ("confirmed", "reported")


@dataclass(slots=True)
class StageFold:
    """Carries the stage from line to line. `phase` is what came before, for the reading of clauses."""

    stage: Stage = "investigating"
    reopened: bool = False
    trouble: bool = False
    cause_known: bool = False
    repaired: bool = False

    @property
    def phase(self) -> str:
        """Return "quiet", "trouble", "repair" or "restored"."""
        if self.stage in ("identified", "fixing"):
            return "repair"
        if self.stage in ("monitoring", "resolved"):
            return "restored"
        return "trouble" if self.trouble else "quiet"

    def step(self, readings: Iterable[Reading]) -> None:
        """Take in the clauses of one note."""
        for reading in readings:
            self._take(reading)

    def _take(self, reading: Reading) -> None:
        kind = reading.kind
        if reading.certainty not in _SURE and kind != "decision":
            return
        if kind == "resolved":
            self.stage, self.reopened = "resolved", False
        elif kind in ("symptom", "observation", "detected") and reading.has("persists", "relapse"):
            self._relapse(reading)
        elif kind in ("restored", "verified"):
            if self.trouble and self.stage != "resolved":
                self.stage, self.reopened = "monitoring", False
        elif kind == "cause":
            if self.trouble:
                self.cause_known = True
                if self.stage == "investigating":
                    self.stage = "identified"
        elif kind == "decision":
            if (
                self.trouble
                and self.stage == "investigating"
                and reading.has("decision")
                and reading.has("major")
            ):
                self.stage = "identified"
        elif kind == "action":
            self._act(reading)
        if kind in ("symptom", "detected", "start", "scope"):
            self.trouble = True

    def _act(self, reading: Reading) -> None:
        repairs = reading.has("repair_done", "repair_running", "repair_act")
        if not self.trouble or not repairs or self.stage in ("monitoring", "resolved"):
            return
        if reading.has("major") or self.cause_known or self.stage == "identified":
            self.stage = "fixing"

    def _relapse(self, reading: Reading) -> None:
        if self.stage in ("monitoring", "resolved") and reading.kind == "symptom":
            self.stage, self.reopened = ("identified" if self.cause_known else "investigating"), True
        elif self.stage == "fixing" and reading.has("persists"):
            self.stage = "investigating"
