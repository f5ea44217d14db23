"""The opening of an update for readers outside: what they see, since when, who is hit, what still works."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from drafter.core.draft import PublishedUpdate, Sentence
from drafter.core.fact import Fact, FactTime
from drafter.writing.causes import noticed_by, only_partly, tells_trouble
from drafter.writing.change import ChangeView
from drafter.writing.clause import Clause
from drafter.writing.clock import duration
from drafter.writing.data_files import load_toml
from drafter.writing.nouns import is_activity, is_plural, with_article
from drafter.writing.pen import Basis, Pen, on
from drafter.writing.public_view import PublicView
from drafter.writing.reach import Reach
from drafter.writing.spoken import spoken
from drafter.writing.symptoms import Symptom, worst_of
from drafter.writing.views import WORKS, event_time

_SHORT = ("weighted", "gsm7")
_SEEN = ("confirmed", "reported")  # also where a later note told it anew
_LONG_AFTER = timedelta(minutes=15)
_SHORT_STATE = 2  # words of a state that may stand beside its opposite ("available again", "unavailable")

# Steps that are taken because something is wrong.
_ANSWERS = ("rollback", "undo", "failover", "restore_backup", "restore_data", "rebuild")
_RETURNED = re.compile(r"\b(?:again|back|once more|return\w*|recur\w*|relaps\w*)\b", re.IGNORECASE)

_CONFIRMED = re.compile(r"\bconfirm|\breproduc", re.IGNORECASE)
_PEOPLE = "|".join(load_toml("plain_words.toml")["people"])
_PERSONS = re.compile(  # what befalls them is "this"
    rf"(?:you|some of you|we|there)\b|(?:[\w-]+ ){{0,2}}(?:{_PEOPLE})(?:$| (?:in|on|at|from|with) )",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Opening:
    """Writes the first paragraph from the public view."""

    view: PublicView
    pen: Pen
    previous: PublishedUpdate | None
    change: ChangeView

    @property
    def over(self) -> bool:
        """Say whether it works again."""
        return self.view.over

    @property
    def reach(self) -> Reach:
        """Return the writer of who is hit and who is not."""
        return Reach(self.view, self.pen, self.end)

    @property
    def end(self) -> FactTime | None:
        """Return when it worked again, None when no note says."""
        return self.view.sheet.restored or self.view.sheet.resolved

    @property
    def window(self) -> tuple[FactTime, FactTime] | None:
        """Return start and end when both are known and in order."""
        start, end = self.view.sheet.started, self.end
        return (start, end) if start and end and start.at < end.at and not self._partly() else None

    @property
    def noticed(self) -> FactTime | None:
        """Return when we came to know: the first report, alarm or declaration, else trouble seen.

        What is reported long after the trouble was noted, or once we had taken back or restored something, is
        not how we came to know.
        """
        sheet = self.view.sheet
        told = [moment for moment in (sheet.noticed, sheet.declared) if moment]
        known = min(told, key=lambda moment: moment.at, default=None)
        symptoms = [f for f in sheet.facts if f.is_a("symptom") and f.certainty in _SEEN and not f.hidden]
        times = [t for f in symptoms for t in f.times[:1] if t.line in f.lines]
        seen = min(times, key=lambda time: time.at, default=None)
        first = seen if known is None or (seen and known.at - seen.at > _LONG_AFTER) else known
        answers = [s.fact.lines[0] for s in self.view.steps if s.action.id in _ANSWERS and s.fact.lines]
        return first if first is None or first.line <= min(answers, default=first.line) else None

    def symptom(self) -> list[Sentence]:
        """First what the reader sees; once it works again, that it does."""
        if self.over:
            return [self._works_again()]
        if self.view.maybe_over:
            return [self._maybe_over()]
        if not self.view.symptoms:
            return [self._unmapped()]
        return [self._sees(symptom) for symptom in self.view.symptoms]

    def _sees(self, symptom: Symptom) -> Sentence:
        previous = self.previous
        was_open = previous is not None and previous.stage not in WORKS and _told(symptom, previous)
        if (self.view.sheet.reopened or self.change.relapsed) and not symptom.inferred:
            what = symptom.clause.again()
        else:
            what = symptom.clause.now("still" if was_open and not symptom.inferred else "")
        hedged = symptom.sure or symptom.inferred or symptom.clause.verb in ("may", "might")
        hedged = hedged or " of you " in f"{symptom.clause.subject} "  # "some of you report that some of you"
        key = "symptom.now" if hedged else "symptom.reported"
        if not self.pen.fits(key, what=what):
            key, what = "symptom.now", f"{symptom.name} may not work as usual"
        return self.pen.line("symptom", key, basis_of(symptom), what=what)

    def _unmapped(self) -> Sentence:
        """Name the product only: the map has no words for what customers see, and the question is asked."""
        facts = self.view.sure("symptom")
        product = self.view.product or "our service"
        telling = worst_of(facts)
        lost = next((fact for fact, effect in self.view.data() if effect == "lost"), None)
        said = [one for one in spoken(self.view, ()) if _troubled(one.facts)]
        if said and telling is None and self.pen.fits("scope.clause", what=said[0].words):
            return self.pen.line("symptom", "scope.clause", on(*said[0].facts), what=said[0].words)
        if telling is None and lost is not None:
            return self.pen.line("symptom", "symptom.product.data_loss", on(lost), product=product)
        if telling is None:
            part = self.view.watched
            basis = Basis(unknowns=("symptom",), map_ids=(part.id,) if part else ())
            name = with_article(part.customer_name) if part else product
            key = "symptom.product.unknown_activity" if is_activity(name) else "symptom.product.unknown"
            if self.pen.audience.unit == "gsm7":
                key = "symptom.product.unknown_short"
            return self.pen.line("symptom", key, basis, product=name)
        kind = telling.symptom_class or "other"
        basis = on(telling, *(f for f in facts[-1:] if f is not telling))
        return self.pen.line("symptom", f"symptom.product.{kind}", basis, product=product)

    def _maybe_over(self) -> Sentence:
        """Say what people met, in the past, and that we check whether it is over."""
        basis = Basis(unknowns=("verified",))
        clear = [one for one in self.view.symptoms if not one.inferred and one.kind != "other"]
        symptom = next(iter(clear), None)
        what = symptom.clause.past() if symptom else None
        if symptom:
            basis = basis_of(symptom) + basis
        if not what or not self.pen.fits("symptom.maybe_over", what=what):
            what = f"{self.view.place} did not work as usual"
        return self.pen.line("symptom", "symptom.maybe_over", basis, what=what)

    def _works_again(self) -> Sentence:
        facts = self.view.sure("restored", "verified", "resolved")
        end = self.end
        cited = [f for f in facts if end and event_time(f) == end.at][-2:]
        cited += [f for f in facts[-1:] if f not in cited]
        basis = on(*cited) + Basis(lines=(end.line,) if end else ())
        if self.view.symptoms:
            basis += basis_of(self.view.symptoms[0])
        if not cited:
            basis += Basis(unknowns=("end",))
        name, works = self.back()
        if self.view.sheet.stage == "resolved":
            seen = self.view.sheet.restored
            if seen and self.pen.audience.unit == "gsm7" and not self._window():
                at = self.view.clock.moment(seen.at)
                return self.pen.line("symptom", "back.resolved_since", basis, name=name, works=works, at=at)
            return self.pen.line("symptom", "back.resolved", basis, name=name, works=works)
        if end and not self._partly() and not self.window and not self._half_window():
            return self.pen.line(
                "symptom", "back.since", basis, name=name, works=works, at=self.view.clock.moment(end.at)
            )
        return self.pen.line("symptom", "back.plain", basis, name=name, works=works)

    def back(self) -> tuple[str, str]:
        """Return what works again, and how: ("the website", "is reachable again")."""
        name = self.view.place
        if self._partly():
            return name, f"{'are' if is_plural(name) else 'is'} starting to work again"
        opposite = self._opposite()
        if opposite:
            return self.view.symptoms[0].clause.subject, opposite
        several = " and " in name and any(name != symptom.name for symptom in self.view.symptoms[:1])
        if is_activity(name):
            return name, "work again" if several else "works again"
        return name, "are working again" if several or is_plural(name) else "is working again"

    def _partly(self) -> bool:
        """Say whether the latest note of recovery tells that it has only begun."""
        restored = self.view.sure("restored")
        if not restored or self.view.sheet.stage == "resolved":
            return False
        note = [f.text for f in self.view.sheet.facts if f.lines[:1] == restored[-1].lines[:1]]
        return only_partly(" ".join(note))

    def _opposite(self) -> str:
        """Return what the only part hit does now ("is reachable again"), "" without a plain opposite."""
        if not self.view.symptoms or self.view.place != self.view.symptoms[0].name:
            return ""
        symptom = self.view.symptoms[0]
        if self.view.gone() or symptom.kind == "data_loss" or re.search(r"\d", symptom.clause.subject):
            return ""  # what is lost for good does not come back, nor all of what was counted
        sheet = self.view.sheet
        known = sheet.restored or sheet.stage == "resolved" or _PERSONS.match(symptom.clause.subject)
        return symptom.clause.ended() if known else symptom.clause.opposite()

    def since(self) -> list[Sentence]:
        """Say when it began, else when we noticed; once over, the whole window."""
        clock, sheet = self.view.clock, self.view.sheet
        if self._told_before():
            return []
        if self.over:
            window = self._window()
            return [*window, *self._came_back()] if window else []
        if self.change.no_news and self.previous:
            return []
        if self.view.relapsed_at:  # when it first began is no longer what readers meet
            return self._returned()
        if sheet.started:
            key = "since.start_about" if sheet.started.approximate else "since.start"
            if all(symptom.inferred for symptom in self.view.symptoms) and not self.view.sure("symptom"):
                key = "since.signs"  # "may be down" and "it started" do not go together
            return [self.pen.line("since", key, self.at(sheet.started), at=clock.moment(sheet.started.at))]
        return [self._came_to_know(self.noticed)] if self.noticed else []

    def _came_to_know(self, noticed: FactTime) -> Sentence:
        at = self.view.clock.moment(noticed.at)
        return self.pen.line("since", key_of(self.view, noticed), self.at(noticed), at=at)

    def _told_before(self) -> bool:
        """Say whether a short message before has said when it began; the room is for what is new."""
        if self.pen.audience.unit not in _SHORT or self.previous is None:
            return False
        said = any(key.startswith("since.") for key in self.previous.phrasings)
        return not self.change.stage_moved or (said and not self.over)

    def _window(self) -> list[Sentence]:
        if self.window is None or not self.view.sheet.restored:
            return self._half_window()
        start, end = self.window
        resolved = self.view.sheet.stage == "resolved"
        span = self.view.clock.span(start.at, end.at, dated=resolved)
        long = duration(start.at, end.at)
        basis = self.at(start) + self.at(end)
        sentences: list[Sentence] = []
        told_of = [s for i, s in enumerate(self.view.symptoms[:2]) if not i or (resolved and s.mapped)]
        if self._opposite() and len(told_of[0].clause.rest.split()) > _SHORT_STATE:
            told_of = []  # the first sentence has just said it the other way round
        for symptom in told_of:
            clause = self._pronoun(symptom.clause) if not sentences else symptom.clause
            past = clause.past() if sentences or clause.verb not in ("may", "might") else None
            key = "since.window" if not sentences else "since.window_more"
            if past and self.pen.fits(key, what=past, span=span, long=long):
                told = basis + basis_of(symptom) if not sentences else basis_of(symptom)
                sentences.append(self.pen.line("since", key, told, what=past, span=span, long=long))
        if not sentences:
            name = self.back()[0]
            it = "this" if _PERSONS.match(name) else "they" if is_plural(name) else "it"
            values = {"it": it, "span": span, "long": long}
            key = (
                "since.window_plain" if self.pen.fits("since.window_plain", **values) else "since.window_bare"
            )
            sentences = [self.pen.line("since", key, basis, **values)]
        return sentences

    def _came_back(self) -> list[Sentence]:
        """Say once it is over that it had seemed so before, for those who met it twice."""
        stages = self.view.sheet.stages
        first = next((change for change in stages if change.reopened), None)
        if first is None or self.pen.audience.unit in _SHORT:
            return []
        known = ("confirmed", "reported")
        facts = [fact for fact in self.view.sheet.facts if fact.lines and fact.certainty in known]
        back = [fact for fact in facts if fact.kind in ("restored", "verified", "resolved")]
        worked = [fact for fact in back if fact.lines[0] < first.line]
        failed = [fact for fact in facts if fact.lines[0] == first.line]
        if not worked or not any(_RETURNED.search(fact.text) for fact in failed):
            return []
        return [self.pen.line("since", "since.came_back", on(worked[-1], *failed))]

    def _returned(self) -> list[Sentence]:
        """Say when it failed again, where the first note of it has a time."""
        known = self.view.sure("symptom", "detected", "start")
        fact = next((f for f in known if f.lines and f.lines[0] > self.view.relapsed_at), None)
        at = event_time(fact) if fact else None
        if fact is None or at is None:
            return []
        return [self.pen.line("since", "since.returned", on(fact), at=self.view.clock.moment(at))]

    def _half_window(self) -> list[Sentence]:
        """Say what is known of the time when the start or the end is missing, or only declared.

        A text message has no room for it: there the first sentence says since when it works.
        """
        sheet, clock = self.view.sheet, self.view.clock
        if self.pen.audience.unit == "gsm7" and self.end:
            return []
        if sheet.started:
            at = clock.moment(sheet.started.at)
            began = self.pen.line("since", "since.start_past", self.at(sheet.started), at=at)
            return [*self._what_it_was(), began, *self._over_by()] if self.window else [began]
        noticed = self.noticed
        if noticed and self.end and noticed.at < self.end.at and self._partly():
            return [*self._what_it_was(), self._came_to_know(noticed)]
        if noticed and self.end and noticed.at < self.end.at:
            at = clock.moment(noticed.at)
            reported = key_of(self.view, noticed) == "since.reported"
            first = (
                f"the first report reached us at {at}" if reported else f"we learned of the trouble at {at}"
            )
            came = self.pen.line("since", "since.noticed_first", self.at(noticed), first=first)
            return [*self._what_it_was(), came, *self._ended()]
        return self._ended() if noticed is None and sheet.stage == "resolved" else []

    def _ended(self) -> list[Sentence]:
        """Say when it worked again, where notes tell of it, else by when it was over."""
        if self.end is None or not self.view.sheet.restored:
            return self._over_by()
        key = "since.noticed_end" if self._seen_to_end() else "since.noticed_end_by"
        noticed = self.noticed
        basis = (self.at(noticed) if noticed else Basis()) + self.at(self.end)
        end = self.view.clock.beside(self.end.at, noticed.at if noticed else self.end.at)
        return [self.pen.line("since", key, basis, end=end)]

    def _seen_to_end(self) -> bool:
        """Say whether the end is when it was seen to work again, not only when somebody confirmed it."""
        here = [fact for fact in self.view.sheet.facts if self.end and self.end.line in fact.lines]
        return any(fact.kind == "restored" for fact in here)

    def _what_it_was(self) -> list[Sentence]:
        what = self._was()
        if not what or self._opposite() or self.pen.audience.unit in _SHORT:
            return []
        told = basis_of(self.view.symptoms[0])
        return [self.pen.line("since", "since.noticed_symptom", told, what=what)]

    def _over_by(self) -> list[Sentence]:
        """Say by when it was over: it was declared so then, and nobody noted when it worked again."""
        if self.end is None:
            return []
        began = self.view.sheet.started or self.noticed or self.end
        end = self.view.clock.beside(self.end.at, began.at)
        return [self.pen.line("since", "since.over_by", self.at(self.end), end=end)]

    def _was(self) -> str:
        """Return the first symptom in the past, "" when nobody has said that customers felt it."""
        first = next(
            (s for s in self.view.symptoms if not s.inferred and s.clause.verb not in ("may", "might")), None
        )
        return self._pronoun(first.clause).past() or "" if first and first is self.view.symptoms[0] else ""

    def _pronoun(self, clause: Clause) -> Clause:
        """Return the clause about "it" when the sentence before has just named its subject."""
        if clause.subject != self.back()[0]:
            return clause
        return Clause("they" if clause.plural else "it", clause.verb, clause.rest)

    def at(self, time: FactTime) -> Basis:
        """Return the facts behind one of the sheet's moments."""
        roles = {
            "start": ("start", "symptom"),
            "end": ("restored", "resolved", "verified"),
            "detected": ("detected",),
        }
        sure = [
            f
            for f in self.view.sheet.facts
            if time.line in f.lines and f.certainty in ("confirmed", "reported")
        ]
        here = [f for f in sure if f.usable] or sure
        fitting = [f for f in here if any(f.kind == k or k in f.also for k in roles.get(time.role, ()))]
        return on(*(fitting or here)[:1]) + Basis(lines=(time.line,))


def _troubled(facts: Sequence[Fact]) -> bool:
    """Say whether a sentence tells of trouble, not of what is spared."""
    spared = any(fact.is_a("unaffected") or fact.negated for fact in facts)
    told = any(fact.is_a("symptom", "scope", "data_impact") for fact in facts)
    return not spared and (told or any(tells_trouble(fact.text) for fact in facts))


def _told(symptom: Symptom, previous: PublishedUpdate) -> bool:
    """Say whether the notes behind a symptom were there when the last update was written."""
    return not previous.upto_line or symptom.lines[:1] <= (previous.upto_line,)


def key_of(view: PublicView, time: FactTime) -> str:
    """Return how to speak of the moment we came to know: by a report, by our own eyes, by a declaration."""
    sheet = view.sheet
    here = [fact for fact in sheet.facts if time.line in fact.lines]
    told = any(fact.certainty == "reported" or noticed_by(fact.text) == "customer" for fact in here)
    if time is sheet.reported or told:
        return "since.reported"
    confirmed = time is sheet.declared or any(_CONFIRMED.search(fact.text) for fact in here)
    return "since.confirmed" if confirmed and time is not sheet.detected else "since.detected"


def basis_of(symptom: Symptom) -> Basis:
    """Return the evidence of a symptom."""
    return Basis(fact_ids=symptom.fact_ids, lines=symptom.lines, map_ids=symptom.map_ids)
