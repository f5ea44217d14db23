"""The stage of an incident, folded over its facts from the first line on, with relapse.

A hypothesis never moves it. A trial (restart and see) does not move it either; a repair does. "Fix deployed"
is fixing until somebody saw it work. A cause told before anybody noticed trouble is hindsight and moves
nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.core.fact import Stage
from drafter.facts.in_order import stems
from drafter.facts.reading import Reading

_WHOLE = re.compile(r"\b(?:all|everything|everybody|service|services|site|hub|users?)\b", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:again|back|recover\w*|restored|resum\w*|(?:to )?normal\w*|gone|stopped|now)\b", re.IGNORECASE
)
_EXPLAINS = re.compile(
    r"(?:since|because|b/c|bc|as|when|while)\s", re.IGNORECASE
)  # looks back, is no new state
_NO_RETURN = re.compile(  # told of before, or work that is left
    r"\bat the time\b|\b(?:need|needs|have|has) to be (?:\w+ )?(?:again|anew)\b", re.IGNORECASE
)
_WAS = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\b(?:except|apart from|aside from|other than|but not|all but|with the exception of)\b", re.IGNORECASE
)
_NOT_OK = re.compile(
    r"\b(?:not|isn't|aren't|doesn't|don't) (?:yet )?"
    r"(?:ok|okay|fine|good|work(?:ing)?|up|back|restored|recovered|available|usable|there)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\bstill (?:\w+ ){0,2}?(?:broken|down|out|black|blank|dead|missing|absent|gone|failing|fails?|failed"
    r"|offline|unavailable|unreachable|unusable|affected|declined|refused|stuck|hang(?:s|ing)?|bounc\w+"
    r"|empty|wrong|not|cannot|can't|don't|doesn't|won't|no)\b",
    re.IGNORECASE,
)
_FINE = re.compile(r"\b(?:ok|okay|fine|works?|working|loads?|up|back|again|normal)\b", re.IGNORECASE)
_WHY = ("cause_link", "fault", "found", "bad_state")
_SURE = ("confirmed", "reported")
_TROUBLE = ("symptom", "detected", "start", "scope", "side_effect", "data_impact", "security", "unknown")
_WRONG = (
    "symptom", "bad_state", "inability", "persists", "alarm", "reported", "reporting", "fault", "negation",
    "repair_act", "repair_done", "repair_running", "restored",
)  # fmt: skip
_REPAIR = ("repair_done", "repair_running", "repair_act", "major")
_BARE = 2  # words of a clause that does not say what works
_TRIAL_VERBS = ("restart", "reboot", "kill", "try", "tri", "attempt", "test", "reload", "cycle")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the incident stands when a note comes: the phase, `hit` and `busy` of the fold."""

    phase: str
    hit: frozenset[str]
    busy: bool


@dataclass(slots=True)
class StageFold:
    """Carries the stage from note to note. `phase` is what came before, for the reading of clauses.

    `weak`: "monitoring" rests on a sign from inside only, so a further repair or trouble takes it back.
    `whole`: what works again is what people use, or all of it, not one part inside nor what only begins to.
    `seen_to_work`: the last note says so itself. `noted`: anything wrong was told at all; without that
    there is nothing to resolve. `partly`: the last note says that a part does not work; `mixed`: and that
    another does. `held`: the stage that "monitoring" followed on.
    `hit`: the words in which trouble was told. `busy`: the last note told of a step of ours, `testing`:
    of a test. `closing`: this note has just said that it is over; what else it tells was before, or is left.
    """

    stage: Stage = "investigating"
    reopened: bool = False
    trouble: bool = False
    noted: bool = False
    partly: bool = False
    mixed: bool = False
    held: Stage = "investigating"
    cause_known: bool = False
    decided: bool = False
    weak: bool = False
    whole: bool = False
    seen_to_work: bool = False
    hit: frozenset[str] = frozenset()
    busy: bool = False
    testing: bool = False
    closing: bool = False

    @property
    def standing(self) -> Standing:
        """Return what the next note is read against."""
        return Standing(self.phase, self.hit, self.busy)

    @property
    def phase(self) -> str:
        """Return "quiet", "trouble", "repair" or "restored"."""
        if self.stage in ("identified", "fixing"):
            return "repair"
        if self.stage in ("monitoring", "resolved"):
            return "restored"
        return "trouble" if self.trouble else "quiet"

    def step(self, readings: Iterable[Reading]) -> None:
        """Take in the clauses of one note."""
        taken = list(readings)
        self.seen_to_work = any(r.kind in ("restored", "verified") and r.certainty in _SURE for r in taken)
        self.noted = self.noted or any(_amiss(reading) for reading in taken)
        self.partly = any(_lacking(reading) for reading in taken)
        self.mixed = self.partly and any(_fine(reading) for reading in taken)
        self.closing = False
        for reading in taken:
            self._take(reading)
            self.closing = self.closing or self.stage == "resolved" == reading.kind
            self.testing = self.testing or reading.has("trial", "offstage")
        self.busy = any(reading.kind in ("action", "decision") for reading in taken)
        self.testing = any(reading.has("trial", "offstage") for reading in taken)
        several = sum(reading.kind == "restored" for reading in taken) > 1
        if several and not self.partly and self.stage == "investigating":
            self._settle(weak=True)
        shown = [reading for reading in taken if _shows_trouble(reading)]
        if shown:
            self.trouble = True
            self.hit = self.hit.union(*(stems(reading.text) for reading in shown))

    def follow(self, stage: Stage, readings: Iterable[Reading]) -> None:
        """Take over a stage the last note, with these `readings`, brought about in other words."""
        if stage == self.stage:
            return
        back = self.phase == "restored" and stage not in ("monitoring", "resolved")
        self.trouble = self.trouble or stage != "investigating"
        self.cause_known = self.cause_known or stage in ("identified", "fixing")
        if stage == "monitoring" and self.stage != "resolved":
            self._settle(weak=False)
        self.stage = stage
        self.reopened = back and any(_shows_trouble(reading) for reading in readings)

    def _take(self, reading: Reading) -> None:
        kind = reading.kind
        if kind == "decision":
            self._decide(reading)
        elif reading.certainty not in _SURE:
            return
        elif _cause_found(reading):
            self.trouble = self.trouble or self.noted  # what is explained was trouble, however it was told
            self._explain()
        elif kind == "resolved" and self.noted:
            self.stage, self.reopened = "resolved", False
        elif kind in ("restored", "verified"):
            self._restore(reading)
        elif kind == "cause" and reading.has(*_WHY) and not reading.has("persists"):
            self._explain()
        elif kind == "action":
            self._act(reading)
        elif kind in ("symptom", "observation", "detected", "scope"):
            self._trouble(reading)

    def _decide(self, reading: Reading) -> None:
        made = reading.has("decision") and not reading.has("proposal", "question_mark", "hedge")
        if made and reading.has(*_REPAIR):
            self.decided = self.trouble = True
            if self.stage == "investigating":
                self.stage = "identified"

    def _restore(self, reading: Reading) -> None:
        if reading.has("vouched_for") and self.stage != "resolved":  # a person knows that it works again
            self._settle(weak=False)
            self.whole = True
            return
        if self.stage == "resolved" or not self.trouble or reading.has("offstage") or self.partly:
            return
        if self.testing and len(reading.text.split()) <= _BARE:
            return  # "testing on one shard", then "works": the test did
        inner = _seen_inside_only(reading)
        if not reading.has("restored") and (reading.kind == "restored" or self.stage != "fixing"):
            return
        early = self.stage in ("investigating", "identified")
        if early and (inner or reading.kind == "verified" or not _BACK.search(reading.text)):
            return
        self._settle(weak=inner or reading.has("partial"))
        used = bool(reading.components) and reading.side != "back"
        felt = used or reading.has("user") or _WHOLE.search(reading.text) is not None
        self.whole = self.whole or (felt and not reading.has("partial", "mending"))

    def _settle(self, *, weak: bool) -> None:
        if self.stage != "monitoring":
            self.whole = False
            self.held = self.stage
        self.weak = weak and (self.weak or self.stage != "monitoring")
        self.stage, self.reopened = "monitoring", False

    def _explain(self) -> None:
        if not self.trouble:
            return
        self.cause_known = True
        if self.stage == "investigating":
            self.stage = "identified"

    def _act(self, reading: Reading) -> None:
        settled = self.stage == "monitoring" and not self.weak
        if not self.trouble or settled or self.stage == "resolved":
            return
        agreed = self.decided or self.cause_known
        if _repairs(reading, agreed=agreed) and (agreed or not _is_trial(reading)):
            self.stage = "fixing"

    def _trouble(self, reading: Reading) -> None:
        if self.closing or _EXPLAINS.match(reading.text):
            return
        if self.stage == "monitoring" and _lacking(reading) and not reading.has("relapse"):
            self.stage = self.held  # a part never came back: no relapse
        elif self.stage in ("monitoring", "resolved"):
            if _relapses(reading, closed=self.stage == "resolved"):
                self.stage, self.reopened = ("identified" if self.cause_known else "investigating"), True
            elif self.stage == "monitoring" and _contradicts(reading, weak=self.weak):
                self.stage = "fixing" if self.cause_known else "investigating"
        elif (
            self.stage in ("identified", "fixing")
            and reading.has("persists")
            and not self.cause_known
            and not self.mixed
        ):
            self.stage, self.decided = "investigating", False


def _cause_found(reading: Reading) -> bool:
    """Say whether the words themselves say that the cause is found, whatever kind the clause was read as."""
    if reading.has("negation", "inability", "diagnose", "plan", "question", "unknown", "act_running"):
        return False
    told = reading.kind in ("cause", "observation", "detected", "action") or "cause" in reading.also
    return told and reading.has("cause_found")


def _contradicts(reading: Reading, *, weak: bool) -> bool:
    """Say whether a sign from inside shows that it does not work after all."""
    if reading.has("offstage", "restored") or reading.kind not in ("observation", "symptom"):
        return False
    return (
        reading.has("persists", "bad_state", "inability")
        if not weak
        else reading.has("persists", "bad_state", "inability", "symptom")
    )


def _seen_inside_only(reading: Reading) -> bool:
    if reading.side == "back":
        return True
    if _WHOLE.search(reading.text):
        return False
    return not reading.side and reading.has("inside", "alarm") and not reading.has("user")


def _shows_trouble(reading: Reading) -> bool:
    if reading.kind in _TROUBLE or reading.has("declare"):
        return True
    return (
        reading.kind in ("observation", "cause")
        and reading.has("symptom", "bad_state", "persists")
        and not reading.negated
    )


def _amiss(reading: Reading) -> bool:
    """Say whether a clause tells, in any way, that something is wrong or was told to be."""
    return _shows_trouble(reading) or (reading.kind != "resolved" and reading.has(*_WRONG))


def _lacking(reading: Reading) -> bool:
    """Say whether a clause tells that a part does not work while others may ("wallets NOT ok")."""
    if reading.certainty not in _SURE or reading.kind in ("decision", "action", "third_party", "unknown"):
        return False
    text = reading.text
    told = _NOT_OK.search(text) or _STILL.search(text)
    return told is not None or (reading.has("restored") and _LEFT_OUT.search(text) is not None)


def _fine(reading: Reading) -> bool:
    return _FINE.search(_NOT_OK.sub(" ", reading.text)) is not None or reading.has("restored")


def _repairs(reading: Reading, *, agreed: bool) -> bool:
    if reading.has("diagnose", "team", "comms") and not reading.has("major"):
        return False
    if reading.has(*_REPAIR) or "repair" in reading.frame.classes:
        return True
    return (
        reading.visibility == "public"
        and not reading.has("diagnose")
        and (agreed or "change" in reading.frame.classes)
    )


def _is_trial(reading: Reading) -> bool:
    return reading.has("trial") or (reading.frame.verb.startswith(_TRIAL_VERBS) and not reading.has("major"))


def _relapses(reading: Reading, *, closed: bool) -> bool:
    """Say whether trouble is back: told by users now, or said to be back; an old effect is none."""
    if _NO_RETURN.search(reading.text):
        return False
    told_past = _WAS.search(reading.text) is not None
    past = told_past and reading.frame.form in ("be", "passive")
    if reading.kind == "detected":
        return closed and reading.has("alarm") and not reading.has("resolved", "restored")
    if reading.kind == "observation":
        return closed and reading.has("bad_state") and reading.has("relapse")
    if reading.kind == "scope":
        return False
    shown = reading.frame.form == "bare" and reading.visibility == "public"
    met = shown and not closed and not told_past  # "met with an error", "builds fail"
    return not past and (reading.certainty == "reported" or reading.has("persists", "relapse") or met)
