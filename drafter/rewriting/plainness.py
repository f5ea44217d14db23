"""Whether a sentence can be said to a customer as it stands, made shorter, or with one word explained."""

import re
from dataclasses import dataclass

from drafter.checks.lint.api import lint
from drafter.core.finding import Finding
from drafter.facts.clauses import has_verb
from drafter.rewriting.words import toml

LONGEST = 28  # words: over it nobody holds the start in mind at the end
_HARD = ("JAR001", "JAR002", "JAR003", "JAR004", "JAR005")
_MOST_EXPLAINED = 1
_SPLIT = re.compile(
    r"(?:,|;)\s+(?P<word>and|but|so)\s+"
    r"(?=(?:we|it|they|this|that|the|our|users|customers|no|all|some|there)\b)"
    r"|;\s+(?=[a-z])|\s+[–—-]\s+(?=(?:we|it|they|this|the|our)\s)",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"^(?:if|when|whenever|because|although|though|while|since|as|after|before|once|until|unless|whether"
    r"|in order)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[A-Za-z]\d[A-Za-z]|[a-z][A-Z][a-z]|[{}<>=$\\^|~]{1}|::|\w/\w|\b[a-z]+\.[a-z]+\b")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Plain:
    """The sentences to say, and the terms that were explained in them."""

    texts: tuple[str, ...]
    explained: tuple[str, ...] = ()


def plain(text: str, *, allow: frozenset[str] = frozenset()) -> Plain | None:
    """Return the sentence as a customer can read it, None when it cannot be said plainly."""
    known = toml("small_words.toml")["known_short_forms"]
    short = (word for word in _ACRONYM.findall(text) if word.lower() not in allow)
    if _INSIDE.search(text) or text.endswith("?") or any(word.rstrip("s") not in known for word in short):
        return None
    pieces = split(text)
    said, terms = [], []
    for piece in pieces:
        hits = [f for f in hard_words(piece) if f.text.lower() not in allow]
        if len(hits) > _MOST_EXPLAINED or len(_WORD.findall(piece)) > LONGEST:
            return None
        for hit in hits:
            meaning = _meanings(piece).get(hit.text.lower(), "")
            if hit.rule != "JAR001" or not meaning:
                return None
            piece = f"{piece[: hit.end]} ({meaning}){piece[hit.end :]}"
            terms.append(hit.text)
        said.append(piece)
    return Plain(tuple(said), tuple(terms))


def hard_words(text: str) -> list[Finding]:
    """Return the terms of the trade, codes and unexplained short forms of a text."""
    return lint(text, audience="status_page", select=_HARD)


def split(text: str) -> tuple[str, ...]:
    """Return the sentence cut where both sides say something of their own; whole when it is short enough."""
    if len(_WORD.findall(text)) <= LONGEST - 8:
        return (text,)
    for match in _SPLIT.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if (
            _WAITING.match(left)
            or not (has_verb(left) and has_verb(right))
            or ("(" in left and ")" not in left)
        ):
            continue
        if min(len(_WORD.findall(left)), len(_WORD.findall(right))) < 4 or '"' in text:
            continue
        word = (match["word"] or "").lower()
        opening = {"but": "But ", "so": "So "}.get(word, "")
        right = opening + (right if opening else right[:1].upper() + right[1:])
        return (*split(left.rstrip(",;") + "."), *split(right))
    return (text,)


def _meanings(text: str) -> dict[str, str]:
    """Return what the linter's word list says each term in `text` is, in one line."""
    found: dict[str, str] = {}
    for finding in lint(text, audience="status_page", select=("JAR001",)):
        told = re.search(r"is a term of the trade \((?P<meaning>.+?)\)\. Say ", finding.message)
        if told:
            found[finding.text.lower()] = told["meaning"]
    return found
