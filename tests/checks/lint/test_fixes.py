"""Fixes."""

from drafter.checks.lint import fixes
from drafter.checks.lint.context import Context
from drafter.checks.lint.rule import Fix


def test_only_safe_fixes_go_in_unless_asked():
    found = [Fix(0, 1, "X", safe=True), Fix(2, 3, "Y"), None]

    assert fixes.apply("abc", found, unsafe=False) == ("Xbc", 1)
    assert fixes.apply("abc", found, unsafe=True) == ("XbY", 2)


def test_of_two_fixes_that_touch_the_earlier_one_goes_in():
    found = [Fix(1, 3, "--", safe=True), Fix(0, 2, "+", safe=True)]

    assert fixes.apply("abcd", found, unsafe=False) == ("+cd", 1)


def test_mending_goes_on_until_nothing_is_left(linter):
    result = linter.run("soon, soon", Context())

    mended, count = fixes.mend(result, lambda text: linter.run(text, Context()), unsafe=False)

    assert (mended.text, count, mended.findings) == ("now, now", 2, ())


def test_two_fixes_that_undo_each_other_come_to_an_end(linter):
    flip = {"a": "b", "b": "a"}

    def again(text):
        return linter.run(text, Context())._replace(fixes=(Fix(0, 1, flip[text], safe=True),))

    mended, count = fixes.mend(again("a"), again, unsafe=False)

    assert mended.text in flip
    assert count <= fixes.ROUNDS


def test_a_diff_shows_the_change_and_no_secret(linter):
    before = linter.run("key-abc soon", Context())
    after = linter.run("key-abc now", Context())

    shown = fixes.diff(before, after, "a.md")

    assert "-******* soon" in shown
    assert "+******* now" in shown
    assert "No newline at end of file" in shown
