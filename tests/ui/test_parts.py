"""The desk's own logic: where texts are cut, which words changed, what a clock shows."""

from datetime import UTC, datetime

import pytest
from drafter.ui.connection import said
from drafter.ui.parts.clock import clock, span
from drafter.ui.parts.difference import word_diff
from drafter.ui.parts.facts import alike
from drafter.ui.parts.marked_text import basis, segments
from drafter.ui.parts.news import in_words
from drafter.ui.parts.parcels import parcels

from drafter.core.draft import NEXT_UPDATE
from drafter.core.fact import Fact
from drafter.errors import InputError
from drafter.review.records import AuditEntry
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


def test_a_word_kept_between_two_changes_is_not_an_island_to_stumble_over():
    shown = word_diff("We do not know the cause at all", "We found out the cause today at last")

    assert shown == ("We <del>do not know the cause at all</del><ins>found out the cause today at last</ins>")


def test_many_words_kept_between_two_changes_are_shown_as_kept():
    shown = word_diff(
        "Cards fail for everybody in Europe since two", "Cards work for everybody in Europe again"
    )

    assert shown == (
        "Cards <del>fail</del><ins>work</ins> for everybody in Europe <del>since two</del><ins>again</ins>"
    )


def test_paragraphs_stay_apart_in_a_comparison():
    shown = word_diff("Old one.\n\nOld two.", "New one.\n\nNew two.")

    assert shown == "<del>Old</del><ins>New</ins> one.\n\n<del>Old</del><ins>New</ins> two."


def act(seq, who, action):
    nothing = {"payload_hash": "", "previous_hash": "", "hash": ""}
    return AuditEntry(seq=seq, at=datetime(2026, 5, 4, tzinfo=UTC), who=who, action=action, **nothing)


def test_news_is_what_others_did_since_the_page_was_drawn_each_said_once():
    entries = (
        act(9, "Bot", "notes.added"),
        act(8, "Bot", "notes.added"),
        act(7, "Ada", "draft.edited"),
        act(6, "Dana (by link)", "draft.check_answered"),
        act(5, "Ben", "draft.approved"),
    )

    assert in_words(entries, 5, "Ada") == "Bot added notes · Dana (by link) answered the fact check"
    assert in_words(entries, 9, "Ada") == ""


def test_long_news_are_cut_and_an_act_without_a_word_is_still_told():
    entries = tuple(act(seq, f"P{seq}", "something.new") for seq in range(5, 0, -1))

    told = in_words(entries, 0, "Ada")
    assert told.startswith("P5 changed something · P4 changed something")
    assert told.endswith(", and 2 more")


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


def test_files_are_handed_in_in_parcels_that_the_api_takes():
    files = {"a": b"12345", "b": b"678", "c": b"9", "d": b"too large a file"}

    assert [list(one) for one in parcels(files, 8)] == [["a", "b"], ["c"], ["d"]]
    assert parcels({}, 8) == [{}]


def test_an_error_in_a_file_says_on_which_line():
    error = InputError("'x' is not a key.", remedy="Take it out.", where="system_map.yaml line 3")

    assert said(error) == "system_map.yaml line 3: 'x' is not a key."
    assert said(InputError("The text is empty.", remedy="Write one.", where="text")) == "The text is empty."


def fact(number, text, line, certainty="confirmed"):
    return Fact(id=f"f{number}", kind="symptom", text=text, certainty=certainty, lines=(line,))


def test_facts_that_say_the_same_are_one_to_look_at():
    told = [
        fact(1, "customers cannot pay,", 9),
        fact(2, "Customers cannot pay", 7),
        fact(3, "customers cannot pay", 5, "reported"),
        fact(4, "search is slow", 4),
    ]

    assert [[one.id for one in same] for same in alike(told)] == [["f1", "f2"], ["f3"], ["f4"]]


def test_a_guess_of_the_reader_is_not_confirmed_along_with_what_is_sure():
    sure = fact(1, "customers cannot pay", 9)
    guessed = fact(2, "customers cannot pay", 7).model_copy(update={"unsure": True})

    assert [[one.id for one in same] for same in alike([sure, guessed])] == [["f1"], ["f2"]]


def test_one_click_does_not_stand_for_more_facts_than_can_be_looked_at():
    assert [len(same) for same in alike([fact(n, "payments fail", n) for n in range(1, 24)])] == [10, 10, 3]
