"""LEK002 ip-address: an IPv4 or IPv6 address or a block of them."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

V4 = Pattern(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w-]|\.\d)", any_of=(".",))
V6 = Pattern(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:/\d{1,3})?(?![\w:])", any_of=("::", ":"))
VERSION_BEFORE = (
    "version",
    "release",
    "v",
    "ver",
    "firmware",
    "build",
    "update",
    "upgrade",
    "driver",
    "section",
    "chapter",
    "to",
    "from",
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each address; four small numbers after "version" are a version."""
    text = document.visible_lower
    allowed = set(context.option("LEK002", "allow"))
    for match in V4.at_digits(document, text, "."):
        words = match[0]
        if words in allowed or not _valid(words):
            continue
        before = text[max(0, match.start() - 36) : match.start()].split()[-4:]
        if any(word.strip("(,:") in VERSION_BEFORE[:-2] for word in before[-2:]) or _version_span(before):
            continue
        yield _hit(match.start(), match.end(), document)
    for start, chunk in document.odd:
        if chunk.count(":") < 2 or ("::" not in chunk and chunk.count(":") < 7):
            continue
        for match in V6.regex.finditer(text, max(0, start - 3), start + len(chunk) + 3):
            words = match[0]
            if (
                words not in allowed
                and ("::" in words or words.count(":") == 7)
                and any(c.isalnum() for c in words)
                and _valid(words)
            ):
                yield _hit(match.start(), match.end(), document)


def _version_span(before: list[str]) -> bool:
    return (
        bool(before)
        and not {"upgrade", "updated", "upgraded", "update"}.isdisjoint(before)
        and before[-1] in ("to", "from")
    )


def _valid(words: str) -> bool:
    from ipaddress import ip_network  # most texts hold nothing like an address

    try:
        ip_network(words, strict=False)
    except ValueError:
        return False
    return True


def _hit(start: int, end: int, document: Document) -> Hit:
    words = document.text[start:end]
    return Hit(
        start, end, f"{words!r} is an address inside our network. Say what it is: 'one of our own servers'."
    )


RULE = Rule(
    code="LEK002",
    name="ip-address",
    severity="block",
    audiences="CSXP",
    kind="pattern",
    languages=(),
    summary="IPv4 or IPv6 address or CIDR block",
    why="It is a target for attackers and no help for readers.",
    source="incident.io article (sensitive incidents); a rule of our own",
    check=check,
    options=(Option("allow", [], "addresses customers have to let through on purpose"),),
    flags=(
        "Requests from 192.168.14.7 were refused.",
        "The block 10.20.0.0/16 lost its route.",
        "2001:db8:12::7 does not answer.",
    ),
    passes=(
        "Version 4.2.0.1 of the app is not affected.",
        "Between 10:05:00 and 10:20:30 UTC calls dropped.",
        "One of our own servers was refused.",
    ),
)
