"""`drafter comms`: the communication review of an incident, from the desk's database."""

import click

from drafter.cli.operations import DATABASE, OPERATOR, opened


@click.command(name="comms")
@click.argument("incident_id")
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
    help="Markdown for people, JSON for programs, a page to print.",
)  # fmt: skip
@DATABASE
def command(incident_id: str, output: str, database: str | None) -> int:
    """Say what was said during INCIDENT_ID, when, how long it was silent, and which promises held."""
    with opened(database) as service:
        if output == "json":
            click.echo(service.reviews.report(OPERATOR, incident_id).model_dump_json(indent=2))
        elif output == "html":
            click.echo(service.reviews.page(OPERATOR, incident_id).html, nl=False)
        else:
            click.echo(service.reviews.text(OPERATOR, incident_id).markdown, nl=False)
    return 0
