"""Every example in the description of the API is sent as it stands, in the order a liaison would."""

import pytest
from desk import Line
from far_side import TOKEN

from drafter.jobs.stored import StoredWorker
from drafter.jobs.table import JobTable
from drafter.publish.couriers import HttpCourier
from drafter.publish.outlets import Outlets
from drafter.publish.targets import Statuspage


@pytest.fixture
def sending(desk, far_side):
    """The real line, and one target that takes what it is sent; give the app's description too."""
    page = Statuspage(name="status", kind="statuspage", base_url=far_side.url, page_id="p", token=TOKEN)
    courier = HttpCourier(private_hosts=("127.0.0.1",), wait=lambda seconds: None, timeout_s=1)
    desk.outlets = Outlets({"status": page}, courier)
    desk.line = Line()
    desk.__post_init__()
    return Sending(desk, far_side)


class Sending:
    """Sends the examples and remembers which."""

    def __init__(self, desk, far_side):
        self.desk = desk
        self.http, self.far_side, self.done = desk.http(), far_side, set()
        self.described = desk.app().openapi()

    def bodies(self):
        return {
            (method, path): operation["requestBody"]["content"]["application/json"]["schema"]
            for path, item in self.described["paths"].items()
            for method, operation in item.items()
            if "requestBody" in operation
        }

    def example(self, method, path):
        schema = self.bodies()[method, path]
        named = self.described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return named["examples"][0]

    def __call__(self, method, path, expected=2, headers=None, **ids):
        body = self.example(method, path)
        answer = self.http.request(method, path.format(**ids), json=body, headers=headers or {})
        assert answer.status_code // 100 == expected, (method, path, body, answer.text)
        self.done.add((method, path))
        return answer.json() if answer.headers["content-type"].startswith("application/json") else None

    def rewritten(self):
        """Have the documents that were handed in rewritten."""
        table = JobTable(self.desk.store, self.desk.clock)
        StoredWorker(self.desk.store, table, worker="w").run(forever=False)

    def draft(self, incident):
        update = self.http.post(f"/v1/incidents/{incident}/updates", json={"audiences": ["status_page"]})
        return update.json()["drafts"][0]


def at(draft):
    return {"if-match": f'"{draft["version"]}"'}


def test_every_example_can_be_sent_as_it_stands(sending):
    for path in ("/v1/preview", "/v1/preview/events", "/v1/preview/sentences", "/v1/verify", "/v1/lint"):
        sending("post", path)
    for path in ("/v1/maps/check", "/v1/maps/import", "/v1/rewrite", "/v1/drills", "/v1/keys"):
        sending("post", path)
    sending("post", "/v1/batches")
    empty = sending.http.post("/v1/batches", json={}).json()["id"]
    sending("post", "/v1/batches/{batch_id}/documents", batch_id=empty)
    sending.rewritten()
    review = "/v1/batches/{batch_id}/documents/{n}/review"
    sending("put", review, batch_id=empty, n=1, headers={"if-match": '"1"'})
    sending("post", f"{review}/waivers", 4, batch_id=empty, n=1)  # no text has this finding
    sending("post", f"{review}/rejection", batch_id=empty, n=1)

    incident = sending("post", "/v1/incidents")["id"]
    sending("patch", "/v1/incidents/{incident_id}", incident_id=incident)
    for what in ("notes", "imports", "contacts", "scope", "facts/edits", "updates", "updates/sentences"):
        sending("post", f"/v1/incidents/{{incident_id}}/{what}", incident_id=incident)
    sending("put", "/v1/incidents/{incident_id}/map", incident_id=incident)

    edited = sending.draft(incident)
    sending("put", "/v1/drafts/{draft_id}/text", draft_id=edited["id"], headers=at(edited))
    sending("post", "/v1/drafts/{draft_id}/waivers", 4, draft_id=edited["id"])  # no text has this finding
    sending("post", "/v1/drafts/{draft_id}/reject", draft_id=edited["id"])

    asked = sending.draft(incident)
    check = sending("post", "/v1/drafts/{draft_id}/fact-checks", draft_id=asked["id"])
    sending("post", "/v1/checks/{token}/answer", token=check["link"].rsplit("/", 1)[1])
    asked = sending.draft(incident)
    sending("post", "/v1/drafts/{draft_id}/fact-checks", draft_id=asked["id"])
    sending("post", "/v1/drafts/{draft_id}/fact-checks/answer", draft_id=asked["id"])

    sent = sending.draft(incident)
    sending("post", "/v1/drafts/{draft_id}/approve", draft_id=sent["id"], headers=at(sent))
    sending("post", "/v1/drafts/{draft_id}/unapprove", draft_id=sent["id"])
    sent = sending.draft(incident)
    sending("post", "/v1/drafts/{draft_id}/approve", draft_id=sent["id"], headers=at(sent))
    sending("post", "/v1/drafts/{draft_id}/dry-run", draft_id=sent["id"])
    sending.far_side.faults = ["500"]
    sending("post", "/v1/drafts/{draft_id}/send", 5, draft_id=sent["id"])  # nobody knows whether it arrived
    (unsure,) = sending.http.get(f"/v1/incidents/{incident}/deliveries").json()["deliveries"]
    sending("post", "/v1/deliveries/{delivery_id}/resolve", delivery_id=unsure["id"])
    published = sending("post", "/v1/drafts/{draft_id}/publish", draft_id=sent["id"])
    sending("post", "/v1/feedback/{token}", token=published["publications"][-1]["feedback_token"])
    sending("post", "/v1/drafts/{draft_id}/withdraw", draft_id=sent["id"])

    promise = sending.http.get(f"/v1/incidents/{incident}/promises").json()
    sending("post", "/v1/promises/{promise_id}/settle", promise_id=promise["promises"][0]["id"])
    sending.http.patch(f"/v1/incidents/{incident}", json={"state": "resolved"})
    sending.http.post(f"/v1/incidents/{incident}/review")
    report = sending("post", "/v1/incidents/{incident_id}/review/actions", incident_id=incident)
    sending("patch", "/v1/review-actions/{action_id}", action_id=report["actions"][0]["id"])

    assert sending.done == set(sending.bodies())
