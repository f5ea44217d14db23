"""When it began and when it was noticed: no start after the first sign, no sign in good news."""

import pytest


def clock(moment):
    return moment and f"{moment.at:%H:%M}"


@pytest.mark.parametrize(
    "line",
    [
        "09:30 press office asks if visits are cancelled. NO. all visits go ahead",
        "09:30 people stuck at the gates",
        "09:30 did it start with the deploy?",
        "09:30 exports started failing too",
        "09:30 all payments back to normal since 09:25",
    ],
)
def test_a_later_remark_sets_no_start(sheet_of, line):
    assert sheet_of("09:00 support: customers report the app is down", line).started is None


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("09:00 the shop went down", "09:00"),
        ("09:00 logins started failing", "09:00"),
        ("09:00 disk is read-only since 08:31", "08:31"),
    ],
)
def test_a_change_sets_the_start(sheet_of, line, start):
    assert clock(sheet_of(line, "09:10 checking the logs").started) == start


@pytest.mark.parametrize(
    ("lines", "detected"),
    [
        (("09:00 alert: API latency 8s", "09:20 we noticed failing logins"), "09:00"),
        (("09:00 shop is down", "09:03 noor ack"), "09:03"),
        (("09:00 pagerduty: search p99 8s", "09:03 noor ack"), "09:00"),
        (("09:00 deploybot: build 12 ready", "09:03 noor ack"), "09:03"),
        (("09:00 shop is down", "09:40 tablets ok after restart, confirmed by support on 5 devices"), None),
        (("09:00 shop is down", "09:05 quick matches pop in 20s"), None),
        (("09:00 shop is down", "09:40 back to normal, watching for 30 min"), None),
    ],
)
def test_noticed_is_the_first_sign_and_no_good_news(sheet_of, lines, detected):
    assert clock(sheet_of(*lines).detected) == detected


@pytest.mark.parametrize("line", ["10:00 Ticket sale starts.", "10:00 the spring fair opens for members"])
def test_what_was_planned_to_begin_is_no_start_of_trouble(sheet_of, line):
    sheet = sheet_of(line, "10:08 customers cannot pay")

    assert sheet.started is None or (sheet.started.at.hour, sheet.started.at.minute) != (10, 0)
