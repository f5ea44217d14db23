"""What follows from figures and days of the notes by arithmetic, and what does not."""

import pytest

from drafter import verify
from drafter.checks.grounding.verify import Evidence, check
from drafter.core.draft import Draft, Sentence
from drafter.core.stemming import stem
from drafter.core.system_map import SystemMap
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes
from drafter.writing.audiences import load_audiences

NOTES = """# All times in UTC
2026-06-12 06:10 - kiln feed shows yesterdays recipe, 3 lines stand, first seen in Ulm, T1 and T3 dark
06:25 - backlog 900 trays
06:40 - reloaded the recipes, lines wait 25 min for each
07:30 - backlog 300 trays, 51 of 68 kilns hot. Gera and Selb up since Monday's change anyway
09:00 - no bad tray for 1 h, waits are under a minute. part for Selb comes Friday
09:20 - probe says +3, thermometer -6. 24 plates held back, 15 gone out, usual is around 200
09:40 - supplier confirms, valve type changed on Monday. told staff not to open kilns
09:50 - Resi needs a new gauge next
"""


def found(text, rule):
    return [f.severity for f in verify(text, notes=NOTES) if f.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        "Two thirds of the trays have been worked off.",
        "A third of the trays are outstanding.",
        "Nearly three quarters of the kilns were hot by 07:30 UTC.",
        "Three places were hit: Ulm, Gera and Selb.",
        "There were 300 trays and 68 kilns to see to, 368 in all.",
        "In all 39 plates were bad.",
        "About 75 percent of the kilns were hot by 07:30 UTC.",
        "The probe is nine degrees off.",
        "Terminals 1 and 3 are dark.",
    ],
)
def test_shares_lists_and_sums_follow_from_the_figures(text):
    assert found(text, "GRD004") in ([], ["info"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Nine tenths of the trays have been worked off.", "GRD004"),
        ("Five places were hit: Ulm, Gera and Selb.", "GRD004"),
        ("In all 93 plates were bad.", "GRD004"),
        ("About 57 percent of the kilns were hot by 07:30 UTC.", "GRD004"),
        ("The probe is seven degrees off.", "GRD004"),
        ("Terminals 2 and 4 are dark.", "GRD004"),
        ("All has been well since 07:50 UTC.", "GRD001"),
        ("It was at about 06:17 UTC that the first line stood.", "GRD001"),
        ("Lines waited forty minutes for each recipe.", "GRD003"),
        ("The part comes on Saturday.", "GRD002"),
        ("We told you of it in our April letter.", "GRD002"),
    ],
)
def test_what_does_not_follow_is_found(text, rule):
    assert set(found(text, rule)) & {"block", "warn"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("No bad tray has come since 08:00 UTC.", "GRD001"),
        ("The feed showed yesterday's recipe.", "GRD002"),
        ("The part comes on Friday, after the change on Monday.", "GRD002"),
        ("Our June letter tells more.", "GRD002"),
    ],
)
def test_times_and_days_reckoned_from_a_note_pass(text, rule):
    assert not found(text, rule)


def test_every_one_of_what_a_note_has_all_of_by_figure_passes():
    notes = "# All times in UTC\n2026-06-12 06:10 - 9 sites without permit\n07:00 - permits out for all 9\n"

    assert "GRD045" not in {f.rule for f in verify("Every site has its permit.", notes=notes)}
    assert "GRD045" in {f.rule for f in verify("Every site has its permit.", notes=notes.split("07:00")[0])}


def test_every_other_one_is_not_what_a_note_counts():
    notes = "# All times in UTC\n2026-06-12 06:10 - 9 sites without permit\n"

    assert "GRD045" not in {f.rule for f in verify("Every other site has its permit.", notes=notes)}


def test_a_recovery_since_a_time_of_no_trouble_is_a_remark():
    notes = NOTES.rsplit("07:30", 1)[0] + "06:50 - kilns take their recipes, all 3 lines\n"
    found_at = {f.rule: f.severity for f in verify("Kilns work again since 06:50 UTC.", notes=notes)}

    assert found_at.get("GRD017", "info") == "info"


def test_waits_that_are_down_to_a_figure_name_no_cause():
    assert not found("Waits are down to under a minute.", "GRD020")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We usually hold back 200 plates or so.", "GRD005"),
        ("It came with an update by the makers at 07:30 UTC.", "GRD010"),
        ("Please do not open kilns.", "GRD028"),
        ("Our supplier changed the valve type.", "GRD036"),
    ],
)
def test_bounds_after_a_number_updates_by_others_and_what_is_forbidden_pass(text, rule):
    assert not found(text, rule)


def test_what_is_only_needed_is_not_told_as_done():
    assert found("The gauge has been fetched for Resi.", "GRD044") == ["warn"]


def test_a_few_more_at_a_time_promise_no_update():
    assert not found("We saw 3 more at 07:30 UTC.", "GRD010")


@pytest.mark.parametrize(("word", "base"), [("plugged", "plug"), ("stopping", "stop"), ("filled", "fill")])
def test_a_stem_ends_as_the_word_without_ending_does(word, base):
    assert stem(word) == base


@pytest.mark.parametrize(("origin", "severity"), [("model", "block"), ("person", "warn")])
def test_a_recovery_told_too_early_holds_up_a_model_and_warns_a_person(origin, severity):
    early = NOTES.rsplit("06:25", 1)[0]
    notes, system_map = parse_notes(early), SystemMap(product="Kilns", components=())
    as_of = notes.entries[-1].at
    evidence = Evidence.build(notes, build_sheet(notes, system_map, as_of=as_of), system_map, as_of=as_of)
    text = "The kilns work again."
    told = Sentence(text=text, slot="known", lines=(2,), fact_ids=("f1.1",), origin=origin)
    draft = Draft(audience="status_page", stage="fixing", text=text, sentences=(told,))

    rules = {f.rule: f.severity for f in check(draft, evidence, load_audiences()["status_page"])}

    assert rules["GRD017"] == severity
