"""Notes told in haste are told from written ones; short ones are read by a table of their own."""

from drafter.facts.features import Setting, features
from drafter.facts.kinds import judge
from drafter.facts.telling import manner_of

LONG = "the release pipeline for Windows packages failed after the nightly build had been started by hand"


def test_small_letters_tell_haste_and_few_words_jotting():
    assert manner_of(["shop down", "prob the cache", "Ann restarts it", "back"]) == "jotted"
    assert manner_of([LONG, LONG, "back"]) == "hurried"
    assert manner_of(["The shop is down.", "Ann restarts the cache.", "it is back.", "Closed."]) == "written"
    assert manner_of([]) == "written"


def test_haste_adds_features_and_takes_none_away():
    plain, haste = Setting(phase="trouble"), Setting(phase="trouble", manner="hurried")
    written, told = features("shop back", plain), features("shop back", haste)

    assert told[: len(written)] == written
    assert "hurried length=1-3" in told
    assert not any(name.startswith("hurried") for name in written)


def test_jotted_notes_are_read_by_another_table():
    text = "feeds fresh everywhere we look, backlog gone"
    written = judge(text, Setting(phase="repair"))
    jotted = judge(text, Setting(phase="repair", manner="jotted"))

    assert jotted.kind == "restored"
    assert (written.kind, written.margin) != (jotted.kind, jotted.margin)
