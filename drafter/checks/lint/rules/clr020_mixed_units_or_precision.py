"""CLR020 mixed-units-or-precision: false precision, or a unit nobody thinks in."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import SPACES, Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

FIGURE = Pattern(
    r"(?<![\w.,:/-])(?P<n>\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?)\s?(?P<u>%|percent|ms|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|bytes|kb|mb)\b|(?<![\w.,:/-])(?P<p>\d{1,3}\.\d{2,6})\s?%",
)
SECONDS = {"ms": 0.001, "mi": 0.001, "s": 1, "se": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
SLA = Pattern(r"\b(?:sla|slo|availability|uptime|objective|interest|apr|rate of exchange|vat|tax|target)\b")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each figure with more places than anybody measured, or in a unit that hides its size."""
    lower = document.lower
    for match in FIGURE.at_digits(document, lower, ",.%pmshdwbk" + SPACES):
        words = document.text[match.start() : match.end()]
        better = _better(match["n"], match["u"], match["p"], context.option("CLR020", "places"))
        if not better:
            continue
        sentence = document.sentence_at(match.start())
        if "%" in words and sentence is not None and SLA.search(sentence.lower):
            continue
        yield Hit(match.start(), match.end(), f"{words!r} is hard to picture. Write {better!r}.", (better,))


def _better(number: str | None, unit: str | None, percent: str | None, places: int) -> str:
    if percent or unit in ("%", "percent"):
        digits = percent or number or ""
        if len(digits.partition(".")[2]) > places:
            value = float(digits.replace(",", ""))
            return f"about {value:.0f}%" if value >= 1 else f"less than {value + 0.95:.0f}%"
        return ""
    if number is None or unit is None:
        return ""
    value = float(number.replace(",", ""))
    if unit in ("bytes", "kb", "mb"):
        return (
            f"{value / 1e6:g} MB"
            if unit == "bytes" and value >= 1e6
            else f"{value / 1024:.0f} GB"
            if unit == "mb" and value >= 10_000
            else f"{value / 1024:.0f} MB"
            if unit == "kb" and value >= 10_000
            else ""
        )
    seconds = value * (
        0.001 if unit.startswith(("ms", "mi")) and not unit.startswith("min") else SECONDS[unit[0]]
    )
    if unit.startswith("min"):
        seconds = value * 60
    fraction = len(number.partition(".")[2])
    if (
        (unit.startswith(("ms", "milli")) and value >= 2000)
        or (unit.startswith("sec") and value >= 300)
        or (unit.startswith("min") and value >= 180)
        or (unit.startswith(("hour", "hr")) and (value > 72 or 0 < value < 1))
    ):
        return spoken(seconds)
    if fraction >= 2 and unit.startswith(("min", "hour", "hr", "sec", "day")):
        return spoken(seconds)
    return ""


def spoken(seconds: float) -> str:
    """Return a length of time as people say it: '70 minutes', '4 seconds', '3 days'."""
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    if seconds < 7200:
        return f"{seconds / 60:.0f} minutes"
    if seconds < 172_800:
        return f"{seconds / 3600:.0f} hours"
    return f"{seconds / 86400:.0f} days"


RULE = Rule(
    code="CLR020",
    name="mixed-units-or-precision",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="false precision or unit mix: 13.37%, 4200 ms, 0.35 hours",
    why="Readers picture minutes and whole shares; more places claim a care nobody took.",
    source="a rule of our own",
    check=check,
    options=(Option("places", 1, "decimal places a percentage may have"),),
    flags=(
        "About 23.84% of calls drop.",
        "Pages took 8500 ms to open.",
        "The repair took 0.4 hours.",
    ),
    passes=(
        "Our service level is 99.95 % availability a month.",
        "About 24% of calls drop.",
        "Pages took 8.5 seconds to open; the repair took 24 minutes.",
    ),
)
