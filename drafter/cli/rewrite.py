"""`drafter rewrite`: one internal report, or a whole folder, into the version customers can read."""

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.model import endpoint_options
from drafter.cli.options import FORMAT, MAP, read_bytes
from drafter.errors import InputError
from drafter.jobs.crew import FEW, prepare, processors

if TYPE_CHECKING:
    from drafter.rewriting.result import Rewrite


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
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="Share a folder among so many. Default: one for each processor, one alone for a few documents.",
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
    processes: int | None,
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
    is_folder = source != "-" and Path(source).is_dir()
    if is_folder and not dry_run and min(concurrency, processes or worth(Path(source))) > 1:
        prepare("drafter.cli.rewrite_ready")
    from drafter.cli.rewrite_folder import Plan, estimate, rewrite_folder
    from drafter.core.system_map import SystemMap
    from drafter.intake.maps import load_map

    the_map = load_map(read_bytes(map_path), name=map_path) if map_path else SystemMap()
    if provider_batch and not (with_model and is_folder):
        raise InputError(
            "A provider's batch takes a folder and a model.",
            remedy="Give a FOLDER and --with-model, or leave out --provider-batch.",
        )
    if is_folder:
        plan = Plan(
            folder=Path(source),
            target=target,
            system_map=the_map,
            with_model=with_model,
            endpoint=endpoint,
            deadline_s=deadline_s,
            concurrency=concurrency,
            per_minute=per_minute,
            processes=processes,
            provider_batch=provider_batch,
        )
        return estimate(plan, output) if dry_run else rewrite_folder(plan, quiet=quiet, output=output)
    from drafter.cli.rewriters import rewriter_of

    name = "standard input" if source == "-" else Path(source).name
    ask_model = with_model and not dry_run
    made, _, failures = rewriter_of(the_map, ask_model, deadline_s, 1, endpoint)(read_bytes(source), name)
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


def worth(folder: Path) -> int:
    """Return how many processes a folder is worth before its documents are read."""
    return processors() if len(list(islice(folder.rglob("*"), FEW))) == FEW else 1


def _tell(made: "Rewrite") -> None:
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
