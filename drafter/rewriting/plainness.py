"""Whether a sentence can be said to a customer as it stands, made shorter, or with one word explained."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.checks.lint.api import lint
from drafter.core.finding import Finding
from drafter.facts.clauses import has_verb
from drafter.rewriting.shortening import WAITING, apart, opened, shorter
from drafter.rewriting.words import ordinary_words, public_names, toml
from drafter.writing.data_files import load_words

LONGEST = 28  # words: over it nobody holds the start in mind at the end
_HARD = ("JAR001", "JAR002", "JAR003", "JAR004", "JAR005")
_MOST_EXPLAINED = 1
_MEANING = re.compile(r"is a term of the trade \((?P<meaning>.+?)\)\. Say ")
_SPLIT = re.compile(
    r"(?:,|;)\s+(?P<word>and|but|so)\s+"
    r"(?=(?:we|it|they|this|that|the|our|users|customers|no|all|some|there)\b)"
    r"|\s+(?P<also>and)\s+(?=in (?:many|some|most|a few|several) cases\b)"
    r"|;\s+(?=[a-z])|\s+[–—-]\s+(?=(?:we|it|they|this|the|our)\s)",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[A-Za-z]\d[A-Za-z]|[a-z][A-Z][a-z]|[{}<>=$\\^|~]{1}|::|\w/\w|\b[a-z]+\.[a-z]+\b")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b")
_ENDS_A_NOUN = re.compile(rf"(?:{'|'.join(toml('small_words.toml')['after_a_noun'])}|[a-z]+ed)$")
_KNOWN = re.compile(r"[\w.-]*\w(?:['’]s)?")
_CODE_WORDS = re.compile(
    r"(?P<verb>\b(?:return|serv|giv|gett|show|see)(?:e|s|ing|ed|n)?\s+)?(?P<one>\b(?:an?|one|the|this)\s+)?"
    r"(?:\bHTTPS?\s+)?(?:"
    r"\b(?P<code>40[134]|429|50[0-4])"
    r"(?:s\b|(?:\s+HTTP)?\s+(?:errors?|responses?|error pages?|status(?:es)?|codes?)\b)"
    r"|(?:(?<=HTTP )|(?<=ing )|(?<=return ))(?P<bare>40[134]|429|50[0-4])\b(?!\s+[a-z]+s\b)(?!:))"
)
_EITHER = re.compile(r"(?<![\w/.-])(?P<one>[a-z]{2,})/(?P<other>[a-z]{2,})(?![\w/.-])")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Plain:
    """The sentences to say, the terms that were explained in them, and whether something was left out."""

    texts: tuple[str, ...]
    explained: tuple[str, ...] = ()
    cut: bool = False

    @property
    def said(self) -> str:
        """Return what is said as one text."""
        return " ".join(self.texts)


def plain(text: str, *, allow: frozenset[str] = frozenset()) -> Plain | None:
    """Return the sentence as a customer can read it, None when it cannot be said plainly.

    It is taken as it stands, else without what only adds to it, else in those of its parts that are plain.
    """
    whole = opened(text)
    for candidate in (whole, *shorter(whole)):
        pieces = split(candidate)
        said = [_piece(piece, allow) for piece in pieces]
        if all(said):
            return _joined(text, [one for one in said if one], cut=candidate != whole)
    for candidate in (whole, *shorter(whole)):
        said = [_piece(piece, allow) for piece in apart(split(candidate))]
        if any(said):
            return _joined(text, [one for one in said if one], cut=True)
    return None


def _joined(source: str, said: Sequence[Plain], *, cut: bool) -> Plain:
    texts = tuple(text for one in said for text in one.texts)
    lost = set(_DIGITS.findall(source)) - set(_DIGITS.findall(" ".join(texts)))
    return Plain(texts, tuple(term for one in said for term in one.explained), cut or bool(lost))


def _piece(piece: str, allow: frozenset[str]) -> Plain | None:
    piece = _EITHER.sub(_either, _codes_in_words(piece))
    strange = _KNOWN.sub(lambda word: "" if _is_known(word[0], allow) else word[0], piece)
    if _INSIDE.search(strange) or piece.endswith("?"):
        return None
    hits = [hit for hit in hard_words(piece) if not _is_own(hit.text.lower(), allow)]
    if len(hits) > _MOST_EXPLAINED or len(_WORD.findall(piece)) > LONGEST:
        return None
    for hit in hits:
        meaning = _meanings(piece).get(hit.text.lower(), "")
        if hit.rule != "JAR001" or not meaning:
            return None
        strange = strange.replace(hit.text, "")
        piece = _explained(piece, hit, meaning)
    if _ACRONYM.search(strange):
        return None
    return Plain((piece,), tuple(hit.text for hit in hits))


def _is_known(word: str, allow: frozenset[str]) -> bool:
    bare = word.lower().removesuffix("'s").removesuffix("’s")
    if "." in bare and all(label in allow for label in bare.split(".")[:-1]):
        return True  # an address that is the organisation's name
    short = word.rstrip("s") in toml("small_words.toml")["known_short_forms"]
    return short or bare in allow or bare in public_names() or bare.removesuffix("s") in allow


def _is_own(term: str, allow: frozenset[str]) -> bool:
    """Return whether a term of the trade means something of the product's own: a pod of CocoaPods."""
    bare = term.removesuffix("s")
    return term in allow or any(name != term and name.endswith((bare, f"{bare}s")) for name in allow)


def _either(found: re.Match[str]) -> str:
    """Return "outage/downtime" as "outage or downtime": two everyday words, and no path."""
    everyday = load_words("plain_vocabulary.txt") | ordinary_words()
    both = found["one"] in everyday and found["other"] in everyday
    return f"{found['one']} or {found['other']}" if both else found[0]


def _codes_in_words(text: str) -> str:
    """Return the text with the answers of web servers by what readers see: 404 is "not found"."""
    codes = toml("small_words.toml")["codes"]

    def words(match: re.Match[str]) -> str:
        code = match["code"] or match["bare"]
        said = codes.get(code) or codes[f"{code[0]}xx"]
        one = match["one"] or ""
        single = bool(one.strip()) and not match[0].endswith("s")
        article = "a " if one.lower() in ("a ", "an ") else one
        return f"{match['verb'] or ''}{article}{said} {'error' if single else 'errors'}"

    return _CODE_WORDS.sub(words, text)


def _explained(text: str, hit: Finding, meaning: str) -> str:
    """Return the text with a term explained: behind it, or at the end where it stands before its noun."""
    plural = hit.text.endswith("s") and not hit.text.endswith(("us", "ss", "is"))
    one_of_many = plural and meaning.startswith(("a ", "an ", "one "))
    after = _WORD.match(text, hit.end + 1) if text[hit.end : hit.end + 1] == " " else None
    if after and not _ENDS_A_NOUN.match(after[0]):
        term = hit.text.removesuffix("s") if one_of_many else hit.text
        return f"{text.rstrip('.')} ({term}: {meaning})."
    return f"{text[: hit.end]} ({'each ' if one_of_many else ''}{meaning}){text[hit.end :]}"


def hard_words(text: str) -> list[Finding]:
    """Return the terms of the trade, codes and unexplained short forms of a text.

    A part of a system whose name the word list cannot explain stays as it is ("the ingest job"), unless it
    can explain a word of that name ("the Kubernetes upgrade").
    """
    return [hit for hit in lint(text, audience="status_page", select=_HARD) if not _only_named(hit)]


def _only_named(hit: Finding) -> bool:
    if hit.rule != "JAR001" or _MEANING.search(hit.message):
        return False
    return not _meanings(". ".join(hit.text.split()))


def split(text: str) -> tuple[str, ...]:
    """Return the sentence cut where both sides say something of their own; whole when it is short enough."""
    if len(_WORD.findall(text)) <= LONGEST - 8:
        return (text,)
    for match in _SPLIT.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if (
            WAITING.match(left)
            or not (has_verb(left) and has_verb(right))
            or ("(" in left and ")" not in left)
        ):
            continue
        if min(len(_WORD.findall(left)), len(_WORD.findall(right))) < 4 or left.count('"') % 2:
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
        told = _MEANING.search(finding.message)
        if told:
            found[finding.text.lower()] = told["meaning"]
    return found
