"""What a finding weighs: a missing everyday word is a remark, a technical word or a contradiction more."""

import pytest

from drafter import verify

NOTES = """# All times in UTC
2026-04-11 09:00 - pharmacy label printers print no batch number, 3 of 11 shops
09:12 - template of printer server was edited yesterday by us, that broke it
09:30 - template restored, next labels ok in shop 2
09:41 - shops 5 and 9 print right too, tickets at the counter never affected
"""


def severities(text):
    return {finding.rule: finding.severity for finding in verify(text, notes=NOTES)}


def test_an_act_in_everyday_words_is_a_remark_and_a_technical_one_warns():
    assert severities("We brought in a spare machine.").get("GRD022", "info") == "info"
    assert severities("We rebooted the firewall.")["GRD022"] == "warn"


def test_a_trouble_in_everyday_words_is_a_remark_until_a_second_rule_objects():
    assert severities("Your labels went missing.").get("GRD024", "info") == "info"
    assert severities("Your labels expired.")["GRD024"] == "warn"


def test_a_part_no_note_names_warns_when_the_trouble_is_told_of_it():
    assert severities("Please see our website for prices.").get("GRD035", "info") == "info"
    assert severities("The network failed in three shops.")["GRD035"] == "warn"


def test_a_part_may_be_named_after_what_the_notes_tell_of():
    notes = "# All times in UTC\n2026-04-11 09:00 - a malformed route was applied\n"

    assert "GRD035" not in {f.rule for f in verify("The router had a fault.", notes=notes)}
    assert "GRD035" in {f.rule for f in verify("The internet had a fault.", notes=notes)}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Labels lacked the number because our printer template had been edited.", None),
        ("Labels lacked the number because a truck cut the mains.", "warn"),
    ],
)
def test_a_cause_whose_words_the_notes_have_is_theirs(text, severity):
    assert severities(text).get("GRD020") in ({severity} if severity else {None, "info"})


def test_what_had_happened_in_words_no_note_has_warns():
    assert severities("A careless courier had dented the cartridges.")["GRD046"] == "warn"
    assert "GRD046" not in severities("Our template had been edited the day before.")


def test_every_one_of_what_the_notes_count_warns():
    assert severities("Every shop printed bad labels.")["GRD045"] == "warn"
    assert "GRD045" not in severities("Three shops printed bad labels.")
    assert "GRD045" not in severities("All shops that printed bad labels have been told.")


def test_an_estimate_without_a_figure_warns_and_one_with_a_figure_blocks():
    assert severities("Printing should work again tonight.")["GRD011"] == "warn"
    assert severities("Printing should work again by 11:00 UTC.")["GRD011"] == "block"
    assert "GRD011" not in severities("Whether the old labels will work again tonight, we cannot say yet.")


@pytest.mark.parametrize("text", ["You will get a free refill.", "Every shop gets bonus points."])
def test_a_gift_nobody_noted_blocks(text):
    assert severities(text)["GRD012"] == "block"


def test_works_again_warns_after_trouble_and_passes_or_warns_after_a_quiet_line():
    told = "The printers are working again."
    quiet = NOTES + "09:55 - every counter has labels\n"

    assert verify(told, notes=NOTES.rsplit("09:30", 1)[0])[0].severity == "warn"
    assert all(finding.severity != "block" for finding in verify(told, notes=quiet))


def test_a_cure_told_of_a_time_whose_line_has_the_trouble_stay_is_found():
    notes = (
        NOTES.rsplit("09:30", 1)[0] + "09:25 - restarted printer server, still no numbers\n09:40 - solved\n"
    )

    assert "GRD017" in {f.rule for f in verify("A restart at 09:25 UTC put an end to it.", notes=notes)}
