"""No input crashes the linter, hangs it, or moves its offsets."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.checks.lint.api import check, lint
from drafter.checks.lint.config import Config, settings_of
from drafter.checks.lint.context import AUDIENCE_CLASS
from drafter.checks.lint.engine import Result
from drafter.checks.lint.registry import ALL_RULES
from drafter.checks.lint.report import FORMS, Look, form
from drafter.checks.lint.session import FileResult, Given, Session

SECONDS_PER_KB = 0.2  # a hundred times what prose costs: only an expression that backtracks is slower
PIECES = (
    "a", "A", "0", " ", "\n", "\n\n", "\t", "a ", "A ", "0 ", "(", "((", "[", "](", "[a](", "`", "``",
    '"', '" ', "“", "'", "a'", "<", "<a ", "<p>", "<code>", "<script>", "<!--", "-->", "&", "&a", "&amp;",
    "@a", "a@", "a@a.", "a.", ". ", "...", "1.", "1. ", "- ", "> ", "# ", "|", "|-", "| a ", "---\n",
    "```", "~~~", "_", "_a", "*", "**a", "!", "! ", "?", ",", ", a", "a,", "a, ", ":", "a:", "1:", "14:",
    "14:00", "14:00-", "14:00 to ", "UTC ", "12/", "1/1/", "2026-05-04", "%", "5%", "5 % ", "5.", "{{",
    "{{a", "[a", "<<", "TODO ", "https://", "http://a.", "www.", "a.b.", "the ", "not ", "not un", "if ",
    "we ", "We ", "our ", "is ", "been ", "being ", "by ", "of the ", "and ", "and/or ", "a/", "a-", "-a",
    "e.g. ", "i.e. ", "soon ", "issue ", "an issue ", "some ", "users ", "will be ", "should have ",
    "probably ", "may ", "could potentially ", "in order to ", "next update ", "Next update at ",
    "at 14:00 ", "update ", "caused by ", "due to ", "because ", "root cause ", "ing ", "tion ",
    "[drafter: ignore ", "<!-- drafter: ignore ", "drafter: ", "AKIA", "key=", "token: ", "eyJa.",
    "10.0.", "192.168.0.1 ", "::", "a:b:", "db-1.", "INC-1 ", "SEV1 ", "\U0001f62c", "\u0130", "ß",
    "\u200b", "\u202e", "\x7f", "\ufffc", "\u00a0", "日本", "é", "\r", "\r\n", "\x00", "\ud800",
)  # fmt: skip


def everything(text: str, **given) -> Result:
    return check(text, Given(**given), select=["ALL"])


def sound(result: Result) -> None:
    """Assert what holds of every result."""
    text = result.text
    for finding in result.findings:
        assert 0 <= finding.start <= finding.end <= len(text), finding
        assert finding.line == text.count("\n", 0, finding.start) + 1, finding
        assert finding.column == finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1, finding
        assert finding.message, finding
        masked = any(left < finding.end and finding.start < right for left, right in result.secrets)
        assert masked or finding.text == text[finding.start : finding.end], finding
    for fix in result.fixes:
        assert fix is None or 0 <= fix.start <= fix.end <= len(text)


SCRAPS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(st.one_of(SCRAPS, st.text(max_size=300)), st.sampled_from(sorted(AUDIENCE_CLASS)))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_findings_that_point_at_their_words(text, audience):
    sound(everything(text, audience=audience))


@given(SCRAPS, SCRAPS, st.sampled_from(["investigating", "identified", "monitoring", "resolved", None]))
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_any_context_is_survived_too(text, previous, stage):
    from datetime import UTC, datetime

    moment = datetime(2026, 5, 4, 14, tzinfo=UTC)
    given_map = {"components": [{"id": previous or "db", "aliases": [text[:20]]}], "people": [text[:5]]}

    found = lint(
        text, stage=stage, previous=previous, now=moment, promised_at=moment, next_update_at=moment,
        title=previous, severity="critical", cadence_min=30, channel="sms", system_map=given_map,
        select=["ALL"],
    )  # fmt: skip

    assert all(finding.start <= finding.end <= len(text) for finding in found)


@given(SCRAPS)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_can_be_printed_in_every_form(text):
    result = everything(text)

    for name in FORMS:
        "".join(form(name)([FileResult("a.md", result=result)], Look()))


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_no_repetition_makes_a_text_slow(piece):
    text = (piece * (8000 // len(piece) + 1))[:8000]
    everything("warm")
    began = process_time()

    sound(everything(text))
    sound(everything(text, audience="postmortem"))

    assert process_time() - began < SECONDS_PER_KB * 2 * 8


@given(st.sampled_from(PIECES), st.sampled_from(PIECES), st.integers(1, 9), st.sampled_from(PIECES))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_mixture_makes_a_text_slow(first, second, times, last):
    text = ((first * times + second) * 4000)[:6000] + last
    began = process_time()

    sound(everything(text))

    assert process_time() - began < SECONDS_PER_KB * 6


def test_time_grows_with_length_and_not_faster():
    text = "We are looking into an issue that some users may see at 14:00, and will update you soon. "
    run = Session(Config(), Given(), ("ALL",))
    run.check(text)

    def spent(times):
        best = 9.0
        for _ in range(3):
            began = process_time()
            run.check(text * times)
            best = min(best, process_time() - began)
        return best

    assert spent(400) < 8 * spent(100)


def test_every_rule_has_settings_for_each_of_its_options():
    settings_by_code = settings_of(ALL_RULES, {})

    assert all(
        set(settings_by_code[rule.code]) == {o.name for o in rule.options}
        for rule in ALL_RULES
        if rule.options
    )
