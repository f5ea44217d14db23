"""Updates and drafts on their way to readers."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from drafter.client.transport import Transport, match, part
from drafter.publish.outlets import TargetView
from drafter.review.records import Delivery
from drafter.service.deliveries import DeliveryList, DryRun, Targets
from drafter.service.drafts import Versions
from drafter.service.pages import Page
from drafter.service.views import CheckPage, DraftView, FactCheckView, Outgoing, UpdateSummary, UpdateView


class DraftCalls(Transport):
    """Calls about updates, drafts, approvals and deliveries."""

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
        path = f"/v1/incidents/{part(incident_id)}/updates"
        if hear is None:
            return self._made(UpdateView, path, body, key)
        return UpdateView.model_validate(self._heard(f"{path}/sentences", body, key, hear, last="update"))

    def updates(self, incident_id: str, *, limit: int = 50, cursor: str | None = None) -> Page[UpdateSummary]:
        """Return the moments of writing, newest first."""
        answer = self._send(
            "GET",
            f"/v1/incidents/{part(incident_id)}/updates",
            params={"limit": limit, "cursor": cursor},
        )
        return Page[UpdateSummary].model_validate_json(answer.content)

    def update(self, update_id: str) -> UpdateView:
        """Return one moment with its drafts."""
        return self._get(UpdateView, f"/v1/updates/{part(update_id)}")

    def draft(self, draft_id: str) -> DraftView:
        """Return one draft."""
        return self._get(DraftView, f"/v1/drafts/{part(draft_id)}")

    def versions(self, draft_id: str) -> Versions:
        """Return every text the draft ever had."""
        return self._get(Versions, f"/v1/drafts/{part(draft_id)}/versions")

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
            f"/v1/drafts/{part(draft_id)}/text",
            body={"text": text, "subject": subject, "next_update_at": next_update_at},
            headers=match(version),
        )
        return DraftView.model_validate_json(answer.content)

    def refresh(self, draft_id: str, *, version: int | None = None) -> DraftView:
        """Say that the text still holds although facts changed."""
        answer = self._send("POST", f"/v1/drafts/{part(draft_id)}/refresh", headers=match(version))
        return DraftView.model_validate_json(answer.content)

    def waive(self, draft_id: str, finding_key: str, reason: str, *, key: str | None = None) -> DraftView:
        """Let a finding stand, with a reason."""
        body = {"key": finding_key, "reason": reason}
        return self._made(DraftView, f"/v1/drafts/{part(draft_id)}/waivers", body, key)

    def ask_fact_check(
        self, draft_id: str, *, asked_of: str = "", version: int | None = None, key: str | None = None
    ) -> FactCheckView:
        """Ask the commander; the answer holds the line to copy and the link."""
        return self._made(
            FactCheckView, f"/v1/drafts/{part(draft_id)}/fact-checks", {"asked_of": asked_of}, key, version
        )

    def answer_fact_check(self, draft_id: str, answer: str, *, comment: str = "") -> FactCheckView:
        """Answer yes or no under the caller's name."""
        reply = self._send(
            "POST",
            f"/v1/drafts/{part(draft_id)}/fact-checks/answer",
            body={"answer": answer, "comment": comment},
        )
        return FactCheckView.model_validate_json(reply.content)

    def open_check(self, token: str) -> CheckPage:
        """Return what a commander sees behind a link."""
        return self._get(CheckPage, f"/v1/checks/{part(token)}")

    def answer_by_link(self, token: str, answer: str, *, name: str = "", comment: str = "") -> FactCheckView:
        """Answer by link."""
        body = {"answer": answer, "name": name, "comment": comment}
        reply = self._send("POST", f"/v1/checks/{part(token)}/answer", body=body)
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
            f"/v1/drafts/{part(draft_id)}/approve",
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
        return self._get(Outgoing, f"/v1/drafts/{part(draft_id)}/approved-text")

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
        return self._made(DraftView, f"/v1/drafts/{part(draft_id)}/publish", body, key)

    def targets(self) -> tuple[TargetView, ...]:
        """Return where approved texts may be sent."""
        return self._get(Targets, "/v1/targets").targets

    def dry_run(self, draft_id: str, target: str, *, thread: str = "") -> DryRun:
        """Return the very request that `send` would make."""
        body = {"target": target, "thread": thread}
        return self._made(DryRun, f"/v1/drafts/{part(draft_id)}/dry-run", body, None)

    def send(self, draft_id: str, target: str, *, thread: str = "", key: str | None = None) -> Delivery:
        """Send the approved text to a target, once. Raises DeliveryFailed, DeliveryUnsure."""
        body = {"target": target, "thread": thread}
        return self._made(Delivery, f"/v1/drafts/{part(draft_id)}/send", body, key)

    def deliveries(self, incident_id: str) -> tuple[Delivery, ...]:
        """Return what was sent where, newest first."""
        return self._get(DeliveryList, f"/v1/incidents/{part(incident_id)}/deliveries").deliveries

    def resolve_delivery(self, delivery_id: str, *, arrived: bool, reference: str = "") -> Delivery:
        """Say whether an unsure text stands at its target."""
        body = {"arrived": arrived, "reference": reference}
        return self._made(Delivery, f"/v1/deliveries/{part(delivery_id)}/resolve", body, None)

    def _turn(self, draft_id: str, act: str, reason: str) -> DraftView:
        answer = self._send("POST", f"/v1/drafts/{part(draft_id)}/{act}", body={"reason": reason})
        return DraftView.model_validate_json(answer.content)
