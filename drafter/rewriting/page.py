"""The customer version as Markdown: the business part first, the technical part after it."""

from collections.abc import Sequence

from drafter.rewriting.result import Gap, OutSentence
from drafter.rewriting.words import toml

_SECTIONS = ("summary", "advice", "happened", "why", "fixed", "changed", "short", "long", "open", "ask")
_LISTED = frozenset(("changed", "short", "long", "open"))
_PLACE = {
    "saw": "summary", "who": "summary", "when": "summary", "zone": "summary", "data": "summary",
    "day": "summary", "changes": "open",
}  # fmt: skip
_DETAILS_LISTED = frozenset(("timeline", "actions", "lessons"))


def page(title: str, day: str, sentences: Sequence[OutSentence], gaps: Sequence[Gap], source: str) -> str:
    """Return the document; what is still to be asked stands marked at the place where it is missing."""
    frames = toml("frames.toml")
    parts = [f"# {title}"]
    if day and day not in title:
        parts.append(f"*{day}*")
    for section in _SECTIONS:
        said = [s.text for s in sentences if s.part == "business" and s.section == section]
        asked = [gap for gap in gaps if _PLACE.get(gap.topic, gap.topic) == section]
        if not said and not asked:
            continue
        parts.append(f"## {frames['headings'][section]}")
        if said:
            parts.append("\n".join(f"- {text}" for text in said) if section in _LISTED else " ".join(said))
        parts += [_asked(gap, source) for gap in asked]
    details = [s for s in sentences if s.part == "details"]
    if details:
        parts.append(f"## {frames['headings']['details']}")
        for section in dict.fromkeys(s.section for s in details):
            texts = [s.text for s in details if s.section == section]
            parts.append(f"### {frames['roles'].get(section, frames['roles']['other'])}")
            parts.append(
                "\n".join(f"- {one}" for one in texts) if section in _DETAILS_LISTED else _paragraphs(texts)
            )
    return "\n\n".join(parts) + "\n"


def _asked(gap: Gap, source: str) -> str:
    marks = toml("frames.toml")["marks"]
    asked = marks["gap"].format(question=gap.question)
    if gap.spans:
        asked += " " + marks["near"].format(line=source.count("\n", 0, gap.spans[0][0]) + 1)
    return f"> {asked}"


def _paragraphs(texts: Sequence[str]) -> str:
    return "\n\n".join(" ".join(texts[k : k + 4]) for k in range(0, len(texts), 4))
