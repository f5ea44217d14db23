"""Targets are read from one file; secrets never stand in it; mistakes are named by table and field."""

import pytest

from drafter.errors import InputError
from drafter.publish.targets import read_targets

GOOD = """
[status]
kind = "statuspage"
page_id = "p1"
token_env = "PAGE_TOKEN"

[customers]
kind = "mail"
host = "mail.example.com"
sender = "news@example.com"
to = ["all@example.com"]
"""


def written(tmp_path, text):
    path = tmp_path / "targets.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_targets_have_their_secret_from_the_environment(tmp_path):
    found = read_targets(written(tmp_path, GOOD), {"PAGE_TOKEN": "s3cret"})

    assert found["status"].token.get_secret_value() == "s3cret"
    assert found["status"].audiences == ("status_page",)
    assert found["customers"].audiences == ("affected_customer_email",)
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[status", "not TOML"),
        ('[status]\nkind = "statuspag"\n', "kind|statuspag"),
        ('[status]\nkind = "statuspage"\ntoken_env = "PAGE_TOKEN"\n', "page_id: Field required"),
        ('[status]\nkind = "statuspage"\npage_id = "p"\n', "no token_env"),
        ('[status]\nkind = "statuspage"\npage_id = "p"\ntoken_env = "NONE"\n', "'NONE' is empty"),
        ('[status]\nkind = "statuspage"\npage_id = "p"\ntoken = "x"\n', "secret is never written"),
        (
            '[status]\nkind = "statuspage"\npage_id = "p"\npage = "x"\ntoken_env = "PAGE_TOKEN"\n',
            "page: Extra",
        ),
        ("status = 3\n", "a table"),
    ],
)
def test_mistakes_are_named(tmp_path, text, said):
    with pytest.raises(InputError, match=said) as caught:
        read_targets(written(tmp_path, text), {"PAGE_TOKEN": "x"})

    assert "targets.toml" in caught.value.where


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_targets(tmp_path / "none.toml", {})
