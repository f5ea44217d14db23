"""What a text says about its own context."""

import pytest

from drafter.checks.lint.front_matter import read, stage_label


def test_known_keys_are_read_and_the_rest_is_left_alone():
    keys = 'layout: post\nAudience: "executives"\nstatus: Monitoring\nnext-update: 2026-05-04T14:30Z # agreed'
    text = f"---\n{keys}\n---\nText"

    assert read(text) == {
        "audience": "executives",
        "stage": "Monitoring",
        "next_update_at": "2026-05-04T14:30Z",
    }


def test_a_block_value_keeps_its_lines():
    assert read("---\nprevious: |\n  We look.\n  More soon.\ntitle: X\n---\n") == {
        "previous": "We look.\nMore soon.",
        "title": "X",
    }


def test_toml_front_matter_is_read_too():
    assert read("+++\naudience = 'support'\n+++\n") == {"audience": "support"}


@pytest.mark.parametrize("text", ["", "audience: x\n", "---\naudience: x\n", "--- \n", "---\n---\n", "---"])
def test_text_without_closed_front_matter_states_nothing(text):
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Investigating - We are looking.", "investigating"),
        ("**Resolved**: all works.", "resolved"),
        ("<strong>Monitoring</strong> - ok", "monitoring"),
        ("[Identified] The cause is known.", "identified"),
        ("[status: Monitoring] All works.", "monitoring"),
        ("Resolved", "resolved"),
        ("Status: Identified\n\nThe cause is known.", "identified"),
        ("# Monitoring\n\nText", "monitoring"),
        ("In progress - we work.", "fixing"),
        ("Identified the cause of it.", None),
        ("Update - we work.", None),
        ("", None),
    ],
)
def test_a_leading_status_word_states_the_stage(text, stage):
    assert stage_label(text) == stage
