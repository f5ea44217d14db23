"""CON005 promise-missed: this update is later than the last one promised, and does not say so."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule

OWNED = Pattern(
    r"\b(?:(?:update|message|post|news|note|this) (?:\w+ ){0,5}(?:late|delayed|overdue)|(?:we are|we're) "
    r"(?:\w+ ){0,3}late|(?:late|delayed|overdue) (?:update|message|post|note)|(?:sorry|apologi[sz]e)"
    r"[^.]{0,30} (?:late|delay|lateness)|later than|missed|we (?:said|promised|told you|"
    r"should have)|promised "
    r"(?:for|at|by|you)|this update (?:was|comes|is)|sorry for the (?:wait|silence)|kept you waiting|"
    r"did not (?:write|post|update)|had promised)\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the first sentence when the promised time has passed by more than the slack, unsaid."""
    assert context.now is not None
    assert context.promised_at is not None
    late = (context.now - context.promised_at).total_seconds() / 60
    if late <= context.option("CON005", "slack_min") or OWNED.search(document.lower):
        return
    yield Hit(
        *document.anchor,
        f"This update was promised for {context.promised_at:%H:%M} UTC and is {late:.0f} minutes "
        f"late. Say so: 'This update comes late; we had promised {context.promised_at:%H:%M} UTC.'",
    )


RULE = Rule(
    code="CON005",
    name="promise-missed",
    severity="block",
    audiences="CSX",
    kind="context",
    summary="this update is later than the time the last one promised and does not say so",
    why="The next-update time is the one promise that depends on us alone; a broken one must be owned.",
    source="Customer Support Leaders, episode 276 (you can always live up to that promise)",
    check=check,
    needs=("now", "promised_at"),
    options=(Option("slack_min", 5, "minutes by which an update may be late"),),
    flags=(
        Example(
            "Calls to Spain still drop.",
            now="2026-05-04T11:40:00+00:00",
            promised_at="2026-05-04T11:00:00+00:00",
        ),
        Example(
            "No change. Next update 12:00 UTC.",
            now="2026-05-04T11:20:00+00:00",
            promised_at="2026-05-04T11:00:00+00:00",
        ),
        Example(
            "Phones work again.", now="2026-05-04T14:00:00+00:00", promised_at="2026-05-04T11:00:00+00:00"
        ),
    ),
    passes=(
        Example(
            "Calls to Spain still drop.",
            now="2026-05-04T11:03:00+00:00",
            promised_at="2026-05-04T11:00:00+00:00",
        ),
        Example(
            "This update comes 40 minutes late. Calls to Spain still drop.",
            now="2026-05-04T11:40:00+00:00",
            promised_at="2026-05-04T11:00:00+00:00",
        ),
        Example(
            "Phones work again.", now="2026-05-04T10:30:00+00:00", promised_at="2026-05-04T11:00:00+00:00"
        ),
    ),
)
