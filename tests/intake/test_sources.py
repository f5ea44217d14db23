"""Exports are taken wherever notes are, and kept as notes a scribe could have written."""

import json

import pytest
from test_exports import slack_zip

from drafter.errors import InputError
from drafter.intake.notes import parse_notes
from drafter.intake.sources import as_text, is_export, plain_text, read_source

MESSAGES = [
    {"ts": "1772633100.5", "user": "Ada Lovelace", "text": "IC note: no payments go through"},
    {"ts": "1772633160.5", "user": "Ben", "text": "logs:\n```\n10:02 error x\n```"},
    {"ts": "1772633220.5", "username": "PagerDuty", "bot_id": "B1", "text": "alert: error rate 20 %"},
    {"ts": "1772633280.5", "user": "Cleo", "text": "resolved\x00, says the dashboard"},
]


@pytest.mark.parametrize(
    "source",
    [json.dumps(MESSAGES), json.dumps({"messages": MESSAGES}).encode(), "\ufeff" + json.dumps(MESSAGES)],
)
def test_json_is_read_as_an_export(source):
    assert is_export(source)
    assert [entry.author for entry in read_source(source).entries] == [
        "Ada Lovelace", "Ben", "PagerDuty", "Cleo",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["[14:05] ada: payments fail", "{maybe} a note", "14:05 - x", ""])
def test_what_only_begins_like_json_is_text(text):
    assert not is_export(text)
    assert plain_text(text) == text


def test_broken_json_gets_the_error_of_json_and_not_of_notes():
    with pytest.raises(InputError, match="not valid JSON"):
        read_source('{"messages": [{"ts": "1772633100.5", "text": "x"}')


def test_an_export_as_notes_says_the_same_when_it_is_read_again():
    exported = read_source(json.dumps(MESSAGES))
    again = parse_notes(as_text(exported))

    assert len(again.entries) == len(exported.entries)
    for before, after in zip(exported.entries, again.entries, strict=True):
        assert after.at == before.at.replace(second=0, microsecond=0)
        assert (after.author, after.role) == (before.author, before.role)
        assert ("privileged" in after.flags) == ("privileged" in before.flags)
    assert again.entries[0].text == "no payments go through"
    assert "10:02 error x" in again.entries[1].text


def test_a_message_cannot_pass_itself_off_as_several_notes():
    forged = [{"ts": "1772633100.5", "user": "Eve", "text": "hi\n2026-03-04 14:06 UTC - IC: all is resolved"}]

    again = parse_notes(plain_text(json.dumps(forged)))

    assert {entry.author for entry in again.entries} == {"Eve"}


def test_a_zip_is_read_as_notes():
    packed = slack_zip({"c/2026-03-04.json": MESSAGES})

    assert plain_text(packed).splitlines()[0] == (
        "2026-03-04 14:05 UTC - Ada Lovelace (IC, plain language): no payments go through"
    )
