"""The ledger, the review, drills and the record."""

from collections.abc import Iterable
from datetime import date, datetime

from drafter.client.transport import Transport, part
from drafter.review.chain import ChainReport
from drafter.review.comms import CommsTimeline
from drafter.review.records import AuditEntry
from drafter.review.report import Report
from drafter.service.drills import DrillView
from drafter.service.edit_reports import StoredEditReport
from drafter.service.pages import Page
from drafter.service.promises import Contacts
from drafter.service.reviews import FeedbackCounts, FeedbackPage, ReviewPage, ReviewText, ScopeDecisions
from drafter.service.similar import SimilarIncidents
from drafter.service.views import PromisesView


class RecordCalls(Transport):
    """Calls about promises, reviews, drills and the audit."""

    def promises(self, incident_id: str) -> PromisesView:
        """Return the promise ledger."""
        return self._get(PromisesView, f"/v1/incidents/{part(incident_id)}/promises")

    def settle_promise(self, promise_id: str, state: str, note: str) -> PromisesView:
        """Say how a promise ended: kept, broken or dropped."""
        return self._made(
            PromisesView, f"/v1/promises/{part(promise_id)}/settle", {"state": state, "note": note}
        )

    def contacts(self, incident_id: str) -> Contacts:
        """Return the customer contacts counted so far."""
        return self._get(Contacts, f"/v1/incidents/{part(incident_id)}/contacts")

    def count_contacts(
        self, incident_id: str, count: int, *, asking_if_down: int = 0, at: datetime | None = None
    ) -> Contacts:
        """Put on record how many customers got in touch."""
        body = {"count": count, "asking_if_down": asking_if_down, "at": at}
        return self._made(Contacts, f"/v1/incidents/{part(incident_id)}/contacts", body)

    def comms(self, incident_id: str, *, audience: str | None = None) -> CommsTimeline:
        """Return what was said and when: to everybody outside, or to one audience."""
        answer = self._send("GET", f"/v1/incidents/{part(incident_id)}/comms", params={"audience": audience})
        return CommsTimeline.model_validate_json(answer.content)

    def similar(self, incident_id: str) -> SimilarIncidents:
        """Return earlier incidents like this one, with what was said then."""
        return self._get(SimilarIncidents, f"/v1/incidents/{part(incident_id)}/similar")

    def scope(self, incident_id: str) -> ScopeDecisions:
        """Return who is told, and the channels each choice proposes."""
        return self._get(ScopeDecisions, f"/v1/incidents/{part(incident_id)}/scope")

    def decide_scope(
        self, incident_id: str, scope: str, reason: str, *, channels: Iterable[str] = ()
    ) -> ScopeDecisions:
        """Put on record whether one, some or all customers are told, and why."""
        body = {"scope": scope, "reason": reason, "channels": list(channels)}
        return self._made(ScopeDecisions, f"/v1/incidents/{part(incident_id)}/scope", body)

    def review(self, incident_id: str) -> Report:
        """Return the communication review."""
        return self._get(Report, f"/v1/incidents/{part(incident_id)}/review")

    def review_markdown(self, incident_id: str) -> str:
        """Return the communication review as Markdown."""
        path = f"/v1/incidents/{part(incident_id)}/review/markdown"
        return self._get(ReviewText, path).markdown

    def review_page(self, incident_id: str) -> str:
        """Return the communication review as one HTML page, ready to print."""
        return self._get(ReviewPage, f"/v1/incidents/{part(incident_id)}/review/page").html

    def save_review(self, incident_id: str) -> Report:
        """Keep the review's figures for later comparisons."""
        answer = self._send("POST", f"/v1/incidents/{part(incident_id)}/review")
        return Report.model_validate_json(answer.content)

    def add_action(self, incident_id: str, text: str, *, owner: str, due: date) -> Report:
        """Agree on one thing to change, with an owner and a date."""
        body = {"text": text, "owner": owner, "due": due}
        return self._made(Report, f"/v1/incidents/{part(incident_id)}/review/actions", body)

    def tick_action(self, action_id: str, *, done: bool = True) -> Report:
        """Say whether an action is done."""
        answer = self._send("PATCH", f"/v1/review-actions/{part(action_id)}", body={"done": done})
        return Report.model_validate_json(answer.content)

    def open_feedback(self, token: str) -> FeedbackPage:
        """Return the published text behind a feedback link."""
        return self._get(FeedbackPage, f"/v1/feedback/{part(token)}")

    def give_feedback(self, token: str, *, answered: bool, comment: str = "") -> None:
        """Answer as a reader; nothing about the caller is kept."""
        self._send("POST", f"/v1/feedback/{part(token)}", body={"answered": answered, "comment": comment})

    def feedback(self, incident_id: str) -> FeedbackCounts:
        """Return what readers answered."""
        return self._get(FeedbackCounts, f"/v1/incidents/{part(incident_id)}/feedback")

    def stored_drills(self) -> tuple[str, ...]:
        """Return the names of the incidents that can be played."""
        return tuple(self._send("GET", "/v1/drills").json())

    def start_drill(self, name: str, *, speed: float = 10.0) -> DrillView:
        """Begin to play a stored incident."""
        return self._made(DrillView, "/v1/drills", {"name": name, "speed": speed})

    def drill(self, incident_id: str) -> DrillView:
        """Return how far a drill is, and the score so far."""
        return self._get(DrillView, f"/v1/incidents/{part(incident_id)}/drill")

    def go_on_with_drill(self, incident_id: str) -> DrillView:
        """Add the notes whose time has come."""
        answer = self._send("POST", f"/v1/incidents/{part(incident_id)}/drill/notes")
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
