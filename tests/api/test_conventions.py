"""What holds for every route: problems, versions, idempotency keys, pages, limits, who may call."""

import json
import re

import pytest
from desk import MAP, NOTES

from drafter.errors import InputError
from drafter.settings import Settings, load

TYPE = "application/problem+json"


@pytest.fixture
def http(desk):
    with desk.http() as http:
        yield http


def opened(http, **more):
    body = {"title": "Checkout errors", "notes": NOTES, "system_map": MAP} | more
    return http.post("/v1/incidents", json=body).json()


def drafted(http):
    incident = opened(http)
    update = http.post(f"/v1/incidents/{incident['id']}/updates", json={"audiences": ["status_page"]})
    return update.json()["drafts"][0]


def test_the_whole_way_over_http(http):
    draft = drafted(http)
    path = f"/v1/drafts/{draft['id']}"
    edited = http.put(
        f"{path}/text", json={"text": draft["text"] + "\nThank you."}, headers={"if-match": '"1"'}
    )
    asked = http.post(f"{path}/fact-checks", json={"asked_of": "Dana"})
    answered = http.post(asked.json()["link"] + "/answer", json={"answer": "yes"})
    approved = http.post(f"{path}/approve", json={}, headers={"if-match": edited.headers["etag"]})
    text = http.get(f"{path}/approved-text")
    published = http.post(f"{path}/publish", json={"channel": "status page"})
    audit = http.get("/v1/audit", params={"incident_id": draft["incident_id"]})

    assert [r.status_code for r in (edited, asked, answered, approved, text, published, audit)] == [
        200, 201, 200, 200, 200, 201, 200,
    ]  # fmt: skip
    assert text.json()["text"].endswith("Thank you.")
    assert [entry["action"] for entry in reversed(audit.json()["items"])] == [
        "incident.declared", "notes.added", "update.drafted", "draft.edited", "draft.check_asked",
        "draft.check_answered", "draft.approved", "draft.published",
    ]  # fmt: skip
    assert http.get("/v1/audit/verify").json()["whole"]


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/v1/nothing", {}, 404),
        ("GET", "/v1/incidents/inc_nope", {}, 404),
        ("PUT", "/v1/incidents", {}, 405),
        ("POST", "/v1/incidents", {"json": {"title": ""}}, 422),
        ("POST", "/v1/incidents", {"json": {"title": "x", "tittle": "y"}}, 422),
        ("POST", "/v1/incidents", {"json": {"title": "x", "system_map": {"components": [{}]}}}, 422),
        (
            "POST",
            "/v1/incidents",
            {"content": b'{"title": ', "headers": {"content-type": "application/json"}},
            400,
        ),
        (
            "POST",
            "/v1/incidents",
            {"content": b"\xff\xfe", "headers": {"content-type": "application/json"}},
            400,
        ),
        ("GET", "/v1/incidents?cursor=nonsense", {}, 422),
        ("GET", "/v1/incidents?limit=0", {}, 422),
        ("PUT", "/v1/drafts/x/text", {"json": {"text": "x"}}, 428),
        ("PUT", "/v1/drafts/x/text", {"json": {"text": "x"}, "headers": {"if-match": "abc"}}, 422),
        ("POST", "/v1/incidents", {"json": {"title": "x"}, "headers": {"idempotency-key": "a b"}}, 422),
        ("POST", "/v1/preview", {"json": {"notes": NOTES, "audiences": ["nobody"]}}, 422),
    ],
)
def test_every_error_is_a_problem_that_says_what_to_do(http, method, path, options, status):
    answer = http.request(method, path, **options)

    assert answer.status_code == status
    assert answer.headers["content-type"] == TYPE
    body = answer.json()
    assert body["status"] == status
    assert body["detail"]
    assert body["hint"]
    assert body["request_id"] == answer.headers["x-request-id"]


def test_a_problem_never_echoes_what_was_sent(http):
    answer = http.post("/v1/incidents", json={"title": "x", "flags": ["s3cret-host-17"]})

    assert answer.status_code == 422
    assert "s3cret" not in answer.text


def test_an_unforeseen_error_says_nothing_about_its_inside(desk, monkeypatch):
    def burst(*args, **more):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(desk.service.incidents, "get", burst)
    with desk.http(raise_server_exceptions=False) as http:
        answer = http.get("/v1/incidents/x", headers={"x-request-id": "abc-1"})

    assert answer.status_code == 500
    assert answer.headers["content-type"] == TYPE
    assert "secret" not in answer.text
    assert "abc-1" in answer.json()["hint"]


def test_a_body_over_the_limit_is_refused_with_the_limit_named(desk):
    desk.settings = Settings(max_body_bytes=1_000)
    with desk.http() as http:
        stated = http.post("/v1/incidents", json={"title": "x", "notes": "y" * 2_000})
        streamed = http.post(
            "/v1/incidents",
            content=(chunk for chunk in [b'{"title":"', b"x" * 2_000, b'"}']),
            headers={"content-type": "application/json"},
        )

    for answer in (stated, streamed):
        assert answer.status_code == 413
        assert answer.headers["content-type"] == TYPE
        assert "1000" in answer.json()["detail"]


def test_a_request_that_takes_too_long_is_answered(desk, monkeypatch):
    import time

    desk.settings = Settings(request_timeout_s=0.2)
    monkeypatch.setattr(desk.service.incidents, "get", lambda *a: time.sleep(1))
    with desk.http() as http:
        answer = http.get("/v1/incidents/x")

    assert answer.status_code == 503
    assert answer.json()["type"].endswith("timeout")


def test_a_version_that_does_not_match_says_which_one_is_current(http):
    draft = drafted(http)
    path = f"/v1/drafts/{draft['id']}/text"
    http.put(path, json={"text": "First."}, headers={"if-match": '"1"'})

    answer = http.put(path, json={"text": "Second."}, headers={"if-match": '"1"'})

    assert answer.status_code == 412
    assert answer.json()["current_version"] == 2
    assert answer.headers["etag"] == '"2"'


def test_the_same_key_and_request_get_the_same_answer_and_nothing_happens_twice(http):
    incident = opened(http)
    path = f"/v1/incidents/{incident['id']}/notes"
    sent = {"json": {"text": "14:20 - symptom: Search is slow"}, "headers": {"idempotency-key": "k-1"}}

    first, second = http.post(path, **sent), http.post(path, **sent)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert http.get(f"/v1/incidents/{incident['id']}").json()["notes_count"] == 2


def test_the_same_key_with_another_request_is_refused(http):
    headers = {"idempotency-key": "k-2"}
    assert http.post("/v1/incidents", json={"title": "One"}, headers=headers).status_code == 201

    answer = http.post("/v1/incidents", json={"title": "Two"}, headers=headers)

    assert answer.status_code == 422
    assert answer.json()["where"] == "Idempotency-Key"
    assert len(http.get("/v1/incidents").json()["items"]) == 1


def test_a_failed_request_does_not_use_up_its_key(http):
    headers = {"idempotency-key": "k-3"}
    bad = http.post(
        "/v1/incidents", json={"title": "x", "notes": "\n"} | {"system_map": "a: ["}, headers=headers
    )
    good = http.post("/v1/incidents", json={"title": "x"}, headers=headers)

    assert (bad.status_code, good.status_code) == (422, 201)


def test_keys_of_different_people_do_not_meet(http):
    headers = {"idempotency-key": "k-4"}
    http.post("/v1/incidents", json={"title": "x"}, headers=headers | {"x-drafter-person": "ada"})
    http.post("/v1/incidents", json={"title": "x"}, headers=headers | {"x-drafter-person": "ben"})

    assert len(http.get("/v1/incidents").json()["items"]) == 2


def test_pages_follow_each_other_and_filters_hold(http, desk):
    for number in range(5):
        desk.clock.forward(seconds=1)
        opened(http, title=f"Number {number}", severity="SEV1" if number % 2 else "SEV3")

    first = http.get("/v1/incidents", params={"limit": 2}).json()
    second = http.get("/v1/incidents", params={"limit": 2, "cursor": first["next"]}).json()
    third = http.get("/v1/incidents", params={"limit": 2, "cursor": second["next"]}).json()
    severe = http.get("/v1/incidents", params={"severity": "SEV1"}).json()
    found = http.get("/v1/incidents", params={"q": "number 3"}).json()

    titles = [one["title"] for page in (first, second, third) for one in page["items"]]
    assert titles == ["Number 4", "Number 3", "Number 2", "Number 1", "Number 0"]
    assert third["next"] is None
    assert [one["title"] for one in severe["items"]] == ["Number 3", "Number 1"]
    assert [one["title"] for one in found["items"]] == ["Number 3"]


def test_acts_go_under_the_name_of_whoever_did_them(http):
    http.post("/v1/incidents", json={"title": "x"}, headers={"x-drafter-person": "Zo%C3%AB"})
    http.post("/v1/incidents", json={"title": "y"})

    assert [entry["who"] for entry in http.get("/v1/audit").json()["items"]] == ["ada", "Zoë"]


@pytest.mark.parametrize("name", ["a%0Ab", "x" * 200])
def test_a_name_that_would_spoil_the_record_is_refused(http, name):
    assert http.get("/v1/incidents", headers={"x-drafter-person": name}).status_code == 422


def test_foreign_hosts_and_pages_of_other_sites_are_refused(http):
    rebound = http.get("/v1/incidents", headers={"host": "evil.example"})
    forged = http.post("/v1/incidents", json={"title": "x"}, headers={"origin": "https://evil.example"})
    own = http.post("/v1/incidents", json={"title": "x"}, headers={"origin": "http://testserver"})

    assert (rebound.status_code, forged.status_code, own.status_code) == (421, 403, 201)


def test_a_form_cannot_post(http):
    answer = http.post("/v1/incidents", content=b'{"title":"x"}', headers={"content-type": "text/plain"})

    assert answer.status_code in (415, 422)
    assert http.get("/v1/incidents").json()["items"] == []


def test_answers_carry_security_headers_and_are_not_cached(http):
    headers = http.get("/v1/incidents").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_only_named_origins_may_read_across_sites(desk):
    desk.settings = Settings(cors_origins=("https://desk.example",))
    with desk.http() as http:
        named = http.get("/v1/incidents", headers={"origin": "https://desk.example"})
        other = http.get("/v1/incidents", headers={"origin": "https://evil.example"})

    assert named.headers["access-control-allow-origin"] == "https://desk.example"
    assert "access-control-allow-origin" not in other.headers


def test_too_many_requests_are_told_when_to_come_back(desk):
    desk.settings = Settings(requests_per_minute=3)
    with desk.http() as http:
        answers = [http.get("/v1/audiences") for _ in range(4)]
        other = http.get("/v1/audiences", headers={"x-drafter-person": "ben"})

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert other.status_code == 200


def test_health_readiness_and_metrics_need_no_name(http):
    opened(http)

    assert http.get("/healthz").json()["ok"]
    assert http.get("/readyz").json() == {"ready": True}
    page = http.get("/metrics").text
    assert 'drafter_requests_total{method="POST",route="/v1/incidents",status="201"} 1.0' in page
    assert 'drafter_promises{state="open"} 0.0' in page


def test_metrics_count_the_drafts_of_an_update_once(http):
    incident = opened(http)
    body, key = {"audiences": ["status_page", "sms"]}, {"idempotency-key": "one"}
    path = f"/v1/incidents/{incident['id']}/updates"
    answers = [http.post(path, json=body, headers=key) for _ in range(2)]  # the second is said again

    page = http.get("/metrics").text

    assert answers[1].json() == answers[0].json()
    for audience in body["audiences"]:
        assert f'drafter_drafts_total{{audience="{audience}"}} 1.0' in page


def test_a_database_that_is_away_is_not_ready(desk):
    with desk.http() as http:
        desk.store.engine.dispose()
        desk.store.ping = lambda: (_ for _ in ()).throw(
            __import__("drafter.errors").errors.StoreError("It is away.", remedy="Start it.")
        )
        answer = http.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["hint"] == "Start it."


def test_events_tell_what_happened_since(http):
    incident = opened(http)
    http.post(f"/v1/incidents/{incident['id']}/notes", json={"text": "14:20 - more"})

    feed = http.get("/v1/events", params={"seconds": 0}, headers={"last-event-id": "0"}).text

    assert feed.index("event: incident.declared") < feed.rindex("event: notes.added")
    data = [
        json.loads(line.removeprefix("data: ")) for line in feed.splitlines() if line.startswith("data: ")
    ]
    assert [one["seq"] for one in data] == [1, 2, 3]


def test_binding_to_the_world_without_keys_is_refused():
    with pytest.raises(InputError, match="without authentication is refused"):
        load(host="0.0.0.0").refuse_open_doors()
    load(host="0.0.0.0", auth="keys").refuse_open_doors()


def test_a_wrong_setting_names_its_variable(monkeypatch):
    monkeypatch.setenv("DRAFTER_PORT", "eighty")

    with pytest.raises(InputError, match="DRAFTER_PORT"):
        load()


@pytest.mark.parametrize("when", ["0020-05-23T22:58:53Z", "9999-12-31T23:59:59-12:00"])
def test_a_time_outside_our_time_is_refused_and_nothing_is_kept(desk, when):
    http = desk.http()

    answer = http.post("/v1/incidents", json={"title": "x", "declared_at": when})

    assert answer.status_code == 422
    assert "between the years" in answer.json()["errors"][0]["problem"]
    assert http.get("/v1/incidents").json()["items"] == []


def test_problems_are_described_with_their_own_media_type(desk):
    for path in desk.app().openapi()["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"]


@pytest.mark.parametrize(
    ("body", "at", "words"),
    [
        ({"title": ""}, "body/title", "it is empty"),
        ({}, "body/title", "it is missing"),
        ({"title": "x", "colour": "red"}, "body/colour", "there is no such field"),
        ([], "body", "it has to be a JSON object"),
    ],
)
def test_a_field_that_does_not_fit_is_told_in_words(http, body, at, words):
    (problem,) = http.post("/v1/incidents", json=body).json()["errors"]

    assert problem == {"at": at, "problem": words}


def test_the_page_of_the_description_names_every_route_and_asks_no_other_host(http, desk):
    answer = http.get("/v1/docs")

    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src")
    assert answer.headers["x-frame-options"] == "DENY"
    for path in desk.app().openapi()["paths"]:
        assert f"<code>{path}</code>" in answer.text
    assert not re.search(r"<script|<img|(?:src|href)=\W?https?:", answer.text)
    assert "Payment failed" in answer.text
