"""How a report's sentence becomes one a customer can read: shortened, opened, explained, or left out."""

import re

import pytest

from drafter.rewriting.plainness import plain
from drafter.rewriting.rewrite import rewrite

HEAD = "# Outage on 4 May 2026\n\n"


def made_of(report):
    return rewrite(HEAD + report)


def section(made, heading):
    found = re.search(rf"^## {heading}\n\n(.*?)(?=^## |\Z)", made.text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def asked(made):
    return {gap.topic for gap in made.gaps}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("However, nobody could sign in.", "Nobody could sign in."),
        ("This meant that all services failed.", "All services failed."),
        ("14:41 – Users could not sign in.", "Users could not sign in."),
        ("10:05 UTC: Users could not sign in.", "Users could not sign in."),
        ("Users saw 404 errors on every page.", 'Users saw "not found" errors on every page.'),
        ("Most of them got a 502 response.", "Most of them got a server error."),
        ("We printed 500 pages for all users.", "We printed 500 pages for all users."),
        ("We moved to a new cluster.", "We moved to a new cluster (several machines that work as one)."),
        ("The cluster size fell.", "The cluster size fell (cluster: several machines that work as one)."),
        ("Two nodes were down again.", "Two nodes (each one machine of a group) were down again."),
    ],
)  # fmt: skip
def test_a_sentence_is_said_plainly(text, said):
    found = plain(text)
    assert found is not None
    assert found.said == said


def test_a_part_whose_name_cannot_be_explained_stays_unless_a_word_of_it_can_be():
    assert plain("The ingest job ran out of room.").said == "The ingest job ran out of room."
    assert plain("The Kubernetes upgrade took an hour.") is None


def test_what_only_adds_is_left_out_where_the_whole_is_not_plain():
    found = plain("Users could not sign in for an hour, resulting in QXRT and VXRT timeouts.")
    assert found is not None
    assert found.said == "Users could not sign in for an hour."
    assert found.cut


@pytest.mark.parametrize(
    "text",
    [
        "If QXRT stops, users cannot sign in.",
        "Users cannot sign in because QXRT stops.",
        "While it is hard to tell what users want, many, including those of QXRT, have said so.",
        "The first master was replaced by us without any trouble, but we saw that the QXRT did not work.",
        "All users, including those of QXRT, could not sign in to it.",
    ],
)
def test_conditions_reasons_and_subjects_are_never_cut(text):
    assert plain(text) is None


def test_a_shortened_sentence_stands_whole_in_the_technical_part():
    made = made_of("## Impact\n\nUsers could not sign in for an hour, resulting in 17 QXRT timeouts.\n")
    first, _, technical = made.text.partition("## The technical part")
    assert "Users could not sign in for an hour." in first
    assert "QXRT" not in first
    assert "resulting in 17 QXRT timeouts" in technical
    assert not made.figures_dropped


def test_the_organisation_is_known_by_its_name_in_any_form():
    front = '---\norganisation: "Open Build Service"\n---\n\n'
    made = rewrite(f"{front}{HEAD}## Summary\n\nOBS was down for an hour.\n")
    assert "OBS was down for an hour." in section(made, "In short")


@pytest.mark.parametrize(
    "said",
    ["The website did not load.", "Binder launches were failing.", "Users weren't able to retrieve files."],
)
def test_what_users_use_tells_what_they_saw(said):
    made = made_of(f"## Summary\n\n{said}\n")
    assert said in section(made, "In short")
    assert "saw" not in asked(made)


@pytest.mark.parametrize(
    "said",
    [
        "Working around it led to this state again.",
        "Here is what caused the problem.",
        "It failed because of this.",
        "Just because it was not proved does not mean it did not happen.",
    ],
)
def test_a_sentence_that_says_nothing_alone_is_no_answer(said):
    made = made_of(f"## Root cause\n\n{said}\n")
    assert "why" in asked(made)
    assert said not in made.text.partition("## The technical part")[0]


def test_that_a_cause_is_known_does_not_say_why():
    made = made_of("## Root cause\n\nQXRT ran the wrong VXRT image.\n")
    assert "not described" not in made.text
    assert "why" in asked(made)


def test_a_cause_told_in_the_summary_stands_under_why():
    made = made_of("## Summary\n\nThe site was down for an hour. A wrong setting caused the outage.\n")
    assert section(made, "Why it happened").strip() == "A wrong setting caused the outage."
    assert not {"saw", "happened", "why"} & asked(made)


def test_the_cause_that_a_summary_names_in_inside_words_is_told_in_ours():
    made = made_of("## Summary\n\nThe root cause of the outage was a bug in our NFS code.\n")
    assert "mistake in the software" in section(made, "Why it happened")


@pytest.mark.parametrize(
    "said",
    [
        "We have a spare server which is not used.",
        "Restarting did not help.",
        "We could not cancel the shutdown that we started.",
    ],
)
def test_how_things_are_and_what_did_not_help_are_no_repair(said):
    made = made_of(f"## Resolution\n\n{said}\n")
    assert "fixed" in asked(made)


def test_words_around_a_cut_link_leave_no_hole():
    made = made_of(
        "## Resolution\n\nWe applied a patch with [PR #15](https://git.example/15) and then fixed it.\n"
    )
    assert "We applied a patch and then fixed it." in made.text


def test_the_words_of_a_link_defined_below_stay():
    made = made_of(
        "## Resolution\n\nThe setting was [changed back] by us.\n\n[changed back]: https://git.example/1\n"
    )
    assert "The setting was changed back by us." in made.text


def test_an_inside_name_in_brackets_goes_with_its_brackets():
    made = made_of("## Resolution\n\nThe main server (`pg-main-01.internal`) was restarted by us.\n")
    assert "The main server was restarted by us." in made.text


def test_above_the_grade_asides_go_before_answers():
    heavy = "Unquestionably, organisational responsibilities regarding infrastructure required clarification."
    made = made_of(
        "## Impact\n\nUsers could not pay for an hour.\n\n"
        f"## Root cause\n\nA bad setting stopped the site (see the considerable documentation).\n\n"
        f"## Follow-ups\n\n- We will clarify things.\n- {heavy}\n- {heavy[:-1]} again.\n"
    )
    assert "Users could not pay for an hour." in section(made, "In short")
    assert "A bad setting stopped the site" in section(made, "Why it happened")


def test_lines_of_a_log_are_no_story():
    made = made_of(
        "## Summary\n\n- 14:42: A call was started.\n- 14:54: It was declared.\n- The site was down.\n"
    )
    assert "call" not in section(made, "What happened")


def test_lines_of_a_log_are_no_plans():
    made = made_of("## Actions\n\n- 15:17 The incident is declared.\n- We will test each release.\n")
    assert section(made, "What we plan to change").strip() == "- We will test each release."


def test_what_was_deleted_need_not_be_data():
    made = made_of("## Timeline\n\n- 15:39 Permanently deleted the faulty controller.\n")
    assert "data could not be recovered" not in made.text
