"""Further kinds a clause may have beside its first one. Never one that would claim more than it says."""

from drafter.core.fact import Certainty, FactKind

_MAY_ALSO: dict[FactKind, tuple[FactKind, ...]] = {
    "symptom": ("scope", "start", "detected", "data_impact"),
    "scope": ("symptom",),
    "detected": ("symptom", "scope"),
    "action": ("side_effect", "data_impact", "security"),
    "side_effect": ("data_impact",),
    "cause": ("data_impact", "security"),
    "observation": ("data_impact",),
    "restored": ("verified",),
    "verified": ("restored",),
    "data_impact": ("side_effect",),
    "unaffected": ("scope",),
    "start": ("symptom",),
}

_UNSETTLED = ("negation", "inability", "diagnose", "question", "question_mark", "unknown", "plan", "hedge")

# A report is of a symptom too only if its own words tell of trouble.
_TROUBLE = ("symptom", "bad_state", "persists", "inability", "negation")


def further_kinds(
    kind: FactKind,
    certainty: Certainty,
    groups: frozenset[str],
    close: tuple[FactKind, ...],
    *,
    first_trouble: bool,
) -> tuple[FactKind, ...]:
    """Return the further kinds: close calls of the classifier that are allowed, and what cues show.

    `first_trouble`: nothing before told of trouble, so a plain statement of harm is the moment it began.
    """
    allowed = _MAY_ALSO.get(kind, ())
    found: list[FactKind] = [other for other in close if other in allowed and other != "start"]
    if "side_effect" not in groups:  # harm done by our own repair needs a word for it
        found = [other for other in found if other != "side_effect"]
    if kind == "detected" and groups.isdisjoint(_TROUBLE):
        found = [other for other in found if other != "symptom"]
    if kind == "detected" and certainty == "reported" and not groups.isdisjoint(("symptom", "inability")):
        found.append("symptom")  # "users report that pages are down" says what they see
    if kind == "symptom":
        if "reported" in groups and certainty == "reported":
            found.append("detected")
        told = groups & {
            "reported",
            "reporting",
            "alarm",
            "detect",
            "saw",
            "told_by_person",
            "verified",
            "persists",
        }
        if certainty == "confirmed" and first_trouble and not told:
            found.append("start")
    if kind == "start" and "symptom" in groups and certainty in ("confirmed", "reported"):
        found.append("symptom")  # "checkout is down since 09:50"
    if kind == "restored" and certainty == "confirmed" and {"verified", "scope"} <= groups:
        found.append("verified")
    if "scope" in groups and kind in ("symptom", "start", "detected"):
        found.append("scope")
    if "data" in groups and "data_impact" in allowed:
        found.append("data_impact")
    if "security" in groups and "security" in allowed:
        found.append("security")
    if kind == "coordination" and "cause_found" in groups and groups.isdisjoint(_UNSETTLED):
        found.append("cause")  # "we informed users that we found the root cause"
    if "side_effect" in groups and "side_effect" in allowed:
        found.append("side_effect")
    return tuple(dict.fromkeys(found))
