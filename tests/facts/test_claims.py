"""What a claim needs before it counts: whose it is, what it denies, who proves it."""

from datetime import UTC, datetime

import pytest

from drafter.core.fact import FactSheet
from drafter.core.system_map import SystemMap
from drafter.facts.claims import denies_harm, denies_loss
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
START = "All times UTC, 2 March 2026\n10:00 uploads fail for customers\n"


def sheet(*lines: str) -> FactSheet:
    notes = START + "\n".join(f"10:{minute:02d} {text}" for minute, text in enumerate(lines, start=10))
    return build_sheet(parse_notes(notes.encode()), SystemMap(), as_of=AT)


@pytest.mark.parametrize(
    "words",
    [
        "carrier says no outage on their side",
        "provider: everything is back to normal",
        "upstream confirms all systems work",
        "testing the import with one of our own files, works",
    ],
)
def test_what_others_say_of_themselves_and_a_test_is_no_recovery(words: str) -> None:
    found = sheet("restarted the upload service", words)
    assert found.stage in ("investigating", "fixing")
    assert found.restored is None


def test_a_bare_works_after_a_test_is_of_the_test() -> None:
    assert sheet("restored from a copy, testing on one shard", "works.").restored is None


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("money isn't lost", True),
        ("No photo has been deleted", True),
        ("nothing was lost", True),
        ("as long as nobody closes the tab nothing is lost", False),
        ("no sign that anything was deleted", False),
        ("two files were lost", False),
    ],
)
def test_a_denial_of_loss_holds_only_without_terms(words: str, *, denied: bool) -> None:
    assert denies_loss(words) is denied


def test_a_denied_loss_is_about_data_and_no_symptom() -> None:
    fact = sheet("files aren't lost, they wait in the queue").facts[1]
    assert fact.kind == "data_impact"


@pytest.mark.parametrize(
    "words",
    [
        "config push 09:50 changed the upload quota on two hosts only. Confirmed",
        "confirmed, the new key was never published",
        "cause = missing limit on the batch endpoint",
        "deploy at 09:55 confirmed as the cause",
    ],
)
def test_what_somebody_proved_is_the_cause(words: str) -> None:
    causes = [fact for fact in sheet(words).facts if fact.kind == "cause"]
    assert [fact.certainty for fact in causes] == ["confirmed"]


@pytest.mark.parametrize(
    "words",
    [
        "root cause of the slow token service unknown, analysis ongoing",
        "risk: customers upload twice because they see no answer",
    ],
)
def test_a_cause_not_found_and_a_risk_are_no_cause(words: str) -> None:
    assert not [fact for fact in sheet(words).facts if fact.kind == "cause"]


def test_what_a_system_did_by_itself_is_no_step_of_ours() -> None:
    fact = sheet("clusters failed over by themselves").facts[1]
    assert fact.kind == "observation"


def test_a_false_alarm_takes_back_what_was_just_said() -> None:
    found = sheet("second site reports slow pages", "false alarm, one customer with an old browser")
    assert found.facts[0].usable
    assert not found.facts[1].usable


def test_what_is_left_does_not_replace_the_size() -> None:
    found = sheet("real number: 41,800 accounts", "only 7,900 accounts left")
    counted = [fact for fact in found.usable("scope") if "41,800" in fact.text]
    assert counted


def test_a_test_that_went_through_is_no_recovery(sheet_of):
    sheet = sheet_of("09:00 the ticket shop is down", "09:20 Test purchases by five colleagues succeeded.")
    assert sheet.stage == "investigating"


@pytest.mark.parametrize(
    "words",
    ["hm it's us.", "ok found it: the licence of the scanner ended at noon", "The problem is on our side."],
)
def test_a_cause_in_loose_words_is_found(words: str) -> None:
    assert any(fact.is_a("cause") and fact.certainty == "confirmed" for fact in sheet(words).facts)


def test_what_was_left_undone_belongs_to_the_cause_beside_it() -> None:
    found = sheet("found it: the contract ended, renewal was never signed.")
    assert [fact.kind for fact in found.facts if fact.lines == (2,)] == ["cause"]


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("Changes written to these volumes between 02:00 and 21:19 on 14 May are lost", True),
        ("the answers of 12 pupils were lost", True),
        ("updates may be lost if we restart", False),
    ],
)
def test_what_is_lost_is_harm_to_data(words: str, lost: bool) -> None:
    told = [f for f in sheet(words).facts if f.lines == (2,) and f.certainty == "confirmed"]
    assert any(fact.kind == "data_impact" for fact in told) is lost


def test_a_month_is_no_hedge() -> None:
    found = sheet("the licence ended on 14 may")
    assert all(fact.certainty == "confirmed" for fact in found.facts)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Number of merchants concerned confirmed: 6,148", "scope"),
        ("Count from the database: 418 candidates in 37 colleges.", "scope"),
        ("guests in the annexe see the price of last year", "symptom"),
        ("The dashboard gets 500s", "observation"),
    ],
)
def test_a_count_with_its_label_is_the_reach_and_what_people_see_a_symptom(words: str, kind: str) -> None:
    assert next(fact.kind for fact in sheet(words).facts if fact.lines == (2,)) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Apple released an update yesterday evening", "third_party"),
        ("Stefan recovers the disk pool", "action"),
        ("No more timeouts", "observation"),
        ("found: the queue for uploads stuck behind old messages", "cause"),
        ("north has no slots at all, old file overwritten", "symptom"),
    ],
)
def test_whose_step_it_is_and_what_is_no_news_of_harm(words: str, kind: str) -> None:
    told = [fact.kind for fact in sheet("restarted the uploader", words).facts if fact.lines == (3,)]
    assert told[0] == kind or (kind == "symptom" and "data_impact" not in told)


def test_a_label_for_the_cause_moves_the_stage() -> None:
    assert sheet("cause: a depot sent a file with double rows").stage == "identified"


def test_why_something_else_was_so_is_no_cause() -> None:
    found = sheet("In this case the document did not open because the page asked for a login")
    assert not any(fact.kind == "cause" for fact in found.facts)


def test_what_is_ours_with_a_supplier_is_changed_by_us() -> None:
    ours = sheet("DockerHub password changed back to its previous value")
    theirs = sheet("DockerHub changed the rules for downloads")

    assert [fact.kind for fact in ours.facts][-1] == "action"
    assert [fact.kind for fact in theirs.facts][-1] == "third_party"


def test_telling_readers_that_the_cause_is_found_tells_that_it_is() -> None:
    found = sheet("we informed users that we found the root cause")

    assert found.facts[-1].is_a("cause")
    assert found.stage == "identified"
    assert sheet("told users that the root cause is not found yet").stage == "investigating"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("nothing is unreachable for customers", "unaffected"),
        ("nobody's account view is broken", "unaffected"),
        ("customers cannot pay either", "symptom"),
        ("I think the upload pod is fine", "hypothesis"),
        ("Tech Lead believes that the patch fixed it", "hypothesis"),
        ("See the graphs: https://grafana.example/d/7", "coordination"),
        ("Google meet call started to triage", "coordination"),
    ],
)
def test_whose_word_it_is_and_what_it_denies(words: str, kind: str) -> None:
    assert sheet(words).facts[-1].kind == kind


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        ("Foot passengers see nothing of it", True),
        ("Services with a database of their own aren't concerned.", True),
        ("Starting is no trouble at all", True),
        ("nothing works", False),
        ("nobody is able to log in", False),
        ("no idea what is broken", False),
        ("customers aren't affected yet", False),
    ],
)
def test_harm_is_denied_only_outright(words: str, *, spared: bool) -> None:
    assert denies_harm(words) is spared


def test_trouble_in_reported_speech_is_what_people_meet() -> None:
    found = sheet("User notifies team via #ask-platform that the dashboard has not been receiving logs")
    assert (found.facts[-1].kind, found.facts[-1].certainty) == ("symptom", "reported")


def test_a_link_is_nobodys_word() -> None:
    link = 'Head "https://hub.example/v2/tools/manifests/2.1"'
    found = sheet(f"failed DockerHub logins: {link}: too many failed logins for this user name or address")
    assert all(fact.kind != "third_party" for fact in found.facts)
