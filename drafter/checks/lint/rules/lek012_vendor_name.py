"""LEK012 vendor-name: a supplier named in public while the policy says not to."""

from collections.abc import Iterator
from functools import cache

from drafter.checks.lint.document import Tokens
from drafter.checks.lint.phrases import DATA
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule
from drafter.checks.lint.rules.lek004_component_name import places
from drafter.core.patterns import lazy

HOST = lazy(r"\.\w")  # "azure.example.org" is an address
OURS = (
    "sign in with",
    "log in with",
    "login with",
    "using",
    "on your",
    "your",
    "app on",
    "app store",
    "integration with",
    "connect to",
    "connected",
    "for",
    "from the",
    "export to",
    "import from",
    "users of",
    "customers on",
    "through",
    "with your",
    "wallet",
)


@cache
def vendors(language: str = "en") -> dict[str, str]:
    """Return supplier names as written, and what kind of supplier each is."""
    rows = (line.split("\t") for line in (DATA / language / "vendors.tsv").read_text("utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) == 2 and not row[0].startswith("#")}


@cache
def _rows(language: str = "en") -> list[tuple[str, str]]:
    """Return the names and kinds in the file's order."""
    return list(vendors(language).items())


@cache
def _by_first_word(language: str = "en") -> dict[str, list[int]]:
    """Return the numbers of the names that begin with a word: one look finds those a text may hold."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(vendors(language)):
        first = Tokens(name.lower()).words[0]
        for word in (first, f"{first}'s"):
            found.setdefault(word, []).append(number)
    return found


def _mentioned(document: Document) -> list[tuple[str, str]]:
    """Return the (name, kind) of suppliers whose first word stands in the text, in the file's order."""
    heads = _by_first_word()
    present = heads.keys() & document.vocabulary
    if not present:
        return []
    rows = _rows()
    return [rows[number] for number in sorted({number for word in present for number in heads[word]})]


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each place of a supplier the map keeps unnamed, and the first of one only guessed at."""
    published: set[str] = set()
    found: list[tuple[int, int]] = []
    allowed = {word.lower() for word in context.option("LEK012", "publish")} | context.allow
    if context.system_map is not None:
        for vendor in context.system_map.vendors:
            if vendor.publish:
                published.update(name.lower() for name in vendor.names)
                continue
            for name in vendor.names:
                for start, end in places(document, name):
                    if not any(s < end and start < e for s, e in found):
                        found.append((start, end))
                        yield _hit(document, start, end, vendor.kind)
        allowed |= {context.system_map.product.lower()} | {
            c.customer_name.lower() for c in context.system_map.components
        }
    if not context.option("LEK012", "guess"):
        return
    lower = document.lower
    for name, kind in _mentioned(document):
        if name.lower() not in lower or name.lower() in published or name.lower() in allowed:
            continue
        for start, end in places(document, name):
            before = lower[max(0, start - 18) : start].rstrip()
            address = lower[start - 1 : start] == "." or HOST.match(lower, end) is not None
            if address or any(s < end and start < e for s, e in found) or before.endswith(OURS):
                continue
            found.append((start, end))
            yield _hit(document, start, end, kind)
            break  # a guess is said once


def _hit(document: Document, start: int, end: int, kind: str) -> Hit:
    better = kind or "one of our suppliers"
    return Hit(
        start,
        end,
        f"{document.text[start:end]!r} names a supplier. Name the kind unless your policy publishes "
        f"it: {better!r}.",
        (better,),
    )


RULE = Rule(
    code="LEK012",
    name="vendor-name",
    severity="info",
    audiences="CP",
    kind="phrase",
    languages=(),
    summary="supplier named in public while policy says not to",
    why=(
        "Naming the firm reads as passing the blame; the kind of supplier says enough. Many companies "
        "do name and link "
        "their suppliers: then set `publish`."
    ),
    source="uptimemonit.com; Squadcast (names the provider as a kind); PagerDuty (no name and shame)",
    check=check,
    options=(
        Option("publish", [], "suppliers your policy lets you name"),
        Option("guess", True, "flag well-known suppliers too, not only those of the system map"),
    ),
    flags=(
        "Cloudflare has a fault, so our site is slow.",
        "Twilio does not deliver our text messages.",
        Example(
            "Boltline cut our cable.",
            system_map={"vendors": [{"name": "Boltline", "kind": "our network supplier"}]},
        ),
    ),
    passes=(
        Example("Fastly has a fault, so our site is slow.", options={"publish": ["Fastly"]}),
        "Sign in with Google works.",
        "The company that carries our calls has a fault.",
    ),
)
