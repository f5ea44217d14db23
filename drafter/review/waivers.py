"""Letting a finding stand: which may, and how a waiver finds its finding again after an edit elsewhere."""

from collections.abc import Iterable

from drafter.core.finding import Finding
from drafter.core.prose import sentence_spans
from drafter.errors import Refused
from drafter.review.hashes import sha256
from drafter.review.records import FindingWaiver

MIN_REASON = 8  # characters: enough for two words, so that "ok" does not pass for a reason


def is_leak(finding: Finding) -> bool:
    """Say whether the finding is about something that must never go out."""
    return finding.rule.startswith("LEK") or "leak" in finding.name


def key(finding: Finding, text: str) -> str:
    """Return what names this finding in this sentence; the same while the sentence stays as it is."""
    around = next(
        (
            text[start:end]
            for start, end in sentence_spans(text)
            if start <= finding.start < max(end, start + 1)
        ),
        finding.text,
    )
    return sha256(f"{finding.rule}\n{finding.text}\n{around.strip()}")[:16]


def refuse_unwaivable(finding: Finding, reason: str) -> None:
    """Raise Refused when the finding cannot be waived, or nobody said why it should be."""
    if is_leak(finding):
        raise Refused(
            f"{finding.rule} {finding.name} cannot be waived: {finding.text!r} must not leave.",
            remedy="Take the words out, or give the part a customer name in the system map.",
        )
    refuse_without_reason(reason)


def refuse_without_reason(reason: str) -> None:
    """Raise Refused when nobody said in words why a finding may stand."""
    if len(reason.strip()) < MIN_REASON:
        raise Refused(
            f"{reason.strip()!r} is not a reason.", remedy="Say in a few words why the finding may stand."
        )


def standing(findings: Iterable[Finding], text: str, waivers: Iterable[FindingWaiver]) -> list[Finding]:
    """Return the blocking findings that nobody has waived, in text order."""
    waived = {waiver.key for waiver in waivers}
    return [
        finding
        for finding in findings
        if finding.severity == "block" and (is_leak(finding) or key(finding, text) not in waived)
    ]
