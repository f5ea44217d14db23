"""A sentence without what hangs on it: openings that point back, asides, and clauses that only add.

What is left says no more than the whole did. Conditions, reasons, times and denials are never cut.
"""

import re
from collections.abc import Iterator

from drafter.facts.clauses import has_verb
from drafter.rewriting.words import cues, says

_ASIDE = re.compile(r"\s*\([^()]*\)|\s(?:[–—]|--?)\s[^–—]{3,120}?\s(?:[–—]|--?)(?=\s[a-z])")
# a clause that waits for another; cut behind one, a sentence may have lost its own
WAITING = re.compile(
    r"^(?:if|when|whenever|because|although|though|while|since|as|after|before|once|until|unless|whether"
    r"|in order)\b",
    re.IGNORECASE,
)
_LEAST = 5  # words: shorter, a sentence was cut to nothing
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TURN = re.compile(r"^(?:but|so|and) ", re.IGNORECASE)


def opened(text: str) -> str:
    """Return a sentence without an opening like "However," that only ties it to the one before."""
    match = cues()["opening"].match(text)
    return _capital(text[match.end() :]) if match else text


def shorter(text: str) -> Iterator[str]:
    """Yield what is left of a sentence when something that only adds is taken out, the longest first."""
    plainer = re.sub(r"\s+([,.;:])", r"\1", _ASIDE.sub("", text))
    for whole in dict.fromkeys((text, plainer)):
        if whole != text and _tells(whole):
            yield whole
        enclosed = cues()["adds_within"].sub(" ", whole)
        if enclosed != whole and _tells(enclosed):
            yield enclosed
        tail = None if WAITING.match(whole) else cues()["adds_after"].search(whole)
        left = whole[: tail.start()].rstrip(" ,;:–—-") + "." if tail else ""
        if left and _tells(left):
            yield left


def apart(pieces: tuple[str, ...]) -> Iterator[str]:
    """Yield the pieces of a divided sentence that can be said without the others; "A, but B" needs both."""
    if any(piece.startswith("But ") for piece in pieces):
        return
    for piece in pieces:
        alone = _capital(_TURN.sub("", piece))
        if _tells(alone) and not says("backward", alone):
            yield alone


def _tells(text: str) -> bool:
    return has_verb(text) and len(_WORD.findall(text)) >= _LEAST and not says("hole", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
