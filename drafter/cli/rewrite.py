"""`drafter rewrite`: one internal report, or a whole folder, into the version customers can read."""

import json
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.model import endpoint_options, engine_settings
from drafter.cli.options import FORMAT, MAP, read_bytes
from drafter.core.job import Job
from drafter.core.system_map import SystemMap
from drafter.errors import DrafterError, InputError
from drafter.intake.maps import load_map
from drafter.jobs import report, rewrites
from drafter.jobs.progress import progress_line
from drafter.jobs.runner import Runner
from drafter.jobs.table import Done, JobTable
from drafter.jobs.workers import is_dead, this_worker
from drafter.rewriting.result import Rewrite
from drafter.rewriting.rewrite import rewrite

if TYPE_CHECKING:
    from drafter.engine.base import Engine
    from drafter.store.store import SqlStore

MakeRewriter = Callable[[Path, Path, Sequence[Job]], rewrites.Rewriter]
NO_WAIT_S = 1.0  # answers of a provider's batch are here already


@click.command(name="rewrite")
@click.argument("source", metavar="REPORT|FOLDER|-")
@click.option("--output", "-o", "target", metavar="PATH", help="File for one report; folder for a folder.")
@click.option(
    "--concurrency",
    default=4,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Documents at once; with a model, calls at once.",
)
@click.option("--per-minute", default=0, type=click.IntRange(0), help="Begin at most so many; 0 is no limit.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no closing lines.")
@click.option("--with-model", is_flag=True, help="Let a model word the first part, held to the report.")
@click.option(
    "--provider-batch", is_flag=True, help="Ask the model through its provider's batch: cheaper, up to a day."
)
@click.option(
    "--deadline", "deadline_s", type=click.FloatRange(min=1), default=60.0, help="Seconds per call."
)
@endpoint_options
@MAP
@FORMAT
def command(
    source: str,
    target: str | None,
    concurrency: int,
    per_minute: int,
    dry_run: bool,
    quiet: bool,
    with_model: bool,
    provider_batch: bool,
    deadline_s: float,
    map_path: str | None,
    output: str,
    **endpoint: Any,
) -> int:
    """Rewrite an internal report (Markdown, HTML, Word, PDF, text) for the people it hurt.

    One report goes to standard output or to PATH. A FOLDER needs -o OUT: its results, a report and the job
    table go there; the same command again goes on where it was stopped, also while a provider's batch is
    waited for.

    Exit code 0; 1 when a document of a folder failed; 2 when the input cannot be used.
    """
    the_map = load_map(read_bytes(map_path), name=map_path) if map_path else SystemMap()
    is_folder = source != "-" and Path(source).is_dir()
    if provider_batch and not (with_model and is_folder):
        raise InputError(
            "A provider's batch takes a folder and a model.",
            remedy="Give a FOLDER and --with-model, or leave out --provider-batch.",
        )
    if is_folder and dry_run:
        return _estimate(Path(source), target, the_map, endpoint if with_model else None, output)
    if is_folder:
        model = (endpoint["name"] or "") if with_model else ""
        if provider_batch:
            rewriter: MakeRewriter = _Collected(the_map, endpoint, quiet)
        else:
            direct = _rewriter(the_map, with_model, deadline_s, concurrency, endpoint)
            rewriter = lambda folder, out, jobs: direct  # noqa: E731 - the simplest of its kind
        return _folder(Path(source), target, the_map, model, rewriter, concurrency, per_minute, quiet, output)
    name = "standard input" if source == "-" else Path(source).name
    ask_model = with_model and not dry_run
    made, _, failures = _rewriter(the_map, ask_model, deadline_s, 1, endpoint)(read_bytes(source), name)
    text = json.dumps(made.as_dict(), ensure_ascii=False, indent=1) if output == "json" else made.text
    if dry_run:
        click.echo(f"1 document, {made.before.words:,} words; nothing was written.", err=True)
    elif target:
        _write_new(Path(target), text)
    else:
        click.echo(text, nl=not text.endswith("\n"))
    if not quiet:
        _tell(made)
        if failures:
            click.echo(f"The model did not help: {failures[0]}", err=True)
    return 0


def _rewriter(
    the_map: SystemMap, with_model: bool, deadline_s: float, concurrency: int, endpoint: dict[str, Any]
) -> rewrites.Rewriter:
    if not with_model:
        return lambda data, name: (rewrite(data, the_map, name=name), {}, ())
    from drafter.engine.openai_engine import OpenAIEngine

    settings = engine_settings(**endpoint)
    engine = OpenAIEngine(settings.model_copy(update={"concurrency": concurrency}))
    return _with_engine(the_map, engine, lambda data: secrets.token_hex(4), deadline_s)


def _with_engine(
    the_map: SystemMap, engine: "Engine", tag: Callable[[bytes], str], deadline_s: float
) -> rewrites.Rewriter:
    from drafter.rewriting.model import rewrite_with_model

    def rewritten(data: bytes, name: str) -> tuple[Rewrite, dict[str, Any], tuple[str, ...]]:
        made = rewrite_with_model(
            data, the_map, engine=engine, tag=tag(data), timeout_s=deadline_s, name=name
        )
        used = {
            "calls": made.usage.calls,
            "tokens_in": made.usage.input_tokens,
            "tokens_out": made.usage.output_tokens,
            "cost": made.usage.cost or 0.0,
        }
        return made.rewrite, used, made.failures

    return rewritten


class _Collected:
    """Asks for all documents in one batch of the provider, waits, and then answers from what came back."""

    def __init__(self, the_map: SystemMap, endpoint: dict[str, Any], quiet: bool) -> None:
        self._map = the_map
        self._settings = engine_settings(**endpoint)
        self._silent = quiet or not sys.stderr.isatty()

    def __call__(self, folder: Path, out: Path, jobs: Sequence[Job]) -> rewrites.Rewriter:
        from drafter.engine.provider_batch import ProviderBatch

        with closing(ProviderBatch(self._settings, out / ".provider")) as batch:
            ask = _with_engine(self._map, batch.asking, batch.tag, NO_WAIT_S)
            for job in jobs:
                if job.state != "done":
                    with suppress(DrafterError, OSError):  # told when its turn to be rewritten comes
                        ask((folder / job.name).read_bytes(), job.name)
            answering = batch.finish(self._hear)
        if not self._silent:
            click.echo("\r\033[K", nl=False, err=True)
        return _with_engine(self._map, answering, batch.tag, NO_WAIT_S)

    def _hear(self, here: int, total: int) -> None:
        if not self._silent:
            said = (
                f"The provider has answered {here:,} of {total:,}; stopping and going on later loses nothing."
            )
            click.echo(f"\r\033[K{said}", nl=False, err=True)


def _tell(made: Rewrite) -> None:
    dropped, asked = len(made.figures_dropped), len(made.gaps) + len(made.questions)
    click.echo(
        f"{len(made.removals)} cut or reworded, {dropped} of {len(made.figures)} figures not kept, "
        f"{asked} questions to answer; --format json lists each with its place.",
        err=True,
    )


def _write_new(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{str(path)!r} cannot be written: {error.strerror}.", remedy="Choose another place."
        ) from None


def _plan(folder: Path, target: str | None) -> tuple[Path, list[rewrites.Planned]]:
    if target is None:
        raise InputError("A folder needs a place for its results.", remedy="Add -o OUT.")
    out = Path(target)
    return out, rewrites.plan(folder, out.resolve() if folder.is_absolute() else out)


def _estimate(
    folder: Path, target: str | None, the_map: SystemMap, endpoint: dict[str, Any] | None, output: str
) -> int:
    """Say what a run would do and at most cost; nothing is written, no call is made."""
    _, planned = _plan(folder, target)
    found: dict[str, Any] = {**rewrites.estimate(folder, planned)}
    said = f"{found['documents']:,} documents, {found['words']:,} words"
    if endpoint is not None:
        from drafter.engine.estimate import CountingEngine

        counting = CountingEngine(engine_settings(**endpoint))
        count = _with_engine(the_map, counting, lambda data: secrets.token_hex(4), NO_WAIT_S)
        for one in planned:
            with suppress(DrafterError, OSError):  # told when it is rewritten
                count((folder / one.name).read_bytes(), one.name)
        found |= counting.as_dict()
        cost = "" if counting.cost is None else f", at most {counting.cost:.2f}"
        said += (
            f", {counting.calls:,} calls, about {counting.tokens_in:,} tokens in and at most "
            f"{counting.tokens_out:,} out{cost}"
        )
    click.echo(json.dumps(found) if output == "json" else f"{said}; nothing was written.")
    return 0


def _folder(
    folder: Path,
    target: str | None,
    the_map: SystemMap,
    model: str,
    make_rewriter: MakeRewriter,
    concurrency: int,
    per_minute: int,
    quiet: bool,
    output: str,
) -> int:
    out, planned = _plan(folder, target)
    out.mkdir(parents=True, exist_ok=True)
    with _job_store(out) as store:
        options = {"map": the_map.model_dump(mode="json", exclude_defaults=True), "model": model}
        _, begun_with = rewrites.enter(store, planned, options, by="command line", now=datetime.now(UTC))
        table = JobTable(store, lambda: datetime.now(UTC))
        table.release(rewrites.BATCH, is_dead)
        rewriter = make_rewriter(folder, out, _all_jobs(table))
        progress = _Progress(table, begun_with, quiet or not sys.stderr.isatty())
        runner = Runner(
            table,
            rewrites.work_on(folder, out, rewriter),
            worker=this_worker(),
            concurrency=concurrency * (2 if model else 1),  # calls wait for a place while others are read
            per_minute=per_minute,
            hear=progress.hear,
        )
        runner.run(rewrites.BATCH)
        jobs = sorted(_all_jobs(table), key=lambda job: job.name)
    progress.end()
    (out / "report.json").write_text(report.as_json(jobs), encoding="utf-8")
    (out / "report.html").write_text(report.as_html(jobs, f"Rewritten: {folder.name}"), encoding="utf-8")
    sums = report.sums(jobs)
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


class _Progress:
    """Shows how far a folder is, on a terminal only."""

    def __init__(self, table: JobTable, begun_with: int, silent: bool) -> None:
        self._counts = table.counts(rewrites.BATCH)
        self._done = begun_with
        self._begun_with = begun_with
        self._failed = 0
        self._began = time.monotonic()
        self._silent = silent

    def hear(self, job: Job, done: Done) -> None:
        self._done += 1
        self._failed += bool(done.error)
        if not self._silent:
            elapsed = time.monotonic() - self._began
            line = progress_line(self._done, self._counts.total, self._failed, elapsed, self._begun_with)
            click.echo(f"\r\033[K{line}", nl=False, err=True)

    def end(self) -> None:
        if not self._silent and self._done > self._begun_with:
            click.echo("\r\033[K", nl=False, err=True)


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
