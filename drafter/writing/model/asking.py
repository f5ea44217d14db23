"""The drafting and repair prompts of one group, filled from its view."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drafter.core.audience import Audience
from drafter.core.draft import NEXT_UPDATE, PublishedUpdate
from drafter.core.voice import HouseVoice
from drafter.engine.prompt import Message, Prompt
from drafter.writing.model.answers import Repaired, Written
from drafter.writing.model.composing import TEMPLATES_OWN
from drafter.writing.model.digest import glossary_digest, map_digest
from drafter.writing.model.fence import marked
from drafter.writing.model.prompts import render
from drafter.writing.model.sentences import Candidate
from drafter.writing.model.view import GroupView, Shown

TOKENS_FIXED = 300  # room in an answer beside the sentences
TOKENS_PER_SENTENCE = 90  # a sentence of 25 words with its evidence, measured on the worked example
SENTENCES_PER_AUDIENCE = 14
MAX_FINDINGS = 5  # of one stopped sentence: the wording will change anyhow
LAST_WORDS = 150  # of the update sent before: enough to differ from it


class Asking:
    """Builds the prompts of one group. `tag` marks and fences other people's text."""

    def __init__(
        self,
        view: GroupView,
        *,
        tag: str,
        voice: HouseVoice | None,
        is_instruction: Callable[[str], bool],
        previous: Mapping[str, PublishedUpdate],
    ) -> None:
        self._view = view
        self._tag = tag
        self._previous = previous
        spoken = voice and voice.model_copy(update={"samples": tuple(view.outgoing.all(voice.samples))})
        self._stable: dict[str, Any] = {
            "public": view.public,
            "product": view.outgoing.text(view.system_map.product),
            "parts": map_digest(view.system_map, public=view.public, is_instruction=is_instruction),
            "glossary": glossary_digest(view.system_map, is_instruction=is_instruction),
            "voice": spoken,
            "placeholder": NEXT_UPDATE,
        }
        self._group = "public" if view.public else "internal"

    def draft(self, audiences: Sequence[Audience], *, news_due: bool) -> Prompt:
        """Return the prompt that asks for the drafts of `audiences`."""
        user = render(
            "draft_user",
            stage=self._view.sheet.stage,
            reopened=self._view.sheet.reopened,
            facts=self._facts(self._view.facts),
            unknowns=self._view.unknowns,
            conflicts=self._conflicts(),
            audiences=[_wanted(audience) for audience in audiences],
            last=self._last(audiences),
            news_due=news_due,
        )
        tokens = TOKENS_FIXED + TOKENS_PER_SENTENCE * SENTENCES_PER_AUDIENCE * len(audiences)
        messages = (self._system("draft_system"), user)
        return Prompt(f"draft-{self._group}", messages, Written, max_output_tokens=tokens)

    def repair(self, stopped: Sequence[Candidate]) -> Prompt:
        """Return the prompt that asks for new wordings of `stopped`, with only the facts they touch."""
        cited = {name for one in stopped for name in one.sentence.fact_ids}
        user = render(
            "repair_user",
            facts=self._facts([shown for shown in self._view.facts if shown.name in cited]),
            unknowns=self._view.unknowns,
            blocked=marked(
                ((str(n), self._stopped(one)) for n, one in enumerate(stopped, start=1)), self._tag
            ),
        )
        tokens = TOKENS_FIXED + TOKENS_PER_SENTENCE * len(stopped)
        messages = (self._system("repair_system"), user)
        return Prompt(f"repair-{self._group}", messages, Repaired, max_output_tokens=tokens)

    def _system(self, name: str) -> Message:
        return render(name, **self._stable)

    def _facts(self, shown: Sequence[Shown]) -> list[str]:
        return marked(((one.name, _fact_line(one)) for one in shown), self._tag)

    def _conflicts(self) -> list[str]:
        lines = [(one.id, f"{one.about} ({', '.join(one.fact_ids)})") for one in self._view.conflicts]
        return (
            marked(((name, self._view.outgoing.text(text)) for name, text in lines), self._tag)
            if lines
            else []
        )

    def _stopped(self, one: Candidate) -> str:
        # a finding may quote a note: it leaves as the notes do, and one message of each rule is enough
        said = {finding.rule: self._view.outgoing.text(finding.message) for finding in reversed(one.findings)}
        findings = " / ".join(f"{rule}: {message}" for rule, message in sorted(said.items())[:MAX_FINDINGS])
        return f"{one.audience}, {one.sentence.slot} | {one.sentence.text} | {findings}"

    def _last(self, audiences: Sequence[Audience]) -> list[str]:
        sent = [(one.id, self._previous[one.id].text) for one in audiences if one.id in self._previous]
        cut = [(name, self._view.outgoing.text(" ".join(text.split()[:LAST_WORDS]))) for name, text in sent]
        return marked(cut, self._tag) if cut else []


def _fact_line(shown: Shown) -> str:
    fact = shown.fact
    kinds = "/".join((fact.kind, *fact.also))
    parts = f"parts {', '.join(shown.parts)}" if shown.parts else ""
    head = "; ".join(piece for piece in (kinds, fact.certainty, shown.when, parts) if piece)
    return f"{head}; {shown.text}"


def _wanted(audience: Audience) -> str:
    slots = ", ".join(slot for slot in audience.slots if slot not in TEMPLATES_OWN)
    limit = f"; at most {audience.max_units} {_UNITS[audience.unit]}" if audience.max_units else ""
    return f"{audience.id} (read by {audience.reader}): slots {slots}{limit}"


_UNITS = {
    "words": "words",
    "characters": "characters",
    "weighted": "characters",
    "gsm7": "characters without accents",
}
