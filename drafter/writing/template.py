"""The template writer: a fact sheet in, a draft out. No model, no network, the same answer every time.

It is always there: when a model is away or wrong, these sentences are what the liaison gets.
"""

import re
from datetime import datetime

from drafter.core.audience import Audience, Slot
from drafter.core.draft import Draft, PublishedUpdate, Sentence
from drafter.core.fact import FactSheet, Stage
from drafter.core.system_map import SystemMap
from drafter.writing.change import ChangeView, changes
from drafter.writing.executive_slots import ExecutiveSlots
from drafter.writing.inside_slots import InsideSlots
from drafter.writing.internal_view import InternalView
from drafter.writing.layout import render
from drafter.writing.lengths import fit
from drafter.writing.names import Names
from drafter.writing.opening import Opening
from drafter.writing.pen import Pen, placed
from drafter.writing.phrasebook import say
from drafter.writing.public_slots import PublicSlots
from drafter.writing.public_view import PublicView
from drafter.writing.report_slots import ReportSlots
from drafter.writing.support_slots import SupportSlots
from drafter.writing.views import WORKS

# The paragraph a slot stands in, for texts that have room for paragraphs.
_PARAGRAPH: dict[Slot, int] = {
    "known": 1, "doing": 1, "side_effect": 1, "data": 1, "watch": 1, "remains": 1, "not_known": 1,
    "advice": 2, "apology": 2, "postmortem": 2, "contact": 2, "next_update": 2,
}  # fmt: skip

# Slots whose sentences are often taken from one note of several clauses.
_SPREAD: tuple[Slot, ...] = ("scope", "unaffected")
_WORDS = re.compile(r"[\w'-]+")
# Sentences that one more note makes no news: that it works, that we look for the cause.
_NO_NEWS = ("back.", "doing.looking")

_last_views: list[tuple[FactSheet, SystemMap, PublicView, InternalView]] = []


def views(sheet: FactSheet, system_map: SystemMap) -> tuple[PublicView, InternalView]:
    """Return the views of a sheet; the latest are kept, because an update is written for many readers."""
    for known_sheet, known_map, public, internal in tuple(_last_views):
        if known_sheet is sheet and known_map is system_map:
            return public, internal
    names = Names(system_map)
    made = PublicView(sheet, system_map, names), InternalView(sheet, system_map, names)
    _last_views.append((sheet, system_map, *made))
    del _last_views[:-4]
    return made


def write(
    sheet: FactSheet,
    system_map: SystemMap,
    audience: Audience,
    *,
    next_update_at: datetime | None = None,
    previous: PublishedUpdate | None = None,
) -> Draft:
    """Write one update for one audience from the fact sheet.

    `previous` is the update this audience last got: the text then says "still" or what has changed, and
    takes other phrasings. The next update stands as a placeholder until approval.
    """
    public, internal = views(sheet, system_map)
    change = changes(sheet, previous, public=audience.view != "internal")

    def fitting() -> list[Sentence]:
        made = _sentences(public, internal, audience, previous, change)
        return fit(_once(made), audience, next_update_at, public.clock)

    sentences = fitting()
    if previous and not change.no_news and _nothing_new(sentences, previous, sheet.stage, change):
        change = ChangeView(repeated=change.repeated, worked=change.worked)
        sentences = fitting()
    return Draft(
        audience=audience.id,
        stage=sheet.stage,
        text=render(sentences, audience),
        sentences=tuple(sentences),
        subject=_subject(public, audience, previous) if "subject" in audience.slots else "",
        no_change=bool(previous) and change.no_news,
        next_update_at=None if sheet.stage == "resolved" else next_update_at,
        method="template",
    )


def _sentences(
    public: PublicView,
    internal: InternalView,
    audience: Audience,
    previous: PublishedUpdate | None,
    change: ChangeView,
) -> list[Sentence]:
    pen = Pen(audience, previous.phrasings if previous else ())
    slots = PublicSlots(public, pen, previous, change)
    if audience.id == "support_brief":
        return SupportSlots(public, pen, slots).all()
    if audience.id == "executives":
        return ExecutiveSlots(public, pen, slots).all()
    if audience.id == "postmortem":
        return ReportSlots(public, pen, slots).all()
    if audience.view == "internal":
        return InsideSlots(public, internal, pen, slots).all(audience)
    return _public(audience, slots)


def _nothing_new(
    sentences: list[Sentence], previous: PublishedUpdate, stage: Stage, change: ChangeView
) -> bool:
    """Say whether every fact told to this reader was told before, though the team has learnt more.

    What stood in the last update word for word is told, whatever newer note it rests on now.
    """
    ends = change.stage_moved and (previous.stage in WORKS or stage in WORKS)
    moved = change.changed or change.withdrawn or ends or change.relapsed
    told = [s for s in sentences if not s.phrasing.startswith(_NO_NEWS) and s.text not in previous.text]
    return not moved and {fact_id for s in told for fact_id in s.fact_ids} <= set(previous.fact_ids)


def _public(audience: Audience, slots: PublicSlots) -> list[Sentence]:
    paragraphs = audience.unit == "words"
    return [
        sentence
        for slot in audience.slots
        for sentence in placed(slots.write(slot), paragraph=_PARAGRAPH.get(slot, 0) if paragraphs else 0)
    ]


def _once(sentences: list[Sentence]) -> list[Sentence]:
    """Drop a sentence that says word for word what an earlier one in its section said, or a longer one."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for sentence in sentences:
        if (sentence.section, sentence.text) not in seen:
            seen.add((sentence.section, sentence.text))
            kept.append(sentence)
    return [one for one in kept if one.slot not in _SPREAD or not any(_is_part(one, o) for o in kept)]


def _is_part(one: Sentence, other: Sentence) -> bool:
    words, more = (frozenset(_WORDS.findall(sentence.text.lower())) for sentence in (one, other))
    return one.section == other.section and words < more


def _subject(view: PublicView, audience: Audience, previous: PublishedUpdate | None) -> str:
    """Return the subject line: the symptom now, or that it works again."""
    stage = view.sheet.stage
    used = previous.phrasings if previous else ()
    if stage in ("monitoring", "resolved"):
        name, works = Opening(view, Pen(audience, used), previous, ChangeView()).back()
        key = "subject.resolved" if stage == "resolved" else "subject.back"
        return say(key, audience.id, used, name=name, works=works).text
    if view.symptoms:
        return say("subject.open", audience.id, used, what=view.symptoms[0].clause.now()).text
    return say("subject.product", audience.id, used, product=view.product or "our service").text
