"""JAR001 jargon-term: a technical term the reader's word list does not hold and the sentence does not
explain.
"""

from collections.abc import Iterator

from drafter.checks.lint.explained import (
    OF_JOB_OWNERS,
    explained,
    known_terms,
    part_of_a_product_name,
    to_job_owners,
)
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each term of the trade once, with plain words and a one-line explanation."""
    known = known_terms(context)
    seen: set[str] = set()
    runs_jobs = to_job_owners(document, context)
    for match in document.phrases("JAR001"):
        term = match.words.lower()
        if term.removesuffix("s") in seen or term in known or (term.endswith("s") and term[:-1] in known):
            continue
        if runs_jobs and term in OF_JOB_OWNERS:
            continue
        if _part_of_a_name(document.lower, match.start, match.end) or part_of_a_product_name(
            document, match.start, match.end
        ):
            continue
        if explained(document, match.start, match.end):
            seen.add(term.removesuffix("s"))
            continue
        seen.add(term.removesuffix("s"))
        plain = " or ".join(repr(words) for words in match.row.suggestions)
        meaning = f" ({match.row.message})" if match.row.message else ""
        yield Hit(
            match.start,
            match.end,
            f"{match.words!r} is a term of the trade{meaning}. Say {plain}, or explain it in the sentence.",
            match.row.suggestions,
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
    ),
    passes=(
        "Your jobs wait: half of the nodes of the cluster are off.",
        "The load balancer, the part that spreads visits over our machines, has stopped.",
        "Visits go to the wrong place.",
        "Mail arrives late because a line of waiting messages (the queue) is long.",
    ),
)
