"""The prompts: declared variables, strict rendering, and a rule behind every instruction."""

import jinja2
import pytest

from drafter.writing.model.prompts import declared, instructions, render, used_variables
from drafter.writing.model.rules import model_rules


@pytest.mark.parametrize("name", sorted(declared()))
def test_a_prompt_uses_exactly_the_variables_it_declares(name):
    assert used_variables(name) == set(declared()[name]["variables"])


def test_rendering_with_a_variable_too_many_or_too_few_fails():
    with pytest.raises(TypeError, match="takes"):
        render("extract_user", known=[])
    with pytest.raises(TypeError, match="takes"):
        render("extract_user", known=[], lines=[], more=1)


def test_rendering_fails_on_anything_that_is_not_there():
    values = {"public": True, "product": "", "parts": [], "glossary": [], "placeholder": ""}

    with pytest.raises(jinja2.UndefinedError):
        render("draft_system", voice={"samples": []}, **values)


def test_every_instruction_names_rules_that_exist():
    from drafter.checks.grounding.rules import ALL_RULES as GROUNDING
    from drafter.checks.lint.rules import ALL_RULES as LINT

    known = set(model_rules()) | {rule.code for rule in GROUNDING} | {rule.code for rule in LINT}

    found = instructions()

    assert len(found) > 25
    assert [one for one in found if not one.rules] == []
    assert {rule for one in found for rule in one.rules} - known == set()


def test_the_rules_never_reach_the_model():
    message = render("extract_system", product="", parts=[], kinds=["symptom"], certainties=["confirmed"])

    assert "MDL" not in message.text
    assert "{#" not in message.text
