"""The end of an update for readers outside: watching, advice, apology, what comes next."""

import re
from dataclasses import dataclass

from drafter.core.draft import Sentence
from drafter.core.fact import Fact
from drafter.writing.advice import says_no_more
from drafter.writing.advising import told, unworded
from drafter.writing.nouns import is_activity
from drafter.writing.opening import Opening
from drafter.writing.pen import POLICY, Basis, Pen, on, open_topics
from drafter.writing.public_view import PublicView
from drafter.writing.spoken import Sort, asked
from drafter.writing.symptoms import Symptom

# A contact that says what to do ("call 01 555 0100") is a sentence; a number, an address or a link is none.
_ASKS = re.compile(
    r"\b(?:call|ring|phone|dial|text|write|e-?mail (?:us|to)|mail (?:us|to)|contact|reach|message|ask|visit"
    r"|open|use|reply|chat with|see|tell|speak|talk|go to|send|raise|can|is|are)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:tel\.?:?\s?|mailto:|https?://|www\.)?(?:[+(]?\d[\d\s()./-]*\d|\S+@\S+|\S+\.[a-z]{2,}(?:/\S*)?|[#@]\S+)"
    r"(?:(?:\s?[,;/|]\s?|\s(?:or|and)\s)(?=\S)|$)",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(r"\w*[\d_/]\w*|\b[a-z]{2}-[a-z]+", re.IGNORECASE)  # "eu-central", "tier2"
_LONGEST_NAME = 4  # words of a name that an apology may repeat
_REPORT = ("postmortem", "post-mortem", "post mortem", "incident report", "root cause analysis")


@dataclass(frozen=True)
class Closing:
    """Writes the last paragraph from the public view."""

    view: PublicView
    pen: Pen
    opening: Opening

    def watch(self) -> list[Sentence]:
        """While it works again but is not resolved: that we watch it, and who confirmed.

        A text that promises more news says both in one sentence.
        """
        if self.view.sheet.stage != "monitoring" or self._watches_until_next():
            return []
        reported = self._confirmed()
        if reported:
            return [self.pen.line("watch", "watch.confirmed", on(*reported) + POLICY)]
        if "verified" in self.view.unknown:
            return [self.pen.line("watch", "watch.for_everyone", self._unverified())]
        return [self.pen.line("watch", "watch.until", POLICY)]

    def _confirmed(self) -> list[Fact]:
        """Return the latest word from outside that it works."""
        return [f for f in self.view.sure("verified") if f.certainty == "reported"][-1:]

    def _unverified(self) -> Basis:
        return POLICY + open_topics(["verified"], self.view.unknown)

    def _watches_until_next(self) -> bool:
        """Say whether the sentence on the next update also says that we watch."""
        audience = self.pen.audience
        both = "watch" in audience.slots and "next_update" in audience.slots
        return both and audience.unit == "words" and not self._confirmed()

    def remains(self) -> list[Sentence]:
        """Say in plain words what is still to do after the end."""
        end = self.opening.end
        if self.view.sheet.stage != "resolved" or end is None:
            return []
        for fact in reversed(self.view.sheet.usable("decision")):
            late = bool(fact.lines) and fact.lines[0] >= end.line
            words = self.view.plan(fact) if late else ""
            if words and self.pen.fits("remains.clause", what=words):
                return [self.pen.line("remains", "remains.clause", on(fact), what=words)]
        return []

    def advice(self) -> list[Sentence]:
        """Say the way around it, from the notes or the map, or honestly that there is none.

        Whole sentences said for readers are told as they stand, with what is done for those who were hit.
        """
        asked_for, cared_for = self._said("advice"), self._said("care")
        noted = asked_for or self._noted_advice()
        if self.opening.over:  # the map's advice is for the time of trouble: "try again once it is back"
            return [*noted, *cared_for, self._tell_us()]
        prepared = self._prepared()
        if not noted and prepared:
            part_id, words = prepared
            noted = [self.pen.line("advice", "advice.clause", Basis(map_ids=(part_id,)), what=words)]
        if noted or cared_for:
            return [*noted, *cared_for]
        if "workaround" not in self.view.unknown or unworded(self.view) is not None:
            return []
        basis = open_topics(["workaround"], self.view.unknown)
        if "workaround" in self.view.hinted:
            basis += Basis(lines=self.view.hinted["workaround"])
            return [self.pen.line("advice", "advice.checking", basis)]
        return [
            self._tell_us() if self.view.maybe_over else self.pen.line("advice", "advice.none_yet", basis)
        ]

    def _tell_us(self) -> Sentence:
        contact = self.view.names.map.contact.strip().rstrip(".")
        where = contact if "contact" not in self.pen.audience.slots else ""
        return self.pen.line("advice", "advice.tell_us", POLICY, where=where)

    def _said(self, sort: Sort) -> list[Sentence]:
        """Return whole sentences of the notes on what readers are to do, or what is done for them."""
        if self.pen.audience.unit != "words" or (self.opening.over and self.opening.end is None):
            return []
        prepared = self._prepared()
        told = [prepared[1]] if prepared and not self.opening.over else []
        return [
            self.pen.line("advice", "advice.clause", on(*one.facts), what=one.words)
            for one in asked(self.view, sort, told)
            if self.pen.fits("advice.clause", what=one.words)
        ]

    def _prepared(self) -> tuple[str, str] | None:
        """Return the map's advice for what is hit, with the part it is of, None when it has none."""
        for symptom in self.view.symptoms:
            for part_id in symptom.map_ids:
                part = self.view.names.map.by_id.get(part_id)
                if part and part.advice:
                    return part_id, part.advice.strip().rstrip(".")
        return None

    def _noted_advice(self) -> list[Sentence]:
        """Say what the notes advise; once it works again, only what was advised from then on."""
        end = self.opening.end
        if self.opening.over and end is None:
            return []
        after = end.line if self.opening.over and end else 0
        sentences: list[Sentence] = []
        prepared = self._prepared()
        for one in told(self.view, after=after)[: 2 if self.pen.audience.unit == "words" else 1]:
            what, basis = one.words, on(*one.facts)
            if prepared and says_no_more(what, prepared[1]):  # the map's words were weighed beforehand
                what, basis = prepared[1], basis + Basis(map_ids=(prepared[0],))
            if self.pen.fits("advice.clause", what=what):
                sentences.append(self.pen.line("advice", "advice.clause", basis, what=what))
                if one.cost:
                    sentences.append(self.pen.line("advice", "advice.clause", basis, what=one.cost))
        return sentences

    def apology(self) -> list[Sentence]:
        """Apologise once, at the end, for what exactly happened."""
        window = self.opening.window
        if self.view.sheet.stage != "resolved" or window is None or not self.view.symptoms:
            return []
        symptom: Symptom = self.view.symptoms[0]
        basis = (
            self.opening.at(window[0]) + self.opening.at(window[1]) + POLICY + Basis(map_ids=symptom.map_ids)
        )
        key = "apology.activity" if is_activity(symptom.name) else "apology"
        if _TECHNICAL.search(symptom.name) or len(symptom.name.split()) > _LONGEST_NAME:
            key = "apology.plain"
        return [self.pen.line("apology", key, basis, name=symptom.name)]

    def postmortem(self) -> list[Sentence]:
        """Announce a report only when a note plans one."""
        if self.view.sheet.stage != "resolved":
            return []
        planned = [
            fact
            for fact in self.view.sheet.usable()
            if fact.certainty == "planned" and any(word in fact.text.lower() for word in _REPORT)
        ]
        return [self.pen.line("postmortem", "postmortem.planned", on(*planned[-1:]))] if planned else []

    def contact(self) -> list[Sentence]:
        """Give the contact of the map, nothing else."""
        contact = self.view.names.map.contact.strip().rstrip(".")
        return [self.pen.line("contact", contact_key(contact), POLICY, contact=contact)] if contact else []

    def next_update(self) -> list[Sentence]:
        """Promise the next update; never the repair."""
        if self.view.sheet.stage == "resolved":
            return []
        if self.view.sheet.stage == "monitoring" and self._watches_until_next():
            sure = "verified" not in self.view.unknown
            key = "next_update.holds" if sure else "next_update.for_everyone"
            return [self.pen.line("next_update", key, POLICY if sure else self._unverified())]
        key = "next_update"
        if self.pen.audience.unit in ("weighted", "gsm7"):
            key = "next_update.short"
        elif self.pen.audience.id == "affected_customer_email":
            key = "next_update.email"
        elif self.opening.over:
            key = "next_update.back"
        return [self.pen.line("next_update", key, POLICY)]


def contact_key(contact: str) -> str:
    """Return the sentence that gives this contact: as it stands when it already says what to do."""
    if _ADDRESS.sub("", contact) == "":
        return "contact.at"
    asks = _ASKS.search(re.sub(r"\S*[@/]\S*", "", contact))
    return "contact" if asks else "contact.through"
