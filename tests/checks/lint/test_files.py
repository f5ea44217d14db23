"""Which files are read, and how."""

import pytest

from drafter.checks.lint import files
from drafter.checks.lint.globs import GitIgnore, matches
from drafter.errors import InputError, TooLarge


def tree(root, *names, **contents):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n")
    for name, text in contents.items():
        (root / name).write_text(text)


def found(*paths, **options):
    return sorted(path.as_posix() for path in files.find([str(path) for path in paths], **options))


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_walk_takes_text_files_and_honours_gitignore(here):
    tree(
        here,
        "a.md",
        "b.txt",
        "c.py",
        "build/d.md",
        "docs/e.md",
        "docs/keep/f.md",
        ".hidden/g.md",
        "node_modules/h.md",
    )
    (here / ".git").mkdir()
    (here / ".gitignore").write_text("build/\ndocs/*\n!docs/keep\n")

    assert found(".") == ["a.md", "b.txt", "docs/keep/f.md"]


def test_a_gitignore_above_the_walked_folder_counts_up_to_the_repository(here):
    tree(here, "repo/docs/a.md", "repo/docs/draft.md")
    (here / "repo" / ".git").mkdir()
    (here / "repo" / ".gitignore").write_text("draft.md\n")
    (here / ".gitignore").write_text("*.md\n")

    assert found("repo/docs") == ["repo/docs/a.md"]


def test_a_nested_gitignore_takes_a_file_back_in(here):
    tree(here, "docs/a.md", "docs/b.md")
    (here / ".gitignore").write_text("*.md\n")
    (here / "docs" / ".gitignore").write_text("!b.md\n")

    assert found(".") == ["docs/b.md"]


def test_excluded_files_stay_out_even_when_named(here):
    tree(here, "a.md", "vendor/b.md")

    assert found(".", exclude=["vendor/**"]) == ["a.md"]
    assert found("vendor/b.md", exclude=["vendor"]) == []


def test_a_glob_that_the_shell_left_alone_is_expanded(here):
    tree(here, "a.md", "x/b.md", "x/c.txt")

    assert found("**/*.md") == ["a.md", "x/b.md"]


def test_a_file_named_twice_is_read_once(here):
    tree(here, "a.md")

    assert found("a.md", "a.md", ".") == ["a.md"]


def test_a_file_named_outright_is_read_whatever_its_ending(here):
    tree(here, "notes.log")

    assert found("notes.log") == ["notes.log"]


@pytest.mark.parametrize("path", ["none.md", "*.nothing"])
def test_a_path_that_names_nothing_is_an_error(here, path):
    with pytest.raises(InputError, match=r"none|nothing"):
        found(path)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfSoon.\r\n", "Soon.\r\n"),
        ("Später".encode("utf-16"), "Später"),
        (b"\xfe\xff" + "Später".encode("utf-16-be"), "Später"),
    ],
)
def test_a_file_is_written_back_in_the_encoding_it_had(data, text):
    source = files.decode(data, "a.md")

    assert source.text == text
    assert source.encode(text) == data


@pytest.mark.parametrize("data", [b"caf\xe9", b"\xff\xfe\x00\xd8x", b"a\0b"])
def test_bytes_that_are_no_text_are_an_error_with_a_remedy(data):
    with pytest.raises(InputError, match=r"a\.md"):
        files.decode(data, "a.md")


def test_the_limit_is_named_in_its_error():
    with pytest.raises(TooLarge, match="5,000,000"):
        files.decode(b"x" * 5_000_001, "a.md")


@pytest.mark.parametrize(
    ("path", "glob", "expected"),
    [
        ("docs/a.md", "*.md", True),
        ("docs/a.md", "docs/*.md", True),
        ("docs/x/a.md", "docs/*.md", False),
        ("docs/x/a.md", "docs/**/*.md", True),
        ("docs/a.md", "docs/**/*.md", True),
        ("docs/x/a.md", "docs/**", True),
        ("docs/x/a.md", "docs", True),
        ("docs/x/a.md", "docs/x", True),
        ("docsx/a.md", "docs", False),
        ("a1.md", "a[0-9].md", True),
        ("ab.md", "a[!b].md", False),
        ("a]z.md", "a[z-a].md", False),
        ("a?.md", "a\\?.md", True),
    ],
)
def test_globs_mean_what_people_expect(path, glob, expected):
    assert matches(path, glob) is expected


@pytest.mark.parametrize(
    ("lines", "path", "folder", "expected"),
    [
        ("*.md", "x/a.md", False, True),
        ("/a.md", "x/a.md", False, None),
        ("/a.md", "a.md", False, True),
        ("build/", "build", False, None),
        ("build/", "x/build", True, True),
        ("a/**/b", "a/x/y/b", False, True),
        ("*.md\n!a.md", "a.md", False, False),
        ("# a.md\n\n", "a.md", False, None),
        ("\\#a.md", "#a.md", False, True),
    ],
)
def test_gitignore_lines_mean_what_git_means(lines, path, folder, expected):
    assert GitIgnore(lines).verdict(path, folder=folder) is expected
