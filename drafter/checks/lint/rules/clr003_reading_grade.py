"""CLR003 reading-grade: the text needs more years of school than its readers should be asked for."""

from collections.abc import Iterator

from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule
from drafter.core.patterns import lazy

_VOWELS = lazy(r"[aeiouy]+")
_SILENT = lazy(r"(?:[^laeiouy]e|[^dt]ed|[^szxc]es|[^cs]hes)$")

SAMPLE = 400  # words a grade is made from; more of them hardly move it
FEWEST = 20  # under it a grade says nothing
SHORT_MARGIN = 6  # from there to 30 words one word can move the grade, so only the heaviest texts count


def syllables(word: str) -> int:
    """Return about how many syllables a lower-case word has: groups of vowels, less a silent ending."""
    count = len(_VOWELS.findall(word))
    if count > 1 and word[-1] in "des" and _SILENT.search(word):
        count -= 1
    return count or 1


class Known(dict[str, int]):
    """Syllables by word, counted when a word is first met."""

    def __missing__(self, word: str) -> int:
        self[word] = count = syllables(word)
        return count


_KNOWN = Known()


def grade(document: Document, least: int = 30) -> float | None:
    """Return the Flesch-Kincaid grade of the prose, None under `least` words; syllables are estimated.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975).
    """
    tokens = document.tokens
    sample = tokens.words[:SAMPLE]
    words = len(sample)
    if words < least:
        return None
    syllable_count = sum(map(_KNOWN.__getitem__, sample))
    reach = tokens.ends[words - 1]
    sentences = sum(1 for sentence in document.sentences if sentence.start < reach) or 1
    return 0.39 * words / sentences + 11.8 * syllable_count / words - 15.59


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the longest sentence when the grade is over the limit of the audience."""
    limits = {"C": "customers", "S": "support", "X": "executives", "P": "reviews"}
    limit = context.option("CLR003", limits.get(context.reader, "reviews"))
    if not limit or document.words < FEWEST or not document.sentences:
        return
    found = grade(document, FEWEST)
    if found is None or found <= limit + (0 if document.words >= 30 else SHORT_MARGIN):
        return
    longest = max(document.sentences, key=lambda sentence: sentence.end - sentence.start)
    yield Hit(
        longest.start,
        longest.end,
        f"The text reads at grade {found:.0f}; the limit for these readers is {limit:g}. Shorter "
        f"sentences and words bring it down; begin here.",
    )


RULE = Rule(
    code="CLR003",
    name="reading-grade",
    severity="warn",
    audiences="CSXP",
    kind="document",
    summary="grade above the audience limit (customers 8, executives 10) on 30 words or more",
    why="Half of all adults read below grade 9, and everybody does at three in the morning.",
    source=(
        "Flesch-Kincaid (1975), with estimated syllables: the linter needs no dictionary; Vale readability"
    ),
    check=check,
    options=(
        Option("customers", 8.0, "highest grade for customers; 0 is no limit"),
        Option("support", 10.0, "highest grade for support"),
        Option("executives", 10.0, "highest grade for executives"),
        Option("reviews", 12.0, "highest grade for postmortem readers"),
    ),
    flags=(
        "Considerable synchronisation irregularities between geographically distributed repositories "
        "necessitated comprehensive reconciliation of organisational information, and administrators "
        "are currently "
        "undertaking the appropriate verification procedures for all participating institutions and "
        "their authorised representatives accordingly.",
        "Notification of authorised representatives concerning unavailability of telecommunication "
        "facilities is anticipated following completion of preliminary investigations by specialised "
        "personnel of our "
        "international infrastructure organisation, whose recommendations management will "
        "subsequently evaluate in consideration of contractual obligations.",
        "Unprecedented accumulation of unprocessed transactions precipitated significant "
        "deterioration of application responsiveness, and engineering representatives are "
        "implementing additional computational "
        "capacity while simultaneously investigating architectural alternatives which could "
        "facilitate permanent elimination of comparable situations.",
    ),
    passes=(
        "Calls to Spain drop after a minute. A digger cut a cable near our office at noon. Two people "
        "are there and lay a new one. You can write to us by mail. Next update at 10:00 UTC.",
        "Phones are silent.",
        "Your bills for May are late. We print them now and send them today. You do not need to do "
        "anything. If yours is not there by Friday, call us and we will send you a new one.",
    ),
)
