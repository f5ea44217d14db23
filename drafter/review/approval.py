"""May this exact text go out? What stands in the way, each with what to do about it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from drafter.core.audience import Audience
from drafter.core.fact import FactSheet
from drafter.core.finding import Finding
from drafter.errors import Refused
from drafter.review.policy import ReviewPolicy
from drafter.review.records import Approval, DraftRecord, FactCheck, Incident
from drafter.review.words import pattern


def second_opinion(incident: Incident, audience: Audience, sheet: FactSheet, text: str) -> tuple[str, ...]:
    """Return why somebody other than the authors must approve; empty when nobody must.

    The audience says for which of "security", "privacy", "data" and "always" it wants one; a text with a
    word of legal weight in it then needs one too.
    """
    watched = set(audience.second_approver)
    reasons = [f"the incident is marked {flag}" for flag in incident.flags if flag in watched]
    if "security" in watched and _harm(sheet, "security"):
        reasons.append("the notes speak of security")
    if "data" in watched and _harm(sheet, "data_impact"):
        reasons.append("the notes speak of harm to data")
    return (*reasons, *second_opinion_of_words(audience, text))


def second_opinion_of_words(audience: Audience, text: str) -> tuple[str, ...]:
    """Return why the readers and the words alone ask for somebody other than the authors."""
    reasons = []
    if "always" in audience.second_approver:
        reasons.append(f"{audience.title} always needs one")
    word = pattern("consequences").search(text) if audience.second_approver else None
    if word:
        reasons.append(f"the text says {word[0]!r}")
    return tuple(reasons)


def _harm(sheet: FactSheet, kind: str) -> bool:
    return any(not fact.negated for fact in sheet.usable() if kind in (fact.kind, *fact.also))


def is_enough(draft: DraftRecord, approvals: Iterable[Approval], reasons: Sequence[str]) -> bool:
    """Say whether these approvals let the draft go: one, and one of a non-author where that is asked."""
    valid = [a for a in approvals if a.withdrawn_at is None and a.version == draft.version]
    if not reasons:
        return bool(valid)
    return any(approval.by not in draft.authors for approval in valid)


def refuse_unapprovable(
    *,
    incident: Incident,
    draft: DraftRecord,
    standing: Sequence[Finding],
    check: FactCheck | None,
    policy: ReviewPolicy,
) -> None:
    """Raise Refused for the first thing that stands in the way of an approval."""
    refuse_standing(standing)
    baseless = next((s for s in draft.body.sentences if not s.has_basis), None)
    if baseless:
        raise Refused(f"Nothing backs {baseless.text!r}.", remedy="Put it in your own words, or take it out.")
    if incident.severity.upper() in policy.owner_severities and not incident.comms_owner:
        raise Refused(
            f"A {incident.severity} incident needs one named comms owner.",
            remedy="Name the comms owner of the incident, then approve.",
        )
    answered = check if check and check.version == draft.version else None
    if answered and answered.answer == "no":
        raise Refused(
            f"{answered.answered_by} answered no to the fact check: {answered.comment or 'no reason given'}.",
            remedy="Edit the text and ask again.",
        )
    if policy.fact_check == "required" and not (answered and answered.answer == "yes"):
        raise Refused(
            "Nobody has confirmed the facts of this text.", remedy="Ask for the fact check and wait for yes."
        )


def refuse_standing(standing: Sequence[Finding]) -> None:
    """Raise Refused for the first of the findings that nobody has let stand."""
    if standing:
        first = standing[0]
        more = f" ({len(standing)} in all)" if len(standing) > 1 else ""
        raise Refused(
            f"{first.rule} {first.name} stands{more}: {first.message}",
            remedy="Fix the text, or waive the finding by name with a reason; leaks are never waived.",
        )


def refuse_past_promise(next_update_at: datetime | None, now: datetime) -> None:
    """Raise Refused when the text promises news at a time that has gone by."""
    if next_update_at is not None and next_update_at <= now:
        raise Refused(
            f"The text promises the next update by {next_update_at:%H:%M} UTC, which has passed.",
            remedy="Approve it again with a later time.",
        )
