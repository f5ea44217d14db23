"""What is told as confirmed and wrong is the cause; that nobody can do a thing is a symptom."""

import pytest


@pytest.mark.parametrize(
    "line",
    [
        "09:52 confirmed: key on node C was made for the wrong zone, so the gateway refused it",
        "09:52 network confirmed: expired licence of the proxy was the source of the delays",
    ],
)
def test_confirmed_and_wrong_is_a_cause(sheet_of, line):
    facts = sheet_of("09:00 the shop is down", line).facts

    assert any(fact.kind == "cause" and fact.certainty == "confirmed" for fact in facts)


@pytest.mark.parametrize(
    "line", ["09:10 mail relay refuses connections, queue full", "09:10 the proxy rejects requests"]
)
def test_refusing_alone_is_no_cause(sheet_of, line):
    assert not any(fact.kind == "cause" for fact in sheet_of("09:00 the shop is down", line).facts)


@pytest.mark.parametrize(
    "line",
    [
        "09:10 nobody in the south can pick up parcels",
        "09:10 no one can log in",
        "09:10 none of the customers can pay",
        "09:10 nobody is able to open files",
    ],
)
def test_nobody_can_is_a_symptom(sheet_of, line):
    assert any(fact.kind == "symptom" for fact in sheet_of("09:00 alert fired", line).facts)
