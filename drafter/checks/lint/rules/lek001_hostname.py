"""LEK001 hostname: names of hosts, nodes, pods or databases."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule
from drafter.core.patterns import lazy

PARTS = (
    r"(?:db|web|app|srv|svr|server|node|host|pod|worker|cache|redis|mysql|pg|psql|postgres|pgsql|"
    r"kafka|es|elastic|elasticsearch|lb|proxy|gw|gateway|vm|prod|prd|stg|stage|staging|dev|master|"
    r"replica|"
    r"primary|secondary|shard|queue|mq|rabbit|rabbitmq|edge|k8s|ec2|nginx|mongo|mongodb|haproxy|"
    r"ingress|etcd|zk|zookeeper|cassandra|consul|vault|bastion|jump|router|rtr|switch|sw|fw|core|dc|"
    r"rack|"
    r"auth|api|mail|smtp|dns|ns|nfs|storage|stor|nas|san|build|ci|runner|agent|job|batch|cron|search|"
    r"solr|login|compute|gpu|cpu|spark|hadoop|kube|cluster|broker|memcache|memcached|varnish|frontend|"
    r"backend|fe|be|ingest|indexer|scheduler|ldap|ad|ntp|log|logs|metrics|monitor|mon|mx|vpn|ssh|ftp|"
    r"file|media|cdn|origin|pay|payments?|billing|checkout|orders?|user|users|data|sql|oracle|ora|"
    r"main)"
)
FILES = (
    "apk|csv|deb|dmg|docx?|exe|gz|html?|iso|jar|jpe?g|json|md|mp[34]|msi|pdf|png|pptx?|rpm|txt|xlsx?|"
    "xml|ya?ml|zip"
)
HOST = Pattern(
    rf"(?<![\w./@:-])(?:[a-z0-9]{{1,15}}-){{0,4}}{PARTS}-?(?:[a-z0-9]{{1,15}}-){{0,4}}[a-z]{{0,3}}\d{{1,4}}[a-z]?(?![\w@]|"
    rf"-[a-z]|/\d|\.(?:{FILES})\b)|"
    rf"(?<![\w./@:-])(?:[a-z0-9]{{1,15}}-){{0,3}}{PARTS}-(?:[a-z0-9]{{1,15}}-){{0,3}}(?=[a-z]{{0,5}}\d)"
    rf"(?=\d{{0,5}}[a-z])[a-z0-9]{{4,6}}(?![\w@-]|\.(?:{FILES})\b)|"
    r"(?<![\w./@:-])[a-z][a-z0-9]{1,30}(?:-[a-z0-9]{1,20}){0,5}-[a-f0-9]{8,10}-[a-z0-9]{5}(?![\w-])|"
    r"(?<![\w/-])(?:i|vol|eni|subnet|vpc|sg|ami|snap|rtb|igw|nat|lb|acl)-0?[0-9a-f]{8,17}(?![\w-])|"
    r"(?<![\w-])ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}\b|"
    r"(?<![\w./@:-])(?:[a-z0-9]{1,15}-){0,3}[a-z]{2,15}k8s(?:-[a-z0-9]{1,15}){0,3}(?![\w@-]|\.\w)|"
    r"(?<![\w@/-])(?:[a-z0-9-]{1,40}\.){1,5}(?:internal|local|localdomain|corp|lan|intra|intranet|svc|"
    r"cluster\.local|consul|home|private)(?![\w-])",
)
CLOUD_REGION = Pattern(
    r"^(?:us|eu|ap|sa|ca|me|af|il|cn)-(?:gov-)?(?:north|south|east|west|central|northeast|southeast|"
    r"northwest|southwest)+-?\d[a-f]?$"
)
DATE = Pattern(r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}-\d")
WORDS = Pattern(r"^(?:mp|web|api|file|order|job|log|user|main|ad|be|core|build|search|login)-?\d{1,4}$")


_ENDING = lazy(r"\.(?:internal|local|corp|lan|intra|svc|consul|home|private)")


PART_STARTS = tuple(PARTS[3:-1].replace("s?", "").split("|"))
ID_STARTS = (
    "i-",
    "vol-",
    "eni-",
    "subnet-",
    "vpc-",
    "sg-",
    "ami-",
    "snap-",
    "rtb-",
    "igw-",
    "nat-",
    "lb-",
    "acl-",
    "ip-",
)


_FIGURE, _SIGN = lazy(r"[a-z-]\d|\d[a-f]"), lazy(r"[^a-z0-9]")
_POD = lazy(r"-[a-f0-9]{8,10}-[a-z0-9]{5}")


def _likely(chunk: str) -> bool:
    """Say whether HOST can match in a chunk: a cheap question before an expensive one."""
    lower = chunk.lower()
    if lower == chunk.upper():
        return False  # without a letter: a number, a date, a time
    lower = lower.partition("://")[0]  # what follows is masked: addresses have a rule of their own
    if "." in lower and _ENDING.search(lower):
        return True
    if not _FIGURE.search(lower):
        return False
    parts = _SIGN.split(lower)
    if "k8s" in lower:
        return True
    if any(part.startswith(PART_STARTS) for part in parts) or lower.startswith(ID_STARTS):
        return True
    return len(parts) > 2 and _POD.search(lower) is not None


def _candidates(document: Document, text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of HOST, looked for only in chunks that hold letters and a digit, or end like a
    host.
    """
    for start, chunk in document.odd:
        if _likely(chunk):
            yield from HOST.regex.finditer(text, start, start + len(chunk))


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each machine name in what readers see."""
    text = document.visible_lower
    allowed: set[str] | None = None
    for match in _candidates(document, text):
        name = match[0]
        if allowed is None:
            allowed = {word.lower() for word in context.option("LEK001", "allow")} | context.allow
        if name in allowed or name.isdigit() or CLOUD_REGION.search(name) or DATE.search(name):
            continue
        if not any(c in name for c in "-.") and WORDS.search(name):
            continue
        written = document.text[match.start() : match.end()]
        if written[:1].isupper() and "-" not in written and "." not in written:
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"{written!r} is the name of a machine. Say what it is for: 'one of the database servers "
            f"for Europe'.",
        )


RULE = Rule(
    code="LEK001",
    name="hostname",
    severity="block",
    audiences="CSXP",
    kind="pattern",
    languages=(),
    summary="host, node, pod or database names",
    why="It means nothing to readers, and shows attackers how we name and number our machines.",
    source="PagerDuty, customer liaison (application-server-123)",
    check=check,
    options=(Option("allow", [], "names that are public, such as a host customers connect to"),),
    flags=(
        "The disk of db-eu-07 is full.",
        "We restarted cart-6c9f7d8b54-kq2zv.",
        "mail02.ams.corp does not answer.",
    ),
    passes=(
        "See the up-to-date list of stops from 3-4 May, and take part 2 of the form.",
        "One of the mail servers in Amsterdam does not answer.",
        "COVID-19 tests, MP3 files and UTF-8 text are not affected.",
    ),
)
