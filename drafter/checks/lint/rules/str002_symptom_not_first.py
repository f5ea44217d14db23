"""STR002 symptom-not-first: the first sentence is about cause, team or process; the symptom comes later."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_symptoms, first_sentence, symptom_in_first_sentence
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.rule import Context, Document, Hit, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the first sentence when it tells no effect and a later one does."""
    if not is_update(document) or len(document.sentences) < 2 or symptom_in_first_sentence(document):
        return
    symptoms = find_symptoms(document)
    first = first_sentence(document)
    if not symptoms or first is None:
        return
    words = document.text[symptoms[0].start : symptoms[0].end]
    yield Hit(
        first.sentence.start,
        first.sentence.end,
        f"The effect ({words!r}) comes later. Move it to the front; the cause can follow.",
    )


RULE = Rule(
    code="STR002",
    name="symptom-not-first",
    severity="warn",
    audiences="CSX",
    kind="document",
    summary="the first sentence is about cause, team or process and the symptom comes later",
    why="Many read one sentence, in a mail subject or a chat preview; it must say what they see.",
    source="Customer Support Leaders, episode 276 (lead with the experience); ISO 24495-1, principle 2",
    check=check,
    flags=(
        "At 09:00 UTC we changed a rule in our firewall. Since then calls to Spain drop.",
        "Our engineers met at noon to review the plan. Invoices cannot be downloaded.",
        "During planned work on a switch a cable was pulled. You cannot make calls.",
    ),
    passes=(
        "Investigating - Calls to Spain drop after a minute. We are replacing a cable.",
        "You cannot download invoices. We changed the download page at noon.",
        "Hello everyone. Calls to Spain drop after a minute.",
    ),
)
