"""STR012 postmortem-section-missing: no summary, impact, timeline, cause, repair, or change to come."""

from collections.abc import Iterator

from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

# Stems that show a section under any of its usual headings, or, in a review without headings, its content.
SECTIONS: dict[str, tuple[str, ...]] = {
    "a summary": (
        "summary",
        "overview",
        "tl;dr",
        "tldr",
        "in short",
        "brief",
        "nutshell",
        "key points",
        "outline",
        "what happened",
        "abstract",
        "synopsis",
        "background",
        "at a glance",
    ),
    "who was affected": (
        "impact",
        "affected",
        "who was",
        "effect",
        "consequence",
        "scope",
        "customers",
        "users",
        "what you saw",
        "noticed",
        "felt",
        "damage",
        "who ",
    ),
    "a timeline": (
        "timeline",
        "time line",
        "chronolog",
        "sequence of events",
        "timestamps",
        "what happened when",
        "log of events",
        "events",
    ),
    "the cause": (
        "cause",
        "why",
        "reason",
        "contributing",
        "trigger",
        "what went wrong",
        "analysis",
        "explanation",
        "how it happened",
    ),
    "what was done": (
        "resolution",
        "what we did",
        "what we changed",
        "recovery",
        "mitigation",
        "response",
        "fix",
        "repair",
        "how we",
        "remediation",
        "restored",
        "corrective",
        "solution",
        "went well",
    ),
    "what will change": (
        "action",
        "next",
        "follow",
        "lessons",
        "prevent",
        "improve",
        "will change",
        "what changes",
        "different",
        "future",
        "what we will",
        "going to",
        "remediation",
        "plan",
        "todo",
        "to do",
        "learn",
        "commitments",
    ),
}


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield one hit that names the sections a review with headings lacks."""
    headings = [document.text[block.start : block.end].lower() for block in document.headings]
    if not headings and document.words < context.option("STR012", "least_words"):
        return
    place = "\n".join(headings) if len(headings) >= 2 else document.visible_lower
    missing = [name for name, stems in SECTIONS.items() if not any(stem in place for stem in stems)]
    if len(headings) >= 2 and len(missing) == 1:
        body = document.visible_lower
        missing = [name for name in missing if not any(stem in body for stem in SECTIONS[name])]
    if missing:
        yield Hit(
            *_title(document), f"The review has no section for {', '.join(missing)}. Add a heading for each."
        )


def _title(document: Document) -> tuple[int, int]:
    if document.headings:
        return document.headings[0].start, document.headings[0].end
    return document.anchor


RULE = Rule(
    code="STR012",
    name="postmortem-section-missing",
    severity="block",
    audiences="P",
    kind="document",
    summary="no summary, impact, timeline, cause, what we did, or what we will change",
    why="A reader who looks for one of them and does not find it reads the gap as something hidden.",
    source=(
        "Squadcast on post-incident reports; mybinder.org incident report template; "
        "dastergon/postmortem-templates"
    ),
    check=check,
    options=(Option("least_words", 150, "a review without headings is judged from this length on"),),
    flags=(
        "# Silent phones\n## Timeline\n09:05 UTC phones go silent.\n## Cause\nA cable was cut.",
        "# Review of 4 May\n## Summary\nInvoices were late.\n## What we will change\nA second printer.",
        "# Late exports\n## Impact\nExports were 3 hours late.\n## Resolution\nWe added machines.",
    ),
    passes=(
        "# Silent phones\n## In short\n## What you saw\n## Sequence of events\n## Why it happened\n## "
        "How we repaired it\n"
        "## What happens next",
        "# Late exports\n## Overview\n## Impact\n## Timeline\n## Contributing factors\n## "
        "Recovery\n## Lessons and actions",
        "Phones were silent for an hour. A full review follows on 8 May.",
    ),
)
