"""`drafter work`: one more worker on the batches of a shared database."""

import click


@click.command(name="work")
@click.option("--database", help="sqlite:///file.db or postgresql://... Default: DRAFTER_DATABASE.")
@click.option("--concurrency", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--until-done", is_flag=True, help="Stop when nothing is left. Default: wait for more.")
def command(database: str | None, concurrency: int, until_done: bool) -> int:
    """Work on batches until interrupted. As many workers as you like, on as many machines."""
    import signal
    import sys

    from drafter.jobs.runner import SWITCH_S
    from drafter.settings import load
    from drafter.wiring import wire

    wired = wire(load(database=database), at_once=concurrency)
    worker = wired.worker
    sys.setswitchinterval(SWITCH_S)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    try:
        worker.run(forever=not until_done)
    except KeyboardInterrupt:
        worker.stop()
    finally:
        wired.close()
    return 0
