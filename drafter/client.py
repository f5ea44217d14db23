"""The HTTP API as typed Python: what the desk, bots and scripts call.

Answers are the same nouns the service gives. Every problem the API answers with is raised as the error
it came from (`drafter.errors`), with its remedy.
"""

import uuid
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel

from drafter import errors
from drafter.client_events import events
from drafter.core.audience import Audience
from drafter.core.fact import FactEdit
from drafter.core.job import Job
from drafter.core.system_map import SystemMap
from drafter.facts.preparation import Preparation
from drafter.intake.backstage import CatalogueImport
from drafter.publish.outlets import TargetView
from drafter.review.chain import ChainReport
from drafter.review.comms import CommsTimeline
from drafter.review.records import AuditEntry, Delivery
from drafter.review.report import Report
from drafter.service.batches import BatchView
from drafter.service.deliveries import DeliveryList, DryRun, Targets
from drafter.service.drafts import Versions
from drafter.service.drills import DrillView
from drafter.service.edit_reports import StoredEditReport
from drafter.service.pages import Page
from drafter.service.promises import Contacts
from drafter.service.reviews import FeedbackCounts, FeedbackPage, ReviewPage, ReviewText, ScopeDecisions
from drafter.service.rewrite_reviews import RewriteReviewView
from drafter.service.similar import SimilarIncidents
from drafter.service.views import (
    CheckPage,
    DraftView,
    FactCheckView,
    FactsView,
    IncidentView,
    NotesView,
    Outgoing,
    PromisesView,
    UpdateSummary,
    UpdateView,
)

M = TypeVar("M", bound=BaseModel)
BY_STATUS: dict[int, type[errors.DrafterError]] = {
    403: errors.Refused,
    404: errors.NotFound,
    409: errors.Conflict,
    413: errors.TooLarge,
    502: errors.DeliveryFailed,
    503: errors.StoreError,
    504: errors.DeliveryUnsure,
}
IDLE_S = 2.0  # a connection idle for longer is not used again: servers drop theirs after five seconds or more
CUT_OFF = (httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError)


class Client:
    """One caller of one API. Safe from many threads.

    `person` is whose name acts go under where the API asks for no key. `http` replaces the connection, for
    tests and for talking to an app in the same process.
    """

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8080",
        *,
        key: str = "",
        person: str = "",
        role: str = "",
        timeout_s: float = 30.0,
        http: httpx2.Client | None = None,
    ) -> None:
        limits = httpx2.Limits(keepalive_expiry=IDLE_S)
        self._http = http or httpx2.Client(base_url=base_url, timeout=timeout_s, limits=limits)
        self._headers: dict[str, str] = {}
        if key:
            self._headers["authorization"] = f"Bearer {key}"
        if person:
            self._headers["x-drafter-person"] = quote(person)
        if role:
            self._headers["x-drafter-role"] = role

    def __enter__(self) -> Self:
        """Return the client itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    # stateless

    def preview(
        self,
        notes: str | Sequence[str],
        system_map: str | Mapping[str, Any] | None = None,
        *,
        audiences: Iterable[str] | None = None,
        as_of: datetime | None = None,
        next_update_at: datetime | None = None,
        zone: str | None = None,
        day: date | None = None,
    ) -> dict[str, Any]:
        """Draft from notes and a map; nothing is kept."""
        body = {
            "notes": notes if isinstance(notes, str) else list(notes),
            "system_map": system_map,
            "audiences": None if audiences is None else list(audiences),
            "as_of": as_of,
            "next_update_at": next_update_at,
            "zone": zone,
            "day": day,
        }
        return self._json("POST", "/v1/preview", body)

    def verify(self, text: str, notes: str | Sequence[str], **more: Any) -> list[dict[str, Any]]:
        """Return what in a text the notes do not support; `more` as the route takes it."""
        body = {"text": text, "notes": notes if isinstance(notes, str) else list(notes), **more}
        found: list[dict[str, Any]] = self._json("POST", "/v1/verify", body)["findings"]
        return found

    def lint(self, text: str, **more: Any) -> list[dict[str, Any]]:
        """Return what a reader of a text would stumble over; `more` as the route takes it."""
        found: list[dict[str, Any]] = self._json("POST", "/v1/lint", {"text": text, **more})["findings"]
        return found

    def audiences(self) -> list[Audience]:
        """Return who can be written for."""
        return [Audience.model_validate(one) for one in self._send("GET", "/v1/audiences").json()]

    def rules(self, prefix: str = "") -> list[dict[str, Any]]:
        """Return the rules of the linter."""
        found: list[dict[str, Any]] = self._send("GET", "/v1/rules", params={"prefix": prefix}).json()
        return found

    def check_map(self, system_map: str | Mapping[str, Any], notes: str | None = None) -> dict[str, Any]:
        """Return what a map leaves a writer without."""
        return self._json("POST", "/v1/maps/check", {"system_map": system_map, "notes": notes})

    def import_map(self, files: Mapping[str, str]) -> CatalogueImport:
        """Turn the files of a Backstage catalogue into a map to complete; nothing is kept."""
        return self._made(CatalogueImport, "/v1/maps/import", {"files": dict(files)}, None)

    def map_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the map format."""
        return self._json("GET", "/v1/maps/schema")

    # incidents

    def declare(self, title: str, *, key: str | None = None, **more: Any) -> IncidentView:
        """Open an incident; `more` as the route takes it: notes, system_map, severity, zone ..."""
        return self._made(IncidentView, "/v1/incidents", {"title": title, **more}, key)

    def incidents(
        self,
        *,
        state: str | None = None,
        severity: str | None = None,
        q: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[IncidentView]:
        """Return one page of incidents, newest first."""
        asked = {"state": state, "severity": severity, "q": q, "limit": limit, "cursor": cursor}
        return Page[IncidentView].model_validate_json(
            self._send("GET", "/v1/incidents", params=asked).content
        )

    def incident(self, incident_id: str) -> IncidentView:
        """Return one incident."""
        return self._get(IncidentView, f"/v1/incidents/{_part(incident_id)}")

    def change_incident(
        self, incident_id: str, *, version: int | None = None, **changes: Any
    ) -> IncidentView:
        """Change an incident: severity, state, flags, comms_owner, commander, channels ..."""
        answer = self._send(
            "PATCH", f"/v1/incidents/{_part(incident_id)}", body=changes, headers=_match(version)
        )
        return IncidentView.model_validate_json(answer.content)

    def import_notes(
        self,
        incident_id: str,
        export: Sequence[Any] | Mapping[str, Any] | bytes,
        *,
        key: str | None = None,
    ) -> NotesView:
        """Append the messages of an export: its JSON, or the bytes of a zip archive."""
        body = {"zip": b64encode(export).decode()} if isinstance(export, bytes) else {"export": export}
        return self._made(NotesView, f"/v1/incidents/{_part(incident_id)}/imports", body, key)

    def notes(self, incident_id: str) -> NotesView:
        """Return the notes as read."""
        return self._get(NotesView, f"/v1/incidents/{_part(incident_id)}/notes")

    def add_notes(self, incident_id: str, text: str, *, key: str | None = None) -> NotesView:
        """Append notes exactly as written."""
        return self._made(NotesView, f"/v1/incidents/{_part(incident_id)}/notes", {"text": text}, key)

    def facts(self, incident_id: str) -> FactsView:
        """Return the fact sheet as it stands now."""
        return self._get(FactsView, f"/v1/incidents/{_part(incident_id)}/facts")

    def preparation(self, incident_id: str) -> Preparation:
        """Return what to know before writing."""
        return self._get(Preparation, f"/v1/incidents/{_part(incident_id)}/preparation")

    def edit_fact(self, incident_id: str, edit: FactEdit, *, key: str | None = None) -> FactsView:
        """Confirm, correct, hide, show or add a fact; it goes under the caller's name."""
        body = edit.model_dump(mode="json", exclude={"by"}, exclude_none=True)
        return self._made(FactsView, f"/v1/incidents/{_part(incident_id)}/facts/edits", body, key)

    def retract_fact_edit(self, incident_id: str, n: int) -> FactsView:
        """Take back the n-th fact edit."""
        answer = self._send("DELETE", f"/v1/incidents/{_part(incident_id)}/facts/edits/{n}")
        return FactsView.model_validate_json(answer.content)

    def system_map(self, incident_id: str) -> SystemMap:
        """Return the incident's system map."""
        return self._get(SystemMap, f"/v1/incidents/{_part(incident_id)}/map")

    def set_map(self, incident_id: str, system_map: str | Mapping[str, Any]) -> SystemMap:
        """Replace the incident's system map."""
        answer = self._send("PUT", f"/v1/incidents/{_part(incident_id)}/map", body={"system_map": system_map})
        return SystemMap.model_validate_json(answer.content)

    # updates and drafts

    def draft_update(
        self,
        incident_id: str,
        *,
        audiences: Iterable[str] | None = None,
        as_of: datetime | None = None,
        next_update_at: datetime | None = None,
        key: str | None = None,
        hear: Callable[[str, dict[str, Any]], None] | None = None,
    ) -> UpdateView:
        """Write one draft per audience from what is known now.

        `hear` is told of each event on the way: "sentence" with its text, audience and number, "restart"
        with the audience whose sentences are void. The drafts returned replace what it heard.
        """
        body = {
            "audiences": None if audiences is None else list(audiences),
            "as_of": as_of,
            "next_update_at": next_update_at,
        }
        path = f"/v1/incidents/{_part(incident_id)}/updates"
        if hear is None:
            return self._made(UpdateView, path, body, key)
        return UpdateView.model_validate(self._heard(f"{path}/sentences", body, key, hear, last="update"))

    def updates(self, incident_id: str, *, limit: int = 50, cursor: str | None = None) -> Page[UpdateSummary]:
        """Return the moments of writing, newest first."""
        answer = self._send(
            "GET",
            f"/v1/incidents/{_part(incident_id)}/updates",
            params={"limit": limit, "cursor": cursor},
        )
        return Page[UpdateSummary].model_validate_json(answer.content)

    def update(self, update_id: str) -> UpdateView:
        """Return one moment with its drafts."""
        return self._get(UpdateView, f"/v1/updates/{_part(update_id)}")

    def draft(self, draft_id: str) -> DraftView:
        """Return one draft."""
        return self._get(DraftView, f"/v1/drafts/{_part(draft_id)}")

    def versions(self, draft_id: str) -> Versions:
        """Return every text the draft ever had."""
        return self._get(Versions, f"/v1/drafts/{_part(draft_id)}/versions")

    def edit(
        self,
        draft_id: str,
        text: str,
        *,
        version: int,
        subject: str | None = None,
        next_update_at: datetime | None = None,
    ) -> DraftView:
        """Save a text. Raises StaleVersion when somebody else saved first."""
        answer = self._send(
            "PUT",
            f"/v1/drafts/{_part(draft_id)}/text",
            body={"text": text, "subject": subject, "next_update_at": next_update_at},
            headers=_match(version),
        )
        return DraftView.model_validate_json(answer.content)

    def refresh(self, draft_id: str, *, version: int | None = None) -> DraftView:
        """Say that the text still holds although facts changed."""
        answer = self._send("POST", f"/v1/drafts/{_part(draft_id)}/refresh", headers=_match(version))
        return DraftView.model_validate_json(answer.content)

    def waive(self, draft_id: str, finding_key: str, reason: str, *, key: str | None = None) -> DraftView:
        """Let a finding stand, with a reason."""
        body = {"key": finding_key, "reason": reason}
        return self._made(DraftView, f"/v1/drafts/{_part(draft_id)}/waivers", body, key)

    def ask_fact_check(
        self, draft_id: str, *, asked_of: str = "", version: int | None = None, key: str | None = None
    ) -> FactCheckView:
        """Ask the commander; the answer holds the line to copy and the link."""
        return self._made(
            FactCheckView, f"/v1/drafts/{_part(draft_id)}/fact-checks", {"asked_of": asked_of}, key, version
        )

    def answer_fact_check(self, draft_id: str, answer: str, *, comment: str = "") -> FactCheckView:
        """Answer yes or no under the caller's name."""
        reply = self._send(
            "POST",
            f"/v1/drafts/{_part(draft_id)}/fact-checks/answer",
            body={"answer": answer, "comment": comment},
        )
        return FactCheckView.model_validate_json(reply.content)

    def open_check(self, token: str) -> CheckPage:
        """Return what a commander sees behind a link."""
        return self._get(CheckPage, f"/v1/checks/{_part(token)}")

    def answer_by_link(self, token: str, answer: str, *, name: str = "", comment: str = "") -> FactCheckView:
        """Answer by link."""
        body = {"answer": answer, "name": name, "comment": comment}
        reply = self._send("POST", f"/v1/checks/{_part(token)}/answer", body=body)
        return FactCheckView.model_validate_json(reply.content)

    def approve(
        self,
        draft_id: str,
        *,
        version: int,
        next_update_at: datetime | None = None,
        key: str | None = None,
    ) -> DraftView:
        """Approve the exact text of that version."""
        return self._made(
            DraftView,
            f"/v1/drafts/{_part(draft_id)}/approve",
            {"next_update_at": next_update_at},
            key,
            version,
        )

    def unapprove(self, draft_id: str, reason: str) -> DraftView:
        """Take an approval back."""
        return self._turn(draft_id, "unapprove", reason)

    def reject(self, draft_id: str, reason: str) -> DraftView:
        """Say no, and why."""
        return self._turn(draft_id, "reject", reason)

    def withdraw(self, draft_id: str, reason: str) -> DraftView:
        """Say that a published text was wrong."""
        return self._turn(draft_id, "withdraw", reason)

    def approved_text(self, draft_id: str) -> Outgoing:
        """Return the exact approved text. Raises Conflict while there is none."""
        return self._get(Outgoing, f"/v1/drafts/{_part(draft_id)}/approved-text")

    def publish(
        self,
        draft_id: str,
        channel: str,
        *,
        at: datetime | None = None,
        reference: str = "",
        text_hash: str | None = None,
        key: str | None = None,
    ) -> DraftView:
        """Record that the approved text went out on a channel."""
        body = {"channel": channel, "at": at, "reference": reference, "text_hash": text_hash}
        return self._made(DraftView, f"/v1/drafts/{_part(draft_id)}/publish", body, key)

    def targets(self) -> tuple[TargetView, ...]:
        """Return where approved texts may be sent."""
        return self._get(Targets, "/v1/targets").targets

    def dry_run(self, draft_id: str, target: str, *, thread: str = "") -> DryRun:
        """Return the very request that `send` would make."""
        body = {"target": target, "thread": thread}
        return self._made(DryRun, f"/v1/drafts/{_part(draft_id)}/dry-run", body, None)

    def send(self, draft_id: str, target: str, *, thread: str = "", key: str | None = None) -> Delivery:
        """Send the approved text to a target, once. Raises DeliveryFailed, DeliveryUnsure."""
        body = {"target": target, "thread": thread}
        return self._made(Delivery, f"/v1/drafts/{_part(draft_id)}/send", body, key)

    def deliveries(self, incident_id: str) -> tuple[Delivery, ...]:
        """Return what was sent where, newest first."""
        return self._get(DeliveryList, f"/v1/incidents/{_part(incident_id)}/deliveries").deliveries

    def resolve_delivery(self, delivery_id: str, *, arrived: bool, reference: str = "") -> Delivery:
        """Say whether an unsure text stands at its target."""
        body = {"arrived": arrived, "reference": reference}
        return self._made(Delivery, f"/v1/deliveries/{_part(delivery_id)}/resolve", body, None)

    # rewriting

    def rewrite(
        self,
        report: str | bytes,
        name: str,
        system_map: str | Mapping[str, Any] | None = None,
        *,
        with_model: bool = False,
    ) -> dict[str, Any]:
        """Return the customers' version of one report; nothing is kept."""
        body = _document(name, report) | {"system_map": system_map, "with_model": with_model}
        return self._json("POST", "/v1/rewrite", body)

    def create_batch(
        self,
        documents: Mapping[str, str | bytes],
        *,
        title: str = "",
        system_map: str | Mapping[str, Any] | None = None,
        with_model: bool = False,
        key: str | None = None,
    ) -> BatchView:
        """Rewrite many reports, name to content; work on them begins at once."""
        given = [_document(name, content) for name, content in documents.items()]
        body = {"title": title, "system_map": system_map, "with_model": with_model, "documents": given}
        return self._made(BatchView, "/v1/batches", body, key)

    def add_documents(self, batch_id: str, documents: Mapping[str, str | bytes]) -> BatchView:
        """Add documents to a batch, name to content."""
        body = {"documents": [_document(name, content) for name, content in documents.items()]}
        return self._made(BatchView, f"/v1/batches/{_part(batch_id)}/documents", body)

    def batches(self, *, limit: int = 50, cursor: str | None = None) -> Page[BatchView]:
        """Return batches, newest first."""
        answer = self._send("GET", "/v1/batches", params={"limit": limit, "cursor": cursor})
        return Page[BatchView].model_validate_json(answer.content)

    def batch(self, batch_id: str) -> BatchView:
        """Return how far a batch is."""
        return self._get(BatchView, f"/v1/batches/{_part(batch_id)}")

    def documents(self, batch_id: str, *, after: int = 0, limit: int = 200) -> list[Job]:
        """Return the documents of a batch in order, those after number `after`."""
        path = f"/v1/batches/{_part(batch_id)}/documents"
        answer = self._send("GET", path, params={"after": after, "limit": limit})
        return [Job.model_validate(one) for one in answer.json()]

    def result(self, batch_id: str, n: int) -> dict[str, Any]:
        """Return the result of one document of a batch."""
        return self._json("GET", f"/v1/batches/{_part(batch_id)}/documents/{n}")

    def rewrite_review(self, batch_id: str, n: int) -> RewriteReviewView:
        """Return the customers' version of one document as it stands, and what is found in it."""
        return self._get(RewriteReviewView, _review(batch_id, n))

    def edit_rewrite(self, batch_id: str, n: int, text: str, *, version: int) -> RewriteReviewView:
        """Save an edited text. Raises StaleVersion when somebody else saved first."""
        answer = self._send("PUT", _review(batch_id, n), body={"text": text}, headers=_match(version))
        return RewriteReviewView.model_validate_json(answer.content)

    def waive_in_rewrite(
        self, batch_id: str, n: int, finding_key: str, reason: str, *, key: str | None = None
    ) -> RewriteReviewView:
        """Let a finding stand, with a reason."""
        body = {"key": finding_key, "reason": reason}
        return self._made(RewriteReviewView, f"{_review(batch_id, n)}/waivers", body, key)

    def approve_rewrite(
        self, batch_id: str, n: int, *, version: int, key: str | None = None
    ) -> RewriteReviewView:
        """Approve the exact text of that version."""
        return self._made(RewriteReviewView, f"{_review(batch_id, n)}/approval", {}, key, version)

    def reject_rewrite(self, batch_id: str, n: int, reason: str) -> RewriteReviewView:
        """Say no, and why."""
        answer = self._send("POST", f"{_review(batch_id, n)}/rejection", body={"reason": reason})
        return RewriteReviewView.model_validate_json(answer.content)

    def batch_archive(self, batch_id: str) -> bytes:
        """Return every result as it stands now and the report as a zip archive."""
        return bytes(self._send("GET", f"/v1/batches/{_part(batch_id)}/archive").content)

    # ledger, records

    def promises(self, incident_id: str) -> PromisesView:
        """Return the promise ledger."""
        return self._get(PromisesView, f"/v1/incidents/{_part(incident_id)}/promises")

    def settle_promise(self, promise_id: str, state: str, note: str) -> PromisesView:
        """Say how a promise ended: kept, broken or dropped."""
        return self._made(
            PromisesView, f"/v1/promises/{_part(promise_id)}/settle", {"state": state, "note": note}
        )

    def contacts(self, incident_id: str) -> Contacts:
        """Return the customer contacts counted so far."""
        return self._get(Contacts, f"/v1/incidents/{_part(incident_id)}/contacts")

    def count_contacts(
        self, incident_id: str, count: int, *, asking_if_down: int = 0, at: datetime | None = None
    ) -> Contacts:
        """Put on record how many customers got in touch."""
        body = {"count": count, "asking_if_down": asking_if_down, "at": at}
        return self._made(Contacts, f"/v1/incidents/{_part(incident_id)}/contacts", body)

    def comms(self, incident_id: str, *, audience: str | None = None) -> CommsTimeline:
        """Return what was said and when: to everybody outside, or to one audience."""
        answer = self._send("GET", f"/v1/incidents/{_part(incident_id)}/comms", params={"audience": audience})
        return CommsTimeline.model_validate_json(answer.content)

    def similar(self, incident_id: str) -> SimilarIncidents:
        """Return earlier incidents like this one, with what was said then."""
        return self._get(SimilarIncidents, f"/v1/incidents/{_part(incident_id)}/similar")

    def scope(self, incident_id: str) -> ScopeDecisions:
        """Return who is told, and the channels each choice proposes."""
        return self._get(ScopeDecisions, f"/v1/incidents/{_part(incident_id)}/scope")

    def decide_scope(
        self, incident_id: str, scope: str, reason: str, *, channels: Iterable[str] = ()
    ) -> ScopeDecisions:
        """Put on record whether one, some or all customers are told, and why."""
        body = {"scope": scope, "reason": reason, "channels": list(channels)}
        return self._made(ScopeDecisions, f"/v1/incidents/{_part(incident_id)}/scope", body)

    def review(self, incident_id: str) -> Report:
        """Return the communication review."""
        return self._get(Report, f"/v1/incidents/{_part(incident_id)}/review")

    def review_markdown(self, incident_id: str) -> str:
        """Return the communication review as Markdown."""
        path = f"/v1/incidents/{_part(incident_id)}/review/markdown"
        return self._get(ReviewText, path).markdown

    def review_page(self, incident_id: str) -> str:
        """Return the communication review as one HTML page, ready to print."""
        return self._get(ReviewPage, f"/v1/incidents/{_part(incident_id)}/review/page").html

    def save_review(self, incident_id: str) -> Report:
        """Keep the review's figures for later comparisons."""
        answer = self._send("POST", f"/v1/incidents/{_part(incident_id)}/review")
        return Report.model_validate_json(answer.content)

    def add_action(self, incident_id: str, text: str, *, owner: str, due: date) -> Report:
        """Agree on one thing to change, with an owner and a date."""
        body = {"text": text, "owner": owner, "due": due}
        return self._made(Report, f"/v1/incidents/{_part(incident_id)}/review/actions", body)

    def tick_action(self, action_id: str, *, done: bool = True) -> Report:
        """Say whether an action is done."""
        answer = self._send("PATCH", f"/v1/review-actions/{_part(action_id)}", body={"done": done})
        return Report.model_validate_json(answer.content)

    def open_feedback(self, token: str) -> FeedbackPage:
        """Return the published text behind a feedback link."""
        return self._get(FeedbackPage, f"/v1/feedback/{_part(token)}")

    def give_feedback(self, token: str, *, answered: bool, comment: str = "") -> None:
        """Answer as a reader; nothing about the caller is kept."""
        self._send("POST", f"/v1/feedback/{_part(token)}", body={"answered": answered, "comment": comment})

    def feedback(self, incident_id: str) -> FeedbackCounts:
        """Return what readers answered."""
        return self._get(FeedbackCounts, f"/v1/incidents/{_part(incident_id)}/feedback")

    def stored_drills(self) -> tuple[str, ...]:
        """Return the names of the incidents that can be played."""
        return tuple(self._send("GET", "/v1/drills").json())

    def start_drill(self, name: str, *, speed: float = 10.0) -> DrillView:
        """Begin to play a stored incident."""
        return self._made(DrillView, "/v1/drills", {"name": name, "speed": speed})

    def drill(self, incident_id: str) -> DrillView:
        """Return how far a drill is, and the score so far."""
        return self._get(DrillView, f"/v1/incidents/{_part(incident_id)}/drill")

    def go_on_with_drill(self, incident_id: str) -> DrillView:
        """Add the notes whose time has come."""
        answer = self._send("POST", f"/v1/incidents/{_part(incident_id)}/drill/notes")
        return DrillView.model_validate_json(answer.content)

    def audit(
        self,
        *,
        incident_id: str | None = None,
        who: str | None = None,
        action: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[AuditEntry]:
        """Return one page of the audit log, newest first."""
        asked = {"incident_id": incident_id, "who": who, "action": action, "limit": limit, "cursor": cursor}
        return Page[AuditEntry].model_validate_json(self._send("GET", "/v1/audit", params=asked).content)

    def verify_audit(self) -> ChainReport:
        """Verify the audit chain."""
        return self._get(ChainReport, "/v1/audit/verify")

    def edits(self, *, since: datetime | None = None, until: datetime | None = None) -> StoredEditReport:
        """Return how much people changed in drafts before they went out."""
        asked = {name: at.isoformat() for name, at in (("since", since), ("until", until)) if at}
        return StoredEditReport.model_validate_json(self._send("GET", "/v1/edits", params=asked).content)

    def _turn(self, draft_id: str, act: str, reason: str) -> DraftView:
        answer = self._send("POST", f"/v1/drafts/{_part(draft_id)}/{act}", body={"reason": reason})
        return DraftView.model_validate_json(answer.content)

    def _get(self, kind: type[M], path: str) -> M:
        return kind.model_validate_json(self._send("GET", path).content)

    def _json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        answer: dict[str, Any] = self._send(method, path, body=body).json()
        return answer

    def _made(
        self,
        kind: type[M],
        path: str,
        body: Mapping[str, Any],
        key: str | None = None,
        version: int | None = None,
    ) -> M:
        headers = {"idempotency-key": key or uuid.uuid4().hex} | _match(version)
        return kind.model_validate_json(self._send("POST", path, body=body, headers=headers).content)

    def _send(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Response:
        request = self._request(method, path, body, params, headers)
        try:
            try:
                answer = self._http.send(request)
            except CUT_OFF:
                if method != "GET" and "idempotency-key" not in request.headers:
                    raise  # it may have been done: only what is safe to ask twice is asked twice
                answer = self._http.send(request)
        except httpx2.TransportError as error:
            raise _away(error) from error
        if answer.status_code >= 400:
            raise _error(answer)
        return answer

    def _request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Request:
        asked = {name: value for name, value in (params or {}).items() if value is not None}
        sent = None if body is None else {name: _plain(value) for name, value in body.items()}
        all_headers = self._headers | dict(headers or {})
        return self._http.build_request(method, path, json=sent, params=asked, headers=all_headers)

    def _heard(
        self,
        path: str,
        body: Mapping[str, Any],
        key: str | None,
        hear: Callable[[str, dict[str, Any]], None],
        *,
        last: str,
    ) -> dict[str, Any]:
        """Return the data of the event `last`; tell `hear` of those before it. Raises what `problem` says."""
        request = self._request("POST", path, body, headers={"idempotency-key": key or uuid.uuid4().hex})
        try:
            answer = self._http.send(request, stream=True)
            try:
                if answer.status_code >= 400:
                    answer.read()
                    raise _error(answer)
                for name, data in events(answer.iter_lines()):
                    if name == "problem":
                        raise _problem(data)
                    if name == last:
                        return dict(data)
                    hear(name, data)
            finally:
                answer.close()
        except httpx2.TransportError as error:
            raise _away(error) from error
        raise errors.StoreError(
            "The answer broke off.", remedy="Load the incident again: what was written before it is there."
        )


def _error(answer: httpx2.Response) -> errors.DrafterError:
    try:
        said = answer.json()
    except ValueError:
        said = {}
    message = str(said.get("detail", f"The API answered {answer.status_code}."))
    remedy = str(said.get("hint", "Look into the log of the API."))
    where = str(said.get("where", ""))
    if answer.status_code == 412:
        return errors.StaleVersion(
            message, remedy=remedy, where=where, current=int(said.get("current_version", 0))
        )
    if answer.status_code in (400, 422):
        return errors.InputError(message, remedy=remedy, where=where)
    kind = BY_STATUS.get(answer.status_code, errors.DrafterError)
    return kind(message, remedy=remedy, where=where)


def _problem(said: Mapping[str, Any]) -> errors.DrafterError:
    """Return the error that an event tells of, as it was raised there."""
    known: tuple[type[errors.DrafterError], ...] = (errors.InputError, *BY_STATUS.values())
    kinds = {kind.kind: kind for kind in known}
    kind = kinds.get(str(said.get("kind")), errors.DrafterError)
    return kind(str(said["message"]), remedy=str(said["remedy"]), where=str(said.get("where", "")))


def _away(error: httpx2.TransportError) -> errors.StoreError:
    return errors.StoreError(
        f"The API did not answer: {type(error).__name__}.",
        remedy="Check that `drafter serve` runs and that the address is right; then try again.",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return value


def _match(version: int | None) -> dict[str, str]:
    return {} if version is None else {"if-match": f'"{version}"'}


def _part(value: str) -> str:
    return quote(value, safe="")


def _review(batch_id: str, n: int) -> str:
    return f"/v1/batches/{_part(batch_id)}/documents/{n}/review"


def _document(name: str, content: str | bytes) -> dict[str, Any]:
    if isinstance(content, str):
        return {"name": name, "text": content}
    return {"name": name, "base64": b64encode(content).decode()}
