"""`drafter rewrite FOLDER`: the folder's jobs, one process or several on them, progress and report.

The rules are loaded only by a process that applies them; one that has others work begins at once.
"""

import json
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.model import engine_settings
from drafter.core.job import Job
from drafter.core.system_map import SystemMap
from drafter.errors import DrafterError, InputError, StoreError
from drafter.jobs import report, rewrites
from drafter.jobs.crew import FEW, crew, processors, wait_for
from drafter.jobs.progress import progress_line
from drafter.jobs.runner import SWITCH_S, Runner
from drafter.jobs.table import Counts, Done, JobTable
from drafter.jobs.workers import is_dead, this_worker

if TYPE_CHECKING:
    from drafter.store.store import SqlStore

LOOK_S = 0.5


@dataclass(frozen=True)
class Plan:
    """What to do with a folder. `concurrency` documents are read at once, or calls made with a model."""

    folder: Path
    target: str | None
    system_map: SystemMap
    with_model: bool
    endpoint: dict[str, Any]
    deadline_s: float
    concurrency: int
    per_minute: int
    processes: int | None = None
    provider_batch: bool = False

    @property
    def model(self) -> str:
        """The model's name, empty without one."""
        return (self.endpoint["name"] or "") if self.with_model else ""

    @property
    def out(self) -> Path:
        """Where results go. Raises InputError when no place was named."""
        if self.target is None:
            raise InputError("A folder needs a place for its results.", remedy="Add -o OUT.")
        return Path(self.target)

    def documents(self) -> list[rewrites.Planned]:
        """Return what is in the folder. Raises InputError."""
        return rewrites.plan(self.folder, self.out.resolve() if self.folder.is_absolute() else self.out)


def estimate(plan: Plan, output: str) -> int:
    """Say what a run would do and at most cost; nothing is written, no call is made."""
    planned = plan.documents()
    found: dict[str, Any] = {**rewrites.estimate(plan.folder, planned)}
    said = f"{found['documents']:,} documents, {found['words']:,} words"
    if plan.with_model:
        from drafter.cli.rewriters import NO_WAIT_S
        from drafter.engine.estimate import CountingEngine
        from drafter.jobs.rewriters import fresh_tag, with_engine

        counting = CountingEngine(engine_settings(**plan.endpoint))
        count = with_engine(plan.system_map, counting, fresh_tag, NO_WAIT_S)
        for one in planned:
            with suppress(DrafterError, OSError):  # told when it is rewritten
                count((plan.folder / one.name).read_bytes(), one.name)
        found |= counting.as_dict()
        cost = "" if counting.cost is None else f", at most {counting.cost:.2f}"
        said += (
            f", {counting.calls:,} calls, about {counting.tokens_in:,} tokens in and at most "
            f"{counting.tokens_out:,} out{cost}"
        )
    click.echo(json.dumps(found) if output == "json" else f"{said}; nothing was written.")
    return 0


def rewrite_folder(plan: Plan, *, quiet: bool, output: str) -> int:
    """Rewrite every document that is not done yet; return 1 when one failed."""
    planned, out = plan.documents(), plan.out
    out.mkdir(parents=True, exist_ok=True)
    with _job_store(out) as store:
        options = {"map": plan.system_map.model_dump(mode="json", exclude_defaults=True), "model": plan.model}
        _, begun_with = rewrites.enter(store, planned, options, by="command line", now=datetime.now(UTC))
        table = _table(store)
        table.release(rewrites.BATCH, is_dead)
        progress = _Progress(table.counts(rewrites.BATCH), quiet or not sys.stderr.isatty())
        processes = _processes(plan, len(planned) - begun_with)
        if plan.provider_batch:
            from drafter.cli.rewriters import Collected

            collected = Collected(plan.system_map, plan.endpoint, quiet)
            _run(plan, table, collected(plan.folder, out, _all_jobs(table)), progress.hear)
        elif processes > 1:
            _run_crew(plan, table, processes, progress)
        else:
            _run_share(plan, table, progress.hear)
        jobs = sorted(_all_jobs(table), key=lambda job: job.name)
    progress.end()
    texts = rewrites.texts(out, jobs)
    title = f"Rewritten: {plan.folder.name}"
    (out / "report.json").write_text(report.as_json(jobs, texts), encoding="utf-8")
    (out / "report.html").write_text(report.as_html(jobs, title, texts), encoding="utf-8")
    return _close(jobs, report.sums(jobs, texts), out, quiet=quiet, output=output)


def _close(jobs: list[Job], sums: dict[str, Any], out: Path, *, quiet: bool, output: str) -> int:
    if output == "json":
        click.echo(json.dumps(sums))
    elif not quiet:
        click.echo(
            f"{sums['done']:,} of {sums['documents']:,} rewritten, {sums['failed']:,} failed, "
            f"{sums['questions']:,} questions to answer: {out / 'report.html'}"
        )
        if sums["model_failures"]:
            why = next(job.summary["model_failures"][0] for job in jobs if "model_failures" in job.summary)
            click.echo(
                f"The model did not help with {sums['model_failures']:,} of them; the first: {why}", err=True
            )
    return int(sums["failed"] > 0)


def _processes(plan: Plan, waiting: int) -> int:
    wanted = plan.processes or (processors() if waiting >= FEW else 1)
    return max(1, min(wanted, plan.concurrency, waiting))


def _run(plan: Plan, table: JobTable, rewriter: rewrites.Rewriter, hear: Callable[[Job, Done], None]) -> None:
    Runner(
        table,
        rewrites.work_on(plan.folder, plan.out, rewriter),
        worker=this_worker(),
        concurrency=plan.concurrency * (2 if plan.model else 1),  # calls wait for a place, others are read
        per_minute=plan.per_minute,
        hear=hear,
    ).run(rewrites.BATCH)


def _run_share(plan: Plan, table: JobTable, hear: Callable[[Job, Done], None]) -> None:
    from drafter.cli.rewriters import rewriter_of

    if plan.model:
        sys.setswitchinterval(SWITCH_S)
    rewriter = rewriter_of(plan.system_map, plan.with_model, plan.deadline_s, plan.concurrency, plan.endpoint)
    _run(plan, table, rewriter, hear)


def _run_crew(plan: Plan, table: JobTable, processes: int, progress: "_Progress") -> None:
    """Let several processes do it; one that a document ends is followed by another.

    Each gets its share of the calls at once and of the calls a minute.
    """
    left = None
    while not (counts := table.counts(rewrites.BATCH)).finished:
        if counts == left:
            raise StoreError(
                "The processes that rewrite end before they have done anything.",
                remedy="Try --processes 1, which shows why.",
            )
        left = counts
        members = crew(run_member, shares(plan, processes))
        while members:
            alive = wait_for(members, LOOK_S)
            if len(alive) < len(members):
                table.release(rewrites.BATCH, is_dead)
            members = alive
            progress.show(table.counts(rewrites.BATCH))


def shares(plan: Plan, processes: int) -> list[Plan]:
    """Return the plan of each process: its share of the calls at once and of those a minute."""
    return [
        replace(
            plan,
            concurrency=plan.concurrency // processes + (n < plan.concurrency % processes),
            per_minute=max(1, plan.per_minute // processes) if plan.per_minute else 0,
        )
        for n in range(processes)
    ]


def run_member(share: Plan) -> None:
    """Work on the folder's jobs in a process of its own until none is left."""
    with _job_store(share.out) as store:
        _run_share(share, _table(store), lambda job, done: None)


class _Progress:
    """Shows how far a folder is, on a terminal only."""

    def __init__(self, counts: Counts, silent: bool) -> None:
        self._total = counts.total
        self._begun_with = self._done = counts.done
        self._failed = counts.failed
        self._began = time.monotonic()
        self._silent = silent

    def hear(self, job: Job, done: Done) -> None:
        self._done += 1
        self._failed += bool(done.error)
        self._draw()

    def show(self, counts: Counts) -> None:
        self._done, self._failed = counts.done + counts.failed, counts.failed
        self._draw()

    def _draw(self) -> None:
        if not self._silent:
            elapsed = time.monotonic() - self._began
            line = progress_line(self._done, self._total, self._failed, elapsed, self._begun_with)
            click.echo(f"\r\033[K{line}", nl=False, err=True)

    def end(self) -> None:
        if not self._silent and self._done > self._begun_with:
            click.echo("\r\033[K", nl=False, err=True)


def _table(store: "SqlStore") -> JobTable:
    return JobTable(store, lambda: datetime.now(UTC))


def _job_store(out: Path) -> "closing[SqlStore]":
    from drafter.store.database import open_database
    from drafter.store.schema import upgrade
    from drafter.store.store import SqlStore

    engine = open_database(f"sqlite:///{out / '.batch.db'}")
    upgrade(engine)
    return closing(SqlStore(engine))


def _all_jobs(table: JobTable) -> list[Job]:
    found: list[Job] = []
    while page := table.jobs(rewrites.BATCH, after=found[-1].n if found else 0):
        found += page
    return found
