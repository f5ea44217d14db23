from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.clauses import split_clauses


def pieces(text: str) -> list[str]:
    return [clause.text for clause in split_clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Upgrade is complete, and the hub is back online All the old nodes are retired",
            ["Upgrade is complete,", "and the hub is back online", "All the old nodes are retired"],
        ),
        ("Mark updated plugins on ci.jenkins.io, restarted ci.jenkins.io",
         ["Mark updated plugins on ci.jenkins.io,", "restarted ci.jenkins.io"]),
        ("done migrating. we've standardized on the bigger disks now",
         ["done migrating.", "we've standardized on the bigger disks now"]),
        ("User notifies team via #ask-us that Kibana has not been receiving logs since 13:45.",
         ["User notifies team via #ask-us", "that Kibana has not been receiving logs since 13:45."]),
        ("The last change is reverted, to check if that was causing the problem.",
         ["The last change is reverted,", "to check if that was causing the problem."]),
        ("New keys are issued, search restored",
         ["New keys are issued,", "search restored"]),
    ],
)  # fmt: skip
def test_real_lines_are_cut_where_they_say_something_new(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Error: pull https://reg.example.org/v2/a/b.c?x=1;y=2 denied",
        "If we restart the pod, the error comes back",
        "CPU at 78.5 percent, e.g. on node 3",
        "The packages, all their data",
    ],
)
def test_links_numbers_lists_and_conditions_stay_whole(text):
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "After reading the mail server logs, the queue was found to be full",
        "This comes back every week or so as the disk fills",
        "Lead looks at the host on which the queue runs",
    ],
)
def test_an_opening_phrase_and_a_bound_word_are_no_cut(text):
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("normal since 04:30. readings of that hour are gone",
         ["normal since 04:30.", "readings of that hour are gone"]),
        ("removed only after 24 h. turns out two steps are swapped",
         ["removed only after 24 h.", "turns out two steps are swapped"]),
        ("stale until seven (radar 07:20). nothing was lost",
         ["stale until seven (radar 07:20).", "nothing was lost"]),
        ("relay restarted. logins work", ["relay restarted.", "logins work"]),
        ("lag gone, values fresh everywhere", ["lag gone,", "values fresh everywhere"]),
        ("gates stay red b/c the table was overwritten",
         ["gates stay red", "b/c the table was overwritten"]),
        ("keys were rotated & two shops didn't get the new one",
         ["keys were rotated", "& two shops didn't get the new one"]),
    ],
)  # fmt: skip
def test_hurried_notes_are_cut_at_figures_short_states_and_short_words(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "turns out step 4 and 6 of the runbook are swapped",
        "alarm: ingest lag > 30 min",
        "every cabin is sent twice since the 04:50 drop",
        "2. restart the relay",
        "relay restarted. nothing",
        "wait approx. two hours",
    ],
)
def test_counts_comparisons_and_list_numbers_are_no_cut(text):
    assert pieces(text) == [text]


def test_a_command_stays_with_the_sentence_that_runs_it():
    assert pieces("Lead runs k get pod -A | grep -v Running | sort | uniq") == [
        "Lead runs k get pod -A | grep -v Running | sort | uniq"
    ]


@given(st.text(max_size=300))
def test_clauses_are_ordered_spans_and_lose_no_word(text):
    clauses = split_clauses(text)

    assert all(text[c.start : c.end] == c.text for c in clauses)
    assert all(one.end <= other.start for one, other in pairwise(clauses))
    kept = set("".join(c.text for c in clauses))
    assert {char for char in text if char.isascii() and char.isalnum()} <= kept
