"""What is looked at to tell what a clause does: its cues, its words, and what went before.

Every feature is a short readable string, so that a decision can be explained by naming those that decided.
Standard library only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.facts.language import cues
from drafter.facts.phrases import words

_SUFFIXES = ("ing", "ed", "es", "s")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a clause stands: its place in the note and what the notes said before it.

    `phase` is "quiet" before any trouble, then "trouble", "repair" or "restored". `before` is the kind of
    the clause before in the same note, empty for the first.
    """

    index: int = 0
    count: int = 1
    phase: str = "quiet"
    before: str = ""
    role: str = "unknown"
    named: bool = False
    person: bool = False
    hindsight: bool = False


def stem(word: str) -> str:
    """Return `word` without a common English ending, so that "restarts" and "restarted" meet."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word[: -len(suffix)]
            if suffix != "s" and len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls":
                return base[:-1]
            return base.rstrip("e") if suffix in ("ing", "ed", "es") else base
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def features(text: str, setting: Setting) -> list[str]:
    """Return the features of one clause."""
    found_words = words(text)
    stems = [stem(w.lower) if not w.lower[0].isdigit() else "0" for w in found_words]
    groups = [span.group for span in cues(text)]
    out = [
        "bias",
        f"phase={setting.phase}",
        f"before={setting.before or ('line' if setting.index == 0 else 'none')}",
    ]
    distinct = list(dict.fromkeys(groups))
    out += [f"cue={group}" for group in distinct]
    if groups:
        out += [f"first={groups[0]}", f"last={groups[-1]}"]
    out += [f"cue={group}&{setting.phase}" for group in distinct]
    out += [f"w={s}" for s in dict.fromkeys(stems)]
    out += [f"w={a}_{b}" for a, b in zip(stems, stems[1:], strict=False)]
    if stems:
        out += [f"w0={stems[0]}", f"wz={stems[-1]}"]
    out += _pairs(distinct)
    out += _shape(text, len(found_words), setting)
    return out


def _pairs(groups: Sequence[str]) -> list[str]:
    ordered = sorted(groups)
    return [f"cues={a}+{b}" for i, a in enumerate(ordered) for b in ordered[i + 1 :]]


def _shape(text: str, length: int, setting: Setting) -> list[str]:
    out = [f"length={'1-3' if length < 4 else '4-7' if length < 8 else '8-15' if length < 16 else '16+'}"]
    flags = {
        "ends=?": text.rstrip().endswith("?"),
        "begins=>": text.startswith(">"),
        "has=url": "://" in text,
        "has=code": "[" in text or "`" in text or " -" in text,
        "named": setting.named,
        "person": setting.person,
        "only": setting.count == 1,
        "single": setting.index > 0,
        f"role={setting.role}": setting.role != "unknown",
        "hindsight": setting.hindsight,
    }
    return out + [name for name, present in flags.items() if present]
