"""Reports rewritten for customers, one or many."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from drafter.client.transport import Transport, match, part
from drafter.core.job import Job
from drafter.service.batches import BatchView
from drafter.service.pages import Page
from drafter.service.rewrite_reviews import RewriteReviewView


class RewriteCalls(Transport):
    """Calls about rewriting."""

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
        return self._made(BatchView, f"/v1/batches/{part(batch_id)}/documents", body)

    def batches(self, *, limit: int = 50, cursor: str | None = None) -> Page[BatchView]:
        """Return batches, newest first."""
        answer = self._send("GET", "/v1/batches", params={"limit": limit, "cursor": cursor})
        return Page[BatchView].model_validate_json(answer.content)

    def batch(self, batch_id: str) -> BatchView:
        """Return how far a batch is."""
        return self._get(BatchView, f"/v1/batches/{part(batch_id)}")

    def documents(self, batch_id: str, *, after: int = 0, limit: int = 200) -> list[Job]:
        """Return the documents of a batch in order, those after number `after`."""
        path = f"/v1/batches/{part(batch_id)}/documents"
        answer = self._send("GET", path, params={"after": after, "limit": limit})
        return [Job.model_validate(one) for one in answer.json()]

    def result(self, batch_id: str, n: int) -> dict[str, Any]:
        """Return the result of one document of a batch."""
        return self._json("GET", f"/v1/batches/{part(batch_id)}/documents/{n}")

    def rewrite_review(self, batch_id: str, n: int) -> RewriteReviewView:
        """Return the customers' version of one document as it stands, and what is found in it."""
        return self._get(RewriteReviewView, _review(batch_id, n))

    def edit_rewrite(self, batch_id: str, n: int, text: str, *, version: int) -> RewriteReviewView:
        """Save an edited text. Raises StaleVersion when somebody else saved first."""
        answer = self._send("PUT", _review(batch_id, n), body={"text": text}, headers=match(version))
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
        return bytes(self._send("GET", f"/v1/batches/{part(batch_id)}/archive").content)


def _review(batch_id: str, n: int) -> str:
    return f"/v1/batches/{part(batch_id)}/documents/{n}/review"


def _document(name: str, content: str | bytes) -> dict[str, Any]:
    if isinstance(content, str):
        return {"name": name, "text": content}
    return {"name": name, "base64": b64encode(content).decode()}
