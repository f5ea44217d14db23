"""LEK003 ticket-id: issue keys, incident channels and change numbers."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule
from drafter.core.patterns import lazy

KEY = Pattern(
    r"(?<![\w/.-])(?!(?:COVID|UTF|ISO|SHA|RFC|CVE|MP|HTTP|TLS|SSL|IPV|WIN|AES|MD|UN|EN|IEC|IEEE|BS|"
    r"DIN|USB|PCI|GPT|COP|RSA|A|B|F|Q|H|X|Y|Z|AIRBUS|BOEING|WINDOWS|TCP|UDP|SARS|CO|PM|ES|WPA|LTE|SEV|"
    r"P|H|MIL|STD|ASTM|ANSI|NIST|PS|XBOX|G|T|S|M|V|R|K|L|N|ID|EU|US|UK|EUR|USD|GBP|GMT|UTC|"
    r"IST)-)[A-Z][A-Z0-9]{1,9}-\d{1,7}(?![\w-])",
    any_of=("-",),
)
NUMBER = Pattern(
    r"\b(?:INC|CHG|PRB|PROB|RITM|REQ|TASK|SCTASK|CRQ|CS)0{0,3}\d{4,9}\b|\b(?:PR|MR|[Pp]ull request|[Mm]erge "
    r"request|[Ii]ssue|[Bb]ug|[Tt]icket|[Cc]hange|jira|problem|case|task|story|commit|"
    r"request|RFC|change request|postmortem|incident ticket)s? ?#\d{1,7}\b|\b(?:change|jira|change "
    r"request|ticket|bug|pull request|merge request|PR|MR|case|problem record|change record|request) "
    r"(?:no\.? ?|number ?|nr\.? ?|id ?)?#?\d{3,9}\b|"
    r"\bcommit [0-9a-f]{7,40}\b|\bbug \d{3,8}\b",
)

QUOTED = lazy(r"\b(?:quote|quoting|name|mention|mentioning|give|giving) (?:us )?(?:the |your |this )?$")
ROOM = Pattern(r"#(?<![\w/]#)(?:inc|incident|sev\d|ops|outage|war)[-_][\w-]{2,60}", any_of=("#",))


BEFORE = frozenset(
    {
        "pr",
        "mr",
        "request",
        "issue",
        "bug",
        "ticket",
        "change",
        "jira",
        "problem",
        "case",
        "task",
        "story",
        "commit",
        "rfc",
        "postmortem",
        "record",
        "number",
        "no",
        "nr",
        "id",
        "prs",
        "mrs",
        "requests",
        "issues",
        "bugs",
        "tickets",
        "changes",
        "jiras",
        "problems",
        "cases",
        "tasks",
        "storys",
        "commits",
        "rfcs",
        "postmortems",
    }
)
PREFIXES = ("INC", "CHG", "PRB", "PROB", "RITM", "REQ", "TASK", "SCTASK", "CRQ", "CS")


_COUNTED = lazy(r"[0-9]{3}|[0-9a-f]{7}")  # how a number begins that has no sign before it


def _numbers(document: Document, text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of KEY and NUMBER, looked for where a figure stands after a word that numbers
    things.
    """
    lower = document.lower
    for start, chunk in document.odd:
        if "-" in chunk and chunk != chunk.lower():
            yield from KEY.regex.finditer(text, start, start + len(chunk))
        if not chunk.startswith(PREFIXES):
            if not _COUNTED.match(chunk) and text[start - 1 : start] != "#":
                continue
            words = lower[max(0, start - 20) : start].rstrip(" #:.(").rsplit(None, 1)
            if not words or words[-1].strip("(#\"'") not in BEFORE:
                continue
        yield from NUMBER.regex.finditer(text, max(0, start - 48), start + len(chunk))


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each internal number; a number the allow pattern matches is the public one."""
    text = document.prose
    public = context.option("LEK003", "public")
    public_pattern = re.compile(public) if public else None
    for match in (*_numbers(document, text), *ROOM.finditer(text)):
        words = match[0]
        if (public_pattern and public_pattern.search(words)) or words.lower() in context.allow:
            continue
        if QUOTED.search(document.lower, max(0, match.start() - 24), match.start()):
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} is a number readers cannot look up. Leave it out, or give the public one: "
            f"'incident 4821 on this page'.",
        )


RULE = Rule(
    code="LEK003",
    name="ticket-id",
    severity="warn",
    audiences="CXP",
    kind="pattern",
    languages=(),
    summary="issue keys, incident channel or change numbers",
    why="A reader who meets it asks support for it, and support cannot answer.",
    source="a rule of our own",
    check=check,
    options=(Option("public", "", "a regular expression of reference numbers meant for customers"),),
    flags=(
        "Ticket #55812 is open with the maker.",
        "Follow-up work is in NET-311.",
        "This came from change 48213.",
        "Talk is in #inc-2026-05-04-phones; see PR #812.",
    ),
    passes=(
        "Call us and name case 55812.",
        "COVID-19 pages, UTF-8 files and ISO-8601 dates are not affected.",
        "This is incident 311 on this page.",
        "We answered 4,821 calls.",
    ),
)
