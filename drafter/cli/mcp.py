"""`drafter mcp`: the library as tools for a language model's client, over standard input and output."""

import click

from drafter.errors import InputError


@click.command(name="mcp")
def command() -> int:
    """Serve draft, verify, lint and audiences as tools. Nothing is kept, approved or sent by a tool."""
    try:
        from drafter.mcp_server import server
    except ModuleNotFoundError as error:
        raise InputError(
            f"The module {error.name!r} is missing.", remedy="Install it: pip install 'drafter[mcp]'."
        ) from None
    server().run("stdio")
    return 0
