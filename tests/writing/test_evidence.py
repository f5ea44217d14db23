import pytest
from sheets import fact, quantity, sheet

from drafter.writing.evidence import asks_for_decision, estimate, figure

COUNT = quantity(6400, "payments", "payments", "about", line=3)


def test_a_count_of_what_is_hit_is_found_whatever_the_kind_of_its_fact():
    told = fact("3", "coordination", "about 6,400 payments were declined", quantities=(COUNT,))
    held = figure(sheet(told))
    assert held is not None
    assert held[1] == "about 6,400 payments"


def test_a_count_of_what_is_whole_is_no_reach():
    whole = fact("3", "action", "checked counts, 6,400 payments before and after", quantities=(COUNT,))
    assert figure(sheet(whole)) is None


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("index rebuild started, eta 40 minutes", "eta 40 minutes"),
        ("backlog 2.6M, ~3 hours to go", "~3 hours to go"),
        ("move mailboxes to the other store, est 2 hours", "est 2 hours"),
        ("new driver build takes 25 min", "takes 25 min"),
        ("they say up to 24 h", "up to 24 h"),
        ("carrier issue, no ETA", ""),
        ("watching it for 30 min", ""),
    ],
)
def test_an_estimate_is_found_with_its_words(note, words):
    held = estimate(sheet(fact("3", "observation", note)))
    assert (held[1] if held else "") == words


@pytest.mark.parametrize(
    ("note", "asks"),
    [
        ("roll back or roll forward?", True),
        ("should we switch to the backup provider? finance ok", True),
        ("refunds under discussion, do not promise anything", True),
        ("waiting for legal", True),
        ("IC, do we close the shop?", True),
        ("needs a decision on refunds", True),
        ("rolled back the release", False),
        ("legal informed", False),
        ("IC is Olu", False),
    ],
)
def test_a_choice_or_a_question_to_those_who_decide_is_heard(note, asks):
    assert asks_for_decision([fact("3", "coordination", note)]) is asks
