"""An edited rewrite is held against its report: questions, leaks, figures, and what the linter says."""

import pytest

from drafter.core.system_map import SystemMap
from drafter.rewriting.checking import check
from drafter.rewriting.rewrite import Rewriting

REPORT = """# Checkout outage on 4 May 2026

All times in UTC.

## Summary

Customers could not pay for 47 minutes. Ada Lovelace rolled back the release on db-7.prod.internal.

## Timeline

- 14:05: The outage started. Customers saw errors when they paid.
- 14:31: We restarted the `payment-gateway-svc` pods with password: hunter2hunter2.
- 14:52: The incident was resolved. See CHK-4312.

## Impact

About 1,200 customers could not pay. No customer data was lost. Invoice pages were slow for an hour.
"""
MAP = {
    "product": "Shop",
    "contact": "help@shop.example",
    "components": [{"id": "ledger-core", "customer_name": "invoices"}],
    "vendors": [{"name": "Paymint", "kind": "our payment provider", "publish": False}],
}


@pytest.fixture(scope="module")
def work():
    return Rewriting.of(REPORT, MAP, name="report.md")


@pytest.fixture(scope="module")
def made(work):
    return work.run()


@pytest.fixture(scope="module")
def found(made, work):
    """Return what is found when these words are added to the rewrite, each as (rule, severity, quoted)."""
    before = {(one.rule, one.text) for one in check(made.text, made, work)}

    def added(words):
        text = made.text + words + "\n"
        new = [one for one in check(text, made, work) if (one.rule, one.text) not in before]
        for one in new:
            assert one.text in (text[one.start : one.end], "[secret]")
            assert text.count("\n", 0, one.start) + 1 == one.line
        return {(one.rule, one.severity, one.text) for one in new}

    return added


def rules(findings, severity="block"):
    return {one.rule for one in findings if one.severity == severity}


def test_a_rewrite_as_made_has_no_leak_and_no_strange_figure(made, work):
    codes = {one.rule for one in check(made.text, made, work)}

    assert not [code for code in codes if code.startswith("LEK") or code in ("RWR002", "RWR003")]


def test_each_marked_question_blocks_until_its_line_is_gone(made, work):
    asked = [one for one in check(made.text, made, work) if one.rule == "RWR001"]
    answered = "\n".join(line for line in made.text.splitlines() if not line.startswith("> "))

    assert made.gaps
    assert len(asked) == len(made.gaps)
    assert {one.severity for one in asked} == {"block"}
    assert "RWR001" not in {one.rule for one in check(answered, made, work)}


def test_a_question_blocks_also_when_only_its_mark_was_taken_off(made, work):
    text = f"Customers could not pay. {made.gaps[0].question}\n"

    assert "RWR001" in rules(check(text, made, work))


@pytest.mark.parametrize(
    "words",
    [
        "Ada did it.", "Lovelace did it.", "It ran on db-7.prod.internal.", "It was payment-gateway-svc.",
        "See CHK-4312.", "The ledger-core part was slow.", "Paymint was down.", "We used hunter2hunter2.",
        "Write to ada@corp.example.", "Look at 10.2.3.4.",
    ],
)  # fmt: skip
def test_what_was_cut_blocks_as_a_leak_when_it_stands_there_again(found, words):
    leaks = [one for one in found(words) if one[0].startswith("LEK") or one[0] == "RWR002"]

    assert [severity for _, severity, _ in leaks] == ["block"]


def test_a_secret_is_never_repeated(found):
    assert ("RWR002", "block", "[secret]") in found("We used hunter2hunter2 then.")


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("It took 48 minutes.", "48"), ("It began at 14:06.", "14:06"), ("1,300 were hit.", "1,300"),
        ("It took two hours.", "two hours"), ("On 5 May 2026 it broke.", "5 May 2026"),
        ("On 4 June it broke.", "4 June"),
    ],
)  # fmt: skip
def test_a_figure_time_or_date_that_the_report_lacks_warns(found, words, quoted):
    assert ("RWR003", "warn", quoted) in found(words)


@pytest.mark.parametrize(
    "words",
    [
        "It took 47 min.", "It began at 2:05 pm.", "It was on May 4, 2026.", "It was on 2026-05-04.",
        "1200 of you were hit.", "It was slow for 60 minutes.", "It ran from 14:05 to 14:52 UTC.",
    ],
)  # fmt: skip
def test_a_figure_of_the_report_in_other_words_does_not(found, words):
    assert "RWR003" not in {rule for rule, _, _ in found(words)}


def test_the_linter_blocks_where_it_compares_and_warns_where_it_judges(found):
    said = found("We sincerely apologize for any inconvenience caused. This will never happen again.")

    assert {severity for rule, severity, _ in said if rule == "PRM001"} == {"block"}
    judged = {severity for rule, severity, _ in said if not rule.startswith(("PRM", "LEK", "TIM", "CON"))}
    assert judged <= {"warn", "info"}
    assert judged


def test_a_word_that_the_rewrite_says_elsewhere_is_no_leak():
    report = (
        "# Outage\n\n## Impact\n\nThe Release of a new page failed. See `Release` and `Release.sync()`.\n"
    )
    work = Rewriting.of(report, SystemMap())
    made = work.run()

    assert [one.text for one in check(made.text, made, work) if one.rule == "RWR002"] == []
