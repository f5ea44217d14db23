"""A stored incident plays at its own pace, and the same acts at the same minutes score the same."""

import pytest
from desk import Desk

from drafter.errors import InputError, NotFound
from drafter.service.actors import Actor, scopes_of

NOTES = """# All times in UTC
2026-05-04 14:00 - symptom: You may see an error when you pay
2026-05-04 14:10 - stage: fixing
2026-05-04 14:30 - action: We are going back to the earlier release
"""
TRAINEE = Actor(person="Tess", scopes=scopes_of(("admin",)))


def play(desk, *, speed=10.0):
    return desk.service.drills.play(TRAINEE, NOTES, name="shop", title="Payments fail", speed=speed)


def say(desk, incident_id):
    client = desk.client()
    draft = client.draft_update(incident_id, audiences=["status_page"]).drafts[0]
    client.approve(draft.id, version=draft.version)
    client.publish(draft.id, "status page")


def test_notes_come_when_the_drill_clock_shows_their_time(desk):
    client = desk.client()
    drill = play(desk, speed=10)
    assert (drill.told, drill.total) == (1, 3)

    desk.clock.forward(seconds=59)
    assert client.go_on_with_drill(drill.incident_id).told == 1
    desk.clock.forward(seconds=2)
    assert client.go_on_with_drill(drill.incident_id).told == 2
    assert client.go_on_with_drill(drill.incident_id).told == 2
    desk.clock.forward(minutes=2)

    assert client.go_on_with_drill(drill.incident_id).told == 3
    assert [entry.line for entry in client.notes(drill.incident_id).entries] == [1, 2, 3]


def scored(desk):
    drill = play(desk, speed=10)
    desk.clock.forward(seconds=24)  # four minutes of the drill
    say(desk, drill.incident_id)
    desk.clock.forward(minutes=3)
    desk.client().go_on_with_drill(drill.incident_id)
    say(desk, drill.incident_id)
    return desk.client().drill(drill.incident_id).score


def test_the_same_acts_at_the_same_minutes_score_the_same(desk):
    first = scored(desk)
    second = scored(desk)

    assert first == second
    assert first.messages == 2
    assert first.longest_silence_minutes == 30


def test_saying_nothing_scores_nothing(desk):
    drill = play(desk)
    desk.clock.forward(minutes=5)

    found = desk.client().drill(drill.incident_id).score

    assert (found.total, found.cadence, found.messages) == (0, 0, 0)


def test_a_shipped_incident_is_played_by_name_and_an_unknown_one_names_the_choice(desk):
    client = desk.client()

    assert client.start_drill("leap-hub-outage").told >= 1
    with pytest.raises(NotFound, match="not a shipped incident") as refused:
        client.start_drill("nothing")
    assert "leap-hub-outage" in refused.value.remedy


def test_notes_without_a_time_cannot_be_played(desk):
    with pytest.raises(InputError, match="No note has a time"):
        desk.service.drills.play(TRAINEE, "payments fail\n", name="x", title="x")


def test_an_ordinary_incident_is_no_drill(desk: Desk):
    with pytest.raises(NotFound, match="is not a drill"):
        desk.client().drill(desk.declared().id)
