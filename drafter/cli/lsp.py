"""`drafter lsp`: the linter as a language server."""

import click

from drafter.errors import InputError


@click.command(name="lsp")
@click.option(
    "--tcp",
    metavar="PORT",
    type=click.IntRange(1, 65535),
    help="Listen on a loopback port, not on standard input.",
)
def command(tcp: int | None) -> int:
    """Serve editors over standard input and output; they start it themselves.

    Initialization options: audience, stage, channel, title, severity, language, select, ignore.
    """
    try:
        from drafter.checks.lint.server import make
    except ModuleNotFoundError as error:
        raise InputError(
            f"The language server needs {error.name!r}, which is not installed.",
            remedy="Install it with: pip install 'drafter[lsp]'.",
        ) from error
    server = make()
    if tcp:
        server.start_tcp("127.0.0.1", tcp)
    else:
        server.start_io()
    return 0
