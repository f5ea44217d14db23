from datetime import date

import pytest

from drafter.intake.notes import parse_notes
from drafter.intake.speakers import Cast


def read(text, **options):
    return parse_notes(text, date=date(2026, 3, 4), zone="UTC", **options).entries


@pytest.mark.parametrize(
    ("line", "author", "role", "text"),
    [
        ("[14:05] Ada (IC): rolling back", "Ada", "incident_commander", "rolling back"),
        ("14:05 IC: all good", "IC", "incident_commander", "all good"),
        ("14:05 IC Ada: all good", "Ada", "incident_commander", "all good"),
        ("14:05 Scribe - Ben rolled back v2.3", "Scribe", "scribe", "Ben rolled back v2.3"),
        ("14:05 @ben: done", "ben", "unknown", "done"),
        ("14:05 ben: root cause found", "ben", "unknown", "root cause found"),
        ("14:05 customer report: cannot pay", "customer report", "customer_report", "cannot pay"),
        ('14:05 ticket #4411: "blank page"', "ticket #4411", "customer_report", '"blank page"'),
        ("14:05 support: 12 tickets now", "support", "support", "12 tickets now"),
        ("14:05 PagerDuty: p99 latency", "PagerDuty", "bot", "p99 latency"),
        ("14:05 AWS support: we see it too", "AWS support", "vendor", "we see it too"),
        ("[14:05] <ada> checkout down", "ada", "unknown", "checkout down"),
        ("14:05 * ada restarts the pod", "ada", "unknown", "restarts the pod"),
        ("Ada [14:05] checkout down", "Ada", "unknown", "checkout down"),
        ("04/03/2026, 14:05 - Ada: checkout down", "Ada", "unknown", "checkout down"),
    ],
)
def test_who_speaks_is_read_from_the_start_of_the_line(line, author, role, text):
    note = read(line)[0]
    assert (note.author, note.role, note.text) == (author, role, text)


@pytest.mark.parametrize(
    "text",
    [
        "graph: launch success was 0%",
        "decision: increase node count",
        "follow-up: the alert went to a subset",
        "root cause identified: too many jobs",
        "hub logs: very few entries",
        "https://status.example.org is up",
        "@cara can you check?",
        "Job count: 97400",
        "restarted - works again",
    ],
)
def test_a_heading_an_address_or_a_question_is_no_speaker(text):
    note = read(f"14:05 {text}")[0]
    assert (note.author, note.text) == ("", text)


@pytest.mark.parametrize("label", ["IC note", "IC (plain)", "Note for comms", "Ada (IC, plain)"])
def test_a_plain_note_of_the_incident_commander_is_privileged(label):
    note = read(f"14:05 {label}: customers cannot pay, we are rolling back")[0]
    assert note.role == "incident_commander"
    assert note.has("privileged")
    assert note.text == "customers cannot pay, we are rolling back"


def test_known_people_are_speakers_whatever_their_name_looks_like():
    assert read("14:05 Xiulan: done", people=["Xiulan Chen"])[0].author == "Xiulan"


def test_in_a_chat_every_label_is_a_speaker():
    notes = read("14:05 zq: down?\n14:06 kv: yes\n14:07 zq: looking\n14:08 a third person: rollback")
    assert [note.author for note in notes] == ["zq", "kv", "zq", "a third person"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lovelace  2:05 PM\ncheckout is down\nlooking now\n\nBen Okri  2:07 PM\nrolled back",
        "[14:05] Ada Lovelace\ncheckout is down\nlooking now\n\n[14:07] Ben Okri\nrolled back",
        "Ada Lovelace \u2014 Today at 2:05 PM\ncheckout is down\nlooking now\n"
        "Ben Okri \u2014 Today at 2:07 PM\nrolled back",
    ],
)
def test_a_chat_pasted_with_headers_gives_one_entry_per_message(text):
    notes = read(text)
    assert [(note.author, note.text) for note in notes] == [
        ("Ada Lovelace", "checkout is down\nlooking now"),
        ("Ben Okri", "rolled back"),
    ]
    assert [note.at.minute for note in notes] == [5, 7]


def test_a_piece_of_markup_is_no_speaker():
    (note,) = parse_notes("14:02 UTC <img src=x onerror=alert(1)> hello").entries

    assert note.author == ""
    assert note.text == "<img src=x onerror=alert(1)> hello"


def test_names_in_square_brackets_speak_where_several_write_and_levels_do_not():
    cast = Cast([], ["[mo] seeing it", "[tj] same", "[mo] queue grows", "[warn] disk low"])

    assert cast.speaker("[tj] the box says no").author == "tj"
    assert cast.speaker("[warn] disk low").author == ""
    assert Cast([], ["[prod] db down", "[prod] db up"]).speaker("[prod] db down").author == ""
