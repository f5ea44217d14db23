"""The engine: from rules to findings."""

from datetime import UTC, datetime

import pytest

from drafter.checks.lint.context import Context
from drafter.checks.lint.engine import Linter, mask


def codes(result):
    return [finding.rule for finding in result.findings]


def test_findings_come_in_text_order_with_line_and_column_from_one(linter):
    result = linter.run("a\nlater and soon\nsoon", Context())

    assert [(f.rule, f.line, f.column, f.text) for f in result.findings] == [
        ("TST002", 2, 1, "later"),
        ("TST001", 2, 11, "soon"),
        ("TST001", 3, 1, "soon"),
    ]


def test_a_rule_is_silent_for_readers_it_does_not_speak_for(linter):
    assert codes(linter.run("other", Context(reader="C"))) == []
    assert codes(linter.run("other", Context(reader="P"))) == ["OTH001"]


def test_a_rule_without_its_context_is_skipped_and_says_what_it_lacks(linter):
    without = linter.run("today", Context())
    with_now = linter.run("today", Context(now=datetime(2026, 5, 4, tzinfo=UTC)))

    assert codes(without) == []
    assert without.skipped == (("TST003", ("now",)),)
    assert codes(with_now) == ["TST003"]


def test_rules_about_wording_are_silent_in_other_languages_but_leaks_are_not(linter):
    result = linter.run("soon server9", Context(language="de"))

    assert codes(result) == ["LEK901"]


def test_the_configuration_changes_a_severity(rules):
    linter = Linter(rules=rules, known=rules, severities={"TST001": "block"})

    (finding,) = linter.run("soon", Context()).findings

    assert finding.severity == "block"


def test_a_secret_never_leaves_the_engine_in_text_message_or_suggestion(linter):
    text = "The key-abc123 leaked soon key-abc123"

    result = linter.run(text, Context())

    shown = repr(result.findings)
    assert "abc123" not in shown
    assert [f.text for f in result.findings if f.rule == "LEK902"] == ["[secret]", "[secret]"]
    assert mask(text, result.secrets) == "The ********** leaked soon **********"


def test_secrets_are_masked_even_when_their_rule_does_not_run(rules):
    linter = Linter(rules=tuple(rule for rule in rules if rule.code == "TST001"), known=rules)

    result = linter.run("soon key-abc123", Context())

    assert codes(result) == ["TST001"]
    assert result.secrets == ((5, 15),)


def test_no_fix_touches_a_secret(linter):
    result = linter.run("key-soon", Context())

    assert all(fix is None for fix in result.fixes)


def test_left_out_codes_do_not_run(linter):
    assert codes(linter.run("soon later", Context(), without=["TST001"])) == ["TST002"]


@pytest.mark.parametrize(
    "text",
    [
        "It comes soon. <!-- drafter: ignore TST001 -- agreed -->",
        "<!-- drafter: ignore TST001 -- agreed -->\nIt comes soon.\nVery soon.",
        "It comes soon. [drafter: ignore soon-word -- agreed]",
        "Fine.\n\n<!-- drafter: ignore-file TST -- agreed -->\n\nIt comes soon.",
        "It comes soon, or later. <!-- drafter: ignore TST001, TST002 -- agreed -->",
    ],
)
def test_an_inline_ignore_waives_what_it_covers_and_is_not_reported(linter, text):
    result = linter.run(text, Context())

    assert codes(result) == []
    assert result.waived


def test_an_ignore_covers_its_own_line_or_paragraph_only(linter):
    result = linter.run("Soon. <!-- drafter: ignore TST001 -- x -->\nAnd soon.\n", Context())

    assert [(f.rule, f.line) for f in result.findings] == [("TST001", 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Fine. <!-- drafter: ignore TST001 -- x -->", "LNT001"),
        ("Soon. <!-- drafter: ignore TST001 -->", "LNT002"),
        ("Fine. <!-- drafter: ignore TST0001 -- x -->", "LNT003"),
        ("Fine. <!-- drafter: ignore -->", "LNT003"),
        ("Fine. <!-- drafter: ignore LEK901 -- x -->", "LNT004"),
    ],
)
def test_an_ignore_that_does_not_do_what_it_says_is_reported(linter, text, code):
    assert codes(linter.run(text, Context())) == [code]


def test_a_leak_cannot_be_ignored_in_the_text(linter):
    result = linter.run("On server9. <!-- drafter: ignore LEK901 -- known -->", Context())

    assert codes(result) == ["LEK901", "LNT004"]


def test_an_ignore_is_called_unused_only_when_its_rule_ran(linter):
    result = linter.run("Fine. <!-- drafter: ignore TST003 -- x -->", Context())

    assert codes(result) == []


def test_an_ignore_written_in_code_points_stays_true_behind_wide_characters(linter):
    text = "\N{PILE OF POO} İ soon"

    (finding,) = linter.run(text, Context()).findings

    assert text[finding.start : finding.end] == "soon"
