"""The system map in a few lines, as the stable part of a prompt: no clock, no incident, no person in it."""

from collections.abc import Callable

from drafter.core.system_map import SystemMap
from drafter.writing.model.outgoing import Outgoing

MAX_PARTS = 60  # larger maps are cut: the digest is paid for in every call, and facts still name their parts


def map_digest(system_map: SystemMap, *, public: bool, is_instruction: Callable[[str], bool]) -> list[str]:
    """Return one line per part that the group may name; texts that give orders are left out.

    For the public group a line holds the customer's words only; for the internal group the internal names
    as well.
    """
    outgoing = Outgoing(system_map, public=False)
    lines = []
    for number, part in enumerate(system_map.components[:MAX_PARTS], start=1):
        if public and (part.internal_only or not part.customer_name):
            continue
        named = [f"customers call it: {part.customer_name}"] if part.customer_name else []
        if not public:
            named.insert(0, f"names: {', '.join(part.names)}")
        named += [f"{kind}: {symptom}" for kind, symptom in part.symptoms.items()]
        named += [f"customers see: {symptom}" for symptom in part.plain_symptoms]
        named += [f"advice: {part.advice}"] if part.advice else []
        named += [f"still works: {text}" for text in part.unaffected]
        said = [outgoing.text(piece) for piece in named if not is_instruction(piece)]
        if said:
            lines.append(f"c{number} | {' | '.join(said)}")
    return lines


def glossary_digest(system_map: SystemMap, *, is_instruction: Callable[[str], bool]) -> list[str]:
    """Return one line per term that has plain words."""
    return [
        f"{entry.term}: {entry.plain or entry.explanation}"
        for entry in system_map.glossary[:MAX_PARTS]
        if (entry.plain or entry.explanation) and not is_instruction(f"{entry.plain} {entry.explanation}")
    ]
