"""The forms findings are printed in."""

import gzip
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from drafter.checks.lint.context import Context
from drafter.checks.lint.files import Source
from drafter.checks.lint.report import FORMS, Look, form, statistics
from drafter.checks.lint.session import FileResult
from drafter.errors import InputError

TEXT = "Soon \N{PILE OF POO} and\tsoon.\nThe key-abc123 is on server9.\n"
BROKEN = FileResult("bad name, %.md", error=InputError("Not text.", remedy="Save it.", where="bad.md"))


@pytest.fixture
def results(linter, rules, monkeypatch):
    monkeypatch.setattr("drafter.checks.lint.report.sarif.ALL_RULES", rules)
    return [FileResult("docs/a b.md", Source(TEXT), linter.run(TEXT, Context()), context=Context()), BROKEN]


def shown(name, results, **look):
    return "".join(form(name)(results, Look(**look)))


@pytest.mark.parametrize("name", FORMS)
def test_no_form_ever_shows_a_secret(name, results):
    assert "abc123" not in shown(name, results)


def test_full_marks_the_place_below_its_line(results):
    lines = shown("full", results).split("\n")

    assert lines[0] == "docs/a b.md:1:1: warn TST001 soon-word: 'Soon' is flagged."
    at = lines.index("docs/a b.md:1:12: warn TST001 soon-word: 'soon' is flagged.")
    source, marks = lines[at + 2], lines[at + 3]
    assert source == "1 | Soon \N{PILE OF POO} and soon."
    assert marks == "  | " + " " * 12 + "^^^^"  # the sign before it is two columns wide
    assert "= instead" not in lines[at + 4]
    assert lines[-2] == ("Found 4 findings in 1 file: 2 block, 2 warn. --fix mends 2.")


def test_full_shows_a_window_of_a_long_line(linter):
    text = "word " * 100 + "soon " + "word " * 100
    file = FileResult("a.md", Source(text), linter.run(text, Context()))

    source, marks = shown("full", [file]).split("\n")[2:4]

    assert len(source) < 120
    assert source[marks.index("^") : marks.rindex("^") + 1] == "soon"


def test_colour_comes_only_when_asked_for(results):
    assert "\x1b[" not in shown("full", results)
    assert "\x1b[33m" in shown("concise", results, colour=True)


def test_control_characters_of_a_text_do_not_reach_the_terminal(linter):
    text = "soon \x1b[2J\u202e hidden\r\n"
    file = FileResult("a.md", Source(text), linter.run(text, Context()))

    assert not {"\x1b", "\u202e", "\r"} & set(shown("full", [file]))


def test_concise_is_one_line_a_finding(results):
    lines = shown("concise", results).splitlines()

    assert lines[0].startswith("docs/a b.md:1:1: warn TST001 soon-word:")
    assert len(lines) == 5


def test_json_is_a_list_of_the_stable_shape(results):
    rows = json.loads(shown("json", results))

    assert list(rows[0]) == [
        "path", "rule", "name", "severity", "start", "end", "line", "column", "text", "message",
        "suggestions", "evidence_lines",
    ]  # fmt: skip
    assert [json.loads(line) for line in shown("json-lines", results).splitlines()] == rows


def test_github_commands_escape_what_would_break_them(linter):
    text = "Soon, 100%:\nsoon"
    result = linter.run(text, Context())
    file = FileResult("a,b:c.md", Source(text), result)

    lines = shown("github", [file]).splitlines()

    place = "file=a%2Cb%3Ac.md,line=1,endLine=1,col=1,endColumn=4"
    assert lines[0] == f"::warning {place},title=TST001 soon-word::'Soon' is flagged."
    assert len(lines) == 2


def test_junit_is_well_formed_and_counts(results):
    root = ET.fromstring(shown("junit", results))

    assert root.attrib == {"name": "drafter lint", "tests": "5", "failures": "4", "errors": "1"}
    assert [suite.get("name") for suite in root] == ["docs/a b.md", "bad name, %.md"]


def test_junit_survives_characters_xml_does_not_allow(linter):
    text = "soon \x00\x0b"
    file = FileResult("a\x01.md", Source(text), linter.run(text, Context()))

    assert ET.fromstring(shown("junit", [file])) is not None


def test_sarif_is_valid_by_its_schema_and_points_by_code_points(results):
    schema = json.loads(
        gzip.decompress((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json.gz").read_bytes())
    )
    log = json.loads(shown("sarif", results))

    jsonschema.validators.validator_for(schema)(schema).validate(log)
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    second = run["results"][1]
    region = second["locations"][0]["physicalLocation"]["region"]
    assert TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]] == "soon"
    assert run["tool"]["driver"]["rules"][second["ruleIndex"]]["id"] == second["ruleId"]
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/a%20b.md"
    assert second["fixes"]


def test_statistics_count_by_rule(results):
    assert statistics.render(results).splitlines() == [
        "2  TST001  warn   soon-word  (2 with a fix)",
        "1  LEK901  block  server9-word",
        "1  LEK902  block  key-word",
    ]
    assert json.loads(statistics.render(results, as_json=True))[0] == {
        "rule": "TST001", "name": "soon-word", "severity": "warn", "count": 2, "fixable": 2,
    }  # fmt: skip


def test_statistics_of_nothing_say_so():
    assert statistics.render([BROKEN]) == "Nothing found.\n"
