"""The configuration file."""

import pytest

from drafter.checks.lint import config
from drafter.checks.lint.api import session
from drafter.checks.lint.config import Config
from drafter.errors import InputError


def test_the_nearest_file_wins_and_drafter_toml_comes_before_pyproject(tmp_path, rules):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "drafter.toml").write_text('[lint]\naudience = "executives"\n')
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.drafter.lint]\naudience = "postmortem"\n')
    (tmp_path / "a" / "b" / "pyproject.toml").write_text("[tool.other]\n")

    near = config.discover(inner / "update.md", rules)
    (tmp_path / "a" / "drafter.toml").write_text('[lint]\naudience = "support"\n')
    nearer = config.discover(inner, rules)

    assert (near.audience, near.root) == ("postmortem", tmp_path / "a")
    assert nearer.audience == "support"


def test_no_configuration_is_an_empty_one(tmp_path, rules):
    assert config.read({}, rules) == Config()


def test_every_setting_is_read(rules):
    read = config.read(
        {
            "select": ["TST"],
            "extend_select": ["TST004"],
            "fail-on": "block",
            "allow": ["Kubernetes"],
            "severity": {"TST": "info", "soon-word": "info"},
            "options": {"later-word": {"limit": 5}},
            "per-file-ignores": {"old/**": ["TST"]},
            "per-file-audience": {"pm/**": "postmortem"},
        },
        rules,
    )

    assert read.select == ("TST",)
    assert read.extend_select == ("TST004",)
    assert read.fail_on == "block"
    assert read.severity == {f"TST00{n}": "info" for n in (1, 2, 3, 4)}
    assert config.settings_of(rules, read.options) == {"TST002": {"limit": 5}}
    assert read.per_file_ignores == {"old/**": ("TST001", "TST002", "TST003", "TST004")}
    assert read.per_file_audience == {"pm/**": "postmortem"}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"selct": []}, "Did you mean 'select'"),
        ({"select": "TST001"}, "list of strings"),
        ({"select": ["TST01"]}, "Did you mean 'TST001'"),
        ({"audience": 3}, "not a string"),
        ({"fail-on": "error"}, "Use block, warn or info"),
        ({"severity": {"TST001": "error"}}, "Use block, warn or info"),
        ({"severity": ["x"]}, "not a table"),
        ({"options": {"TST": {"limit": 1}}}, "several rules"),
        ({"options": {"TST002": {"limt": 1}}}, "It takes: limit"),
        ({"options": {"TST002": {"limit": "many"}}}, "default is 3"),
        ({"options": {"TST002": {"limit": True}}}, "default is 3"),
        ({"options": {"TST001": {"limit": 1}}}, "It takes none"),
        ({"terms": {"TST001": ["x"]}}, "does not work from phrases"),
        ({"per-file-ignores": {"*": ["NOPE"]}}, "not a rule"),
        ({"per-file-audience": {"*": "nobody"}}, "not an audience"),
    ],
)
def test_a_mistake_is_an_error_that_says_what_to_write(rules, table, words):
    with pytest.raises(InputError) as error:
        config.read(table, rules)

    assert words in str(error.value)


@pytest.mark.parametrize("text", ["[lint", "lint = 3\n", "\xff"])
def test_a_file_that_is_not_a_configuration_names_itself(tmp_path, rules, text):
    path = tmp_path / "drafter.toml"
    path.write_bytes(text.encode("latin-1"))

    with pytest.raises(InputError, match=r"drafter\.toml"):
        config.load(path, rules)


def test_a_missing_file_is_an_input_error(tmp_path, rules):
    with pytest.raises(InputError, match="cannot be read"):
        config.load(tmp_path / "none.toml", rules)


def test_a_file_is_known_by_its_name_below_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "postmortems" / "may").mkdir(parents=True)
    run = session()

    def audience(path: str) -> str:
        return run.check("Uploads failed.", path)[1].audience

    monkeypatch.chdir(tmp_path)
    assert audience("postmortems/may/a.md") == audience(str(tmp_path / "postmortems/b.md")) == "postmortem"
    assert audience("notes/a.md") == "status_page"

    run = session()
    monkeypatch.chdir(tmp_path / "postmortems")
    assert audience("may/a.md") == audience(str(tmp_path / "postmortems/may/a.md")) == "status_page"
    assert audience("post-mortem.md") == "postmortem"
