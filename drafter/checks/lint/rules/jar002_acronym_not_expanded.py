"""JAR002 acronym-not-expanded: capitals used before their meaning is given."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.lint.detect.reading import NO_KINDS, word_kinds
from drafter.checks.lint.explained import explained, known_terms, part_of_a_product_name
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.phrases import DATA
from drafter.checks.lint.readers import known_to_readers
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule
from drafter.core.patterns import lazy

ACRONYM = lazy(r"[A-Z][A-Z0-9]{1,5}s?(?![\w/&@-]|\.\w|'[A-Z])")
NOT_BEFORE = frozenset("./#@&'-_")
ROMAN = Pattern(r"^[IVXLC]{2,5}$")
REGION = lazy(r"(?:US|EU|AP|UK|CA|SA|AF|ME|JP|IN|AU|BR)\d\b|[A-Z]{3}\d (?:region|zone|data ?cent)")
# what machines send each other: "DS records" are not the readers' own
SENT = frozenset(
    {"message", "messages", "records", "tables", "feed", "feeds", "requests", "files", "tests", "key", "keys"}
)
NEXT = lazy(r" ((?:19|20)\d\d\b|[a-z]+)")
REACH = 200  # characters in which a neighbouring word is looked for


@cache
def common(language: str = "en") -> frozenset[str]:
    """Return the capitals most readers know: zones, countries, units, file types."""
    lines = (DATA / language / "acronyms.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the first use of each acronym that is neither common nor explained there."""
    text = document.prose
    if text.islower():
        return
    seen: set[str] = set(common())
    known = known_terms(context)
    allowed = set(context.option("JAR002", "allow"))
    matches = list(ACRONYM.finditer(text))
    features: set[str] | None = None
    for match in matches:
        words = match[0]
        bare = words[:-1] if words.endswith("s") else words
        if bare in seen:
            continue
        before = text[match.start() - 1 : match.start()]
        if before.isalnum() or before in NOT_BEFORE:
            continue
        seen.add(bare)
        if (
            bare in allowed
            or bare.lower() in known
            or known_to_readers(document, context, match.start(), match.end())
            or not any(c.isalpha() for c in bare[1:])
        ):
            continue
        if (
            ROMAN.search(bare)
            or _shouted(text, match.start(), match.end())
            or explained(document, match.start(), match.end())
            or part_of_a_product_name(document, match.start(), match.end())
        ):
            continue
        state = len(bare) == 2 and text[match.start() - 2 : match.start()] == ", "  # "Newark, NJ"
        if state or REGION.match(text, match.start()):
            continue
        if (
            sum(c.isdigit() for c in bare) > 1
            or (len(bare) > 3 and text[match.end() : match.end() + 1] == ":")  # "NOTICE: ..."
            or _name_of_one(bare)
            or _of_the_readers(text, match.end())
            or _spelled(document, bare, match.start())
        ):
            continue
        if features is None:
            features = _of_features(text, matches)
        if words in features:
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} is not explained. Write it out once: 'single sign-on (SSO)', or use plain words.",
        )


def _name_of_one(bare: str) -> bool:
    """Say whether letters end in a figure: the name of one building, catalogue or program ("SOMED1")."""
    return len(bare) > 3 and bare[-1].isdigit() and bare[:-1].isalpha()


def _of_the_readers(text: str, end: int) -> bool:
    """Say whether a year or something readers use follows: "LRS 2024", "SRPM builds"."""
    word = NEXT.match(text, end)
    return word is not None and (
        word[1].isdigit() or ("feature" in word_kinds().get(word[1], NO_KINDS) and word[1] not in SENT)
    )


def _of_features(text: str, matches: list[re.Match[str]]) -> set[str]:
    """Return the acronyms that a capitalised word follows somewhere: "RUM Sessions"."""
    found = set()
    for match in matches:
        behind = text[match.end() : match.end() + 3]
        if behind[:1] == " " and behind[1:2].isupper() and behind[2:].islower():
            found.add(match[0])
    return found


def _shouted(text: str, start: int, end: int) -> bool:
    """Say whether the word stands in a run of capital words, which is shouting and no acronym."""
    before = text[max(0, start - REACH) : start].rstrip(" ,:;!").rsplit(None, 1)[-1:] or [""]
    after = text[end : end + REACH].lstrip(" ,:;!").split(None, 1)[:1] or [""]
    near = [word.strip(".,:;!()") for word in (*before, *after)]
    return any(len(word) >= 4 and word.isupper() and word.isalpha() for word in near)


def _spelled(document: Document, acronym: str, before: int) -> bool:
    """Say whether the words just before spell the acronym: "Border Gateway Protocol BGP"."""
    words = document.lower[max(0, before - 60) : before].replace("-", " ").split()[-len(acronym) :]
    return len(words) == len(acronym) and all(
        word.lstrip("(")[:1] == letter.lower() for word, letter in zip(words, acronym, strict=True)
    )


RULE = Rule(
    code="JAR002",
    name="acronym-not-expanded",
    severity="warn",
    audiences="CXP",
    kind="pattern",
    summary="capital letters used before their meaning is given, outside the allow list",
    why=(
        "The same letters mean different things in every trade; a reader who guesses wrong reads "
        "another text."
    ),
    source=(
        "plainlanguage.gov, minimize abbreviations; Vale: Google and Microsoft Acronyms; textlint "
        "unexpanded-acronym"
    ),
    check=check,
    options=(
        Option("allow", [], "acronyms your readers know, beside data/en/acronyms.txt and the allow list"),
    ),
    flags=(
        "The EDI feed stopped.",
        "Our MPLS line is cut.",
        "Two DBAs are restoring the copy.",
    ),
    passes=(
        "From 09:00 UTC on Monday, PDF files for the EU and the UK arrive late; see section IV.",
        "Electronic data interchange (EDI), with which shops send orders, has stopped.",
        "PLEASE READ THIS: your ID card is not affected.",
    ),
)
