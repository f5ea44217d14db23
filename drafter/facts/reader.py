"""One note into its clauses, each with kind, certainty, components and visibility."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.core.fact import Certainty, FactKind
from drafter.core.note import Note, Notes
from drafter.core.system_map import SystemMap
from drafter.facts.able import can_as_ever
from drafter.facts.advice import advice_in, cost_in, goes_on
from drafter.facts.certainty import certainty_of, gives_word
from drafter.facts.claims import labels_cause, only_tested, proved, proves_the_last, says_proof, weighed
from drafter.facts.clauses import Clause, split_clauses
from drafter.facts.components import NameIndex, Sides, component_index, sides
from drafter.facts.endings import closes_ticket, ends_alone, ends_incident
from drafter.facts.features import Setting
from drafter.facts.forms import (
    amiss,
    as_felt,
    by_label,
    counted,
    lacks_word,
    machine_decides,
    names_fault,
    never_hit,
    proves_fault,
    settled,
    signs,
    they_say,
)
from drafter.facts.further import further_kinds
from drafter.facts.in_order import in_order, kind_in_order
from drafter.facts.in_vain import nothing_comes_of
from drafter.facts.kinds import judge
from drafter.facts.language import of_group, word_class
from drafter.facts.moments import is_watcher
from drafter.facts.phrases import Word
from drafter.facts.reading import Reading
from drafter.facts.stages import Standing
from drafter.facts.telling import Telling
from drafter.facts.visibility import visibility_of

_WHOLE_NAMES = word_class("whole")
_OF_THE_WHOLE = ("symptom", "restored", "resolved", "scope", "start", "verified")
# Kinds that speak of the part named just before in the same note when they name none.
_OF_THE_SAME = ("cause", "observation", "start", "unaffected", "unknown", "data_impact", "hypothesis")
_TOLD = ("confirmed", "reported")
_MENDED: tuple[FactKind, ...] = ("restored", "resolved")
_LOOKING: tuple[FactKind, ...] = ("verified", "action", "detected", "observation")
_REPAIRS = ("repair_act", "repair_done", "repair_running")
_DOUBT = 0.3  # lead of a kind over the next below which it needs a word for it
_NOTICED = (
    "alarm", "detect", "reported", "reporting", "saw", "told_by_person", "found", "declare", "measure",
    "log_line",
)  # fmt: skip
_EXPLAINED: tuple[FactKind, ...] = ("action", "observation", "unaffected", "workaround")
_FAILED = re.compile(  # "this failed because the copy was gone": why a step failed, not why we are hit
    r"(?:this|that|it)\s(?:failed|did not (?:work|help)|didn['’]t (?:work|help))\b", re.IGNORECASE
)
_STATES: tuple[FactKind, ...] = ("observation", "unaffected")
_SAME_THING = re.compile(r"(?:this|that|it|which|the (?:effect|result|outcome))\s", re.IGNORECASE)
_OUTCOME = re.compile(
    r"(?:and )?so (?:the|that|our|all|every|it|they|(?!we\b|i\b|far\b|now\b)[a-z]+ [a-z]+)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:and )?(?:then\b|(?:after|before|when) \w+ing\b)", re.IGNORECASE)
_IN_ORDER_TO_SEE = re.compile(
    r"to (?:check|see|test|find out|determine|verify|confirm) (?:if|whether)\b", re.IGNORECASE
)
_BECAUSE = re.compile(r"(?:because|b/c|bc|since|as|so that)\s", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s.*", re.DOTALL)
_AMISS = ("fault", "symptom", "bad_state", "inability", "negation", "cause_found")
_MET = ("symptom", "bad_state", "inability", "negation")
_THEY = re.compile(r"(?:and |but )?they (?:confirm|report|say|said|told|see|saw)", re.IGNORECASE)
_CHECKED = re.compile(r"(?:and |we |just )*(?:re-?)?(?:checked|tested|verified|confirmed)\b", re.IGNORECASE)
_SUMS_UP = re.compile(
    r"\d{1,2}[:.]\d\d\s?(?:-|–|to|till|until)\s?\d{1,2}[:.]\d\d"
)  # "end. down 18:54 to 19:22"
_PUT_AWAY = re.compile(r"(?:and |we |then )*closed (?:it|them|that)\W*", re.IGNORECASE)
_QUOTE = re.compile(r"[“\"][^“”\"]*(?:[”\"]|$)")
_LINK = re.compile(r"[“\"]https?:")
_LONG = 60  # characters; a shorter quotation is a message or a name


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the notes of one incident. `chat`: most notes carry an author, so they are a conversation."""

    index: NameIndex
    sides: Sides
    chat: bool

    @classmethod
    def of(cls, notes: Notes, system_map: SystemMap) -> "Reader":
        """Return the reader for these notes and this map."""
        spoken = sum(bool(note.author) for note in notes.entries)
        return cls(component_index(system_map), sides(system_map), 2 * spoken > len(notes.entries))

    def read(self, note: Note, standing: Standing, telling: Telling) -> tuple[Reading, ...]:
        """Return the clauses of `note` as the incident stands; neighbours that say the same are joined.

        `telling`: in which manner, and whether by engineers.
        What a note said it still says when later ones come, so it is kept; nobody may change it.
        """
        return _read(self, note, standing, telling)

    def read_anew(self, note: Note, standing: Standing, telling: Telling) -> list[Reading]:
        """Return the same, whether or not the note was read before."""
        clauses = split_clauses(note.text)
        quoted = supplier_quotes(note.text)
        readings: list[Reading] = []
        before = ""
        quiet = standing.phase == "quiet"
        for number, clause in enumerate(clauses):
            setting = Setting(
                index=number,
                count=len(clauses),
                phase=standing.phase,
                before=before,
                role="unknown",
                chat=self.chat,
                manner=telling.manner,
                engineers=telling.engineers,
                lay=telling.lay,
            )
            told = bool(readings) and _tells(readings[-1], clause)
            reading = _ordered(self._clause(note, clause, setting, told=told), standing)
            if _closes(reading, setting, standing, works=any(r.kind in _MENDED for r in readings)):
                reading = replace(reading, kind="resolved", certainty="confirmed", visibility="public")
            if reading.kind == "resolved" and not clause.hard and _PUT_AWAY.fullmatch(clause.text):
                reading = replace(
                    reading, kind="action", visibility="internal"
                )  # "the gate leaks, | closed it"
            if readings and proves_the_last(readings[-1], reading):
                readings[-1] = proved(readings[-1])
                reading = replace(reading, kind="coordination", visibility="internal")
            elif setting.count > 1 and says_proof(reading) and not (readings and readings[-1].has(*_REPAIRS)):
                reading = replace(reading, kind="coordination", visibility="internal")
            elif readings:
                reading = _after(readings[-1], reading)
                if not reading.components and reading.kind in _OF_THE_SAME:
                    reading = replace(reading, components=readings[-1].components)
            if any(start < clause.end and clause.start < end for start, end in quoted):
                certainty: Certainty = "planned" if reading.certainty == "planned" else "attributed"
                reading = replace(reading, kind="third_party", certainty=certainty, visibility="internal")
            before = reading.kind
            reading.also = further_kinds(
                reading.kind, reading.certainty, reading.groups, reading.also, first_trouble=quiet
            )
            quiet = quiet and reading.kind not in ("symptom", "start", "detected", "scope")
            if readings and not clause.hard and _same(readings[-1], reading):
                readings[-1] = _joined(readings[-1], reading, note.text)
            else:
                readings.append(reading)
        return readings

    def _whole(self, found: tuple[Word, ...], groups: frozenset[str]) -> tuple[str, ...]:
        """Return the one part customers use when the clause speaks of "the service" or "the site"."""
        if len(self.sides.front) != 1 or "offstage" in groups:
            return ()
        spoken = any(word.lower in _WHOLE_NAMES for word in found)
        return tuple(self.sides.front) if spoken else ()

    def _clause(self, note: Note, clause: Clause, setting: Setting, *, told: bool) -> Reading:
        components = tuple(dict.fromkeys(mention.id for mention in self.index.find(clause.text)))
        side = self.sides.of(components)
        verdict = judge(clause.text, replace(setting, named=side))
        groups, frame, found = signs(clause.text)
        in_doubt = verdict.margin < _DOUBT and lacks_word(verdict.kind, groups)
        if in_doubt or (verdict.kind == "decision" and machine_decides(clause.text, groups)):
            verdict = replace(verdict, kind="observation", public=False)
        told = told or gives_word(clause.text)
        certainty = certainty_of(verdict.kind, groups, frame, found, note, told=told)
        if proves_fault(clause.text, groups):  # "confirmed: the cert was issued for the wrong host"
            verdict, certainty = replace(verdict, kind="cause", public=False), "confirmed"
            groups |= {"cause_found"}
        if not components and verdict.kind in _OF_THE_WHOLE:
            components = self._whole(found, groups)
        kind = settled(verdict.kind, certainty, groups, setting.phase, clause.text)
        if kind == "restored":
            groups |= {"restored"}
        kind = by_label(kind, certainty, clause.text)
        if kind == "restored" and setting.phase == "restored" and ends_incident(clause.text):
            kind = "resolved"
        if kind == "unaffected" and certainty == "planned":
            certainty = "confirmed"
        if kind == "resolved" and "resolved" in groups and not ends_incident(clause.text):
            kind = "restored" if "restored" in groups else "observation"
        if (
            kind in ("detected", "observation", "verified")
            and certainty == "confirmed"
            and names_fault(clause.text, groups)
        ):
            kind = "cause"
        if kind == "detected" and "symptom" in verdict.also and _people_feel(groups):
            kind = "symptom"  # "helpdesk: staff cannot send mail": what they feel counts, not who told us
            verdict = replace(verdict, public=True)
        if told and kind == "observation" and certainty == "reported" and not groups.isdisjoint(_MET):
            kind = "symptom"  # "a user tells us | that no logs have come in since noon"
        if kind == "symptom" and is_watcher(note.author):
            kind = "detected"  # "pagerduty: search p99 8s"
        if kind == "detected" and certainty == "reported" and they_say(clause.text, groups):
            kind, verdict = "symptom", replace(verdict, public=True)
        if kind == "symptom" and can_as_ever(clause.text, groups):
            kind = "unaffected"
        kind = as_felt(kind, certainty, clause.text, groups, side)
        kind = counted(kind, certainty, clause.text)
        kind, certainty = weighed(kind, certainty, clause.text, groups, side, note.author)
        if kind == "cause" and labels_cause(clause.text):
            groups |= {"cause_found"}
        if kind in ("restored", "verified") and setting.phase != "restored" and only_tested(clause.text):
            kind = "observation"
        if kind == "decision":
            certainty = certainty_of(kind, groups, frame, found, note, told=told)
        if certainty != "withdrawn" and note.role != "customer_report" and advice_in(clause.text):
            kind, certainty = "workaround", "confirmed"
        return Reading(
            note=note,
            clause=clause,
            kind=kind,
            why=verdict.why,
            groups=groups,
            frame=frame,
            certainty=certainty,
            also=verdict.also,
            components=components,
            visibility=visibility_of(kind, certainty, clause.text, public=verdict.public),
            negated=bool(groups & {"negation", "inability"}),
            side=side,
            likely=verdict.likely,
            doubted=verdict.doubted and "cause_found" not in groups,
        )


@lru_cache(maxsize=4096)  # notes: those of some sixty long incidents
def _read(reader: Reader, note: Note, standing: Standing, telling: Telling) -> tuple[Reading, ...]:
    return tuple(reader.read_anew(note, standing, telling))


def _people_feel(groups: frozenset[str]) -> bool:
    """Say whether people feel it, or it is told as it is ("checkout is down"), by nobody."""
    told = not groups.isdisjoint(_NOTICED)
    return "inability" in groups or {"user", "symptom"} <= groups or ("symptom" in groups and not told)


def _ordered(reading: Reading, standing: Standing) -> Reading:
    """Return a clause that says only that a thing is in order, or is not, as what was hit makes it mean."""
    settled = reading.has("restored") and reading.kind != "coordination"
    said = None if settled or never_hit(reading.text) else in_order(reading.text, reading.groups)
    kind = kind_in_order(said, standing.phase, standing.hit) if said else None
    if kind is None or reading.kind == kind or reading.certainty not in ("confirmed", "reported"):
        return reading
    groups = reading.groups | {"restored"} if kind == "restored" else reading.groups
    public = reading.side != "back" and not reading.has("inside", "alarm")
    visibility = visibility_of(kind, reading.certainty, reading.text, public=public)
    return replace(reading, kind=kind, groups=groups, visibility=visibility)


def _closes(reading: Reading, setting: Setting, standing: Standing, *, works: bool) -> bool:
    """Say whether a bare word of ending ends the incident: once it works again, at either end of a note.

    So does closing its ticket once it is worked on.

    `works`: an earlier clause of the note says so itself.
    """
    worked_on = standing.phase in ("repair", "restored")
    if worked_on and reading.certainty in _TOLD and closes_ticket(reading.text):
        return True
    if works and setting.index == setting.count - 1:
        return ends_alone(reading.text, whole=True, idle=False)
    first = setting.index == 0 and standing.phase == "restored"
    whole = setting.count == 1 or _SUMS_UP.search(reading.note.text, reading.clause.end) is not None
    return first and ends_alone(reading.text, whole=whole, idle=not standing.busy)


def supplier_quotes(text: str) -> list[tuple[int, int]]:
    """Return spans of long quotations that a supplier is named before: its words, not ours."""
    spans = []
    for match in _QUOTE.finditer(text):
        said = len(match[0]) > _LONG and _LINK.match(match[0]) is None
        if said and of_group(text[: match.start()], "supplier", "vendor_name"):
            spans.append(match.span())
    return spans


def _tells(last: Reading, clause: Clause) -> bool:
    """Say whether the clause goes on with what users told: same sentence, or "they confirmed ..."."""
    reported = last.certainty == "reported" or last.has("reported")
    if reported and _continues(clause):
        return True
    return last.has("user") and not clause.hard and _THEY.match(clause.text) is not None


def _after(last: Reading, reading: Reading) -> Reading:
    """Return a clause as it is meant after the one before it in the same note."""
    if reading.certainty in _TOLD and nothing_comes_of(last.text, reading.text):
        return replace(reading, kind="symptom", visibility="public")
    advised = last.kind == "workaround" and advice_in(last.text) is not None
    if advised and (cost_in(reading.text) or (not reading.clause.hard and goes_on(reading.text))):
        return replace(reading, kind="workaround", certainty=last.certainty, visibility=last.visibility)
    if _stays_unsure(last, reading):
        kind = reading.kind if reading.kind in _MENDED else "hypothesis"
        return replace(reading, kind=kind, certainty="suspected", visibility="internal")
    if reading.clause.hard:
        return reading
    to_see = _IN_ORDER_TO_SEE.match(reading.text) and not reading.has("cause_link", "cause_found")
    if to_see and last.kind in ("action", "decision"):
        return replace(reading, kind=last.kind, certainty=last.certainty, visibility=last.visibility)
    told_cause = last.kind == "cause" and last.certainty == "confirmed"
    if told_cause and reading.kind in _STATES and reading.certainty == "confirmed" and amiss(reading.text):
        return replace(reading, kind="cause", visibility=last.visibility)
    inner = last.has("cause_found") or reading.kind in ("observation", "action")
    if told_cause and inner and _OUTCOME.match(reading.text):
        return replace(reading, kind="cause", certainty=last.certainty, visibility=last.visibility)
    if reading.kind == "cause" and last.kind == "action" and _FAILED.match(reading.text):
        return replace(reading, kind="observation", visibility="internal")
    if last.has("offstage") and reading.kind in (*_MENDED, "verified"):
        return replace(reading, kind="observation", visibility="internal")  # "loaded on test, | works there"
    if _checks_what_works(last, reading):
        return replace(reading, kind="unaffected", visibility=last.visibility)
    if _gives_reason(last, reading):
        if last.kind == "decision":
            return replace(reading, kind="decision", certainty="planned", visibility="internal")
        return replace(reading, kind="observation", visibility="internal")
    return reading


def _stays_unsure(last: Reading, reading: Reading) -> bool:
    """Say whether a guess goes on: "we believe that this is | because the table was wiped".

    The next sentence goes on with it when it speaks of the same ("The effect was late due to caching").
    """
    if last.certainty != "suspected" or reading.has("verified", "found"):
        return False
    if last.kind in _MENDED:  # "believing it to be resolved, | work resumes"
        return not reading.clause.hard and reading.kind in _MENDED
    if last.kind != "hypothesis":
        return False
    if reading.clause.hard:
        return reading.kind == "cause" and _SAME_THING.match(reading.text) is not None
    goes_on = reading.kind == "action" and _GOES_ON.match(reading.text) is not None
    return goes_on or reading.kind in ("cause", "observation", "scope", *_MENDED)


def _gives_reason(last: Reading, reading: Reading) -> bool:
    """Say whether the clause tells why something else was so: a step, or what a message in a log says.

    "suggests to restart it | because it holds the roles", "we tried it | because they have a demo today".
    """
    if reading.kind == "cause" and last.has("log_line"):
        return True
    if reading.kind not in ("cause", "observation") or not _BECAUSE.match(reading.text):
        return False
    reason = signs(_NEXT_SENTENCE.sub("", reading.text))[0]  # "because it is cheap. No change."
    amiss = not reason.isdisjoint(_AMISS)
    beside = reading.kind == "cause" and last.kind in _EXPLAINED and not amiss
    return last.kind == "decision" or beside


def _checks_what_works(last: Reading, reading: Reading) -> bool:
    """Say whether a check belongs to what was never hit: "search is fine, | checked twice"."""
    checks = reading.kind in _LOOKING and not reading.components
    return last.kind == "unaffected" and checks and _CHECKED.match(reading.clause.text) is not None


def _continues(clause: Clause) -> bool:
    return not clause.hard or clause.text.split(None, 1)[0].lower() in ("affecting", "since", "that", "as")


def _same(one: Reading, other: Reading) -> bool:
    return (
        one.kind == other.kind
        and one.certainty == other.certainty
        and one.visibility == other.visibility
        and (one.components == other.components or not one.components or not other.components)
    )


def _joined(one: Reading, other: Reading, text: str) -> Reading:
    start, end = one.clause.start, other.clause.end
    return replace(
        one,
        clause=Clause(start, end, text[start:end], one.clause.hard),
        groups=one.groups | other.groups,
        components=tuple(dict.fromkeys((*one.components, *other.components))),
        also=tuple(dict.fromkeys((*one.also, *other.also))),
        negated=one.negated or other.negated,
        doubted=one.doubted and other.doubted,
    )
