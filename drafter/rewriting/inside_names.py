"""Names that mean something inside only: found in the document itself and in the map.

People, by given names and by words that only people are the subject of; machines and parts, by their
spelling, by code marks, and by the noun beside them ("the Hellman cluster").
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from drafter.core.stemming import stem
from drafter.core.system_map import SystemMap
from drafter.rewriting.outline import Passage
from drafter.rewriting.vocabulary import everyday_stems
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
    r"(?<![\w/@.-])(?:[a-z]{2,}(?:[A-Z][a-z0-9]+)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+"
    r"|[A-Z][a-z0-9]{2,}(?:[A-Z][a-z0-9]+)*[A-Z]{1,3}|[A-Z]{2,}(?!(?:ed|ing)\b)[a-z]{2,}\w*)s?(?![\w/@-])"
)
_LINK_WORDS = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\([^()\s]*\)")
# A link to the source of a part, under the part's own name: "[queue-keeper]: https://…/tree/main/queue-keeper"
_LINKED_PART = re.compile(
    r"\[(?P<name>[A-Za-z][\w.-]{2,30})\](?:\(|:\s*)<?https?://(?:\S+/(?:tree|blob|src)/\S*|git[a-z]+\.com/[\w.-]+)/(?P=name)/?[>)]?"
    r"(?=\s|$|[.,;])",
    re.MULTILINE,
)
_QUOTED = re.compile(r"[\"“](?P<name>[A-Z][\w/]*(?: [A-Z][\w/]*)+)[\"”]")
_NEAR = 40  # characters: how far the word "rule" or "setting" stands from the quoted name of one
_WITHIN = re.compile(r"(?<![\w/.@-])(?P<whole>[A-Za-z]{3,})/(?P<name>[a-z]{3,20})(?![\w/.-])")
_SPEAKER = re.compile(r"^[>\s]*(?P<name>[A-Za-z]{2,15}) \[\d{1,2}:\d\d(?: ?[AP]M)?\]\s*$", re.MULTILINE)
_AFTER_CLOCK = re.compile(r"\d\d:\d\d(?: ?[AP]M)?[\]\s:|*–-]{1,5}(?P<name>[a-z]{3,12}) (?:and |[a-z]+s\b)")
_UPPER_PLACE = re.compile(r"\bat (?P<name>[A-Z]{3,6})\b(?! (?:time|\d))")
_BUILD = re.compile(r"(?<![\w.-])v\d{6,10}(?![\w-]|\.\w)")
_REPOSITORY = re.compile(
    r"(?<![\w/@.-])(?:[A-Za-z][\w.]*-[\w.-]*\w/[A-Za-z][\w.-]*\w|[A-Za-z][\w.]*/[A-Za-z][\w.]*-[\w.-]*\w"
    r"|[A-Za-z][\w.-]+/[A-Za-z][\w.-]*\w(?= (?:repo|repository|repositories|project)\b))(?![\w/])"
)
_LONGEST_WORD = 7  # letters: longer words in code marks are names unless the language data have them
SHORT_FORM = 3  # letters: "vpc-…", "…-cni" are no words of the language
_INFLECTED = ("ing", "ed", "ly", "able", "ible")
_HYPHENATED = re.compile(r"(?<![\w/@.'’-])[a-z][a-z0-9]+(?:-[a-z0-9]+)+(?![\w/@-]|\.\w)")
_POSSESSIVE = re.compile(rf"\b(?P<name>{_CAPITAL})['’]s\b")
# A given name that does something or has something done to it, or that stands alone in brackets or a table.
_NAMED_ALONE = re.compile(
    rf"(?<![\w-])(?P<name>{_CAPITAL})"
    r"(?= (?:(?:was|is|had|has|will|did|also|then|first) |[a-z]{2,}ed\b|[a-z]{3,}s (?:the|a|an|to|that)\b))"
    rf"|(?:[(|]|[–—-] )\s*(?P<alone>{_CAPITAL})\s*(?=[,;)|]| [–—-])"
)
_WITH_INITIAL = re.compile(r"(?<![A-Za-z.])(?:[A-Z]\. ?){1,2}[A-Z][a-zà-ÿ]{2,15}\b")
_DONE_BY = re.compile(
    r"\b(?P<act>[a-z]{2,}(?:ed|en)) (?:\w+ )?by (?P<name>[A-Z][a-zà-ÿ]{2,14})\b(?! [A-Z]|['’.]\w)"
)
_FULL = re.compile(rf"\b(?P<name>{_CAPITAL}) (?P<last>[A-Z][a-zà-ÿ]{{2,15}})\b")
_WORD = re.compile(r"[A-Za-zà-ÿ][\wà-ÿ.-]*")
_IDENTIFIER = re.compile(
    r"(?<![\w/@.-])(?:"
    r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+"
    r"|[a-z][a-z0-9]*(?:-[a-z0-9]+)+-?\d[\w-]*|[a-z]+-\d{1,3}\b"
    r")(?![\w-])"
)


def any_of(names: Collection[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str] | None:
    """Return an expression that finds any of these names as whole words, None when there are none."""
    if not names:
        return None
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w@-])(?:{listed})(?![\w])", flags)


@cache
def _acts() -> re.Pattern[str]:
    acts = "|".join(sorted(toml("people.toml")["acts"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<name>{_CAPITAL})(?: (?:and|/) (?P<also>{_CAPITAL}))? (?P<act>{acts})\b"
    )


@cache
def _initials() -> re.Pattern[str]:
    acts = "|".join(sorted(toml("people.toml")["acts"], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<name>[A-Z]{{2,3}}) (?:{acts}) (?:that|[a-z]+ing)\b")


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
def _called() -> re.Pattern[str]:
    """Return what finds a lower-case name that a noun introduces: "a tool called x", "the x library"."""
    people = toml("people.toml")
    introduced = "|".join((*people["named"], *people["parts"]))
    tools = "|".join(people["tools"])
    return re.compile(
        rf"\b(?:{introduced}) (?:called|named|known as) [`\"“]?(?P<called>[a-z][\w-]{{2,30}})"
        rf"|\b(?:[Tt]he|[Aa]n?|[Oo]ur) (?P<name>[a-z][a-z0-9]{{3,20}}) (?:{tools})\b"
        r"|\b(?:problem|issue|bug|error|fault)s? (?:with|in) (?P<faulty>[a-z][a-z0-9]{3,20})\b"
    )


@cache
def _settings() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(toml('people.toml')['settings'])})\b", re.IGNORECASE)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(load_toml("proper.toml")["given_names"])


def _is_strange(word: str) -> bool:
    """Say whether the language data have no such word, nor one that it comes from."""
    lower = word.lower()
    endings = toml("people.toml")["endings"]
    return not (_is_common(lower) or lower in toml("people.toml")["trade"] or lower.endswith(tuple(endings)))


def _is_common(word: str) -> bool:
    lower = word.lower()
    plain = load_words("plain_vocabulary.txt")
    return lower in public_names() or lower in plain or lower.rstrip("s") in plain


def _is_word(code: str) -> bool:
    """Say whether what stands in code marks here and without them there is a word, and no part's name."""
    return len(code) <= _LONGEST_WORD or stem(code.lower()) in everyday_stems()


@cache
def _parts_nouns() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(toml('people.toml')['parts'])})\b")


def _names_a_part(written: str, after: str) -> bool:
    """Say whether "a-b" or "a-b-c" names a part: beside the noun for one, or too long for an adjective."""
    small = toml("people.toml")["joined"]
    parts = written.split("-")
    if parts[0] in small["first"] or parts[-1] in small["last"]:
        return False
    if any(part in small["inside"] for part in parts):
        return False
    if len(parts) > 2:
        return any(p not in load_words("plain_vocabulary.txt") and not p.endswith(_INFLECTED) for p in parts)
    if any(p.endswith(_INFLECTED) for p in parts):
        return False
    if parts[0] in public_names() and parts[0] not in small["general"] and written not in public_names():
        return True
    strange = [p for p in parts if not _is_common(p)]
    return bool(strange) and (_parts_nouns().match(after) is not None or min(map(len, strange)) <= SHORT_FORM)


def _of_a_firm(name: str, prose: str) -> bool:
    """Say whether a capitalised word begins the name of a firm: "Field of Bits"."""
    return re.search(rf"\b{re.escape(name)} [Oo]f [A-Z]", prose) is not None


def own_words(name: str) -> frozenset[str]:
    """Return how an organisation or product is written by itself: its words, as one word, its initials."""
    found = _WORD.findall(name)
    words = [word.lower() for word in found]
    first = [word[0].lower() for word in found]
    initials = ("".join(first[k:end]) for k in range(len(first)) for end in range(k + 2, len(first) + 1))
    pieces = (piece for word in words for piece in word.split(".") if len(piece) > 3)
    return frozenset((*words, *pieces, *initials, re.sub(r"\W", "", name.partition("(")[0].lower())))


class InsideNames:
    """The names of one document. `people` and `parts` are as written; `public` may stay, `own` is of it."""

    def __init__(self, text: str, passages: Iterable[Passage], system_map: SystemMap, public: str) -> None:
        self._lower_words = frozenset(word for word in re.findall(r"(?<![\w`@-])[a-z][a-z]+(?![\w`-])", text))
        self.own = own_words(public)
        self._public = self.own | frozenset(
            w.lower() for link in system_map.links for w in re.findall(r"[\w.-]+", link)
        )
        self._map_public = frozenset(
            w.lower()
            for name in (system_map.product, *(c.customer_name for c in system_map.components))
            for w in _WORD.findall(name)
        )
        passages = list(passages)
        prose = "\n".join(text[p.start : p.end] for p in passages if p.kind != "code")
        linked = frozenset(m["name"] for m in _LINKED_PART.finditer(text) if not self.is_public(m["name"]))
        people = self._people(prose, text, passages)
        self.people = frozenset(name for name in people if not _of_a_firm(name, prose))
        found = linked | frozenset(self._parts(prose))
        joined = any_of(frozenset(name for name in found if "-" in name), re.IGNORECASE)
        also = frozenset(match[0] for match in joined.finditer(prose)) if joined else frozenset()
        self.parts = (found | also) - self.people

    def is_public(self, word: str) -> bool:
        """Say whether readers outside know the word: the product, the title's own words, a known product."""
        lower = word.lower().strip(".,")
        *labels, last = lower.split(".")
        if len(labels) > 1 and last.isalpha() and all(label in self.own for label in labels):
            return True  # an address that is the organisation's name
        return lower in self._map_public or lower in public_names() or lower in self._public

    def _known(self, word: str) -> bool:
        return self.is_public(word) or _is_common(word) or word.lower() in self._lower_words

    def _is_person(self, name: str) -> bool:
        """Say whether a given name is one here: "Grace" is, unless "grace" or the product is meant."""
        lower = name.lower()
        return not self.is_public(name) and (lower not in _ambiguous() or lower not in self._lower_words)

    def _people(self, prose: str, text: str, passages: list[Passage]) -> Iterator[str]:
        prose = _LINK_WORDS.sub(lambda link: link["words"], prose)
        given, weak = given_names() | _ambiguous(), frozenset(toml("people.toml")["weak_acts"])
        for match in _INTRODUCED.finditer(prose):
            if not self._known(match["name"]) or match["name"].lower() in given:
                yield match["name"]
        does: dict[str, set[str]] = {}
        for match in _acts().finditer(prose):
            does.setdefault(match["name"], set()).add(match["act"])
            for name in (match["name"], match["also"]):
                if not name or name.lower() in public_names():
                    continue
                listed = name.lower() in given
                if listed or (match["act"] not in weak and not self._known(name) and not name.isupper()):
                    yield name
        for name, acts in does.items():  # a machine seldom does two of these
            if len(acts) > 1 and not (self._known(name) or name.isupper()) and _is_strange(name):
                yield name
        for match in _CREDITED.finditer(prose):
            if match["name"].lower() in given or not self._known(match["name"]):
                yield match["name"]
        yield from (match["name"] for match in _SPEAKER.finditer(text))
        for match in _initials().finditer(prose):
            if not self.is_public(match["name"]) and f"({match['name']})" not in prose:
                yield match["name"]
        for pattern in (_lower_acts(), _LOWER_ASKED, _AFTER_CLOCK):
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
        yield from (match[0] for match in _WITH_INITIAL.finditer(prose))
        for match in _DONE_BY.finditer(prose):
            name = match["name"]
            by_people = match["act"] in (*toml("people.toml")["acts"], *toml("people.toml")["done_by"])
            if by_people and not self._known(name) and _is_strange(name):
                yield name
        for match in _NAMED_ALONE.finditer(prose):
            name = match["name"] or match["alone"]
            if name.lower() in given and self._is_person(name):
                yield name
        for match in _HANDLE.finditer(prose):
            yield match[0]
            said = match[0][1:].capitalize()
            if not self._known(said) and re.search(rf"(?<![\w@-]){re.escape(said)}\b", prose):
                yield said
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
            if _is_common(code) or (code.isalpha() and code.lower() in self._lower_words and _is_word(code)):
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
        yield from self._named_by_place(prose)

    def _named_by_place(self, prose: str) -> Iterator[str]:
        """Yield names that look like words, and are shown to be names by where they stand."""
        for match in _called().finditer(prose):
            name = match["name"] or match["called"] or match["faulty"]
            if not self.is_public(name) and _is_strange(name):
                yield name
        for match in _QUOTED.finditer(prose):
            before, after = prose[max(0, match.start() - _NEAR) : match.start()], prose[match.end() :][:_NEAR]
            on_screen = before.lower().rstrip().endswith(tuple(toml("people.toml")["pressed"]))
            if _settings().search(before + after) and not on_screen:
                yield match["name"]
        for match in _WITHIN.finditer(prose):
            if match["whole"].lower() in self.own and not self.is_public(match["name"]):
                yield match["name"]
        for match in _UPPER_PLACE.finditer(prose):
            explained = f"({match['name']})" in prose or f"{match['name']} (" in prose
            if not explained and not self.is_public(match["name"]):
                yield match["name"]
        counts = Counter(match[0] for match in _HYPHENATED.finditer(prose))
        small = toml("people.toml")["joined"]
        for written, count in counts.items():
            *first, last = written.split("-")
            spaced = re.search(rf"\b{written.replace('-', ' ')}\b", prose, re.IGNORECASE)
            ordinary = last in small["last"] or first[0] in small["first"] or len(first) > 1
            if count > 1 and last.endswith("s") and not spaced and not ordinary:
                yield written

    @property
    def all(self) -> frozenset[str]:
        """Return every name that may not stand in the result."""
        return self.people | self.parts
