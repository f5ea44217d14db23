"""A draft's way from notes to readers, and everything that must stop it on the way. On both databases."""

from datetime import timedelta

import pytest
from desk import NOTES, START, person

from drafter.core.fact import FactEdit
from drafter.errors import Conflict, InputError, NotFound, Refused, StaleVersion
from drafter.review.policy import ReviewPolicy
from drafter.review.records import Incident

ADA, BEN, CLI = person("ada"), person("ben"), person("cli")


def test_notes_become_an_approved_text_that_is_exactly_what_goes_out(any_desk):
    draft = any_desk.drafted()
    service = any_desk.service

    edited = service.drafts.edit(
        ADA, draft.id, text=draft.text.replace("earlier release", "release of Monday"), version=1
    )
    check = service.fact_checks.ask(ADA, draft.id, asked_of="cli")
    service.fact_checks.answer(CLI, draft.id, answer="yes")
    approved = service.approvals.approve(BEN, draft.id, version=edited.version)
    out = service.publishing.outgoing(ADA, draft.id)
    published = service.publishing.publish(ADA, draft.id, channel="status page", text_hash=out.text_hash)

    assert "Yes or no?" in check.line
    assert "\n" not in check.line
    assert approved.state == "approved"
    assert out.text == edited.text.replace("{{next_update}}", "14:45 UTC")
    assert published.state == "published"
    assert published.publications[0].text == out.text
    assert any_desk.service.audits.verify(ADA).whole


def test_an_untouched_sentence_keeps_its_evidence_and_an_edited_one_becomes_a_persons(desk):
    draft = desk.drafted()

    after = desk.service.drafts.edit(
        ADA, draft.id, text=draft.text.replace("going back", "returning now"), version=1
    )

    first, second = after.sentences[0], after.sentences[1]
    assert (first.origin, first.lines) == ("template", (1,))
    assert (second.origin, second.fact_ids) == ("person", ("f2.1",))
    assert after.text[second.start : second.end] == second.text
    assert (after.stats.accepted, after.stats.edited, after.stats.dropped, after.stats.added) == (3, 1, 0, 0)


def test_two_people_editing_lose_nothing(desk):
    draft = desk.drafted()
    desk.service.drafts.edit(ADA, draft.id, text="Ada's text.", version=1)

    with pytest.raises(StaleVersion) as caught:
        desk.service.drafts.edit(BEN, draft.id, text="Ben's text.", version=1)

    assert caught.value.current == 2
    assert desk.service.drafts.get(ADA, draft.id).text == "Ada's text."
    assert [v.text for v in desk.service.drafts.versions(ADA, draft.id).versions] == [
        "Ada's text.",
        draft.text,
    ]


def test_saving_the_same_text_again_changes_nothing(desk):
    draft = desk.drafted()

    assert desk.service.drafts.edit(ADA, draft.id, text=draft.text, version=1).version == 1


def test_an_edit_takes_the_approval_back(desk):
    draft = desk.drafted()
    desk.service.approvals.approve(BEN, draft.id, version=1)

    after = desk.service.drafts.edit(ADA, draft.id, text=f"{draft.text}\nThank you for waiting.", version=1)

    assert after.state == "draft"
    with pytest.raises(Conflict):
        desk.service.publishing.publish(ADA, draft.id, channel="status page")


def test_a_changed_fact_makes_the_approval_stale(desk):
    draft = desk.drafted()
    desk.service.approvals.approve(BEN, draft.id, version=1)
    desk.service.facts.edit(
        BEN, draft.incident_id, FactEdit(fact_id="f2.1", action="correct", by="ben", text="We restarted it")
    )

    view = desk.service.drafts.get(ADA, draft.id)

    assert view.stale == ("corrected: We restarted it",)
    assert desk.service.incidents.get(ADA, draft.incident_id).stale_approvals == (draft.id,)
    with pytest.raises(Conflict, match="We restarted it"):
        desk.service.publishing.outgoing(ADA, draft.id)
    with pytest.raises(Conflict, match="We restarted it"):
        desk.service.publishing.publish(ADA, draft.id, channel="status page")


@pytest.mark.parametrize(
    ("note", "stale"),
    [
        ("coordination: Dana joins the call", False),
        ("cause: A broken release", True),  # the draft says that the cause is not known
        ("data_impact: Some orders were charged twice", True),
        ("symptom suspected: Search may be slow", False),
        ("stage: fixing", True),
    ],
)
def test_new_notes_make_stale_only_what_they_bear_on(desk, note, stale):
    draft = desk.drafted()
    desk.service.approvals.approve(BEN, draft.id, version=1)

    desk.service.incidents.add_notes(ADA, draft.incident_id, f"14:20 - {note}")

    assert bool(desk.service.drafts.get(ADA, draft.id).stale) is stale


def test_a_sentence_that_cites_nothing_is_unsettled_by_any_new_fact(desk):
    draft = desk.drafted()
    after = desk.service.drafts.edit(ADA, draft.id, text=f"{draft.text}\nNobody else is affected.", version=1)
    desk.service.approvals.approve(BEN, draft.id, version=after.version)

    desk.service.incidents.add_notes(ADA, draft.incident_id, "14:20 - symptom: Search is slow")

    assert desk.service.drafts.get(ADA, draft.id).stale


def test_a_text_that_still_holds_is_confirmed_and_approved_again(desk):
    draft = desk.drafted()
    desk.service.approvals.approve(BEN, draft.id, version=1)
    desk.service.incidents.add_notes(ADA, draft.incident_id, "14:20 - cause suspected: A broken release")
    desk.service.facts.edit(
        BEN, draft.incident_id, FactEdit(fact_id="f2.1", action="correct", by="ben", text="Another word")
    )
    with pytest.raises(Conflict):
        desk.service.approvals.approve(BEN, draft.id, version=1)

    refreshed = desk.service.drafts.refresh(ADA, draft.id, version=1)

    assert (refreshed.stale, refreshed.state, refreshed.text) == ((), "draft", draft.text)
    assert desk.service.approvals.approve(BEN, draft.id, version=refreshed.version).state == "approved"


def test_taking_an_edit_back_brings_the_fact_back(desk):
    draft = desk.drafted()
    desk.service.facts.edit(BEN, draft.incident_id, FactEdit(fact_id="f1.1", action="hide", by="ben"))
    assert desk.service.drafts.get(ADA, draft.id).stale

    facts = desk.service.facts.retract(BEN, draft.incident_id, 1)

    assert not facts.sheet.facts[0].hidden
    assert not desk.service.drafts.get(ADA, draft.id).stale
    with pytest.raises(NotFound):
        desk.service.facts.retract(BEN, draft.incident_id, 1)


def test_a_promise_that_has_passed_or_moved_cannot_go_out(desk):
    draft = desk.drafted()
    desk.service.approvals.approve(BEN, draft.id, version=1)

    desk.clock.forward(minutes=31)

    assert "14:45 UTC, has passed" in desk.service.drafts.get(ADA, draft.id).stale[0]
    with pytest.raises(Conflict, match="has passed"):
        desk.service.publishing.publish(ADA, draft.id, channel="status page")
    again = desk.service.approvals.approve(BEN, draft.id, version=1)
    assert again.approved_text.endswith("Next update by 15:20 UTC.")
    assert desk.service.publishing.publish(ADA, draft.id, channel="status page").state == "published"


def test_a_promise_in_the_past_is_refused(desk):
    draft = desk.drafted()

    with pytest.raises(Refused, match="14:10 UTC"):
        desk.service.approvals.approve(BEN, draft.id, version=1, next_update_at=START - timedelta(minutes=5))


def test_a_blocking_finding_stops_approval_until_a_person_waives_it_with_a_reason(desk):
    draft = desk.drafted()
    after = desk.service.drafts.edit(ADA, draft.id, text=f"It is fixed.\n{draft.text}", version=1)
    (finding,) = [f for f in after.findings if f.severity == "block"]
    with pytest.raises(Refused, match="GRD018"):
        desk.service.approvals.approve(BEN, draft.id, version=2)
    with pytest.raises(Refused, match="reason"):
        desk.service.drafts.waive(BEN, draft.id, key=finding.key, reason="ok")
    with pytest.raises(Refused, match="bot"):
        desk.service.drafts.waive(
            person("robbie", "bot"), draft.id, key=finding.key, reason="I am sure of it"
        )

    waived = desk.service.drafts.waive(
        BEN, draft.id, key=finding.key, reason="It means the leak in the roof."
    )

    assert waived.findings[0].waived_by == "ben"
    assert desk.service.approvals.approve(BEN, draft.id, version=2).state == "approved"


def test_a_waiver_outlives_edits_elsewhere_but_not_of_its_sentence(desk):
    draft = desk.drafted()
    after = desk.service.drafts.edit(ADA, draft.id, text=f"It is fixed.\n{draft.text}", version=1)
    desk.service.drafts.waive(BEN, draft.id, key=after.findings[0].key, reason="Everybody says so now")

    elsewhere = desk.service.drafts.edit(ADA, draft.id, text=f"{after.text}\nThank you.", version=2)
    inside = desk.service.drafts.edit(
        ADA, draft.id, text=elsewhere.text.replace("It is fixed.", "All of it is fixed."), version=3
    )

    assert elsewhere.findings[0].waived_by == "ben"
    assert inside.findings[0].waived_by == ""


def test_a_leak_is_never_waived(desk):
    draft = desk.drafted()
    after = desk.service.drafts.edit(ADA, draft.id, text=f"db-7 is down.\n{draft.text}", version=1)
    (leak,) = after.findings

    assert not leak.waivable
    with pytest.raises(Refused, match="cannot be waived"):
        desk.service.drafts.waive(BEN, draft.id, key=leak.key, reason="It is an old machine")
    with pytest.raises(Refused, match="LEK001"):
        desk.service.approvals.approve(BEN, draft.id, version=2)


@pytest.mark.parametrize("flag", ["security", "privacy", "data"])
def test_the_author_is_never_the_only_approver_of_delicate_matters(any_desk, flag):
    draft = any_desk.drafted(flags=(flag,))

    first = any_desk.service.approvals.approve(ADA, draft.id, version=1)

    assert first.awaits_second
    assert first.state != "approved"
    with pytest.raises(Conflict):
        any_desk.service.publishing.outgoing(ADA, draft.id)
    second = any_desk.service.approvals.approve(BEN, draft.id, version=1)
    assert second.state == "approved"
    assert [one.by for one in second.approvals] == ["ada", "ben"]


def test_whoever_changed_a_word_is_an_author_too(desk):
    draft = desk.drafted(flags=("security",))
    after = desk.service.drafts.edit(BEN, draft.id, text=f"{draft.text}\nThank you.", version=1)

    assert desk.service.approvals.approve(BEN, draft.id, version=after.version).awaits_second
    assert desk.service.approvals.approve(CLI, draft.id, version=after.version).state == "approved"


def test_a_note_about_harm_to_data_asks_for_a_second_opinion(desk):
    draft = desk.drafted(notes=f"{NOTES}14:11 - data_impact: Some orders were charged twice\n")

    assert draft.second_opinion == ("the notes speak of harm to data",)


def test_a_word_of_legal_weight_asks_for_a_second_opinion(desk):
    draft = desk.drafted()

    after = desk.service.drafts.edit(ADA, draft.id, text=f"{draft.text}\nThere was no breach.", version=1)

    assert after.second_opinion == ("the text says 'breach'",)


def test_a_severe_incident_needs_a_named_comms_owner(desk):
    draft = desk.drafted(severity="SEV1")
    with pytest.raises(Refused, match="comms owner"):
        desk.service.approvals.approve(BEN, draft.id, version=1)

    from drafter.service.incidents import IncidentChanges

    desk.service.incidents.change(ADA, draft.incident_id, IncidentChanges(comms_owner="ada"))

    assert desk.service.approvals.approve(BEN, draft.id, version=1).state == "approved"


def test_no_from_the_commander_stops_approval_until_the_text_changes(desk):
    draft = desk.drafted()
    desk.service.fact_checks.ask(ADA, draft.id)
    desk.service.fact_checks.answer(CLI, draft.id, answer="no", comment="It is search, not checkout")

    with pytest.raises(Conflict, match="rejected"):
        desk.service.approvals.approve(BEN, draft.id, version=1)
    no = desk.service.drafts.get(ADA, draft.id).turned_down
    assert (no.by, no.reason) == (CLI.person, "It is search, not checkout")

    after = desk.service.drafts.edit(ADA, draft.id, text=draft.text.replace("pay", "search"), version=1)
    assert after.turned_down is None
    assert desk.service.approvals.approve(BEN, draft.id, version=after.version).state == "approved"


def test_a_draft_that_was_sent_back_says_who_did_it_last_and_why(any_desk):
    draft = any_desk.drafted()
    any_desk.service.fact_checks.ask(ADA, draft.id)
    any_desk.service.fact_checks.answer(CLI, draft.id, answer="no", comment="It is search")
    again = any_desk.service.drafts.edit(ADA, draft.id, text="Search fails.", version=1)
    sent_back = any_desk.service.approvals.reject(BEN, again.id, reason="Say since when")

    assert (sent_back.turned_down.by, sent_back.turned_down.reason) == (BEN.person, "Say since when")


def test_where_the_house_asks_for_it_nothing_is_approved_without_a_yes(desk):
    desk.policy = ReviewPolicy(fact_check="required")
    desk.__post_init__()
    draft = desk.drafted()
    with pytest.raises(Refused, match="confirmed"):
        desk.service.approvals.approve(BEN, draft.id, version=1)

    desk.service.fact_checks.ask(ADA, draft.id)
    desk.service.fact_checks.answer(CLI, draft.id, answer="yes")

    assert desk.service.approvals.approve(BEN, draft.id, version=1).state == "approved"


def test_the_commander_answers_by_link_without_a_log_in(desk):
    draft = desk.drafted(commander="Dana")
    check = desk.service.fact_checks.ask(ADA, draft.id)
    token = check.link.rsplit("/", 1)[1]

    page = desk.service.fact_checks.open_check(token)
    answer = desk.service.fact_checks.answer_by_link(token, answer="yes")

    assert page.text == draft.shown_text
    assert "14:45 UTC" in page.text
    assert "{{" not in page.text + check.line
    assert len(page.facts) == 2
    assert answer.answered_by == "Dana (by link)"
    assert desk.service.drafts.get(ADA, draft.id).state == "checked"
    with pytest.raises(Conflict, match="already"):
        desk.service.fact_checks.answer_by_link(token, answer="no")


def test_a_link_expires_and_cannot_be_forged(desk):
    draft = desk.drafted()
    token = desk.service.fact_checks.ask(ADA, draft.id).link.rsplit("/", 1)[1]
    forged = token[:-2] + ("aa" if token[-2:] != "aa" else "bb")
    check_id, expires, mark = token.split(".")

    with pytest.raises(Refused, match="not one of ours"):
        desk.service.fact_checks.open_check(forged)
    with pytest.raises(Refused, match="not one of ours"):
        desk.service.fact_checks.open_check(f"{check_id}.{int(expires) + 9999}.{mark}")
    desk.clock.forward(hours=5)
    with pytest.raises(Refused, match="expired"):
        desk.service.fact_checks.open_check(token)


def test_a_link_to_a_text_that_changed_says_so(desk):
    draft = desk.drafted()
    token = desk.service.fact_checks.ask(ADA, draft.id).link.rsplit("/", 1)[1]
    desk.service.drafts.edit(ADA, draft.id, text="Another text.", version=1)

    with pytest.raises(Conflict, match="changed"):
        desk.service.fact_checks.answer_by_link(token, answer="yes")


def test_a_text_goes_out_once_per_channel(any_desk):
    draft = any_desk.drafted()
    any_desk.service.approvals.approve(BEN, draft.id, version=1)
    any_desk.service.publishing.publish(ADA, draft.id, channel="status page")

    with pytest.raises(Conflict, match="already"):
        any_desk.service.publishing.publish(ADA, draft.id, channel="status page")

    twice = any_desk.service.publishing.publish(ADA, draft.id, channel="email")
    assert [one.channel for one in twice.publications] == ["status page", "email"]
    assert len(any_desk.service.promises.ledger(ADA, draft.incident_id).promises) == 1


def test_another_text_than_the_approved_one_is_refused(desk):
    draft = desk.drafted()
    desk.service.approvals.approve(BEN, draft.id, version=1)

    with pytest.raises(Conflict, match="not the approved one"):
        desk.service.publishing.publish(ADA, draft.id, channel="status page", text_hash="0" * 64)


def test_an_older_text_does_not_follow_a_newer_one(desk):
    old = desk.drafted()
    desk.service.approvals.approve(BEN, old.id, version=1)
    new = desk.service.updates.create(ADA, old.incident_id, audiences=["status_page"]).drafts[0]
    desk.service.approvals.approve(BEN, new.id, version=1)
    desk.service.publishing.publish(ADA, new.id, channel="status page")

    with pytest.raises(Conflict, match="later update"):
        desk.service.publishing.publish(ADA, old.id, channel="status page")


def test_a_wrong_text_is_withdrawn_and_the_next_one_corrects_it(desk):
    wrong = desk.drafted()
    desk.service.approvals.approve(BEN, wrong.id, version=1)
    desk.service.publishing.publish(ADA, wrong.id, channel="status page")
    withdrawn = desk.service.publishing.withdraw(ADA, wrong.id, reason="It is search, not checkout")
    desk.clock.forward(minutes=3)
    right = desk.service.updates.create(ADA, wrong.incident_id, audiences=["status_page"]).drafts[0]
    desk.service.approvals.approve(BEN, right.id, version=1)
    desk.service.publishing.publish(ADA, right.id, channel="status page")

    after = desk.service.drafts.get(ADA, wrong.id)

    assert withdrawn.state == "withdrawn"
    assert after.state == "corrected"
    assert after.publications[0].reason == "It is search, not checkout"
    assert after.publications[0].corrected_by == desk.service.drafts.get(ADA, right.id).publications[0].id


def test_promises_are_kept_broken_and_counted(desk):
    first = desk.drafted()
    desk.service.approvals.approve(BEN, first.id, version=1)
    desk.service.publishing.publish(ADA, first.id, channel="status page")
    desk.clock.forward(minutes=30, seconds=40)  # within the promised minute
    second = desk.service.updates.create(ADA, first.incident_id, audiences=["status_page"]).drafts[0]
    desk.service.approvals.approve(BEN, second.id, version=1)
    desk.service.publishing.publish(ADA, second.id, channel="status page")

    kept = desk.service.promises.ledger(ADA, first.incident_id)
    desk.clock.forward(minutes=28)  # of the 35 until 15:20
    warned = desk.service.incidents.get(ADA, first.incident_id).next_due
    desk.clock.forward(minutes=20)
    late = desk.service.promises.ledger(ADA, first.incident_id)

    assert (kept.kept, kept.broken, kept.open) == (1, 0, 1)
    assert (warned.alarm, warned.no_news, warned.what) == ("warn", True, "next update")
    assert (late.kept, late.broken, late.next_due.alarm) == (1, 1, "overdue")


def test_the_first_message_is_due_five_minutes_after_declaration(desk):
    incident = desk.declared()

    assert incident.next_due.what == "first message"
    assert incident.next_due.at == START + timedelta(minutes=5)
    desk.clock.forward(minutes=7)
    assert desk.service.incidents.get(ADA, incident.id).next_due.alarm == "overdue"


def test_a_resolved_incident_promises_nothing(desk):
    draft = desk.drafted(notes=f"{NOTES}14:12 - stage: resolved\n")

    approved = desk.service.approvals.approve(BEN, draft.id, version=1)

    assert approved.next_update_at is None
    assert "Next update" not in approved.approved_text


@pytest.mark.parametrize(
    ("role", "act"),
    [
        ("viewer", lambda s, d: s.drafts.edit(person("v", "viewer"), d.id, text="x", version=1)),
        ("bot", lambda s, d: s.approvals.approve(person("b", "bot"), d.id, version=1)),
        ("liaison", lambda s, d: s.approvals.approve(person("l", "liaison"), d.id, version=1)),
        (
            "incident_commander",
            lambda s, d: s.publishing.publish(person("c", "incident_commander"), d.id, channel="x"),
        ),
        ("approver", lambda s, d: s.incidents.add_notes(person("a", "approver"), d.incident_id, "14:20 - x")),
    ],
)
def test_a_role_may_not_do_what_is_not_its_business(desk, role, act):
    draft = desk.drafted()

    with pytest.raises(Refused, match="scope"):
        act(desk.service, draft)


def test_bad_notes_are_refused_whole_and_nothing_is_lost(desk):
    incident = desk.declared()

    with pytest.raises(InputError):
        desk.service.incidents.add_notes(ADA, incident.id, "   \n")
    with pytest.raises(InputError):
        desk.service.incidents.add_notes(ADA, incident.id, "a\x00b\x01\x02binary\x00" * 10)

    assert desk.service.incidents.get(ADA, incident.id).notes_count == 1


def test_what_does_not_exist_is_said_with_where_to_look(desk):
    for ask in (
        lambda: desk.service.incidents.get(ADA, "inc_nope"),
        lambda: desk.service.drafts.get(ADA, "dft_nope"),
        lambda: desk.service.updates.get(ADA, "upd_nope"),
    ):
        with pytest.raises(NotFound, match="/v1/incidents"):
            ask()


def test_an_incident_with_its_own_clock_lives_in_its_own_time(desk):
    from drafter.review.records import IncidentClock

    clock = IncidentClock(shown=START - timedelta(days=30), started=START, speed=10)
    draft = desk.drafted(clock=clock)
    desk.clock.forward(minutes=1)

    approved = desk.service.approvals.approve(BEN, draft.id, version=1)

    assert approved.approvals[0].at == START - timedelta(days=30) + timedelta(minutes=10)
    with desk.store.reading() as tx:
        assert tx.get(Incident, id=draft.incident_id).clock == clock


def test_a_zone_that_cannot_be_read_is_refused_before_it_makes_the_notes_unreadable(any_desk):
    from drafter.service.incidents import IncidentChanges

    incidents = any_desk.service.incidents
    with pytest.raises(InputError, match="'Mars' is not a time zone"):
        incidents.declare(ADA, title="Checkout errors", zone="Mars")
    opened = incidents.declare(ADA, title="Checkout errors", notes=NOTES, zone="UTC")
    with pytest.raises(InputError, match="'Mars' is not a time zone"):
        incidents.change(ADA, opened.id, IncidentChanges(zone="Mars"))

    assert incidents.notes(ADA, opened.id).zone == "UTC"
    assert [one.id for one in incidents.find(ADA).items] == [opened.id]
