"""The incidents that travel with the package: to try the tool on, and to show it."""

import re
from dataclasses import dataclass
from pathlib import Path

from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.errors import NotFound
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_notes
from drafter.resources import folder

DEMO = "mybinder-launches-fail"  # a relapse after "believed fixed": what a liaison fears most


@dataclass(frozen=True, slots=True)
class ShippedIncident:
    """One shipped incident as files: `slug`, `title` from its source note, texts as shipped."""

    slug: str
    title: str
    notes_text: str
    map_text: str
    source_text: str

    def notes(self) -> Notes:
        """Return the notes, read."""
        return parse_notes(self.notes_text, name=f"{self.slug}/notes.txt")

    def system_map(self) -> SystemMap:
        """Return the map, read."""
        return load_map(self.map_text, name=f"{self.slug}/system_map.yaml")


def _incidents() -> Path:
    return folder("fixtures") / "incidents"


def list_shipped() -> list[str]:
    """Return the slugs of all shipped incidents, in order; the one the demo opens comes first."""
    slugs = sorted(path.parent.name for path in _incidents().glob("*/notes.txt"))
    return sorted(slugs, key=lambda slug: slug != DEMO)


def load_shipped(slug: str = DEMO) -> ShippedIncident:
    """Return the shipped incident of that slug. Raises NotFound."""
    if slug not in list_shipped():
        raise NotFound(
            f"'{slug}' is not a shipped incident.", remedy=f"Choose from: {', '.join(list_shipped())}."
        )
    place = _incidents() / slug
    source = (place / "source.md").read_text(encoding="utf-8")
    title = re.match(r"# (.+)", source)
    return ShippedIncident(
        slug=slug,
        title=title[1] if title else slug,
        notes_text=(place / "notes.txt").read_text(encoding="utf-8"),
        map_text=(place / "system_map.yaml").read_text(encoding="utf-8"),
        source_text=source,
    )
