"""Every rule flags its own bad examples, leaves its good ones alone, and brings all its parts."""

import re

import pytest

from drafter.checks.lint.document import Document
from drafter.checks.lint.examples import context_of, hits
from drafter.checks.lint.rule import Example, Rule
from drafter.checks.lint.rules import ALL_RULES

CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{which}-{number}")
    for rule in ALL_RULES
    for which in ("flags", "passes")
    for number, example in enumerate(rule.examples(which))
]
FLAGS = [case for case in CASES if "-flags-" in str(case.id)]
PASSES = [case for case in CASES if "-passes-" in str(case.id)]


@pytest.mark.parametrize(("rule", "example"), FLAGS)
def test_a_bad_example_is_flagged_by_its_rule(rule: Rule, example: Example):
    assert hits(rule, example)


@pytest.mark.parametrize(("rule", "example"), PASSES)
def test_a_good_example_is_left_alone_by_its_rule(rule: Rule, example: Example):
    assert hits(rule, example) == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_brings_at_least_three_examples_of_each_kind_and_says_why(rule: Rule):
    assert len(rule.flags) >= 3
    assert len(rule.passes) >= 3
    assert rule.why.endswith((".", "`."))
    assert rule.source
    assert rule.summary
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)


def test_codes_and_names_are_given_once_and_rules_stand_in_order_of_code():
    codes = [rule.code for rule in ALL_RULES]

    assert codes == sorted(set(codes))
    assert len({rule.name for rule in ALL_RULES}) == len(codes)


@pytest.mark.parametrize(("rule", "example"), FLAGS)
def test_a_finding_lies_inside_the_text_and_quotes_or_names_what_to_do(rule: Rule, example: Example):
    for hit in hits(rule, example):
        assert 0 <= hit.start < hit.end <= len(example.text)
        assert len(hit.message) > 20
        assert "{words}" not in hit.message
        assert "{better}" not in hit.message
        if hit.fix is not None:
            assert hit.start <= hit.fix.start <= hit.fix.end <= hit.end


@pytest.mark.parametrize("text", ["", " ", "\n\n", "#", "- ", "```\ncode", "😀", "\ufeff", "[](", "a" * 3000])
def test_no_rule_fails_on_empty_or_broken_text(text: str):
    for rule in ALL_RULES:
        example = Example(
            text,
            stage="investigating",
            now="2026-05-04T10:00:00+00:00",
            promised_at="2026-05-04T10:00:00+00:00",
            previous="Calls drop.",
            title="Calls",
        )
        list(rule.check(Document(text), context_of(rule, example)))


def test_the_same_text_gives_the_same_findings_twice():
    text = "We are experiencing some issues. Several users may see errors! We will update you soon."

    first = [(rule.code, hits(rule, Example(text))) for rule in ALL_RULES]
    second = [(rule.code, hits(rule, Example(text))) for rule in ALL_RULES]

    assert first == second
