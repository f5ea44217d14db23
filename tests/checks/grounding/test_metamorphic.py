"""Change one thing in a good draft or its notes, and the verdict must change as it must."""

import re
from copy import deepcopy

import pytest
from grounding import evidence_of, key

from drafter.checks.grounding.verify import check
from drafter.core.draft import Draft, Sentence
from drafter.writing.audiences import load_audiences

AUDIENCES = load_audiences()
CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)\b")
ABOUT = re.compile(r"\b(?:about|around|roughly|~)\s*$")
HEDGES = (
    ("We suspect that ", ""), ("We believe that ", ""), ("It is possible that ", ""),
    (" is a possible cause", " is the cause"),
    ("is the likely reason", "is the reason"), ("The reason is probably", "The reason is"),
    ("we are about to switch", "we have switched"),
    ("We plan to install", "We have installed"),
)  # fmt: skip


def findings(case, text=None):
    return check(text or case["draft_text"], evidence_of(case), AUDIENCES[case["audience"]])


def new(case, text):
    before = {key(f) for f in findings(case)}
    return [f for f in findings(case, text) if key(f) not in before and f.severity != "info"]


def test_a_shifted_time_is_always_found(good_cases):
    missed = []
    for case in good_cases:
        for match in CLOCK.finditer(case["draft_text"]):
            if ABOUT.search(case["draft_text"], 0, match.start()):
                continue  # seven minutes are within "about"
            minute = (int(match[2]) + 7) % 60
            shifted = f"{match[1]}:{minute:02d}"
            if shifted in case["draft_text"] or shifted in " ".join(case["notes"]):
                continue
            text = case["draft_text"][: match.start()] + shifted + case["draft_text"][match.end() :]
            if not any(f.rule in ("GRD001", "GRD010") and f.severity == "block" for f in new(case, text)):
                missed.append((case["id"], match[0], shifted))

    assert missed == []


def test_dropping_the_line_that_gives_a_time_makes_it_unsupported(good_cases):
    checked = 0
    for case in good_cases:
        match = CLOCK.search(case["draft_text"].split("Next update")[0].split("post again")[0])
        if not match or ABOUT.search(case["draft_text"], 0, match.start()):
            continue
        holders = [n for n, line in enumerate(case["notes"]) if match[0].lstrip("0") in line]
        if len(holders) != 1:
            continue
        poorer = deepcopy(case)
        poorer["notes"][holders[0]] = "nothing noted here"
        checked += 1
        assert any(f.rule == "GRD001" for f in findings(poorer)), case["id"]

    assert checked >= 15


def test_deleting_a_hedge_is_found(report_cases):
    checked, missed = 0, []
    for case in (case for case in report_cases if case["tier"] == 0):
        for hedge, bare in HEDGES:
            if hedge in case["draft_text"]:
                checked += 1
                if not new(case, case["draft_text"].replace(hedge, bare)):
                    missed.append((case["id"], hedge))

    assert checked >= 5
    assert len(missed) <= checked // 3, missed


def test_a_hedge_added_to_the_note_takes_the_support_away():
    case = {
        "id": "hedged", "notes": ["14:00 UTC checkout fails", "14:10 UTC cause found: a certificate expired"],
        "system_map": {"product": "Shop", "components": [{"id": "checkout", "customer_name": "checkout"}]},
        "timezone": "UTC", "incident_date": "2026-03-02", "as_of": "2026-03-02T14:20+00:00",
        "next_update_at": "2026-03-02T14:50+00:00", "audience": "internal",
        "draft_text": "Checkout fails because a certificate expired.",
    }  # fmt: skip
    hedged = deepcopy(case)
    hedged["notes"][1] = "14:10 UTC we suspect that a certificate expired"

    assert "GRD020" not in {f.rule for f in findings(case)}
    assert "GRD020" in {f.rule for f in findings(hedged)}


def test_an_internal_draft_sent_outside_shows_its_names(good_cases):
    leaking = 0
    for case in good_cases:
        if case["audience"] != "internal":
            continue
        evidence = evidence_of(case)
        inside = check(case["draft_text"], evidence, AUDIENCES["internal"])
        outside = check(case["draft_text"], evidence, AUDIENCES["status_page"])

        assert not any(f.rule.startswith("LEK") for f in inside), case["id"]
        leaking += any(f.rule.startswith("LEK") and f.severity == "block" for f in outside)

    assert leaking >= 4


@pytest.mark.parametrize(("lines", "severity"), [((1,), None), ((2,), "warn")])
def test_support_outside_the_cited_lines_lowers_a_finding_and_keeps_it(lines, severity):
    case = {
        "id": "cited", "notes": ["14:00 UTC checkout fails", "14:10 UTC looking"],
        "system_map": {"product": "Shop", "components": []}, "timezone": "UTC", "incident_date": "2026-03-02",
        "as_of": "2026-03-02T14:20+00:00", "next_update_at": "2026-03-02T14:50+00:00",
        "audience": "status_page",
    }  # fmt: skip
    text = "Checkout fails since 14:00 UTC."
    sentence = Sentence(text=text, slot="symptom", lines=lines, fact_ids=("f1.1",), origin="model")
    draft = Draft(audience="status_page", stage="investigating", text=text, sentences=(sentence,))

    found = [f for f in check(draft, evidence_of(case), AUDIENCES["status_page"]) if f.rule == "GRD001"]

    assert [f.severity for f in found] == ([severity] if severity else [])
