"""The review of a rewritten report over HTTP: versions in ETag and If-Match, keys, and the typed client."""

import pytest

from drafter.errors import Conflict, Refused, StaleVersion
from drafter.jobs.stored import StoredWorker
from drafter.jobs.table import JobTable

REPORT = "# Outage on 4 May 2026\n\n## Impact\n\nCustomers could not pay for 47 minutes. Ada fixed it.\n"
CLEAN = "# Outage on 4 May 2026\n\nYou could not pay for 47 minutes on 4 May 2026. We are sorry.\n"


@pytest.fixture
def batch(desk):
    made = desk.client("ada").create_batch({"a.md": REPORT})
    StoredWorker(desk.store, JobTable(desk.store, desk.clock), worker="w").run(forever=False)
    return made.id


@pytest.fixture
def path(batch):
    return f"/v1/batches/{batch}/documents/1/review"


def test_versions_travel_in_the_etag(desk, path):
    http = desk.http()
    read = http.get(path)
    blind = http.put(path, json={"text": CLEAN})
    saved = http.put(path, json={"text": CLEAN}, headers={"if-match": read.headers["etag"]})
    late = http.put(path, json={"text": "Mine."}, headers={"if-match": read.headers["etag"]})
    unseen = http.post(f"{path}/approval")
    signed = http.post(f"{path}/approval", headers={"if-match": saved.headers["etag"]})

    assert [one.status_code for one in (read, blind, saved, late, unseen, signed)] == [
        200, 428, 200, 412, 428, 200,
    ]  # fmt: skip
    assert late.json()["current_version"] == 2
    assert (saved.headers["etag"], signed.json()["state"]) == ('"2"', "approved")


def test_a_finding_that_stands_is_refused_with_the_way_out(desk, path):
    http = desk.http()
    answer = http.post(f"{path}/approval", headers={"if-match": '"1"'})

    assert answer.status_code == 403
    assert "waive" in answer.json()["hint"]


def test_an_approval_asked_for_twice_under_one_key_is_given_once(desk, path):
    http = desk.http()
    http.put(path, json={"text": CLEAN}, headers={"if-match": '"1"'})
    headers = {"if-match": '"2"', "idempotency-key": "k-1"}

    first, again = (http.post(f"{path}/approval", headers=headers) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.headers["idempotency-replayed"] == "true"
    assert first.json() == again.json()
    assert len(http.get("/v1/audit", params={"action": "rewrite.approved"}).json()["items"]) == 1


def test_the_client_takes_a_report_all_the_way(desk, batch):
    ada, ben = desk.client("ada"), desk.client("ben")
    text = CLEAN + "This will never happen again.\n"
    view = ada.edit_rewrite(batch, 1, text, version=ada.rewrite_review(batch, 1).version)
    with pytest.raises(StaleVersion):
        ben.edit_rewrite(batch, 1, CLEAN, version=1)
    with pytest.raises(Refused, match="stands"):
        ben.approve_rewrite(batch, 1, version=view.version)

    turned_down = ben.reject_rewrite(batch, 1, "Say less.")
    assert (turned_down.state, turned_down.reason) == ("rejected", "Say less.")
    with pytest.raises(Conflict):
        ben.approve_rewrite(batch, 1, version=view.version)
    view = ada.edit_rewrite(batch, 1, text + "Thank you.\n", version=view.version)
    ben.waive_in_rewrite(batch, 1, view.standing[0], "The board wants these words.")
    signed = ben.approve_rewrite(batch, 1, version=view.version)

    assert (signed.state, signed.approved_by) == ("approved", "ben")
    assert ada.rewrite_review(batch, 1) == signed


def test_a_rewrite_that_is_not_there_yet_cannot_be_reviewed(desk):
    batch = desk.client().create_batch({"a.md": REPORT})

    answer = desk.http().get(f"/v1/batches/{batch.id}/documents/1/review")

    assert answer.status_code == 409
    assert "waiting" in answer.json()["detail"]
