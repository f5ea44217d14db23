"""Reviewing the customers' version of a report: edits, findings let stand, approval of the exact text."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import AwareDatetime

from drafter.core.finding import Finding
from drafter.core.noun import Noun
from drafter.core.system_map import SystemMap
from drafter.errors import InputError, NotFound
from drafter.pipeline import pick_audiences
from drafter.protocols import Transaction
from drafter.review import rewrite_review as rules
from drafter.review import waivers
from drafter.review.hashes import sha256
from drafter.review.records import RewriteReview, RewriteState
from drafter.rewriting.checking import check
from drafter.rewriting.result import Rewrite
from drafter.rewriting.rewrite import Rewriting
from drafter.service.actors import Actor
from drafter.service.batches import batch_of, done_of
from drafter.service.room import Claim, Room, refuse_stale
from drafter.service.views import FindingView


class RewriteReviewView(Noun):
    """A rewritten report as it stands: its text, what is found in it, who did what.

    `standing` are the keys of findings that stop an approval; `second_opinion` says why none of `authors`
    may approve it. `written_text` is what the rewrite gave.
    """

    batch_id: str
    n: int
    name: str
    state: RewriteState
    version: int
    text: str
    written_text: str
    text_hash: str
    authors: tuple[str, ...]
    updated_by: str
    updated_at: AwareDatetime
    findings: tuple[FindingView, ...]
    standing: tuple[str, ...]
    second_opinion: tuple[str, ...]
    approved_by: str
    approved_at: AwareDatetime | None
    reason: str


@dataclass(slots=True)
class _Document:
    """What a decision about one rewritten report looks at, and its review before anybody touched it."""

    name: str
    made: Rewrite
    work: Rewriting
    untouched: RewriteReview
    _found: dict[str, list[Finding]] = field(default_factory=dict)

    def findings(self, text: str) -> list[Finding]:
        """Return what is found in a text of this document."""
        if text not in self._found:
            self._found[text] = check(text, self.made, self.work)
        return self._found[text]


Change = Callable[[RewriteReview, _Document], tuple[RewriteReview, dict[str, Any]]]


class RewriteReviews:
    """Use cases around the review of one document of a batch."""

    def __init__(self, room: Room) -> None:
        self._room = room
        (self._reader,) = pick_audiences(["postmortem"])

    def get(self, actor: Actor, batch_id: str, n: int) -> RewriteReviewView:
        """Return the text as it stands and what is found in it. Raises NotFound, Conflict without result."""
        actor.need("read")
        document = self._document(batch_id, n)
        with self._room.store.reading() as tx:
            review = tx.get(RewriteReview, batch_id=batch_id, n=n)
        return self._view(document, review or document.untouched)

    def edit(self, actor: Actor, batch_id: str, n: int, *, text: str, version: int) -> RewriteReviewView:
        """Save a person's text, which takes an approval back. Raises StaleVersion when another came first."""
        actor.need("draft")
        if not text.strip():
            raise InputError("The text is empty.", remedy="Write something, or reject it.", where="text")

        def change(review: RewriteReview, document: _Document) -> tuple[RewriteReview, dict[str, Any]]:
            if text == review.text:
                return review, {}
            after = rules.edited(review, text, by=actor.person, now=self._room.clock())
            took = {"approval_of": review.approved_by} if review.approved_by else {}
            return after, {"text_hash": sha256(text), **took}

        return self._act(actor, batch_id, n, "edited", change, version=version)

    def waive(
        self, actor: Actor, batch_id: str, n: int, *, key: str, reason: str, claim: Claim | None = None
    ) -> RewriteReviewView:
        """Let one finding stand, by name and with a reason. Raises Refused for leaks and open questions."""
        actor.need("draft")
        actor.need_person("waive a finding")

        def change(review: RewriteReview, document: _Document) -> tuple[RewriteReview, dict[str, Any]]:
            found = document.findings(review.text)
            finding = next((one for one in found if waivers.key(one, review.text) == key), None)
            if finding is None:
                raise NotFound(f"There is no finding {key!r} in this text.", remedy="Fetch the review again.")
            if any(waiver.key == key for waiver in review.waivers):
                return review, {}
            after = rules.waived(review, finding, reason, by=actor.person, now=self._room.clock())
            return after, {"rule": finding.rule, "quoted": finding.text, "reason": reason.strip()}

        return self._act(actor, batch_id, n, "finding_waived", change, claim=claim)

    def approve(
        self, actor: Actor, batch_id: str, n: int, *, version: int, claim: Claim | None = None
    ) -> RewriteReviewView:
        """Sign off the exact text. Raises Refused for what stands in the way, StaleVersion, Conflict."""
        actor.need("approve")
        actor.need_person("approve")

        def change(review: RewriteReview, document: _Document) -> tuple[RewriteReview, dict[str, Any]]:
            found = document.findings(review.text)
            source = document.made.source_text
            after = rules.approved(
                review, found, self._reader, source=source, by=actor.person, now=self._room.clock()
            )
            asked = rules.second_opinion(self._reader, review.text, source)
            return after, {"text_hash": after.text_hash, "second_opinion": list(asked)}

        return self._act(actor, batch_id, n, "approved", change, version=version, claim=claim)

    def reject(self, actor: Actor, batch_id: str, n: int, *, reason: str) -> RewriteReviewView:
        """Say no, and why; an edit brings the text back. Raises InputError without a reason."""
        actor.need("approve")
        actor.need_person("reject a text")
        if not reason.strip():
            raise InputError("No reason was given.", remedy="Say why in a few words.", where="reason")

        def change(review: RewriteReview, document: _Document) -> tuple[RewriteReview, dict[str, Any]]:
            after = rules.rejected(review, reason.strip(), by=actor.person, now=self._room.clock())
            return after, {"reason": reason.strip()}

        return self._act(actor, batch_id, n, "rejected", change)

    def _act(
        self,
        actor: Actor,
        batch_id: str,
        n: int,
        word: str,
        change: Change,
        *,
        version: int | None = None,
        claim: Claim | None = None,
    ) -> RewriteReviewView:
        """Change a review and put on record what `change` tells of it; nothing when it changed nothing."""
        document = self._document(batch_id, n)  # read before the store is locked: a PDF may take its time

        def act(tx: Transaction) -> RewriteReviewView:
            kept = tx.get(RewriteReview, batch_id=batch_id, n=n)
            before = kept or document.untouched
            refuse_stale(before.version, version, "text")
            after, told = change(before, document)
            if after != before:
                (tx.save if kept else tx.insert)(after)
                told |= {"document": n, "version": after.version}
                self._room.audit(tx, actor, f"rewrite.{word}", subject=batch_id, **told)
            return self._view(document, after)

        return self._room.write(act, RewriteReviewView, claim=claim)

    def _document(self, batch_id: str, n: int) -> _Document:
        """Read a document with its rewrite; neither changes any more. Raises NotFound, Conflict."""
        with self._room.store.reading() as tx:
            batch = batch_of(tx, batch_id)
            job, text = done_of(tx, batch_id, n)
        made = Rewrite.model_validate_json(text.result)
        the_map = SystemMap.model_validate(batch.options.get("map", {}))
        return _Document(
            name=job.name,
            made=made,
            work=Rewriting.of(b64decode(text.source), the_map, name=job.name),
            untouched=RewriteReview(
                batch_id=batch_id,
                n=n,
                text=made.text,
                authors=(batch.created_by,),
                updated_by=batch.created_by,
                updated_at=job.finished_at or batch.created_at,
            ),
        )

    def _view(self, document: _Document, review: RewriteReview) -> RewriteReviewView:
        given = {waiver.key: waiver for waiver in review.waivers}
        found = [(waivers.key(one, review.text), one) for one in document.findings(review.text)]
        standing = rules.standing(review, [one for _, one in found])
        return RewriteReviewView(
            **review.model_dump(exclude={"waivers"}),
            name=document.name,
            written_text=document.made.text,
            findings=tuple(
                FindingView.of(one, key=key, waivable=rules.is_waivable(one), waiver=given.get(key))
                for key, one in found
            ),
            standing=tuple(key for key, one in found if one in standing),
            second_opinion=rules.second_opinion(self._reader, review.text, document.made.source_text),
        )
