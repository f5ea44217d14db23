"""What a score rewards."""

from drafter.checks.cold_reader import answers
from drafter.checks.lint.api import lint
from drafter.checks.scores import rank, score_text
from drafter.core.units import count_units
from drafter.writing.audiences import load_audiences

PAGE = load_audiences()["status_page"]
BAD = (
    "The service is out, we're looking into it",
    "The router is broken, I'm fixing it.",
    "One of our vendors misconfigured their BGP and has taken down our network.",
    "We're receiving a strange route from our extranet.",
)
GOOD = (
    "Our internet service provider has published incorrect routing information, which means that "
    "everything on our internal network does not know how to reach the internet. We can fix it by "
    "temporarily overriding the incorrect information."
)


def score_of(text):
    return rank(score_text(text, PAGE, lint(text, audience="status_page")))


def test_the_praised_explanation_outranks_every_bad_sentence():
    assert score_of(GOOD) > max(score_of(text) for text in BAD)


def test_a_cold_reader_learns_five_things_from_a_full_update():
    text = (
        "You cannot pay by card since 14:00 UTC. You can pay by transfer meanwhile. We are restarting "
        "the payment service. Next update by 14:30 UTC."
    )

    assert set(answers(text).values()) == {1.0}


def test_an_empty_acknowledgement_answers_only_half_a_question():
    assert answers("We are aware and looking into it.") == {
        "me": 0,
        "see": 0,
        "do": 0,
        "doing": 0.5,
        "next": 0,
    }


def test_an_evidence_finding_costs_grounding_and_not_clarity():
    from drafter.core.finding import Finding

    finding = Finding("GRD001", "time-not-in-notes", "block", 0, 5, 1, 1, "16:35", "in no note")
    scores = score_text("16:35 is when it began. We look.", PAGE, [finding])

    assert (scores.grounding, scores.clarity) == (50, 100)


def test_units_count_as_the_channel_does():
    assert count_units("See https://status.example.org/incidents/42", "weighted") == 4 + 23
    assert count_units("Price {€}", "gsm7") == 6 + 2 * 3
    assert count_units("中", "gsm7") == 3
    assert count_units("two words", "words") == 2
