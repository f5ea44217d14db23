"""`drafter lsp`: the linter as a language server."""

import click

from drafter.extras import extra


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
    with extra("lsp"):
        from drafter.checks.lint.server import make
    server = make()
    if tcp:
        server.start_tcp("127.0.0.1", tcp)
    else:
        server.start_io()
    return 0
