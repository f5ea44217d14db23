"""The leak rules look only where a leak can be; what they find is what a look everywhere would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.rules import lek007_secret, lek008_personal_data
from drafter.core.redaction import find_personal_data, find_secrets

SCRAPS = st.lists(
    st.sampled_from(
        [
            "password", "passwd:", "the password is", "hunter2!x", "api key =", "apikey=", "secret_key:",
            "token", "Token", "Bearer", "abcDEF123456789012345678", "AKIA" + "IOSFODNN7EXAMPLE",
            "AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "a1" * 18, "sk-" + "Ab1" * 10,
            "eyJ" + "hbGciOiJI" + ".eyJ" + "zdWIiOiIx" + ".abcdefgh1234",
            "https://user:pa55w0rd@db.example.com/x", "https://a.example/?token=abcdef1234567890",
            "pin is", "4711", "https://hooks.example.com/services/" + "T0" * 12, "call +44 20 7946 0958",
            "phone", "020 7946 0958", "jane.doe@example.com", "4111 1111 1111 1111",
            "DE89 3704 0044 0532 0130 00", "078-05-1120", "2026-05-04", "10:15", "\n", "\n\n", " ", ". ",
            "`", "(", ")", "key", "was", "=", ":", "-----BEGIN PRIVATE KEY-----",
        ]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(SCRAPS)
@settings(deadline=None, max_examples=300)
def test_no_secret_is_missed_for_speed(text):
    document = Document(text)

    covered = [(hit.start, hit.end) for hit in lek007_secret.RULE.check(document, Context())]

    for found in find_secrets(text):
        assert any(start <= found.start and found.end <= end for start, end in covered), (found, covered)


@given(SCRAPS)
@settings(deadline=None, max_examples=300)
def test_no_mark_of_a_person_is_missed_for_speed(text):
    found = list(lek008_personal_data._personal(Document(text)))

    assert {(one.kind, one.start, one.end) for one in find_personal_data(text)} <= {
        (one.kind, one.start, one.end) for one in found
    }
