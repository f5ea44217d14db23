"""What a rule may know besides the text: who reads, at which stage, when, and what was said before."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from drafter.checks.lint.map_terms import MapTerms

CLASSES = "CSXEP"
AUDIENCE_CLASS = {
    "status_page": "C",
    "customer_email": "C",
    "affected_customer_email": "C",
    "affected_customers": "C",
    "email": "C",
    "social": "C",
    "sms": "C",
    "customers": "C",
    "customer": "C",
    "support": "S",
    "support_brief": "S",
    "internal": "E",
    "internal_update": "E",
    "executive": "X",
    "executives": "X",
    "engineers": "E",
    "engineer": "E",
    "responders": "E",
    "technical": "E",
    "postmortem": "P",
    "postmortem_readers": "P",
}
STAGES = ("investigating", "identified", "fixing", "monitoring", "resolved")


_NONE: Mapping[str, Any] = MappingProxyType({})


_SHORT = frozenset({"sms", "push", "x", "social"})


class Context(NamedTuple):
    """Everything about the text that is not in the text; None means nobody has said.

    `audience` is an id ("status_page"), `reader` its class letter. `previous` holds earlier updates, the
    latest last. `promised_at` is when the last update said this one would come; `next_update_at` is the
    time this one promises in a field of its own. `now` is when it is published. All times are aware.
    `severity` is the incident's ("critical", "major", "minor"); `cadence_min` the agreed minutes between
    updates. `allow` are lower-cased terms that readers of this product know.
    """

    audience: str = "status_page"
    reader: str = "C"
    stage: str | None = None
    channel: str | None = None
    now: datetime | None = None
    previous: tuple[str, ...] = ()
    previous_at: datetime | None = None
    promised_at: datetime | None = None
    next_update_at: datetime | None = None
    title: str | None = None
    severity: str | None = None
    cadence_min: int | None = None
    system_map: MapTerms | None = None
    allow: frozenset[str] = frozenset()
    language: str = "en"
    settings: Mapping[str, Mapping[str, Any]] = _NONE  # code -> option -> value

    @property
    def short(self) -> bool:
        """Say whether the channel has room for symptom, place and next time only."""
        return (self.channel or self.audience) in _SHORT

    def option(self, code: str, name: str) -> Any:
        """Return the value of a rule's setting: what the configuration says, else the rule's default."""
        return self.settings[code][name]

    def has(self, need: str) -> bool:
        """Say whether the context key `need` is known."""
        return bool(getattr(self, need))


def reader_of(audience: str, where: str = "") -> str:
    """Return the class letter of an audience id or letter. Raises InputError with the nearest id."""
    wanted = audience.strip()
    if wanted.upper() in CLASSES and len(wanted) == 1:
        return wanted.upper()
    key = wanted.lower().replace("-", "_").replace(" ", "_")
    if key in AUDIENCE_CLASS:
        return AUDIENCE_CLASS[key]
    from difflib import get_close_matches  # only on the way to an error

    from drafter.errors import InputError

    close = get_close_matches(key, AUDIENCE_CLASS, 1)
    hint = f"Did you mean {close[0]!r}? " if close else ""
    raise InputError(
        f"{audience!r} is not an audience.",
        remedy=f"{hint}There are: {', '.join(AUDIENCE_CLASS)}.",
        where=where,
    )
