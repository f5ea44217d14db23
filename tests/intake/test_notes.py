import json
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError, TooLarge
from drafter.intake.limits import NoteLimits
from drafter.intake.notes import parse_note_list, parse_notes

DAY = date(2026, 3, 4)


def read(text, **options):
    return parse_notes(text, **{"date": DAY, "zone": "UTC", **options})


def texts(notes):
    return [note.text for note in notes.entries]


def clocks(notes):
    return [note.at and note.at.strftime("%m-%d %H:%M") for note in notes.entries]


# -- real notes


def test_every_line_of_every_real_incident_is_one_entry_with_its_time(shared):
    for path in sorted((shared / "corpus" / "incidents").glob("*/notes.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
        notes = parse_notes(path.read_bytes(), date=DAY)
        assert len(notes.entries) == len(lines), path
        assert all(note.at and note.time_basis == "own" for note in notes.entries), path
        assert not any(note.has("instruction_like") or note.has("secret") for note in notes.entries), path


def test_every_grounding_case_is_read_with_its_day_and_zone(shared):
    for row in (shared / "grounding" / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(row)
        notes = parse_note_list(
            case["notes"],
            zone=case["timezone"],
            date=date.fromisoformat(case["incident_date"]),
            people=case["system_map"].get("people", ()),
        )
        assert len(notes.entries) == len(case["notes"]), case["id"]
        assert all(note.at for note in notes.entries), case["id"]
        assert notes.zone_written == case["timezone"]


def test_every_form_of_time_in_the_real_notes_is_read_right(shared):
    incidents = shared / "corpus" / "incidents"

    def at(slug, line):
        return parse_notes((incidents / slug / "notes.txt").read_bytes()).entries[line - 1]

    assert at("2i2c-2022-08-30-utoronto-inaccessible", 1).at == datetime(2022, 8, 30, 18, 15, tzinfo=UTC)
    assert at("datahub-2019-02-25-k8s-api-server-down", 1).at == datetime(2019, 2, 25, 11, 21, tzinfo=UTC)
    assert at("mybinder-2018-07-30-jupyterlab-build-cpu-saturate", 1).zone == "PST (UTC-7)"
    spanned = at("mybinder-2018-04-18-cull-flood", 2)
    assert spanned.at == datetime(2018, 4, 18, 11, 30, tzinfo=UTC)
    assert spanned.at_end == datetime(2018, 4, 18, 11, 45, tzinfo=UTC)
    assert spanned.approximate
    hour_only = at("dfds-pm2024-001-two-kubernetes-nodes-went-into-notready-state", 18)
    assert (hour_only.at, hour_only.at_end) == (
        datetime(2024, 3, 13, 14, 0, tzinfo=UTC),
        datetime(2024, 3, 13, 14, 59, tzinfo=UTC),
    )


# -- moments


def test_a_missing_time_is_carried_from_the_entry_above():
    notes = read("14:05 checkout down\nrolled back")
    assert [note.time_basis for note in notes.entries] == ["own", "carried"]
    assert clocks(notes) == ["03-04 14:05", "03-04 14:05"]


def test_the_clock_rolls_over_midnight_and_a_late_note_stays_on_its_evening():
    notes = read("23:50 down\n00:10 rollback\n23:58 (late note) paged\n00:30 up")
    assert clocks(notes) == ["03-04 23:50", "03-05 00:10", "03-04 23:58", "03-05 00:30"]
    assert any("over midnight" in warning for warning in notes.warnings)


def test_a_small_step_back_is_a_late_note_of_the_same_day():
    assert clocks(read("14:30 rollback\n14:05 first report")) == ["03-04 14:30", "03-04 14:05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:05 alert\nT+15 rolled back", ["03-04 14:05", "03-04 14:20"]),
        ("T+0 14:05 UTC alert\nT+5 looking\n+90m up", ["03-04 14:05", "03-04 14:10", "03-04 15:35"]),
        ("# T0: 14:00\nT+5 alert", ["03-04 14:05"]),
    ],
)
def test_offsets_count_from_the_first_moment_or_the_stated_one(text, expected):
    assert clocks(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "zone", "written"),
    [
        ("# All times in PST\n14:05 down", "UTC-08:00", "PST"),
        ("# All times in PST (UTC-7)\n14:05 down", "UTC-07:00", "UTC-7"),
        ("# All times in Pacific Time (US & Canada)\n14:05 down", "America/Los_Angeles", "Pacific Time"),
        (
            "# All times in Denver (as marked on each line)\n14:05 Denver - down",
            "America/Denver",
            "Denver time",
        ),
        ("All times are in CEST\n14:05 down", "UTC+02:00", "CEST"),
        ("Timezone: Europe/Berlin\n14:05 down", "Europe/Berlin", "Berlin time"),
        ("14:05 PST down\n14:07 up", "UTC-08:00", "PST"),
    ],
)
def test_the_zone_comes_from_the_header_or_from_the_lines(text, zone, written):
    notes = parse_notes(text, date=DAY)
    assert (notes.zone, notes.zone_written) == (zone, written)


def test_what_the_notes_say_about_their_zone_wins_over_the_callers_default():
    assert read("# All times in PST\n14:05 down", zone="UTC").zone_written == "PST"


@pytest.mark.parametrize("header", ["# Times CET", "# All times in CET", "times cet", "# time zone: CET"])
def test_a_header_may_name_the_zone_in_few_words(header):
    notes = parse_notes(f"{header}\n2026-01-20 09:00 - calls fail\n")

    assert notes.entries[0].at == datetime(2026, 1, 20, 8, 0, tzinfo=UTC)


def test_a_zone_written_once_carries_down():
    assert clocks(parse_notes("17:04 PST down\n17:20 up", date=DAY)) == ["03-05 01:04", "03-05 01:20"]


def test_a_line_that_is_only_a_date_is_the_day_of_what_follows():
    notes = parse_notes("2026-03-04\n14:05 down\n2026-03-05\n09:00 up", zone="UTC")
    assert clocks(notes) == ["03-04 14:05", "03-05 09:00"]


def test_without_a_day_the_stamp_is_kept_and_the_reason_is_said():
    notes = parse_notes("14:05 UTC down")
    assert notes.entries[0].at is None
    assert notes.entries[0].at_written == "14:05 UTC"
    assert notes.entries[0].time_problem == "no line names the day"


def test_an_ambiguous_date_is_said_and_another_date_of_the_notes_settles_it():
    alone = parse_notes("3/4/2026 14:00 down", zone="UTC")
    assert alone.entries[0].at is None
    assert "3 April or 4 March" in alone.entries[0].time_problem
    settled = parse_notes("3/4/2026 14:00 down\n13/4/2026 09:00 up", zone="UTC")
    assert clocks(settled) == ["04-03 14:00", "04-13 09:00"]


def test_a_time_without_am_or_pm_is_read_only_when_its_neighbours_leave_one_reading():
    notes = read("11:50 AM down\n12:10 still down\n12:30 PM rollback\n1:05 up")
    assert clocks(notes) == ["03-04 11:50", "03-04 12:10", "03-04 12:30", None]
    assert "no am or pm" in notes.entries[3].time_problem


def test_a_log_with_both_clocks_reads_unmarked_times_on_the_24_hour_clock():
    notes = read("11:21a down\n11:34 looking\n12:28p mail\n13:00 up")
    assert clocks(notes) == ["03-04 11:21", "03-04 11:34", "03-04 12:28", "03-04 13:00"]


# -- layout


def test_wrapped_log_lines_belong_to_the_entry_above():
    notes = read(
        '14:05 db errors:\n  File "a.py", line 3\n'
        "Traceback (most recent call last):\nValueError: bad\n14:06 ok"
    )
    assert len(notes.entries) == 2
    assert notes.entries[0].has("log_block")
    assert "ValueError" in notes.entries[0].text


def test_a_code_fence_is_one_entry_with_the_line_above_and_its_comments_are_kept():
    notes = read("14:05 restarted\n```\n# not a comment\n```\n14:06 ok")
    assert texts(notes) == ["restarted\n# not a comment", "ok"]


def test_prose_wrapped_at_the_width_of_the_page_is_joined():
    notes = read(
        "14:05 We noticed that the checkout page does not load for anyone in the whole\n"
        "european region since this morning and began to investigate together with the\n"
        "platform team who are on call this week.\n"
        "14:10 The platform team restarted the pods that serve the checkout page, which\n"
        "made it work again."
    )
    assert len(notes.entries) == 2
    assert notes.entries[1].text.endswith("the checkout page, which made it work again.")


def test_short_lines_without_a_time_are_entries_of_their_own():
    notes = read("14:05 found errors on one node\ncordoned that node\nsecond node has it too")
    assert len(notes.entries) == 3


@pytest.mark.parametrize(
    "line",
    [
        "- 14:05 down",
        "* 14:05 down",
        "\u2022 14:05 down",
        "1405 - down",
        "| 14:05 | down |",
        "**14:05** down",
    ],
)
def test_bullets_and_tables_do_not_hide_a_stamp(line):
    notes = read(line)
    assert (clocks(notes), texts(notes)) == (["03-04 14:05"], ["down"])


def test_comment_lines_are_no_entries_and_the_file_line_is_remembered():
    notes = read("# All times in UTC\n\n14:05 down\n# a remark\n14:07 up")
    assert [(note.line, note.source_line) for note in notes.entries] == [(1, 3), (2, 5)]


def test_raw_is_the_entry_as_written():
    assert read("14:05 Ada: check\u200bout down").entries[0].raw == "14:05 Ada: check\u200bout down"


# -- flags


def test_the_same_words_are_a_repeat_only_when_nothing_says_it_happened_again():
    notes = read(
        "14:05 checkout is down for everybody\n"
        "checkout is down for everybody\n"
        "14:20 re-post from ops: checkout is down for everybody\n"
        "15:00 checkout is down for everybody"
    )
    assert [note.duplicate_of for note in notes.entries] == [None, 1, 1, None]
    assert notes.entries[1].has("duplicate")


def test_secrets_and_personal_data_never_reach_the_text():
    note = read("14:05 Ada: password=hunter2x, mail ada@example.com").entries[0]
    assert note.text == "password=[secret], mail [email]"
    assert note.has("secret")
    assert note.has("personal_data")


# -- what cannot be read


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "The notes are empty"),
        (" \n\t\n", "The notes are empty"),
        ("# only\n# comments", "2 comment lines and no entry"),
        (b"PK\x03\x04xx", "zip archive"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        ("14:05 caf\u00e9".encode("latin-1"), "is not UTF-8"),
        (b"1\x004\x00:\x000\x005\x00 \x00x\x00", "zero byte"),
        ("14:05 a\0b", "zero byte"),
    ],
)
def test_what_is_no_text_gets_one_clear_error_with_a_remedy(source, words):
    with pytest.raises(InputError, match=words) as caught:
        read(source)
    assert caught.value.remedy
    assert caught.value.where.startswith("notes.txt")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x" * 10_000_000, "10,000,000 bytes; the limit is 4,000,000"),
        ("14:05 " + "x" * 200_000, "200,006 characters; the limit is 100,000"),
        ("14:05 x\n" * 20_001, "20,002 lines; the limit is 20,000"),
    ],
)
def test_every_limit_is_named_with_the_size(source, words):
    with pytest.raises(TooLarge, match=words):
        read(source)


def test_limits_are_the_callers_choice():
    with pytest.raises(TooLarge, match="the limit is 1"):
        read("14:05 a\n14:06 b", limits=NoteLimits(max_lines=1))


@pytest.mark.parametrize(
    "source",
    [
        "\ufeff14:05 down\r\n14:06 up\r\n".encode(),
        "14:05 down\n14:06 up\n".encode("utf-16"),
        b"14:05 down\r14:06 up",
    ],
)
def test_byte_order_marks_and_line_ends_do_not_matter(source):
    assert texts(read(source)) == ["down", "up"]


@pytest.mark.parametrize(
    ("header", "zone"),
    [
        ("# 2026-07-11, CEST", "UTC+02:00"),
        ("# CET 2026-10-18", "UTC+01:00"),
        ("# 21 Mar 2026, times PDT", "UTC-07:00"),
        ("# 2026-08-25, times EDT", "UTC-04:00"),
        ("# all times BST 2 Aug 2026", "UTC+01:00"),
        ("# Europe/Dublin, 9 March 2026", "Europe/Dublin"),
        ("# Checkout down (2026-07-11, UTC+2)", "UTC+02:00"),
        ("# UTC, 2026-04-14", "UTC"),
        ("CEST, 2026-07-11", "UTC+02:00"),
        ("Mon 4 May 2026, all times BST", "UTC+01:00"),
        ("Tue 9 June 2026 / times = EEST", "UTC+03:00"),
        ("Sat 11 July 2026 - Berlin time", "Europe/Berlin"),
    ],
)
def test_a_zone_beside_a_day_is_the_zone_of_the_notes(header, zone):
    notes = parse_notes(f"{header}\n14:00 down\n14:05 up")
    assert (notes.zone, texts(notes)) == (zone, ["down", "up"])
    assert all(note.at for note in notes.entries)
    assert not any("No time zone" in warning for warning in notes.warnings)


@pytest.mark.parametrize(
    "header",
    [
        "# EST release 2026-07-11",
        "# 2026-07-11 EST release is late",
        "# 2026-07-11, eat",
        "# Boston, 2026-07-11",
    ],
)
def test_a_word_of_a_header_that_is_no_zone_does_not_become_one(header):
    assert parse_notes(f"{header}\n14:00 down").zone == "UTC"


@pytest.mark.parametrize(("zone", "words"), [("Narnia", "is not a time zone"), ("IST", "could be India")])
def test_a_zone_that_cannot_be_used_is_refused(zone, words):
    with pytest.raises(InputError, match="could be India" if zone == "IST" else words):
        read("14:05 x", zone=zone)


def test_an_item_of_a_list_is_one_entry_whatever_its_layout():
    notes = parse_note_list(["14:05 a\nb", "c"], date=DAY, zone="UTC")
    assert texts(notes) == ["a\nb", "c"]
    with pytest.raises(InputError, match="Item 2 is int"):
        parse_note_list(["a", 3])


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_nothing_is_lost(text):
    try:
        notes = read(text)
    except InputError:
        return
    assert [note.line for note in notes.entries] == list(range(1, len(notes.entries) + 1))
    assert all(note.raw for note in notes.entries)


def test_five_hundred_notes_are_read_in_a_tenth_of_a_second():
    lines = [
        f"{14 + i // 60 % 8}:{i % 60:02d} UTC - Ada: node {i} shows 503 errors, restarting it now"
        for i in range(500)
    ]
    read("\n".join(lines))

    began = time.process_time()
    notes = read("\n".join(lines))

    assert len(notes.entries) == 500
    assert (
        time.process_time() - began < 0.2
    )  # measured 0.06 s; twice the target leaves room for a busy machine


@pytest.mark.parametrize(
    ("heading", "day", "zone"),
    [
        ("28 july 2026, WEST, bike share", 28, "UTC+01:00"),
        ("4 Aug 2026 UTC, text messages", 4, "UTC"),
        ("14 May 2026 - rough notes", 14, "UTC"),
        ("charger thing 14 may 2026 (times utc)", 14, "UTC"),
    ],
)
def test_a_first_line_that_only_names_day_and_zone_is_a_heading(heading, day, zone):
    notes = parse_notes(f"{heading}\n08:11 unlocking fails\n08:15 looking\n".encode())

    assert [note.text for note in notes.entries] == ["unlocking fails", "looking"]
    assert {note.at.day for note in notes.entries} == {day}
    assert notes.zone == zone


@pytest.mark.parametrize(
    "first",
    [
        "4 Aug 2026 the shop went down while we were moving all stores to the new till",
        "we may not have all of it here",
    ],
)
def test_a_first_line_that_says_more_is_an_entry(first):
    notes = parse_notes(f"{first}\n08:11 unlocking fails\n08:15 looking\n".encode())

    assert len(notes.entries) == 3
