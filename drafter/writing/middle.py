"""The middle of an update for readers outside: the cause by certainty, our repair, what is not known."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from drafter.core.draft import Sentence
from drafter.core.fact import Fact, Topic
from drafter.facts.language import of_group
from drafter.writing.data_files import load_toml
from drafter.writing.nouns import listing
from drafter.writing.opening import Opening
from drafter.writing.pen import POLICY, Basis, Pen, on, open_topics, with_unknown
from drafter.writing.public_view import PublicView
from drafter.writing.views import WORKS, Step, event_time

# Steps that lead to a repair but are none: telling them as the end would mislead.
_HALF_STEPS = ("fix_prepared", "fix_work", "maintenance_on", "vendor", "release")


# Steps that make good what trouble did to people; they count also when they come after the end.
_MAKES_GOOD = ("refund", "resend", "restore_data", "duplicates")

# Steps that nobody takes who has no idea of the cause.
_KNOWING = ("block", "fix_prepared", "fix_out")

_CLOSE = timedelta(minutes=45)  # a repair this long before the end need not have brought it about

_REPAIRS = ("repair_act", "repair_done", "repair_running")


@dataclass(frozen=True)
class Middle:
    """Writes cause, repair and unknowns from the public view."""

    view: PublicView
    pen: Pen
    opening: Opening

    def known(self) -> list[Sentence]:
        """Say the cause when it is confirmed and may be told; what is not known is said by `not_known`."""
        over = self.opening.over
        for fact, noun in self.view.causes[:1]:
            if noun:
                key = "known.cause_past" if over else "known.cause"
                return [self.pen.line("known", key, on(fact), noun=noun)]
            words = self.view.words.reason(fact)
            if words and self.pen.fits("known.cause_clause", what=words):
                return [self.pen.line("known", "known.cause_clause", on(fact), what=words)]
            if self.pen.audience.unit == "words":  # a short post has no room for what tells nothing
                key = "known.cause_found_past" if over else "known.cause_found"
                return [self.pen.line("known", key, on(fact))]
        amiss = self._amiss()
        if amiss:
            basis = on(amiss[0]) + self._open(["cause"])
            return [self.pen.line("known", "known.found_amiss", basis, noun=amiss[1])]
        return self.cause_unconfirmed() if not over else []

    def cause_unconfirmed(self) -> list[Sentence]:
        """Say that the cause is not confirmed, where it is neither told nor surely unknown."""
        if not self._cause_open() or self.pen.audience.unit != "words":
            return []
        basis = self._open(["cause"]) + Basis(lines=self.view.hinted.get("cause", ()))
        key = "known.unconfirmed_checking" if self._only_looking() else "known.unconfirmed"
        if self.view.sheet.stage == "resolved":
            key = "known.unconfirmed_last"
        return [self.pen.line("known", key, basis)]

    def _cause_open(self) -> bool:
        """Say whether the cause is neither told nor surely unknown: notes may tell it, or it was mended.

        What was mended was mostly understood; that nobody knows why it failed a note must say.
        """
        said_unknown = bool(self.view.unknown.get("cause"))
        if self.view.causes or self._amiss() or said_unknown:
            return False
        knowing = any(step.action.id in _KNOWING and not step.failure for step in self.view.public_steps)
        return "cause" in self.view.hinted or self.opening.over or knowing

    def _amiss(self) -> tuple[Fact, str] | None:
        """Return what was found amiss where there is room to say that it need not be the cause."""
        return self.view.found_amiss if self.pen.audience.unit == "words" else None

    def not_known(self) -> list[Sentence]:
        """Say aloud, in one or two sentences, what a reader would ask and we cannot answer."""
        cause = self.cause_unconfirmed() if self.opening.over and not self._mended() else []
        return [*cause, *self._asked_in_vain(), *self._reach_checked()]

    def _reach_checked(self) -> list[Sentence]:
        """Say that we check how many are hit, where a note may tell it but the reader was not sure."""
        if self.opening.over or self._reach_told() or "scope" not in self.view.hinted:
            return []
        basis = self._open(["scope"]) + Basis(lines=self.view.hinted["scope"])
        return [self.pen.line("not_known", "not_known.checking", basis)]

    def _asked_in_vain(self) -> list[Sentence]:
        topics = self._topics()
        if not topics:
            return []
        words = load_toml("topics.toml")["over" if self.opening.over else "open"]
        looking = [
            step.fact
            for step in self.view.steps
            if step.action.sort == "look" and step.fact.certainty == "confirmed"
        ][-1:]
        if topics[:1] == ["cause"] and len(topics) == 1 and not self.opening.over and not self._told():
            return [
                self.pen.line("not_known", "not_known.cause_looking", self._open(["cause"]) + on(*looking))
            ]
        if topics[0] == "cause" and self._only_looking():
            rest = topics[1:4]
            told = listing([words[topic] for topic in rest], "or")
            basis = self._open(topics[:4]) + on(*looking)
            return [self.pen.line("not_known", "not_known.looking", basis, topics=told)]
        sentences = [self._not_known(topics[:3], words)]
        if topics[3:]:
            sentences.append(self._not_known(topics[3:], words))
        return sentences

    def _only_looking(self) -> bool:
        """Say whether looking for the cause is all that can be told of what we do."""
        return not self.opening.over and not self._told() and not self._repairs()

    def _repairs(self) -> list[Fact]:
        if self.view.sheet.stage not in ("identified", "fixing"):
            return []
        running = [s for s in self.view.steps if s.action.sort == "repair" and s.action.state != "planned"]
        return [s.fact for s in running if max(s.fact.lines, default=0) >= self.view.relapsed_at]

    def _topics(self) -> list[Topic]:
        view, over, stage = self.view, self.opening.over, self.view.sheet.stage
        topics: list[Topic] = []
        if not view.causes and not self._amiss() and not self._cause_open():
            topics.append("cause")
        if not over and not self._reach_told() and "scope" not in view.hinted:
            topics.append("scope")
        if not view.sheet.started and not (over and self.opening.since()):
            topics.append("start")  # once over, the moment we came to know stands for it
        if "data" in view.unknown and (over or view.sheet.usable("data_impact")):
            topics.append("data")
        if stage == "monitoring" and "verified" in view.unknown and "watch" not in self.pen.audience.slots:
            topics.append("verified")  # else the sentence on watching says so
        return topics

    def _mended(self) -> bool:
        """Say whether a repair is told that may have ended it: it stands where no cause can be told."""
        told = {fact_id for one in self._ended_by for fact_id in one.fact_ids}
        if self.view.supplier_repair and self.view.supplier_repair.id in told:
            return True
        end = self.opening.end
        repairs = [step for step in self.view.public_steps if step.action.sort == "repair"]
        return any(
            step.fact.id in told and not (end and step.at and end.at - step.at > _CLOSE) for step in repairs
        )

    def _reach_told(self) -> bool:
        reach = self.opening.reach
        return bool(reach.scope() or reach.spares_the_rest() or reach.counted())

    def _not_known(self, topics: list[Topic], words: dict[str, str]) -> Sentence:
        told = listing([words[topic] for topic in topics], "or")
        return self.pen.line(
            "not_known",
            "not_known.over" if self.opening.over else "not_known",
            self._open(topics),
            topics=told,
        )

    def _open(self, topics: list[Topic]) -> Basis:
        return open_topics(topics, self.view.unknown)

    def doing(self) -> list[Sentence]:
        """Say what we did and are doing, the latest last; when nothing can be told, that we are on it."""
        if self.opening.over:
            ended = self._ended_by
            if self._cause_open() and self._mended():
                ended = [*ended[:-1], with_unknown(ended[-1], "cause")]
            return [] if self._told_before(ended) else ended
        told = self._told()
        if told:
            if self.pen.audience.unit == "gsm7":
                return [self._short_step(told[-1])]
            sentences = [self._step(step, last=step is told[-1]) for step in told]
            if told[-1].action.id == "vendor":
                sentences.append(self.pen.line("doing", "doing.depends", on(told[-1].fact)))
            return sentences
        repairs = self._repairs()
        if repairs:
            return [self.pen.line("doing", "doing.repairing", on(repairs[-1]))]
        looks = [
            step.fact
            for step in self.view.steps
            if step.action.sort == "look" and step.fact.certainty == "confirmed"
        ][-1:]
        begun = self._begun()
        if begun:
            return [self.pen.line("doing", "doing.repairing", on(*begun))]
        if self.view.maybe_over and self.pen.audience.unit == "words":
            return []  # the first sentence has said that we check
        if self.view.causes:
            return [self.pen.line("doing", "doing.on_it", POLICY)]
        if self._cause_open():
            said = "known" in self.pen.audience.slots and self.pen.audience.unit == "words"
            return [] if said else [self.pen.line("doing", "doing.checking", POLICY)]
        if self._topics()[:1] == ["cause"] and "not_known" in self.pen.audience.slots:
            return []
        return [self.pen.line("doing", "doing.looking", on(*looks) + POLICY)]

    def _told_before(self, sentences: list[Sentence]) -> bool:
        """Say whether a text message, which has little room, told all of this when it worked again."""
        previous = self.opening.previous
        if self.pen.audience.unit != "gsm7" or previous is None or previous.stage not in WORKS:
            return False
        return {fact_id for one in sentences for fact_id in one.fact_ids} <= set(previous.fact_ids)

    def _begun(self) -> list[Fact]:
        """Return the latest act of repair since it began, when none of them has words for readers."""
        sheet = self.view.sheet
        since = next((c.line for c in reversed(sheet.stages) if c.stage != "fixing"), 0)
        late = [fact for fact in self.view.sure("action") if fact.lines and fact.lines[0] > since]
        acts = [f for f in late if of_group(f.text, *_REPAIRS) and not self.view.before_it(f)]
        return acts[-1:] if sheet.stage == "fixing" and not sheet.reopened else []

    def _step(self, step: Step, *, last: bool) -> Sentence:
        action, at = step.action, self._moment(step)
        if not self.pen.fits("doing.done_unproven", past=action.past, at=at):
            at = ""
        if action.state == "planned":
            return self.pen.line("doing", "doing.planned", on(step.fact), base=action.base)
        if step.failure is not None:
            return self.pen.line(
                "doing", "doing.failed", on(step.fact, step.failure), past=action.past, at=at
            )
        if action.state == "doing" and last:
            return self.pen.line("doing", "doing.now", on(step.fact), ing=action.ing)
        if action.state == "doing":
            return self.pen.line("doing", "doing.started", on(step.fact), ing=action.ing, at=at)
        if last and action.sort in ("repair", "trial") and action.id not in (*_HALF_STEPS, *_MAKES_GOOD):
            basis = on(step.fact) + Basis(unknowns=("verified",))
            return self.pen.line("doing", "doing.done_unproven", basis, past=action.past, at=at)
        return self.pen.line("doing", "doing.done", on(step.fact), past=action.past, at=at)

    def _short_step(self, step: Step) -> Sentence:
        """Return a step in as few words as a text message has room for."""
        if step.action.state in ("planned", "doing"):
            return self._step(step, last=True)
        key = "doing.failed" if step.failure else "doing.done"
        return self.pen.line("doing", key, on(step.fact, step.failure), past=step.action.past, at="")

    def _told(self) -> list[Step]:
        """Return the two latest steps worth telling outside, each kind of step once."""
        told: dict[str, Step] = {}
        for step in self.view.public_steps:
            if step.action.sort != "look" and step.action.id != "fix_work":
                told.pop(step.action.id, None)
                told[step.action.id] = step
        steps = list(told.values())
        return [s for s in steps if s.action.state != "planned" or s is steps[-1]][-2:]

    @cached_property
    def _ended_by(self) -> list[Sentence]:
        """Say what we did last before it worked again, without claiming that it was the cure."""
        end = self.opening.end
        last: dict[str, Step] = {}
        for step in self.view.public_steps:
            late = bool(end and step.at and step.at > end.at)
            if (
                step.action.sort not in ("repair", "trial")
                or step.action.state == "planned"
                or step.action.tried
            ):
                continue
            if step.failure is None and not late and step.action.id not in _HALF_STEPS:
                last.pop(step.action.past, None)
                last[step.action.past] = step
        steps = list(last.values())
        sentences: list[Sentence] = []
        if steps:
            final = steps[-1]
            main = max(steps, key=lambda step: (step.action.weight, steps.index(step)))
            told = [main, final] if main.action.weight > final.action.weight else [final]
            values = {"past": _past(main), "then": _past(final), "at": self._moment(final)}
            if len(told) > 1 and main.at == final.at and self.pen.fits("doing.done_both", **values):
                basis = on(main.fact, final.fact)
                sentences = [self.pen.line("doing", "doing.done_both", basis, **values)]
            else:
                sentences = [self._done(step) for step in told]
            if final.action.temporary:
                sentences.append(self.pen.line("doing", "doing.temporary", on(final.fact)))
        sentences += self._by_supplier()
        restored = any(effect == "restored" for _, effect in self.view.data())  # told as what is known of it
        made_good = [s for s in self.view.public_steps if s.action.id in _MAKES_GOOD]
        made_good = [s for s in made_good if not (restored and s.action.id == "restore_data")]
        good = [s for s in made_good if s not in steps][-1:]
        return sentences + [self._done(step) for step in good if step.action.state != "planned"]

    def _by_supplier(self) -> list[Sentence]:
        """Say that a supplier repaired its side last; a text message has no room beside our own step."""
        fact = self.view.supplier_repair
        if fact is None or self.pen.audience.unit != "words":
            return []
        at = event_time(fact)
        supplier = self.view.names.vendor(fact.text) or "a supplier"
        said = of_group(fact.text, "attribution", "told_by_person")
        key = "doing.supplier_told" if said else "doing.supplier"
        when = self.view.clock.moment(at) if at else ""
        return [self.pen.line("doing", key, on(fact), supplier=supplier, at=when)]

    def _done(self, step: Step) -> Sentence:
        return self.pen.line("doing", "doing.done", on(step.fact), past=_past(step), at=self._moment(step))

    def _moment(self, step: Step) -> str:
        return self.view.clock.moment(step.at) if step.at else ""


def _past(step: Step) -> str:
    """Return what we did; of a step that had only begun when it was noted, that we started it."""
    return f"started {step.action.ing}" if step.action.state == "doing" else step.action.past
