"""Intervals are what pencil and paper give, and each silence has a likely reason."""

from datetime import UTC, datetime, timedelta

import pytest

from drafter.review.comms import Work, minutes_between, timeline
from drafter.review.policy import ReviewPolicy
from drafter.review.records import ContactCount, DraftHead, FactCheck, Incident, Publication
from drafter.review.scope import proposed, warnings

DAY = datetime(2026, 5, 4, tzinfo=UTC)


def at(clock, seconds=0):
    hours, minutes = map(int, clock.split(":"))
    return DAY + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def incident(**more):
    given = {"declared_at": at("14:00"), "created_at": at("14:00"), "comms_owner": "ada"} | more
    return Incident(id="inc1", title="Checkout errors", created_by="ada", **given)


def sent(number, clock, *, promised=None, channel="status page", stage="fixing", draft=None, seconds=0):
    moment = at(clock, seconds)
    return Publication(
        id=f"pub{number}",
        draft_id=draft or f"dft{number}",
        incident_id="inc1",
        audience="status_page",
        channel=channel,
        stage=stage,
        text="You may see an error.",
        text_hash="0",
        by="ada",
        at=moment,
        recorded_at=moment,
        next_update_at=at(promised) if promised else None,
    )


def picture(publications, **more):
    given = {"contacts": (), "now": at("18:00"), "policy": ReviewPolicy(), "sheet": None} | more
    return timeline(
        given.pop("incident", incident(ended_at=at("16:00"))),
        given.pop("sheet"),
        publications,
        given.pop("contacts"),
        **given,
    )


def test_intervals_run_from_the_start_over_every_message_to_the_end():
    found = picture(
        [sent(1, "14:04", promised="14:30"), sent(2, "14:37", promised="15:00"), sent(3, "15:00")]
    )

    assert [(gap.name, gap.minutes, gap.allowed_minutes, gap.too_long) for gap in found.gaps] == [
        ("start to first message", 4, 5, False),
        ("message 1 to 2", 33, 26, True),
        ("message 2 to 3", 23, 23, False),
        ("last message to resolution", 60, 30, True),
    ]
    assert [gap.biggest for gap in found.gaps] == [False, False, False, True]
    assert found.biggest_minutes == 60
    assert found.first_message_minutes == 4


def test_one_text_on_two_channels_is_one_message():
    found = picture([sent(1, "14:04", draft="d"), sent(2, "14:06", draft="d", channel="email")])

    assert [(m.channels, m.at) for m in found.messages] == [(("status page", "email"), at("14:04"))]


def test_after_a_resolved_message_there_is_no_silence_to_count():
    found = picture([sent(1, "14:04"), sent(2, "16:00", stage="resolved")])

    assert [gap.name for gap in found.gaps] == ["start to first message", "message 1 to 2"]


def test_an_incident_without_a_word_is_one_long_silence():
    found = picture([], incident=incident(), now=at("15:10"))

    assert [(gap.name, gap.minutes, gap.biggest) for gap in found.gaps] == [("start to now", 70, True)]
    assert found.first_message_minutes is None


def test_seconds_do_not_change_what_the_clock_shows():
    assert minutes_between(at("14:02", 59), at("14:35", 1)) == 33
    assert minutes_between(at("14:35"), at("14:02")) == 0


def test_contacts_are_counted_in_the_interval_they_fall_into():
    contacts = [
        ContactCount(incident_id="inc1", n=n, at=at(clock), count=count, by="ben")
        for n, (clock, count) in enumerate([("14:02", 20), ("14:10", 5), ("15:59", 1)])
    ]

    found = picture([sent(1, "14:04")], contacts=contacts)

    assert [gap.contacts for gap in found.gaps] == [20, 6]


def draft(clock, state="draft", number=1):
    return DraftHead(
        id=f"dft{number}", update_id="u", incident_id="inc1", audience="status_page", state=state,
        stage="fixing", text="x", facts_hash="0", authors=("ada",), created_at=at(clock),
        updated_at=at(clock), updated_by="ada",
    )  # fmt: skip


def check(asked, answered):
    return FactCheck(
        id="chk1", draft_id="dft1", incident_id="inc1", version=1, text_hash="0", line="?", asked_of="cli",
        asked_by="ada", asked_at=at(asked), expires_at=at("20:00"), answer="yes", answered_by="cli",
        answered_at=at(answered),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("work", "about", "cause"),
    [
        (Work(checks=(check("14:30", "15:20"),)), {}, "slow_check"),
        (Work(drafts=(draft("14:30", "published"),), approved_at={"dft1": at("15:20")}), {}, "slow_approval"),
        (Work(drafts=(draft("14:30"),)), {}, "not_sent"),
        (Work(), {"comms_owner": ""}, "no_owner"),
        (Work(news_at=(at("14:50"),)), {}, "not_written"),
        (Work(), {}, "no_news"),
    ],
)
def test_a_silence_has_the_reason_the_record_shows(work, about, cause):
    found = picture(
        [sent(1, "14:04"), sent(2, "15:30", stage="resolved")],
        incident=incident(ended_at=at("15:30"), **about),
        work=work,
    )

    assert [gap.cause for gap in found.gaps] == ["", cause]


def test_a_late_declaration_is_why_the_first_message_came_late():
    from drafter.core.fact import FactSheet, FactTime

    started = FactTime(at=at("13:10"), role="start", written="13:10", line=1)
    sheet = FactSheet(as_of=at("16:00"), zone="UTC", zone_written="UTC", stage="fixing", started=started)

    found = picture([sent(1, "14:04")], sheet=sheet)

    assert (found.start_basis, found.gaps[0].minutes, found.gaps[0].cause) == ("started", 54, "late_start")


@pytest.mark.parametrize(
    ("scope", "channels", "asking", "words"),
    [
        ("one", ("status page",), 0, "tells everybody"),
        ("some", ("status page",), 0, "not affected"),
        ("some", ("email to affected customers",), 0, ""),
        ("all", ("email to affected customers",), 0, "no public channel"),
        ("all", ("status page",), 0, ""),
        ("some", ("email to affected customers",), 5, "whether you are down"),
    ],
)
def test_a_scope_decision_warns_of_telling_the_wrong_people(scope, channels, asking, words):
    contacts = [ContactCount(incident_id="i", n=1, at=DAY, count=9, asking_if_down=asking, by="b")]

    found = warnings(scope, channels, contacts)

    assert bool(found) is bool(words)
    assert words in " ".join(found)


@pytest.mark.parametrize("scope", ["one", "some", "all"])
def test_the_proposed_channels_of_a_scope_give_no_warning(scope):
    assert proposed(scope)
    assert warnings(scope, proposed(scope), []) == ()
