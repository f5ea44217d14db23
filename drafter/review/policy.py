"""The house's rules for review, as settings: what must happen before a text may leave."""

from typing import Literal

from pydantic import Field

from drafter.core.cadence import Cadence
from drafter.core.noun import Noun


class ReviewPolicy(Noun):
    """Who must have looked at what.

    `fact_check`: "required" refuses approval until the commander said yes to this exact text; "advised"
    allows it and records that it was skipped. `owner_severities`: incidents this severe need one named comms
    owner before anything is approved. `link_minutes`: how long a fact-check link works. `cadences` by
    severity; others get `cadence`. `kept_within_s`: a promise given as a clock minute is kept until that
    minute is over. `postmortem_hours`: due after resolution (48 in the Squadcast article).
    """

    fact_check: Literal["required", "advised"] = "advised"
    owner_severities: tuple[str, ...] = ("SEV1",)
    link_minutes: int = 240
    cadence: Cadence = Cadence()
    cadences: dict[str, Cadence] = Field(default_factory=dict)
    kept_within_s: int = 60
    postmortem_hours: int = 48

    def cadence_for(self, severity: str) -> Cadence:
        """Return the cadence of that severity."""
        return self.cadences.get(severity.upper(), self.cadence)
