"""Hope, blame and to-do lists told as facts; lengths that are set; recoveries told by a figure."""

from datetime import UTC, datetime

import pytest

from drafter.pipeline import verify

NOTES = """# All times in UTC
2026-03-09 10:00 - members write: uploads fail with HTTP 500, 40% of them, normal is 1
10:04 - an export limit of at most 16 files per batch, pauses after 5 minutes
10:10 - Ines suspects the new gateway
10:20 - restarted the gateway, 30% fail
10:31 - put the old gateway back
10:40 - 3% fail. 140 of 310 shops upload again, nobody was charged twice
to do: alarm for failed uploads. status page not set up yet
"""
EARLY = NOTES.rsplit("10:31", 1)[0]
DUE = datetime(2026, 3, 9, 11, 30, tzinfo=UTC)


def severities(text, notes=NOTES):
    found = verify(text, notes=notes, next_update_at=DUE)
    return {f.rule: f.severity for f in found}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("That will fix it.", "GRD047"),
        ("Uploads will be working again shortly.", "GRD047"),
        ("The new gateway is to blame.", "GRD048"),
        ("Lightning has damaged the cables.", "GRD048"),
        ("We have set up an alarm for failed uploads.", "GRD044"),
        ("Our monitoring told us.", "GRD027"),
        ("Nobody was injured.", "GRD013"),
        ("The pause comes after its 15 minute limit.", "GRD003"),
        ("We restarted the gateway at 10:20, thirteen minutes after members wrote.", "GRD003"),
        ("It took up to 3 months.", "GRD003"),
    ],
)
def test_what_no_note_has_is_found(text, rule):
    assert rule in severities(text, EARLY + NOTES[NOTES.index("to do") :])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We hope that the old gateway helps.", "GRD047"),
        ("We will write again shortly.", "GRD047"),
        ("We do not know what is to blame.", "GRD048"),
        ("There is no alarm for failed uploads yet.", "GRD044"),
        ("Members told us.", "GRD027"),
        ("Nobody was charged twice.", "GRD013"),
        ("We restarted the gateway at 10:20, twenty minutes after members wrote.", "GRD003"),
        ("Uploads got a 500.", "GRD004"),
        ("There is a limit of 16 files per batch.", "GRD005"),
        ("Uploads are working again.", "GRD017"),
        ("Uploads work again in 140 of the 310 shops.", "GRD017"),
        ("Next 11:30.", "GRD010"),
    ],
)
def test_what_the_notes_bear_out_passes(text, rule):
    assert rule not in severities(text)


def test_a_part_whose_last_line_has_trouble_does_not_work_again():
    system_map = {
        "product": "Atlas",
        "components": [
            {"id": "site", "aliases": ["plugin site"], "customer_name": "the plugin site"},
            {"id": "builds", "aliases": ["builds"], "customer_name": "builds"},
        ],
    }
    notes = (
        "# All times in UTC\n2026-03-09 10:00 - builds fail\n10:10 - key renewed, builds ok\n"
        "10:20 - plugin site answers with errors\n"
    )

    found = verify("The plugin site is working again.", notes=notes, system_map=system_map)

    assert {f.rule for f in found} == {"GRD017"}
    assert not verify("Builds are working again.", notes=notes, system_map=system_map)


def test_a_dotted_thousand_is_the_number_without_its_dot():
    notes = "# All times in UTC\n2026-03-09 10:00 - queue stuck, 100.000 mails waiting\n"

    assert not verify("100,000 mails are waiting.", notes=notes)


LIMIT = """# All times in UTC
2026-03-09 10:00 - reader crashes, a file of 2 GB came in
10:05 - none of us has the right to renew the key, asking Ines
10:12 - Ines writes the fix
10:20 - two teams confirm that it reads again, restart had helped for two minutes
to do: size limit in the reader
"""


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We have limited the size in the reader.", "GRD044"),
        ("We have already renewed the key.", "GRD023"),
        ("A fix has been deployed.", "GRD018"),
        ("It was the new gateway.", "GRD020"),
    ],
)
def test_what_is_planned_denied_or_in_the_making_is_not_told_as_done(text, rule):
    early = LIMIT.replace(
        "10:20 - two teams confirm that it reads again, restart had helped for two minutes\n", ""
    )

    assert rule in severities(text, early)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A restart helped for two minutes only.", "GRD017"),
        ("It reads again, as two teams have told us.", "GRD027"),
        ("It was the second time.", "GRD020"),
        ("Other files are fine, because they are read elsewhere.", "GRD020"),
        ("Reading takes longer than it should.", "GRD011"),
    ],
)
def test_what_is_said_beside_the_repair_is_no_claim_of_one(text, rule):
    assert rule not in severities(text, LIMIT)
