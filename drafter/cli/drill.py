"""`drafter drill`: a stored incident plays at the desk; what you write is scored when you stop."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from drafter.cli.options import FORMAT
from drafter.cli.up import needs_desk, port_to_use
from drafter.service.actors import Actor, scopes_of


@click.command(name="drill")
@click.argument("incident")
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=10.0, show_default=True,
              help="How many times as fast as life.")  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8501, show_default=True, help="0 takes a free one."
)
@click.option("--database", help="Keep the drill there. Default: gone when you stop.")
@FORMAT
def command(incident: str, speed: float, port: int, database: str | None, output: str) -> int:
    """Play INCIDENT, a shipped one by name or a file of notes with times, and score what you say."""
    desk = needs_desk()
    from drafter.api.logs import configure
    from drafter.settings import load
    from drafter.wiring import wire

    with ExitStack() as stack:
        if not database:
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="drafter-drill-"))
            database = f"sqlite:///{Path(place) / 'drill.sqlite3'}"
        settings = load(host="127.0.0.1", port=port_to_use(desk.free_port, port), database=database)
        configure(settings)
        wired = wire(settings)
        stack.callback(wired.close)
        trainee = Actor(person=settings.person, scopes=scopes_of(("admin",)))
        file = Path(incident)
        if file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            drill = wired.service.drills.play(trainee, text, name=file.name, title=file.stem, speed=speed)
        else:
            drill = wired.service.drills.start(trainee, incident, speed=speed)
        address = f"http://127.0.0.1:{settings.port}/drill?id={drill.incident_id}"
        click.echo(f"The drill plays at {address}  (stop with Ctrl-C to see the score)", err=output == "json")
        try:
            desk.run(wired, settings)
        finally:
            result = wired.service.drills.see(trainee, drill.incident_id)
            score = result.score
            click.echo(
                result.model_dump_json(indent=2)
                if output == "json"
                else f"{score.total} of 100: cadence {score.cadence}, coverage {score.coverage}, "
                f"lint {score.lint}; {score.messages} sent, longest silence "
                f"{score.longest_silence_minutes} min, {result.told} of {result.total} notes told."
            )
    return 0
