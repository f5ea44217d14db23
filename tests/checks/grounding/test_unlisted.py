"""Verbs that no lexicon knows, people, sequences and spared parts: judged by the words of the notes alone."""

import pytest

from drafter import verify

NOTES = """# All times in UTC
2026-04-02 08:00 - Orla: ferry ramp gates stay shut at pier 3, ticket booths fine
08:20 - Piet here, restarted the gates by hand
08:40 - remaining 26 fares will be refunded
09:00 - gates work again
"""
MAP = {"product": "Ferry", "people": ["Orla", "Piet"]}


def rules(text, audience="internal"):
    return {f.rule for f in verify(text, notes=NOTES, system_map=MAP, audience=audience)}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We have refunded the 26 fares.", True),
        ("We will refund the 26 fares.", False),
        ("We have not refunded the 26 fares yet.", False),
    ],
)
def test_any_verb_still_to_come_is_not_told_as_done(text, wrong):
    assert ("GRD044" in rules(text)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Orla arrived at 08:20 and restarted the gates.", True),
        ("Piet arrived at 08:20 and restarted the gates.", False),
        ("Orla saw it first; Piet came at 08:20.", False),
    ],
)
def test_a_time_is_told_of_the_person_its_line_names(text, wrong):
    assert ("GRD036" in rules(text)) is wrong


def test_an_act_is_told_of_the_person_who_did_it():
    assert "GRD036" in rules("Orla restarted the gates.")
    assert "GRD036" not in rules("Piet restarted the gates.")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The gates worked again before they were restarted by hand.", True),
        ("The gates worked again after they were restarted by hand.", False),
    ],
)
def test_a_sequence_is_that_of_the_notes(text, wrong):
    assert ("GRD008" in rules(text)) is wrong


def test_a_part_in_order_is_not_told_to_be_hit_as_well():
    assert "GRD041" in rules("The ticket booths are not working either.", "status_page")
    assert "GRD041" not in rules("The ticket booths work.", "status_page")


def test_a_milder_word_is_found_where_the_notes_have_worse():
    notes = "# All times in UTC\n2026-04-02 08:00 - all card payments fail\n"

    assert "GRD026" in {f.rule for f in verify("Card payments are merely slow.", notes=notes)}
    assert "GRD026" not in {f.rule for f in verify("Card payments fail.", notes=notes)}


def test_what_the_supplier_did_is_not_told_of_us():
    notes = "# All times in UTC\n2026-04-02 08:00 - passes fail\n08:10 - provider rolled back its release\n"

    assert "GRD036" in {f.rule for f in verify("We rolled back the release at 08:10 UTC.", notes=notes)}
    assert "GRD036" not in {f.rule for f in verify("Our provider rolled back its release.", notes=notes)}


@pytest.mark.parametrize(
    ("text", "wrong"), [("Passes fail across the country.", True), ("Passes fail.", False)]
)
def test_a_whole_country_needs_a_note(text, wrong):
    notes = "# All times in UTC\n2026-04-02 08:00 - passes fail at pier 3\n"

    assert ("GRD026" in {f.rule for f in verify(text, notes=notes)}) is wrong


def test_capitals_that_are_a_zone_do_not_take_a_figure_for_a_name():
    notes = "# All times in CEST\n2026-04-02 10:00 - 38 orders failed until 10:50\n"

    assert "GRD004" in {f.rule for f in verify("Until 10:50 CEST 83 orders failed.", notes=notes)}
    assert "GRD004" not in {f.rule for f in verify("Until 10:50 CEST 38 orders failed.", notes=notes)}


def test_every_third_is_not_every():
    notes = "# All times in UTC\n2026-04-02 08:00 - 1 in 3 links ends in an error\n"

    assert "GRD026" not in {f.rule for f in verify("Every third link ends in an error.", notes=notes)}
    assert "GRD026" in {f.rule for f in verify("Every link ends in an error.", notes=notes)}


def test_not_at_all_is_found_where_the_notes_have_it_slow():
    notes = "# All times in UTC\n2026-04-02 08:00 - the shop is slow\n"

    assert "GRD026" in {f.rule for f in verify("The shop cannot be opened at all.", notes=notes)}
    assert "GRD026" not in {f.rule for f in verify("The shop is slow.", notes=notes)}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The forecast of tonight is late; its run normally ends at 03:10 UTC.", False),
        ("The forecast will be ready by 05:00 UTC.", True),
    ],
)
def test_a_forecast_of_weather_is_no_estimate(text, wrong):
    notes = "# All times in UTC\n2026-04-02 03:40 - forecast run not finished, normally 03:10\n"

    assert ("GRD011" in {f.rule for f in verify(text, notes=notes)}) is wrong


def test_an_id_that_is_a_word_of_its_longer_name_gives_nothing_away():
    parts = [
        {
            "id": "git",
            "aliases": ["git index"],
            "customer_name": "the list of packages",
            "internal_only": True,
        }
    ]
    notes = "# All times in UTC\n2026-04-02 08:00 - pushes to the git index fail\n"

    def leaks(text):
        found = verify(text, notes=notes, system_map={"components": parts}, audience="status_page")
        return {f.rule for f in found}

    assert "LEK004" not in leaks("Our provider has problems with git.")
    assert "LEK004" in leaks("Pushes to the git index fail.")


def test_a_comma_ends_a_not_and_still_possible_guesses_nothing():
    notes = """# All times in UTC
2026-04-02 08:00 - printers cannot pull jobs, certificate expired at 07:00
08:10 - switched off card payment, cash still possible
"""

    assert "GRD028" not in {f.rule for f in verify("A certificate expired at 07:00 UTC.", notes=notes)}
    assert "GRD023" not in {f.rule for f in verify("Card payment is switched off.", notes=notes)}


@pytest.mark.parametrize(
    ("later", "wrong"),
    [
        ("08:20 - checking the migration", True),
        ("08:20 - confirmed, the migration locked it", False),
    ],
)
def test_a_guess_that_a_later_line_confirms_is_a_fact(later, wrong):
    notes = (
        f"# All times in UTC\n2026-04-02 08:00 - we think last night's migration locked the table\n{later}\n"
    )

    found = {f.rule for f in verify("Last night's migration locked the table.", notes=notes)}

    assert ("GRD038" in found) is wrong


def test_that_it_can_be_used_again_is_no_advice():
    notes = "# All times in UTC\n2026-04-02 08:00 - login fails\n08:30 - login works again\n"

    found = verify("You can log in to the shop again since 08:30 UTC.", notes=notes, audience="status_page")

    assert "GRD031" not in {f.rule for f in found}


def test_alerts_that_are_not_sent_deny_no_alert():
    notes = "# All times in UTC\n2026-04-02 08:00 - no alerts since 07:31, collector pending\n"

    assert "GRD028" not in {f.rule for f in verify("The system that sends alerts is starting.", notes=notes)}
