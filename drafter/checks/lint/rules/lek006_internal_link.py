"""LEK006 internal-link: links to internal hosts, chat channels, dashboards or localhost."""

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.checks.lint.pattern import Pattern, places
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule
from drafter.core.patterns import lazy

LINK = Pattern(
    r"(?:https?|ssh|ftp|slack|file|smb)://[^\s<>\"')\]]{2,400}|(?<![\w@./-])(?:localhost|"
    r"127\.0\.0\.1)(?::\d{2,5})?(?:/[\w/.-]{0,80})?",
    any_of=("://", "localhost", "127.0"),
)
SCHEMES = ("https", "http", "ssh", "ftp", "slack", "file", "smb")
INSIDE = Pattern(
    r"^(?:\w+://|(?=localhost|127))(?:[^/\s]*\.(?:internal|local|localdomain|corp|lan|intra|intranet|"
    r"svc|private|home|test)(?=[/:]|$)|localhost|127\.|10\.\d|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|"
    r"[^/\s.]+(?=[/:]|$)|"
    r"(?:[^/\s]*\.)?(?:grafana|kibana|prometheus|jira|confluence|wiki|intranet|jenkins|sentry|splunk|"
    r"datadog|pagerduty|opsgenie|newrelic|rundeck|argocd|vault|consul|nagios|zabbix|gitlab|sonarqube|"
    r"nexus|artifactory|"
    r"bastion|vpn|admin|backoffice|ops|internal|corp|staging|stage|dev|test|qa|monitoring|dashboards?|"
    r"runbooks?|alertmanager|looker|tableau)\.|"
    r"(?:[^/\s]*\.)?(?:slack\.com/(?:archives|client)|atlassian\.net|datadoghq\.(?:com|eu)|"
    r"pagerduty\.com|opsgenie\.com|splunkcloud\.com|newrelic\.com|sentry\.io|grafana\.net|"
    r"honeycomb\.io|notion\.so|"
    r"docs\.google\.com|drive\.google\.com|sharepoint\.com|teams\.microsoft\.com|zoom\.us/j|"
    r"meet\.google\.com|console\.aws\.amazon\.com|console\.cloud\.google\.com|portal\.azure\.com|"
    r"miro\.com|"
    r"app\.incident\.io|rootly\.com|firehydrant\.io|statuspage\.io/manage|linear\.app))"
)
CHANNEL = Pattern(
    r"(?<![\w/&#(])#(?!\d+\b)[a-z][a-z0-9]{0,30}(?:[-_][a-z0-9]{1,30}){1,6}\b|(?<![\w/&#])#(?:general|"
    r"random|engineering|ops|devops|sre|oncall|incidents?|support|outages?|alerts|platform|infra|team|"
    r"dev)\b|\bslack channel #?[\w-]{2,40}|\bchannel #[\w-]{2,40}",
    any_of=("#", "slack channel"),
)
SIGN = lazy(r"#[\w-]")


# Without any of these INSIDE cannot match; it is expensive to compile, and most links lead outside.
LABELS = frozenset(
    {"internal", "local", "localdomain", "corp", "lan", "intra", "intranet", "svc", "private", "home",
     "test", "localhost", "grafana", "kibana", "prometheus", "jira", "confluence", "wiki", "jenkins",
     "sentry", "splunk", "datadog", "pagerduty", "opsgenie", "newrelic", "rundeck", "argocd", "vault",
     "consul", "nagios", "zabbix", "gitlab", "sonarqube", "nexus", "artifactory", "bastion", "vpn",
     "admin", "backoffice", "ops", "staging", "stage", "dev", "qa", "monitoring", "dashboard",
     "dashboards", "runbook", "runbooks", "alertmanager", "looker", "tableau"}
)  # fmt: skip
NETS = ("127.", "10.", "192.168.", "172.")
DOMAINS = (
    "slack.com", "atlassian.net", "datadoghq.", "pagerduty.com", "opsgenie.com", "splunkcloud.com",
    "newrelic.com", "sentry.io", "grafana.net", "honeycomb.io", "notion.so", "docs.google.com",
    "drive.google.com", "sharepoint.com", "teams.microsoft.com", "zoom.us", "meet.google.com",
    "console.aws.amazon.com", "console.cloud.google.com", "portal.azure.com", "miro.com",
    "app.incident.io", "rootly.com", "firehydrant.io", "statuspage.io", "linear.app",
)  # fmt: skip


@lru_cache(maxsize=2048)
def _leads_inside(address: str) -> bool:
    """Say whether an address, cut after its first folder, is one that readers cannot open."""
    host = address.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    labels = host.split(".")
    outside = len(labels) > 1 and LABELS.isdisjoint(labels) and not host.startswith(NETS)
    if outside and not any(domain in address for domain in DOMAINS):
        return False
    return INSIDE.regex.match(address) is not None


def _links(text: str) -> Iterator[re.Match[str]]:
    """Yield the addresses in text order; each is looked for where its colon and slashes are."""
    if "localhost" in text or "127.0" in text:
        yield from LINK.regex.finditer(text)
        return
    at = text.find("://")
    behind = 0
    while at != -1:
        for scheme in SCHEMES:
            if text.endswith(scheme, behind, at):
                match = LINK.regex.match(text, at - len(scheme))
                if match:
                    yield match
                    behind = match.end()
                break
        at = text.find("://", max(at + 1, behind))


def _channels(text: str) -> Iterator[re.Match[str]]:
    """Yield the chat rooms; a number sign before a space (a heading) or a figure begins none."""
    if "slack channel" in text:
        yield from CHANNEL.regex.finditer(text)
        return
    behind = 0
    for at in places(text, "#"):
        if at < behind or not SIGN.match(text, at):
            continue
        for match in CHANNEL.regex.finditer(text, max(behind, at - 14), min(len(text), at + 240)):
            if match.start() <= at < match.end():
                yield match
                behind = match.end()
            break


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each link that leads inside, and each chat channel."""
    allowed = [word.lower() for word in context.option("LEK006", "allow")]
    if context.system_map is not None:
        allowed += [link.lower() for link in context.system_map.links]
    text = document.text_lower
    for match in _links(text):
        address = match[0].rstrip(".,;:!?")
        if not _leads_inside("/".join(address.split("/", 4)[:4])) or any(part in address for part in allowed):
            continue
        end = match.start() + len(address)
        yield Hit(
            match.start(),
            end,
            f"{document.text[match.start() : end]!r} leads to a place readers cannot open. Link a "
            f"public page, or leave it out.",
        )
    for match in _channels(document.lower):
        words = document.text[match.start() : match.end()]
        if any(part in words.lower() for part in allowed):
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} is a room readers cannot enter. Name a public place: 'our public forum'.",
        )


RULE = Rule(
    code="LEK006",
    name="internal-link",
    severity="block",
    audiences="CSXP",
    kind="pattern",
    languages=(),
    summary="links to internal hosts, chat channels, dashboards, localhost",
    why="Readers meet a closed door, and learn which doors there are.",
    source="a rule of our own",
    check=check,
    options=(Option("allow", [], "parts of addresses or channel names that are public"),),
    flags=(
        "See http://kibana.prod.example.net/app/logs for the records.",
        "Work is followed in #team-network.",
        "The report is at http://wiki/reviews/12.",
    ),
    passes=(
        "The #1 cause of late mail is a full disk at our supplier.",
        "Ask at https://forum.example.com/c/help.",
        Example("Join #public-status.", options={"allow": ["#public-status"]}),
    ),
)
