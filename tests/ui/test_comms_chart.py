"""The chart of the review shows the same minutes as the report, and draws from any record."""

from datetime import UTC, datetime, timedelta

import pytest
from drafter.ui.parts.comms_chart import comms_chart

from drafter.review.comms import Phase, timeline
from drafter.review.edit_figures import EditFigures
from drafter.review.picture import svg
from drafter.review.policy import ReviewPolicy
from drafter.review.records import Incident, Publication
from drafter.review.report import Promised, report

START = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


def sent(number, minutes):
    return Publication(
        id=f"pub{number}", draft_id=f"d{number}", incident_id="i", audience="status_page",
        channel="status <page>", stage="fixing", text="You may see an error.", text_hash="0", by="ada",
        at=at(minutes), recorded_at=at(minutes),
    )  # fmt: skip


def review(publications, promises=()):
    incident = Incident(
        id="i", title="Checkout <b>fails</b>", declared_at=START, created_at=START, created_by="ada",
        ended_at=at(120),
    )  # fmt: skip
    phases = (Phase(stage="fixing", start=START, end=at(120)),) if publications else ()
    picture = timeline(incident, None, publications, (), now=at(130), policy=ReviewPolicy(), phases=phases)
    return report(
        incident,
        picture,
        promises=promises,
        decisions=(),
        feedback=(),
        actions=(),
        edits=EditFigures(),
        senders=(),
    )  # fmt: skip


def values(chart):
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows if row]


def test_the_chart_marks_the_longest_silence_in_minutes():
    found = review([sent(1, 4), sent(2, 80)])

    labels = [row["label"] for row in values(comms_chart(found, "UTC", "UTC")) if row.get("row") == "silence"]

    assert set(labels) == {"4", "76 min, the longest", "40"}
    assert "76 min, the longest" in svg(found)


@pytest.mark.parametrize(
    ("standing", "sign"), [("kept", "✓ kept"), ("broken", "■ broken"), ("dropped", "– withdrawn")]
)
def test_promises_carry_a_sign_and_a_word(standing, sign):
    promised = Promised(
        id="p", kind="next_update", text="Next update by 14:30.", audience="status_page", made_at=at(4),
        due_at=at(30), standing=standing,
    )  # fmt: skip

    assert sign in [
        row.get("label") for row in values(comms_chart(review([sent(1, 4)], [promised]), "UTC", "UTC"))
    ]


def test_the_axis_shows_the_clock_of_the_people_there():
    drawn = comms_chart(review([sent(1, 4)]), "Europe/Berlin", "CEST")

    assert "2026-05-04T16:04:00Z" in [row["start"] for row in values(drawn)]
    assert "CEST" in str(drawn.to_dict())


def test_nothing_said_is_drawn_as_one_long_silence():
    found = review([])

    assert [row["minutes"] for row in values(comms_chart(found, "UTC", "UTC")) if "minutes" in row] == [120]


def test_what_people_wrote_is_escaped_in_the_drawing():
    assert "status &lt;page&gt;" in svg(review([sent(1, 4)]))
