"""Rewriting a folder of reports: what is planned, what one job does, what stands in the output folder.

    OUT/<name>.md      the customer version, Markdown
    OUT/<name>.json    everything beside it: removals, figures, questions, commitments, sources
    OUT/report.json    one row per document, and the sums
    OUT/report.html    the same to look at
    OUT/.batch.db      the job table: how far it is

A result is written whole or not at all, and before its job counts as done: a second try writes the same.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from drafter.core.job import Batch, Job
from drafter.core.units import words
from drafter.errors import InputError
from drafter.intake.documents import SUFFIXES
from drafter.jobs.report import result_name
from drafter.jobs.table import Done
from drafter.protocols import Store
from drafter.rewriting.result import Rewrite

MAX_DOCUMENTS = 100_000
BATCH = "folder"
# A document's bytes and name in; the result, what a model used, and how its calls failed out.
Rewriter = Callable[[bytes, str], tuple[Rewrite, dict[str, Any], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Planned:
    """One document found, with the SHA-256 of its bytes."""

    name: str
    digest: str


def find_documents(folder: Path, out: Path) -> Iterator[Path]:
    """Yield every document in the folder, in order, leaving out the output folder and hidden files."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and path.suffix.lower() in SUFFIXES and not hidden and out not in path.parents:
            yield path


def plan(folder: Path, out: Path) -> list[Planned]:
    """Return the documents of a folder. Raises InputError when there is none or there are too many."""
    found: list[Planned] = []
    for path in find_documents(folder, out):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found.append(Planned(path.relative_to(folder).as_posix(), digest))
        if len(found) > MAX_DOCUMENTS:
            raise InputError(
                f"{str(folder)!r} holds more than {MAX_DOCUMENTS:,} documents.",
                remedy="Rewrite its folders one by one.",
            )
    if not found:
        raise InputError(
            f"{str(folder)!r} holds no document.", remedy=f"Documents end in {', '.join(sorted(SUFFIXES))}."
        )
    return found


def enter(
    store: Store, planned: list[Planned], options: dict[str, Any], *, by: str, now: datetime
) -> tuple[Batch, int]:
    """Enter the documents into the job table, or go on with what stands there; return how many are done.

    A document whose bytes changed, or whose result was made with other options, is to be done anew; one that
    is gone from the folder is dropped from the table.
    """
    with store.writing() as tx:
        batch = tx.get(Batch, id=BATCH)
        same_options = batch is not None and batch.options == options
        known = {job.name: job for job in tx.find(Job, batch_id=BATCH)} if batch else {}
        keep = {
            p.name for p in planned if same_options and p.name in known and known[p.name].digest == p.digest
        }
        fresh = Batch(
            id=BATCH, title="folder", options=options, total=len(planned), created_by=by, created_at=now
        )
        if batch is None:
            tx.insert(fresh)
        else:
            tx.save(fresh.model_copy(update={"created_at": batch.created_at}))
        last = max((job.n for job in known.values()), default=0)
        for name, job in known.items():
            if name not in keep:
                tx.delete(Job, batch_id=BATCH, n=job.n)
        for one in planned:
            if one.name not in keep:
                last += 1
                tx.insert(Job(batch_id=BATCH, n=last, name=one.name, digest=one.digest))
        done = sum(known[name].state == "done" for name in keep)
    return fresh, done


def work_on(folder: Path, out: Path, rewriter: Rewriter) -> Callable[[Job], Done]:
    """Return what a worker does with one job of a folder."""

    def work(job: Job) -> Done:
        began = time.monotonic()
        made, used, failures = rewriter((folder / job.name).read_bytes(), job.name)
        keep(out, job.name, made)
        return Done(took_s=time.monotonic() - began, summary=summary_of(made, failures), **used)

    return work


def keep(out: Path, name: str, made: Rewrite) -> None:
    """Write a result beside the others, each file whole or not at all."""
    base = out / result_name(name)
    base.parent.mkdir(parents=True, exist_ok=True)
    _write(base.with_name(base.name + ".json"), json.dumps(made.as_dict(), ensure_ascii=False, indent=1))
    _write(base.with_name(base.name + ".md"), made.text)


def texts(out: Path, jobs: Iterable[Job]) -> dict[int, str]:
    """Return the results as they stand in the folder: somebody may have answered questions in them."""
    found = {}
    for job in jobs:
        path = out / f"{result_name(job.name)}.md"
        if job.state == "done" and path.is_file():
            found[job.n] = path.read_text(encoding="utf-8", errors="replace")
    return found


def summary_of(made: Rewrite, failures: Sequence[str] = ()) -> dict[str, Any]:
    """Return the figures of a result that the report shows; `failures` are how a model's calls ended."""
    told = {"model_failures": list(failures)} if failures else {}
    return told | {
        "title": made.title,
        "words_before": made.before.words,
        "words_after": made.after.words,
        "grade_before": made.before.grade,
        "grade_after": made.after.grade,
        "findings_before": made.before.findings_per_100,
        "findings_after": made.after.findings_per_100,
        "removals": len(made.removals),
        "figures": len(made.figures),
        "figures_dropped": len(made.figures_dropped),
        "commitments": len(made.commitments),
        "questions": [gap.question for gap in made.gaps] + list(made.questions),
    }


def estimate(folder: Path, planned: list[Planned]) -> dict[str, int]:
    """Return how many documents and words there are: what a dry run states before any work."""
    total = 0
    for one in planned:
        total += words((folder / one.name).read_bytes().decode("utf-8", errors="replace"))
    return {"documents": len(planned), "words": total}


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
