"""The life of a rewritten report: edited, findings let stand, approved or rejected. Pure; `now` is passed in.

draft --approve--> approved --reject--> rejected
  ^--edit-- (any of these; a draft may be rejected at once)
"""

import re
from collections.abc import Sequence
from datetime import datetime

from drafter.core.audience import Audience
from drafter.core.finding import Finding
from drafter.core.prose import sentence_spans
from drafter.errors import Conflict, Refused
from drafter.review import waivers
from drafter.review.approval import refuse_standing, second_opinion_of_words
from drafter.review.hashes import sha256
from drafter.review.records import FindingWaiver, RewriteReview
from drafter.review.words import pattern

OPEN_QUESTION = "RWR001"
# How an attack works: no name of ours, and a report on it may have to say it. Who did not write it decides.
ATTACK_DETAIL = "LEK009"
_NONE = re.compile(r"\b(?:no|not|never|without|nothing|none|nobody)\b|n't\b", re.IGNORECASE)


def edited(review: RewriteReview, text: str, *, by: str, now: datetime) -> RewriteReview:
    """Return the review with a new text: a draft again, with waivers of sentences left alone still given."""
    authors = review.authors if by in review.authors else (*review.authors, by)
    return _draft(review).model_copy(
        update={
            "version": review.version + 1,
            "text": text,
            "authors": authors,
            "updated_by": by,
            "updated_at": now,
        }
    )


def is_waivable(finding: Finding) -> bool:
    """Say whether a person may let the finding stand: neither a leak nor a question that is still open."""
    if finding.rule == ATTACK_DETAIL:
        return True
    return finding.rule != OPEN_QUESTION and not waivers.is_leak(finding)


def waived(review: RewriteReview, finding: Finding, reason: str, *, by: str, now: datetime) -> RewriteReview:
    """Return the review with the finding let stand. Raises Refused for leaks, open questions, no reason.

    How an attack works is let stand by somebody who did not write the text.
    """
    if finding.rule == OPEN_QUESTION:
        raise Refused(
            f"{finding.rule} {finding.name} cannot be waived: {finding.text!r} would go out.",
            remedy="Answer it in the text, or take the line out.",
        )
    if finding.rule == ATTACK_DETAIL:
        if by in review.authors:
            raise Refused(
                f"{by} wrote this text, and {finding.text!r} says how an attack works.",
                remedy="Have somebody who is not one of its authors waive it, or say it in other words.",
            )
        waivers.refuse_without_reason(reason)
    else:
        waivers.refuse_unwaivable(finding, reason)
    key = waivers.key(finding, review.text)
    given = FindingWaiver(
        key=key, rule=finding.rule, quoted=finding.text, by=by, reason=reason.strip(), at=now
    )
    return review.model_copy(update={"waivers": (*review.waivers, given)})


def standing(review: RewriteReview, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that stop an approval, in text order."""
    others = {waiver.key for waiver in review.waivers if waiver.by not in review.authors}
    return [
        one
        for one in waivers.standing(findings, review.text, review.waivers)
        if one.rule != ATTACK_DETAIL or waivers.key(one, review.text) not in others
    ]


def second_opinion(audience: Audience, text: str, source: str) -> tuple[str, ...]:
    """Return why somebody other than the authors must approve: readers, words, or a breach in the report.

    A breach that the text leaves out counts as one that it tells.
    """
    reasons = second_opinion_of_words(audience, text)
    if not audience.second_approver:
        return reasons
    breach = pattern("breach")
    told = (
        match[0]
        for start, end in sentence_spans(source)
        for match in breach.finditer(source, start, end)
        if not _NONE.search(source, start, match.start())
    )
    word = next(told, "")
    return (*reasons, f"the report speaks of {word!r}") if word else reasons


def approved(
    review: RewriteReview,
    findings: Sequence[Finding],
    audience: Audience,
    *,
    source: str,
    by: str,
    now: datetime,
) -> RewriteReview:
    """Return the review with this exact text signed off; `source` is the report it was made from.

    Raises Refused, Conflict for a rejected text.
    """
    if review.state == "rejected":
        raise Conflict("The text is rejected: it cannot be approved.", remedy="Edit it, then approve it.")
    if review.state == "approved":
        raise Conflict(
            f"The text is approved already, by {review.approved_by}.",
            remedy="Nothing is left to do; an edit would take the approval back.",
        )
    refuse_standing(standing(review, findings))
    reasons = second_opinion(audience, review.text, source)
    if reasons and by in review.authors:
        raise Refused(
            f"{by} wrote this text, and somebody who did not must approve it: {'; '.join(reasons)}.",
            remedy="Have somebody who is not one of its authors read and approve it.",
        )
    return review.model_copy(
        update={
            "state": "approved",
            "approved_by": by,
            "approved_at": now,
            "text_hash": sha256(review.text),
            "updated_by": by,
            "updated_at": now,
        }
    )


def is_approved(review: RewriteReview) -> bool:
    """Say whether the very text that stands there was approved."""
    return review.state == "approved" and review.text_hash == sha256(review.text)


def rejected(review: RewriteReview, reason: str, *, by: str, now: datetime) -> RewriteReview:
    """Return the review turned down. Raises Conflict when it is rejected already."""
    if review.state == "rejected":
        raise Conflict("The text is rejected already.", remedy="Edit it, then approve it.")
    return _draft(review).model_copy(
        update={"state": "rejected", "reason": reason, "updated_by": by, "updated_at": now}
    )


def _draft(review: RewriteReview) -> RewriteReview:
    """Return the review with no word of an approver on it."""
    return review.model_copy(
        update={"state": "draft", "approved_by": "", "approved_at": None, "text_hash": "", "reason": ""}
    )
