"""A batch of documents and the job that each of them is."""

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from drafter.core.noun import Noun

JobState = Literal["waiting", "running", "done", "failed"]


class Batch(Noun):
    """Documents handed in together. `options` say how each is worked on; they never change."""

    id: str
    title: str
    options: dict[str, Any] = Field(default_factory=dict)
    total: int = Field(ge=0)
    created_by: str
    created_at: AwareDatetime


class Job(Noun):
    """One document of a batch and how far it is.

    A worker holds it while `lease_until` lies ahead; after that anybody may take it. `digest` is the SHA-256
    of the source: a changed document is worked on anew. `summary` holds the figures of the result for the
    report, `cost` is in the currency of the price table.
    """

    batch_id: str
    n: int = Field(ge=1)
    name: str
    digest: str
    state: JobState = "waiting"
    worker: str = ""
    lease_until: AwareDatetime | None = None
    attempts: int = 0
    finished_at: AwareDatetime | None = None
    took_s: float = 0.0
    error: str = ""
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    summary: dict[str, Any] = Field(default_factory=dict)


class JobText(Noun):
    """A document handed in over the API, in base64, and its result as JSON; the command line keeps files."""

    batch_id: str
    n: int = Field(ge=1)
    source: str
    result: str = ""
