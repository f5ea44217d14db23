from datetime import UTC, datetime

import pytest

from drafter.core.fact import FactEdit
from drafter.core.system_map import SystemMap
from drafter.facts.preparation import prepare
from drafter.facts.sheet import build_sheet
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_note_list, parse_notes

AS_OF = datetime(2030, 1, 1, tzinfo=UTC)


def incidents(shared):
    return sorted(path for path in (shared / "corpus" / "incidents").iterdir() if path.is_dir())


def test_every_real_incident_reads_the_same_twice_and_keeps_its_ids(shared):
    for folder in incidents(shared):
        notes = parse_notes((folder / "notes.txt").read_bytes())
        path = folder / "system_map.yaml"
        system_map = load_map(path.read_bytes()) if path.is_file() else SystemMap()

        whole = build_sheet(notes, system_map, as_of=AS_OF)

        assert whole == build_sheet(notes, system_map, as_of=AS_OF), folder.name
        half = build_sheet(notes.upto(len(notes.entries) // 2), system_map, as_of=AS_OF)
        later = {fact.id: fact for fact in whole.facts}
        for fact in half.facts:
            assert later[fact.id].text == fact.text, (folder.name, fact.id)
            assert later[fact.id].kind == fact.kind, (folder.name, fact.id)


def test_every_fact_rests_on_its_line_and_its_words_stand_there(shared):
    for folder in incidents(shared):
        notes = parse_notes((folder / "notes.txt").read_bytes())
        texts = {note.line: note.text for note in notes.entries}

        for fact in build_sheet(notes, SystemMap(), as_of=AS_OF).facts:
            assert fact.lines
            assert fact.text in texts[fact.lines[0]]


def test_no_suspicion_of_a_real_incident_moves_the_stage(shared):
    for folder in incidents(shared):
        notes = parse_notes((folder / "notes.txt").read_bytes())
        sheet = build_sheet(notes, SystemMap(), as_of=AS_OF)
        before = "investigating"
        for change in sheet.stages:
            of_line = [fact for fact in sheet.facts if change.line in fact.lines]
            if of_line and all(fact.certainty == "suspected" for fact in of_line):
                assert change.stage == before, (folder.name, change.line)
            before = change.stage


@pytest.mark.parametrize(
    ("action", "change", "wanted"),
    [
        ("confirm", {}, ("cause", "confirmed", False)),
        ("correct", {"text": "The cache filled the disk", "kind": "cause", "certainty": "confirmed"},
         ("cause", "confirmed", False)),
        ("hide", {}, ("hypothesis", "suspected", True)),
    ],
)  # fmt: skip
def test_an_edit_of_a_person_comes_last_and_wins(sheet_of, action, change, wanted):
    edit = FactEdit(fact_id="f2.1", action=action, by="Ana", **change)

    sheet = sheet_of("10:00 site is down", "10:05 maybe the cache is full", edits=[edit])

    fact = sheet.fact("f2.1")
    assert (fact.kind, fact.certainty, fact.hidden) == wanted
    assert fact.found == "person"


def test_a_confirmed_guess_moves_the_stage_as_a_note_would(sheet_of):
    lines = ("10:00 site is down", "10:05 maybe the cache is full")
    edit = FactEdit(fact_id="f2.1", action="confirm", by="Ana")

    assert sheet_of(*lines).stage == "investigating"
    assert sheet_of(*lines, edits=[edit]).stage == "identified"


def test_a_fact_a_person_adds_has_no_line_and_says_who_wrote_it(sheet_of):
    edit = FactEdit(fact_id="p1", action="add", by="Ana", text="Only the EU is affected", kind="scope")

    sheet = sheet_of("10:00 site is down", edits=[edit])

    fact = sheet.fact("p1")
    assert (fact.lines, fact.found) == ((), "person")
    assert "Ana" in fact.why
    assert "scope" not in {unknown.topic for unknown in sheet.unknowns}


def test_a_hidden_fact_can_be_shown_again(sheet_of):
    edits = [FactEdit(fact_id="f1.1", action=action, by="Ana") for action in ("hide", "show")]

    assert sheet_of("10:00 site is down", edits=edits).fact("f1.1").usable


def test_an_edit_of_a_fact_that_is_not_there_changes_nothing(sheet_of):
    edit = FactEdit(fact_id="f9.9", action="hide", by="Ana")

    assert sheet_of("10:00 site is down", edits=[edit]) == sheet_of("10:00 site is down")


def test_at_most_three_questions_and_none_that_the_notes_answer(sheet_of):
    sheet = sheet_of(
        "10:00 checkout is down for all customers since 9:50",
        "10:10 Root cause found: a bad config pushed at 9:48",
        "10:12 Rollback started",
    )

    assert len(sheet.questions) <= 3
    assert not {"scope", "start", "cause", "symptom"} & {question.topic for question in sheet.questions}


def test_a_line_that_says_it_is_not_known_is_cited(sheet_of):
    sheet = sheet_of("10:00 site is down", "10:10 no idea what triggered it")

    assert next(u.lines for u in sheet.unknowns if u.topic == "cause") == (2,)


def test_an_action_replaces_the_decision_it_carries_out(sheet_of):
    sheet = sheet_of(
        "10:00 site is down", "10:05 Decided to roll back", "10:10 We are rolling back the release"
    )

    assert sheet.fact("f2.1").superseded_by == "f3.1"


def test_a_found_cause_replaces_the_guess(sheet_of):
    sheet = sheet_of(
        "10:00 site is down", "10:05 maybe it is DNS", "10:20 Root cause identified: an expired certificate"
    )

    assert not sheet.usable("hypothesis")
    assert [fact.lines for fact in sheet.usable("cause")] == [(3,)]


def test_a_later_estimate_replaces_the_earlier(sheet_of):
    sheet = sheet_of("10:00 site is down", "10:05 ETA 11:00", "10:40 ETA 12:30")

    assert [fact.lines for fact in sheet.usable("internal_estimate")] == [(3,)]


def test_the_longest_alias_names_the_component(sheet_of):
    system_map = {
        "components": [
            {"id": "hub", "name": "hub"},
            {"id": "db", "name": "hub database", "aliases": ["HDB"]},
            {"id": "aci", "name": "Azure Container Instance (ACI) agents"},
        ]
    }

    sheet = sheet_of(
        "10:00 hub database is down", "10:01 HDB is slow", "10:02 ACI agents fail", "10:03 GitHub is slow",
        system_map=system_map,
    )  # fmt: skip

    assert [fact.components for fact in sheet.facts] == [("db",), ("db",), ("aci",), ()]


def test_the_preparation_sheet_fills_in_what_the_notes_know_and_asks_the_rest():
    notes = parse_note_list(
        ["2024-03-04 10:00 UTC checkout is down since 09:50", "2024-03-04 10:05 UTC OOM on the ODB, ask QRM"]
    )
    system_map = load_map(
        {
            "components": [{"id": "checkout", "name": "checkout", "customer_name": "paying"}],
            "glossary": [{"term": "ODB", "plain": "the store of orders"}],
            "customers": [{"name": "Acme", "uses": ["checkout"]}],
        }
    )

    preparation = prepare(build_sheet(notes, system_map, as_of=AS_OF), notes, system_map)

    known = {answer.about: answer for answer in preparation.answers}
    assert known["what"].lines == (1,)
    assert known["since"].answers == ("09:50",)
    assert known["where"].answers == ("checkout: customers know it as paying",)
    assert known["customers"].answers == ("Acme: checkout",)
    assert known["meanwhile"].answers == ()
    terms = {term.term: term for term in preparation.terms}
    assert (terms["ODB"].meaning, terms["ODB"].source) == ("the store of orders", "glossary")
    assert terms["oom"].source == "shipped"
    assert any("QRM" in question for question in preparation.ask)


def test_sixty_lines_are_read_in_a_moment(shared):
    import time

    lines = [
        line
        for folder in incidents(shared)[:12]
        for line in (folder / "notes.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ][:60]
    notes = parse_notes("\n".join(lines))
    build_sheet(notes, SystemMap(), as_of=AS_OF)

    fastest = min(
        _timed(lambda: build_sheet(notes, SystemMap(), as_of=AS_OF), time.process_time) for _ in range(5)
    )

    assert fastest < 0.025  # seconds of CPU: the whole eight-draft update has 0.050


def _timed(call, clock) -> float:
    start = clock()
    call()
    return clock() - start
