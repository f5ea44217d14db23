"""The sixty-second text: the first words, before anything is known, with no model and no notes."""

from datetime import datetime

from drafter.core.audience import Audience
from drafter.core.draft import Draft
from drafter.writing.clock import Clock
from drafter.writing.grammar import symptom_clause
from drafter.writing.layout import render
from drafter.writing.nouns import with_article
from drafter.writing.pen import POLICY, Basis, Pen

_UNKNOWN = Basis(unknowns=("symptom",), policy=True)


def holding(
    product: str,
    symptom: str,
    now: datetime,
    next_update_at: datetime,
    *,
    audience: Audience,
    zone: str = "UTC",
    zone_written: str = "",
) -> Draft:
    """Return an update that says only what a liaison can see: what is wrong, that we know, when more comes.

    `symptom` is what customers see, as a sentence or a few words ("not loading"); empty when nobody can
    say. `now` is printed as the time we confirmed it.
    """
    pen = Pen(audience)
    clock = Clock(zone, zone_written, as_of=now)
    name = product.strip() or "our service"
    clause = symptom_clause(symptom, name) if symptom.strip() else None
    if clause or symptom.strip():
        what = clause.now() if clause else symptom.strip().rstrip(".")
        first = pen.line("symptom", "holding.symptom", POLICY, what=what)
    else:
        first = pen.line("symptom", "holding.product", _UNKNOWN, product=with_article(name))
    sentences = (
        first,
        pen.line("since", "holding.since", POLICY, at=clock.moment(now)),
        pen.line("doing", "holding.doing", Basis(unknowns=("cause",), policy=True)),
        pen.line("next_update", "next_update.short", POLICY),
    )
    return Draft(
        audience=audience.id,
        stage="investigating",
        text=render(sentences, audience),
        sentences=sentences,
        next_update_at=next_update_at,
        method="template",
    )
