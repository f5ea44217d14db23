"""Where people who are no engineers tell, the stage follows what they say in words nobody listed."""

from datetime import UTC, datetime

from drafter import draft
from drafter.core.fact import FactEdit
from drafter.core.system_map import SystemMap
from drafter.facts.course import Course
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes

AS_OF = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOTEL = """2026-03-04 07:10Z - Guests on floors three and four stand before their doors, the lamp stays red.
2026-03-04 07:14Z - Reception walks them up with the master key.
2026-03-04 07:20Z - Could it be the new batteries? Olga goes to look.
2026-03-04 07:31Z - Batteries are full, so it is not that.
2026-03-04 07:40Z - Floors one and two open as always.
2026-03-04 07:52Z - Found: the wrong year was set when the clock changed, so every key was out of date.
2026-03-04 08:01Z - Olga sets the year and writes the keys anew, floor by floor.
2026-03-04 08:20Z - Guests on floor three get into their rooms with the new keys.
2026-03-04 08:35Z - All doors tried with two keys each, every lamp is green.
2026-03-04 09:00Z - The manager thanks everybody, we close the book on this.
"""


def sheet_of(text, edits=()):
    return build_sheet(parse_notes(text), SystemMap(), as_of=AS_OF, edits=edits)


def stages(text, edits=()):
    return [change.stage for change in sheet_of(text, edits).stages]


def test_it_works_again_and_is_over_in_words_of_a_trade():
    told = stages(HOTEL)

    assert told[4] == "investigating"
    assert told[5] == "identified"
    assert told[8] == "monitoring"
    assert told[9] == "resolved"


def test_the_note_that_moves_it_says_so_as_a_fact():
    sheet = sheet_of(HOTEL)

    said = {fact.kind for fact in sheet.facts if 9 in fact.lines}
    assert said & {"restored", "verified"}
    assert sheet.restored is not None
    assert sheet.restored.line == 9
    assert any(fact.kind == "resolved" and fact.visibility == "public" for fact in sheet.facts)


def test_notes_that_only_guess_move_nothing():
    lines = HOTEL.splitlines()[:7]
    guess = "2026-03-04 08:02Z - Perhaps the doors open again and it is over?"

    before, after = (stages("\n".join(some)) for some in (lines, [*lines, guess]))

    assert after[-1] == before[-1] != "resolved"


def test_few_notes_show_not_yet_who_tells_them():
    assert stages("\n".join(HOTEL.splitlines()[-2:]))[-1] == "investigating"


def test_what_a_person_says_of_a_note_stands_against_the_course():
    sheet = sheet_of(HOTEL)
    last = next(fact for fact in sheet.facts if 10 in fact.lines)
    edit = FactEdit(fact_id=last.id, action="correct", by="Ines", kind="coordination")

    assert stages(HOTEL, [edit])[-1] == "monitoring"


def test_engineers_are_read_by_the_rules():
    told = (
        "api p99 latency over 9 s",
        "nodes in zone b out of memory",
        "deployed a patch to the cluster",
        "queries time out on db-2",
        "restarted the pods",
        "schema rolled back on staging",
        "The manager thanks everybody, we close the book on this.",
    )
    text = "".join(f"2026-03-04 07:{n:02}Z - {line}\n" for n, line in enumerate(told, start=10))

    assert stages(text)[-1] != "resolved"


def test_a_stage_taken_over_leaves_no_doubt():
    course = Course()

    course.settle("resolved")

    assert course.stage == "resolved"
    assert course.belief == [0, 0, 0, 0, 1]


def test_what_was_read_with_doubt_is_asked_and_neither_told_nor_called_unknown():
    found = "Found: the wrong year was set when the clock changed, so every key was out of date."
    doubtful = "The writer went a year back when the power came on, and keys it made were out of date."
    lines = HOTEL.replace(found, doubtful).splitlines()
    made = draft("\n".join(lines[:7]), audiences=["status_page"], as_of=AS_OF)
    unknown = next(one for one in made.sheet.unknowns if one.topic == "cause")

    assert unknown.hints[0] == 6
    assert "confirm" in made.drafts[0].text
    assert "know the cause" not in made.drafts[0].text
    assert "looking for the cause" not in made.drafts[0].text
    asked = next(question for question in made.sheet.questions if question.topic == "cause")
    assert asked.yes_no
    assert asked.lines == (6,)


def test_a_kind_that_leads_by_little_stays_inside_until_a_person_confirms_it():
    unsure = next(fact for fact in sheet_of(HOTEL).facts if fact.unsure)

    edit = FactEdit(fact_id=unsure.id, action="confirm", by="Ines")

    assert not next(fact for fact in sheet_of(HOTEL, [edit]).facts if fact.id == unsure.id).unsure


def with_last(note):
    return "\n".join(HOTEL.splitlines()[:7]) + f"\n2026-03-04 08:35Z - {note}\n"


def test_that_it_may_work_again_is_asked_and_told_neither_as_over_nor_as_going_on():
    may = with_last("All doors tried with two keys each, every lamp is green.")
    made = draft(may, audiences=["status_page"], as_of=AS_OF)
    text = made.drafts[0].text

    unknown = next(one for one in made.sheet.unknowns if one.topic == "verified")
    assert unknown.hints[0] == 8
    assert made.sheet.questions[0].topic == "verified"
    assert made.sheet.questions[0].lines == (8,)
    assert made.sheet.stage not in ("monitoring", "resolved")
    assert "whether" in text.split(".")[0]
    assert "still" not in text.split(".")[0]
    assert "works again" not in text
    assert "working out" not in text
    assert "please tell us" in text


def test_a_note_that_leaves_no_doubt_is_not_asked_about():
    made = draft(with_last("Nobody gets in."), audiences=["status_page"], as_of=AS_OF)

    assert not any(one.topic == "verified" for one in made.sheet.unknowns)
    assert "whether" not in made.drafts[0].text.split(".")[0]


def test_a_person_who_says_that_it_works_ends_the_doubt():
    may = with_last("All doors tried with two keys each, every lamp is green.")
    fact = next(fact for fact in sheet_of(may).facts if 8 in fact.lines)
    said = FactEdit(fact_id=fact.id, action="correct", by="Ines", kind="restored")

    sheet = sheet_of(may, [said])

    assert sheet.stage == "monitoring"
    assert not any(one.hints for one in sheet.unknowns if one.topic == "verified")
