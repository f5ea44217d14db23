"""A person's word on facts: confirm, correct, hide, show, add. It comes last and wins."""

from collections.abc import Sequence
from dataclasses import replace

from drafter.core.fact import Certainty, Fact, FactEdit, FactKind
from drafter.facts.reading import Reading

# What a confirmed guess becomes: the person vouches for it.
_SAYS: dict[FactKind, frozenset[str]] = {
    "cause": frozenset(("cause_found",)),
    "restored": frozenset(("vouched_for",)),
    "verified": frozenset(("vouched_for",)),
}
_CONFIRMED: dict[FactKind, FactKind] = {"hypothesis": "cause", "decision": "decision"}


def edited_reading(reading: Reading, edits: Sequence[FactEdit], fact_id: str) -> Reading:
    """Return the reading with kind and certainty as a person has them, so that the stage follows."""
    for edit in edits:
        if edit.fact_id != fact_id:
            continue
        if edit.action == "confirm":
            kind = edit.kind or _CONFIRMED.get(reading.kind, reading.kind)
            reading = _vouched(reading, kind, edit.certainty or "confirmed")
        elif edit.action == "correct":
            reading = _vouched(reading, edit.kind or reading.kind, edit.certainty or reading.certainty)
        elif edit.action == "hide":
            reading = replace(reading, kind="coordination")
    return reading


def _vouched(reading: Reading, kind: FactKind, certainty: Certainty) -> Reading:
    """Give the reading what the stage asks of such a kind: a person has said it."""
    return replace(
        reading, kind=kind, certainty=certainty, groups=reading.groups | _SAYS.get(kind, frozenset())
    )


def apply_edits(facts: Sequence[Fact], edits: Sequence[FactEdit]) -> tuple[Fact, ...]:
    """Return the facts after all edits, in their order; unknown ids and empty additions change nothing."""
    by_id = {fact.id: fact for fact in facts}
    for edit in edits:
        if edit.action == "add" and edit.text:
            by_id[edit.fact_id] = _added(edit)
        elif edit.fact_id in by_id:
            by_id[edit.fact_id] = _changed(by_id[edit.fact_id], edit)
    return tuple(by_id.values())


def _changed(fact: Fact, edit: FactEdit) -> Fact:
    if edit.action == "hide":
        return fact.model_copy(update={"hidden": True, "found": "person"})
    if edit.action == "show":
        return fact.model_copy(
            update={
                "hidden": False,
                "superseded_by": None,
                "visibility": "public",
                "found": "person",
                "unsure": False,
            }
        )
    changes: dict[str, object] = {"found": "person", "unsure": False}
    if edit.action == "confirm":
        changes |= {
            "certainty": edit.certainty or "confirmed",
            "kind": edit.kind or _CONFIRMED.get(fact.kind, fact.kind),
            "superseded_by": None,
        }
    else:
        changes |= {"certainty": edit.certainty or fact.certainty, "kind": edit.kind or fact.kind}
        if edit.text:
            changes |= {"text": edit.text, "quantities": ()}
    if edit.components is not None:
        changes["components"] = edit.components
    if edit.visibility is not None:
        changes["visibility"] = edit.visibility
    return fact.model_copy(update=changes)


def _added(edit: FactEdit) -> Fact:
    return Fact(
        id=edit.fact_id,
        kind=edit.kind or "observation",
        text=edit.text,
        certainty=edit.certainty or "confirmed",
        lines=(),
        components=edit.components or (),
        visibility=edit.visibility or "internal",
        found="person",
        why=f"written by {edit.by}",
    )
