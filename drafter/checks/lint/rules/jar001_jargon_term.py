"""JAR001 jargon-term: a technical term the reader's word list does not hold and the sentence does not
explain.
"""

from collections.abc import Iterator

from drafter.checks.lint.explained import explained, known_terms, part_of_a_product_name
from drafter.checks.lint.inner_parts import inner_parts
from drafter.checks.lint.readers import known_to_readers
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each term of the trade once, with plain words and a one-line explanation."""
    known = known_terms(context)
    seen: set[str] = set()
    listed = [
        (match.start, match.end, match.row.suggestions, match.row.message)
        for match in document.phrases("JAR001")
        if not _part_of_a_name(document.lower, match.start, match.end)
    ]
    built = [
        (part.start, part.end, (part.plain,), "")
        for part in inner_parts(document)
        if not any(start < part.end and part.start < end for start, end, *_ in listed)
        and not _part_of_a_name(document.lower, part.start, part.end)
    ]
    for start, end, suggestions, message in sorted([*listed, *built]):
        words = document.text[start:end]
        term = words.lower()
        if term.removesuffix("s") in seen or term in known or (term.endswith("s") and term[:-1] in known):
            continue
        if known_to_readers(document, context, start, end):
            continue
        if part_of_a_product_name(document, start, end):
            continue
        seen.add(term.removesuffix("s"))
        if explained(document, start, end):
            continue
        plain = " or ".join(repr(words) for words in suggestions)
        meaning = f" ({message})" if message else ""
        yield Hit(
            start,
            end,
            f"{words!r} is a term of the trade{meaning}. Say {plain}, or explain it in the sentence.",
            suggestions,
        )


def _part_of_a_name(lower: str, start: int, end: int) -> bool:
    """Say whether the term is a piece of an address or command ("ldap.example.org", "my-docker")."""
    before, after = lower[max(0, start - 2) : start], lower[end : end + 2]
    return (len(before) == 2 and before[1] in "-._/" and before[0].isalnum()) or (
        len(after) == 2 and after[0] in "-._/" and after[1].isalnum()
    )


RULE = Rule(
    code="JAR001",
    name="jargon-term",
    severity="block",
    audiences="CX",
    kind="phrase",
    summary="a technical term that is not in the audience word list and is not explained in the sentence",
    why="A reader who has to look a word up has lost the thread, and thinks the text is for somebody else.",
    source=(
        "Squadcast on keeping customers in the loop (answers about a router); plainlanguage.gov, avoid jargon"
    ),
    check=check,
    options=(
        Option("known", [], "terms your readers know, beside the allow list and the names in the system map"),
    ),
    flags=(
        "A load balancer sends visits to the wrong place.",
        "Consumer lag on the event queue delays mail.",
        "The control plane is down.",
        "An ingest job used up the space for reports.",
    ),
    passes=(
        "Your jobs wait: half of the nodes of the cluster are off.",
        "The load balancer, the part that spreads visits over our machines, has stopped.",
        "Visits go to the wrong place.",
        "Load balancers in the Malmo region return errors to your visitors.",
        "The search page and the payment service are open.",
        "Mail arrives late because a line of waiting messages (the queue) is long.",
    ),
)
