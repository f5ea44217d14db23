"""The documentation of the rules: every rule has every part, and the pages are what the rules say."""

import re

import pytest

from drafter.checks.lint.api import lint
from drafter.checks.lint.examples import audience_of
from drafter.checks.lint.ignores import LINT_RULES
from drafter.checks.lint.pages import FAMILIES, as_dict, explain, pages
from drafter.checks.lint.registry import ALL_RULES
from drafter.cli.main import main

IDS = [rule.code for rule in ALL_RULES]


@pytest.mark.parametrize("rule", ALL_RULES, ids=IDS)
def test_a_rule_has_every_part(rule):
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|[a-z]+", rule.name)
    assert rule.code[:3] in FAMILIES
    assert rule.severity in ("block", "warn", "info")
    assert rule.audiences
    assert set(rule.audiences) <= set("CSXEP")
    assert rule.kind in ("phrase", "pattern", "document", "context")
    assert all(part.strip() for part in (rule.summary, rule.why, rule.source))
    assert len(rule.flags) >= 3
    assert len(rule.passes) >= 3
    assert all(option.help.strip() for option in rule.options)
    assert rule.fixable in ("no", "safe", "unsafe")


def test_codes_and_names_are_used_once():
    assert len(set(IDS)) == len(IDS)
    assert len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)


def test_the_committed_pages_are_what_the_rules_say(root, capsys):
    code = main(["rules", "--docs", str(root / "docs" / "rules"), "--check"])

    assert code == 0, capsys.readouterr().err


def test_pages_are_written_and_a_stale_one_is_found(tmp_path, capsys):
    assert main(["rules", "--docs", str(tmp_path)]) == 0
    assert main(["rules", "--docs", str(tmp_path), "--check"]) == 0
    (tmp_path / "LNT001.md").write_text("old")
    (tmp_path / "GONE.md").write_text("old")
    assert main(["rules", "--docs", str(tmp_path), "--check"]) == 1

    err = capsys.readouterr().err
    assert "LNT001.md is missing or stale" in err
    assert "GONE.md belongs to no rule" in err


def test_the_index_links_every_page():
    written = pages(ALL_RULES)

    linked = set(re.findall(r"\]\((\w+\.md)\)", written["index.md"]))

    assert linked == set(written) - {"index.md"}


@pytest.mark.parametrize("rule", ALL_RULES, ids=IDS)
def test_a_rule_explains_itself_with_its_examples(rule):
    text = explain(rule)

    assert rule.why in text
    assert "Flagged:" in text
    assert as_dict(rule)["code"] == rule.code


@pytest.mark.parametrize("rule", LINT_RULES, ids=[rule.code for rule in LINT_RULES])
def test_the_linters_own_rules_hold_for_their_examples(rule):
    def found(example):
        return {finding.rule for finding in lint(example.text, audience=audience_of("C"))}

    assert all(rule.code in found(example) for example in rule.examples("flags"))
    assert not any(rule.code in found(example) for example in rule.examples("passes"))
