"""VAG001 vague-problem: "an issue", "technical difficulties", "degraded performance", with no effect told."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from drafter.checks.lint.detect.reading import Reading, Readings, readings
from drafter.checks.lint.detect.symptoms import WE, harms_in
from drafter.checks.lint.rule import Context, Document, Hit, Rule
from drafter.core.patterns import lazy

DEFINITE = ("the ", "this ", "that ", "these ", "those ", "any ", "issues", "issue", "further ", "related ")
JOINS = (
    "where",
    "in which",
    "that means",
    "which means",
    "with the result",
    "so that",
    "causing",
    "which stops",
    "that stops",
    "when ",
    "started",
    "starting ",
    "from ",
    "between ",
    "began",
    "ended",
    "lasted",
    "that will last",
    "which will last",
    "meaning",
)

NAMES_IT = lazy(  # "a problem that empties your cart": what it does, in the next words
    r"(?:that|which) (?!(?:is|are|was|were|be|has|have|had|may|might|could|can|will|would|we|our|you|"
    r"affect\w*|"
    r"impact\w*|occurr?\w*|happen\w*|arose|arises?|appear\w*|need\w*|require\w*|exist\w*|concern\w*|"
    r"involv\w*|relat\w*|result\w*|caus\w*|led|leads?|creat\w*|disrupt\w*|it|they|the|this|a|an|some|also|then|still)\b)\w+"
)
COUNTED = re.compile(r"of (?:about |around |up to )?\d")
WHERE = (" (", " of ", " on ", " at ", " with ", " for ", " in ", " affecting ")
IF = frozenset({"if", "case", "whenever"})
BARE = ("issue", "issues", "problem", "problems")
OBJECT = ("affecting ", "impacting ", "with ", "in ", "on ", "for ", "when ")
PIECES = frozenset("-_./")
STATES = ("degraded", "reduced", "impaired", "elevated", "increased", "higher", "poor")
SHARE = re.compile(r"\d\s?(?:%|percent\b)")
AS_CAUSE = re.compile(
    r"\b(?:(?<!there )(?:may|might|could|will) be|is not|was not|ruled out) (?:an? |the )?$"
)
LENGTHS = frozenset({"brief", "short", "short-lived", "small", "momentary", "temporary", "minimal", "little"})
LASTED = re.compile(r"\b\d[\d.,-]{0,8} ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|[smh])\b")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each problem noun whose sentence tells no effect; "the issue" passes when the text tells it.

    That something works again does not tell what was wrong with it.
    Each wording is shown once, and "the issue" not at all behind the wording it points back to.
    """
    matches = document.phrases("VAG001")
    if not matches:
        return
    parts = readings(document)
    told: bool | None = None
    seen: set[str] = set()
    for match in matches:
        words = match.words.lower()
        if words in seen:
            continue
        if words.startswith(DEFINITE):
            if told is None:
                told = any(harms_in(parts[n]) for n in range(len(parts)))
            if told or seen:
                continue
        reading = parts.at(match.start)
        if reading is None or reading.words[:2] == ["you", "can"] or _asked_for(reading, match.start):
            continue
        if _product_name(match.words) or document.text[match.start - 1 : match.start] in PIECES:
            continue  # "search Issues by label", "the shop-site-issues program"
        if " rate" in words and SHARE.search(document.lower, match.end, match.end + 200):
            continue  # the figure follows
        if match.start == reading.starts[0] and " " not in words and not words.endswith("s"):
            continue  # "Incident resolved": a label, without an article
        told_here = harms_in(reading)
        if any(not (s.start < match.end and match.start < s.end) for s in told_here):
            continue
        outage = words.rstrip("s").endswith("outage")
        length = not LENGTHS.isdisjoint(words.split())  # "a short outage": nobody knows how short
        if length and LASTED.search(reading.lower):
            continue
        if (
            outage
            and not length
            and (
                told_here
                or _of_a_supplier(reading, match.start)
                or document.lower.startswith(WHERE, match.end)
            )
        ):
            continue  # "an outage of the ticket shop", "an outage (2 to 5 minutes)"
        after = reading.lower[match.end - reading.sentence.start :].lstrip(" ,")
        if (
            (match.words.lower().endswith(BARE) and after.startswith(OBJECT)) or words.startswith(STATES)
        ) and _told_next(document, parts, match.start):
            continue
        if after.startswith(JOINS) or NAMES_IT.match(after) or after[:1].isdigit() or COUNTED.match(after):
            continue
        # "may be degraded", "might be flaky" guess at no cause
        state = words.split(None, 1)[0].endswith(("ed", "ing")) or (" " not in words and words[-1] != "s")
        if not state and AS_CAUSE.search(reading.lower[: match.start - reading.sentence.start][-40:]):
            continue
        seen.add(words)
        yield match.hit(
            "{words} does not say what people see. Name it: 'Search returns no results', 'Pages take "
            "40 seconds'."
        )


def _asked_for(reading: Reading, start: int) -> bool:
    """Say whether the problem is one readers may come to have: "if you run into problems, call us"."""
    at = bisect_left(reading.starts, start)
    return reading.words[0] == "should" or not IF.isdisjoint(reading.words[max(0, at - 8) : at])


def _told_next(document: Document, parts: Readings, start: int) -> bool:
    """Say whether the next sentence tells the effect: "an issue with exports. Files arrive empty."""
    number = document.sentence_number(start)
    if number is None or number + 1 >= len(parts):
        return False
    return bool(harms_in(parts[number + 1]))


def _of_a_supplier(reading: Reading, start: int) -> bool:
    """Say whether it is a supplier's: "our storage vendor had an outage" tells a cause."""
    return any(
        "provider" in marks and "closed" not in marks and at < start and word not in WE
        for word, marks, at in zip(reading.words, reading.marks, reading.starts, strict=True)
    )


def _product_name(written: str) -> bool:
    """Say whether only the last word has a capital: a part of the product has this name."""
    head, _, noun = written.rpartition(" ")
    return head.islower() and noun[:1].isupper() and not noun.isupper()


RULE = Rule(
    code="VAG001",
    name="vague-problem",
    severity="block",
    audiences="CSX",
    kind="phrase",
    summary=(
        "'an issue', 'some problems', 'technical difficulties', 'degraded performance' with no "
        "symptom in the sentence"
    ),
    why="The words fit any incident; a reader cannot tell whether it is the one they have.",
    source=(
        "Customer Support Leaders, episode 276 (too vague to use); alert24.net and uptimemonit.com on "
        "status posts"
    ),
    check=check,
    flags=(
        "We had an outage this morning.",
        "There is a problem with the booking service.",
        "The phone network is experiencing degraded service.",
        "Something went wrong on our side.",
        "Exports may be behaving unexpectedly.",
        "There will be a short outage of the wiki.",
    ),
    passes=(
        "Developers can search Issues by label again since noon UTC.",
        "We test price lists to prevent similar incidents.",
        "An issue where bookings are saved twice is being repaired.",
        "No issues were reported since.",
        "There will be a short outage of the wiki, 5 minutes at most.",
        "We are looking at an issue with exports. Their files arrive empty.",
        "If you run into problems with your ticket, show it to the crew.",
        "The booking page shows a blank screen because of a problem at our supplier.",
    ),
)
