"""What all nouns share."""

from drafter.core.system_map import Component, SystemMap


def test_a_copy_works_out_anew_what_the_original_had_worked_out():
    before = SystemMap(components=(Component(id="db", name="store"),))
    assert before.by_id["db"].name == "store"

    after = before.model_copy(update={"components": (Component(id="db", name="database"),)})

    assert after.by_id["db"].name == "database"
    assert before.by_id["db"].name == "store"


def test_a_copy_without_a_change_is_equal():
    before = SystemMap(components=(Component(id="db"),))

    assert before.by_id
    assert before.model_copy() == before
