"""LEK004 component-name: an internal name instead of the public one."""

import re
from collections.abc import Iterator

from drafter.checks.lint.detect.reading import NO_KINDS, is_update, word_kinds
from drafter.checks.lint.map_terms import MapTerms
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule
from drafter.core.patterns import lazy

# Without a map: a hyphenated or dotted small-letter name that ends or begins like a service's.
TAIL = (
    r"(?:writer|reader|worker|api|svc|service|srv|proxy|gw|gateway|db|cache|queue|consumer|producer|"
    r"indexer|ingester|ingest|scheduler|daemon|agent|broker|controller|manager|router|server|store|"
    r"sync|syncer|"
    r"processor|handler|engine|resolver|dispatcher|collector|exporter|importer|loader|runner|mirror|"
    r"prod|staging|backend|frontend|ui|web|replica|adapter|bridge|relay|fetcher|crawler|renderer|"
    r"validator|"
    r"notifier|aggregator|orchestrator|operator|mailer|publisher|subscriber|listener|poller|batcher|"
    r"cron|job|jobs|workers|pipeline|cluster|pool|core|bot|hook|lambda|function|topic|stream|bucket|"
    r"ledger)"
)
NAMED = Pattern(
    rf"(?<![\w./@#-])[a-z][a-z0-9]{{1,20}}(?:-[a-z0-9]{{1,20}}){{0,3}}-{TAIL}(?:-v\d)?(?![\w-]|\.\w)",
    any_of=("-",),
)
JOINED = lazy(r"(?<![\w./@#-])[a-z][a-z0-9]{0,20}(?:_[a-z0-9]{1,20}){1,5}(?![\w-]|\.\w)")
HUMPED = lazy(r"(?<![\w./@#-])(?:[A-Z][a-z0-9]{1,20}){1,4}([A-Z][a-z]{2,14})(?![\w-]|\.\w)")
ENGLISH = frozenset(
    [
        "self",
        "third",
        "full",
        "in",
        "customer",
        "multi",
        "cross",
        "out",
        "post",
        "pre",
        "re",
        "high",
        "low",
        "non",
        "sub",
        "co",
        "inter",
        "self",
        "over",
        "under",
        "front",
        "back",
        "long",
        "short",
        "real",
        "off",
        "one",
        "two",
        "three",
        "first",
        "second",
        "last",
        "single",
        "on",
        "up",
        "down",
        "top",
        "after",
        "all",
        "per",
        "shared",
        "same",
        "fast",
        "slow",
        "large",
        "small",
        "common",
        "free",
        "good",
        "well",
        "mass",
        "power",
        "mid",
        "anti",
        "pro",
        "single-sign",
        "client",
        "end",
        "user",
        "web",
        "mobile",
        "desktop",
        "home",
        "business",
        "night",
        "day",
        "check",
        "sign",
        "log",
        "video",
        "car",
        "bus",
        "train",
        "drive",
        "walk",
        "food",
        "room",
        "lunch",
        "file",
        "mail",
        "print",
        "name",
        "domain",
        "media",
        "game",
        "chat",
        "fax",
        "help",
        "guest",
        "read",
        "write",
        "public",
        "private",
        "open",
        "closed",
        "old",
        "new",
        "early",
        "late",
        "main",
        "side",
        "pay",
        "gift",
        "time",
        "age",
        "street",
        "city",
        "country",
        "world",
        "open-source",
        "test",
        "multi-user",
        "point",
        "phone",
        "call",
        "cash",
        "card",
        "credit",
        "self-service",
        "silver",
        "social",
        "search",
        "steel",
        "sales",
        "street",
        "secret",
        "e",
    ]
)


TAILS = frozenset(TAIL[3:-1].split("|"))
_SIGN, _TAIL = lazy(r"[^a-z0-9]"), lazy(r"[A-Z][a-z]{2,14}(?![a-zA-Z0-9])")


def _guesses(document: Document) -> Iterator[re.Match[str]]:
    """Yield the names with a hyphen, an underscore or a capital inside that end like a service's."""
    prose = document.prose
    for start, chunk in document.odd:
        if "-" in chunk and not TAILS.isdisjoint(_SIGN.split(chunk)):
            yield from NAMED.regex.finditer(prose, start, start + len(chunk))
        if "_" in chunk:
            for match in JOINED.finditer(prose, start, start + len(chunk)):
                last = match[0].rpartition("_")[2]
                if last in TAILS or last.endswith(("er", "or")):
                    yield match
    for hump in document.humps if is_update(document) else ():  # reports are long, and full of names
        tail = _TAIL.match(prose, hump)
        if tail is None or tail[0].lower() not in TAILS:
            continue
        start = hump
        while start and prose[start - 1].isalnum():
            start -= 1
        name = HUMPED.match(prose, start)
        if name is not None and name.start(1) == hump:
            yield name


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the internal names of the system map; without a map, names that are built like a service's."""
    found: set[tuple[int, int]] = set()
    if context.system_map is not None:
        for name, better in _names(context.system_map):
            for start, end in places(document, name):
                if (start, end) not in found and not any(s <= start < e for s, e in found):
                    found.add((start, end))
                    yield _hit(document, start, end, better)
    if not context.option("LEK004", "guess"):
        return
    allowed = {word.lower() for word in context.option("LEK004", "allow")} | context.allow
    public = {c.customer_name.lower() for c in context.system_map.components} if context.system_map else set()
    for match in _guesses(document):
        name = match[0]
        if name in allowed or name in public or any(s < match.end() and match.start() < e for s, e in found):
            continue
        head, _, tail = name.rpartition("-")
        if head in ENGLISH and tail in (
            "service",
            "server",
            "store",
            "engine",
            "job",
            "function",
            "core",
            "pool",
            "operator",
            "agent",
            "writer",
            "reader",
            "manager",
            "web",
            "sync",
            "job",
            "jobs",
            "stream",
            "topic",
            "hook",
            "bridge",
        ):
            continue
        yield _hit(document, match.start(), match.end(), "")


def _names(terms: MapTerms) -> list[tuple[str, str]]:
    """Return (internal name, public name), the longest first.

    An everyday word is no leak, nor a name that stands in a text the map gives to customers ("datahub" of
    "datahub notebooks").
    """
    told = [
        text for c in terms.components if c.customer_name for text in (c.customer_name, *c.symptoms, c.advice)
    ]
    public = "\n".join([terms.product, *told]).lower()
    pairs = [
        (name, component.customer_name)
        for component in terms.components
        for name in component.names
        if len(name) > 2
        and not _everyday(name)
        and not re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", public)
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _everyday(name: str) -> bool:
    """Say whether a small-letter name is a word customers use anyway: "search", "summary"."""
    kinds = word_kinds().get(name, NO_KINDS) if name.islower() else NO_KINDS
    return bool(kinds & {"feature", "generic", "closed"})


def places(document: Document, name: str) -> list[tuple[int, int]]:
    """Return where a name stands as a word of its own; an everyday word must match its case."""
    everyday = name.isalpha() and name[:1].isupper()
    text, wanted = (document.visible, name) if everyday else (document.visible_lower, name.lower())
    out: list[tuple[int, int]] = []
    at = text.find(wanted)
    while at != -1:
        end = at + len(wanted)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in ("_", "-")) and not (after.isalnum() or after == "_"):
            out.append((at, end))
        at = text.find(wanted, end)
    return out


def _hit(document: Document, start: int, end: int, better: str) -> Hit:
    words = document.text[start:end]
    if better:
        return Hit(start, end, f"{words!r} is an internal name. Readers know it as {better!r}.", (better,))
    return Hit(
        start,
        end,
        f"{words!r} looks like an internal name. Say what readers use it for, or add it to the system map.",
    )


RULE = Rule(
    code="LEK004",
    name="component-name",
    severity="block",
    audiences="CXP",
    kind="phrase",
    languages=(),
    summary="internal names listed in the system map, or built like a service's, instead of the public name",
    why="Readers cannot match it with anything, and it shows outsiders how we are built.",
    source="Customer Support Leaders, episode 276 (system maps)",
    check=check,
    options=(
        Option("guess", True, "flag names that only look like a service's: 'ledger-writer', 'auth-proxy'"),
        Option("allow", [], "such names that are public"),
    ),
    flags=(
        "The invoice-renderer is stuck.",
        Example(
            "Mercury is slow.",
            system_map={"components": [{"id": "mercury", "name": "Mercury", "customer_name": "Search"}]},
        ),
        "We restarted auth-proxy twice.",
    ),
    passes=(
        Example(
            "Temperatures and mercury levels are shown late.",
            system_map={"components": [{"id": "m1", "name": "Mercury", "customer_name": "Search"}]},
        ),
        "The self-service shop and the check-in counter are closed.",
        Example("Search is slow.", system_map={"components": [{"id": "search", "customer_name": "Search"}]}),
    ),
)
