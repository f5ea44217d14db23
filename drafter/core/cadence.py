"""When the next update is due: policy, never prose.

Defaults follow the published guides: every 20 to 30 minutes while an incident is open (Atlassian's
communication play), slower after two hours if that was announced (PagerDuty's incident guide).
"""

from datetime import datetime, timedelta

from pydantic import Field

from drafter.core.fact import Stage
from drafter.core.noun import Noun

EVERY_MIN: dict[Stage, int] = {"investigating": 30, "identified": 30, "fixing": 30, "monitoring": 60}


class Cadence(Noun):
    """Minutes between updates by stage, and how due times are rounded.

    `slow_after_min` and `slow_min`: once the incident has run that long *and* the slower rhythm was
    announced, updates come every `slow_min`. `round_min`: due times fall on multiples of it, rounded up,
    so that a promise is easy to read; 0 keeps the exact minute. Resolved incidents promise nothing.
    """

    every_min: dict[Stage, int] = Field(default_factory=lambda: dict(EVERY_MIN))
    first_min: int = 5
    slow_after_min: int = 120
    slow_min: int = 60
    warn_at: float = 0.8
    round_min: int = 5

    def next_update_at(
        self, stage: Stage, now: datetime, *, started: datetime | None = None, slow_announced: bool = False
    ) -> datetime | None:
        """Return when the next update is due after one sent at `now`; None once resolved."""
        if stage == "resolved":
            return None
        minutes = self.every_min.get(stage, 30)
        if slow_announced and started and now - started >= timedelta(minutes=self.slow_after_min):
            minutes = max(minutes, self.slow_min)
        due = now + timedelta(minutes=minutes)
        if self.round_min:
            over = timedelta(
                minutes=due.minute % self.round_min, seconds=due.second, microseconds=due.microsecond
            )
            if over:
                due += timedelta(minutes=self.round_min) - over
        return due
