"""`drafter rules`: list the lint rules, explain one, write their documentation."""

import json
from pathlib import Path

import click

from drafter.checks.lint.pages import as_dict, explain, pages
from drafter.checks.lint.registry import ALL_RULES
from drafter.checks.lint.rule import Rule
from drafter.checks.lint.selection import resolve
from drafter.errors import InputError


@click.command(name="rules")
@click.argument("names", nargs=-1, metavar="[RULES]...")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people or for programs.",
)
@click.option("--docs", metavar="FOLDER", help="Write one Markdown page a rule, and an index, into FOLDER.")
@click.option(
    "--check", is_flag=True, help="With --docs: write nothing, exit 1 when a page is missing or stale."
)
def command(names: tuple[str, ...], output: str, docs: str | None, check: bool) -> int:
    """List the rules, or explain those named by code, name or prefix."""
    if docs is not None:
        return _write(Path(docs), check)
    if check:
        raise click.UsageError("--check needs --docs FOLDER: the pages to compare with.")
    found = _named(names) if names else ALL_RULES
    if output == "json":
        click.echo(json.dumps([as_dict(rule) for rule in found], indent=2, ensure_ascii=False))
    elif names and (len(found) == 1 or len(names) == len(found)):
        click.echo("\n\n\n".join(explain(rule) for rule in found))
    else:
        width = max((len(rule.name) for rule in found), default=0)
        for rule in found:
            note = rule.summary if rule.default else f"{rule.summary} (off)"
            click.echo(f"{rule.code}  {rule.name:<{width}}  {rule.severity:<5}  {rule.audiences:<5}  {note}")
    return 0


def _named(names: tuple[str, ...]) -> tuple[Rule, ...]:
    codes = {rule.code for name in names for rule in resolve(name, ALL_RULES)}
    return tuple(rule for rule in ALL_RULES if rule.code in codes)


def _write(folder: Path, check: bool) -> int:
    """Write or compare the pages; pages of rules that are gone are named, not deleted."""
    wanted = pages(ALL_RULES)
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")} if folder.is_dir() else {}
    stale = sorted(name for name, text in wanted.items() if there.get(name) != text)
    left_over = sorted(there.keys() - wanted.keys())
    for name in left_over:
        click.echo(f"{folder / name} belongs to no rule. Delete it.", err=True)
    if check:
        for name in stale:
            click.echo(f"{folder / name} is missing or stale. Run `drafter rules --docs {folder}`.", err=True)
        return int(bool(stale or left_over))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (folder / name).write_text(wanted[name], "utf-8")
    except OSError as error:
        raise InputError(
            f"{str(folder)!r} cannot be written: {error.strerror}.", remedy="Name a folder."
        ) from error
    click.echo(f"{len(wanted)} pages in {folder}, {len(stale)} written.")
    return int(bool(left_over))
