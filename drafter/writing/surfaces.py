"""SRF001 to SRF004: all drafts of one update say the same of state, times, reach and the next update.

One fact base feeds every surface, so a difference is a person's edit or a fault. Compared are the texts,
not the sentences: an edited text must agree too. A draft that leaves something out does not disagree.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.core.draft import Draft
from drafter.core.finding import Finding, line_starts
from drafter.writing.data_files import load_toml

_CLOCK = r"\d{1,2}:\d{2}(?:\s?[AP]M)?"
_TWELVE = re.compile(r"(\d{1,2}):(\d{2}) ?([ap])m")
_NEXT = re.compile(
    r"(?:next update|post again|more news|hear from us again|write to you again|brief)\b[^.]*?\bby "
    rf"({_CLOCK})",
    re.IGNORECASE,
)
_START = re.compile(
    rf"(?:(?<!\bwe )\b(?:began|started|begun)\b[^.;]*?\bat (?:about )?|\bfrom )({_CLOCK})", re.IGNORECASE
)
_END = re.compile(rf"\bfrom {_CLOCK}[^.;]*? to ({_CLOCK})", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\baffect(?:s|ed) ((?:about |around |up to |at least |over |more than |fewer than )?"
    r"(?:\d[\d.,]*(?: ?%| percent)?|everyone|everybody|all|nobody|half|most)\b[^.;,]{0,40})",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_QUOTE_NOTES = ("internal", "responders")  # their words are the notes' own, times of other zones included


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one draft says on one point, and where."""

    draft: Draft
    value: str
    start: int
    end: int


def compare_surfaces(drafts: Sequence[Draft]) -> list[tuple[str, Finding]]:
    """Return (audience, finding) for every draft that says something else than the first that speaks of it.

    Compared are the texts for readers who get plain words; drafts that quote notes are left aside. The
    first draft in `drafts` that states a point sets it; spans are in the text of the draft they name.
    """
    found: list[tuple[str, Finding]] = []
    drafts = [draft for draft in drafts if draft.audience not in _QUOTE_NOTES]
    for code, name, what, pattern in (
        ("SRF002", "surfaces-start", "the start", _START),
        ("SRF002", "surfaces-end", "the end", _END),
        ("SRF003", "surfaces-reach", "who is affected", _AMOUNT),
        ("SRF004", "surfaces-next-update", "the next update", _NEXT),
    ):
        found += _differences(code, name, what, [c for d in drafts if (c := _claim(d, pattern))])
    found += _differences("SRF001", "surfaces-state", "whether it works", [_state(d) for d in drafts])
    return sorted(found, key=lambda pair: (pair[0], pair[1].start, pair[1].rule))


def _claim(draft: Draft, pattern: re.Pattern[str]) -> _Claim | None:
    match = pattern.search(draft.text)
    if match is None:
        return None
    value = " ".join(match[1].lower().replace("customers", "you").replace("them", "you").split())
    clock = _TWELVE.fullmatch(value)
    if clock:
        value = f"{int(clock[1]) % 12 + 12 * (clock[3] == 'p'):02}:{clock[2]}"
    return _Claim(draft, value, match.start(1), match.end(1))


def _state(draft: Draft) -> _Claim:
    """Return whether the text says that it works again, by a sentence of ours for it or by its words."""
    for sentence in draft.sentences:
        if sentence.phrasing.startswith("back.") and sentence.text in draft.text:
            start = draft.text.index(sentence.text)
            return _Claim(draft, "works", start, start + len(sentence.text))
    state = load_toml("effects.toml")["state"]
    text = _own_words(draft)
    for match in re.finditer(state["works"], text, re.IGNORECASE):
        if not re.search(state["open"], text[: match.start()], re.IGNORECASE):
            return _Claim(draft, "works", *match.span())
    first = _FIRST_SENTENCE.match(draft.text)
    return _Claim(draft, "down", 0, first.end() if first else 0)


def _own_words(draft: Draft) -> str:
    """Return the text with everything blanked that tells what not to say or what an earlier update said."""
    text = draft.text
    for sentence in draft.sentences:
        if sentence.slot in ("do_not_say", "correction", "technical", "escalate"):
            text = text.replace(sentence.text, " " * len(sentence.text), 1)
    return text


def _differences(code: str, name: str, what: str, claims: Iterable[_Claim]) -> list[tuple[str, Finding]]:
    stated = list(claims)
    if not stated:
        return []
    first = stated[0]
    found = []
    for claim in stated[1:]:
        if claim.value != first.value:
            text = claim.draft.text[claim.start : claim.end]
            starts = line_starts(claim.draft.text)
            line = sum(1 for start in starts if start <= claim.start)
            message = (
                f"{text!r} differs from the {first.draft.audience} draft on {what} ({first.value!r}). "
                "Make both say the same."
            )
            finding = Finding(
                code,
                name,
                "block",
                claim.start,
                claim.end,
                line,
                claim.start - starts[line - 1] + 1,
                text,
                message,
            )
            found.append((claim.draft.audience, finding))
    return found
