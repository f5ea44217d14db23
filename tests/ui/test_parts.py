"""The desk's own logic: where texts are cut, which words changed, what a clock shows."""

from datetime import UTC, datetime

import pytest
from drafter.ui.parts.clock import clock, span
from drafter.ui.parts.difference import word_diff
from drafter.ui.parts.marked_text import basis, segments

from drafter.core.draft import NEXT_UPDATE
from drafter.service.views import FindingView, SentenceView


def sentence(text, start, **more):
    given = {
        "text": text,
        "slot": "symptom",
        "fact_ids": (),
        "map_ids": (),
        "lines": (),
        "unknowns": (),
        "policy": False,
        "origin": "template",
        "section": "",
        "start": start,
        "end": start + len(text),
    }
    return SentenceView(**given | more)


def finding(start, end, severity="warn", **more):
    return FindingView(
        key=f"k{start}",
        rule="TIM001",
        name="vague-next-update",
        severity=severity,
        start=start,
        end=end,
        line=1,
        column=1,
        text="",
        message="Say when.",
        waivable=True,
        **more,
    )


def test_pieces_put_together_are_the_text():
    text = "Payments fail. More soon."
    pieces = segments(
        text, [sentence("Payments fail.", 0), sentence("More soon.", 15)], [finding(20, 24)], ""
    )

    assert "".join(piece["t"] for piece in pieces) == text
    assert [piece["t"] for piece in pieces if piece["f"] == 0] == ["soon"]
    assert [piece["s"] for piece in pieces] == [0, None, 1, 1, 1]


def test_the_gravest_of_two_findings_marks_the_words():
    pieces = segments("soon", [], [finding(0, 4), finding(0, 4, "block")], "")

    assert pieces == [{"t": "soon", "s": None, "f": 1}]


def test_a_waived_finding_is_not_underlined():
    pieces = segments("soon", [], [finding(0, 4, waived_by="Ana", waived_because="quoted")], "")

    assert pieces == [{"t": "soon", "s": None, "f": None}]


def test_the_clock_stands_where_the_placeholder_does():
    pieces = segments(f"Next update by {NEXT_UPDATE}.", [], [], "14:30 UTC")

    assert "".join(piece["t"] for piece in pieces) == "Next update by 14:30 UTC."


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"lines": (4,)}, "Rests on note 4"),
        ({"lines": (4, 7)}, "Rests on notes 4, 7"),
        ({"policy": True}, "Rests on the update policy"),
        ({"unknowns": ("cause",)}, "Says what no note answers: cause"),
        ({"origin": "person"}, "written by a person"),
    ],
)
def test_a_sentence_says_what_it_rests_on(more, words):
    assert words in basis(sentence("Payments fail.", 0, **more))


def test_changed_words_are_marked_and_everything_is_escaped():
    shown = word_diff("Payments <b>fail</b> now", "Payments work now")

    assert shown == "Payments <del>&lt;b&gt;fail&lt;/b&gt;</del><ins>work</ins> now"


@pytest.mark.parametrize(
    ("zone", "written", "shown"),
    [
        ("UTC", "UTC", "14:05 UTC"),
        ("Europe/Berlin", "CEST", "16:05 CEST"),
        ("UTC+02:00", "CEST", "16:05 CEST"),
        ("UTC-08:00", "PST", "06:05 PST"),
    ],
)
def test_clocks_are_in_the_zone_of_the_incident(zone, written, shown):
    assert clock(datetime(2026, 5, 4, 14, 5, tzinfo=UTC), zone, written) == shown


def test_time_left_is_in_words():
    assert span(372) == "6 min"
    assert span(-7500) == "2 h 05 min"
