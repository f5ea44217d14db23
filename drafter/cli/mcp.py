"""`drafter mcp`: the library as tools for a language model's client, over standard input and output."""

import click

from drafter.extras import extra


@click.command(name="mcp")
def command() -> int:
    """Serve draft, verify, lint, rewrite and audiences as tools; none keeps, approves or sends anything."""
    with extra("mcp"):
        from drafter.mcp_server import server
    server().run("stdio")
    return 0
