import pytest

from drafter.writing.nouns import article, can_work, capital, is_activity, is_plural, listing, with_article


@pytest.mark.parametrize(
    ("phrase", "inside"),
    [
        ("dashboard", "the dashboard"),
        ("online booking", "online booking"),
        ("webhooks", "webhooks"),
        ("API", "the API"),
        ("your files", "your files"),
        ("publishing a crate", "publishing a crate"),
        ("students' hub", "the students' hub"),
    ],
)
def test_a_name_gets_an_article_only_where_english_wants_one(phrase, inside):
    assert with_article(phrase) == inside


def test_numbers_of_names_and_activities_are_told_apart():
    assert is_plural("launches on mybinder.org")
    assert not is_plural("search on build.example.org")
    assert not is_plural("status")
    assert is_activity("signing in to the portal")
    assert not is_activity("online booking")
    assert not is_activity("booking system")


def test_lists_articles_and_capitals_are_english():
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing(["a"]) == "a"
    assert listing(["a", "b"], "or") == "a or b"
    assert article("hour") == "an"
    assert article("user") == "a"
    assert capital("search is slow") == "Search is slow"
    assert capital("crates.io is down") == "crates.io is down"
    assert capital("iOS sign-in fails") == "iOS sign-in fails"


@pytest.mark.parametrize(
    ("name", "works"),
    [
        ("the website", True),
        ("jupyter.utoronto.ca", True),
        ("publishing a crate", True),
        ("tablets in the cars", True),
        ("job submission", True),
        ("wine", False),
        ("four therapists", False),
        ("wrong suggestions", False),
        ("waiting time", False),
        ("unless the page", False),
    ],
)
def test_only_of_some_things_one_says_that_they_work(name, works):
    assert can_work(name) is works
