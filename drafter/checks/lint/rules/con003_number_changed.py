"""CON003 number-changed: a figure differs from the last update and nothing says so."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule

NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: number for number, word in enumerate(NUMBERS.split(), 1)}
FIGURE = Pattern(
    rf"(?<![\w:.,/-])(?P<n>\d{{1,3}}(?:[,.]\d{{3}})+|\d+(?:\.\d+)?|\b(?:{'|'.join(COUNTS)})\b)(?P<k>k)?\s?"
    r"(?P<unit>%|percent|(?:of (?:our |all |the )?)?(?:[\w-]+ )?(?:people|[a-z]{2,20}s))\b|"
    r"(?P<share>\d+(?:\.\d+)?)\s?%"
)
LENGTHS = frozenset(
    {"seconds", "minutes", "mins", "hours", "hrs", "days", "weeks", "months", "years", "times"}
)
LATE = Pattern(
    rf"\b(?P<n>\d+(?:\.\d+)?|an?|{'|'.join(COUNTS)}) (?P<unit>second|minute|min|hour|hr|day|week)s? "
    r"(?P<state>late|behind|old|slow|long|delay|to (?:load|open|arrive|respond|start))"
)
SHARE = Pattern(
    rf"\b(?P<part>{'|'.join(COUNTS)}|\d{{1,3}}) (?:in|out of) (?:every )?"
    rf"(?P<whole>{'|'.join(COUNTS)}|\d{{1,4}})\b"
)
TAKES = Pattern(
    r"\b(?P<state>take|took|wait)(?:s|n|ed|ing)? (?:(?:up to|about|around|over|more than|at least) )?"
    rf"(?P<n>\d+(?:\.\d+)?|an?|{'|'.join(COUNTS)}) (?P<unit>second|minute|min|hour|hr|day|week)s?\b"
)
IN_MINUTES = {"second": 1 / 60, "minute": 1, "min": 1, "hour": 60, "hr": 60, "day": 1440, "week": 10080}
SAID = Pattern(
    r"\b(?:(?:it|that|there|they) (?:was|were) \d+|up from|down from|(?:more|fewer|less) than (?:the|this|"
    r"last|at|before|yesterday|we)|"
    r"fewer than|rather than|instead of|we "
    r"(?:reported|said|wrote|told you|first|initially|earlier|previously)|earlier (?:figure|number|"
    r"estimate|report)|previous(?:ly)?|corrected?|correction|revised|not the|rose|risen|"
    r"fell|fallen|grown|grew|dropped|increased|decreased|now (?:at|about)?|as against|compared "
    r"(?:with|to)|has changed|no longer|higher than|lower than|since the last)\b"
)


def figures(text: str) -> dict[str, tuple[float, int, int]]:
    """Return the first figure of each unit: its value and its span; how late things are, in minutes."""
    found: dict[str, tuple[float, int, int]] = {}
    for match in FIGURE.finditer(text.lower()):
        if match["share"]:
            value, unit = float(match["share"]), "%"
        else:
            digits = match["n"].replace(",", "")
            try:
                value = COUNTS.get(digits) or float(digits) * (1000 if match["k"] else 1)
            except ValueError:
                continue
            unit = "%" if match["unit"] in ("%", "percent") else match["unit"].split()[-1]
        found.setdefault(unit, (value, match.start(), match.end()))
    for match in SHARE.finditer(text.lower()):
        part, whole = (COUNTS.get(match[name]) or float(match[name]) for name in ("part", "whole"))
        if whole > 0:
            found.setdefault("share", (part / whole, match.start(), match.end()))
    for match in (*LATE.finditer(text.lower()), *TAKES.finditer(text.lower())):
        count = 1 if match["n"] in ("a", "an") else COUNTS.get(match["n"]) or float(match["n"])
        value = count * IN_MINUTES[match["unit"]]
        found.setdefault(f"minutes {match['state']}", (value, match.start(), match.end()))
    return found


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each figure whose unit had another value in the last update, unless the sentence says it
    changed.
    """
    if not context.previous:
        return
    before = figures(context.previous[-1])
    for unit, (value, start, end) in figures(document.prose).items():
        if unit not in before or before[unit][0] == value or unit in LENGTHS:
            continue
        sentence = document.sentence_at(start)
        if SAID.search(sentence.lower if sentence else document.lower):
            continue
        old = f"{before[unit][0]:g} minutes" if unit.startswith("minutes ") else f"{before[unit][0]:g}"
        yield Hit(
            start,
            end,
            f"{document.text[start:end]!r} was {old} in the last update. Say that it changed: 'more "
            f"than the {old} we reported'.",
        )


RULE = Rule(
    code="CON003",
    name="number-changed",
    severity="warn",
    audiences="CSX",
    kind="context",
    summary="a figure differs from the last update with no note",
    why="Readers who compare the two think that one of them is wrong, and do not know which.",
    source="PagerDuty (indicate any changes to impact); a rule of our own",
    check=check,
    needs=("previous",),
    flags=(
        Example("Two in five alerts are lost.", previous="One in five alerts is lost."),
        Example("Labels take up to 40 minutes.", previous="Labels take up to 5 minutes."),
        Example("About 400 orders are missing.", previous="About 250 orders are missing."),
        Example("Calls drop for 20% of callers.", previous="Calls drop for 8 % of callers."),
        Example("12 offices are silent.", previous="9 offices are silent."),
        Example("Letters go out 2 days late.", previous="Letters go out 6 hours late."),
    ),
    passes=(
        Example("450 exports failed; at noon UTC it was 300.", previous="300 exports failed."),
        Example("3 shops are closed.", previous="About 250 orders are missing."),
        Example(
            "About 400 orders are missing, more than the 250 we reported.",
            previous="About 250 orders are missing.",
        ),
        Example("About 250 orders are missing.", previous="About 250 orders are missing."),
        Example("Letters go out an hour late.", previous="Letters go out 60 minutes late."),
        Example("Calls drop after 2 minutes.", previous="Letters go out 6 hours late."),
    ),
)
