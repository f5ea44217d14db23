"""JAR004 code-or-log: log lines, stack traces, identifiers in camelCase or snake_case, shell commands."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

IDENTIFIER = Pattern(
    r"(?<![\w./@#-])(?:[a-z]{2,20}(?:[A-Z][a-z0-9]{1,20}){1,6}|"
    r"[A-Za-z][A-Za-z0-9]{0,20}(?:_[A-Za-z0-9]{1,20}){1,6}|"
    r"[A-Z][a-z]{2,15}(?:[A-Z][a-z]{2,15}){0,4}(?:Service|Controller|"
    r"Handler|Manager|Impl|Factory|Client|Worker|Processor|Repository|Provider|Listener|Job|Queue|"
    r"Cache|Config)(?:\(\))?)(?![\w@]|://)"
)
COMMAND = Pattern(
    r"(?<![\w-])(?:kubectl|systemctl|journalctl|sudo|docker(?:-compose)?|helm|terraform|ansible|git|"
    r"npm|yarn|pip|apt-get|yum|curl|wget|ssh|scp|psql|mysql|redis-cli|chmod|chown|tail|grep|"
    r"iptables|service|aws|gcloud|az|ip|rm|ps|top|vim|crontab|nslookup|dig|traceroute|ping) "
    r"(?:-{1,2}[a-z]|rollout|restart|apply|delete|get|describe|exec|scale|logs|start|stop|status|"
    r"reload|push|"
    r"pull|merge|revert|checkout|commit|rebase|run|up|down|install|compose|upgrade|rollback|plan|"
    r"flushall|s3|ec2|rds|tail|rm|kill|https?://|-|/|aux|prune|drain|cordon|enable|disable|daemon-reload|"
    r"reset|"
    r"clone|log|stash|ps|cp|ls|mv|\w+@|deploy)[\w./@:=-]*"
)
LOG = Pattern(
    r"\bat [\w.$<>]{3,120}\([\w.]{1,60}\.(?:java|kt|scala|py|js|ts|rb|go|cs|php):\d{1,6}\)|"
    r"^\s{0,8}at [\w.$<>]{3,120}\([\w.]{0,60}(?::\d{1,6})?\)|\b(?:level|lvl|severity)=(?:error|warn|"
    r"info|debug|fatal)\b|"
    r"^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\dZ+:]{0,12}\]? \[?(?:ERROR|WARN|INFO|DEBUG|FATAL)|"
    r"\b(?:ERROR|FATAL|WARN|WARNING|DEBUG|INFO) ?(?:[\[:] ?\S|\[?\d{4}-\d\d-\d\d[T ]\d\d:)|\bTraceback "
    r"\(most recent call last\)|"
    r"\bException in thread|\berrno\b\W{0,2}\d|\b(?:at|on) line \d+\b|\b(?:[A-Z][a-z]+){1,4}(?:Error|"
    r"Exception): \w|"
    r"\b(?:SELECT|DELETE|INSERT INTO|ALTER TABLE|DROP TABLE) [\w*,. ]{0,60}(?:FROM|SET|VALUES|"
    r"TABLE)\b|\bDROP TABLE \w|"
    r"\b[\w-]{2,40}\[\d{2,7}\]:|\b\w{2,30}=[\w./-]{1,40},? \w{2,30}=[\w./-]{1,40}",
    flags=re.MULTILINE,
)
# A substring of every log line, and the word that must stand in the text for it.
LOG_GATES = (
    ("ERROR", "error"),
    ("FATAL", "fatal"),
    ("WARN", "warn"),
    ("WARN", "warning"),
    ("DEBUG", "debug"),
    ("level=", "level"),
    ("severity=", "severity"),
    ("status=", "status"),
    ("msg=", "msg"),
    ("error=", "error"),
    ("Traceback", "traceback"),
    ("Exception in", "exception"),
    ("SELECT ", "select"),
    ("DROP TABLE", "drop"),
    ("INSERT INTO", "insert"),
    ("DELETE FROM", "delete"),
    ("]: ", ""),
    ("errno", "errno"),
    (" line ", "line"),
    ("Error: ", ""),
    ("Exception: ", ""),
    (".java:", "java"),
    (".py:", "py"),
    (".js:", "js"),
    (".go:", "go"),
    (".rb:", "rb"),
    (".kt:", "kt"),
)
COMMANDS = words(
    "kubectl systemctl journalctl sudo docker helm terraform ansible git npm yarn pip apt yum curl "
    "wget ssh scp psql mysql redis chmod "
    "chown tail grep iptables service aws gcloud az ip rm ps top vim crontab nslookup dig traceroute "
    "ping"
)
ENGLISH = frozenset({"service", "top", "dig", "tail", "git", "az", "ip"})
BRANDS = frozenset(
    {
        "iphone",
        "ipad",
        "ios",
        "icloud",
        "ebay",
        "macos",
        "ipados",
        "watchos",
        "tvos",
        "imessage",
        "imac",
        "itunes",
        "ebook",
        "ebooks",
        "esim",
        "ecommerce",
        "mtls",
        "iot",
        "pos",
        "ebanking",
        "eservices",
        "etickets",
        "eticket",
        "einvoice",
        "evisa",
        "elearning",
    }
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each command, log line and identifier; code spans and quotations are not read."""
    text = document.prose
    taken = -1
    for gate, word in LOG_GATES:
        at = text.find(gate) if word in document.vocabulary or not word else -1
        while at != -1:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = len(text) if end == -1 else end
            match = LOG.regex.search(text, max(start, at - 160), min(end, at + 240))
            if match is not None and match.start() >= taken:
                taken = match.end()
                yield _hit(match.start(), match.end(), document, "a log line")
            at = text.find(gate, max(end, at + 1))
    for match in COMMAND.near(document, COMMANDS, text, before=0, after=60):
        if match[0].split(" ", 1)[0] in ENGLISH and not _shell_like(match[0]):
            continue
        taken = max(taken, match.end())
        yield _hit(match.start(), match.end(), document, "a command")
    allowed: set[str] | frozenset[str] | None = None
    for start, end in _identifiers(document, text):
        if start < taken:
            continue
        words = text[start:end]
        if allowed is None:
            allowed = {word.lower() for word in context.option("JAR004", "allow")} | context.allow
        lower = words.lower()
        if lower in BRANDS or lower in allowed or lower.rstrip("s") in BRANDS:
            continue
        if "_" in words and words.replace("_", "").isdigit():
            continue
        yield _hit(start, end, document, "a name from the code")


def _identifiers(document: Document, text: str) -> Iterator[tuple[int, int]]:
    """Yield names with a capital inside or an underscore, in text order."""
    places = set(document.humps)
    at = text.find("_")
    while at != -1:
        places.add(at)
        at = text.find("_", at + 1)
    last = -1
    for place in sorted(places):
        if place < last:
            continue
        start = place
        while start > max(last, place - 48, 0) and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        match = IDENTIFIER.regex.match(text, start)
        last = match.end() if match is not None else place + 1
        if match is not None:
            yield match.start(), last


def _shell_like(words: str) -> bool:
    """Say whether a word that is English too is used as a command: an option, a path or a known verb
    follows.
    """
    second = words.split(" ", 1)[1]
    return second.startswith(
        (
            "-",
            "/",
            "push",
            "pull",
            "merge",
            "revert",
            "checkout",
            "commit",
            "rebase",
            "clone",
            "stash",
            "reset",
            "log",
        )
    )


def _hit(start: int, end: int, document: Document, what: str) -> Hit:
    words = document.text[start:end]
    return Hit(
        start,
        end,
        f"{words!r} is {what}. Say what it did for readers: 'We put back the version from yesterday.'",
    )


RULE = Rule(
    code="JAR004",
    name="code-or-log",
    severity="block",
    audiences="CX",
    kind="pattern",
    summary="log lines, stack traces, identifiers in camelCase or snake_case, shell commands",
    why="It looks like a message to somebody else, and often shows how we are built.",
    source="Customer Support Leaders, episode 276 (logs and customers); a rule of our own",
    check=check,
    options=(Option("allow", [], "identifiers your readers use, such as names of your public API"),),
    flags=(
        "We ran systemctl restart nginx at noon.",
        "The field max_retry_count was set to zero.",
        "2026-05-04 09:05:12 ERROR PaymentService refused",
    ),
    passes=(
        "Set the header `X-Retry-After` in your call; iPhone and macOS apps do so by themselves.",
        "GitHub, PayPal and LinkedIn sign-in works.",
        "We service printers on Mondays.",
    ),
)
