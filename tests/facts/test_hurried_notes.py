"""Notes jotted down in haste are told from written ones, and their plain features read anew."""

from drafter.facts.features import Setting, features, hurried


def test_small_letters_at_the_start_tell_haste():
    assert hurried(["shop down", "prob the cache", "Ann restarts it", "back"])
    assert not hurried(["The shop is down.", "Ann restarts the cache.", "it is back.", "Closed."])
    assert not hurried([])


def test_haste_adds_features_and_takes_none_away():
    plain, haste = Setting(phase="trouble"), Setting(phase="trouble", hurried=True)
    written, jotted = features("shop back", plain), features("shop back", haste)

    assert jotted[: len(written)] == written
    assert "hurried length=1-3" in jotted
    assert not any(name.startswith("hurried") for name in written)
