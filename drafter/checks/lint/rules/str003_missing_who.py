"""STR003 missing-who: nothing says which customers, plans, places or share of people are affected."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_symptoms, find_unknowns, stage_of
from drafter.checks.lint.detect.reading import Reading, is_update, readings
from drafter.checks.lint.detect.scope import SHARE
from drafter.checks.lint.markup import HIDDEN
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

PLAIN = frozenset({"closed", "generic", "feature", "provider", "act", "harm", "inner", "negation", "break"})
DIRECT = frozenset({"customer_email", "email", "affected_customers", "support_reply"})


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the symptom, or the first sentence, when no group, region or share is named."""
    if not is_update(document) or context.short or stage_of(document, context) == "over":
        return
    parts = readings(document)
    addressed = context.audience in DIRECT or context.option("STR003", "you_is_enough")
    for number in range(len(parts)):
        reading = parts[number]
        if reading.of("group", "region", "spared") or SHARE.search(reading.lower):
            return
        if addressed and ("you" in reading.words or "your" in reading.words):
            return
    if any(
        "who" in document.text_lower[s.start : s.end + 60] or "how many" in document.text_lower
        for s in find_unknowns(document)
    ):
        return
    symptoms = find_symptoms(document)
    if symptoms and context.option("STR003", "named_service_is_enough"):
        told = parts.at(symptoms[0].start)
        if told is not None and _named_service(told):
            return
    place = document.sentence_at(symptoms[0].start) if symptoms else None
    start, end = (place.start, place.end) if place else document.anchor
    yield Hit(
        start,
        end,
        "Nothing says who is affected. Name the group, the share or the place: 'all customers in the EU', "
        "'about 1 in 20 orders'; if nobody knows yet, say so.",
    )


def _named_service(reading: Reading) -> bool:
    """Say whether the effect is told of a service by its own name or address, so of all who use it."""
    for index, written in enumerate(reading.written):
        marks = reading.marks[index]
        if HIDDEN in reading.gaps[index] or (reading.gaps[index] == "." and index):
            return True
        if len(written) > 3 and written[:1].isupper() and index and not marks & PLAIN:
            return True
    return False


RULE = Rule(
    code="STR003",
    name="missing-who",
    severity="block",
    audiences="CSX",
    kind="document",
    summary="nothing says which customers, plans or share of people are affected",
    why=(
        "People who are not affected should be able to stop reading, and those who are must know that "
        "they are meant."
    ),
    source="Atlassian incident communication play; PagerDuty, external communication guidelines (scope)",
    check=check,
    options=(
        Option(
            "named_service_is_enough",
            True,
            "let an effect on a service with a name of its own stand for its users",
        ),
        Option(
            "you_is_enough", True, "whether 'you' counts as saying who, as in a message to those affected"
        ),
    ),
    flags=(
        "Exports are late. We are adding machines.",
        "The booking page shows an error. We are putting back yesterday's version.",
        "Invoices cannot be opened.",
    ),
    passes=(
        "Charging cannot be started by drivers who pay with the app.",
        "Your invoice for May cannot be opened.",
        "Exports are late for customers in Canada.",
        "About 30 % of bookings fail. We do not know yet which ones.",
    ),
)
