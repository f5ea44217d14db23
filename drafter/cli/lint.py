"""`drafter lint`: check anybody's incident prose, in an editor's hand, a hook or a build.

Standard library and click only: a hook runs this on every commit.
"""

import gc
from typing import Any

import click

FORMS = ("full", "concise", "json", "json-lines", "github", "sarif", "junit")
SEVERITIES = ("block", "warn", "info")


def names(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the comma-separated names of a repeatable option, one by one."""
    return tuple(name.strip() for part in value for name in part.split(",") if name.strip())


@click.command(name="lint")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--audience",
    "-a",
    metavar="WHO",
    help="Who reads: status_page, support_brief, executives, responders, postmortem ...",
)
@click.option("--stage", metavar="STAGE", help="investigating, identified, fixing, monitoring or resolved.")
@click.option("--channel", metavar="CHANNEL", help="Where it is sent: status_page, email, social, sms ...")
@click.option("--now", metavar="TIME", help="When it is published, ISO 8601.")
@click.option(
    "--previous", metavar="FILE", multiple=True, help="The last update, or all earlier ones, latest last."
)
@click.option("--promised-at", metavar="TIME", help="When the last update said this one would come.")
@click.option("--next-update-at", metavar="TIME", help="When the next update is due, if a field says it.")
@click.option(
    "--cadence", metavar="MINUTES", type=click.IntRange(min=1), help="Agreed minutes between updates."
)
@click.option("--severity", metavar="WORD", help="The incident's severity: critical, major, minor.")
@click.option("--title", metavar="TEXT", help="The title it stands under.")
@click.option(
    "--system-map", "--map", metavar="FILE", help="System map: names that must not leak, words readers know."
)
@click.option("--language", metavar="CODE", help="Language of the text; rules about wording know English.")
@click.option(
    "--select",
    "-s",
    multiple=True,
    metavar="RULES",
    callback=names,
    help="Only these: codes, names, prefixes, ALL.",
)
@click.option("--extend-select", multiple=True, metavar="RULES", callback=names, help="These as well.")
@click.option("--ignore", "-i", multiple=True, metavar="RULES", callback=names, help="Not these.")
@click.option(
    "--exclude", multiple=True, metavar="GLOBS", callback=names, help="Files and folders to leave out."
)
@click.option("--config", "config_path", metavar="FILE", help="Configuration instead of the nearest one.")
@click.option("--isolated", is_flag=True, help="Read no configuration.")
@click.option(
    "--stdin-filename", metavar="NAME", help="Name of the text on standard input, for globs and reports."
)
@click.option("--fix", is_flag=True, help="Apply the fixes that keep the meaning.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those a reader should look at."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--format",
    "-f",
    "output",
    type=click.Choice(["text", *FORMS]),
    default="full",
    show_default=True,
    help="Form of the findings.",
)
@click.option(
    "--output", "-o", "to_file", metavar="FILE", help="Write them there instead of standard output."
)
@click.option("--statistics", is_flag=True, help="Count by rule instead of listing.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Least severity that makes the exit code 1. Default: warn.",
)
@click.option("--exit-zero", is_flag=True, help="Exit code 0 whatever is found.")
@click.option("--explain", metavar="RULE", help="Say what a rule is about, and stop.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours; auto is on a terminal without NO_COLOR.",
)
@click.option("--quiet", "-q", is_flag=True, help="No closing line, no progress.")
@click.option(
    "--verbose",
    "-v",
    is_flag=True,
    help="Say which rules were skipped and why, and who was taken for the reader.",
)
def command(**options: Any) -> int:
    """Check status updates, mails, macros and postmortems: files, folders, globs, or - for standard input.

    Without PATHS the current folder is checked. Exit code 0: nothing of weight found; 1: findings of
    the severity --fail-on or above; 2: wrong usage, or a file that cannot be read.
    """
    gc.disable()  # collecting while a hundred modules load costs 7 ms, and finds nothing
    from drafter.cli.lint_run import Run

    gc.freeze()
    gc.enable()
    return Run(**options).run()
