"""Who may do what when keys are asked for: every role on every route, and keys that stop working."""

import os
from datetime import timedelta

import pytest
from desk import MAP, NOTES, person

from drafter.service.actors import ROLE_SCOPES
from drafter.settings import Settings


@pytest.fixture
def guarded(desk):
    desk.settings = Settings(auth="keys")
    return desk


def key_for(desk, *roles, **more):
    return desk.service.keys.create(person("root"), person=f"a {roles[0]}", roles=roles, **more)


def bearer(secret):
    return {"authorization": f"Bearer {secret}"}


# route -> the scope it needs; {i} incident, {d} draft, {p} promise
ROUTES = {
    ("GET", "/v1/incidents"): "read",
    ("GET", "/v1/incidents/{i}"): "read",
    ("GET", "/v1/incidents/{i}/notes"): "read",
    ("GET", "/v1/incidents/{i}/facts"): "read",
    ("GET", "/v1/incidents/{i}/preparation"): "read",
    ("GET", "/v1/incidents/{i}/map"): "read",
    ("GET", "/v1/incidents/{i}/updates"): "read",
    ("GET", "/v1/incidents/{i}/promises"): "read",
    ("GET", "/v1/incidents/{i}/contacts"): "read",
    ("GET", "/v1/incidents/{i}/comms"): "read",
    ("GET", "/v1/incidents/{i}/scope"): "read",
    ("GET", "/v1/incidents/{i}/similar"): "read",
    ("GET", "/v1/drills"): "read",
    ("GET", "/v1/incidents/{i}/drill"): "read",
    ("POST", "/v1/drills"): "notes",
    ("POST", "/v1/incidents/{i}/drill/notes"): "notes",
    ("GET", "/v1/incidents/{i}/review"): "read",
    ("GET", "/v1/incidents/{i}/review/markdown"): "read",
    ("GET", "/v1/incidents/{i}/review/page"): "read",
    ("GET", "/v1/incidents/{i}/feedback"): "read",
    ("GET", "/v1/updates/{u}"): "read",
    ("GET", "/v1/drafts/{d}"): "read",
    ("GET", "/v1/drafts/{d}/versions"): "read",
    ("GET", "/v1/drafts/{d}/approved-text"): "read",
    ("GET", "/v1/targets"): "read",
    ("GET", "/v1/incidents/{i}/deliveries"): "read",
    ("POST", "/v1/drafts/{d}/dry-run"): "read",
    ("GET", "/v1/feed.atom"): "read",
    ("GET", "/v1/feed.rss"): "read",
    ("GET", "/v1/drafts/{d}/clipboard"): "read",
    ("GET", "/v1/batches"): "read",
    ("GET", "/v1/batches/bat_none"): "read",
    ("GET", "/v1/batches/bat_none/documents"): "read",
    ("GET", "/v1/batches/bat_none/documents/1"): "read",
    ("GET", "/v1/batches/bat_none/documents/1/review"): "read",
    ("GET", "/v1/batches/bat_none/archive"): "read",
    ("GET", "/v1/batches/bat_none/events?seconds=0"): "read",
    ("GET", "/v1/audiences"): "read",
    ("GET", "/v1/rules"): "read",
    ("GET", "/v1/rules/TIM001"): "read",
    ("GET", "/v1/maps/schema"): "read",
    ("GET", "/v1/audit"): "read",
    ("GET", "/v1/edits"): "read",
    ("GET", "/v1/audit/verify"): "read",
    ("GET", "/v1/events?seconds=0"): "read",
    ("POST", "/v1/incidents"): "notes",
    ("PATCH", "/v1/incidents/{i}"): "notes",
    ("POST", "/v1/incidents/{i}/notes"): "notes",
    ("POST", "/v1/incidents/{i}/imports"): "notes",
    ("PUT", "/v1/incidents/{i}/map"): "notes",
    ("POST", "/v1/incidents/{i}/contacts"): "notes",
    ("POST", "/v1/preview"): "draft",
    ("POST", "/v1/preview/sentences"): "draft",
    ("POST", "/v1/preview/events"): "draft",
    ("POST", "/v1/verify"): "draft",
    ("POST", "/v1/lint"): "draft",
    ("POST", "/v1/maps/check"): "draft",
    ("POST", "/v1/maps/import"): "draft",
    ("POST", "/v1/rewrite"): "draft",
    ("POST", "/v1/batches"): "draft",
    ("POST", "/v1/batches/bat_none/documents"): "draft",
    ("PUT", "/v1/batches/bat_none/documents/1/review"): "draft",
    ("POST", "/v1/batches/bat_none/documents/1/review/waivers"): "draft",
    ("POST", "/v1/incidents/{i}/updates"): "draft",
    ("POST", "/v1/incidents/{i}/updates/sentences"): "draft",
    ("POST", "/v1/incidents/{i}/facts/edits"): "draft",
    ("DELETE", "/v1/incidents/{i}/facts/edits/99"): "draft",
    ("PUT", "/v1/drafts/{d}/text"): "draft",
    ("POST", "/v1/drafts/{d}/refresh"): "draft",
    ("POST", "/v1/drafts/{d}/waivers"): "draft",
    ("POST", "/v1/drafts/{d}/fact-checks"): "draft",
    ("POST", "/v1/promises/prm_none/settle"): "draft",
    ("POST", "/v1/incidents/{i}/scope"): "draft",
    ("POST", "/v1/incidents/{i}/review"): "draft",
    ("POST", "/v1/incidents/{i}/review/actions"): "draft",
    ("PATCH", "/v1/review-actions/act_none"): "draft",
    ("POST", "/v1/drafts/{d}/fact-checks/answer"): "approve",
    ("POST", "/v1/drafts/{d}/approve"): "approve",
    ("POST", "/v1/drafts/{d}/unapprove"): "approve",
    ("POST", "/v1/drafts/{d}/reject"): "approve",
    ("POST", "/v1/batches/bat_none/documents/1/review/approval"): "approve",
    ("POST", "/v1/batches/bat_none/documents/1/review/rejection"): "approve",
    ("POST", "/v1/drafts/{d}/publish"): "publish",
    ("POST", "/v1/drafts/{d}/withdraw"): "publish",
    ("POST", "/v1/drafts/{d}/send"): "publish",
    ("POST", "/v1/deliveries/dlv_none/resolve"): "publish",
    ("GET", "/v1/incidents/{i}/export"): "admin",
    ("GET", "/v1/keys"): "admin",
    ("POST", "/v1/keys"): "admin",
    ("POST", "/v1/keys/key_none/rotate"): "admin",
    ("DELETE", "/v1/keys/key_none"): "admin",
    ("DELETE", "/v1/incidents/{i}"): "admin",
}
BODIES = {
    "/v1/incidents": {"title": "x"},
    "/v1/incidents/{i}": {"severity": "SEV3"},
    "/v1/incidents/{i}/notes": {"text": "14:30 - symptom: more"},
    "/v1/incidents/{i}/map": {"system_map": MAP},
    "/v1/incidents/{i}/contacts": {"count": 1},
    "/v1/preview": {"notes": NOTES, "audiences": ["status_page"]},
    "/v1/preview/sentences": {"notes": NOTES, "audiences": ["status_page"]},
    "/v1/preview/events": {"notes": NOTES, "audiences": ["status_page"]},
    "/v1/verify": {"text": "x", "notes": NOTES},
    "/v1/lint": {"text": "x"},
    "/v1/maps/check": {"system_map": MAP},
    "/v1/maps/import": {"files": {"a.yaml": "kind: Component\nmetadata: {name: checkout}\n"}},
    "/v1/rewrite": {"name": "a.md", "text": "Customers could not pay."},
    "/v1/batches": {"documents": [{"name": "a.md", "text": "Customers could not pay."}]},
    "/v1/batches/bat_none/documents": {"documents": [{"name": "a.md", "text": "x"}]},
    "/v1/batches/bat_none/documents/1/review": {"text": "x"},
    "/v1/batches/bat_none/documents/1/review/waivers": {"key": "0" * 16, "reason": "because of this"},
    "/v1/batches/bat_none/documents/1/review/rejection": {"reason": "no"},
    "/v1/incidents/{i}/imports": {"export": [{"ts": "1777903500.0", "text": "payments fail"}]},
    "/v1/incidents/{i}/updates": {"audiences": ["status_page"]},
    "/v1/incidents/{i}/updates/sentences": {"audiences": ["status_page"]},
    "/v1/incidents/{i}/facts/edits": {"fact_id": "f1.1", "action": "confirm"},
    "/v1/drafts/{d}/text": {"text": "x"},
    "/v1/drafts/{d}/waivers": {"key": "0" * 16, "reason": "because of this"},
    "/v1/drafts/{d}/fact-checks": {},
    "/v1/promises/prm_none/settle": {"state": "kept", "note": "done"},
    "/v1/incidents/{i}/scope": {"scope": "all", "reason": "everybody"},
    "/v1/incidents/{i}/review/actions": {"text": "do it", "owner": "Ben", "due": "2026-06-01"},
    "/v1/review-actions/act_none": {"done": True},
    "/v1/drafts/{d}/fact-checks/answer": {"answer": "yes"},
    "/v1/drafts/{d}/approve": {},
    "/v1/drafts/{d}/unapprove": {"reason": "no"},
    "/v1/drafts/{d}/reject": {"reason": "no"},
    "/v1/drafts/{d}/publish": {"channel": "status page"},
    "/v1/drafts/{d}/withdraw": {"reason": "no"},
    "/v1/drafts/{d}/dry-run": {"target": "status"},
    "/v1/drafts/{d}/send": {"target": "status"},
    "/v1/deliveries/dlv_none/resolve": {"arrived": True},
    "/v1/drills": {"name": "leap-hub-outage"},
    "/v1/keys": {"person": "Ada", "roles": ["viewer"]},
}
NAMED = {
    "/v1/rules/TIM001": "/v1/rules/{code}",
    "/v1/promises/prm_none/settle": "/v1/promises/{promise_id}/settle",
    "/v1/incidents/{incident_id}/facts/edits/99": "/v1/incidents/{incident_id}/facts/edits/{n}",
    "/v1/incidents/{id}/facts/edits/99": "/v1/incidents/{id}/facts/edits/{n}",
    "/v1/review-actions/act_none": "/v1/review-actions/{action_id}",
    "/v1/deliveries/dlv_none/resolve": "/v1/deliveries/{delivery_id}/resolve",
    "/v1/batches/bat_none": "/v1/batches/{batch_id}",
    "/v1/batches/bat_none/documents": "/v1/batches/{batch_id}/documents",
    "/v1/batches/bat_none/documents/1": "/v1/batches/{batch_id}/documents/{n}",
    **{
        f"/v1/batches/bat_none/documents/1/{act}": f"/v1/batches/{{batch_id}}/documents/{{n}}/{act}"
        for act in ("review", "review/waivers", "review/approval", "review/rejection")
    },
    "/v1/batches/bat_none/archive": "/v1/batches/{batch_id}/archive",
    "/v1/batches/bat_none/events": "/v1/batches/{batch_id}/events",
    "/v1/keys/key_none/rotate": "/v1/keys/{key_id}/rotate",
    "/v1/keys/key_none": "/v1/keys/{key_id}",
}
BEGIN, END = "<!-- roles: written by tests/api/test_keys.py -->", "<!-- end of roles -->"
OPEN = {"/v1/checks/{token}", "/v1/checks/{token}/answer", "/v1/feedback/{token}"}


def test_every_route_stands_in_the_table_of_scopes(guarded):
    documented = {
        (method.upper(), path)
        for path, item in guarded.app().openapi()["paths"].items()
        for method in item
        if path not in OPEN
    }
    shapes = {
        (
            method,
            path.split("?")[0]
            .replace("{i}", "{incident_id}")
            .replace("{d}", "{draft_id}")
            .replace("{u}", "{update_id}"),
        )
        for method, path in ROUTES
    }
    shapes = {(method, NAMED.get(path, path)) for method, path in shapes}

    assert shapes <= documented
    assert documented - shapes == set()


def test_the_page_about_the_api_shows_the_table(root):
    roles = list(ROLE_SCOPES)
    lines = [f"| route | {' | '.join(roles)} |", "|---" * (len(roles) + 1) + "|"]
    for (method, path), scope in ROUTES.items():
        shown = path.split("?")[0].replace("{i}", "{id}").replace("{d}", "{id}").replace("{u}", "{id}")
        cells = ["yes" if scope in ROLE_SCOPES[role] else "–" for role in roles]
        lines.append(f"| {method} {NAMED.get(shown, shown)} | {' | '.join(cells)} |")
    table = "\n".join(lines)
    page = root / "docs" / "api.md"
    if os.environ.get("DRAFTER_WRITE_DOCS"):
        head, _, rest = page.read_text().partition(BEGIN)
        page.write_text(f"{head}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}")

    assert f"{BEGIN}\n{table}\n{END}" in page.read_text(), "run this test with DRAFTER_WRITE_DOCS=1"


@pytest.mark.parametrize("role", ROLE_SCOPES)
def test_a_role_gets_what_its_scopes_allow_and_nothing_else(guarded, role):
    draft = guarded.drafted()
    key = key_for(guarded, role)
    named = {"i": draft.incident_id, "d": draft.id, "u": draft.update_id}
    wrong = []
    with guarded.http() as http:
        for (method, path), scope in ROUTES.items():
            body = BODIES.get(path) if method not in ("GET", "DELETE") else None
            answer = http.request(
                method, path.format(**named), json=body, headers=bearer(key.secret) | {"if-match": '"1"'}
            )
            lacks = answer.status_code == 403 and "needs the scope" in answer.json()["detail"]
            if lacks is (scope in ROLE_SCOPES[role]):
                wrong.append((method, path, answer.status_code))

    assert wrong == []


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_no_route_answers_a_stranger(guarded, method, path):
    path = path.format(i="inc_x", d="dft_x", u="upd_x")
    with guarded.http() as http:
        without = http.request(method, path, json={} if method != "GET" else None)
        wrong = http.request(
            method,
            path,
            json={} if method != "GET" else None,
            headers=bearer("drk_guess") | {"x-drafter-person": "ada"},
        )

    assert (without.status_code, wrong.status_code) == (401, 401)
    assert without.headers["www-authenticate"] == "Bearer"


def test_a_key_acts_as_its_person_whatever_the_header_says(guarded):
    key = key_for(guarded, "liaison")
    with guarded.http() as http:
        http.post(
            "/v1/incidents", json={"title": "x"}, headers={"x-api-key": key.secret, "x-drafter-person": "eve"}
        )
        entry = http.get("/v1/audit", headers=bearer(key.secret)).json()["items"][0]

    assert entry["who"] == "a liaison"
    assert key.id in entry["payload"]


def test_keys_stop_working_when_revoked_rotated_or_expired(guarded):
    root = person("root")
    revoked, rotated = key_for(guarded, "viewer"), key_for(guarded, "viewer")
    expiring = key_for(guarded, "viewer", expires_at=guarded.clock.now + timedelta(hours=1))
    guarded.service.keys.revoke(root, revoked.id)
    fresh = guarded.service.keys.rotate(root, rotated.id)
    with guarded.http() as http:
        before = http.get("/v1/incidents", headers=bearer(expiring.secret)).status_code
        guarded.clock.forward(hours=2)
        answers = [
            http.get("/v1/incidents", headers=bearer(one.secret)).status_code
            for one in (revoked, rotated, expiring, fresh)
        ]

    assert before == 200
    assert answers == [401, 401, 401, 200]


def test_a_secret_is_shown_once_and_kept_only_as_a_hash(guarded):
    key = key_for(guarded, "admin")
    with guarded.http() as http:
        http.get("/v1/incidents", headers=bearer(key.secret))
        listed = http.get("/v1/keys", headers=bearer(key.secret)).json()["keys"]

    assert listed[0]["secret"] == ""
    assert listed[0]["last_used_at"] is not None
    with guarded.store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM api_keys").all()
        audit = connection.exec_driver_sql("SELECT payload FROM audit").all()
    assert key.secret not in str(rows) + str(audit)
