"""STR005 missing-start-time: no start or "since" time in the first full update or in a postmortem."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_unknowns, first_symptom
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.pattern import SPACES, Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

CLOCK = Pattern(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?(?:am|pm|a\.m|p\.m)\b|\b\d{4}\s?(?:utc|gmt|z|hrs|hours)\b"
)
SPOKEN = Pattern(r"\bnoon\b|\bmidnight\b", any_of=("noon", "midnight"))
QUICK = Pattern(r":\d\d\b")  # the commonest form, found without trying every digit
LENGTH = Pattern(
    r"\blasted\b|\bfor (?:about |around |nearly |almost |over |more than )?[\w.]{1,12} (?:minutes?|"
    r"hours?|days?)\b",
    any_of=("lasted", "minute", "hour", "day"),
)

START_OPEN = Pattern(
    r"\bstart(?:ing)? time\b|\bwhen (?:it|this|that|they|these|the \w+)(?: \w+)? (?:began|started|start|"
    r"begin|"
    r"broke|failed|stopped)\b|\bsince when\b|\b(?:how long|exact(?:ly)? when)\b",
    any_of=("start", "when", "how long"),
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the sentence that tells the effect or its length when no clock time stands anywhere."""
    lower = document.visible_lower
    if (
        not document.sentences
        or (context.reader != "P" and not is_update(document))
        or QUICK.search(lower)
        or any(True for _ in CLOCK.at_digits(document, lower, ":.hapugz" + SPACES))
        or SPOKEN.search(lower)
    ):
        return
    if context.previous or (
        context.reader != "P" and context.stage in ("monitoring", "resolved") and not LENGTH.search(lower)
    ):
        return
    if START_OPEN.search(lower) and find_unknowns(document):
        return
    length = LENGTH.search(document.lower)
    symptom = None if length else first_symptom(document)
    if length is None and symptom is None and context.reader != "P":
        return
    sentence = document.sentence_at(length.start() if length else symptom.start if symptom else -1)
    start, end = (sentence.start, sentence.end) if sentence else document.anchor
    yield Hit(start, end, "No start time. Add 'since 09:05 UTC', or say that the start is not known yet.")


RULE = Rule(
    code="STR005",
    name="missing-start-time",
    severity="warn",
    audiences="CSXP",
    kind="document",
    summary="no start time or 'since' time in the first full update or in a postmortem",
    why="Readers compare it with what they saw, and look for damage from that moment on.",
    source="Atlassian incident communication play (what time did it start)",
    check=check,
    flags=(
        "Orders have been failing for two hours.",
        "Sign-in is down for everyone in Canada.",
        "The phones were silent for most of the day.",
    ),
    passes=(
        "We confirmed at 09:20 UTC that sign-in fails; we do not know yet when it began.",
        "Orders have been failing since 14:10 UTC.",
        "The phones were silent from 8 am to 3 pm UTC on 4 May.",
    ),
)
