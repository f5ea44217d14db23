"""LEK005 staff-name: names or handles of staff."""

from collections.abc import Iterator
from functools import cache

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.phrases import DATA
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule
from drafter.checks.lint.rules.lek004_component_name import places

HANDLE = Pattern(r"@(?<![\w./@]@)[A-Za-z][\w.-]{1,38}\b", any_of=("@",))
VERBS = (
    r"(?:[a-z]{3,14}ed|reran|rebuilt|put|sent|brought|cut|gave|got|made|kept|led|told|undid|restarted|rebooted|noticed|found|fixed|deployed|rolled|reverted|paged|investigated|confirmed|"
    r"reported|identified|ran|applied|pushed|merged|opened|called|joined|started|stopped|replaced|"
    r"changed|removed|"
    r"discovered|wrote|asked|saw|switched|moved|restored|deleted|disabled|enabled|escalated|"
    r"acknowledged|suggested|decided|realised|realized|increased|updated|upgraded|added|checked|"
    r"spotted|triggered|forgot|missed|"
    r"broke|repaired|took|cleared|reset|turned|caused|is (?:looking|working|investigating|checking|"
    r"fixing|on)|was (?:on call|paged|called)|has (?:restarted|found|fixed|deployed|rolled|reverted|"
    r"identified|applied)|from (?:our|the) )"
)
ACTS = Pattern(
    rf"(?<![\w.'-])([A-Z][a-zà-öø-ÿ]{{2,14}})(?: (?:[A-Z]\.|[A-Z][a-zà-öø-ÿ'-]{{2,18}}))?(?: and "
    rf"[A-Z][a-zà-öø-ÿ]{{2,14}})? (?:\([^)\n]{{0,30}}\) |, [^,.\n]{{2,40}}, |(?:from|in|of|on) (?:the |"
    rf"our )?(?:\w+ ){{1,3}})?{VERBS}\b"
)
CREDIT = Pattern(
    r"\b(?:[Bb]y|[Tt]hanks to|[Tt]hank|[Aa]sk|[Cc]ontact|[Cc]all|to|with|from|for|ask|contact|engineer|"
    r"colleague|"
    r"developer|manager|lead|"
    r"administrator|operator|commander|liaison|on-call|owner:?|author:?|responder:?|ic:?|dba|sre|cto|"
    r"ceo)(?:[ :]+|, )"
    r"([A-Z][a-zà-öø-ÿ]{2,14})(?: (?:[A-Z]\.|[A-Z][a-zà-öø-ÿ'-]{2,18}))?\b"
)
SIGNED = Pattern(
    r"(?:^|\n)\s{0,4}(?:--?|—|–)? ?[A-Z][a-z]+ [A-Z][a-z]+,? (?:CEO|CTO|COO|VP|Chief|Head|Director|"
    r"Founder|President)"
)


@cache
def given_names(language: str = "en") -> frozenset[str]:
    """Return common given names of many countries, lower-cased."""
    return frozenset((DATA / language / "given_names.txt").read_text("utf-8").split())


@cache
def _spoken_names(language: str = "en") -> frozenset[str]:
    """Return the given names and their genitives, as words of a text."""
    names = given_names(language)
    return names | {f"{name}'s" for name in names}


TITLES = frozenset({"ceo", "cto", "coo", "vp", "chief", "head", "director", "founder", "president"})


def _signed(document: Document, text: str) -> bool:
    """Say whether somebody signed the text with name and office: that is on purpose."""
    return any(True for _ in SIGNED.near(document, TITLES, text, before=80, after=12))


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the people of the system map, handles, and given names that act or are credited."""
    found: list[tuple[int, int]] = []
    if context.system_map is not None:
        for person in context.system_map.people:
            for name in dict.fromkeys((person, *(part for part in person.split() if len(part) > 2))):
                for start, end in places(document, name):
                    if not any(s < end and start < e for s, e in found):
                        found.append((start, end))
                        yield _hit(document, start, end)
    text = document.prose
    roles = set(context.option("LEK005", "handles"))
    for match in HANDLE.finditer(text):
        if match[0].lower().lstrip("@") in roles:
            continue
        found.append(match.span())
        yield _hit(document, *match.span())
    if not context.option("LEK005", "guess"):
        return
    names, spoken = given_names(), _spoken_names()
    if not _written(document, spoken, text) or _signed(document, text):
        return
    for pattern in (ACTS, CREDIT):
        for match in pattern.near(document, spoken, text, before=30, after=120):
            start, end = match.span(1)
            if match[1].lower() in names and not any(s < end and start < e for s, e in found):
                found.append((start, end))
                yield _hit(document, start, end)


def _written(document: Document, spoken: frozenset[str], text: str) -> bool:
    """Say whether a name stands there with a capital: "we will" and "per hour" are no names."""
    present, starts = spoken & document.vocabulary, document.tokens.starts
    return any(text[starts[at]].isupper() for at in document.positions.of(present, spoken))


def _hit(document: Document, start: int, end: int) -> Hit:
    return Hit(
        start, end, f"{document.text[start:end]!r} names a colleague. Name the role: 'our database team'."
    )


RULE = Rule(
    code="LEK005",
    name="staff-name",
    severity="block",
    audiences="CXP",
    kind="phrase",
    languages=(),
    summary="names or handles of staff",
    why="A named colleague is blamed or called; the role says what readers need.",
    source="PagerDuty, effective post-mortems (name and shame)",
    check=check,
    options=(
        Option(
            "guess",
            True,
            "flag common given names that act or are credited, beside the people in the system map",
        ),
        Option("handles", ["support", "help", "status"], "handles that are public, without the @"),
    ),
    flags=(
        "Please thank Aisha, who found the cut cable.",
        "Tomasz replaced the cable at noon.",
        "Ask @lena.k about the printer.",
        Example("Zorblatt is on site.", system_map={"people": ["Zorblatt Quux"]}),
    ),
    passes=(
        "In April and May, Victoria and Lincoln stations were closed.",
        "Our network team replaced the cable at noon.",
        "Write to @support.",
    ),
)
