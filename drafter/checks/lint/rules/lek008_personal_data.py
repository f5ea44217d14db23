"""LEK008 personal-data: a person's e-mail address, phone, card or national number."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafter.checks.lint.pattern import places
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule
from drafter.checks.lint.rules.jar007_noun_string import nouns
from drafter.core.patterns import lazy

if TYPE_CHECKING:
    from drafter.core.redaction import Sensitive

ROLES = frozenset(
    {
        "support",
        "press",
        "help",
        "helpdesk",
        "info",
        "security",
        "status",
        "privacy",
        "contact",
        "hello",
        "sales",
        "billing",
        "team",
        "noreply",
        "no-reply",
        "abuse",
        "legal",
        "incident",
        "incidents",
        "office",
        "service",
        "admin",
        "accounts",
        "feedback",
        "media",
        "dpo",
        "postmaster",
        "webmaster",
        "customer",
        "customers",
        "customerservice",
        "customer-service",
        "careers",
        "orders",
        "news",
        "newsletter",
        "care",
        "it",
        "ops",
        "noc",
        "soc",
        "bugs",
        "refunds",
        "payments",
        "enquiries",
        "inquiries",
        "hr",
        "jobs",
        "reservations",
        "booking",
        "bookings",
        "partners",
        "mail",
        "email",
        "community",
        "report",
        "phishing",
        "git",
        "root",
    }
)
HOTLINE = (
    "call us",
    "phone us",
    "call our",
    "helpline",
    "hotline",
    "support line",
    "phone line",
    "ring us",
    "reach us",
    "phone number is",
    "support at",
    "us at",
    "us on",
    "support on",
    "support:",
    "text us",
    "our number",
    "desk",
)
WHAT = {
    "email": "somebody's e-mail address",
    "phone": "a phone number",
    "card": "a card number",
    "iban": "a bank account number",
    "national_id": "a national number",
}


LONG_NUMBER = lazy(r"\d[\d ()./\-]{6}")  # nothing shorter is a phone, card or account number
_OWN = frozenset(
    {
        "account",
        "iban",
        "sort",
        "passport",
        "licence",
        "license",
        "insurance",
        "patient",
        "nhs",
        "tax",
        "born",
        "birth",
    }
)
_OWNED = lazy(  # numbers of no fixed shape, known by the word before them, and days of birth
    r"\b(?:account|sort code|passport|driving licen[cs]e|licen[cs]e|insurance|patient|nhs|tax)"
    r"(?: (?:number|no\.?|id|code))?(?: (?:is|was|ending(?: in)?))?:? #?([a-z]{0,3}\d[\d -]{3,24}\d)\b"
    r"|\biban:? ([a-z]{2}\d{2}[ a-z0-9]{10,32}\d)\b"
    r"|\b(?:born|date of birth|birth date)(?: on|:| is| was)? "
    r"(\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9} \d{4}|[a-z]{3,9} \d{1,2},? \d{4}|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
)
_INVITES = lazy(
    r"(?:^|[.!?:;,]\s|\b(?:please|can|to|or) )(?:call|phone|ring|dial|text)"
    r"(?: (?:the|our) [a-z]+)?(?: on| at)? ?$"
)
_DATE = lazy(r"(?:19|20)\d\d[-./]\d\d[-./]\d\d(?![-./]?\d)")
REACH = 64  # characters around it that may belong to it or say what it is


def _long_numbers(document: Document) -> Iterator[int]:
    """Yield where LONG_NUMBER matches, asked only where a figure goes on."""
    text, behind = document.text, 0
    for start, end in document.digits:
        if start >= behind and (end - start > 6 or text[end : end + 1] in " ()./-"):
            match = LONG_NUMBER.match(text, start)
            if match:
                behind = match.end()
                yield start


def _personal(document: Document) -> "Iterator[Sensitive]":
    """Yield what `find_personal_data` finds, asked only about the parts with an address or a long number."""
    text = document.text
    marks = places(text, "@")
    marks += [at for at in _long_numbers(document) if not _DATE.match(text, at)]
    if not marks:
        return
    from drafter.core.redaction import (
        Sensitive,
        find_personal_data,
    )  # only when there is something to look at

    behind = -1
    for place in sorted(marks):
        if place < behind:
            continue
        left = max(0, place - REACH, text.rfind("\n", 0, place) + 1)
        while left > 0 and not text[left - 1].isspace():
            left -= 1
        end = text.find("\n", place)
        right = len(text) if end == -1 else end
        for found in find_personal_data(text[left:right]):
            if left + found.start >= behind:
                yield Sensitive(found.kind, left + found.start, left + found.end)
        behind = right


def _owned(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the numbers that a word before them makes somebody's own: "account 40127788", "born 3 May "
    "1990"."""
    if not _OWN.isdisjoint(document.vocabulary):
        for match in _OWNED.finditer(document.lower):
            yield match.span(match.lastindex or 0)


def _is_hotline(before: str) -> bool:
    """Say whether the words before a number invite readers to call it; "call Ms Okafor on" does not."""
    return any(part in before for part in HOTLINE) or bool(_INVITES.search(before))


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each mark of a person; role addresses and our own hotline pass."""
    text = document.text
    allowed = [word.lower() for word in context.option("LEK008", "allow")]
    ours = context.system_map.contact.lower() if context.system_map else ""  # given for everybody to use
    shown: list[tuple[int, int]] = []
    for found in _personal(document):
        words = text[found.start : found.end].lower()
        if any(part in words for part in allowed) or words in ours:
            continue
        if found.kind == "email":
            local = words.split("@")[0].split("+")[0]
            parts = {local, local.split(".")[0], local.split("-")[0]}
            if local in nouns() or not parts.isdisjoint(ROLES):
                continue
        if found.kind == "phone" and _is_hotline(text[max(0, found.start - 40) : found.start].lower()):
            continue
        what = WHAT.get(found.kind, "a mark of a person")
        shown.append((found.start, found.end))
        yield Hit(found.start, found.end, f"This is {what}. Take it out: 'one customer', '12 customers'.")
    for start, end in _owned(document):
        if not any(a < end and start < b for a, b in shown):
            yield Hit(start, end, "This is a mark of a person. Take it out: 'one customer', '12 customers'.")


RULE = Rule(
    code="LEK008",
    name="personal-data",
    severity="block",
    audiences="CSXP",
    kind="pattern",
    summary="e-mail address, phone number, card or national number of a person",
    why="It harms that person, and publishing it is itself an incident.",
    source="incident.io article (privacy); a rule of our own",
    check=check,
    languages=(),
    options=(Option("allow", [], "parts of addresses and numbers that are public, such as your domain"),),
    flags=(
        "We were told by jan.novak@shop.example.",
        "The customer at +1 202 555 0143 waited an hour.",
        "Card 4111 1111 1111 1111 was charged twice.",
        "The pupil born 12 March 2011 lost her homework, and account 40127788 was charged.",
    ),
    passes=(
        "Write to support@example.com or press@example.com.",
        "Call us at +44 20 7946 0958.",
        "Call 0113 496 0000 to renew a book.",
        "Your account is 3 days overdue.",
        "We were told by 12 customers in 2 countries.",
    ),
)
