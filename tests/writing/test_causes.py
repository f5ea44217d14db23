import pytest
from sheets import fact, quantity

from drafter.writing.causes import cause_nouns, countable, data_effect, everyone, harm_class, noticed_by


@pytest.mark.parametrize(
    ("note", "noun"),
    [
        ("the TLS certificate expired", "a digital certificate that had run out"),
        ("disk is full on the log volume", "storage that had filled up"),
        ("we accidentally deleted the entry", "something the service needs that we deleted by mistake"),
        ("malformed config applied", "a wrong setting"),
        ("the outage was caused by the 14:00 release", "a change that we made"),
        ("connection pool exhausted", "more load than the service could carry"),
        (
            "because of the limit of 800 deployments reached",
            "a limit in our systems that we had reached",
        ),
        ("a race condition in the queue", "a mistake in the software"),
        ("this replaced the database with an empty one", "the loss of one of our databases"),
        ("identified as the use of a legacy profile option", "an outdated setting"),
        ("confirmed: bucket policy denied writes", "wrong access rights"),
        ("root cause identified, config fix begins", "a wrong setting"),
        ("cause found: rolling back now", "a change that we made"),
        ("confirmed: cert was issued for the wrong host", "a digital certificate that was not accepted"),
        ("a fault at our hosting provider", "a fault at a company that we depend on"),
        ("our outbound address got rate limited", "a limit on how much one of our systems may send"),
        ("clock on auth-2 is 9 min off, tokens look expired", "a clock in our systems that was wrong"),
        ("broker disk is dying", "failed hardware"),
        ("new keys rotated and two shops did not get them", "an access key that was no longer valid"),
        ("the feed stopped at 05:10", "a feed of data that had stopped"),
        ("the cleanup job treats waiting orders as expired", "an automatic task that did the wrong thing"),
        ("lat and long swapped, columns mixed up", "data that our software read in the wrong way"),
    ],
)
def test_a_confirmed_cause_is_told_in_plain_words(note, noun):
    assert cause_nouns(note)[0] == noun


@pytest.mark.parametrize(
    "note",
    [
        "the revert did not solve the root cause",
        "because the homework link is changed to use that temporarily",
        "the demo repository updated itself, triggering a build",
        "root cause was found later",
        "traffic is as usual",
    ],
)
def test_the_neighbourhood_of_a_fault_is_not_its_cause(note):
    assert cause_nouns(note) == ()


@pytest.mark.parametrize(
    ("note", "effect"),
    [
        ("confirmed to contain all data", "none_lost"),
        ("no data was lost", "none_lost"),
        ("missing orders are recreated", "restored"),
        ("the user database got wiped", "lost"),
        ("backup runs every night", ""),
    ],
)
def test_what_happened_to_data_is_read_from_the_words(note, effect):
    assert data_effect(note) == effect


def test_everyone_is_said_only_when_a_note_says_all():
    assert everyone("all customers in all regions")
    assert everyone("Polar fully down")
    assert not everyone("several customers")
    assert not everyone("kiosks refuse the card for everyone they try")
    assert not everyone("all users on iOS are logged out")
    assert not everyone("fine for all we look at")


def test_a_number_is_told_only_of_what_readers_know():
    users = fact("1", "scope", "30 users", quantities=(quantity(30, "", "users"),))
    nodes = fact("1", "scope", "30 nodes", quantities=(quantity(30, "", "nodes"),))

    assert [word for _, word in countable(users)] == ["users"]
    assert countable(nodes) == ()


def test_who_noticed_and_how_a_repair_hurt_are_told_apart():
    assert noticed_by("users report that pages fail") == "customer"
    assert noticed_by("PagerDuty alert fired") == "monitoring"
    assert noticed_by("our on-call people saw exceptions") == ""
    assert harm_class("the restart logged all users out") == "sessions"
    assert harm_class("it went into the 30 minute check") == "longer"
    assert harm_class("workshop cancelled") == "other"


def test_a_denied_double_charge_is_none():
    assert data_effect("report only, nobody charged twice") == "not_charged_twice"
    assert data_effect("No customer was charged twice") == "not_charged_twice"
    assert data_effect("some cards were charged twice") == "charged_twice"
    assert data_effect("we do not know yet if anybody was charged twice") == ""


def test_what_is_lost_between_two_hours_is_lost_for_good():
    said = "Changes written to these disks between 02:00 and 21:19 on 14 May are lost"
    assert data_effect(said) == "lost_for_good"
    assert data_effect("No changes written since noon are lost") != "lost_for_good"


def test_what_is_completely_unreadable_need_not_be_everything():
    assert not everyone("5 volumes can no longer be read completely")
    assert everyone("the site is completely down")
