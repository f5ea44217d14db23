"""The leak wall: what readers outside may not see, whoever wrote the text. Used again when a text leaves.

LEK001 hostname, LEK002 ip-address, LEK003 ticket-id, LEK004 component-name, LEK005 staff-name, LEK006
internal-link, LEK007 secret, LEK008 personal-data, LEK010 other-customer, LEK012 vendor-name. The codes are
those of the lint rules; this wall knows the map and the notes as well. Never waivable.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from drafter import intake
from drafter.checks.grounding.lexicon import DATA
from drafter.checks.grounding.names import NameHit, Names, find_names
from drafter.checks.grounding.patterns import word_list
from drafter.core.audience import Audience
from drafter.core.finding import Finding, Severity, line_starts
from drafter.core.memory import remembered
from drafter.core.note import Notes
from drafter.core.redaction import find_personal_data, find_secrets
from drafter.core.system_map import SystemMap
from drafter.writing.data_files import load_words

_IP = re.compile(
    r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d{1,2})?(?![\w]|\.\d)"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)
_INTERNAL_SUFFIX = r"(?:internal|intern|local|lan|corp|svc|cluster|intranet|localdomain|home|private|consul)"
_HOST = re.compile(
    rf"(?<![\w.@/-])(?:[a-z0-9-]+\.)+{_INTERNAL_SUFFIX}(?:\.[a-z]+)*(?![\w-])"
    r"|(?<![\w.@/-])ip-\d+-\d+-\d+-\d+\b"
    r"|(?<![\w.@/:-])(?=[a-z0-9-]*\d)[a-z][a-z0-9]*(?:-[a-z0-9]+){2,}(?![\w-])"
    r"|(?<![\w.@/:-])(?:db|web|app|srv|server|node|host|vm|mail|mx|ns|lb|cache|redis|kafka|pg|mysql|proxy|worker|queue|k8s|"
    r"prod|stg|staging|dev|build|ci|es|api)-?\d{1,4}[a-z]?(?:[.-][a-z0-9.-]*[a-z0-9])?(?![\w-])",
    re.IGNORECASE,
)
_HOST_IS_TIME = re.compile(r"^(?:\d{4}-\d\d-\d\d|[a-z]+-\d{4}-\d{4,})$", re.IGNORECASE)
_TICKET = re.compile(
    r"(?<![\w/-])(?!(?:UTC|GMT|ISO|RFC|SHA|UTF|HTTP|TLS|COVID|AES|PEP)-?\d)[A-Z][A-Z0-9]{1,9}-\d{1,7}(?![\w-])"
    r"|(?<![\w&#/])#\d{3,7}\b|(?<!\w)#[a-z][a-z0-9_-]{2,40}\b"
)
_LINK = re.compile(
    rf"https?://(?:localhost|127\.0\.0\.1|\d+\.\d+\.\d+\.\d+|[^\s/]*\.{_INTERNAL_SUFFIX}\b|[^\s/]*"
    r"(?:slack\.com|pagerduty\.com|grafana|kibana|datadoghq|sentry|jira|confluence|atlassian\.net|opsgenie"
    r"|splunk|newrelic|zoom\.us|teams\.microsoft|discord(?:app)?\.com|freshdesk|zendesk|jenkins|argocd"
    r"|console\.(?:aws|cloud)))[^\s)\]>\"']*",
    re.IGNORECASE,
)
_PERSON_VERB = "|".join(sorted(map(re.escape, word_list("person_verbs")), key=len, reverse=True))
_PERSON = re.compile(rf"\b(?P<name>[A-Z][a-zà-ÿ]{{2,14}})\s+(?:and [A-Z][a-z]+ )?(?:{_PERSON_VERB})\b")
_ROLES = frozenset(word_list("roles"))
_MACHINE_ROOM = frozenset(word_list("machine_room"))


def _is_plain(word: str) -> bool:
    """Say whether a word, or its singular, is one that gives nothing away."""
    return word in _plain_words() or word.rstrip("s") in _plain_words()


def _is_ordinary(word: str) -> bool:
    """Say whether a word, or its singular, is one that readers outside meet in updates."""
    return _is_plain(word) or not {word, word.rstrip("s")}.isdisjoint(load_words("plain_vocabulary.txt"))


@cache
def _plain_words() -> frozenset[str]:
    text = (DATA / "en" / "plain_words.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


@cache
def _given_names() -> frozenset[str]:
    path = Path(intake.__file__).parent / "data" / "en" / "given_names.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


@dataclass(slots=True)
class LeakWall:
    """What must not leave, read once from a map and notes."""

    system_map: SystemMap
    notes: Notes | None
    names: Names
    public_text: str
    people: frozenset[str] = frozenset()
    notes_text: str = ""
    _guarded: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, system_map: SystemMap, notes: Notes | None) -> "LeakWall":
        """Return the wall for a map and the notes of one incident."""
        texts = [system_map.product, *system_map.links, system_map.contact]
        for component in system_map.components:
            texts += [component.customer_name, component.advice, *component.unaffected]
            texts += [*component.symptoms.values(), *component.plain_symptoms]
        texts += [v.kind for v in system_map.vendors] + [v.name for v in system_map.vendors if v.publish]
        texts += [g.plain for g in system_map.glossary]
        wall = cls(system_map, notes, Names.of_map(system_map), " " + " \n ".join(texts).lower() + " ")
        if notes is not None:
            wall.notes_text = "\n".join(note.text for note in notes.entries)
            wall.people = frozenset(wall._people_in(notes))
        return wall

    def _people_in(self, notes: Notes) -> Iterator[str]:
        """Yield names of people that the notes show: authors, and whoever asks, says, restarts."""
        ours = {name.lower() for c in self.system_map.components for name in c.names}
        ours |= {v.name.lower() for v in self.system_map.vendors} | {self.system_map.product.lower()}
        for note in notes.entries:
            author = note.author.strip("@ ")
            if author[:1].isalpha() and author.lower() not in _ROLES and author.lower() not in ours:
                first = author.split()[0]
                if first.lower() in _given_names() or first[:1].isupper():
                    yield author
        for match in _PERSON.finditer(self.notes_text):
            name = match["name"]
            if name.lower() in _given_names() and name.lower() not in ours:
                yield name

    def find(self, text: str, audience: Audience) -> list[Finding]:
        """Return what these readers may not see, in text order; the secret itself is never repeated."""
        starts = line_starts(text)
        found = [_finding(text, starts, *hit) for hit in self._hits(text, audience)]
        found.sort(key=lambda f: (f.start, -f.end, f.rule))
        kept: list[Finding] = []
        for finding in found:
            if not kept or finding.start >= kept[-1].end:
                kept.append(finding)
        return kept

    def _hits(self, text: str, audience: Audience) -> Iterator[tuple[str, str, int, int, str, Severity]]:
        outside = audience.view == "public" or "internal_names" in audience.forbids
        for secret in find_secrets(text):
            yield "LEK007", "secret", secret.start, secret.end, _SECRET, "block"
        if audience.view != "internal" or "people" in audience.forbids:
            for item in find_personal_data(text):
                if text[item.start : item.end].lower() not in self.public_text:
                    yield "LEK008", "personal-data", item.start, item.end, _PERSONAL, "block"
        hits = list(self._names_in(text))
        yield from self._name_hits(text, hits, audience, outside)
        if not outside:
            return
        for run in _MARKED.finditer(text):
            for rule, start, end in _marks(run[0]):
                at, stop = run.start() + start, run.start() + end
                if text[at:stop].lower() in self.public_text:
                    continue
                if rule == "LEK002" and self._is_version(text, at):
                    continue
                yield rule, _NAMES[rule], at, stop, _MESSAGES[rule], "block"

    def _names_in(self, text: str) -> Iterator[NameHit]:
        """Yield the names of the map in a text: line by line, as most lines stand in many drafts."""
        at = 0
        for line in text.split("\n"):
            for hit in find_names(line, self.names):
                yield replace(hit, start=at + hit.start, end=at + hit.end)
            at += len(line) + 1

    def _name_hits(
        self, text: str, hits: list[NameHit], audience: Audience, outside: bool
    ) -> Iterator[tuple[str, str, int, int, str, Severity]]:
        no_people = audience.view != "internal" or "people" in audience.forbids
        no_customers = audience.view != "internal" or "customers" in audience.forbids
        unpublished = {v.name for v in self.system_map.vendors if not v.publish}
        for hit in hits:
            name = text[hit.start : hit.end]
            if hit.kind == "person" and no_people and name[:1].isupper():
                yield "LEK005", "staff-name", hit.start, hit.end, _STAFF, "block"
            elif hit.kind == "customer" and no_customers:
                yield "LEK010", "other-customer", hit.start, hit.end, _CUSTOMER, "block"
            elif hit.kind == "vendor" and hit.owner in unpublished and outside:
                kind = next((v.kind for v in self.system_map.vendors if v.name == hit.owner), "")
                yield "LEK012", "vendor-name", hit.start, hit.end, _vendor(kind), "block"
            elif hit.kind == "internal" and outside and self._gives_away(text, hit, hits):
                yield "LEK004", "component-name", hit.start, hit.end, self._component(hit.owner), "block"
        if no_people:
            for person in self.people:
                for match in re.finditer(rf"(?<![\w@]){re.escape(person)}(?![\w])", text):
                    yield "LEK005", "staff-name", *match.span(), _STAFF, "block"

    def _gives_away(self, text: str, hit: NameHit, hits: list[NameHit]) -> bool:
        written = text[hit.start : hit.end]
        return self._is_guarded(hit.name, written) and not self._inside_public(text, hit, hits)

    def _component(self, owner: str) -> str:
        component = self.system_map.by_id.get(owner)
        if component and component.customer_name:
            return f"'{{}}' is an internal name. These readers know it as '{component.customer_name}'."
        return "'{}' is an internal name with no customer name in the map. Say what readers see instead."

    def _is_guarded(self, name: str, written: str) -> bool:
        """Say whether an internal name gives something away: not an ordinary word, not public already."""
        known = self._guarded.get(name)
        if known is None:
            lower = name.lower()
            known = not self._is_public(lower) and not self._is_part_of_an_alias(lower)
            if known and lower.isalpha() and name == lower and _is_plain(lower):
                known = False
            if known and self._is_everyday(lower):
                known = False
            product = self.system_map.product.lower()
            if known and product and lower in product:
                known = False
            self._guarded[name] = known
        if (
            known
            and name.isalpha()
            and name.isupper()
            and len(name) > 1
            and written != name
            and not written.isupper()
        ):
            return False
        return known

    def _is_everyday(self, lower: str) -> bool:
        """Say whether a part that readers know is called by ordinary words ("TV apps"), or by a number."""
        parts = lower.split(" ")
        if _MACHINE_ROOM & set(parts) or lower in self._inside():
            return False
        return all(part.isdigit() or (part.isalpha() and self._is_known(part)) for part in parts)

    def _is_known(self, part: str) -> bool:
        """Say whether readers know a word of a name: an ordinary one, or one of a public name."""
        return _is_ordinary(part) or self._is_public(part)

    def _is_part_of_an_alias(self, lower: str) -> bool:
        """Say whether the word is only the id of a part, and stands in a longer name of it: "git index"."""
        return any(
            component.id.lower() == lower
            and lower not in (alias.lower() for alias in component.aliases)
            and any(lower in alias.lower().split() for alias in component.aliases)
            for component in self.system_map.components
        )

    def _inside(self) -> frozenset[str]:
        """Return the names, lower case, of parts that readers do not know."""
        return frozenset(n.lower() for c in self.system_map.components if c.internal_only for n in c.names)

    def _is_public(self, lower: str) -> bool:
        """Say whether the words stand in customer names, symptoms, advice, product or links of the map."""
        stem = lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower
        return re.search(rf"(?<![\w-]){re.escape(stem)}s?(?![\w-])", self.public_text) is not None

    def _inside_public(self, text: str, hit: NameHit, hits: list[NameHit]) -> bool:
        return any(
            other is not hit and other.kind in ("customer_name", "product", "vendor_kind")
            and other.start <= hit.start and hit.end <= other.end
            for other in hits
        )  # fmt: skip

    def _is_version(self, text: str, start: int) -> bool:
        return bool(re.search(r"(?:\bv|version|release)\s?$", text[max(0, start - 9) : start], re.IGNORECASE))


_SECRET = "This looks like a key, token or password. Take it out, and have it changed."  # noqa: S105 - a message
_PERSONAL = "'{}' is somebody's personal data. Take it out."
_LINKED = "'{}' leads to an internal place. Take it out, or add it to the links of the system map."
_ADDRESS = "'{}' is a network address. Say which part of the service it is."
_HOSTNAME = "'{}' is the name of a machine. Say what it does for readers."
_TICKETED = "'{}' is an internal reference. Take it out, or give the public one."
_NAMES = {
    "LEK006": "internal-link", "LEK002": "ip-address", "LEK001": "hostname", "LEK003": "ticket-id",
}  # fmt: skip
_MESSAGES = {"LEK006": _LINKED, "LEK002": _ADDRESS, "LEK001": _HOSTNAME, "LEK003": _TICKETED}
_MARKED = re.compile(r"\S*[\d.:#]\S*")  # links, addresses, machines and references all have such a sign
_STAFF = "'{}' is a person. Write 'we' or 'our engineers'."
_CUSTOMER = "'{}' is a customer. Name no customer to others: write 'one customer'."


@remembered
def _marks(run: str) -> tuple[tuple[str, int, int], ...]:
    """Return rule and span of each link, address, machine and reference in a text without white space."""
    found = [
        (rule, *match.span())
        for rule, pattern in (("LEK006", _LINK), ("LEK002", _IP), ("LEK003", _TICKET))
        for match in pattern.finditer(run)
    ]
    for match in _HOST.finditer(run):
        if not _HOST_IS_TIME.match(match[0]) and any(c.isdigit() or c == "." for c in match[0]):
            found.append(("LEK001", *match.span()))
    return tuple(found)


def _vendor(kind: str) -> str:
    instead = f"Write '{kind}'." if kind else "Say what kind of supplier it is."
    return f"'{{}}' is a supplier that is not named outside. {instead}"


def _finding(
    text: str, starts: list[int], rule: str, name: str, start: int, end: int, message: str, severity: Severity
) -> Finding:
    line = bisect_right(starts, start)
    written = text[start:end]
    shown = "[secret]" if rule == "LEK007" else written
    return Finding(
        rule=rule,
        name=name,
        severity=severity,
        start=start,
        end=end,
        line=line,
        column=start - starts[line - 1] + 1,
        text=shown,
        message=message.replace("{}", shown),
    )


_walls: list[LeakWall] = []


def leak_wall(system_map: SystemMap, notes: Notes | None) -> LeakWall:
    """Return the wall for this map and these notes, the last few kept."""
    for wall in _walls:
        if wall.system_map is system_map and wall.notes is notes:
            return wall
    wall = LeakWall.of(system_map, notes)
    _walls.insert(0, wall)
    del _walls[8:]
    return wall


def find_leaks(text: str, system_map: SystemMap, notes: Notes | None, audience: Audience) -> list[Finding]:
    """Return everything in `text` that `audience` may not see. `notes` adds the people the notes show."""
    return leak_wall(system_map, notes).find(text, audience)
