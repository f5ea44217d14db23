"""The rewriters that the command line's options ask for."""

import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import click

from drafter.cli.model import engine_settings
from drafter.core.job import Job
from drafter.core.system_map import SystemMap
from drafter.errors import DrafterError
from drafter.jobs import rewrites
from drafter.jobs.rewriters import Rewriters, with_engine

NO_WAIT_S = 1.0  # answers of a provider's batch are here already


def rewriter_of(
    the_map: SystemMap, with_model: bool, deadline_s: float, concurrency: int, endpoint: dict[str, Any]
) -> rewrites.Rewriter:
    """Return what rewrites one report, with a model that answers `concurrency` calls at once if asked."""
    if not with_model:
        return Rewriters().of(the_map, with_model=False)
    from drafter.engine.openai_engine import OpenAIEngine

    settings = engine_settings(**endpoint).model_copy(update={"concurrency": concurrency})
    return Rewriters(OpenAIEngine(settings), deadline_s=deadline_s).of(the_map, with_model=True)


class Collected:
    """Asks for all documents in one batch of the provider, waits, and then answers from what came back."""

    def __init__(self, the_map: SystemMap, endpoint: dict[str, Any], quiet: bool) -> None:
        self._map = the_map
        self._settings = engine_settings(**endpoint)
        self._silent = quiet or not sys.stderr.isatty()

    def __call__(self, folder: Path, out: Path, jobs: Sequence[Job]) -> rewrites.Rewriter:
        from drafter.engine.provider_batch import ProviderBatch

        with closing(ProviderBatch(self._settings, out / ".provider")) as batch:
            ask = with_engine(self._map, batch.asking, batch.tag, NO_WAIT_S)
            for job in jobs:
                if job.state != "done":
                    with suppress(DrafterError, OSError):  # told when its turn to be rewritten comes
                        ask((folder / job.name).read_bytes(), job.name)
            answering = batch.finish(self._hear)
        if not self._silent:
            click.echo("\r\033[K", nl=False, err=True)
        return with_engine(self._map, answering, batch.tag, NO_WAIT_S)

    def _hear(self, here: int, total: int) -> None:
        if not self._silent:
            said = (
                f"The provider has answered {here:,} of {total:,}; stopping and going on later loses nothing."
            )
            click.echo(f"\r\033[K{said}", nl=False, err=True)
