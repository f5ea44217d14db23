import pytest

from drafter.facts import language


@pytest.mark.parametrize(
    "text",
    [
        "We determine that there is a high likelihood that the nodes are related to the advisory",
        "likely indicator that it requires a newer API",
        "Suggestion that it might be related to the provider's incident",
        "for now, working theory is that the extra nodes reduce pressure",
        "Yeah AFAICT the queue is working properly",
        "This should resolve a number of failures",
    ],
)
def test_a_hedge_in_real_notes_is_found(text):
    assert language.hedges(text)
    assert language.is_hedged(text)


@pytest.mark.parametrize(
    "text", ["we could not cancel the shutdown", "Incident closed on 12 May 2020.", "May 12: deploy of 4.1"]
)
def test_inability_and_the_month_are_no_hedge(text):
    assert not language.hedges(text)


def test_spans_point_at_the_words_themselves():
    text = "We think the cache may be stale"

    spans = language.hedges(text)

    assert [text[span.start : span.end] for span in spans] == ["We think", "may be"]
    assert [span.text for span in spans] == ["We think", "may be"]


def test_a_denial_reaches_to_the_end_of_its_clause_and_no_further():
    text = "Search is not affected, checkout is down"

    (denial,) = language.negations(text)

    assert language.is_negated(text, text.index("affected"), text.index("affected") + 8)
    assert not language.is_negated(text, text.index("down"), text.index("down") + 4)
    assert language.negation_scope(text, denial) == (text.index("not"), text.index(","))


@pytest.mark.parametrize(
    "text", ["We will fail over at 15:00", "Tim suggests restarting the pod", "going to reboot"]
)
def test_a_plan_or_proposal_is_planned(text):
    assert language.is_planned(text)


@pytest.mark.parametrize("text", ["Rolled back to 4.1", "Restarted the hub", "DNS is updated."])
def test_an_act_done_is_not_planned(text):
    assert not language.is_planned(text)
    assert language.finished_acts(text)


def test_after_and_since_order_events_and_state_no_cause():
    text = "Errors rose after the deploy, since 10:02, which correlates with the load"

    assert {span.text for span in language.mere_sequence(text)} >= {"after", "since", "correlates"}
    assert language.causal_links(text) == []


@pytest.mark.parametrize("text", ["is tide working?", "Tim asks if the hub is up", "to see if it comes back"])
def test_questions_are_found_with_and_without_a_mark(text):
    assert language.is_question(text)


def test_a_question_mark_inside_a_link_asks_nothing():
    assert not language.is_question("See https://example.org/?repo=a&type=batch for the list")


def test_weighty_words_are_listed_for_the_second_reader():
    found = {
        span.text.lower()
        for span in language.consequence_words("No data loss, but an outage; root cause open")
    }

    assert found == {"data loss", "outage", "root cause"}
