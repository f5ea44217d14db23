"""CLR013 slash-words: and/or, his/her, login/signup."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

SLASH = Pattern(
    r"(?<![\w./:@~#<-])([a-z][a-z'-]{1,20})/([a-z][a-z'-]{1,20})(?:/[a-z][a-z'-]{1,20}){0,3}(?![\w/@]|"
    r"\.[a-z])",
    any_of=("/",),
)
PASS = frozenset(
    {
        "tcp/ip",
        "i/o",
        "n/a",
        "w/o",
        "km/h",
        "os/2",
        "pl/sql",
        "ssl/tls",
        "tls/ssl",
        "us/canada",
        "dd/mm",
        "mm/dd",
        "pub/sub",
        "ci/cd",
        "a/b",
    }
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each pair of words joined by a slash; paths, dates and fixed terms pass."""
    lower = document.lower
    if "/" not in lower:
        return
    allowed = {word.lower() for word in context.option("CLR013", "allow")} | PASS | context.allow
    for match in _slashed(document, lower):
        words = match[0]
        written = document.text[match.start() : match.end()]
        if (
            words in allowed
            or written.isupper()
            or lower[match.start() - 1 : match.start()] == "/"
            or _path(document, match.start(), match.end(), words)
        ):
            continue
        first, second = match[1], match[2]
        better = f"{first} or {second}, or both" if words != "and/or" else "or"
        yield Hit(
            match.start(),
            match.end(),
            f"{written!r} leaves the choice to the reader. Write it out: {better!r}.",
        )


def _slashed(document: Document, lower: str) -> Iterator[re.Match[str]]:
    for start, chunk in document.odd:
        if "/" in chunk:
            yield from SLASH.regex.finditer(lower, start, start + len(chunk))


def _path(document: Document, start: int, end: int, words: str) -> bool:
    """Say whether it is an address of a repository or a time zone: two capitals joined, or an owner and a
    name.
    """
    written = document.text[start:end]
    parts = written.split("/")
    zone = parts[0] in (
        "Europe",
        "America",
        "Asia",
        "Africa",
        "Australia",
        "Pacific",
        "Atlantic",
        "Etc",
        "Indian",
    )
    return zone or any("-" in part and len(part) > 12 for part in parts) or words.count("/") > 2


RULE = Rule(
    code="CLR013",
    name="slash-words",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="and/or, his/her, login/signup",
    why="A slash can mean and, or, and both; screen readers say 'slash'.",
    source="plainlanguage.gov, don't use slashes",
    check=check,
    options=(Option("allow", [], "terms with a slash that your readers know"),),
    flags=(
        "Calls/texts to Spain drop.",
        "Send your order and/or your bill again.",
        "The customer gets his/her money back.",
    ),
    passes=(
        "Our helpline is open 24/7; TCP/IP and Europe/Madrid are fine, and so is 3/4 of the city.",
        "Calls and texts to Spain drop.",
        "Open https://example.com/orders/new or the folder /home/orders.",
    ),
)
