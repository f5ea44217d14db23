"""What may leave for the provider: text with secrets, people, logs and (for the public) names taken out.

Everything taken out leaves a typed tag, so that a sentence stays readable and a model knows what stood
there. For the public group the parts of the map are named by reference ("[c2]"): the words to use for them
stand in the digest of the map, so an internal name cannot be repeated because it was never sent.
"""

import re
from collections.abc import Iterable

from drafter.core.note import Note
from drafter.core.redaction import find_all, redact
from drafter.core.system_map import SystemMap
from drafter.facts.components import NameIndex
from drafter.writing.model.fence import visible
from drafter.writing.model.words import rows

_COMMANDS = "|".join(re.escape(row[0]) for row in rows("commands.txt"))
_LEVELS = r"\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE)\]?"
_CODE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"```.*?(?:```|\Z)", re.DOTALL), "[log]"),
    (re.compile(r"`[^`\n]{1,300}`"), "[command]"),
    (re.compile(r"Traceback \(most recent call last\).*", re.DOTALL), "[trace]"),
    (re.compile(r"(?:\bat [\w$.<>/]+\([^)\n]*\)\s*){1,}"), "[trace]"),
    (re.compile(r"(?:File \"[^\"\n]+\", line \d+[^\n]*\s*){1,}"), "[trace]"),
    (re.compile(r"(?:^|(?<=\s))[$#] (?=[a-z./])[^\n]+"), "[command]"),
    # a program's name needs an option behind it: "kubectl shows nodes NotReady" is prose; a plain word behind
    # an option is its value only when another option follows
    (
        re.compile(
            rf"\b(?:{_COMMANDS})\b(?:[ \t]+[\w./:=@%+-]+)*?(?:[ \t]+--?\w[^\s]*"
            r"(?:[ \t]+(?=[^\s]*[\d./:@=_-])[\w./:@=-]+|[ \t]+\w+(?=[ \t]+--?\w))?)+"
        ),
        "[command]",
    ),
    (re.compile(r"\{(?:[^{}\n]*\"[^{}\n]*\"[^{}\n]*:[^{}\n]*)\}"), "[log]"),
    (re.compile(r"(?:\b[\w.]+=(?:\"[^\"\n]*\"|\S+)(?:[ \t]+|$)){3,}"), "[log]"),
    (re.compile(rf"\b\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+{_LEVELS}[^\n]*"), "[log]"),
)
_INTERNAL_NAMES = re.compile(
    r"""https?://\S+
      | (?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?![\w.])
      | (?<![\w/])(?:/[\w.-]+){2,}/?
      | \b[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*[-_]\d[\w.-]*\b
      | \b(?=[a-z0-9-]*\d)[a-z0-9]+(?:-[a-z0-9]+){2,}\b
      | \b[a-z]+(?:_[a-z0-9]+)+\b
      | \b[a-z]{2,12}\d{1,4}\b
      | \b[A-Z][A-Z0-9]+-\d+\b
      | (?<!\w)\#\d{2,}\b
      | \b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b
    """,
    re.VERBOSE,
)


class Outgoing:
    """Turns text of one incident into text that may leave, for the public or the internal group."""

    def __init__(self, system_map: SystemMap, *, public: bool) -> None:
        self._public = public
        names: list[tuple[str, str]] = [("[person]", person) for person in system_map.people]
        names += [("[customer]", name) for c in system_map.customers for name in (c.name, *c.aliases)]
        if public:
            for vendor in system_map.vendors:
                if not vendor.publish:
                    label = f"[{vendor.kind or 'a supplier'}]"
                    names += [(label, name) for name in (vendor.name, *vendor.aliases)]
            for number, part in enumerate(system_map.components, start=1):
                spoken = bool(part.customer_name) and not part.internal_only
                label = f"[c{number}]" if spoken else "[internal part]"
                names += [(label, name) for name in part.names if name.lower() != part.customer_name.lower()]
        self._names = NameIndex(names)
        self._kept = tuple(link for link in (*system_map.links, system_map.contact) if link)

    def text(self, text: str) -> str:
        """Return `text` as it may leave, on one line."""
        text = visible(without_code(text))
        text = self._without_names(redact(text, find_all(text)))
        if self._public:
            text = _INTERNAL_NAMES.sub(self._masked, text)
        return text

    def note(self, note: Note) -> str:
        """Return what one note says, as it may leave: of a log block, its first line and a tag."""
        if note.has("log_block"):
            first, _, rest = note.text.partition("\n")
            return f"{self.text(first)} [log]" if rest else self.text(first)
        return self.text(note.text)

    def all(self, texts: Iterable[str]) -> list[str]:
        """Return each text as it may leave."""
        return [self.text(text) for text in texts]

    def _without_names(self, text: str) -> str:
        pieces, end = [], 0
        for mention in self._names.find(text):
            pieces += [text[end : mention.start], mention.id]
            end = mention.end
        return "".join([*pieces, text[end:]])

    def _masked(self, match: re.Match[str]) -> str:
        return match[0] if any(match[0].rstrip(".,;)") in link for link in self._kept) else "[internal name]"


def without_code(text: str) -> str:
    """Return `text` with commands, log lines and traces replaced by "[command]", "[log]", "[trace]"."""
    for expression, tag in _CODE:
        text = expression.sub(f"{tag} ", text)
    return re.sub(r"(\[(?:command|log|trace)\])(?:\s+\1)+", r"\1", text).strip()
