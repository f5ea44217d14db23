"""What the model writer hands back: drafts, what became of every sentence, what every call did and cost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from drafter.core.draft import Draft, Sentence
from drafter.core.finding import Finding
from drafter.engine.outcome import Exchange, Outcome
from drafter.engine.usage import Usage

Fate = Literal[
    "passed",  # as the model wrote it
    "repaired",  # the model's second or third wording
    "replaced",  # stopped; the template's sentences of its slot stand there
    "dropped",  # stopped or too much; nothing stands in its place
    "added",  # the template's, because the model left it out
]


class Checker(Protocol):
    """Looks at a draft and says what is wrong with it; the pipeline hands in grounding, leaks and lint."""

    def __call__(self, draft: Draft, /) -> Sequence[Finding]:
        """Return the findings about `draft`, their spans in `draft.text`."""


@dataclass(frozen=True, slots=True)
class SentenceFate:
    """What became of one sentence. `first` is the model's first wording, empty for an added one."""

    audience: str
    slot: str
    fate: Fate
    first: str
    final: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """How one call to the model ended; `message` says it in words, empty when it was answered."""

    call: str
    outcome: Outcome
    message: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Arrived:
    """A sentence that came in and passed the checks while the answer was still being written.

    `number` counts the passed sentences of one audience from 0; `restart` is true when everything heard
    of this call before is void, because the answer is being given anew.
    """

    audience: str
    number: int
    sentence: Sentence | None
    restart: bool = False


Hear = Callable[[Arrived], None]


@dataclass(frozen=True)
class ModelResult:
    """One draft per audience, the template's where the model could not be used."""

    drafts: Mapping[str, Draft]
    usage: Usage
    outcomes: tuple[CallOutcome, ...] = ()
    sentences: tuple[SentenceFate, ...] = ()
    transcript: tuple[Exchange, ...] = ()
    orders: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape for desk, API and logs, without the transcript."""
        fates = [one.fate for one in self.sentences]
        return {
            "usage": self.usage.as_dict(),
            "calls": [
                {"call": one.call, "outcome": one.outcome, "message": one.message} for one in self.outcomes
            ],
            "sentences": {fate: fates.count(fate) for fate in sorted(set(fates))},
            "orders": list(self.orders),
        }
