"""Short words that a thing works or does not, as what was hit makes them mean."""

from datetime import UTC, datetime

import pytest

from drafter.core.fact import FactSheet
from drafter.core.system_map import SystemMap
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
START = "All times UTC, 2 March 2026\n10:00 search shows no results, users complain\n"


def sheet(*lines: str) -> FactSheet:
    notes = START + "\n".join(f"10:{minute:02d} {text}" for minute, text in enumerate(lines, start=10))
    return build_sheet(parse_notes(notes.encode()), SystemMap(), as_of=AT)


@pytest.mark.parametrize("words", ["search ok", "search is fine again now", "Search looks good"])
def test_what_was_hit_works_again(words: str) -> None:
    found = sheet("rolled back the index build", words)
    assert found.facts[-1].kind == "restored"
    assert found.stage == "monitoring"


@pytest.mark.parametrize("words", ["checkout ok", "cash machines look fine, withdrawals normal"])
def test_what_was_not_hit_was_spared(words: str) -> None:
    assert sheet(words).facts[-1].kind == "unaffected"


@pytest.mark.parametrize("words", ["wallets NOT ok", "cards ok. wallets are not fine yet"])
def test_what_is_not_in_order_is_trouble(words: str) -> None:
    found = sheet(words)
    assert found.facts[-1].kind == "symptom"
    assert found.stage == "investigating"


@pytest.mark.parametrize("words", ["deploy ok", "I am fine", "graphs look normal", "should be fine"])
def test_our_own_work_and_talk_is_neither(words: str) -> None:
    found = sheet("rolled back the index build", words)
    assert found.facts[-1].kind not in ("restored", "unaffected", "verified")
    assert found.stage != "monitoring"


def test_all_of_it_moves_the_end_and_the_hour_told_counts() -> None:
    found = sheet("app works again", "all searches back to normal since 10:05", "closed")
    assert found.restored is not None
    assert (found.restored.at.hour, found.restored.at.minute) == (10, 5)


@pytest.mark.parametrize("words", ["end", "we consider this fixed", "calling this closed"])
def test_a_bare_end_after_recovery_closes(words: str) -> None:
    assert sheet("search works again", words).stage == "resolved"


def test_a_bare_end_before_recovery_closes_nothing() -> None:
    assert sheet("end").stage == "investigating"


def test_a_word_on_severity_and_a_consent_end_nothing() -> None:
    assert sheet("Grace IC. Calling it sev1 because of the deadline").stage == "investigating"
    assert sheet("rolled back the index build", "the city says ok too").stage == "fixing"


def test_a_part_that_works_before_any_repair_is_no_recovery() -> None:
    assert sheet("search rate normal, so people still search").stage == "investigating"


@pytest.mark.parametrize("words", ["readings flow again", "clocks tick again", "orders coming in"])
def test_a_recovery_in_words_of_its_own_counts_after_a_repair(words: str) -> None:
    assert sheet("rolled back the index build", words).stage == "monitoring"
    assert sheet(words).stage == "investigating"


@pytest.mark.parametrize("words", ["more coming in, 61", "no orders coming in", "orders should flow again?"])
def test_a_sign_with_a_word_against_it_is_no_recovery(words: str) -> None:
    assert sheet("rolled back the index build", words).stage in ("fixing", "investigating")


def test_a_name_of_two_letters_is_known_again() -> None:
    found = sheet("ja pages return the wrong language", "rolled back the index build", "ja ok")
    assert found.facts[-1].kind == "restored"
