"""`drafter work`: one more worker on the batches of a shared database."""

import click


@click.command(name="work")
@click.option("--database", help="sqlite:///file.db or postgresql://... Default: DRAFTER_DATABASE.")
@click.option("--concurrency", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--until-done", is_flag=True, help="Stop when nothing is left. Default: wait for more.")
def command(database: str | None, concurrency: int, until_done: bool) -> int:
    """Work on batches until interrupted. As many workers as you like, on as many machines."""
    import signal

    from drafter.jobs.stored import StoredWorker
    from drafter.jobs.table import JobTable
    from drafter.jobs.workers import this_worker
    from drafter.settings import load
    from drafter.wiring import utc_now, wire

    wired = wire(load(database=database))
    worker = StoredWorker(
        wired.store,
        JobTable(wired.store, utc_now),
        worker=this_worker(),
        concurrency=concurrency,
    )
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    try:
        worker.run(forever=not until_done)
    except KeyboardInterrupt:
        worker.stop()
    finally:
        wired.close()
    return 0
