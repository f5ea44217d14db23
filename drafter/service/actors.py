"""Who acts, and what they may do."""

from typing import Literal, get_args

from drafter.core.noun import Noun
from drafter.errors import InputError, Refused

Scope = Literal["read", "notes", "draft", "approve", "publish", "admin"]
RoleName = Literal["viewer", "bot", "liaison", "incident_commander", "approver", "admin"]

ROLE_SCOPES: dict[RoleName, tuple[Scope, ...]] = {
    "viewer": ("read",),
    "bot": ("read", "notes", "draft"),
    "liaison": ("read", "notes", "draft", "publish"),
    "incident_commander": ("read", "notes", "approve"),
    "approver": ("read", "approve"),
    "admin": get_args(Scope),
}


class Actor(Noun):
    """A person, or a bot, in one request. `bot` is true when no person's role came with it."""

    person: str
    scopes: frozenset[Scope]
    bot: bool = False
    key_id: str = ""
    request_id: str = ""

    def need(self, scope: Scope) -> None:
        """Raise Refused unless the actor has the scope."""
        if scope not in self.scopes:
            raise Refused(
                f"{self.person} may not do this: it needs the scope {scope!r}.",
                remedy="Ask an administrator for a key with that scope, or somebody whose role has it.",
            )

    def need_person(self, what: str) -> None:
        """Raise Refused when a bot tries to do what only a person may."""
        if self.bot:
            raise Refused(f"A bot may not {what}.", remedy="Have a person do it: their name goes on record.")


def scopes_of(roles: tuple[str, ...]) -> frozenset[Scope]:
    """Return what these roles together may do. Raises InputError for an unknown role."""
    found: set[Scope] = set()
    for role in roles:
        if role not in ROLE_SCOPES:
            raise InputError(f"{role!r} is not a role.", remedy=f"Choose from: {', '.join(ROLE_SCOPES)}.")
        found.update(ROLE_SCOPES[role])
    return frozenset(found)
