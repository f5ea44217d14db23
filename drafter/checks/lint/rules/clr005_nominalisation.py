"""CLR005 nominalisation: a verb hidden in a noun."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

STRONG = words(  # nouns that name an act and little else
    "analysis assessment completion confirmation deployment determination evaluation examination "
    "identification implementation inspection installation investigation migration mitigation modification "
    "notification optimisation optimization provision recovery rectification remediation removal repair "
    "replacement resolution restoration utilisation utilization validation verification"
)
NOUNS = STRONG | words(
    "adjustment analyses answer apology attempt calculation change changes check checks communication "
    "comparison consideration contact coordination correction decision description effort efforts estimate "
    "explanation improvement measurement move progress promise reboot reconfiguration reduction reference "
    "repairs reset restart review rollback summary switch test tests update upgrade use"
)
CARRIES = words(  # verbs that only carry the noun, whatever stands behind it
    "perform performs performed performing conduct conducts conducted conducting"
)
LIGHT = CARRIES | words(
    "carry carries carried carrying undertake undertakes undertook undertaken undertaking execute executed "
    "executing do did doing make makes made making effect effected complete completed completing initiate "
    "initiated initiating commence commenced achieve achieved accomplish give gave giving provide provides "
    "provided providing have had reach reached take took"
)
MEANT = words("determination decision assessment adjustment modification correction improvement")
MAKES = words("make makes made making")
FILLERS = words(
    "a an the our some further additional several full thorough detailed final careful complete initial "
    "necessary regular out"
)
BEHIND = words("of to into on for with in")
GOES_ON = words(
    "is are was were has have will continues continue remains remain began started took takes may can should "
    "requires require"
)
BE = words("is are was were be been being")
DONE = words("made taken carried performed conducted done undertaken given completed reached begun started")
UNDER = words("investigation review repair consideration examination evaluation verification change")
FIXED = (
    "make a payment", "make payments", "make a call", "make calls", "take note", "make use",
    "make changes to your", "make a change to your", "have access", "take care", "give notice",
    "data migration", "have a look",
)  # fmt: skip


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each hidden verb, fixed terms aside."""
    present = NOUNS & document.vocabulary
    if not present:
        return
    starts, ends = document.tokens.starts, document.tokens.ends
    behind = -1
    for at in sorted(document.positions.of(present, NOUNS)):
        span = _carried(document, at) or _of_itself(document, at) or _under(document, at)
        if span is None or span[0] <= behind:
            continue
        behind = span[1]
        said = document.text[starts[span[0]] : ends[span[1]]]
        if said.lower().startswith(FIXED):
            continue
        yield Hit(
            starts[span[0]],
            ends[span[1]],
            f"{said!r} hides the verb in a noun. Use the verb: 'We are finding out why', 'We "
            f"restored the service'.",
        )


def _word(document: Document, at: int, behind: int) -> str:
    """Return the word at `at` if nothing but a space parts it from the one `behind` it; else an empty one."""
    tokens = document.tokens
    if not 0 <= at < len(tokens.words) or not 0 <= behind < len(tokens.words):
        return ""
    left, right = min(at, behind), max(at, behind)
    return tokens.words[at] if document.lower[tokens.ends[left] : tokens.starts[right]].isspace() else ""


def _carried(document: Document, at: int) -> tuple[int, int] | None:
    """Return "conducting an inspection", "made an adjustment to": an empty verb before the noun."""
    noun = document.tokens.words[at]
    verb, others = at - 1, 0
    while others <= 1 and at - verb <= 5:
        word = _word(document, verb, verb + 1)
        if word in LIGHT and not (word.startswith("carr") and document.tokens.words[verb + 1] != "out"):
            break
        if not word or (word.endswith("ed") and word not in FILLERS):
            return None
        others += word not in FILLERS
        verb -= 1
    else:
        return None
    word = document.tokens.words[verb]
    if _word(document, at + 1, at) in BEHIND:
        return verb, at + 1
    if (word in CARRIES and noun in STRONG) or (word in MAKES and noun in MEANT):
        return verb, at
    return None


def _of_itself(document: Document, at: int) -> tuple[int, int] | None:
    """Return "replacement of the cable has begun", "a decision on it will be taken": the noun as subject."""
    words = document.tokens.words
    if _word(document, at + 1, at) not in BEHIND:
        return None
    for verb in range(at + 2, min(at + 12, len(words))):
        word = _word(document, verb, verb - 1)
        if not word:
            return None
        if words[at] in STRONG and words[at + 1] == "of" and verb <= at + 6 and word in GOES_ON:
            return at, verb
        if word in DONE and words[verb - 1] in BE and words[verb - 2] != "to":
            return at, verb
    return None


def _under(document: Document, at: int) -> tuple[int, int] | None:
    """Return "is under review": the noun behind a bare state."""
    if document.tokens.words[at] in UNDER and _word(document, at - 1, at) == "under":
        return (at - 2, at) if _word(document, at - 2, at - 1) in BE else None
    if document.tokens.words[at] in UNDER and _word(document, at - 1, at) == "to":
        subject = _word(document, at - 2, at - 1) == "subject"
        return (at - 3, at) if subject and _word(document, at - 3, at - 2) in BE else None
    return None


RULE = Rule(
    code="CLR005",
    name="nominalisation",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="verb hidden in a noun: perform an investigation, make a change to, restoration of service",
    why="The noun needs a second verb and loses who acts.",
    source="plainlanguage.gov, avoid hidden verbs",
    check=check,
    flags=(
        "Our supplier is conducting an inspection of the cable.",
        "Replacement of the cable has begun.",
        "We made an adjustment to the driver.",
        "A decision on the new cable will be taken.",
    ),
    passes=(
        "You can make a payment by card; the data migration ends on Friday.",
        "Our supplier is inspecting the cable.",
        "We adjusted the driver.",
    ),
)
