"""LEK010 other-customer: names of other customers or partners."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule
from drafter.checks.lint.rules.lek004_component_name import places

NAME = r"[A-Z][A-Za-z0-9&'-]{1,20}(?: (?:(?:&|of|and|the) )?[A-Z][A-Za-z0-9&'-]{1,20}){0,3}"
COMPANY = Pattern(
    rf"\b{NAME},? (?:Corp(?:oration)?|Inc|Ltd|Limited|LLC|LLP|GmbH|AG|PLC|plc|S\.?A|B\.?V|N\.?V|Pty|"
    rf"KG|SE|Oy|AB|ApS|SpA|SARL|Co|Company|Group|Holdings?|Bank|Airlines|Insurance|University|"
    rf"Hospital|Logistics|Foods?|Motors|Retail|Partners|Industries|Industrial)\b\.?"
)
LISTED = Pattern(
    rf"\b(?i:customers?|clients?|tenants?|merchants?|partners?|accounts?|companies|shops|retailers|"
    rf"banks|users|organi[sz]ations|businesses)(?: such as| like| including| \(| namely|: | e\.g\.,?| "
    rf"affected (?:were|are|include)| are| were)"
    rf" ?(?:our (?:largest|biggest|oldest) (?:customers?|clients?),? )?({NAME})"
)
HEADS = words(
    "customer customers client clients tenant tenants merchant merchants partner partners companies shops "
    "stores "
    "retailers banks users organisations organizations businesses airlines hospitals clinics schools "
    "universities "
    "publishers agencies hotels manufacturers operators carriers insurers brokers brands"
)
AND_OTHERS = Pattern(
    rf"(?<![\w-])({NAME})(?:,? {NAME},?){{0,3}} (?:and|or|as well as) (?:many |several |some |a few "
    rf")?other (?:\w+ )?(?:{'|'.join(sorted(HEADS))})\b"
)
POSSESSED = Pattern(
    rf"\b(?i:our|the) (?:\w+ )?(?:customers?|clients?|tenants?|merchants?|partners?|account),? ({NAME})\b"
)
HIT_HARD = Pattern(
    rf"(?:^|[.!?] )({NAME}) (?:and {NAME} )?(?:(?:was|were) (?:hit|hardest|(?:affected|impacted) "
    rf"(?:the )?(?:most|worst)|(?:most|worst|badly) affected|the (?:first|worst))|lost|"
    rf"reported|complained|told us|wrote to us|called us|cancelled|threatened|asked us)\b"
)
FORMS = frozenset(
    {
        "corp",
        "corporation",
        "inc",
        "ltd",
        "limited",
        "llc",
        "llp",
        "gmbh",
        "ag",
        "plc",
        "sa",
        "s",
        "bv",
        "b",
        "nv",
        "n",
        "pty",
        "kg",
        "se",
        "oy",
        "ab",
        "aps",
        "spa",
        "sarl",
        "co",
        "company",
        "group",
        "holding",
        "holdings",
        "bank",
        "airlines",
        "insurance",
        "university",
        "hospital",
        "logistics",
        "food",
        "foods",
        "motors",
        "retail",
        "partners",
        "industries",
        "industrial",
    }
)
FORMS |= {f"{form}'s" for form in FORMS}
GROUPS = frozenset(
    {
        "customer",
        "customers",
        "client",
        "clients",
        "tenant",
        "tenants",
        "merchant",
        "merchants",
        "partner",
        "partners",
        "account",
        "accounts",
        "companies",
        "shops",
        "retailers",
        "banks",
        "users",
        "organisations",
        "organizations",
        "businesses",
    }
)
OTHER = frozenset({"other"})
VERBS = frozenset(
    {
        "hit",
        "hardest",
        "affected",
        "impacted",
        "first",
        "worst",
        "lost",
        "reported",
        "complained",
        "told",
        "wrote",
        "called",
        "cancelled",
        "threatened",
        "asked",
    }
)
PLAIN = frozenset(
    [
        "We",
        "Our",
        "The",
        "This",
        "These",
        "Those",
        "They",
        "You",
        "Your",
        "It",
        "Its",
        "All",
        "Some",
        "Most",
        "Many",
        "Several",
        "Both",
        "Each",
        "Every",
        "No",
        "Nobody",
        "Customers",
        "Users",
        "Clients",
        "People",
        "Everyone",
        "About",
        "Around",
        "Between",
        "From",
        "Since",
        "In",
        "On",
        "At",
        "By",
        "For",
        "After",
        "Before",
        "During",
        "While",
        "When",
        "Until",
        "Only",
        "Other",
        "Others",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Europe",
        "Asia",
        "America",
        "Africa",
        "Australia",
        "Canada",
        "Spain",
        "France",
        "Germany",
        "Italy",
        "India",
        "China",
        "Japan",
        "Brazil",
        "Mexico",
        "UK",
        "US",
        "EU",
        "Emails",
        "Email",
        "Payments",
        "Payment",
        "Search",
        "Sign",
        "Login",
        "Uploads",
        "Upload",
        "Downloads",
        "Download",
        "Orders",
        "Exports",
        "Reports",
        "Calls",
        "Phones",
        "Invoices",
        "Support",
        "Billing",
        "Checkout",
        "Messages",
        "Pages",
        "Page",
        "Nothing",
        "Engineers",
        "Engineer",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Ten",
        "Twelve",
        "Half",
        "A",
        "An",
        "One",
        "First",
        "Service",
        "Services",
        "Data",
        "Affected",
        "Files",
        "Accounts",
        "Cards",
        "Card",
        "Who",
        "If",
        "There",
        "Next",
        "Updates",
        "Update",
        "Sorry",
        "Please",
        "Mobile",
        "Web",
        "Android",
        "Apple",
        "Google",
        "Windows",
        "Some",
    ]
)


_RANKED = frozenset({"first", "worst"})


def _ranked(lower: str) -> bool:
    """Say whether somebody "was the first" or "the worst": these words alone say nothing."""
    return any(f"{verb} the {rank}" in lower for verb in ("was", "were") for rank in ("first", "worst"))


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the customers of the system map; with `guess`, names that are built or introduced like a
    company's.
    """
    found: list[tuple[int, int]] = []
    if context.system_map is not None:
        for names in context.system_map.customers:
            for name in names:
                for start, end in places(document, name):
                    if not any(s < end and start < e for s, e in found):
                        found.append((start, end))
                        yield _hit(document, start, end)
    if not context.option("LEK010", "guess"):
        return
    allowed = {word.lower() for word in context.option("LEK010", "allow")} | context.allow
    if context.system_map is not None:
        allowed |= {context.system_map.product.lower()}
        allowed |= {name.lower() for vendor in context.system_map.vendors for name in vendor.names}
        allowed |= {c.customer_name.lower() for c in context.system_map.components}
    text = document.prose.replace("’", "'")  # a sign outside Latin 1 makes every expression dear
    for pattern, group, words_near, before, after in (
        (COMPANY, 0, FORMS, 110, 20),
        (LISTED, 1, GROUPS, 0, 0),
        (POSSESSED, 1, GROUPS, 12, 110),
        (AND_OTHERS, 1, OTHER, 110, 40),
        (HIT_HARD, 1, VERBS, 240, 20),
    ):
        if pattern is HIT_HARD and _RANKED.intersection(document.vocabulary) and _ranked(document.lower):
            words_near |= _RANKED
        beside = HEADS if pattern is AND_OTHERS else None
        if pattern is LISTED:  # begins with the word itself
            matches = pattern.at_words(document, words_near, text)
        else:
            matches = pattern.near(
                document, words_near, text, before=before, after=after, beside=beside, back=0, ahead=3
            )
        for match in matches:
            start, end = match.span(group)
            words = text[start:end]
            first = words.split()[0]
            if first in PLAIN or words.lower() in allowed or any(s < end and start < e for s, e in found):
                continue
            if pattern is HIT_HARD and (
                not _two_names(match[0]) or (first.lower().endswith("s") and " " not in words)
            ):
                continue
            found.append((start, end))
            yield _hit(document, start, end)


def _two_names(words: str) -> bool:
    """Say whether the sentence begins with names joined by "and", or a name of two words."""
    parts = words.strip(". !?").split()
    return len(parts) > 1 and ((parts[1] == "and" and parts[2][:1].isupper()) or parts[1][:1].isupper())


def _hit(document: Document, start: int, end: int) -> Hit:
    return Hit(
        start,
        end,
        f"{document.text[start:end]!r} names a customer or partner to others. Name the group: "
        f"'customers with more than 10,000 users'.",
    )


RULE = Rule(
    code="LEK010",
    name="other-customer",
    severity="block",
    audiences="CP",
    kind="phrase",
    languages=(),
    summary="names of other customers or partners",
    why="It breaks a confidence, and the named company learns of it from others.",
    source="a rule of our own",
    check=check,
    options=(
        Option(
            "guess",
            True,
            "flag names built or introduced like a company's, beside the customers in the system map",
        ),
        Option("allow", [], "company names that are public here: your own, your partners'"),
    ),
    flags=(
        "Northwind Ltd lost 40 orders.",
        "Customers such as Contoso saw old prices.",
        Example("Zembla saw old prices.", system_map={"customers": ["Zembla"]}),
    ),
    passes=(
        "Customers in Spain saw old prices.",
        "Customers such as hotels and shops saw old prices.",
        Example("Northwind Ltd is sorry.", options={"allow": ["Northwind Ltd"]}),
    ),
)
