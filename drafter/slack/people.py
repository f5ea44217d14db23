"""Who somebody in Slack is at the desk, from one TOML file: a table per Slack user id.

    [U024BE7LH]
    person = "Ada"
    roles = ["liaison", "approver"]

Whoever is not named may read, and nothing else.
"""

import tomllib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from drafter.core.noun import Noun
from drafter.errors import InputError
from drafter.service.actors import Actor, RoleName, scopes_of


class SlackPerson(Noun):
    """A person's name at the desk and their roles there."""

    person: str
    roles: tuple[RoleName, ...]


_TABLES: TypeAdapter[dict[str, SlackPerson]] = TypeAdapter(dict[str, SlackPerson])


class People:
    """Finds the person behind a Slack user id."""

    def __init__(self, known: dict[str, SlackPerson]) -> None:
        self._known = known

    def actor(self, user: str, shown_name: str, request_id: str) -> Actor:
        """Return who acts; a stranger is a viewer under the name Slack shows."""
        found = self._known.get(user)
        if found is None:
            return Actor(person=f"{shown_name} (Slack)", scopes=scopes_of(("viewer",)), request_id=request_id)
        return Actor(person=found.person, scopes=scopes_of(found.roles), request_id=request_id)

    def name(self, user: str) -> str:
        """Return the name at the desk, "" for a stranger."""
        found = self._known.get(user)
        return found.person if found else ""


def read_people(path: Path) -> People:
    """Return the people. Raises InputError that names the table."""
    try:
        return People(_TABLES.validate_python(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"The people cannot be read: {error}.", remedy="Correct DRAFTER_SLACK_PEOPLE.", where=str(path)
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{where}: {first['msg']}.", remedy="Correct it.", where=str(path)) from None
