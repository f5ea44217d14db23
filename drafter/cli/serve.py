"""`drafter serve`: the HTTP API alone, with uvicorn."""

import click

from drafter.settings import load


@click.command(name="serve")
@click.option("--host", help="Address to bind. Default: 127.0.0.1, or DRAFTER_HOST.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port. Default: 8080, or DRAFTER_PORT.")
@click.option("--database", help="sqlite:///file.db or postgresql://... Default: DRAFTER_DATABASE.")
def command(host: str | None, port: int | None, database: str | None) -> int:
    """Serve the API until interrupted. Anything but loopback needs DRAFTER_AUTH=keys."""
    settings = load(host=host, port=port, database=database)
    settings.refuse_open_doors()
    import uvicorn

    from drafter.api.app import create_app
    from drafter.api.logs import configure
    from drafter.wiring import wire

    configure(settings)
    wired = wire(settings)
    wired.worker.start()  # goes on with batches that a restart interrupted
    try:
        click.echo(f"Drafter API on http://{settings.host}:{settings.port}/v1/docs", err=True)
        uvicorn.run(
            create_app(wired.service, settings),
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
    finally:
        wired.close()
    return 0
