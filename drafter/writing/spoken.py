"""Whole sentences of a note that were said for readers, told as they stand when every word is plain.

"Messages sent from Europe are not reaching people. They are queued on your device." An incident commander who
takes the time to put it into sentences says it better than any prepared words: what readers see, what they
are to do ("please do not order again"), what is done for them ("nobody will be charged twice").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

from drafter.core.fact import Fact, FactKind, FactTime
from drafter.facts.clauses import has_verb
from drafter.facts.frames import frame_of
from drafter.facts.language import word_class
from drafter.facts.phrases import words as words_in
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import expand
from drafter.writing.public_view import PublicView
from drafter.writing.views import event_time

Sort = Literal["state", "advice", "care"]

_STATE: tuple[FactKind, ...] = (
    "symptom", "scope", "start", "unaffected", "observation", "data_impact", "detected", "workaround",
)  # fmt: skip
_INSIDE: tuple[FactKind, ...] = ("unknown", "third_party", "cause", "security")
_FELT: tuple[FactKind, ...] = ("symptom", "scope", "unaffected", "data_impact")
_SENTENCES = 0.6  # of the notes
_YOU = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_BACK: tuple[FactKind, ...] = ("restored", "verified")  # that it is over the first sentence says
_FEWEST = 4  # words of a sentence that says something by itself
_FEWEST_ASKED = 3
_LONGEST = 23  # words; what is put before it must not make it too long
_MOST = 2
_SAME = 0.6  # of its longer words: it says what is told already
_OURS = re.compile(r"\b(?:we|our|us|i|my)\b|^please\b", re.IGNORECASE)  # not what readers find
_POINTS_BACK = re.compile(
    r"\b(?:it|them|this|that)\W*$"
    r"|^(?:it|they|this|that|these|those|both|(?:all|some|two|three|most) of (?:them|the)"
    r"|the (?:other|rest|remaining|first|second|third|last|two|three))\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-z]{4,}")
_SAY_LITTLE = frozenset(load_toml("plain_words.toml")["say_little"])
_SPEAKER = re.compile(r"^[\w .@-]{1,24}:\s+(?=[A-Z])")
_MAY = re.compile(r"\bmay\b")  # said to readers it is a statement: "your email may come late"
_UNSURE = ("suspected", "attributed", "conflicting")
_CLOCK = re.compile(
    r"(?<![\w:.])\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?(?!\w))?|(?<![\w:.])\d{1,2}\s?[ap]m\b", re.IGNORECASE
)
_ZONE = re.compile(r"\s(?:[A-Z]{2,5}(?:[+-]\d{1,2})?|local time)(?!\w)")
_DAY = re.compile(r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening)|noon|midnight)\b", re.I)
_SOON = re.compile(r"\b(?:now|soon|shortly|(?:in|within|for) (?:\w+ ){1,3}?(?:minutes?|hours?))\b", re.I)
_SOON_S = 3600
_MOVES = re.compile(
    r"\b(?:ago|so far|by now|(?:last|past|next) \w+ (?:minutes?|hours?))\b", re.I
)  # of that moment only


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence said for readers: what it is for, its words without full stop, and its facts."""

    sort: Sort
    words: str
    facts: tuple[Fact, ...]


def spoken(view: PublicView, told: Iterable[str]) -> list[Spoken]:
    """Return the latest sentences on how things stand, at most two, none that `told` says already.

    While it is open those of the latest note that has any; once it is over only what was said from then on.
    """
    stems = [_stems(text) for text in told]
    felt = {fact_id for symptom in view.symptoms for fact_id in symptom.fact_ids}  # told in other words
    for found in _by_note(view, _since(view)):
        fresh = [
            one
            for one in found
            if one.sort == "state"
            and not _known(one.words, stems)
            and felt.isdisjoint(fact.id for fact in one.facts)
        ]
        if fresh:
            return fresh[:_MOST]
    return []


def asked(view: PublicView, sort: Sort, told: Iterable[str] = ()) -> list[Spoken]:
    """Return the latest sentences on what readers are to do, or on what is done for them, at most two.

    What is asked of them holds until it is over; what is promised to them holds on. None says what `told`
    says already.
    """
    stems = [_stems(text) for text in told]
    for said in _by_note(view, 0 if sort == "care" else _since(view)):
        fresh = [one for one in said if one.sort == sort and not _known(one.words, stems)]
        if fresh:
            return fresh[:_MOST]
    return []


def _since(view: PublicView) -> int:
    end = view.sheet.restored or view.sheet.resolved
    return end.line if end and view.sheet.stage in ("monitoring", "resolved") else view.relapsed_at


def _by_note(view: PublicView, since: int) -> Iterable[tuple[Spoken, ...]]:
    """Yield what each note says to readers from line `since` on, the latest note first."""
    return (said for line, said in _all_said(view) if line >= since)


@lru_cache(maxsize=4)  # one sheet is written from for many readers
def _all_said(view: PublicView) -> tuple[tuple[int, tuple[Spoken, ...]], ...]:
    facts = [fact for fact in view.sheet.facts if fact.lines]
    notes = [(line, list(group)) for line, group in groupby(facts, key=lambda fact: fact.lines[0])]
    return tuple((line, tuple(_said(view, note))) for line, note in reversed(notes))


def _said(view: PublicView, note: Sequence[Fact]) -> list[Spoken]:
    found: list[Spoken] = []
    taken: list[Fact] = []
    before: Spoken | None = None  # "it" needs the sentence before, told at the same place
    for fact in note:
        taken.append(fact)
        if not fact.text.rstrip().endswith("."):
            continue
        one = _read(view, tuple(taken), note)
        leans = one is not None and _POINTS_BACK.search(one.words)
        if one and leans and (before is None or before.sort != one.sort):
            one = None
        if one:
            found.append(one)
        before, taken = one, []
    return found


def _read(view: PublicView, facts: tuple[Fact, ...], note: Sequence[Fact]) -> Spoken | None:
    noted = " ".join(" ".join(fact.text.strip() for fact in facts).split())
    text = expand(_SPEAKER.sub("", noted).rstrip(" ."))
    if (
        not text[0].isupper()
        or _MOVES.search(text)
        or any(not fact.usable or fact.id in view.disputed for fact in facts)
    ):
        return None
    sort = _sort(view, facts, text, note)
    if sort is None or _stale(view, facts, text):
        return None
    words = _shown(view, facts, text)
    return Spoken(sort, words, facts) if words else None


def _sort(view: PublicView, facts: Sequence[Fact], text: str, note: Sequence[Fact]) -> Sort | None:
    """Return what a sentence is for, None when it is not said to readers or not surely meant."""
    forms, length = _forms(), len(text.split())
    if any(fact.kind in _INSIDE or fact.is_a("security") for fact in facts) or text.endswith("?"):
        return None
    if not _MAY.search(text) and any(fact.certainty in _UNSURE for fact in facts):
        return None
    if length >= _FEWEST and forms["care"].search(text):
        return "care"
    if length >= _FEWEST_ASKED and forms["advises"].search(text) and _to_readers(note):
        return "advice"
    final = view.sheet.stage == "resolved" or any(fact.quantities for fact in facts)
    kinds = _FELT if _in_sentences(view) else _STATE
    stated = all(fact.kind in kinds or (final and fact.kind in _BACK) for fact in facts)
    to_them = _YOU.search(text) or (kinds is _STATE and forms["readers"].search(text))
    plain = length >= _FEWEST and (stated or to_them)
    states = has_verb(text) and frame_of(words_in(text)).form != "bare"  # "Triggered by hand" names no thing
    return "state" if plain and states and not _OURS.search(text) else None


@lru_cache(maxsize=4)
def _in_sentences(view: PublicView) -> bool:
    """Say whether all the notes are in sentences, so that a sentence is no sign of being said for readers."""
    ends = {fact.lines[-1]: fact.text.rstrip().endswith(".") for fact in view.sheet.facts if fact.lines}
    return sum(ends.values()) > _SENTENCES * len(ends)


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    lists = load_toml("plain_words.toml")
    readers = "|".join(re.escape(word) for word in sorted(word_class("readers"), key=len, reverse=True))
    orders = "|".join(re.escape(word) for word in sorted(word_class("orders")))
    others = "|".join(re.escape(word) for word in sorted(word_class("tell_readers")))
    deeds = "|".join(lists["care"])
    done = r"(?:will|['’]ll|going to|have been|has been|are being|is being)"
    return {
        "readers": re.compile(rf"\b(?:you|yours?|{readers})\b", re.IGNORECASE),
        "care": re.compile(rf"\b{done}\b(?:\s[\w'’-]+){{0,5}}?\s(?:{deeds})\b", re.IGNORECASE),
        "advises": re.compile(
            rf"(?:^|[,;:]\s|\b(?:and|so)\s)(?:please\s(?!(?:{others})\b)|{'|'.join(lists['advises'])})\s?\w"
            rf"|^(?:if|when) you\b[^,]*,\s(?:{orders})\b",
            re.IGNORECASE,
        ),
    }


def _to_readers(note: Sequence[Fact]) -> bool:
    """Say whether the note speaks to readers: "please check the list" alone may be said to the team."""
    return any(_forms()["readers"].search(fact.text) for fact in note)


def _stale(view: PublicView, facts: Sequence[Fact], text: str) -> bool:
    """Say whether "today" or "within the hour" no longer means what it did when it was noted."""
    noted = next((at for at in map(event_time, facts) if at), None)
    if noted is None:
        return False
    if _DAY.search(text) and not view.clock.same_day(noted, view.sheet.as_of):
        return True
    return bool(_SOON.search(text)) and (view.sheet.as_of - noted).total_seconds() > _SOON_S


def _shown(view: PublicView, facts: Sequence[Fact], text: str) -> str:
    """Return the words with the hours as the update prints them, "" when a word or an hour is not clear."""
    hours = list(_CLOCK.finditer(text))
    times = [time for time in (_time(view, found[0], facts) for found in hours) if time]
    if len(times) < len(hours):
        return ""
    bare, printed = text, text
    for place in reversed(range(len(hours))):
        start, end = hours[place].span()
        zone = _ZONE.match(text, end)
        end = zone.end() if zone else end
        said = _printed(view, times, place, dated=not _DAY.search(text))
        bare, printed = f"{bare[:start]}1{bare[end:]}", f"{printed[:start]}{said}{printed[end:]}"
    return printed if view.words.shown(bare, longest=_LONGEST) else ""


def _printed(view: PublicView, times: Sequence[FactTime], place: int, *, dated: bool) -> str:
    """Return an hour of a sentence: the zone with the last, the day where no word of the note says it."""
    clock, at = view.clock, times[place].at
    one_day = all(clock.same_day(times[0].at, time.at) for time in times)
    if place < len(times) - 1 and one_day:
        return clock.hour(at)
    return clock.moment(at) if dated else f"{clock.hour(at)} {clock.label}"


def _time(view: PublicView, written: str, facts: Sequence[Fact]) -> FactTime | None:
    """Return the moment an hour of a sentence stands for, None if none agrees with it to the minute."""
    told = [time for fact in facts for time in fact.times if written in time.written]
    minute = re.sub(r"\D", "", written)[-2:] if re.search(r"[:.]", written) else "00"
    same = [time for time in told if f"{time.at:%M}" == minute]
    exact = [time for time in same if view.clock.hour(time.at).startswith(written)]
    return next(iter(exact or same), None)


def _known(text: str, told: Sequence[frozenset[str]]) -> bool:
    mine = _stems(text)
    return not mine or any(len(mine & other) >= _SAME * len(mine) for other in told)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORDS.findall(text.lower()) if word not in _SAY_LITTLE)
