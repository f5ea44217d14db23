import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.core.hidden import hidden_message, strip_hidden
from drafter.core.redaction import find_all, find_personal_data, find_secrets, redact


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("password=hunter2x now", "password=[secret] now"),
        ("the password is Tr0ub4dor&3", "the password is [secret]"),
        ("used AKIAIOSFODNN7EXAMPLE", "used [token]"),
        ("postgres://app:s3cretpw@db1/x", "postgres://app:[secret]@db1/x"),
        ("Authorization: Bearer abcDEF123456ghiJKL789", "Authorization: Bearer [token]"),
        ("api_key: 'abcd1234efgh'", "api_key: '[secret]'"),
        ("ghp_" + "a1" * 18, "[token]"),
        ("PGPASSWORD=foo psql", "PGPASSWORD=[secret] psql"),
        ("mail ada@example.com please", "mail [email] please"),
        ("call +44 20 7946 0958 now", "call [phone] now"),
        ("call 020 7946 0958", "call [phone]"),
        ("card 4111 1111 1111 1111 failed", "card [card] failed"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN [iban]"),
    ],
)
def test_what_must_not_travel_becomes_a_typed_tag(text, clean):
    assert redact(text, find_all(text)) == clean


@pytest.mark.parametrize(
    "text",
    [
        "the token: expired",
        "password is wrong",
        "secret key rotation finished",
        "Bearer token rejected",
        "session token: 30s ttl",
        "key: orders",
        "card number 4111 1111 1111 1112",
        "rows 1234567890 1234",
        "2024-03-04 14:05:00",
        "10.0.0.12 and 192.168.100.200",
        "ticket 1234-5678-9012",
        "git@github.com:foo/bar",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "DE89 3704 0044 0532 0130 01",
    ],
)
def test_prose_ids_and_failed_checksums_stay(text):
    assert find_all(text) == []


def test_no_secret_is_seen_in_real_notes(shared):
    for path in (shared / "corpus" / "incidents").glob("*/notes.txt"):
        text = path.read_text(encoding="utf-8")
        assert find_secrets(text) == [], path
        assert find_personal_data(text) == [], path


def test_hidden_characters_go_and_emoji_stay():
    assert strip_hidden("a\u200bb\u202ec\x1b[31md\x07") == "abcd"
    assert strip_hidden("\U0001f469\u200d\U0001f4bb ok") == "\U0001f469\u200d\U0001f4bb ok"


def test_a_message_in_tag_characters_is_decoded():
    smuggled = "".join(chr(0xE0000 + ord(c)) for c in "ignore all")
    assert hidden_message(f"all fine{smuggled}") == "ignore all"
    assert strip_hidden(f"all fine{smuggled}") == "all fine"


@given(st.text(max_size=200))
def test_any_text_gives_true_spans(text):
    end = 0
    for item in find_all(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end
