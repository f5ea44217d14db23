"""Names that mean something inside only: found in the document itself and in the map.

People, by given names and by words that only people are the subject of; machines and parts, by their
spelling, by code marks, and by the noun beside them ("the Hellman cluster").
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from drafter.core.system_map import SystemMap
from drafter.rewriting.outline import Passage
from drafter.rewriting.words import given_names, public_names, toml
from drafter.writing.data_files import load_toml, load_words

_CAPITAL = r"[A-Z][a-zà-ÿA-Z]{1,14}"
_HANDLE = re.compile(r"(?<![\w@/.])@[A-Za-z][\w-]{1,38}\b")
_CODE = re.compile(r"`+([^`\n]{1,200})`+")
_BY = re.compile(
    r"\b(?:by|from|to|with|via|thanks|and|asked|told|for|that|cc|hi|hey|dear|help(?:s|ed)?|paged|pinged|contacted"
    rf"|messaged|emailed|called|thank|let|gave) (?:also )?(?P<name>{_CAPITAL})\b"
)
_INTRODUCED = re.compile(rf"\b(?P<name>{_CAPITAL}) here\b(?= from\b| at\b| with\b|[,.–-])")
_CREDITED = re.compile(
    r"\b(?i:(?:created|written|authored|prepared|reported|reviewed|edited) by|authors?|owners?|scribe|lead"
    rf"|commander|on-?call):? ?\**:? ?(?P<name>{_CAPITAL})\b"
)
_LOWER_ASKED = re.compile(
    r"\b(?:pinged|pings|paged|asked|told|messaged|emailed|thanks|cc) (?P<name>[a-z]{3,12})\b"
)
_CAMEL = re.compile(
    r"(?<![\w/@.-])(?:[a-z]{2,}(?:[A-Z][a-z0-9]+)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)s?(?![\w/@-])"
)
_BUILD = re.compile(r"(?<![\w.-])v\d{6,10}(?![\w-]|\.\w)")
_REPOSITORY = re.compile(
    r"(?<![\w/@.-])(?:[A-Za-z][\w.]*-[\w.-]*\w/[A-Za-z][\w.-]*\w|[A-Za-z][\w.]*/[A-Za-z][\w.]*-[\w.-]*\w"
    r"|[A-Za-z][\w.-]+/[A-Za-z][\w.-]*\w(?= (?:repo|repository|repositories|project)\b))(?![\w/])"
)
SHORT_FORM = 3  # letters: "vpc-…", "…-cni" are no words of the language
_INFLECTED = ("ing", "ed", "ly", "able", "ible")
_HYPHENATED = re.compile(r"(?<![\w/@.'’-])[a-z][a-z0-9]+(?:-[a-z0-9]+)+(?![\w/@-]|\.\w)")
_POSSESSIVE = re.compile(rf"\b(?P<name>{_CAPITAL})['’]s\b")
_FULL = re.compile(rf"\b(?P<name>{_CAPITAL}) (?P<last>[A-Z][a-zà-ÿ]{{2,15}})\b")
_WORD = re.compile(r"[A-Za-zà-ÿ][\wà-ÿ.-]*")
_IDENTIFIER = re.compile(
    r"(?<![\w/@.-])(?:"
    r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+"
    r"|[a-z][a-z0-9]*(?:-[a-z0-9]+)+-?\d[\w-]*|[a-z]+-\d{1,3}\b"
    r")(?![\w-])"
)


@cache
def _acts() -> re.Pattern[str]:
    acts = "|".join(sorted(toml("people.toml")["acts"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<name>{_CAPITAL})(?: (?:and|/) (?P<also>{_CAPITAL}))? (?P<act>{acts})\b"
    )


@cache
def _lower_acts() -> re.Pattern[str]:
    acts = "|".join(sorted(toml("people.toml")["acts"], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<name>[a-z]{{3,12}}) (?:{acts})\b")


@cache
def _beside_noun() -> re.Pattern[str]:
    nouns = "|".join(toml("people.toml")["named"])
    known = r"(?:Kubernetes |k8s |EKS |AKS |GKE |staging |production |test )?"
    return re.compile(
        rf"\b(?P<name>[A-Z][A-Za-z0-9]{{2,20}}) {known}(?:{nouns})\b"
        rf"|\b(?:{nouns}) (?:called|named) (?P<called>[A-Za-z][\w-]{{2,30}})"
    )


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(load_toml("proper.toml")["given_names"])


def _is_common(word: str) -> bool:
    lower = word.lower()
    plain = load_words("plain_vocabulary.txt")
    return lower in public_names() or lower in plain or lower.rstrip("s") in plain


@cache
def _parts_nouns() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(toml('people.toml')['parts'])})\b")


def _names_a_part(written: str, after: str) -> bool:
    """Say whether "a-b" or "a-b-c" names a part: beside the noun for one, or too long for an adjective."""
    small = toml("people.toml")["joined"]
    parts = written.split("-")
    if parts[0] in small["first"] or any(part in small["inside"] for part in parts):
        return False
    if len(parts) > 2:
        return any(p not in load_words("plain_vocabulary.txt") and not p.endswith(_INFLECTED) for p in parts)
    if any(p.endswith(_INFLECTED) for p in parts):
        return False
    strange = [p for p in parts if not _is_common(p)]
    return bool(strange) and (_parts_nouns().match(after) is not None or min(map(len, strange)) <= SHORT_FORM)


class InsideNames:
    """The names of one document. `people` and `parts` are as written; `public` may stay."""

    def __init__(self, text: str, passages: Iterable[Passage], system_map: SystemMap, public: str) -> None:
        self._lower_words = frozenset(word for word in re.findall(r"(?<![\w`-])[a-z][a-z]+(?![\w`-])", text))
        self._public = frozenset(w.lower() for w in _WORD.findall(public)) | frozenset(
            w.lower() for link in system_map.links for w in re.findall(r"[\w.-]+", link)
        )
        self._map_public = frozenset(
            w.lower()
            for name in (system_map.product, *(c.customer_name for c in system_map.components))
            for w in _WORD.findall(name)
        )
        passages = list(passages)
        prose = "\n".join(text[p.start : p.end] for p in passages if p.kind != "code")
        self.people = frozenset(self._people(prose, text, passages))
        self.parts = frozenset(self._parts(prose)) - self.people

    def is_public(self, word: str) -> bool:
        """Say whether readers outside know the word: the product, the title's own words, a known product."""
        lower = word.lower().strip(".,")
        return lower in self._map_public or lower in public_names() or lower in self._public

    def _known(self, word: str) -> bool:
        return self.is_public(word) or _is_common(word) or word.lower() in self._lower_words

    def _is_person(self, name: str) -> bool:
        """Say whether a given name is one here: "Grace" is, unless "grace" or the product is meant."""
        lower = name.lower()
        return not self.is_public(name) and (lower not in _ambiguous() or lower not in self._lower_words)

    def _people(self, prose: str, text: str, passages: list[Passage]) -> Iterator[str]:
        given, weak = given_names(), frozenset(toml("people.toml")["weak_acts"])
        for match in _INTRODUCED.finditer(prose):
            if not self._known(match["name"]) or match["name"].lower() in given:
                yield match["name"]
        for match in _acts().finditer(prose):
            for name in (match["name"], match["also"]):
                if not name or name.lower() in public_names():
                    continue
                listed = name.lower() in given
                if listed or (match["act"] not in weak and not self._known(name) and not name.isupper()):
                    yield name
        for match in _CREDITED.finditer(prose):
            if match["name"].lower() in given or not self._known(match["name"]):
                yield match["name"]
        for pattern in (_lower_acts(), _LOWER_ASKED):
            for match in pattern.finditer(prose):
                name = match["name"]
                if name in given and name not in _ambiguous() and not _is_common(name):
                    yield name
        for match in _BY.finditer(prose):
            name = match["name"]
            if name.lower() in given and self._is_person(name):
                yield name
        for pattern in (_POSSESSIVE, _FULL):
            for match in pattern.finditer(prose):
                name = match["name"]
                if name.lower() in given and self._is_person(name):
                    yield name
                    if pattern is _FULL and not self._known(match["last"]):
                        yield match["last"]
        yield from (match[0] for match in _HANDLE.finditer(prose))
        for passage in passages:
            if passage.role == "people":
                for word in re.findall(_CAPITAL, text[passage.start : passage.end]):
                    if word.lower() in given or (not self._known(word) and len(word) > 2):
                        yield word

    def _parts(self, prose: str) -> Iterator[str]:
        for match in _CODE.finditer(prose):
            code = match[1].strip()
            if " " in code or len(code) < 3 or self.is_public(code):
                continue
            if _is_common(code) or (code.isalpha() and code.lower() in self._lower_words):
                continue
            yield code
        for match in _IDENTIFIER.finditer(re.sub(r"https?://\S+", " ", prose)):
            if not self.is_public(match[0]):
                yield match[0]
        for pattern in (_CAMEL, _BUILD):
            for match in pattern.finditer(prose):
                if not self.is_public(match[0]) and not _is_common(match[0]):
                    yield match[0]
        for match in _REPOSITORY.finditer(prose):
            if not self.is_public(match[0]):
                yield match[0]
        for match in _HYPHENATED.finditer(prose):
            if _names_a_part(match[0], prose[match.end() :]):
                yield match[0]
        for match in _beside_noun().finditer(prose):
            name = match["name"] or match["called"]
            if not self._known(name) and not name.isupper():
                yield name

    @property
    def all(self) -> frozenset[str]:
        """Return every name that may not stand in the result."""
        return self.people | self.parts
