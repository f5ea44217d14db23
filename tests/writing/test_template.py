import re

import pytest
from sheets import PAY_DOWN, SHOP, SLOW, at, audience, fact, moment, quantity, sent, sheet

from drafter.core.draft import NEXT_UPDATE
from drafter.core.fact import StageChange
from drafter.core.system_map import Component, SystemMap
from drafter.writing.audiences import load_audiences
from drafter.writing.filled import missing_slots
from drafter.writing.template import write

PUBLIC = [
    "status_page",
    "affected_customer_email",
    "social",
    "sms",
    "support_brief",
    "executives",
    "postmortem",
]


def text_of(the_sheet, name="status_page", system_map=SHOP, **more):
    return write(the_sheet, system_map, audience(name), next_update_at=at(60), **more).text


def test_the_first_sentence_is_the_map_sentence_for_the_class_of_trouble():
    assert text_of(sheet(PAY_DOWN)).startswith("You cannot pay by card.")
    assert text_of(sheet(SLOW)).startswith("Card payments take longer than usual.")


def test_a_class_without_a_sentence_takes_the_nearest_one_with_may():
    errors = fact("1", "symptom", "5xx on paygw", components=("pay",), symptom_class="errors")

    assert text_of(sheet(errors)).startswith("You may not be able to pay by card.")


def test_a_part_without_any_sentence_is_told_of_by_its_customer_name():
    bare = SystemMap(components=(Component(id="pay", customer_name="card payments"),))
    errors = fact("1", "symptom", "5xx on paygw", components=("pay",), symptom_class="errors")

    assert text_of(sheet(errors), system_map=bare).startswith("You may see errors with card payments.")


def test_what_only_customers_report_is_told_as_a_report():
    reported = PAY_DOWN.model_copy(update={"certainty": "reported"})

    text = text_of(sheet(reported))

    assert text.startswith(
        ("Some of you report that you cannot pay by card.", "We have reports that you cannot")
    )


def test_trouble_of_an_inner_part_is_told_where_customers_may_feel_it():
    inner = fact("1", "observation", "pgmain out of connections", components=("pgmain",))

    text = text_of(sheet(inner))

    assert text.startswith("You may not be able to pay by card.")
    assert "pgmain" not in text


def test_several_symptoms_come_worst_first_and_at_most_three():
    facts = [
        fact("1", "symptom", "paygw slow", components=("pay",), symptom_class="slow"),
        fact("2", "symptom", "frontend down", components=("site",), symptom_class="down"),
    ]

    draft = write(sheet(*facts), SHOP, audience())

    assert [s.text for s in draft.sentences if s.slot == "symptom"] == [
        "The shop does not load.",
        "Card payments take longer than usual.",
    ]


def test_parts_with_the_same_trouble_share_a_sentence():
    the_map = SystemMap(
        components=(
            Component(id="a", customer_name="dashboard", plain_symptoms=("unavailable",)),
            Component(id="b", customer_name="API", plain_symptoms=("unavailable",)),
            Component(id="c", customer_name="checkout", plain_symptoms=("unavailable",)),
        )
    )
    facts = [
        fact(str(n), "symptom", "unavailable", components=(name,), symptom_class="down")
        for n, name in enumerate("abc", start=1)
    ]

    assert text_of(sheet(*facts), system_map=the_map).startswith(
        "The dashboard, the API and checkout are unavailable."
    )


def test_without_a_map_the_product_alone_is_named():
    down = fact("1", "symptom", "node-7 is in NotReady", symptom_class="down")

    text = text_of(sheet(down), system_map=SystemMap(product="Harbour Shop"))

    assert text.startswith("You may not be able to use Harbour Shop.")
    assert "node-7" not in text


def test_without_a_map_plain_words_of_a_note_may_stand():
    plain = fact("1", "symptom", "the online booking page does not load", symptom_class="down")

    assert text_of(sheet(plain), system_map=SystemMap()).startswith("The online booking page does not load.")


@pytest.mark.parametrize("name", PUBLIC)
def test_no_reader_outside_meets_an_inside_name_person_or_host(name):
    facts = [
        PAY_DOWN,
        fact("2", "action", "Priya restarted ledger-writer on pg-node-3"),
        fact("3", "cause", "bad deploy of the payment gateway broke pgmain", components=("pgmain",)),
        fact("4", "scope", "all users of paygw", components=("pay",)),
        fact("5", "side_effect", "Tomas killed 40 ledger sessions"),
    ]

    draft = write(sheet(*facts, stage="fixing"), SHOP, audience(name), next_update_at=at(60))

    lowered = f"{draft.subject} {draft.text}".lower()
    for inside in ("priya", "tomas", "ledger", "pgmain", "paygw", "payment gateway", "pg-node-3", "frontend"):
        assert inside not in lowered


@pytest.mark.parametrize("name", PUBLIC)
def test_a_suspicion_never_appears_outside(name):
    guess = fact("2", "hypothesis", "the certificate may have expired", certainty="suspected")

    draft = write(sheet(PAY_DOWN, guess, unknown="cause"), SHOP, audience(name), next_update_at=at(60))

    assert "certificate" not in draft.text


def test_colleagues_see_a_suspicion_marked_as_one():
    guess = fact("2", "hypothesis", "the certificate may have expired", certainty="suspected")

    text = text_of(sheet(PAY_DOWN, guess, unknown="cause"), "internal")

    assert "Suspected, not confirmed: the certificate may have expired." in text


def test_a_confirmed_cause_is_told_in_plain_words():
    cause = fact("2", "cause", "the TLS certificate of paygw expired")

    text = text_of(sheet(PAY_DOWN, cause, stage="identified"))

    assert "a digital certificate that had run out" in text


def test_while_investigating_no_cause_is_told():
    cause = fact("2", "cause", "the TLS certificate of paygw expired")

    text = text_of(sheet(PAY_DOWN, cause, unknown=""))

    assert "certificate" not in text


def test_conflicting_facts_are_silent_outside_and_both_told_inside():
    from drafter.core.fact import Conflict

    conflict = Conflict(
        id="c1",
        about="the share of failed payments",
        fact_ids=("f2.1", "f3.1"),
        lines=(2, 3),
        question="Is it 5% or 20%?",
    )
    facts = [
        PAY_DOWN,
        fact("2", "scope", "5% of payments fail", quantities=(quantity(5, "%", "payments"),)),
        fact("3", "scope", "20% of payments fail", quantities=(quantity(20, "%", "payments"),)),
    ]
    the_sheet = sheet(*facts, conflicts=(conflict,))

    assert "%" not in text_of(the_sheet)
    assert "Is it 5% or 20%?" in text_of(the_sheet, "internal")


def test_a_number_keeps_its_qualifier_and_what_it_counts():
    scope = fact(
        "2", "scope", "about 300 customers hit", quantities=(quantity(300, "", "customers", "about"),)
    )

    assert "This affects about 300 customers." in text_of(sheet(PAY_DOWN, scope))


def test_the_start_is_told_as_the_start_and_notice_as_notice():
    started = sheet(PAY_DOWN, started=moment(0, 1))
    noticed = sheet(PAY_DOWN, detected=moment(4, 1, "detected"), unknown="start")

    assert "14:00 UTC" in text_of(started)
    text = text_of(noticed)
    assert "14:04 UTC" in text
    assert "when it began" in text


def test_what_is_not_known_is_said_in_one_sentence():
    draft = write(sheet(PAY_DOWN, unknown="cause scope start"), SHOP, audience(), next_update_at=at(60))

    (said,) = [s for s in draft.sentences if s.slot == "not_known"]
    assert set(said.unknowns) == {"cause", "scope", "start"}


def test_a_step_without_known_effect_says_so_and_a_failed_one_says_that():
    step = fact("2", "action", "restarted the paygw", minutes=10, components=("pay",))
    failed = fact("3", "observation", "this did not help", minutes=12, visibility="internal")

    assert "cannot say yet whether it helped" in text_of(
        sheet(PAY_DOWN, step)
    ) or "waiting to see" in text_of(sheet(PAY_DOWN, step))
    text = text_of(sheet(PAY_DOWN, step, failed))
    assert "did not help" in text or "without the effect" in text


def test_a_plan_is_told_as_the_next_step_and_an_attempt_as_one():
    plan = fact("2", "decision", "we will roll back the release", certainty="planned")
    attempt = fact("2", "action", "attempted to restart the paygw", components=("pay",))

    assert "ext we will go back to the earlier version" in text_of(
        sheet(PAY_DOWN, plan, stage="identified")
    ).replace("As the next step we", "Next we")
    assert "tried to restart" in text_of(sheet(PAY_DOWN, attempt))


def test_harm_by_our_own_repair_is_said():
    harm = fact("2", "side_effect", "the restart logged everybody out")

    text = text_of(sheet(PAY_DOWN, harm, stage="fixing"))

    assert "repair" in text
    assert any(word in text for word in ("interrupt",))


def test_advice_comes_from_notes_or_map_and_its_absence_is_said():
    bare = SystemMap(components=(Component(id="pay", customer_name="card payments"),))

    assert "Pay by bank transfer." in text_of(sheet(PAY_DOWN, unknown="workaround"))
    text = text_of(sheet(PAY_DOWN, unknown="workaround"), system_map=bare)
    assert "nothing you can do" in text


def test_what_still_works_comes_from_the_map():
    assert "You can still browse and save your basket." in text_of(sheet(PAY_DOWN))


def resolved(*more, **values):
    facts = [
        PAY_DOWN,
        fact("5", "action", "rolled back the release", minutes=20),
        fact("6", "restored", "payments work again", minutes=25, role="end", components=("pay",)),
        fact("7", "resolved", "incident closed", minutes=40, role="end"),
        *more,
    ]
    moments = {"started": moment(0, 1), "restored": moment(25, 6, "end"), "resolved": moment(40, 7, "end")}
    return sheet(*facts, stage="resolved", minutes=45, **moments | values)


def test_a_resolved_text_tells_window_length_repair_and_says_sorry_once():
    text = text_of(resolved(fact("4", "cause", "the release broke because of a wrong setting")))

    assert "esolved" in text.split(".")[0]
    assert "from 14:00 to 14:25 UTC on 4 May" in text
    assert "25 minutes" in text
    assert "went back to the earlier version" in text
    assert "a wrong setting" in text
    assert text.count("sorry") == 1
    assert NEXT_UPDATE not in text


def test_data_is_spoken_of_plainly():
    none_lost = resolved(fact("6.2", "data_impact", "confirmed that no data was lost", minutes=30))

    assert "no data was lost" in text_of(none_lost)
    assert "whether any data was affected" in text_of(resolved(unknown="data"))


def test_monitoring_says_how_long_it_is_watched_and_never_resolved():
    the_sheet = sheet(
        PAY_DOWN,
        fact("6", "restored", "payments work again", minutes=25, role="end"),
        stage="monitoring",
        started=moment(0, 1),
        restored=moment(25, 6, "end"),
        unknown="verified",
    )

    text = text_of(the_sheet)

    watched = (
        r"until then we keep checking that it works for everyone|checking that it works for everyone and "
    )
    assert re.search(watched, text)
    assert NEXT_UPDATE in text
    assert "esolved" not in text


def test_the_next_update_is_a_placeholder_until_it_is_approved():
    draft = write(sheet(PAY_DOWN), SHOP, audience(), next_update_at=at(60))

    assert NEXT_UPDATE in draft.text
    assert draft.next_update_at == at(60)


def test_a_second_update_says_still_and_takes_other_phrasings():
    first = write(sheet(PAY_DOWN, unknown="cause"), SHOP, audience(), next_update_at=at(60))
    news = fact("4", "action", "rolled back the release", minutes=40)
    second = write(
        sheet(PAY_DOWN, news, stage="fixing", minutes=60, unknown="cause"),
        SHOP,
        audience(),
        next_update_at=at(90),
        previous=sent(first, 30, 1),
    )

    assert second.text.startswith("You still cannot pay by card.")
    assert not second.no_change
    assert second.sentences[-1].phrasing != first.sentences[-1].phrasing


def test_no_news_is_said_as_such_with_what_is_known():
    first = write(sheet(PAY_DOWN, unknown="cause"), SHOP, audience(), next_update_at=at(60))

    second = write(
        sheet(PAY_DOWN, minutes=60, unknown="cause"),
        SHOP,
        audience(),
        next_update_at=at(90),
        previous=sent(first, 30, 1),
    )

    assert second.no_change
    assert "14:30 UTC" in second.text
    assert "You still cannot pay by card." in second.text


def test_progress_that_stays_inside_is_no_news_outside():
    first = write(sheet(PAY_DOWN, unknown="cause"), SHOP, audience(), next_update_at=at(60))
    inside = fact("3", "observation", "pgmain connections at 90%", minutes=50, visibility="internal")

    second = write(
        sheet(PAY_DOWN, inside, minutes=60, unknown="cause"), SHOP, audience(), previous=sent(first, 30, 1)
    )

    assert second.no_change


def test_a_relapse_is_admitted():
    worked = write(
        sheet(
            PAY_DOWN,
            fact("3", "restored", "works again", minutes=20),
            stage="monitoring",
            restored=moment(20, 3, "end"),
        ),
        SHOP,
        audience(),
    )
    back = fact("5", "symptom", "payments fail again", minutes=50, components=("pay",), symptom_class="down")

    text = text_of(sheet(PAY_DOWN, back, reopened=True, minutes=55), previous=sent(worked, 30, 3))

    assert text.startswith("You again cannot pay by card.")
    assert "come back" in text or "did not last" in text


def test_a_withdrawn_fact_forces_a_correction():
    scope = fact(
        "2", "scope", "about 300 customers hit", quantities=(quantity(300, "", "customers", "about"),)
    )
    first = write(sheet(PAY_DOWN, scope), SHOP, audience(), next_update_at=at(60))
    taken_back = scope.model_copy(update={"certainty": "withdrawn"})

    second = write(sheet(PAY_DOWN, taken_back, minutes=60), SHOP, audience(), previous=sent(first, 30, 2))

    (correction,) = [s for s in second.sentences if s.slot == "correction"]
    assert "who is affected" in correction.text
    assert correction.fact_ids == ("f2.1",)
    assert "300" not in second.text


@pytest.mark.parametrize("name", list(load_audiences()))
@pytest.mark.parametrize("stage", ["investigating", "identified", "fixing", "monitoring", "resolved"])
def test_every_required_slot_is_filled_at_every_stage_and_every_sentence_has_a_basis(name, stage):
    the_sheet = sheet(PAY_DOWN, stage=stage, unknown="scope start cause workaround end verified data fix")

    draft = write(the_sheet, SHOP, audience(name), next_update_at=at(60))

    assert missing_slots(draft, audience(name)) == ()
    assert all(sentence.has_basis for sentence in draft.sentences)
    assert all(sentence.origin == "template" for sentence in draft.sentences)


@pytest.mark.parametrize("name", list(load_audiences()))
def test_the_emptiest_sheet_still_gives_a_draft(name):
    draft = write(sheet(product=""), SystemMap(), audience(name), next_update_at=at(60))

    assert draft.text


def test_the_same_sheet_gives_the_same_draft():
    assert text_of(sheet(PAY_DOWN, unknown="cause")) == text_of(sheet(PAY_DOWN, unknown="cause"))


def test_short_channels_keep_their_limit_and_their_next_update():
    from drafter.core.units import count_units

    facts = [
        PAY_DOWN,
        fact("2", "action", "restarted the paygw", minutes=5, components=("pay",)),
        fact("3", "action", "rolled back the release", minutes=9),
        fact("4", "cause", "the TLS certificate expired"),
    ]
    for name in ("social", "sms"):
        draft = write(
            sheet(*facts, stage="fixing", unknown="scope start"), SHOP, audience(name), next_update_at=at(60)
        )
        filled = draft.text.replace(NEXT_UPDATE, "15:00 UTC")
        assert count_units(filled, audience(name).unit) <= audience(name).max_units
        assert NEXT_UPDATE in draft.text


def test_an_email_has_a_subject_that_says_what_is_wrong_or_that_it_works():
    assert (
        write(sheet(PAY_DOWN), SHOP, audience("affected_customer_email")).subject == "You cannot pay by card"
    )
    assert "esolved" in write(resolved(), SHOP, audience("affected_customer_email")).subject


def test_what_has_only_begun_to_work_is_told_so():
    the_sheet = sheet(
        PAY_DOWN,
        fact(
            "6",
            "restored",
            "payments slowly start to go through",
            minutes=25,
            role="end",
            components=("pay",),
        ),
        stage="monitoring",
        restored=moment(25, 6, "end"),
    )

    assert text_of(the_sheet).startswith("Card payments are starting to work again")


def test_a_short_channel_does_not_repeat_since_when():
    first = write(sheet(PAY_DOWN, started=moment(0, 1)), SHOP, audience("sms"), next_update_at=at(60))
    again = write(
        sheet(PAY_DOWN, started=moment(0, 1), minutes=60),
        SHOP,
        audience("sms"),
        next_update_at=at(90),
        previous=sent(first, 30, 1),
    )

    assert "14:00 UTC" in first.text
    assert "14:00 UTC" not in again.text


def test_a_broken_promise_is_owned_beside_the_next_one():
    first = write(sheet(PAY_DOWN, unknown="cause"), SHOP, audience(), next_update_at=at(60))

    second = write(
        sheet(PAY_DOWN, minutes=120, unknown="cause"),
        SHOP,
        audience(),
        next_update_at=at(150),
        previous=sent(first, 30, 1).model_copy(update={"next_update_at": at(60)}),
    )

    assert [s.slot for s in second.sentences[-2:]] == ["correction", "next_update"]
    assert "This update is overdue; we are sorry." in second.text


def test_once_over_the_moment_we_noticed_stands_for_the_start():
    seen = fact("2", "detected", "alert", minutes=5, role="detected")
    back = fact("3", "restored", "works again", minutes=40)
    over = sheet(
        PAY_DOWN, seen, back, stage="monitoring", unknown="start",
        detected=moment(5, 2, "detected"), restored=moment(40, 3, "end"),
    )  # fmt: skip

    text = text_of(over)

    assert "We learned of the trouble at 14:05 UTC" in text
    assert "when exactly it began" not in text


def test_before_any_trouble_is_noted_none_is_claimed():
    released = fact(
        "1", "observation", "the payment gateway was updated", components=("pay",), visibility="internal"
    )

    text = text_of(sheet(released, unknown="cause"))

    assert text.startswith("We do not know yet what you may notice in card payments; we are checking it.")


def test_what_was_done_is_read_out_of_the_words_that_tell_it_works():
    back = fact("2", "restored", "After restarting the cache everything went back to normal.", minutes=40)

    text = text_of(sheet(PAY_DOWN, back, stage="monitoring", restored=moment(40, 2, "end")))

    assert "we restarted" in text.lower()


@pytest.mark.parametrize(
    ("deleted", "alarmed"),
    [
        ("all data of the account is deleted", False),
        ("all data of the account is deleted by mistake", True),
    ],
)
def test_clearing_away_what_somebody_shut_out_left_is_no_harm_to_data(deleted, alarmed):
    blocked = fact("2", "action", "the user's address is blocked", minutes=10)
    cleared = fact("3", "data_impact", deleted, minutes=20)

    text = text_of(sheet(PAY_DOWN, blocked, cleared, stage="fixing"))

    assert ("do not know yet whether" in text) is alarmed


def test_later_word_of_missing_data_takes_back_that_none_was_lost():
    whole = fact("2", "data_impact", "and confirmed to contain all data", minutes=30)
    missing = fact("3.1", "data_impact", "Missing user events", minutes=40)
    anew = fact("3.2", "action", "and orders are recreated in database", minutes=40, also=("data_impact",))
    over = {"stage": "resolved", "restored": moment(30, 2, "end"), "resolved": moment(50, 4, "end")}

    assert "no data was lost" in text_of(sheet(PAY_DOWN, whole, **over)).lower()
    text = text_of(sheet(PAY_DOWN, whole, missing, anew, **over))
    assert "no data was lost" not in text.lower()
    assert "data that was missing" in text or "restored the missing data" in text


def test_a_restoring_of_data_is_told_once():
    began = fact("2", "action", "we start restoring the missing events", minutes=60)
    done = fact("3", "data_impact", "all missing events are restored", minutes=90)
    over = {"stage": "resolved", "restored": moment(30, 1, "end"), "resolved": moment(99, 4, "end")}

    text = text_of(sheet(PAY_DOWN, began, done, **over))

    assert text.count("missing") == 1


def test_what_cannot_be_recovered_is_told_before_what_was():
    made_good = fact("4", "data_impact", "2,873 invoices restored", minutes=30)
    gone = fact("5", "observation", "67 invoices cannot be recovered", minutes=31)
    over = fact("6", "resolved", "incident closed", minutes=40)

    text = text_of(sheet(PAY_DOWN, made_good, gone, over, stage="resolved"))

    assert "cannot be recovered" in text or "could not be recovered" in text
    assert "We have restored the data" not in text
    assert "card again" not in text  # nobody saw it work: the incident was only closed


def test_a_step_that_did_the_harm_is_no_repair():
    harm = fact("2", "action", "restore script ran and overwrote the table", minutes=5)

    text = text_of(sheet(PAY_DOWN, harm, stage="fixing"))

    assert "rebuilt" not in text
    assert "restored" not in text


def test_what_was_tried_before_a_relapse_is_not_told_as_under_way():
    first = fact("2", "action", "restarting the workers", minutes=5)
    back = fact("3", "restored", "payments work again", minutes=9)
    again = fact("4", "symptom", "payments fail again", minutes=20, certainty="reported")
    relapse = sheet(PAY_DOWN, first, back, again, stage="investigating").model_copy(update={"reopened": True})

    assert "restart" not in text_of(relapse)
    assert "repair has begun" not in text_of(relapse.model_copy(update={"stage": "fixing"}))


@pytest.mark.parametrize(
    "note",
    ["proctor: \"pupils see 'Answer not saved' again\"", "since noon the balance stands still"],
)
def test_a_note_that_uses_the_words_of_the_map_is_about_that_part(note):
    the_map = SystemMap(
        components=(
            Component(
                id="save",
                customer_name="saving answers",
                symptoms={
                    "errors": 'you may see "Answer not saved" when you go on',
                    "slow": "saving is slow",
                },
            ),
            Component(
                id="sync",
                customer_name="balances",
                symptoms={"wrong_data": "your balance stands at an old figure"},
            ),
        )
    )
    first = write(sheet(fact("1", "symptom", note)), the_map, audience("status_page")).sentences[0]

    assert first.map_ids == (("save",) if "saved" in note else ("sync",))


def test_that_it_came_back_in_between_is_told_once_it_is_over():
    seemed = fact("2", "restored", "card payments work again", minutes=30)
    again = fact("3", "symptom", "card payments fail again", minutes=35)
    over = {"stage": "resolved", "restored": moment(50, 4, "end"), "resolved": moment(55, 5, "end")}
    stages = (
        StageChange(line=2, stage="monitoring"),
        StageChange(line=3, stage="investigating", reopened=True),
        StageChange(line=5, stage="resolved"),
    )

    once = text_of(sheet(PAY_DOWN, **over))
    twice = text_of(sheet(PAY_DOWN, seemed, again, **over).model_copy(update={"stages": stages}))

    assert "for a while" not in once
    assert "for a while" in twice


def test_a_text_message_says_since_when_only_if_a_note_saw_it():
    seen = {"stage": "resolved", "restored": moment(50, 4, "end"), "resolved": moment(55, 5, "end")}
    declared = {"stage": "resolved", "resolved": moment(55, 5, "end")}

    assert "since 14:50" in text_of(sheet(PAY_DOWN, **seen), "sms")
    assert "since" not in text_of(sheet(PAY_DOWN, **declared), "sms")


def test_how_long_it_took_is_told_only_from_a_known_start():
    seen = fact("2", "detected", "alert", minutes=5, role="detected")
    back = fact("3", "restored", "works again", minutes=40)
    known = {"stage": "monitoring", "detected": moment(5, 2, "detected"), "restored": moment(40, 3, "end")}

    assert "minutes" not in text_of(sheet(PAY_DOWN, seen, back, **known))
    assert "40 minutes" in text_of(sheet(PAY_DOWN, seen, back, started=moment(0, 1), **known))


def test_a_recovery_that_was_only_confirmed_is_told_as_by_then():
    seen = fact("2", "detected", "alert", minutes=5, role="detected")
    known = {"stage": "monitoring", "detected": moment(5, 2, "detected"), "restored": moment(40, 3, "end")}

    def ended(kind):
        return text_of(sheet(PAY_DOWN, seen, fact("3", kind, "works", minutes=40), **known))

    assert "by 14:40" in ended("verified").lower()
    assert "at 14:40" in ended("restored").lower()
