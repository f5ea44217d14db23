"""`drafter up`: the desk and the API in one process, on one port of 127.0.0.1."""

import signal
import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Timer
from types import FrameType, ModuleType

import click

from drafter.errors import InputError
from drafter.intake.shipped import list_shipped
from drafter.settings import load

LATER_S = 4.0  # the first page is drawn by then; the other shipped incidents follow


@click.command(name="up")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8501, show_default=True, help="0 takes a free one."
)
@click.option("--database", help="sqlite:///file.db or postgresql://... Default: DRAFTER_DATABASE.")
@click.option(
    "--demo", is_flag=True, help="Open on shipped incidents, in a database that is gone afterwards."
)
@click.option("--open", "in_browser", is_flag=True, help="Open the page in the browser of this machine.")
def command(port: int, database: str | None, demo: bool, in_browser: bool) -> int:
    """Serve the desk at http://127.0.0.1:8501 until interrupted."""
    desk = needs_desk()
    from drafter.api.logs import configure
    from drafter.wiring import wire

    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as stack:
        if demo and not database:
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="drafter-demo-"))
            database = f"sqlite:///{Path(place) / 'demo.sqlite3'}"
        chosen = port_to_use(desk.free_port, port)
        address = f"http://127.0.0.1:{chosen}"
        settings = load(host="127.0.0.1", port=chosen, database=database)
        if "check_url" not in settings.model_fields_set:
            settings = settings.model_copy(update={"check_url": f"{address}/check?token={{token}}"})
        configure(settings)
        wired = wire(settings)
        wired.worker.start()  # goes on with batches that a restart interrupted
        stack.callback(wired.close)
        if demo:
            first, *others = list_shipped()
            address += f"/incident?id={desk.seed(settings, [first])[0]}"
            later = Timer(LATER_S, desk.seed, (settings, others))
            later.start()
            stack.callback(later.join)
            stack.callback(later.cancel)
        click.echo(f"Drafter is at {address}  (stop with Ctrl-C)")
        if in_browser:
            webbrowser.open(address)
        desk.run(wired, settings)
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """End as with Ctrl-C: what was opened is closed, and the demonstration's database is gone."""
    raise SystemExit(0)


def needs_desk() -> ModuleType:
    """Return the module of the desk. Raises InputError when it is not installed."""
    try:
        from drafter import desk
    except ModuleNotFoundError as error:
        raise InputError(
            f"The desk needs {error.name!r}, which is not installed.",
            remedy="Install it: pip install 'drafter[ui]'; or start the API alone: drafter serve.",
        ) from None
    return desk


def port_to_use(free: Callable[[], int], wanted: int) -> int:
    """Return the port wanted, a free one for 0. Raises InputError when it is taken."""
    if wanted == 0:
        return free()
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            raise InputError(
                f"Port {wanted} of 127.0.0.1 is taken.", remedy="Choose another: --port 0 takes a free one."
            ) from None
    return wanted
