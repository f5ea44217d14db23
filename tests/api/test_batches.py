"""Reports are rewritten over HTTP, one at once or many as a batch that survives a restart."""

import io
import json
import re
import zipfile

import pytest
from desk import Desk

from drafter.engine.outcome import EngineFailure
from drafter.engine.scripted import ScriptedEngine
from drafter.errors import Conflict, InputError, NotFound
from drafter.jobs.rewriters import Rewriters
from drafter.jobs.stored import StoredWorker
from drafter.jobs.table import JobTable

REPORT = "# Outage on 4 May 2026\n\n## Impact\n\nCustomers could not pay for 47 minutes.\n"


@pytest.fixture
def worker(any_desk):
    return StoredWorker(any_desk.store, JobTable(any_desk.store, any_desk.clock), worker="w")


def test_one_report_is_rewritten_and_not_kept(desk):
    made = desk.client().rewrite(REPORT, "a.md", {"contact": "help@shop.example"})

    assert "Customers could not pay for 47 minutes." in made["text"]
    assert "help@shop.example" in made["text"]
    assert made["sentences"][0]["spans"]
    assert desk.client().batches().items == ()


def test_a_batch_is_worked_on_and_its_results_fetched(any_desk, worker):
    client = any_desk.client()
    batch = client.create_batch(
        {"a.md": REPORT, "b.html": b"<html><p>Users saw errors.</p></html>"}, title="Old"
    )
    batch = client.add_documents(batch.id, {"broken.pdf": b"%PDF broken"})
    assert (batch.total, batch.counts.waiting) == (3, 3)
    with pytest.raises(Conflict, match="is waiting"):
        client.result(batch.id, 1)

    worker.run(forever=False)

    done = client.batch(batch.id)
    assert (done.counts.done, done.counts.failed) == (2, 1)
    assert [job.name for job in client.documents(batch.id, after=1)] == ["b.html", "broken.pdf"]
    assert "47 minutes" in client.result(batch.id, 1)["text"]
    with pytest.raises(Conflict, match="damaged"):
        client.result(batch.id, 3)
    with zipfile.ZipFile(io.BytesIO(client.batch_archive(batch.id))) as archive:
        assert set(archive.namelist()) == {
            "a.md", "a.json", "b.html.md", "b.html.json", "report.json", "report.html",
        }  # fmt: skip
        assert json.loads(archive.read("report.json"))["sums"]["failed"] == 1


def test_progress_comes_as_events(desk):
    batch = desk.client().create_batch({"a.md": REPORT})
    StoredWorker(desk.store, JobTable(desk.store, desk.clock), worker="w").run(forever=False)

    told = desk.http().get(f"/v1/batches/{batch.id}/events").text

    assert "event: progress" in told
    assert "event: done" in told


def test_the_map_of_a_batch_holds_for_every_document(any_desk, worker):
    client = any_desk.client()
    batch = client.create_batch({"a.md": REPORT}, system_map={"contact": "help@shop.example"})
    worker.run(forever=False)

    assert "help@shop.example" in client.result(batch.id, 1)["text"]


def test_a_batch_left_by_a_process_that_died_is_finished_by_the_next(any_desk, worker):
    client = any_desk.client()
    batch = client.create_batch({"a.md": REPORT, "b.md": REPORT})
    table = JobTable(any_desk.store, any_desk.clock)
    table.take(batch.id, "another-machine:1", 1)
    any_desk.clock.forward(minutes=2)

    worker.run(forever=False)

    assert client.batch(batch.id).counts.done == 2
    assert client.batch(batch.id).sums["repeated"] == 1


def test_a_name_twice_is_refused_and_nothing_is_entered(desk):
    client = desk.client()
    batch = client.create_batch({"a.md": REPORT})

    with pytest.raises(Conflict, match=r"a\.md"):
        client.add_documents(batch.id, {"b.md": REPORT, "a.md": REPORT})

    assert client.batch(batch.id).total == 1


@pytest.mark.parametrize(
    "document", [{"name": "a.md"}, {"name": "a.md", "text": "x", "base64": "eA=="}, {"name": "", "text": "x"}]
)
def test_a_document_is_either_text_or_bytes_and_has_a_name(desk, document):
    assert desk.http().post("/v1/rewrite", json=document).status_code == 422


def test_what_does_not_exist_is_named(desk):
    client = desk.client()
    with pytest.raises(NotFound, match="bat_none"):
        client.batch("bat_none")
    with pytest.raises(NotFound):
        client.result(client.create_batch({"a.md": REPORT}).id, 7)
    with pytest.raises(InputError, match="no text"):
        client.rewrite("  ", "a.md")


def test_batches_are_listed_in_pages(desk):
    client = desk.client()
    made = []
    for number in range(3):
        made.append(client.create_batch({"a.md": REPORT}, title=f"B{number}").id)
        desk.clock.forward(seconds=1)

    first = client.batches(limit=2)
    rest = client.batches(limit=2, cursor=first.next)

    assert [one.id for one in (*first.items, *rest.items)] == made[::-1]


def modelled(desk, answer):
    """Return a desk whose service and worker have a model that answers so."""
    rewriters = Rewriters(ScriptedEngine(answer, model="m"))
    other = Desk(store=desk.store, clock=desk.clock, rewriters=rewriters)
    worker = StoredWorker(desk.store, JobTable(desk.store, desk.clock), worker="w", rewriters=rewriters)
    return other, worker


def says_it_back(prompt):
    shown = re.search(r"^\[\w+ (\d+) [^\]]*\] (.+)$", prompt.messages[-1].text, re.MULTILINE)
    return {"sentences": [{"section": "happened", "sources": [int(shown[1])], "text": shown[2]}]}


def test_a_batch_may_ask_the_services_model(any_desk):
    desk, worker = modelled(any_desk, says_it_back)
    batch = desk.client().create_batch({"a.md": REPORT}, with_model=True)
    worker.run(forever=False)

    done = desk.client().batch(batch.id)
    assert (done.counts.done, done.sums["calls"], done.sums["model_failures"]) == (1, 1, 0)
    assert done.options["model"] == "m"
    assert "47 minutes" in desk.client().result(batch.id, 1)["text"]


def test_a_model_that_fails_leaves_the_rules_text_and_says_why(desk):
    other, worker = modelled(desk, lambda prompt: EngineFailure("unreachable", "Away."))
    batch = other.client().create_batch({"a.md": REPORT}, with_model=True)
    worker.run(forever=False)

    (job,) = other.client().documents(batch.id)
    assert job.state == "done"
    assert "Away." in job.summary["model_failures"][0]
    told = other.client().rewrite(REPORT, "a.md", with_model=True)
    assert "Away." in told["model_failures"][0]


def test_a_worker_without_a_model_says_so_and_rewrites_by_the_rules(desk):
    other, _ = modelled(desk, says_it_back)
    batch = other.client().create_batch({"a.md": REPORT}, with_model=True)
    StoredWorker(desk.store, JobTable(desk.store, desk.clock), worker="w").run(forever=False)

    (job,) = other.client().documents(batch.id)
    assert (job.state, job.summary["model_failures"]) == ("done", ["This worker has no model."])


def test_where_no_model_is_set_up_asking_for_one_is_refused(desk):
    for act in (
        lambda: desk.client().create_batch({"a.md": REPORT}, with_model=True),
        lambda: desk.client().rewrite(REPORT, "a.md", with_model=True),
    ):
        with pytest.raises(InputError, match="No model") as caught:
            act()
        assert "DRAFTER_MODEL" in caught.value.remedy
