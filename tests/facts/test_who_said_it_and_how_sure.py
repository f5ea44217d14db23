import pytest

from drafter.facts.clauses import split_clauses


@pytest.mark.parametrize(
    "line",
    [
        "Users start to report errors in the payroll form",
        "Two teams report that their jobs hang",
        "Callers and customers began complaining about dropped calls",
        "Patients told us that the booking page stays empty",
    ],
)
def test_people_who_begin_to_report_are_a_report(sheet_of, line):
    assert "reported" in {fact.certainty for fact in sheet_of("09:00 Payroll form shows errors", line).facts}


@pytest.mark.parametrize(
    ("line", "certainty"),
    [
        ("Increased risk of losing the second line", "suspected"),
        ("The import ran against the wrong cluster, so the shop was emptied", "confirmed"),
        ("Signing in is not possible for the night shift", "confirmed"),
        ("Errors start to appear in the order list", "confirmed"),
        ("DNS is still pointing to the old balancer", "confirmed"),
        ("We told users that the archive is read-only", "confirmed"),
    ],
)
def test_words_hedge_take_back_or_report_only_in_that_sense(sheet_of, line, certainty):
    facts = sheet_of("09:00 shop is slow", f"09:05 {line}").facts

    assert next(fact.certainty for fact in facts if 2 in fact.lines) == certainty


def test_why_a_step_was_taken_belongs_to_the_step(sheet_of):
    facts = sheet_of("09:00 shop is down", "09:05 Restarted the basket worker to see if it comes back").facts

    assert [(f.kind, f.certainty) for f in facts if 2 in f.lines] == [("action", "confirmed")]


def test_a_step_that_asks_for_the_cause_leaves_the_cause_a_guess(sheet_of):
    facts = sheet_of(
        "09:00 shop is down", "09:05 Reverted the theme to check if that was causing the outage"
    ).facts

    assert ("hypothesis", "suspected") in {(f.kind, f.certainty) for f in facts}


def test_a_guess_goes_on_with_what_then_followed(sheet_of):
    line = "We believe the account table got wiped, then created a new account for every visitor"

    assert {f.certainty for f in sheet_of("09:00 shop is down", f"09:05 {line}").facts if 2 in f.lines} == {
        "suspected"
    }


@pytest.mark.parametrize("line", ["Repaired", "Issue fully repaired", "The issue was quickly resolved"])
def test_a_bare_word_of_repair_says_that_it_works(sheet_of, line):
    facts = sheet_of("09:00 shop is down", "09:20 Rolled back the release", f"09:30 {line}").facts

    assert facts[-1].is_a("restored", "resolved")


def test_what_follows_due_to_is_a_clause_of_its_own_even_without_a_verb():
    clauses = split_clauses("Scanners were rejecting badges at gate two, due to a wrong time zone")

    assert [clause.text for clause in clauses] == [
        "Scanners were rejecting badges at gate two,",
        "due to a wrong time zone",
    ]


def test_a_message_that_people_meet_is_what_they_see(sheet_of):
    sheet = sheet_of('10:00 Guests who turn the key in the app see "The door does not answer".')

    (fact,) = sheet.usable("symptom")
    assert fact.visibility == "public"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("10:10 Query by Eva: 212 schools with 5,460 pupils have a wrong timetable.", "scope"),
        ("10:10 about 40 guests are without a key", "scope"),
        ("10:10 12 schools informed", "scope?"),
        ("10:10 30 guests are back in their rooms", "scope?"),
    ],
)
def test_those_whom_trouble_has_hit_are_counted(sheet_of, line, kind):
    sheet = sheet_of("10:00 guests cannot open their rooms", line)

    told = any(fact.is_a("scope", "symptom") for fact in sheet.facts if 2 in fact.lines)
    assert told == (kind == "scope")


def test_what_customers_write_that_they_see_is_a_symptom(sheet_of):
    sheet = sheet_of("10:00 Two guests write that their bill shows the wrong room.")

    (fact,) = sheet.usable("symptom")
    assert (fact.certainty, fact.visibility) == ("reported", "public")
