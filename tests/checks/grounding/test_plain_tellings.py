"""What a careful person may say of the same facts in other words, and what stays wrong beside it."""

from datetime import UTC, datetime

import pytest

from drafter.pipeline import verify

MAP = {
    "product": "Atlas",
    "components": [
        {"id": "logs", "aliases": ["build logs"], "customer_name": "the build log"},
        {"id": "builds", "aliases": ["builds"], "customer_name": "builds"},
        {"id": "helper", "aliases": ["helper", "second helper"], "customer_name": "our helper"},
        {
            "id": "review",
            "aliases": ["merge request"],
            "customer_name": "our automation",
            "internal_only": True,
        },
    ],
    "vendors": [{"name": "Kanal", "publish": True}],
}
NOTES = """# All times in UTC
2026-03-09 12:05 - build logs missing for everyone, builds themselves run normally
12:11 - seen once before, in January, went away without anybody touching it
12:20 - our helper is banned from the Kanal interface, none of us here has the right to renew its key
12:26 - Ines cleared the lock by force
12:30 - nodes 4 and 9 hung, cordoned, will be removed when empty. node 4 does not come back
12:40 - proper fix deployed, second helper put to work. more than 97.5% of logs arrive
12:48 - logs start, went through all projects, all operational
to do: find out who still has the old helper
"""


def rules(text, notes=NOTES, next_update_at=None):
    return {
        f.rule: f.severity for f in verify(text, notes=notes, system_map=MAP, next_update_at=next_update_at)
    }


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It began at midday UTC.", "GRD001"),
        ("Looking back, the first log went missing at 12:05 UTC.", "GRD017"),
        ("We wait to hear back from Kanal.", "GRD017"),
        ("A build runs as usual.", "GRD017"),
        ("The same thing was seen in January and went away by itself.", "GRD037"),
        ("More than 97% of logs arrive.", "GRD004"),
        ("This has been fixed for good.", "GRD012"),
        ("All clear: logs are there.", "GRD015"),
        ("The build log is running again.", "GRD017"),
        ("We have checked every project.", "GRD016"),
        ("Kanal has blocked our helper.", "GRD036"),
        ("A second helper does the work now.", "LEK004"),
        ("We lack the right to renew its key.", "GRD028"),
        ("We have cordoned two nodes; they go once drained.", "GRD023"),
        ("Lock cleared by force at 12:26 UTC.", "GRD008"),
        ("Logs have been down since 12:05 UTC.", "GRD008"),
        ("We went through all projects.", "GRD042"),
    ],
)
def test_the_same_facts_in_plain_words_pass(text, rule):
    assert rule not in rules(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It began at noon UTC on 9 March, and again at 3 PM UTC.", "GRD001"),
        ("More than 99% of logs arrive.", "GRD004"),
        ("The build log came back by itself.", "GRD037"),
        ("A merge request is stuck.", "LEK004"),
        ("All projects were operational at 12:26 UTC.", "GRD008"),
    ],
)
def test_what_the_notes_have_otherwise_is_found(text, rule):
    assert rule in rules(text)


def test_a_promise_for_good_needs_a_lasting_fix():
    assert rules("This has been fixed for good.", NOTES.replace("proper fix", "fix"))["GRD012"] == "block"
    assert rules("This has been fixed for good.", NOTES.replace("proper fix deployed", "proper fix tomorrow"))


def test_over_is_no_warning_once_the_last_line_has_things_in_order_and_nothing_is_due():
    early = NOTES.rsplit("12:48", 1)[0]

    assert "GRD015" not in rules("It is over.")
    assert "GRD015" in rules("It is over.", early)
    assert "GRD015" in rules("It is over.", early, datetime(2026, 3, 9, 13, 30, tzinfo=UTC))


def test_a_few_of_our_online_services_is_too_few_where_all_fail():
    notes = "# All times in UTC\n2026-03-09 08:00 - all services return 404\n08:10 - no conclusion yet\n"

    assert "GRD026" in rules("A few of our online services are down.", notes)
    assert "GRD026" not in rules("All of our online services are down.", notes)
