"""A note: one line the scribe wrote, with when, who and what must be watched about it."""

from typing import Literal

from pydantic import AwareDatetime, Field

from drafter.core.noun import Noun

Role = Literal[
    "incident_commander", "scribe", "expert", "support", "customer_report", "vendor", "bot", "unknown"
]
NoteFlag = Literal["instruction_like", "secret", "personal_data", "log_block", "duplicate", "privileged"]
TimeBasis = Literal["own", "carried", "relative", "none"]


class Note(Noun):
    """One entry of the notes; a wrapped log block belongs to the entry above it.

    `line` counts entries from 1 in file order and is what every fact and sentence cites (comment lines
    that begin with "#" are not entries). `source_line` is the line in the file, for error messages.
    `raw` is the entry exactly as written; `text` is what the entry says: without the time stamp and the
    author, secrets replaced by typed tags such as "[secret]". `at` is UTC; `at_written` is the stamp as
    written. `at_end` is set for a stamp that is a span ("13:30-13:45"). `time_problem` says in words why
    a stamp could not be read for certain ("3/4/2026 could be 3 April or 4 March"); `at` is then None.
    """

    line: int = Field(ge=1)
    source_line: int = Field(ge=1)
    raw: str
    text: str
    at: AwareDatetime | None = None
    at_end: AwareDatetime | None = None
    at_written: str = ""
    approximate: bool = False
    time_basis: TimeBasis = "none"
    zone: str = ""
    time_problem: str = ""
    author: str = ""
    role: Role = "unknown"
    flags: frozenset[NoteFlag] = frozenset()
    duplicate_of: int | None = None

    def has(self, flag: NoteFlag) -> bool:
        """Say whether the note carries `flag`."""
        return flag in self.flags


class Notes(Noun):
    """All notes of an incident, in file order, and the zone that clock times without one are read in.

    `zone` is an IANA name or a fixed offset such as "UTC-08:00"; `zone_written` is what people call it
    ("PST") and what drafts print.
    """

    entries: tuple[Note, ...]
    zone: str
    zone_written: str
    warnings: tuple[str, ...] = ()

    def upto(self, line: int) -> "Notes":
        """Return the first `line` entries, as the notes stood then."""
        return self.model_copy(update={"entries": self.entries[:line]})
