import pytest

from drafter.writing.closing import contact_key
from drafter.writing.phrasebook import say


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ("+45 70 00 00 01", "You can reach us at +45 70 00 00 01."),
        ("01 555 0100", "You can reach us at 01 555 0100."),
        ("help@pakgo.example", "You can reach us at help@pakgo.example."),
        ("https://help.pakgo.example/status", "You can reach us at https://help.pakgo.example/status."),
        ("help@a.example or 01 555 0100", "You can reach us at help@a.example or 01 555 0100."),
        ("our help desk, extension 4411", "You can reach us through our help desk, extension 4411."),
        ("write to help@pakgo.example", "Write to help@pakgo.example."),
        ("Call us on 01 555 0100", "Call us on 01 555 0100."),
    ],
)
def test_a_contact_is_told_in_a_sentence(contact, sentence):
    assert say(contact_key(contact), "affected_customer_email", (), contact=contact).text == sentence
