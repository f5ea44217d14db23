"""STR009 missing-workaround: neither a way round nor "there is no way round" is present. Off by default."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_symptoms, stage_of
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

ADVICE = Pattern(
    r"\b(?:work-?\s?arounds?|way (?:round|around)|meanwhile|in the meantime|until then|instead|"
    r"alternatively|as an alternative|"
    r"no other way|nothing you (?:need|have) to|you (?:can|could|may) (?:still |also )?(?!see|"
    r"experience|notice|expect|find|get|receive|face)|please (?:use|try|call|"
    r"send|order|pay|reload|clear|restart)|try again|(?:use|try|call|reload|restart|switch to|sign in "
    r"with|order by) |"
    r"no (?:action|steps?) (?:is |are )?(?:needed|required)|cannot be (?:done|ordered|reached) (?:any "
    r")?other|\bfor now\b|"
    r"\w+ing (?:\w+ )?(?:by|with|through|from|in|on|over) (?:\w+ ){1,4}?(?:still )?works\b)|"
    r"(?:^|[.!?,]\s+)(?:send|pay|ask|book|buy|print|write|contact|visit|go|open|sign|"
    r"log|download|upload|"
    r"choose|select|enter|save|keep|wait|check|take|bring|show|connect|turn|retry|refresh|install|update|press|"
    r"order|listen|read|collect|speak|dial|ring|reply|come)\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the symptom's sentence when no advice stands anywhere."""
    if not is_update(document) or stage_of(document, context) == "over" or ADVICE.search(document.lower):
        return
    symptoms = find_symptoms(document)
    sentence = document.sentence_at(symptoms[0].start) if symptoms else None
    if sentence is not None:
        yield Hit(
            sentence.start,
            sentence.end,
            "No way round is given. Add one ('You can pay by bank transfer'), or say that there is none.",
        )


RULE = Rule(
    code="STR009",
    name="missing-workaround",
    severity="info",
    audiences="CS",
    kind="document",
    summary="neither a workaround nor 'there is no workaround' is present",
    why="Half of what readers want to know is what they can do until it works.",
    source="PagerDuty, customer liaison (provide workarounds)",
    check=check,
    default=False,
    flags=(
        "You cannot book online. We are repairing the page.",
        "Exports are late for customers in Canada.",
        "The till prints nothing.",
    ),
    passes=(
        "The page that lists workarounds does not open; call us instead.",
        "You cannot book online. You can still book by phone.",
        "Exports are late. There is nothing you need to do.",
    ),
)
