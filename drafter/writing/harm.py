"""What trouble or its repair did to people and their data, for readers outside: never left out."""

import math
import re
from dataclasses import dataclass

from drafter.core.draft import Sentence
from drafter.facts.claims import denies_loss
from drafter.facts.language import of_group, restorations
from drafter.writing.causes import tells_trouble
from drafter.writing.nouns import is_plural
from drafter.writing.pen import Pen, on
from drafter.writing.public_view import PublicView
from drafter.writing.views import event_time

_OWN_STEP = ("repair_act", "repair_done", "repair_running", "side_effect")  # words of a step, or of its harm
_AGAIN = re.compile(r"\bagain\b", re.IGNORECASE)
_LABEL = re.compile(r"^side[- ]effects?\s*[:=–-]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Harm:
    """Writes the harm of our own repair, and what is known of data."""

    view: PublicView
    pen: Pen

    def side_effect(self) -> list[Sentence]:
        """Say the harm our own repair did."""
        told = self.view.sure("side_effect")
        facts = [f for f in told if f.kind == "side_effect" or of_group(f.text, *_OWN_STEP)]
        first = min((line for step in self.view.steps for line in step.fact.lines), default=math.inf)
        facts = [f for f in facts if f.lines[:1] >= (first,) or of_group(f.text, *_OWN_STEP)]
        facts = [f for f in facts if not restorations(f.text) and not _helps(f.text)]
        if not facts:
            return []
        fact = facts[-1]
        words = self.view.words.clause(fact.model_copy(update={"text": _LABEL.sub("", fact.text)}))
        if words and self.pen.fits("side_effect.clause", what=words):
            return [self.pen.line("side_effect", "side_effect.clause", on(fact), what=words)]
        moment = event_time(fact)
        at = self.view.clock.moment(moment) if moment else ""
        return [self.pen.line("side_effect", f"side_effect.{self.view.harm(fact)}", on(fact), at=at)]

    def data(self) -> list[Sentence]:
        """Say plainly what is known of data."""
        for fact, effect in self.view.data():
            key = f"data.{effect}"
            if effect == "none_lost" and (self.view.checked(fact) or fact.is_a("verified")):
                key = "data.none_lost_checked"
            if effect == "lost" and self.view.sheet.stage == "resolved":
                key = "data.lost_resolved"
            values = {}
            if effect == "lost_for_good":
                words = self.view.words.clause(fact)
                if words and self.pen.fits("data.clause", what=words):
                    return [self.pen.line("data", "data.clause", on(fact), what=words)]
            if effect == "none_lost":
                words = self.view.words.clause(fact)
                if (
                    key == "data.none_lost"
                    and denies_loss(words)
                    and self.pen.fits("data.clause", what=words)
                ):
                    return [self.pen.line("data", "data.clause", on(fact), what=words)]
                what = self.view.words.unlost(fact)
                values = {"what": what, "was": "were" if is_plural(what) else "was"}
            return [self.pen.line("data", key, on(fact), **values)]
        return []


def _helps(text: str) -> bool:
    """Say whether a clause tells only of something that goes on again, which is no harm."""
    return _AGAIN.search(text) is not None and not tells_trouble(text)
