"""When it began and was over: never a time that the report gives to something else."""

import pytest

from drafter.rewriting.rewrite import rewrite

HEAD = "# Outage on 4 May 2026\n\n"


def summary(report):
    return rewrite(HEAD + report).text.partition("## What happened")[0]


def test_what_somebody_else_says_is_over_does_not_end_it():
    told = summary("## Timeline (UTC)\n\n- 22:16 The supplier updates its page to say the problem is fixed\n")
    assert "It was over" not in told


def test_a_time_is_not_of_the_event_behind_after():
    told = summary("## Summary\n\nWe closed the hole at 14:10 UTC, 52 minutes after it was reported.\n")
    assert "We noticed it at" not in told


def test_a_page_that_reported_something_wrong_noticed_nothing():
    told = summary(
        "## Summary\n\nStarting at around 04:30 UTC, the tracking page, the mails and all the "
        "shops that show it in their own pages reported orders as sent.\n"
    )
    assert "We noticed it" not in told
    assert "It began at about 04:30 UTC." in told


def test_an_end_before_the_day_of_the_report_is_a_slip_and_not_told():
    told = summary("- First detected 2026-05-04 08:56\n- Resolved 2025-05-04 10:30\n")
    assert "It was over" not in told
    assert "We noticed it at 08:56." in told


def test_it_began_and_lasted_until_gives_both():
    told = summary("It started at 09:10 UTC when the shops opened and lasted until 13:25 UTC.\n")
    assert "It began at 09:10 UTC. It was over at 13:25 UTC." in told


def test_the_two_times_of_a_duration_are_beginning_and_end():
    told = summary("Duration: 2026-05-04 22:00 UTC – 2026-05-05 08:30 UTC\n")
    assert "It began at 22:00 UTC. It was over at 08:30 UTC on 5 May 2026." in told


def test_a_record_whose_order_is_not_certain_is_not_told():
    told = summary("## Timeline\n\n- 23:40 Alarm\n- 01:10 Look at the disk\n- 23:50 Restart\n")
    assert "Our record" not in told


@pytest.mark.parametrize(
    ("said", "zone"), [("10:00 BST", "10:00 BST"), ("10:00 UTC and 11:00 CET", "16:45.")]
)
def test_the_only_zone_of_a_report_is_that_of_its_times(said, zone):
    told = summary(f"## Timeline\n\n- Everything was restored at 16:45\n\n## Details\n\nIt ran at {said}.\n")
    assert ("16:45 BST" if "BST" in zone else zone) in told
