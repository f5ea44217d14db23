"""Every prompt as it leaves for one small fact sheet, against the rendering that a person approved.

The sheet is written by hand, so that only a change of a prompt or of the view shows here. After a wanted
change, run with DRAFTER_APPROVE=1, read the difference, and commit it.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from model_material import MAP, TAG

from drafter.core.draft import PublishedUpdate, Sentence
from drafter.core.fact import Conflict, Fact, FactSheet, FactTime, Unknown
from drafter.core.finding import Finding
from drafter.core.note import Note, Notes
from drafter.core.voice import HouseVoice
from drafter.engine.scripted import ScriptedEngine
from drafter.intake.instructions import gives_orders
from drafter.intake.maps import load_map
from drafter.writing.audiences import load_audiences
from drafter.writing.model.asking import Asking
from drafter.writing.model.extraction import extract
from drafter.writing.model.sentences import Candidate
from drafter.writing.model.view import group_view

APPROVED = Path(__file__).parent / "approved"
AT = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)
VOICE = HouseVoice(
    tone="Short and calm.",
    instead={"sign in": "log in"},
    avoid=("outage",),
    samples=("You could not log in this morning. It works again since 09:10 UTC.",),
)


def fact(line, kind, text, certainty="confirmed", visibility="public", **more):
    time = FactTime(at=AT.replace(minute=2 * line), role="event", written=f"14:{2 * line:02d}", line=line)
    return Fact(
        id=f"f{line}.1", kind=kind, text=text, certainty=certainty, lines=(line,), times=(time,),
        visibility=visibility, **more,
    )  # fmt: skip


DISPUTE = Conflict(
    id="k1", about="share of payments", fact_ids=("f5.1", "f6.1"), lines=(5, 6), question="Which?"
)
SHEET = FactSheet(
    product="Shop",
    as_of=AT.replace(hour=15),
    zone="UTC",
    zone_written="UTC",
    stage="fixing",
    facts=(
        fact(1, "detected", "alert: error rate of checkout-api above 20 %", visibility="internal"),
        fact(2, "symptom", "34 tickets, customers cannot pay by card", "reported", components=("checkout",)),
        fact(3, "hypothesis", "maybe the release is the cause?", "suspected", "internal"),
        fact(4, "action", "Ada rolled back the release on checkout-api", components=("checkout",)),
        fact(5, "scope", "about 10 % of payments fail"),
        fact(6, "scope", "about 40 % of payments fail"),
    ),
    unknowns=(Unknown(topic="cause"), Unknown(topic="end")),
    conflicts=(DISPUTE,),
)
LAST = PublishedUpdate(text="Your payment may fail.", audience="status_page", at=AT, stage="investigating")


def asking(*, public, voice=None):
    view = group_view(SHEET, load_map(MAP), public=public)
    previous = {"status_page": LAST}
    return Asking(view, tag=TAG, voice=voice, is_instruction=gives_orders, previous=previous)


def stopped():
    text = "Ask for a refund."
    found = Finding("MDL003", "closed-world", "block", 0, 3, 1, 1, "refund", "'refund' is not written down.")
    sentence = Sentence(text=text, slot="advice", fact_ids=("f2.1",), origin="model")
    return Candidate("status_page", sentence, text, findings=(found,))


def extraction():
    engine = ScriptedEngine({"extract": [{"facts": []}]})
    said = ["old"] * 4 + ["about 10 % of payments fail", "Ada: 40 %"]
    notes = [Note(line=n, source_line=n, raw=text, text=text) for n, text in enumerate(said, start=1)]
    everything = Notes(entries=tuple(notes), zone="UTC", zone_written="UTC")
    extract(everything, SHEET, load_map(MAP), engine=engine, tag=TAG, after_line=4)
    return engine.prompts[0]


SHIPPED = load_audiences()
WANTED = {"slots": ("symptom", "scope", "doing", "next_update"), "reader": "a reader", "max_units": 90}
AUDIENCES = {name: SHIPPED[name].model_copy(update=WANTED) for name in ("status_page", "social", "internal")}
SPOKEN = {"public": True, "voice": VOICE}
PROMPTS = {
    "extract": extraction,
    "draft-public": lambda: asking(public=True).draft([AUDIENCES["status_page"]], news_due=True),
    "draft-public-voice": lambda: asking(**SPOKEN).draft([AUDIENCES["social"]], news_due=False),
    "draft-internal": lambda: asking(public=False).draft([AUDIENCES["internal"]], news_due=True),
    "repair-public": lambda: asking(public=True).repair([stopped()]),
    "repair-internal": lambda: asking(public=False).repair([stopped()]),
}


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_is_the_approved_one(name):
    sent = "\n".join(f"### {one.role}\n{one.text}\n" for one in PROMPTS[name]().messages)
    path = APPROVED / f"{name}.txt"
    if os.environ.get("DRAFTER_APPROVE"):
        path.write_text(sent, encoding="utf-8")

    assert sent == path.read_text(encoding="utf-8")


def test_what_the_template_tells_is_shown_in_its_words_without_names():
    told = Sentence(text="Ada says it was caused by a bad release.", slot="known", fact_ids=("f3.1",))

    view = group_view(SHEET, load_map(MAP), public=True, floor=[told])

    assert view.by_id["f3.1"].text == "[person] says it was caused by a bad release."
    assert "f3.1" not in group_view(SHEET, load_map(MAP), public=True).by_id


@pytest.mark.parametrize("name", PROMPTS)
def test_an_approved_prompt_holds_no_person_customer_or_secret(name):
    text = (APPROVED / f"{name}.txt").read_text(encoding="utf-8")

    assert "Ada" not in text
    assert "Globex" not in text


def test_the_public_prompts_hold_no_internal_name_and_nothing_disputed():
    for name in ("draft-public", "draft-public-voice", "repair-public"):
        text = (APPROVED / f"{name}.txt").read_text(encoding="utf-8")
        assert "checkout-api" not in text
        assert "ledger-db" not in text
        assert "10 %" not in text
        assert "maybe the release" not in text
