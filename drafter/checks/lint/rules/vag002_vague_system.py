"""VAG002 vague-system: infrastructure, backend systems, our platform: a thing no reader can point at."""

from bisect import bisect_left
from collections.abc import Iterator

from drafter.checks.lint.detect.reading import Reading, readings
from drafter.checks.lint.detect.symptoms import symptoms_in
from drafter.checks.lint.markup import HIDDEN
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.phrases import PhraseMatch
from drafter.checks.lint.rule import Context, Document, Hit, Rule

SPECIFIC = Pattern(
    r"^\s?(?:\(|that|which|where|planned|scheduled|"
    r"in one of|behind|used for|for|under|of|called|named|in (?:the )?[a-z]+ "
    r"(?:region|"
    r"office|building))\b"
)


OURS = frozenset({"our system", "our systems", "our platform", "our service"})
POINTING_BACK = ("these ", "those ")  # what an earlier sentence told
POINTING = ("the ", "all ", "both ", "these ", "those ")  # what they point at may be told elsewhere


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each such wording once, unless the words after it or a name before it say which one.

    "The service" and "the repair" pass in a text that names a thing somewhere.
    """
    matches = document.phrases("VAG002")
    if not matches:
        return
    parts = readings(document)
    seen: set[str] = set()
    for match in matches:
        if (
            match.words.lower() in seen
            or SPECIFIC.regex.match(document.lower[match.end : match.end + 40])
            or _named(document, match)
            or _leads(document, match.end)
        ):
            continue
        reading = parts.at(match.start)
        if match.words.lower() in OURS and reading is not None and symptoms_in(reading):
            continue  # "our system cannot send invoices"
        if match.words.lower().startswith(POINTING_BACK) and document.sentence_number(match.start):
            continue
        if match.words.lower().startswith(POINTING) and any(
            _names(parts[number], match) for number in range(len(parts))
        ):
            continue
        seen.add(match.words.lower())
        yield match.hit(
            "{words} could be anything. Name what people use: 'the Billing page', 'the service that "
            "sends our emails'."
        )


def _named(document: Document, match: PhraseMatch) -> bool:
    """Say whether a name stands beside it: "Puppet infrastructure", "the service ci.example.org"."""
    start = match.start
    following = document.prose[match.end : match.end + 40].split(None, 1)[:1] or [""]
    if "." in following[0].rstrip(".,") or HIDDEN in following[0]:
        return True
    if match.words.islower() and " " not in match.words and _described(document, start):
        return True
    last = match.words.rsplit(None, 1)[-1]
    if last[:1].isupper() and not match.words.isupper() and start and document.prose[start - 1] == " ":
        return True  # "Northwind Infrastructure"
    before = document.prose[max(0, start - 40) : start].rstrip()
    word = before.rsplit(None, 1)[-1:] or [""]
    return (
        word[0][:1].isupper()
        and word[0].isalpha()
        and before[: -len(word[0])].rstrip()[-1:] not in ("", ".", "!", "?")
    )


def _leads(document: Document, end: int) -> bool:
    """Say whether it only tells what kind of part follows: "our architecture table"."""
    reading = readings(document).at(end - 1)
    at = bisect_left(reading.starts, end) if reading is not None else 0
    if reading is None or at >= len(reading.words) or reading.gaps[at] != " ":
        return False
    return bool(reading.marks[at] & {"inner", "feature"}) and not reading.marks[at] & {"harm", "back"}


def _described(document: Document, start: int) -> bool:
    """Say whether a word of its own stands before a bare noun: "rate limiting infrastructure"."""
    reading = readings(document).at(start)
    at = bisect_left(reading.starts, start) if reading is not None else 0
    if reading is None or not at or reading.gaps[at] != " ":
        return False
    return not reading.marks[at - 1] & {"closed", "generic", "provider"}


def _names(reading: Reading, match: PhraseMatch) -> bool:
    """Say whether a sentence has a feature or a proper name beside the words themselves."""
    for index, (word, marks) in enumerate(zip(reading.written, reading.marks, strict=True)):
        if match.start <= reading.starts[index] < match.end:
            continue
        if "feature" in marks or (index and word[:1].isupper() and len(word) > 2 and "closed" not in marks):
            return True
    return False


RULE = Rule(
    code="VAG002",
    name="vague-system",
    severity="warn",
    audiences="CSX",
    kind="phrase",
    summary=(
        "infrastructure, backend systems, our product, our platform, a component, as the thing that broke"
    ),
    why="A reader cannot match 'infrastructure' with anything on their screen.",
    source="Customer Support Leaders, episode 276 ('infrastructure' or, even worse, 'our product')",
    check=check,
    flags=(
        "Our backend is not stable.",
        "One of our internal systems has failed.",
        "We are repairing a component of our platform.",
        "Work on these jobs goes on.",
    ),
    passes=(
        "Hosts of Northwind Infrastructure do not answer.",
        "Our Infrastructure team found the cut cable.",
        "The service that prints invoices has stopped.",
        "The booking system at the airport is closed.",
        "Our system cannot send invoices.",
    ),
)
