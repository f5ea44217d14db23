"""Reads the context a text states about itself: front matter, and the status word it begins with.

Only plain `key: value` lines are read, in both the `---` and the `+++` form; everything else a front
matter may hold is none of the linter's business.
"""

import re

from drafter.checks.lint.markup import front_matter_end
from drafter.core.patterns import lazy

KEYS = {
    "audience": "audience",
    "stage": "stage",
    "status": "stage",
    "channel": "channel",
    "now": "now",
    "date": "now",
    "published": "now",
    "published_at": "now",
    "previous": "previous",
    "previous_at": "previous_at",
    "promised_at": "promised_at",
    "next_update": "next_update_at",
    "next_update_at": "next_update_at",
    "title": "title",
    "severity": "severity",
    "impact": "severity",
    "cadence": "cadence_min",
    "cadence_min": "cadence_min",
    "system_map": "system_map",
    "language": "language",
    "lang": "language",
}
_LINE = lazy(r"([A-Za-z][A-Za-z_-]{0,30})[ \t]*[:=][ \t]*(.*)")
_LABEL = lazy(
    r"\s{0,9}(?:[#*_>\[( \t]|<[a-z]{1,6}>){0,12}(?:status[ \t]{0,3}:[ \t]{0,3})?"
    r"((?:in )?[a-z]{5,13})(?:[*_) \t]|</[a-z]{1,6}>){0,6}(?:[-–—:|\]]|\.?\s*(?:\n|$))",
    re.IGNORECASE,
)
_LABEL_REACH = 90  # characters in which such a label ends
STAGE_WORDS = {
    "investigating": "investigating",
    "identified": "identified",
    "fixing": "fixing",
    "mitigating": "fixing",
    "in progress": "fixing",
    "repairing": "fixing",
    "monitoring": "monitoring",
    "verifying": "monitoring",
    "resolved": "resolved",
    "completed": "resolved",
    "closed": "resolved",
    "fixed": "resolved",
}


def read(text: str) -> dict[str, str]:
    """Return the context keys stated in the front matter, values as written and unquoted."""
    end = front_matter_end(text)
    found: dict[str, str] = {}
    block_key = ""
    for line in text[:end].split("\n")[1:-1] if end else ():
        if block_key and line[:1] in " \t" and line.strip():
            found[block_key] = f"{found[block_key]}\n{line.strip()}".lstrip("\n")
            continue
        block_key = ""
        match = _LINE.match(line.rstrip("\r"))
        key = KEYS.get(match[1].lower().replace("-", "_")) if match else None
        if not match or key is None:
            continue
        value = match[2].strip()
        if value in ("|", ">", "|-", ">-"):
            block_key, found[key] = key, ""
        else:
            found[key] = _unquoted(value)
    return {key: value for key, value in found.items() if value}


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.split(" #", 1)[0].rstrip()


def stage_of(word: str | None) -> str | None:
    """Return the stage a status word stands for, None when it stands for none."""
    return STAGE_WORDS.get(word.strip().lower()) if word else None


def stage_label(text: str) -> str | None:
    """Return the stage of a text that begins with a status label ("Monitoring - A fix ...")."""
    start = front_matter_end(text)
    head = text[start : start + _LABEL_REACH].lower()
    for word in STAGE_WORDS:  # a loop: `any` takes twice as long
        if word in head:
            match = _LABEL.match(text, start)
            return stage_of(match[1]) if match else None
    return None
