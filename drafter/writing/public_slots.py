"""The sentences for readers outside, slot by slot, for every stage of an incident."""

import re
from collections.abc import Callable, Sequence

from drafter.core.audience import Slot
from drafter.core.draft import PublishedUpdate, Sentence
from drafter.core.fact import Fact
from drafter.writing.causes import only_partly
from drafter.writing.change import ChangeView
from drafter.writing.closing import Closing
from drafter.writing.harm import Harm
from drafter.writing.last_update import LastUpdate
from drafter.writing.middle import Middle
from drafter.writing.opening import Opening
from drafter.writing.pen import POLICY, Pen, on
from drafter.writing.public_view import PublicView
from drafter.writing.spoken import spoken

# What else a note of recovery tells.
_EXCEPT = re.compile(
    r"\b(?:but|except|not|no|only|some|still|yet|however|if|please)\b|n['’]t\b", re.IGNORECASE
)


class PublicSlots:
    """Writes each slot from the public view. A slot with nothing to say returns no sentence."""

    def __init__(
        self, view: PublicView, pen: Pen, previous: PublishedUpdate | None, change: ChangeView
    ) -> None:
        self.view = view
        self.opening = Opening(view, pen, previous, change)
        self.last = LastUpdate(view, pen, previous, change)
        self.middle = Middle(view, pen, self.opening)
        self.harm = Harm(view, pen)
        self.closing = Closing(view, pen, self.opening)
        self.over = self.opening.over
        self._written: dict[Slot, list[Sentence]] = {}

    def write(self, slot: Slot) -> list[Sentence]:
        """Return the sentences of one slot; none for a slot that outside readers do not get.

        A slot is written once: others look at what it tells so as not to tell it again.
        """
        if slot not in self._written:
            self._written[slot] = self._write(slot)
        return self._written[slot]

    def _write(self, slot: Slot) -> list[Sentence]:
        writers: dict[Slot, Callable[[], list[Sentence]]] = {
            "symptom": self.opening.symptom,
            "correction": self._correction,
            "no_news": self._no_news,
            "scope": self._scope,
            "since": self.opening.since,
            "unaffected": self.opening.reach.unaffected,
            "side_effect": self.harm.side_effect,
            "known": self.middle.known,
            "doing": self.middle.doing,
            "data": self.harm.data,
            "not_known": self.middle.not_known,
            "watch": self.closing.watch,
            "remains": self.closing.remains,
            "advice": self.closing.advice,
            "apology": self._apology,
            "postmortem": self.closing.postmortem,
            "contact": self.closing.contact,
            "next_update": self._next_update,
        }
        return writers[slot]() if slot in writers else []

    def _scope(self) -> list[Sentence]:
        """Say who is hit, and what somebody put into whole sentences for the reader."""
        pen = self.opening.pen
        said = self.opening.reach.scope()
        if pen.audience.unit != "words":
            return said
        told = [clause.now() for clause in (symptom.clause for symptom in self.view.symptoms)]
        beside: tuple[Slot, ...] = ("symptom", "unaffected", "data", "advice")
        told += [one.text for one in (*said, *(s for slot in beside for s in self.write(slot)))]
        return said + [
            pen.line("scope", "scope.clause", on(*one.facts), what=one.words)
            for one in spoken(self.view, told)
            if pen.fits("scope.clause", what=one.words) and not self._said_already(one.facts)
        ]

    def _said_already(self, facts: Sequence[Fact]) -> bool:
        """Say whether the first sentences rest on these facts: that it is back, or that it works again."""
        said = {fact_id for one in self.write("correction") for fact_id in one.fact_ids}
        if self.view.over:
            said.update(fact_id for one in self.write("symptom") for fact_id in one.fact_ids)
        begun = self.view.sheet.stage != "resolved" and any(only_partly(fact.text) for fact in facts)
        more = begun or any(_EXCEPT.search(fact.text) for fact in facts)
        return not more and said.issuperset(fact.id for fact in facts)

    def _no_news(self) -> list[Sentence]:
        """Say that nothing has changed, unless it may work again or a step is told that was not before."""
        previous = self.opening.previous
        before = set(previous.fact_ids) if previous else set()
        fresh = any(fact_id not in before for one in self.write("doing") for fact_id in one.fact_ids)
        return [] if fresh or self.view.maybe_over else self.last.no_news()

    def _correction(self) -> list[Sentence]:
        """Say what was wrong; a last post without room for an apology owns here that it is late."""
        bare = self.view.sheet.stage == "resolved" and "apology" not in self.opening.pen.audience.slots
        return [*(self.last.late() if bare else []), *self.last.correction()]

    def _next_update(self) -> list[Sentence]:
        """Promise the next update; a promise that was broken is owned beside the new one."""
        late = self.last.late()
        if late and self.view.sheet.stage != "resolved" and self.opening.pen.audience.unit == "gsm7":
            return [
                self.opening.pen.line("next_update", "next_update.late", POLICY)
            ]  # one sentence is cheaper
        promise = self.closing.next_update()
        return [*late, *promise] if promise else []

    def _apology(self) -> list[Sentence]:
        """Apologise; after the last update there is no promise beside which a late one could be owned."""
        apology = self.closing.apology()
        resolved = self.view.sheet.stage == "resolved"
        return [*(self.last.late(sorry=not apology) if resolved else []), *apology]
