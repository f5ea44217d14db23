"""What the first part takes from a report, and what it leaves: read as a customer would."""

import re

import pytest

from drafter.rewriting.rewrite import rewrite

HEAD = "# Outage on 4 May 2026\n\n"
IMPACT = "## Impact\n\nCustomers could not pay.\n\n"


def section(text, heading):
    found = re.search(rf"^## {heading}\n\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def business(report):
    return rewrite(HEAD + report).text.partition("## The technical part")[0]


@pytest.mark.parametrize(
    "said",
    [
        "We are really sorry if this outage was bad for customers.",
        "Orders could have been lost by some customers.",
        "In this way we kept customers from errors.",
    ],
)
def test_what_was_not_seen_is_not_told_as_seen(said):
    made = rewrite(f"{HEAD}## Summary\n\n{said}\n")
    assert "saw" in {gap.topic for gap in made.gaps}
    assert said not in section(made.text, "In short")


def test_that_nobody_felt_it_answers_what_was_seen_and_who():
    made = rewrite(f"{HEAD}## Lessons learned\n\n- There was no outage for users.\n")
    assert "There was no outage for users." in section(made.text, "In short")
    assert not {"saw", "who"} & {gap.topic for gap in made.gaps}


def test_advice_to_everyone_does_not_say_that_everyone_was_affected():
    report = "## Impact\n\nIt is advised that all users stop paying with old coins.\n"
    assert "everyone" not in business(report)


def test_wishes_and_regrets_are_no_story():
    told = section(
        business("## Summary\n\nA bad release was rolled back. We should test more. We apologise for it.\n"),
        "What happened",
    )
    assert told.strip() == "A bad release was rolled back."


def test_an_open_search_is_no_cause():
    text = business(IMPACT + "## Root cause\n\nThe team is still looking into the cause of it.\n")
    assert "still looking" not in section(text, "Why it happened")


def test_an_act_without_anybody_is_no_repair():
    text = business(IMPACT + "## Resolution\n\nManually restarting the queue.\n")
    assert "Manually" not in section(text, "How we fixed it")


def test_what_we_believe_is_no_repair():
    text = business(IMPACT + "## Resolution\n\nWe believe that the restart fixed the queue.\n")
    assert "believe" not in section(text, "How we fixed it")


def test_a_promise_outside_the_follow_up_is_ours():
    text = business(
        IMPACT + "## Summary\n\nOrders after noon will not be counted. We will test each release.\n"
    )
    assert "not be counted" not in section(text, "What we plan to change")
    assert "We will test each release." in section(text, "What we plan to change")


def test_paper_work_is_no_change_for_customers():
    text = business(IMPACT + "## Action items\n\n- Write an incident report.\n- We will add an alert.\n")
    assert "incident report" not in text.split("What we plan to change")[1]


def test_a_term_is_explained_once():
    text = business(
        IMPACT + "## Action items\n\n- We will watch the cluster.\n- We will move the cluster.\n- We will "
        "name the cluster.\n"
    )
    assert text.count("cluster") == 3
    assert text.count("cluster (") == 1


def test_a_span_of_times_is_two_times():
    report = (
        "## Timeline\n\n- 10:05 - 10:09 The queue filled up.\n- 11:15 - 11:40 UTC We emptied the queue.\n"
    )
    assert "from 10:05 to 11:40 UTC" in business(report)


def test_a_fault_that_occurs_is_the_beginning():
    assert "It began at 07:32." in business("## Key events\n\n- Fault occurs 07:32\n- Fault detected 08:10\n")


def test_link_words_that_only_point_are_left_out():
    report = (
        "## Action items\n\n- We will keep our own list. [Issue](https://code.example/1)\n"
        "- We will read a [PR](https://code.example/2) twice.\n"
    )
    text = rewrite(HEAD + report).text
    assert "Issue" not in text
    assert "a PR twice" in text


def test_a_line_that_only_points_inside_is_left_out():
    made = rewrite(HEAD + IMPACT + "## Notes\n\n- [Slack thread](https://chat.example/1) for the incident\n")
    assert "thread" not in made.text
    assert any("only points" in one.reason for one in made.removals)


def test_a_sentence_of_inside_names_is_left_out():
    said = "`orders_db.rows` held `orders_db.cells` for `queue_minder.go`."
    assert "held" not in rewrite(HEAD + IMPACT + f"## Details\n\n{said}\n").text


def test_the_team_is_named_once():
    report = IMPACT + "## Details\n\nThe on-call engineer team was told. No engineer was there at noon.\n"
    text = rewrite(HEAD + report).text
    assert "Our team was told." in text
    assert "None of our team was there at noon." in text
