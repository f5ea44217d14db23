"""Rewriting reports for customers: one at once, many as a batch that goes on by itself."""

import hashlib
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drafter.core.job import Batch, Job, JobText
from drafter.core.noun import Noun
from drafter.core.system_map import SystemMap
from drafter.errors import Conflict, InputError, NotFound, TooLarge
from drafter.intake.maps import load_map
from drafter.jobs import report
from drafter.jobs.rewriters import Rewriters
from drafter.jobs.table import Counts, JobTable
from drafter.protocols import Transaction
from drafter.review.records import RewriteReview
from drafter.rewriting.result import Rewrite
from drafter.service.actors import Actor
from drafter.service.pages import MAX_PAGE, Page, page, read_cursor
from drafter.service.room import Claim, Room

MAX_DOCUMENTS = 10_000
MAX_ARCHIVE = 2_000  # documents in one zip archive
ORDER = ("-created_at", "id")


class Document(Noun):
    """One document handed in; its name tells the format where its first bytes do not."""

    name: str
    content: bytes


class BatchView(Batch):
    """A batch, how far it is, and its sums."""

    counts: Counts
    sums: dict[str, Any]


class Batches:
    """Use cases around rewriting. `start` wakes this process's worker; `rewriters` are the ways there are."""

    def __init__(self, room: Room, table: JobTable, start: Callable[[], None], rewriters: Rewriters) -> None:
        self._room = room
        self._table = table
        self._start = start
        self._rewriters = rewriters

    def rewrite(
        self,
        actor: Actor,
        document: Document,
        system_map: str | Mapping[str, object] | None,
        *,
        with_model: bool = False,
    ) -> tuple[Rewrite, tuple[str, ...]]:
        """Return the customers' version of one report and why a model did not help; nothing is kept.

        Raises InputError, TooLarge.
        """
        actor.need("draft")
        self._need_model(with_model)
        rewriter = self._rewriters.of(_map(system_map), with_model=with_model)
        made, _, failures = rewriter(document.content, document.name)
        return made, failures

    def create(
        self,
        actor: Actor,
        *,
        title: str,
        documents: Sequence[Document],
        system_map: str | Mapping[str, object] | None,
        with_model: bool = False,
        claim: Claim | None = None,
    ) -> BatchView:
        """Enter a batch; work on it begins at once. Raises InputError, TooLarge, Conflict."""
        actor.need("draft")
        self._need_model(with_model)
        options = {
            "map": _map(system_map).model_dump(mode="json", exclude_defaults=True),
            "model": self._rewriters.model if with_model else "",
        }

        def act(tx: Transaction) -> BatchView:
            batch = Batch(
                id=self._room.ids("bat"),
                title=title.strip() or "Batch",
                options=options,
                total=0,
                created_by=actor.person,
                created_at=self._room.clock(),
            )
            tx.insert(batch)
            batch = self._enter(tx, batch, documents)
            self._room.audit(tx, actor, "batch.created", subject=batch.id, documents=batch.total)
            return _view(tx, batch)

        made = self._room.write(act, BatchView, claim=claim)
        self._start()
        return made

    def add(self, actor: Actor, batch_id: str, documents: Sequence[Document]) -> BatchView:
        """Add documents to a batch. Raises NotFound, TooLarge, Conflict for a name that is taken."""
        actor.need("draft")

        def act(tx: Transaction) -> BatchView:
            return _view(tx, self._enter(tx, batch_of(tx, batch_id), documents))

        made = self._room.write(act, BatchView)
        self._start()
        return made

    def find(self, actor: Actor, *, limit: int = 50, cursor: str | None = None) -> Page[BatchView]:
        """Return batches, newest first."""
        actor.need("read")
        limit = min(limit, MAX_PAGE)
        with self._room.store.reading() as tx:
            found = tx.find(Batch, order=ORDER, after=read_cursor(cursor, ORDER), limit=limit + 1)
            cut = page(found, limit, ORDER)
            return Page[BatchView](items=tuple(_view(tx, one) for one in cut.items), next=cut.next)

    def get(self, actor: Actor, batch_id: str) -> BatchView:
        """Return a batch and how far it is. Raises NotFound."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return _view(tx, batch_of(tx, batch_id))

    def jobs(self, actor: Actor, batch_id: str, *, after: int = 0, limit: int = 200) -> list[Job]:
        """Return the documents of a batch in order, those after number `after`."""
        actor.need("read")
        self._table.batch(batch_id)
        return self._table.jobs(batch_id, after=after, limit=min(limit, MAX_PAGE))

    def result(self, actor: Actor, batch_id: str, n: int) -> dict[str, Any]:
        """Return the result of one document. Raises NotFound, Conflict while there is none."""
        actor.need("read")
        with self._room.store.reading() as tx:
            _, text = done_of(tx, batch_id, n)
        found: dict[str, Any] = json.loads(text.result)
        return found

    def archive(self, actor: Actor, batch_id: str) -> bytes:
        """Return every result as it stands now and the report as a zip archive. Raises TooLarge."""
        actor.need("read")
        batch = self._table.batch(batch_id)
        if batch.total > MAX_ARCHIVE:
            raise TooLarge(
                f"The batch has {batch.total:,} documents; one archive holds {MAX_ARCHIVE:,}.",
                remedy="Fetch the results one by one.",
            )
        with self._room.store.reading() as tx:
            reviews = _reviews(tx, batch_id)
        packed = io.BytesIO()
        jobs: list[Job] = []
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            while more := self._table.jobs(batch_id, after=jobs[-1].n if jobs else 0, limit=MAX_PAGE):
                jobs += more
                for job in more:
                    if job.state == "done":
                        made = _as_it_stands(self.result(actor, batch_id, job.n), reviews.get(job.n))
                        base = report.result_name(job.name)
                        archive.writestr(f"{base}.md", made["text"])
                        archive.writestr(f"{base}.json", json.dumps(made, ensure_ascii=False, indent=1))
            texts = report.texts_of(reviews)
            archive.writestr("report.json", report.as_json(jobs, texts, reviews))
            archive.writestr("report.html", report.as_html(jobs, batch.title, texts, reviews))
        return packed.getvalue()

    def _need_model(self, with_model: bool) -> None:
        if with_model and not self._rewriters.model:
            raise InputError(
                "No model is set up here.",
                remedy="Leave with_model out, or set DRAFTER_MODEL_BASE_URL and DRAFTER_MODEL_NAME.",
                where="with_model",
            )

    def _enter(self, tx: Transaction, batch: Batch, documents: Sequence[Document]) -> Batch:
        total = batch.total + len(documents)
        if total > MAX_DOCUMENTS:
            raise TooLarge(
                f"A batch takes {MAX_DOCUMENTS:,} documents; this would be {total:,}.",
                remedy="Make another batch.",
            )
        names = [document.name for document in documents]
        taken = set(names) & {job.name for job in tx.find(Job, batch_id=batch.id, name=tuple(names))}
        twice = next((name for name in names if names.count(name) > 1), None) or next(iter(taken), None)
        if twice:
            raise Conflict(f"{twice!r} is in the batch already.", remedy="Give each document its own name.")
        for n, document in enumerate(documents, start=batch.total + 1):
            digest = hashlib.sha256(document.content).hexdigest()
            tx.insert(Job(batch_id=batch.id, n=n, name=document.name, digest=digest))
            tx.insert(JobText(batch_id=batch.id, n=n, source=b64encode(document.content).decode()))
        after = batch.model_copy(update={"total": total})
        tx.save(after)
        return after


def batch_of(tx: Transaction, batch_id: str) -> Batch:
    """Return the batch. Raises NotFound."""
    found: Batch | None = tx.get(Batch, id=batch_id)
    if found is None:
        raise NotFound(f"There is no batch {batch_id!r}.", remedy="List them at /v1/batches.")
    return found


def done_of(tx: Transaction, batch_id: str, n: int) -> tuple[Job, JobText]:
    """Return a document with its result. Raises NotFound, Conflict while there is none."""
    job = tx.get(Job, batch_id=batch_id, n=n)
    text = tx.get(JobText, batch_id=batch_id, n=n)
    if job is None or text is None:
        raise NotFound(f"There is no document {n} in {batch_id!r}.", remedy="List them at .../documents.")
    if job.state != "done":
        why = f" {job.error}" if job.error else ""
        raise Conflict(f"{job.name} is {job.state}.{why}", remedy="Wait for it, or hand it in again.")
    return job, text


def _view(tx: Transaction, batch: Batch) -> BatchView:
    jobs = tx.find(Job, batch_id=batch.id)
    counts = Counts.of(job.state for job in jobs)
    sums = report.sums(jobs, report.texts_of(_reviews(tx, batch.id)))
    return BatchView(**batch.model_dump(), counts=counts, sums=sums)


def _reviews(tx: Transaction, batch_id: str) -> dict[int, RewriteReview]:
    return {one.n: one for one in tx.find(RewriteReview, batch_id=batch_id)}


def _as_it_stands(made: dict[str, Any], review: RewriteReview | None) -> dict[str, Any]:
    """Return a result with the text and the approval that it has now; what was written stays beside it."""
    edited = {"text": review.text, "written_text": made["text"]} if review else {}
    return made | edited | {"approval": report.approval(review)}


def _map(system_map: str | Mapping[str, object] | None) -> SystemMap:
    return load_map(system_map) if system_map else SystemMap()
