import pytest

from drafter.errors import NotFound
from drafter.writing.audiences import audience, load_audiences


def test_the_shipped_audiences_are_those_the_product_names():
    assert set(load_audiences()) == {
        "status_page",
        "affected_customer_email",
        "social",
        "sms",
        "support_brief",
        "internal",
        "executives",
        "responders",
        "postmortem",
    }


def test_limits_are_those_of_the_channels():
    assert (audience("social").max_units, audience("social").unit) == (280, "weighted")
    assert (audience("sms").max_units, audience("sms").unit) == (160, "gsm7")
    assert audience("status_page").max_units == 120


def test_every_required_slot_is_one_of_the_slots():
    for one in load_audiences().values():
        assert set(one.required) <= set(one.slots), one.id


def test_readers_outside_and_leaders_forbid_internal_names_and_people():
    for one in load_audiences().values():
        if one.view != "internal":
            assert {"internal_names", "people"} <= set(one.forbids), one.id


def test_an_unknown_audience_names_the_ones_there_are():
    with pytest.raises(NotFound, match="status_page"):
        audience("press")
