from sheets import PAY_DOWN, SHOP, at, audience, fact, sent, sheet

from drafter.core.draft import PublishedUpdate
from drafter.writing.change import changes
from drafter.writing.template import write


def published(*fact_ids, stage="investigating", upto=1):
    return PublishedUpdate(
        text="x", audience="status_page", at=at(0), stage=stage, fact_ids=fact_ids, upto_line=upto
    )


def test_without_an_earlier_update_nothing_is_new_or_repeated():
    view = changes(sheet(PAY_DOWN), None)

    assert (view.new, view.repeated, view.withdrawn) == ((), (), ())


def test_facts_of_later_notes_that_readers_may_know_are_new():
    news = fact("4", "restored", "works again")
    inside = fact("5", "observation", "cpu at 40%", visibility="internal")

    view = changes(sheet(PAY_DOWN, news, inside), published("f1.1"))

    assert view.new == (news,)
    assert view.repeated == (PAY_DOWN,)
    assert not view.no_news


def test_colleagues_hear_of_inside_facts_too():
    inside = fact("5", "observation", "cpu at 40%", visibility="internal")

    assert changes(sheet(PAY_DOWN, inside), published("f1.1"), public=False).new == (inside,)


def test_a_fact_with_a_successor_is_changed_and_one_without_is_withdrawn():
    old = fact("2", "scope", "5% of payments", superseded_by="f4.1")
    new = fact("4", "scope", "20% of payments")
    gone = fact("3", "scope", "only Europe", certainty="withdrawn")
    hidden = fact("3.2", "scope", "only Asia", hidden=True)

    view = changes(sheet(old, new, gone, hidden), published("f2.1", "f3.1", "f3.2", upto=3))

    assert view.changed == ((old, new),)
    assert view.withdrawn == (gone, hidden)


def test_a_chain_of_successors_ends_at_the_last_and_a_circle_ends():
    first = fact("1", "scope", "1%", superseded_by="f2.1")
    second = fact("2", "scope", "2%", superseded_by="f3.1")
    third = fact("3", "scope", "3%")
    circle = fact("4", "scope", "x", superseded_by="f5.1")
    back = fact("5", "scope", "y", superseded_by="f4.1")

    view = changes(sheet(first, second, third, circle, back), published("f1.1", "f4.1"))

    assert view.changed == ((first, third),)
    assert view.withdrawn == (circle,)


def test_a_fact_that_is_now_in_dispute_is_withdrawn():
    from drafter.core.fact import Conflict

    one, other = fact("2", "scope", "5%"), fact("4", "scope", "20%")
    conflict = Conflict(
        id="c1", about="the share", fact_ids=("f2.1", "f4.1"), lines=(2, 4), question="Which?"
    )

    assert changes(sheet(one, other, conflicts=(conflict,)), published("f2.1", upto=2)).withdrawn == (one,)


def test_trouble_after_it_had_worked_is_a_relapse():
    view = changes(sheet(PAY_DOWN), published("f1.1", stage="monitoring"))

    assert view.relapsed
    assert view.stage_moved


def test_a_late_update_owns_it():
    first = write(sheet(PAY_DOWN), SHOP, audience(), next_update_at=at(60))
    last = sent(first, 30, 1).model_copy(update={"next_update_at": at(60)})

    on_time = write(sheet(PAY_DOWN, minutes=62), SHOP, audience(), previous=last)
    late = write(sheet(PAY_DOWN, minutes=75), SHOP, audience(), previous=last)

    assert not [s for s in on_time.sentences if s.slot == "correction"]
    assert [s for s in late.sentences if s.slot == "correction"]
