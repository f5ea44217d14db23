"""Who is hit and who is not: sizes, shares, those who are back, and what still works."""

import re
from dataclasses import dataclass

from drafter.core.audience import Slot
from drafter.core.draft import Sentence
from drafter.core.fact import Fact, FactTime, Quantity
from drafter.facts.quantities import counts_a_part
from drafter.writing.account import account
from drafter.writing.causes import countable, counted_people
from drafter.writing.nouns import is_activity, is_plural
from drafter.writing.pen import Basis, Pen, on
from drafter.writing.public_view import PublicView
from drafter.writing.spared import spared, states

_REST = re.compile(r"\bno other\b|\b(?:nothing|nobody|no one) else\b")
_GROUPED = re.compile(r"\d{4,}")
_SOME = re.compile(r"(?:out )?of [\d,]+")
_COUNTED = ("confirmed", "reported", "planned")
_BACK_OF = re.compile(r"\b(?:back|up|restored|recovered|online|working|ok|okay|reachable|fixed)$")


@dataclass(frozen=True)
class Reach:
    """Writes the reach from the public view. `end`: since when it works again, when a note says."""

    view: PublicView
    pen: Pen
    end: FactTime | None

    def scope(self) -> list[Sentence]:
        """Say who is hit, with the number and its qualifier, when a note says."""
        told_back = [
            self.pen.line("scope", "scope.clause", on(*facts), what=words)
            for facts, words in account(self.view)
        ]
        if told_back:
            return told_back
        back = self._some_back()
        if back:
            return back
        after = self.end.line if self.view.over and self.end else None
        for fact in reversed(self.view.sure("scope", "symptom")):
            if after is not None and fact.lines and fact.lines[0] > after:
                continue  # a count noted once it worked again is of something else
            if counts_a_part(fact.text):
                continue
            counted = countable(fact) if fact.is_a("scope") else counted_people(fact)
            if counted and self._outgrown(fact, *counted[0]):
                continue
            if counted:
                quantity, word = counted[0]
                amount = amount_of(quantity.value, quantity.unit, quantity.qualifier, word)
                key = "scope.counted" if self.view.over else "scope.count"
                return [self.pen.line("scope", key, on(fact), amount=amount)]
            who = self.view.words.hit(fact) if fact.kind == "scope" else ""
            if who:
                key = "scope.counted" if self.view.over else "scope.count"
                return [self.pen.line("scope", key, on(fact), amount=who)]
            words = self.view.words.clause(fact) if fact.kind == "scope" and not self.view.over else ""
            if words and self.pen.fits("scope.clause", what=words):
                return [self.pen.line("scope", "scope.clause", on(fact), what=words)]
        share = self.view.share() if not self.view.over else None
        if share and self.pen.fits("scope.clause", what=share[1]):
            return [self.pen.line("scope", "scope.clause", on(share[0]), what=share[1])]
        everyone = self.view.everyone()
        if everyone:
            key = "scope.everyone_was" if self.view.over else "scope.everyone"
            return [self.pen.line("scope", key, on(everyone))]
        return []

    def _outgrown(self, fact: Fact, counted: Quantity, word: str) -> bool:
        """Say whether a later note counts more of the same, whatever for: then it is out of date."""
        later = [f for f in self.view.sheet.usable() if f.lines > fact.lines and f.certainty in _COUNTED]
        return any(q.value > counted.value and word == name for f in later for q, name in countable(f))

    def counted(self) -> bool:
        """Say whether a note counts those hit, in whatever words: then how many are is not unknown."""
        facts = self.view.sure("scope", "symptom")
        return any(
            f.quantities and (f.kind == "scope" or any(_SOME.fullmatch(q.unit) for q in f.quantities))
            for f in facts
        )

    def _some_back(self) -> list[Sentence]:
        """Say how many of the parts that were hit work again, while the rest does not ("90 of 140 back")."""
        symptom = self.view.symptoms[0] if self.view.symptoms and not self.view.over else None
        if symptom is None:
            return []
        named = symptom.map_ids and symptom.mapped
        if named and (not is_plural(symptom.name) or is_activity(symptom.name)):
            return []
        for fact in reversed(self.view.sure("scope", "observation", "restored")):
            counted = [q for q in fact.quantities if _SOME.fullmatch(q.unit) and _BACK_OF.search(q.counts)]
            if counted and fact.lines > symptom.lines[:1]:
                number = f"{counted[0].value:,.0f} {_GROUPED.sub(_grouped, counted[0].unit)}"
                name = f" {symptom.name}" if named else ""
                return [self.pen.line("scope", "scope.some_back", on(fact), amount=number, name=name)]
        return []

    def unaffected(self) -> list[Sentence]:
        """Say what still works, by the notes or, failing that, by the map."""
        if self.view.over:
            return []
        for fact in reversed(self.view.sure("unaffected")):
            words = self.view.words.spared(fact) if self._spared(fact) else ""
            if words and self.pen.fits("unaffected.clause", what=words):
                slot: Slot = "scope" if _REST.search(words.lower()) else "unaffected"
                return [self.pen.line(slot, "unaffected.clause", on(fact), what=words)]
        if len(self.view.symptoms) != 1:
            return []
        part = self.view.names.map.by_id.get(next(iter(self.view.symptoms[0].map_ids), ""))
        if part is None or not part.unaffected:
            return []
        basis = Basis(map_ids=(part.id,))
        told = [words.strip().rstrip(".") for words in part.unaffected]
        if states(told[0]):
            return [self.pen.line("unaffected", "unaffected.clause", basis, what=told[0])]
        for most in (2, 1):
            name, are = spared([words for words in told[:most] if not states(words)])
            if most == 1 or self.pen.fits("unaffected.part", name=name, are=are):
                return [self.pen.line("unaffected", "unaffected.part", basis, name=name, are=are)]
        return []

    def spares_the_rest(self) -> bool:
        """Say whether a note says that nothing else was hit, which answers how many are."""
        return any(_REST.search(fact.text.lower()) for fact in self.view.sure("unaffected"))

    def _spared(self, fact: Fact) -> bool:
        """Say whether the fact is no older than the trouble and speaks of something else than what is hit."""
        symptoms = self.view.symptoms
        first = min((line for symptom in symptoms for line in symptom.lines), default=0)
        if not fact.lines or fact.lines[0] < first:
            return False
        hit = {word[:6] for symptom in symptoms for word in symptom.name.lower().split() if len(word) > 3}
        text = fact.text.lower()
        return bool(_REST.search(text)) or not hit & {word[:6] for word in text.split()}


def _grouped(digits: re.Match[str]) -> str:
    return f"{int(digits[0]):,}"


def amount_of(value: float, unit: str, qualifier: str, word: str) -> str:
    """Return a counted number in words: "about 30 users", "20% of requests"."""
    number = f"{value:,.0f}" if value == int(value) else f"{value:g}"
    counted = f"{number}% of {word}" if unit in ("%", "percent") else f"{number} {word}"
    return f"{qualifier} {counted}".strip()
