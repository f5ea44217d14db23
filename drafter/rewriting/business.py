"""The part for the business: what readers saw, when, why, how it was fixed and what changes.

Each place is filled by sentences of the source that can be said plainly, or by its times; a place that
nothing plain fills becomes a question.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.core.prose import Span
from drafter.core.system_map import SystemMap
from drafter.rewriting.follow_up import FOLLOW_UP, commitment, horizon_of
from drafter.rewriting.lightness import Lightener
from drafter.rewriting.moments import Moments
from drafter.rewriting.plain_facts import PlainFact
from drafter.rewriting.repeats import repeats
from drafter.rewriting.result import Commitment, Gap, Horizon, OutSentence
from drafter.rewriting.statements import Statement, leans
from drafter.rewriting.story import advice, fixed, happened, in_order, tells_fate_of_data, why
from drafter.rewriting.telling import is_fit, only_names_an_act, tells_alone, tells_of_now, who_is_named
from drafter.rewriting.vocabulary import hard_to_read
from drafter.rewriting.words import says, toml

_MOST_FACTS = 4  # sentences of the template writer in one section
_FEWEST = 4  # words of a line of work
_MOST_ADVICE = 4
_SUBJECT = 12  # words: where a sentence says what it is about
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_CHANGES = ("changed", "short", "long", "open")


@dataclass(slots=True)
class Business:
    """What stands in the first part, in order, and what could not be filled."""

    sentences: list[OutSentence] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    used: set[Span] = field(default_factory=set)
    shortened: set[Span] = field(default_factory=set)


class BusinessWriter:
    """Fills the places of one document."""

    def __init__(
        self,
        statements: list[Statement],
        moments: Moments,
        system_map: SystemMap,
        facts: Sequence[PlainFact] = (),
        own: frozenset[str] = frozenset(),
    ) -> None:
        self._own = own
        self._facts = facts
        self._statements = statements
        self._sayable = [s for s in statements if self._is_readable(s) and is_fit(s)]
        self._moments = moments
        self._map = system_map
        self._frames = toml("frames.toml")
        self._explained: set[str] = set()
        self.out = Business()

    def write(self, replaced: Mapping[str, Sequence[OutSentence]] | None = None) -> Business:
        """Return the filled part; `replaced` holds sentences to take for a section in place of ours."""
        self._saw()
        self._who()
        self._when()
        self.out.sentences.sort(key=lambda one: (_is_time(one.text), one.spans[0] if one.spans else (0, 0)))
        self._data()
        told_by_facts = any(one.topic == "fixed" for one in self._facts)
        mended = self._chosen(fixed(self._sayable, told_by_facts=told_by_facts), most=4)
        self._advise()
        data_told = any(tells_fate_of_data(one.text) for one in self.out.sentences)
        story = happened(self._sayable, self.out.used, data_told=data_told)
        causes = why(self._sayable)
        elsewhere = {s.span for s in causes if s.role == "cause" or says("cause", s.said)}
        elsewhere.update(s.span for s in mended)
        elsewhere.update(s.span for s in self._statements if horizon_of(s))
        besides = self._chosen([s for s in story if s.span not in elsewhere], most=5)
        seen = all(gap.topic != "saw" for gap in self.out.gaps)
        self._section("happened", besides if besides or seen else self._chosen(story, most=5))
        self._section("why", self._chosen(causes, most=4))
        self._section("fixed", [s for s in mended if s.span not in self.out.used])
        self._changes()
        self._ask()
        for section, sentences in (replaced or {}).items():
            self._replace(section, sentences)
        light = Lightener(self.out.sentences, self.out.used, self._explained, self._ask_if_empty)
        light.lighten()
        self.out.shortened = light.shortened
        self._told_elsewhere()
        return self.out

    def _replace(self, section: str, sentences: Sequence[OutSentence]) -> None:
        """Take other sentences for a section. Times and fate of data that they leave out are kept."""
        if not sentences:
            return
        said = " ".join(one.text for one in sentences)
        kept = [
            one
            for one in self.out.sentences
            if one.section == section == "summary"
            and (_CLOCK.search(one.text) or says("data_fate", one.text))
            and not set(_CLOCK.findall(one.text)) & set(_CLOCK.findall(said))
        ]
        place = next((k for k, one in enumerate(self.out.sentences) if one.section == section), 0)
        rest = [one for one in self.out.sentences if one.section != section]
        self.out.sentences = [*rest[:place], *sentences, *kept, *rest[place:]]
        topics = {"saw", "who"} if section == "summary" and says("harm", said) else {section}
        self.out.gaps = [gap for gap in self.out.gaps if gap.topic not in topics]

    # -- the summary

    def _saw(self) -> None:
        def worth(s: Statement) -> int:
            if s.role in ("actions", "short", "long", "done", "cause", "stats", "technical"):
                return 0
            told = s.role in ("summary", "impact", "", "other") and not tells_of_now(s.said)
            reader = says("reader", s.said) or (
                told and (self._names_us(s.said) or says("used", _IN_BRACKETS.sub("", s.said)))
            )
            harm = says("harm", s.said)
            if says("unhurt", s.said) or s.role == "lessons":
                return 3 * says("unhurt", s.said)
            if any(says(cue, s.text) for cue in ("polite", "guess", "not_known")):
                return 0
            if not harm or says("plan", s.text) or not (reader or s.role == "impact"):
                return 0
            return 2 * reader + 2 * harm + {"impact": 4, "summary": 2}.get(s.role, 0)

        best = self._best(worth, most=2)
        self._fill("saw", best, near=lambda s: s.role in ("impact", "summary") or says("harm", s.said))

    def _who(self) -> None:
        if any(says("scope", s.text) or says("unhurt", s.text) for s in self.out.sentences):
            return
        best = self._best(
            lambda s: 1 + (s.role == "impact") if self._tells(s) and says("scope", s.said) else 0, most=1
        )
        for s in () if best else self._statements:
            text = who_is_named(s)
            if text and not hard_to_read(text, self._own):
                self._add(text, "summary", (s.span,))
                return
        self._fill("who", best, near=lambda s: says("scope", s.said))

    def _when(self) -> None:
        frames, found, zone = self._frames["frames"], self._moments.found, self._moments.zone
        said = False
        for key in ("began", "noticed", "ended"):
            if key in found and not (key == "noticed" and "began" in found):
                written, span = found[key]
                self._add(frames[key].format(time=_zoned(written, zone)), "summary", (span,))
                said = True
        from_to = self._clocks_of_a_span()
        if not (said or from_to) and "first" in found:
            (first, first_span), (last, last_span) = found["first"], found["last"]
            if first != last:
                text = frames["span"].format(first=first, last=_zoned(last, zone))
                self._add(text, "summary", (first_span, last_span))
        for s in self._sayable:
            fits = s.role in ("summary", "impact", "stats", "resolution") and says("lasted", s.said)
            if fits and re.search(r"\d|hour|minute|day", s.said) and s.span not in self.out.used:
                self._use([s], "summary")
                said = True
                break
        if not from_to and ("began" not in found or ("ended" not in found and not said)):
            self._gap("when", [span for _, span in found.values()][:2])
        told = self._summary()
        if _CLOCK.search(told) and not zone and not re.search(r"\b[A-Z]{2,4}T\b|\bUTC\b|\bGMT\b", told):
            self._gap("zone", ())

    def _clocks_of_a_span(self) -> bool:
        """Return whether a sentence of the summary has two clock times: from when to when."""
        return any(len(_CLOCK.findall(one.text)) > 1 for one in self.out.sentences)

    def _data(self) -> None:
        told = [s for s in self._statements if s.text and self._tells(s) and _of_data(s)]
        harmed = {s.span for s in told if not says("denied", s.text)}

        def worth(s: Statement) -> int:
            if not (self._tells(s) or says("none_lost", s.said)) or not _of_data(s):
                return 0
            return 1 + 2 * (s.role in ("impact", "summary")) + (s.span in harmed or not harmed)

        if any(tells_fate_of_data(one.text) for one in self.out.sentences):
            return
        best = self._best(worth, most=2 if harmed else 1)
        if harmed and not any(s.span in harmed for s in best):
            best = []  # what was not lost, told alone, would hide what was
        self._fill("data", best, near=lambda s: tells_fate_of_data(s.said))

    def _advise(self) -> None:
        known = [s for s in self._statements if self._is_readable(s) and tells_alone(s)]
        self._use(self._chosen(advice(known), most=_MOST_ADVICE), "advice")

    # -- the story

    def _chosen(self, told: Iterable[Statement], *, most: int) -> list[Statement]:
        """Return the first of these sentences that are not said yet and need no other."""
        chosen: list[Statement] = []
        for s in told:
            if s.span in self.out.used or len(chosen) == most or only_names_an_act(s.said):
                continue
            before = chosen[-1] if chosen else None
            if leans(s.said) and not (before and self._follows(before, s)):
                continue  # "This ..." needs the sentence it points to
            chosen.append(s)
        return chosen

    def _section(self, section: str, chosen: list[Statement]) -> None:
        if chosen:
            self._use(chosen, section)
        elif not self._from_facts(section, section, _MOST_FACTS):
            roles = {"happened": ("summary", ""), "why": ("cause",), "fixed": ("resolution",)}[section]
            self._gap(section, [s.span for s in self._statements if s.role in roles and s.text][:1])

    def _told_elsewhere(self) -> None:
        """Ask nothing that another section answers: why in what happened, or what happened in the rest."""
        asked = {gap.topic for gap in self.out.gaps}
        story = [one.text for one in self.out.sentences if one.section in ("summary", "happened")]
        if any(says("cause", text) for text in story):
            asked.discard("why")
        if not asked & {"saw", "why"}:
            asked.discard("happened")
        self.out.gaps = [gap for gap in self.out.gaps if gap.topic in asked]

    def _follows(self, before: Statement, s: Statement) -> bool:
        place = next(k for k, one in enumerate(self._statements) if one is s)
        return place > 0 and self._statements[place - 1] is before

    def _changes(self) -> None:
        by: dict[Horizon, list[Statement]] = {"done": [], "short": [], "long": [], "open": []}
        for s in self._statements:
            horizon = horizon_of(s)
            if horizon is not None and not says("advice", s.text):
                by[horizon].append(s)
                self.out.commitments.append(commitment(s, horizon))
        filled = False
        for horizon, section in (("done", "changed"), ("short", "short"), ("long", "long"), ("open", "open")):
            sayable = [s for s in by[horizon] if self._is_readable(s) and s.span not in self.out.used]  # type: ignore[index]
            sayable = [s for s in sayable if not leans(s.said) and tells_alone(s)]
            sayable = [s for s in sayable if not (says("inward", s.text) or says("pointer", s.said))]
            sayable = [s for s in sayable if len(s.said.split()) >= _FEWEST]
            self._use(sayable, section)
            filled = filled or bool(sayable)
        if not filled:
            self._gap("changes", [s.span for s in self._statements if s.role in FOLLOW_UP and s.text][:1])

    def _ask(self) -> None:
        if self._map.contact:
            text = self._frames["frames"]["contact"].format(contact=self._map.contact.rstrip("."))
            self.out.sentences.append(OutSentence(text=text, part="business", section="ask", basis="map"))
        else:
            self._gap("ask", ())

    # -- the common steps

    def _is_readable(self, s: Statement) -> bool:
        """Return whether a sentence can be said in words that readers know or find explained beside them."""
        explained = frozenset(term.lower() for term in s.plain.explained) if s.plain else frozenset()
        return s.plain is not None and not hard_to_read(s.said, self._own | explained)

    def _names_us(self, text: str) -> bool:
        """Return whether a sentence is about the product, which its readers use."""
        first = re.findall(r"[\w.-]*\w", text.lower())[:_SUBJECT]
        return any(word in self._own for word in first if len(word) > 2)

    def _tells(self, s: Statement) -> bool:
        fits = s.role in ("impact", "summary", "resolution", "", "other", "timeline", "cause")
        return fits and not (says("plan", s.text) or says("guess", s.text))

    def _best(self, worth: Callable[[Statement], int], *, most: int) -> list[Statement]:
        rated = [(worth(s), -k, s) for k, s in enumerate(self._sayable) if s.span not in self.out.used]
        rated = [one for one in rated if one[0] > 0 and not leans(one[2].said)]
        if not rated:
            return []
        rated.sort(key=lambda one: one[:2], reverse=True)
        top = rated[0][0]
        return in_order([s for value, _, s in rated[:most] if value >= top - 2])

    def _fill(self, topic: str, chosen: list[Statement], *, near: Callable[[Statement], bool]) -> None:
        if chosen:
            self._use(chosen, "summary")
            return
        if self._from_facts(topic, "summary", 1):
            return
        self._gap(topic, [s.span for s in self._statements if s.text and near(s)][:1])

    def _from_facts(self, topic: str, section: str, most: int) -> bool:
        """Say what the facts give on a topic, the latest of it; return whether that was anything."""
        found = [one for one in self._facts if one.topic == topic and not says("thin", one.text)][-most:]
        later: list[PlainFact] = []
        for one in reversed(found):  # that something was begun is told by what came of it
            others = (*(said.text for said in self.out.sentences), *(fact.text for fact in later))
            if not any(repeats(one.text, other, whenever=True) for other in others):
                later.append(one)
        for one in reversed(later):
            self._add(one.text, section, one.spans)
        return bool(found)

    def _use(self, chosen: Iterable[Statement], section: str) -> None:
        for s in chosen:
            self.out.used.add(s.span)
            self._explained.update(s.plain.explained if s.plain else ())
            for text in s.plain.texts if s.plain else ():
                self._add(text, section, (s.span,))

    def _add(self, text: str, section: str, spans: tuple[Span, ...]) -> None:
        if any(repeats(text, one.text) for one in self.out.sentences):
            return  # a report often says in its summary what it says again below
        self.out.sentences.append(OutSentence(text=text, part="business", section=section, spans=spans))

    def _gap(self, topic: str, spans: Iterable[Span]) -> None:
        self.out.gaps.append(Gap(topic=topic, question=self._frames["gaps"][topic], spans=tuple(spans)))

    def _summary(self) -> str:
        return " ".join(s.text for s in self.out.sentences if s.section == "summary")

    def _ask_if_empty(self, section: str, spans: tuple[Span, ...]) -> None:
        alike = _CHANGES if section in _CHANGES else (section,)
        topic = "changes" if section in _CHANGES else section
        gone = not any(s.section in alike for s in self.out.sentences)
        if gone and topic in self._frames["gaps"] and all(gap.topic != topic for gap in self.out.gaps):
            self._gap(topic, spans[:1])


def _zoned(written: str, zone: str) -> str:
    return written if not zone or re.search(r"[A-Z]{2,}\b(?<!AM)(?<!PM)", written) else f"{written} {zone}"


def _of_data(s: Statement) -> bool:
    """Return whether a sentence says what became of data, by itself or under a heading that asks it."""
    asked = says("asks_data", s.passage.section) and s.role in ("impact", "other", "", "summary")
    return asked or tells_fate_of_data(s.said) or says("none_lost", s.said)


def _is_time(text: str) -> bool:
    """Return whether a sentence of the summary is only one of our own about a time."""
    frames = toml("frames.toml")["frames"]
    return any(
        text.startswith(frames[key].partition("{")[0]) for key in ("began", "noticed", "ended", "span")
    )
