"""What has changed since the last update to the same reader: new, changed, withdrawn and repeated facts."""

from dataclasses import dataclass

from drafter.core.draft import PublishedUpdate
from drafter.core.fact import Fact, FactKind, FactSheet

# Kinds whose arrival is news to a reader; coordination and single readings are not.
NEWS: frozenset[FactKind] = frozenset(
    {
        "symptom", "scope", "start", "cause", "action", "side_effect", "workaround", "restored", "verified",
        "resolved", "unaffected", "data_impact", "security",
    }
)  # fmt: skip
_WORK: tuple[FactKind, ...] = ("action", "observation", "decision", "cause", *NEWS)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Facts by what became of them since the last update; all empty when there was none.

    `changed` pairs the published fact with the one that replaces it. `stage_moved` says whether the stage
    differs; `relapsed` whether it had been said to work and does not; `worked` whether newer notes tell of
    work or of what was seen, though none of it can be told to this reader.
    """

    new: tuple[Fact, ...] = ()
    changed: tuple[tuple[Fact, Fact], ...] = ()
    withdrawn: tuple[Fact, ...] = ()
    repeated: tuple[Fact, ...] = ()
    stage_moved: bool = False
    relapsed: bool = False
    worked: bool = False

    @property
    def no_news(self) -> bool:
        """Say whether a reader would learn nothing new."""
        return not (self.new or self.changed or self.withdrawn or self.stage_moved or self.relapsed)


def changes(sheet: FactSheet, previous: PublishedUpdate | None, *, public: bool = True) -> ChangeView:
    """Compare the sheet with what was published. `public`: only news for readers outside counts as new."""
    if previous is None:
        return ChangeView()
    published = [fact for fact in (sheet.fact(fact_id) for fact_id in previous.fact_ids) if fact]
    disputed = {fact_id for conflict in sheet.conflicts for fact_id in conflict.fact_ids}
    changed: list[tuple[Fact, Fact]] = []
    withdrawn: list[Fact] = []
    repeated: list[Fact] = []
    for fact in published:
        replacement = _replacement(sheet, fact)
        if replacement is not None:
            changed.append((fact, replacement))
        elif not fact.usable or fact.certainty == "conflicting" or fact.id in disputed:
            withdrawn.append(fact)
        else:
            repeated.append(fact)
    known = set(previous.fact_ids)
    new = [
        fact
        for fact in sheet.usable()
        if fact.id not in known
        and any(line > previous.upto_line for line in fact.lines)
        and (
            not public
            or (
                fact.visibility == "public"
                and fact.is_a(*NEWS)
                and fact.certainty in ("confirmed", "reported", "planned")
            )
        )
    ]
    works = ("monitoring", "resolved")
    return ChangeView(
        new=tuple(new),
        changed=tuple(changed),
        withdrawn=tuple(withdrawn),
        repeated=tuple(repeated),
        stage_moved=sheet.stage != previous.stage,
        relapsed=previous.stage in works and sheet.stage not in works,
        worked=any(f.is_a(*_WORK) and f.lines[:1] > (previous.upto_line,) for f in sheet.usable()),
    )


def _replacement(sheet: FactSheet, fact: Fact) -> Fact | None:
    """Return the usable fact at the end of the chain that replaces this one."""
    seen = {fact.id}
    while fact.superseded_by and fact.superseded_by not in seen:
        seen.add(fact.superseded_by)
        later = sheet.fact(fact.superseded_by)
        if later is None:
            return None
        fact = later
    return fact if len(seen) > 1 and fact.usable else None
