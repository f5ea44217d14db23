"""LEK008 personal-data: a person's e-mail address, phone, card or national number."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
_DATE = lazy(r"(?:19|20)\d\d[-./]\d\d[-./]\d\d(?![-./]?\d)")
REACH = 64  # characters around it that may belong to it or say what it is


def _personal(text: str) -> "Iterator[Sensitive]":
    """Yield what `find_personal_data` finds, asked only about the parts with an address or a long number."""
    places = [match.start() for match in LONG_NUMBER.finditer(text) if not _DATE.match(text, match.start())]
    at = text.find("@")
    while at != -1:
        places.append(at)
        at = text.find("@", at + 1)
    if not places:
        return
    from drafter.core.redaction import (
        Sensitive,
        find_personal_data,
    )  # only when there is something to look at

    behind = -1
    for place in sorted(places):
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


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each mark of a person; role addresses and our own hotline pass."""
    text = document.text
    allowed = [word.lower() for word in context.option("LEK008", "allow")]
    for found in _personal(text):
        words = text[found.start : found.end].lower()
        if any(part in words for part in allowed):
            continue
        if found.kind == "email":
            local = words.split("@")[0].split("+")[0]
            parts = {local, local.split(".")[0], local.split("-")[0]}
            if local in nouns() or not parts.isdisjoint(ROLES):
                continue
        if found.kind == "phone" and any(
            part in text[max(0, found.start - 40) : found.start].lower() for part in HOTLINE
        ):
            continue
        what = WHAT.get(found.kind, "a mark of a person")
        yield Hit(found.start, found.end, f"This is {what}. Take it out: 'one customer', '12 customers'.")


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
    ),
    passes=(
        "Write to support@example.com or press@example.com.",
        "Call us at +44 20 7946 0958.",
        "We were told by 12 customers in 2 countries.",
    ),
)
