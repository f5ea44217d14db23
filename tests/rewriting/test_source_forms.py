"""Reports without marks, owners in lists and tables, and names that stand alone."""

import pytest

from drafter.rewriting.owners import without_owner
from drafter.rewriting.rewrite import rewrite

PLAIN = """INCIDENT REVIEW

Online booking

1. SUMMARY
Customers could not book for an hour.

2. ROOT CAUSE
A wrong setting stopped the booking page.

3. FOLLOW-UP
3.1 Add a test of the booking page - Web Team - done
3.2 Replace the booking page - Web Team - 31 October
"""


def test_lines_in_capitals_are_headings_where_there_are_no_marks():
    text = rewrite(PLAIN, name="r.txt").text.partition("## The technical part")[0]
    assert "## In short\n\nCustomers could not book for an hour." in text
    assert "## Why it happened\n\nA wrong setting stopped the booking page." in text
    assert "## What we have changed\n\n- Add a test of the booking page." in text
    assert "- Replace the booking page – 31 October." in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Add an alert for it – Web team – done.", "Add an alert for it."),
        ("Add an alert for it (Someone, 10 Oct).", "Add an alert for it (10 Oct)."),
        ("Add an alert for it (Done).", "Add an alert for it."),
        ("Add an alert for it. Owner: a developer.", "Add an alert for it."),
        ("Add an alert – for the shop only.", "Add an alert – for the shop only."),
        ("Add an alert for it – May 2027.", "Add an alert for it – May 2027."),
    ],
)
def test_work_is_told_without_its_owner(line, said):
    assert without_owner(line) == said


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The update was postponed twice by Zdenek because of the season.", "Zdenek"),
        ("The message was taken out by J. Nowak at noon.", "Nowak"),
        ("Karen loaded the right table and went home.", "Karen"),
        ("Piotr was called at noon and came at once.", "Piotr"),
        ("The price list is checked by two people (Priya, done).", "Priya"),
        ("| What | Who |\n|---|---|\n| Read the list | Jan |", "Jan"),
        ("Then @willibald looked at it. The rest is with Willibald now.", "Willibald"),
    ],
)
def test_names_of_people_are_found_where_they_act_or_stand_alone(said, name):
    assert name not in rewrite(f"# Outage on 4 May 2026\n\n## Details\n\n{said}\n").text


def test_a_sentence_keeps_its_last_word():
    text = rewrite("# Outage on 4 May 2026\n\n## Details\n\nAll tests ran with the alarm on.\n").text
    assert "with the alarm on." in text


def test_the_columns_of_a_table_that_say_who_are_left_out():
    report = (
        "# Outage on 4 May 2026\n\n## Actions\n\n| What | Owner | Due |\n|---|---|---|\n"
        "| Tell buyers if their seat changes | Box office | 30 Nov 2026 |\n"
    )
    assert "- Tell buyers if their seat changes – 30 Nov 2026." in rewrite(report).text


def test_a_question_in_bold_is_a_heading():
    report = (
        "# Outage on 4 May 2026\n\nDrivers could not pay.\n\n**Why did it happen?** The price list of the "
        "app was old.\n\n**What will we do?** We will test each list.\n"
    )
    text = rewrite(report).text
    assert "## Why it happened\n\nThe price list of the app was old." in text
    assert "- We will test each list." in text


def test_a_label_that_stands_alone_names_the_list_below():
    report = "# Outage on 4 May 2026\n\nDrivers could not pay.\n\nTo do:\n- test each price list of the app\n"
    assert "## What we plan to change\n\n- Test each price list of the app." in rewrite(report).text


def test_a_ticket_goes_without_its_number():
    text = rewrite(
        "# Outage on 4 May 2026\n\n## Details\n\nThe help desk opened ticket 48815 at noon.\n"
    ).text
    assert "The help desk opened a ticket at noon." in text
    assert "48815" not in text
