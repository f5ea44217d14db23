"""CON002 tense-mismatch: past tense for a live symptom, or present tense after the end."""

from collections.abc import Iterator

from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.detect.symptoms import symptoms_in
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule

PAST = Pattern(
    r"\b(?:was|were|could not|couldn't|did not|didn't|had|failed|stopped|dropped|arrived|wasn't|"
    r"weren't|saw|got|lost)\b"
)
PRESENT = Pattern(
    r"\b(?:is|are|cannot|can't|does not|doesn't|do not|don't|fails?|isn't|aren't|drops?|may|remain|"
    r"stays?|see|sees|loads?|returns?|shows?|keeps?)\b"
)
TIME = Pattern(
    r"\b(?:from|between|until|earlier|at \d|before|yesterday|since|after|by \d|for (?:about )?\d|"
    r"\d{1,2}:\d{2}|now|again|no longer|monday|tuesday|wednesday|thursday|friday)\b"
)
INFINITIVE = Pattern(
    r"\b(?:could|did|would|unable|able) ?(?:not|n't)? (?:to )?\w+"
)  # "could not see" is past
BACK = Pattern(
    r"\b(?:again|restored|resolved|no longer|back|normal|recovered|since|fixed|now works?|working|not "
    r"affected|unaffected|nothing|if |need|should|please|can now)\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each symptom told in the wrong time for the stage; a sentence with its own times is history."""
    if context.stage is None:
        return
    live = context.stage in ("investigating", "identified", "fixing")
    if not live and context.stage != "resolved":
        return
    parts = readings(document)
    for number in range(len(parts)):
        reading = parts[number]
        found = symptoms_in(reading)
        if not found:
            continue
        lower = reading.lower
        past = PAST.search(lower)
        present = PRESENT.search(INFINITIVE.regex.sub("", lower) if past else lower)
        if live and past and not present and not TIME.search(lower):
            words = past
            say = "the incident is open: write the symptom in the present ('Uploads are failing')"
        elif not live and present and not past and not BACK.search(lower):
            words = present
            say = "the incident is over: write the symptom in the past, with its times"
        else:
            continue
        start = reading.sentence.start + words.start()
        yield Hit(start, start + len(words[0]), f"{words[0]!r}, but {say}.")


RULE = Rule(
    code="CON002",
    name="tense-mismatch",
    severity="info",
    audiences="CSX",
    kind="context",
    summary="past tense for a live symptom, or present tense after the end",
    why="'Was failing' tells a reader whose upload fails that it must be something else.",
    source="plainlanguage.gov, use the present tense",
    check=check,
    needs=("stage",),
    flags=(
        Example("Invoices could not be opened.", stage="investigating"),
        Example("Phones are silent in Spain.", stage="resolved"),
        Example("Search was slow for all shops.", stage="identified"),
    ),
    passes=(
        Example(
            "Invoices could not be opened from 09:00 to 09:40 UTC; now they open slowly.", stage="identified"
        ),
        Example("Phones were silent in Spain from noon to 15:00 UTC.", stage="resolved"),
        Example("Search is slow for all shops.", stage="identified"),
    ),
)
