"""The sentences for readers outside, slot by slot, for every stage of an incident."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from drafter.core.audience import Slot
from drafter.core.draft import PublishedUpdate, Sentence
from drafter.core.fact import Fact, FactTime, Topic
from drafter.writing.actions import Action
from drafter.writing.causes import countable
from drafter.writing.change import ChangeView
from drafter.writing.clock import duration
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import capital, is_activity, is_plural, listing, symptom_clause
from drafter.writing.pen import LONGEST, Pen, word_count
from drafter.writing.symptoms import Symptom
from drafter.writing.views import PublicView, Step, event_time

_WORKS = ("monitoring", "resolved")


class PublicSlots:
    """Writes each slot from the public view. A slot with nothing to say returns no sentence."""

    def __init__(
        self, view: PublicView, pen: Pen, previous: PublishedUpdate | None, change: ChangeView
    ) -> None:
        self.view = view
        self.sheet = view.sheet
        self.pen = pen
        self.previous = previous
        self.change = change
        self.over = self.sheet.stage in _WORKS

    def write(self, slot: Slot) -> list[Sentence]:
        """Return the sentences of one slot."""
        table: dict[Slot, Callable[[], list[Sentence]]] = {
            "symptom": self.symptom,
            "correction": self.correction,
            "no_news": self.no_news,
            "scope": self.scope,
            "since": self.since,
            "unaffected": self.unaffected,
            "side_effect": self.side_effect,
            "known": self.known,
            "doing": self.doing,
            "data": self.data,
            "watch": self.watch,
            "remains": self.remains,
            "not_known": self.not_known,
            "advice": self.advice,
            "apology": self.apology,
            "postmortem": self.postmortem,
            "contact": self.contact,
            "next_update": self.next_update,
        }
        return table[slot]() if slot in table else []

    # -- what you see ------------------------------------------------------------------------------------

    def symptom(self) -> list[Sentence]:
        """First what the reader sees; once it works again, that it does."""
        if self.over:
            return [self._works_again()]
        if not self.view.symptoms:
            return [self._unmapped()]
        return [self._sees(symptom) for symptom in self.view.symptoms]

    def _sees(self, symptom: Symptom) -> Sentence:
        still = self.previous is not None and self.previous.stage not in _WORKS
        if self.sheet.reopened or self.change.relapsed:
            what = symptom.clause.again()
        else:
            what = symptom.clause.now("still" if still and not symptom.inferred else "")
        key = "symptom.now" if symptom.sure or symptom.inferred else "symptom.reported"
        if key == "symptom.reported" and symptom.clause.verb in ("may", "might"):
            key = "symptom.now"
        if not self.pen.fits(key, what=what):
            what = f"{symptom.name} may not work as usual"
            key = "symptom.now"
        return self.pen.line(
            "symptom", key, what=what, fact_ids=symptom.fact_ids, lines=symptom.lines, map_ids=symptom.map_ids
        )

    def _unmapped(self) -> Sentence:
        """Name the product only, or use the note's own words when every one of them is plain."""
        facts = self.view.sure("symptom")
        for fact in reversed(facts):
            words = self.view.clause(fact)
            clause = symptom_clause(words, "") if words else None
            if clause and self.pen.fits("symptom.clause", what=clause.now()):
                key = "symptom.reported" if fact.certainty == "reported" else "symptom.clause"
                return self.pen.line("symptom", key, what=clause.now(), facts=[fact])
        product = self.view.product or "our service"
        fact = next((f for f in reversed(facts) if f.symptom_class), facts[-1] if facts else None)
        if fact is None:
            return self.pen.line("symptom", "symptom.product", product=product, unknowns=["symptom"])
        kind = fact.symptom_class or "other"
        return self.pen.line("symptom", f"symptom.product_class.{kind}", product=product, facts=[fact])

    def _works_again(self) -> Sentence:
        facts = self.view.sure("restored", "verified", "resolved")
        last = facts[-1] if facts else None
        ended = self._end()
        name = self.view.place
        maps = self.view.symptoms[0].map_ids if self.view.symptoms else ()
        have, works = ("have", "work") if is_plural(name) else ("has", "works")
        cited = [fact for fact in facts if ended and event_time(fact) == ended.at] or ([last] if last else [])
        if ended:
            return self.pen.line(
                "symptom", "back.since", name=name, have=have, at=self.view.clock.moment(ended.at), facts=cited,
                lines=[ended.line], map_ids=maps,
            )  # fmt: skip
        unknowns: list[Topic] = [] if cited else ["end"]
        return self.pen.line(
            "symptom", "back.plain", name=name, works=works, facts=cited, map_ids=maps, unknowns=unknowns
        )

    def _end(self) -> FactTime | None:
        return self.sheet.restored or self.sheet.resolved

    # -- corrections and no news -------------------------------------------------------------------------

    def correction(self) -> list[Sentence]:
        """Say what an earlier update got wrong: a relapse, or a fact taken back."""
        found = []
        name = self.view.place
        cited = [
            f
            for f in self.view.sure("symptom")
            if f.lines and self.previous and f.lines[-1] > self.previous.upto_line
        ]
        if self.change.relapsed:
            found.append(
                self.pen.line(
                    "correction",
                    "correction.relapse",
                    name=name,
                    worked="worked",
                    facts=cited,
                    policy=not cited,
                )
            )
        elif self.sheet.reopened and self.previous is None:
            symptoms = self.view.sure("symptom")[-1:]
            found.append(
                self.pen.line("correction", "correction.relapse_first", facts=symptoms, policy=not symptoms)
            )
        seen = set()
        for fact in self.change.withdrawn:
            topic = load_toml("topics.toml")["name"].get(fact.kind, load_toml("topics.toml")["name"]["other"])
            if topic not in seen:
                seen.add(topic)
                found.append(
                    self.pen.line("correction", "correction.withdrawn_open", topic=topic, facts=[fact])
                )
        return found[:2]

    def no_news(self) -> list[Sentence]:
        """Say that nothing has changed, since when."""
        if not (self.previous and self.change.no_news):
            return []
        return [self.pen.line("no_news", "no_news", at=self.view.clock.moment(self.previous.at), policy=True)]

    # -- who, since when, what still works ---------------------------------------------------------------

    def scope(self) -> list[Sentence]:
        """Say who is hit, with the number and its qualifier, or that we do not know."""
        name = self.view.place
        for fact in reversed(self.view.sure("scope", "symptom")):
            counted = countable(fact) if fact.is_a("scope") else ()
            if counted and not self.over:
                quantity, word = counted[0]
                amount = " ".join(
                    part
                    for part in (quantity.qualifier, _amount(quantity.value, quantity.unit, word))
                    if part
                )
                return [self.pen.line("scope", "scope.count", amount=amount, facts=[fact])]
            words = self.view.clause(fact) if fact.kind == "scope" else ""
            if words and self.pen.fits("scope.clause", what=words) and not self.over:
                return [self.pen.line("scope", "scope.clause", what=words, facts=[fact])]
        everyone = self.view.everyone()
        if everyone and not self.over and not is_activity(name):
            return [self.pen.line("scope", "scope.everyone", name=name, facts=[everyone])]
        if "scope" in self.view.unknown or not self.view.sure("scope"):
            key = "scope.unknown_past" if self.over else "scope.unknown"
            if self.over:
                return []
            return [self.pen.line("scope", key, unknowns=["scope"], lines=self.view.unknown.get("scope", ()))]
        return []

    def since(self) -> list[Sentence]:
        """Say when it began, else when we noticed; once over, the whole window."""
        clock, sheet = self.view.clock, self.sheet
        if self.over:
            return self._window()
        if self.change.no_news and self.previous:
            return []
        if sheet.started:
            key = "since.start_about" if sheet.started.approximate else "since.start"
            return [
                self.pen.line(
                    "since", key, at=clock.moment(sheet.started.at), **_cites(self.view, sheet.started)
                )
            ]
        for key, time in (
            ("since.reported", sheet.reported),
            ("since.detected", sheet.detected),
            ("since.confirmed", sheet.declared),
        ):
            if time:
                return [
                    self.pen.line(
                        "since", key, at=clock.moment(time.at), unknowns=["start"], **_cites(self.view, time)
                    )
                ]
        return [
            self.pen.line(
                "since", "since.unknown", unknowns=["start"], lines=self.view.unknown.get("start", ())
            )
        ]

    def _window(self) -> list[Sentence]:
        start, end = self.sheet.started, self._end()
        if not (start and end and start.at < end.at):
            unknowns: list[Topic] = ["start"] if not start else []
            if end and not start:
                return [
                    self.pen.line(
                        "since", "since.unknown", unknowns=unknowns, lines=self.view.unknown.get("start", ())
                    )
                ]
            if start:
                return [
                    self.pen.line(
                        "since",
                        "since.start",
                        at=self.view.clock.moment(start.at),
                        **_cites(self.view, start),
                    )
                ]
            return [self.pen.line("since", "since.unknown", unknowns=["start"])]
        span = self.view.clock.span(start.at, end.at, dated=self.sheet.stage == "resolved")
        long = duration(start.at, end.at)
        told = {
            "facts": _facts_at(self.view, start) + _facts_at(self.view, end),
            "lines": [start.line, end.line],
        }
        sentences = []
        for symptom in self.view.symptoms[:2]:
            past = symptom.clause.past()
            first = not sentences
            values = {"what": past or "", "span": span if first else "", "long": long if first else ""}
            if past and first and self.pen.fits("since.window", **values):
                sentences.append(
                    self.pen.line(
                        "since",
                        "since.window",
                        **values,
                        map_ids=symptom.map_ids,
                        facts=told["facts"],
                        fact_ids=symptom.fact_ids,
                        lines=[*told["lines"], *symptom.lines],
                    )  # fmt: skip
                )
        if not sentences:
            sentences.append(
                self.pen.line("since", "since.window_name", name=self.view.place, span=span, **told)
            )
        return sentences

    def unaffected(self) -> list[Sentence]:
        """Say what still works, by the notes or, failing that, by the map."""
        if self.sheet.stage == "resolved":
            return []
        for fact in reversed(self.view.sure("unaffected")):
            words = self.view.clause(fact)
            if words and self.pen.fits("unaffected.clause", what=words):
                return [self.pen.line("unaffected", "unaffected.clause", what=words, facts=[fact])]
        if self.over or not self.view.symptoms:
            return []
        part = self.view.names.map.by_id.get(self.view.symptoms[0].map_ids[0])
        if part and part.unaffected and len(self.view.symptoms) == 1:
            words = part.unaffected[0].strip().rstrip(".")
            if symptom_clause(words) and any(character == " " for character in words) and _has_verb(words):
                return [self.pen.line("unaffected", "unaffected.clause", what=words, map_ids=[part.id])]
            are = "are" if is_plural(words) else "is"
            return [self.pen.line("unaffected", "unaffected.part", name=words, are=are, map_ids=[part.id])]
        return []

    def side_effect(self) -> list[Sentence]:
        """Say the harm our own repair did."""
        for fact in reversed(self.view.sure("side_effect")):
            words = self.view.clause(fact)
            if words and self.pen.fits("side_effect.clause", what=words):
                return [self.pen.line("side_effect", "side_effect.clause", what=words, facts=[fact])]
            return [self.pen.line("side_effect", "side_effect.restart", facts=[fact])]
        return []

    # -- why, what we do, what we do not know ------------------------------------------------------------

    def known(self) -> list[Sentence]:
        """Say the cause when it is confirmed and may be told; else that we do not know it."""
        for fact, noun in self.view.causes():
            words = self.view.clause(fact)
            if noun:
                key = "known.cause_past" if self.over else "known.cause"
                return [self.pen.line("known", key, noun=noun, facts=[fact])]
            if words and self.pen.fits("known.cause_clause", what=words):
                return [self.pen.line("known", "known.cause_clause", what=words, facts=[fact])]
            if not self.over:
                return [self.pen.line("known", "known.cause_found", facts=[fact])]
        lines = self.view.unknown.get("cause", ())
        looking = [step.fact for step in self.view.steps if step.action.sort == "look"][-1:]
        if self.over:
            return [self.pen.line("known", "known.unknown_past", unknowns=["cause"], lines=lines)]
        if looking and not self._latest():
            return [
                self.pen.line(
                    "known", "known.unknown_looking", unknowns=["cause"], lines=lines, facts=looking
                )
            ]
        return [self.pen.line("known", "known.unknown", unknowns=["cause"], lines=lines)]

    def doing(self) -> list[Sentence]:
        """Say what we did and what we are doing, latest last, at most three sentences."""
        if self.over:
            return self._ended_by()
        latest = self._latest()
        if not latest:
            looks = [step.fact for step in self.view.steps if step.action.sort == "look"][-1:]
            if self.sheet.stage in ("identified", "fixing"):
                repairs = [
                    f
                    for f in self.view.sheet.usable("action", "decision")
                    if f.certainty in ("confirmed", "planned")
                ][-1:]
                return [self.pen.line("doing", "doing.repairing", facts=repairs, policy=not repairs)]
            if looks and any(s.unknowns == ("cause",) and s.fact_ids for s in self.known()):
                return []
            return [self.pen.line("doing", "doing.looking", facts=looks, policy=not looks)]
        return [sentence for step in latest for sentence in self._step(step, last=step is latest[-1])]

    def _step(self, step: Step, *, last: bool) -> list[Sentence]:
        action, at = step.action, self.view.clock.moment(step.at) if step.at else ""
        if action.state == "planned":
            return [self.pen.line("doing", "doing.planned", base=action.base, facts=[step.fact])]
        if step.failure is not None:
            return [
                self.pen.line(
                    "doing",
                    "doing.failed",
                    past=action.past,
                    ing=action.ing,
                    at=at,
                    facts=[step.fact, step.failure],
                )
            ]
        if action.state == "doing":
            return [self.pen.line("doing", "doing.now", ing=action.ing, facts=[step.fact])]
        if last and action.sort in ("repair", "trial"):
            return [
                self.pen.line(
                    "doing",
                    "doing.done_unproven",
                    past=action.past,
                    at=at,
                    facts=[step.fact],
                    unknowns=["verified"],
                )
            ]
        return [self.pen.line("doing", "doing.done", past=action.past, at=at, facts=[step.fact])]

    def _latest(self) -> list[Step]:
        """Return the two latest steps worth telling: repairs, trials and calls for help, each class once."""
        told: dict[str, Step] = {}
        for step in self.view.steps:
            if (
                step.action.sort == "look"
                or step.fact.visibility != "public"
                and step.action.state == "planned"
            ):
                continue
            told.pop(step.action.past, None)
            told[step.action.past] = step
        steps = list(told.values())
        finished = {step.action.id for step in steps if step.action.state == "done"}
        live = [
            s
            for s in steps
            if s.action.state != "planned" or (s.action.id not in finished and s is steps[-1])
        ]
        return live[-2:]

    def _ended_by(self) -> list[Sentence]:
        """Say what ended it: the last repairs before it worked again, without claiming that each one did."""
        end = self._end()
        done = [
            step for step in self.view.steps
            if step.action.sort in ("repair", "trial") and step.action.state != "planned" and step.failure is None
            and not (end and step.at and step.at > end.at)
        ]  # fmt: skip
        if not done:
            return []
        step = done[-1]
        at = self.view.clock.hour(step.at) + " " + self.view.clock.label if step.at else ""
        if step.at and not self.view.clock.same_day(step.at, self.sheet.as_of):
            at = self.view.clock.moment(step.at)
        sentences = [
            self.pen.line("doing", "doing.fixed_by", past=step.action.past, at=at, facts=[step.fact])
        ]
        if any(s.action.temporary for s in done[-2:]):
            facts = [s.fact for s in done[-2:] if s.action.temporary]
            sentences.append(self.pen.line("doing", "doing.temporary", facts=facts))
        return sentences

    def not_known(self) -> list[Sentence]:
        """Say the remaining unknowns aloud, topic by topic."""
        words = load_toml("topics.toml")["over" if self.over else "open"]
        told: list[Topic] = [t for t in load_toml("topics.toml")["told"]["outside"] if t in self.view.unknown]
        if not self.over and self.sheet.stage == "fixing":
            return [] if not told else [self._unknowns(told, words)]
        if self.over:
            told = [topic for topic in told if topic == "verified" and self.sheet.stage == "monitoring"]
        return [self._unknowns(told, words)] if told else []

    def _unknowns(self, topics: list[Topic], words: dict[str, str]) -> Sentence:
        lines = [line for topic in topics for line in self.view.unknown.get(topic, ())]
        return self.pen.line(
            "not_known",
            "not_known",
            topics=listing([words[t] for t in topics[:3]], "or"),
            unknowns=topics[:3],
            lines=lines,
        )

    def data(self) -> list[Sentence]:
        """Say plainly what is known of data."""
        for fact, effect in self.view.data():
            key = {"none_lost": "data.none_lost", "restored": "data.restored"}.get(effect)
            if effect == "lost":
                key = "data.lost_resolved" if self.sheet.stage == "resolved" else "data.lost"
            if key:
                return [self.pen.line("data", key, facts=[fact])]
        if "data" in self.view.unknown and self.over:
            lines = self.view.unknown["data"]
            return [self.pen.line("data", "data.unknown_resolved", unknowns=["data"], lines=lines)]
        return []

    def watch(self) -> list[Sentence]:
        """While it works again but is not resolved: say that we watch it, and who confirmed."""
        if self.sheet.stage != "monitoring":
            return []
        reported = [f for f in self.view.sure("verified") if f.certainty == "reported"]
        if reported:
            return [self.pen.line("watch", "watch.confirmed", facts=reported[-1:])]
        return [self.pen.line("watch", "watch.until", policy=True)]

    def remains(self) -> list[Sentence]:
        """Say in plain words what is left to do after the end."""
        if self.sheet.stage != "resolved":
            return []
        for fact in reversed(self.sheet.usable("decision")):
            words = self.view.clause(fact) if fact.certainty == "planned" else ""
            if words and self.pen.fits("remains.clause", what=words):
                return [self.pen.line("remains", "remains.clause", what=words, facts=[fact])]
        return []

    def advice(self) -> list[Sentence]:
        """Say the way around it, from the notes or the map, or honestly that there is none."""
        for fact in reversed(self.view.sure("workaround")):
            words = self.view.clause(fact)
            if words and self.pen.fits("advice.clause", what=words):
                return [self.pen.line("advice", "advice.clause", what=words, facts=[fact])]
        for symptom in self.view.symptoms:
            for part_id in symptom.map_ids:
                part = self.view.names.map.by_id.get(part_id)
                if part and part.advice and self.sheet.stage != "resolved":
                    return [
                        self.pen.line(
                            "advice", "advice.clause", what=part.advice.strip().rstrip("."), map_ids=[part_id]
                        )
                    ]
        if not self.over and "workaround" in self.view.unknown:
            return [
                self.pen.line(
                    "advice",
                    "advice.none_yet",
                    unknowns=["workaround"],
                    lines=self.view.unknown["workaround"],
                )
            ]
        return []

    # -- the end of the text -----------------------------------------------------------------------------

    def apology(self) -> list[Sentence]:
        """Apologise once, at the end, for what exactly happened."""
        start, end = self.sheet.started, self._end()
        if (
            self.sheet.stage != "resolved"
            or not (start and end and start.at < end.at)
            or not self.view.symptoms
        ):
            return []
        past = self.view.symptoms[0].clause.past()
        if not past:
            return []
        return [
            self.pen.line(
                "apology",
                "apology.plain",
                what=past,
                policy=True,
                fact_ids=self.view.symptoms[0].fact_ids,
                map_ids=self.view.symptoms[0].map_ids,
            )  # fmt: skip
        ]

    def postmortem(self) -> list[Sentence]:
        """Announce a report only when a note plans one."""
        if self.sheet.stage != "resolved":
            return []
        planned = [f for f in self.sheet.usable() if f.certainty == "planned" and _is_report(f.text)]
        return [self.pen.line("postmortem", "postmortem.planned", facts=planned[-1:])] if planned else []

    def contact(self) -> list[Sentence]:
        """Give the contact of the map, nothing else."""
        contact = self.view.names.map.contact.strip()
        if not contact:
            return []
        return [
            self.pen.line(
                "contact",
                "contact",
                contact=contact if contact.endswith((".", "!")) else f"{contact}.",
                policy=True,
            )
        ]

    def next_update(self) -> list[Sentence]:
        """Promise the next update; never the repair."""
        if self.sheet.stage == "resolved":
            return []
        key = "next_update"
        if self.pen.audience.id == "affected_customer_email":
            key = "next_update.email"
        elif self.pen.audience.unit in ("weighted", "gsm7"):
            key = "next_update.short"
        return [self.pen.line("next_update", key, policy=True)]


def _is_report(text: str) -> bool:
    lowered = text.lower()
    return any(
        word in lowered for word in ("postmortem", "post-mortem", "incident report", "root cause analysis")
    )


def _has_verb(words: str) -> bool:
    clause = symptom_clause(words)
    return bool(clause and clause.rest and clause.subject)


def _amount(value: float, unit: str, word: str) -> str:
    number = f"{value:,.0f}" if value == int(value) else f"{value:g}"
    if unit in ("%", "percent"):
        return f"{number}% of {word}"
    if word in ("users", "customers", "people", "clients"):
        return f"{number} of you" if False else f"{number} {word}"
    return f"{number} {word}"


def _facts_at(view: PublicView, time: FactTime) -> list[Fact]:
    facts = [f for f in view.sheet.usable() if time.line in f.lines]
    roles = {
        "start": ("start", "symptom"),
        "end": ("restored", "resolved", "verified"),
        "detected": ("detected",),
    }
    wanted = roles.get(time.role, ())
    return [f for f in facts if f.is_a(*wanted)][:1] if wanted else facts[:1]


def _cites(view: PublicView, time: FactTime) -> dict[str, list[Fact] | list[int]]:
    return {
        "facts": _facts_at(view, time) or [f for f in view.sheet.usable() if time.line in f.lines][:1],
        "lines": [time.line],
    }
