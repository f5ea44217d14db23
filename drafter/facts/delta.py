"""A second reading of the notes laid over the fact sheet: nothing is removed, the stage stays.

The model's reading comes in here, and works on the sheet as any fact does: later facts replace it, a
person's edit wins over it.
"""

from collections.abc import Sequence

from drafter.core.delta import FactDelta
from drafter.core.fact import Fact, FactEdit, FactSheet, Topic
from drafter.core.system_map import SystemMap
from drafter.facts.edits import apply_edits
from drafter.facts.supersession import replaced_since

_TOPIC_OF: dict[str, Topic] = {
    "symptom": "symptom",
    "scope": "scope",
    "workaround": "workaround",
    "unaffected": "unaffected",
    "data_impact": "data",
}


def merge(
    sheet: FactSheet,
    deltas: Sequence[FactDelta],
    *,
    system_map: SystemMap | None = None,
    edits: Sequence[FactEdit] = (),
) -> FactSheet:
    """Return the sheet with every delta laid over it, the oldest first.

    A fact of the rules that the reading found as well is marked "both"; its certainty can only fall; a
    further kind joins its own. Topics that an added usable fact covers are no longer unknown, and no longer
    asked about. `system_map` leaves out parts the map no longer has. `edits` are those `sheet` was built
    with: they apply to added facts too.
    """
    if not deltas:
        return sheet
    facts = list(sheet.facts)
    added: dict[str, Fact] = {}
    for delta in deltas:
        facts = [_overlaid(fact, delta) for fact in facts]
        added |= {fact.id: _on_map(fact, system_map) for fact in delta.added if sheet.fact(fact.id) is None}
    own = apply_edits(
        replaced_since(list(added.values()), facts), [one for one in edits if one.fact_id in added]
    )
    sure = [fact for fact in own if fact.usable and fact.certainty in ("confirmed", "reported")]
    topics = {_TOPIC_OF[fact.kind] for fact in sure if fact.kind in _TOPIC_OF}
    return sheet.model_copy(
        update={
            "facts": tuple(sorted((*facts, *own), key=lambda fact: fact.lines[:1] or (0,))),
            "unknowns": tuple(one for one in sheet.unknowns if one.topic not in topics),
            "questions": tuple(one for one in sheet.questions if one.topic not in topics),
        }
    )


def _on_map(fact: Fact, system_map: SystemMap | None) -> Fact:
    if system_map is None or not fact.components:
        return fact
    known = {part.id for part in system_map.components}
    return fact.model_copy(update={"components": tuple(one for one in fact.components if one in known)})


def _overlaid(fact: Fact, delta: FactDelta) -> Fact:
    if fact.id not in delta.confirmed or fact.found == "person":
        return fact
    update: dict[str, object] = {"found": "both"}
    if fact.id in delta.lowered:
        update["certainty"] = delta.lowered[fact.id]
    if fact.id in delta.also:
        update["also"] = (*fact.also, delta.also[fact.id])
    return fact.model_copy(update=update)
