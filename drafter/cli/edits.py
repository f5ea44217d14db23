"""`drafter edits`: how much people changed in drafts before they went out."""

from datetime import UTC, datetime

import click

from drafter.cli.operations import DATABASE, OPERATOR, opened
from drafter.review.edit_figures import EditFigures, in_percent
from drafter.service.edit_reports import MOST, StoredEditReport

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(name="edits")
@click.option("--since", type=DAY, help="Of drafts written from this day on (UTC).")
@click.option("--until", type=DAY, help="Of drafts written before this day (UTC).")
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="A table for people, JSON for programs.",
)  # fmt: skip
@DATABASE
def command(since: datetime | None, until: datetime | None, output: str, database: str | None) -> int:
    """Say how many drafts went out as written, edited or not at all, by reader and by writer."""
    with opened(database) as service:
        found = service.edit_reports.report(OPERATOR, since=_utc(since), until=_utc(until))
    if output == "json":
        click.echo(found.model_dump_json(indent=2))
        return 0
    click.echo(_table(found))
    return 0


def _utc(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=UTC) if day else None


def _table(found: StoredEditReport) -> str:
    if not found.together.drafts:
        return "Nobody has approved or sent back a draft in that time."
    rows = [("all", found.together), *sorted(found.by_writer.items()), *sorted(found.by_audience.items())]
    titles = f"{'as written':>12}{'edited':>8}{'sent back':>11}{'words changed':>15}"
    head = f"{'drafts of':26}{'drafts':>8}{titles}"
    lines = [head, *(_row(name, one) for name, one in rows)]
    if found.more:
        lines.append(f"Only the newest {MOST} are counted; narrow it with --since and --until.")
    return "\n".join(lines)


def _row(name: str, one: EditFigures) -> str:
    sent = f"{in_percent(one.as_written, one.drafts):>12}{in_percent(one.edited, one.drafts):>8}"
    rest = f"{in_percent(one.sent_back, one.drafts):>11}{in_percent(one.words_changed, one.words):>15}"
    return f"{name:26}{one.drafts:>8}{sent}{rest}"
