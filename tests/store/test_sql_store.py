"""What goes in comes out, nothing half done stays, and the audit cannot be bent."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from drafter.errors import Conflict, StoreError
from drafter.review.chain import verify_chain
from drafter.review.records import AuditEntry, Incident, NoteBlock
from drafter.store.database import open_database
from drafter.store.schema import upgrade
from drafter.store.store import SqlStore

NOW = datetime(2026, 5, 4, 14, 10, 0, 123456, tzinfo=UTC)


def incident(number=1, **more):
    return Incident(
        id=f"inc{number:03}",
        title=f"Checkout errors {number}",
        declared_at=NOW,
        created_at=NOW + timedelta(minutes=number),
        created_by="ada",
        **more,
    )


def test_a_record_comes_back_equal(store):
    put = incident(flags=("security",), system_map={"product": "Shop"}, ended_at=NOW)

    with store.writing() as tx:
        tx.insert(put)

    with store.reading() as tx:
        assert tx.get(Incident, id="inc001") == put


def test_a_failed_transaction_leaves_nothing(store):
    def interrupted():
        with store.writing() as tx:
            tx.insert(incident())
            tx.record(at=NOW, who="ada", action="incident.declared")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        interrupted()

    with store.reading() as tx:
        assert tx.count(Incident) == 0
        assert tx.count(AuditEntry) == 0


def test_a_taken_key_is_a_conflict(store):
    with store.writing() as tx:
        tx.insert(incident())

    with pytest.raises(Conflict), store.writing() as tx:
        tx.insert(incident())


def test_lists_go_on_where_the_last_page_ended(store):
    with store.writing() as tx:
        for number in range(7):
            tx.insert(incident(number))

    seen, after = [], None
    while True:
        with store.reading() as tx:
            page = tx.find(Incident, order=("-created_at", "id"), limit=3, after=after)
        if not page:
            break
        seen += [one.id for one in page]
        after = {"created_at": page[-1].created_at, "id": page[-1].id}

    assert seen == [f"inc{number:03}" for number in reversed(range(7))]


def test_text_is_found_whatever_its_case_and_wildcards_are_only_characters(store):
    with store.writing() as tx:
        tx.insert(incident(1))
        tx.insert(incident(2).model_copy(update={"title": "100% of logins fail"}))

    with store.reading() as tx:
        assert [one.id for one in tx.find(Incident, containing={"title": "CHECKOUT"})] == ["inc001"]
        assert [one.id for one in tx.find(Incident, containing={"title": "0% OF"})] == ["inc002"]


def test_the_audit_chain_is_whole_and_its_words_may_be_forgotten(store):
    with store.writing() as tx:
        tx.insert(incident())
        for n in range(5):
            tx.record(at=NOW, who="ada", action="note.added", incident_id="inc001", payload={"n": n})
    with store.writing() as tx:
        assert tx.forget_payloads("inc001") == 5

    with store.reading() as tx:
        entries = tx.find(AuditEntry, order=("seq",))

    report = verify_chain(entries)
    assert report.whole
    assert report.entries == 5
    assert all(entry.payload is None for entry in entries)


@pytest.mark.parametrize(
    "attack", ["UPDATE audit SET who = 'mallory'", "DELETE FROM audit", "UPDATE audit SET payload = '{}'"]
)
def test_the_database_itself_refuses_to_change_the_audit(store, attack):
    with store.writing() as tx:
        tx.record(at=NOW, who="ada", action="note.added", payload={"text": "x"})

    with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(sa.text(attack))


def test_a_changed_entry_breaks_the_chain_where_it_was_changed(store):
    with store.writing() as tx:
        for n in range(4):
            tx.record(at=NOW, who="ada", action="note.added", payload={"n": n})
    with store.reading() as tx:
        entries = tx.find(AuditEntry, order=("seq",))

    forged = [*entries[:2], entries[2].model_copy(update={"payload": '{"n":9}'}), entries[3]]
    cut = [*entries[:1], *entries[2:]]

    assert verify_chain(forged).broken_at == 3
    assert verify_chain(cut).broken_at == 3


def test_writers_take_turns_and_no_count_is_lost(store):
    with store.writing() as tx:
        tx.insert(incident())

    def add(by):
        for _ in range(10):
            with store.writing() as tx:
                seen = tx.get(Incident, id="inc001")
                n = seen.notes_count + 1
                tx.insert(NoteBlock(incident_id="inc001", n=n, text="x", by=by, at=NOW))
                tx.save(seen.model_copy(update={"notes_count": n}))
                tx.record(at=NOW, who=by, action="note.added")

    threads = [threading.Thread(target=add, args=(f"p{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as tx:
        assert tx.get(Incident, id="inc001").notes_count == 40
        assert verify_chain(tx.find(AuditEntry, order=("seq",))).entries == 40


def test_a_deleted_incident_takes_its_notes_with_it(store):
    with store.writing() as tx:
        tx.insert(incident())
        tx.insert(NoteBlock(incident_id="inc001", n=1, text="x", by="ada", at=NOW))
        assert tx.delete(Incident, id="inc001") == 1

    with store.reading() as tx:
        assert tx.count(NoteBlock) == 0


def test_an_old_database_says_which_command_helps(tmp_path):
    store = SqlStore(open_database(f"sqlite:///{tmp_path / 'empty.db'}"))

    with pytest.raises(StoreError, match="drafter db upgrade"), store.reading() as tx:
        tx.count(Incident)
    store.close()


def test_a_full_disk_is_said_and_nothing_saved_is_lost(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path / 'small.db'}")
    upgrade(engine)
    store = SqlStore(engine)
    with store.writing() as tx:
        tx.insert(incident())
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    @sa.event.listens_for(engine, "begin")
    def no_room(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with pytest.raises(StoreError, match="disk of the database is full"), store.writing() as tx:
        tx.insert(NoteBlock(incident_id="inc001", n=1, text="x" * 100_000, by="ada", at=NOW))

    with store.reading() as tx:
        assert tx.count(Incident) == 1
        assert tx.count(NoteBlock) == 0
    store.close()


def test_a_database_that_is_away_is_said_with_what_to_do(tmp_path):
    store = SqlStore(open_database("postgresql://nobody@127.0.0.1:9/none"))

    with pytest.raises(StoreError, match="did not answer"):
        store.ping()
    store.close()
