"""CON007 scope-contradiction: all and some, down and slow, for the same thing."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

ALL = Pattern(
    r"\b(?:no one|all|every|everyone|everybody|each|no) (?:of )?(?:our |the |your )?(\w+)|\b(?:everyone|"
    r"everybody|nobody)\b"
)
SOME = Pattern(
    r"\b(?:some|certain|several|a few|a number of|a small number of|a subset of|many|most|part of|"
    r"half of) (?:of )?(?:our |the |your )?(\w+)"
)
EVERYONE = Pattern(
    r"\b(?:for|affects?|hits?|stops?) (?:everyone|everybody|all (?:of )?(?:our |the )?(?:customers|users|"
    r"people|accounts|"
    r"clients|members))\b|\b(?:everyone|everybody|all (?:of )?(?:our |the )?(?:customers|users|people|"
    r"accounts|clients|"
    r"members)) (?:is|are) affected\b"
)
SPARED = Pattern(
    r"\b(?:customers|users|people|accounts|clients|members) (?:in|on|with|from|of|who|using) "
    r"[^.!?\n]{1,60}? (?:is|are) "
    r"(?:not affected|unaffected)\b|\bonly (?:customers|users|people|accounts|clients|members) "
    r"(?:in|on|with|from|of|who|using) [^.!?\n]{1,60}? (?:is|are) affected\b"
)
DOWN = Pattern(
    r"\b(?:is|are|was|were|remains?|has been|have been) (?:completely |currently |fully |now |still "
    r")?(?:down|unavailable|offline|unreachable|not available|inaccessible)\b|\bcannot be (?:reached|"
    r"opened|used)\b|\b(?:does|do|did) not (?:open|load|start|work) at all\b"
)
SLOW = Pattern(
    r"\b(?:slow|slowly|slower|sluggish|delayed|intermittent|intermittently|longer than usual|degraded)\b|"
    r"\btakes? (?:up to |about |around |over |"
    r"more than |longer |almost |nearly )*(?:an?|\d+|\w+) (?:seconds?|minutes?|hours?)\b"
)
TIMES = Pattern(
    r"\b(?:from|between|until|then|later|after|before|at \d|earlier|first|now|again|since|restored)\b"
)
DOWN_WORDS = frozenset(
    {
        "down",
        "unavailable",
        "offline",
        "unreachable",
        "available",
        "inaccessible",
        "reached",
        "opened",
        "used",
        "open",
        "load",
        "start",
        "work",
    }
)
SLOW_WORDS = frozenset(
    {
        "slow",
        "slowly",
        "slower",
        "sluggish",
        "delayed",
        "intermittent",
        "intermittently",
        "longer",
        "degraded",
        "take",
        "takes",
    }
)
ALL_WORDS = frozenset({"all", "every", "everyone", "everybody", "each", "nobody", "no"})
SOME_WORDS = frozenset(
    {"some", "certain", "several", "few", "number", "subset", "many", "most", "part", "half"}
)
PEOPLE = words("users people clients accounts members guests visitors players")
MOST = 25  # a longer text tells of several moments, in which all and some are both true
THING = Pattern(r"\b(?:the|our|all|your) (\w+)|^(\w+)")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the later of two sentences that say all and some of the same group, or down and slow of the
    same thing.
    """
    if not 2 <= len(document.sentences) <= MOST:
        return
    universal: dict[str, int] = {}
    partial: dict[str, tuple[int, int]] = {}
    vocabulary = document.vocabulary
    if not (ALL_WORDS.isdisjoint(vocabulary) or SOME_WORDS.isdisjoint(vocabulary)):
        for match in ALL.near(document, ALL_WORDS, before=1, after=60):
            if match[0].startswith(("everyone", "everybody", "nobody", "no one")):
                group = "customers"
            else:
                group = _plural(match[1]) if match[1] and len(match[1]) > 3 else ""
            if group and not (match[0].startswith("no ") and group != "customers"):
                universal.setdefault(group, match.start())
        for match in SOME.near(document, SOME_WORDS, before=12, after=60):
            if len(match[1]) > 3:
                partial.setdefault(_plural(match[1]), match.span())
        alike = dict.fromkeys(PEOPLE, "customers")
        for group, (start, end) in partial.items():
            for other, at in universal.items():
                if alike.get(group, group) != alike.get(other, other) or _parted(document, start, at):
                    continue
                words = document.text[start:end]
                yield Hit(start, end, f"{words!r}, but elsewhere it says all. Which is it?")
                return
    yield from _spared(document)
    yield from _down_and_slow(document)


def _plural(word: str) -> str:
    return word if word.endswith("s") or word == "people" else word + "s"


def _spared(document: Document) -> Iterator[Hit]:
    """Yield a group that is not affected in a text that says everyone is."""
    if "affected" not in document.vocabulary and "unaffected" not in document.vocabulary:
        return
    everyone = EVERYONE.search(document.lower)
    spared = SPARED.search(document.lower)
    if everyone is None or spared is None or _parted(document, spared.start(), everyone.start()):
        return
    words = document.text[spared.start() : spared.end()]
    yield Hit(spared.start(), spared.end(), f"{words!r}, but elsewhere it says all. Which is it?")


def _parted(document: Document, one: int, other: int) -> bool:
    """Say whether the two stand in one sentence, or one of their sentences is about another time."""
    first, second = document.sentence_at(one), document.sentence_at(other)
    if first is None or second is None or first.start == second.start:
        return True
    return bool(
        TIMES.search(first.lower)
        or TIMES.search(second.lower)
        or ("work" in first.lower and "work" not in second.lower)
    )


def _down_and_slow(document: Document) -> Iterator[Hit]:
    if DOWN_WORDS.isdisjoint(document.vocabulary) or SLOW_WORDS.isdisjoint(document.vocabulary):
        return
    if not DOWN.search(document.lower) or not SLOW.search(document.lower):
        return
    down = [s for s in document.sentences if DOWN.search(s.lower) and not TIMES.search(s.lower)]
    for sentence in document.sentences:
        slow = SLOW.search(sentence.lower)
        if slow is None or TIMES.search(sentence.lower) or DOWN.search(sentence.lower):
            continue
        for other in down:
            if other.start != sentence.start and _same_thing(other.lower, sentence.lower):
                yield Hit(
                    sentence.start,
                    sentence.end,
                    "Down in one sentence, slow in another. Say which, or what is down and what is slow.",
                )
                return


WHOLE = words("site website page pages service app everything platform system")


def _same_thing(one: str, other: str) -> bool:
    """Say whether both speak of the same thing: a shared noun, or the whole site in one of them."""
    first = {m[1] or m[2] for m in THING.finditer(one)}
    second = {m[1] or m[2] for m in THING.finditer(other)}
    return bool(first & second) or bool(first & WHOLE and second & WHOLE)


RULE = Rule(
    code="CON007",
    name="scope-contradiction",
    severity="warn",
    audiences="CSXP",
    kind="document",
    summary="all and some, down and slow, for the same thing",
    why="Readers stop believing both sentences.",
    source="a rule of our own",
    check=check,
    flags=(
        "All customers are affected. Some users cannot sign in.",
        "The shop is unavailable. The shop loads slowly.",
        "Everyone sees old prices. Certain customers see old prices.",
    ),
    passes=(
        "Search is down for shops in Spain. Orders are slow in Portugal.",
        "All calls dropped until noon. Since then some calls drop.",
        "The shop is slow for everyone.",
    ),
)
