"""Fact sheets by hand: the writer is tested on what it is given, not on how notes are read."""

from datetime import UTC, datetime, timedelta
from typing import Any

from drafter.core.audience import Audience
from drafter.core.draft import Draft, PublishedUpdate
from drafter.core.fact import Fact, FactSheet, FactTime, Quantity, Unknown
from drafter.core.system_map import Component, SystemMap
from drafter.writing.audiences import load_audiences

START = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)

SHOP = SystemMap(
    product="Harbour Shop",
    components=(
        Component(
            id="ledger-writer",
            name="ledger-writer",
            aliases=("ledger",),
            depends_on=("pgmain",),
        ),
        Component(
            id="pay",
            name="payment gateway",
            aliases=("paygw",),
            customer_name="card payments",
            symptoms={"down": "you cannot pay by card", "slow": "card payments take longer than usual"},
            advice="pay by bank transfer",
            unaffected=("you can still browse and save your basket",),
            depends_on=("ledger-writer",),
        ),
        Component(
            id="site", name="web frontend", customer_name="the shop", plain_symptoms=("does not load",)
        ),
        Component(id="pgmain", name="pgmain", aliases=("database",)),
    ),
    people=("Priya", "Tomas"),
)


def at(minutes: int) -> datetime:
    """Return a moment that many minutes after the start."""
    return START + timedelta(minutes=minutes)


def fact(
    number: str, kind: str, text: str, *, minutes: int | None = 0, role: str = "event", **more: Any
) -> Fact:
    """Return a fact of note `number` ("4" or "4.2"): confirmed, public, timed unless `more` says other."""
    line = int(number.split(".")[0])
    fact_id = f"f{number}" if "." in number else f"f{number}.1"
    times = ()
    if minutes is not None:
        times = (FactTime(at=at(minutes), role=role, written=f"{at(minutes):%H:%M}", line=line),)
    values: dict[str, Any] = {"certainty": "confirmed", "visibility": "public", "times": times}
    return Fact(id=fact_id, kind=kind, text=text, lines=(line,), **values | more)


def moment(minutes: int, line: int, role: str = "start") -> FactTime:
    """Return one of the moments of a sheet."""
    return FactTime(at=at(minutes), role=role, written=f"{at(minutes):%H:%M}", line=line)


def sheet(
    *facts: Fact,
    stage: str = "investigating",
    minutes: int = 30,
    unknown: str = "",
    product: str = "Harbour Shop",
    **more: Any,
) -> FactSheet:
    """Return a sheet as of `minutes` after the start; `unknown` lists topics."""
    return FactSheet(
        product=product,
        as_of=at(minutes),
        zone="UTC",
        zone_written="UTC",
        stage=stage,
        facts=facts,
        unknowns=tuple(Unknown(topic=topic) for topic in unknown.split()),
        **more,
    )


PAY_DOWN = fact("1", "symptom", "card payments fail at the paygw", components=("pay",), symptom_class="down")
SLOW = fact("1", "symptom", "paygw is slow", components=("pay",), symptom_class="slow")


def audience(name: str = "status_page") -> Audience:
    """Return a shipped audience."""
    return load_audiences()[name]


def sent(draft: Draft, minutes: int, upto_line: int) -> PublishedUpdate:
    """Return the draft as the update that went out."""
    return PublishedUpdate(
        text=draft.text,
        audience=draft.audience,
        at=at(minutes),
        stage=draft.stage,
        fact_ids=tuple(dict.fromkeys(i for sentence in draft.sentences for i in sentence.fact_ids)),
        phrasings=tuple(sentence.phrasing for sentence in draft.sentences),
        upto_line=upto_line,
    )


def quantity(value: float, unit: str, counts: str, qualifier: str = "", line: int = 2) -> Quantity:
    """Return a counted number."""
    return Quantity(
        value=value, unit=unit, counts=counts, qualifier=qualifier, written=f"{value:g}", line=line
    )
