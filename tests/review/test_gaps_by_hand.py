"""On ten real incidents with invented publishing times, the report says what pencil and paper say."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from drafter.facts.sheet import build_sheet
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_notes
from drafter.review.comms import Work, timeline
from drafter.review.policy import ReviewPolicy
from drafter.review.records import Incident, Publication
from drafter.service.line import Known
from drafter.service.reviews import first_symptom

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("gaps_by_hand.tsv").read_text().splitlines()
    if not line.startswith("#")
]


def moment(day, offset, written):
    hours, minutes = map(int, written.strip("+r").split(":"))
    later = 1 if written.startswith("+") else 0
    local = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    return local + timedelta(days=later, hours=hours - int(offset), minutes=minutes)


def sent(number, at, resolved):
    return Publication(
        id=f"pub{number}", draft_id=f"d{number}", incident_id="i", audience="status_page",
        channel="status page", stage="resolved" if resolved else "fixing", text="You may see an error.",
        text_hash="0", by="ada", at=at, recorded_at=at,
    )  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_interval_is_the_one_on_paper(row, shared):
    slug, day, offset, start, published, end, gaps = row
    folder = shared / "corpus" / "incidents" / slug
    map_file = folder / "system_map.yaml"
    notes = parse_notes((folder / "notes.txt").read_text())
    over = moment(day, offset, end)
    system_map = load_map(map_file.read_text() if map_file.exists() else {})
    sheet = build_sheet(notes, system_map, as_of=over, edits=())
    seen = first_symptom(Known(notes=notes, system_map=system_map, sheet=sheet))
    incident = Incident(
        id="i", title=slug, declared_at=over, ended_at=over, created_at=over, created_by="ada"
    )
    texts = [
        sent(n, moment(day, offset, one) + timedelta(seconds=7 * n), one.endswith("r"))
        for n, one in enumerate(published.split())
    ]

    picture = timeline(
        incident, sheet, texts, (), now=over, policy=ReviewPolicy(), work=Work(symptom_at=seen)
    )

    assert picture.start == moment(day, offset, start)
    assert [gap.minutes for gap in picture.gaps] == [int(one) for one in gaps.split()]
    assert picture.biggest_minutes == max(int(one) for one in gaps.split())
