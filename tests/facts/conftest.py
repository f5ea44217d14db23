"""Sheets from a few lines of notes, as a test reads best."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest

from drafter.core.fact import FactEdit, FactSheet
from drafter.core.system_map import SystemMap
from drafter.facts.sheet import build_sheet
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_note_list

AS_OF = datetime(2030, 1, 1, tzinfo=UTC)
SheetOf = Callable[..., FactSheet]


@pytest.fixture(scope="session")
def sheet_of() -> SheetOf:
    """Return a function: note lines (and a map, and edits) to a fact sheet."""

    def build(
        *lines: str, system_map: dict | None = None, edits: Sequence[FactEdit] = (), zone: str = "UTC"
    ) -> FactSheet:
        notes = parse_note_list(list(lines), zone=zone, date=date(2024, 3, 4))
        return build_sheet(
            notes, load_map(system_map) if system_map else SystemMap(), as_of=AS_OF, edits=edits
        )

    return build
