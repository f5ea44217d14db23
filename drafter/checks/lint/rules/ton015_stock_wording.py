"""TON015 stock-wording: a ready-made sentence that would fit the update of any company on any day."""

from bisect import bisect_left
from collections.abc import Iterator

from drafter.checks.lint.detect import has_symptom
from drafter.checks.lint.detect.reading import Reading, readings
from drafter.checks.lint.detect.symptoms import NOT_YET
from drafter.checks.lint.rule import Context, Document, Hit, Rule

WORK = (
    "working on",
    "work on",
    "working to",
    "a fix",
    "the fix",
    "fixing",
    "are investigating the",
    "investigate the",
)
PROBLEM = (
    *(" an issue", " a problem", " an incident", "the issue", "the problem", "of reports", "aware of"),
    *(" issues", " problems", " disruption", " disruptions", " degradation", " errors", " rates", " latency"),
)
WHICH = frozenset(
    {
        "causing",
        "that",
        "which",
        "where",
        "with",
        "affecting",
        "preventing",
        "impacting",
        "involving",
        "of",
        "in",
    }
    | {"users", "customers", "some", "failures", "errors", "delays"}
)
PUBLISHES = ("publish", "share", "post ", "provide a", "release")
DATES = frozenset({"during", "throughout", "before", "after", "since"})
TROUBLE = ("issue", "outage", "incident", "problem", "disruption", "degradation")
PARTS = ("service", "systems", "operations", "site")
AGAIN = ("operating", "functioning", "working", "running", "performing", "returned", "returning", "back to")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each stock phrase, unless words beside it say what it is about here."""
    matches = document.phrases("TON015")
    if not matches:
        return
    parts = readings(document)
    for match in matches:
        reading = parts.at(match.start)
        if "investigation" in match.words.lower() and has_symptom(document):
            continue
        if (
            reading is not None
            and not match.words.lower().endswith((" it", " this"))
            and any(word in match.words.lower() for word in WORK)
        ):
            at = bisect_left(reading.starts, match.end)
            if (
                at < len(reading.words)
                and "," not in reading.gaps[at]
                and reading.named(at, min(at + 9, reading.clause_end(at)))
            ):
                continue
        if reading is not None and match.words.lower().startswith(AGAIN):
            at = bisect_left(reading.starts, match.start)
            if reading.named(reading.clause_start(at), at):
                continue
        if reading is not None and _only_then(reading, match.start):
            continue
        if reading is not None and _says_more(document, reading, match.words.lower(), match.start, match.end):
            continue
        if reading is not None and _goes_on(reading, match.words.lower(), match.start, match.end):
            continue
        yield match.hit(
            "{words} would fit any company's update. Say what this one did, for what, and how you know."
        )


def _only_then(reading: Reading, start: int) -> bool:
    """Say whether the trouble only dates something: "until this issue is resolved", "during the incident"."""
    at = bisect_left(reading.starts, start)
    if at and reading.words[at - 1] in DATES:
        return True
    return not NOT_YET.isdisjoint(reading.words[max(0, at - 2) : at])


def _says_more(document: Document, reading: Reading, words: str, start: int, end: int) -> bool:
    """Say whether "investigating" names its subject, or stands bare in a text that told the effect."""
    at, behind = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
    if words.endswith(("investigate", " cause", " source")) and any(
        cue.first >= behind for cue in reading.of("harm")
    ):
        return True  # "are continuing to investigate late invoices", "the cause of late invoices"
    if words.endswith("investigating"):
        more = behind < reading.clause_end(behind - 1) and reading.words[behind] != "and"
        return more or has_symptom(document)
    return words.startswith("investigat") and reading.named(at, behind - 1)


def _goes_on(reading: Reading, words: str, start: int, end: int) -> bool:
    """Say whether the sentence says which problem it is, or that the service works only later."""
    at, behind = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
    if words.startswith(PUBLISHES) and any(w.isdigit() for w in reading.words[behind : behind + 8]):
        return True  # "publish a root cause analysis by 29 September"
    reach = 1 if words.startswith(PARTS) else 3
    if words.startswith(TROUBLE + PARTS) and reading.named(max(reading.clause_start(at), at - reach), at):
        return True  # "the archive storage issue is resolved", "image services are back"
    if words.endswith((" for", " until")) and any(w.isdigit() for w in reading.words[behind : behind + 4]):
        return True  # "continue monitoring for the next 2 hours"
    if words.startswith(("service", "the service", "everything", "all ")) and not NOT_YET.isdisjoint(
        reading.words[max(0, at - 5) : at]
    ):
        return True
    if words.endswith(("improvement", "improvements")) and reading.words[behind : behind + 1] == ["in"]:
        return True  # "improvement in delivery times"
    if "reports of" in words or not words.endswith(PROBLEM) or behind >= len(reading.words):
        return False
    return reading.words[behind] in WHICH and reading.named(behind + 1, min(behind + 10, len(reading.words)))


RULE = Rule(
    kind="phrase",
    check=check,
    code="TON015",
    name="stock-wording",
    severity="info",
    audiences="CSX",
    summary="'this incident has been resolved', 'a fix has been implemented and we are monitoring', "
    "'we are investigating the issue': ready-made sentences",
    why="Text that fits every incident tells nothing about this one, and readers stop reading the page.",
    source=(
        "Customer Support Leaders, episode 276 (template does not mean full canned language); "
        "labels of "
        "published updates"
    ),
    flags=(
        "We are still investigating and will write when we can.",
        "A fix has been deployed and we are monitoring the results.",
        "We have identified the issue.",
        "Everything is back to normal. Feel free to contact us.",
    ),
    passes=(
        "Image services are back to normal.",
        "Mail that piled up during the incident has been resent: the incident page lists it.",
        "The archive storage issue is resolved; mail to 2019 opens again.",
        "Expect delays until this issue is resolved.",
        "We will publish a root cause analysis by 29 September.",
        "We are investigating why uploads to the archive fail.",
        "The issue was that photos were saved twice; we removed the copies.",
        "Uploads work again since 12:05 UTC; we watch the upload rate until 14:00 UTC.",
    ),
)
