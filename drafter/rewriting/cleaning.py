"""A sentence of an internal report made fit for readers outside, with a list of what was changed and why.

What cannot be made fit is refused: `clean` then gives no text, and the reason. Nothing is added here but the
stand-ins for what was taken out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from drafter.checks.leaks import LeakWall
from drafter.core.audience import Audience
from drafter.core.finding import Finding
from drafter.core.prose import Span
from drafter.core.redaction import find_personal_data, find_secrets
from drafter.core.system_map import SystemMap
from drafter.facts.clauses import has_verb
from drafter.facts.phrases import words
from drafter.intake.instructions import gives_orders
from drafter.rewriting.inside_names import InsideNames, any_of
from drafter.rewriting.words import says, toml

_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)\s]*(?:\s\"[^\"]*\")?\)|\[[^\]]*\])")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]]*)\](?:\((?P<to>[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s\"[^\"]*\")?\)|\[[^\]]*\])"
)
_BARE_LINK = re.compile(
    r"<?(?:https?|ftp|file|ssh|git)://[^\s<>)\]}]*[^\s<>)\]}.,;:!?'\"]>?|\bwww\.[^\s<>)\]]+"
)
_DEFINED = re.compile(r"^\s{0,3}\[(?P<label>[^\]^]{2,60})\]:\s", re.MULTILINE)  # a link without its address
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.*?-->|\{:?[^{}\n]{0,80}\}|&[a-z]{2,8};", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]|\[(?:chat link|email|link|path|[a-z ]{1,24})\]", re.IGNORECASE)
_CODE = re.compile(r"(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_SHORTCODE = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]{1,30}:(?!\w)")
_PICTURE = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+")
_HOST = re.compile(
    r"(?<![\w@/-])(?:\*\.)?(?:[A-Za-z0-9_-]+\.)+"
    r"(?:com|org|net|io|dev|app|cloud|uk|edu|gov|eu|de|fr|us|ca|au|nz|in|ch|nl|se|dk|no|social|host|sh|ai|co|me|info|"
    r"internal|local|lan|corp|svc|cluster|tech|xyz|systems|services|run|page)(?:\.[a-z]{2,8})?(?::\d{2,5})?(?:/[^\s)\],;]*)?(?![\w-])"
)
_PATH = re.compile(
    r"(?<![\w/:.])(?:~|\.{1,2})?/(?:[\w.@-]+/)*[\w.@-]*[\w@-]|\b[A-Za-z]:\\[^\s]+|(?<![\w.])\\(?:\w+\\)+\w+"
)
_FILE = re.compile(
    r"(?<![\w/.-])[\w.-]*\w\.(?:py|ya?ml|json|tf|sh|bash|rb|js|ts|go|rs|java|c|h|cpp|conf|cfg|ini|toml|lock|sql|sqlite|"
    r"log|xml|md|txt|exe|dll|rar|zip|gz|tar|jar|erb|env|ipynb|html?|css|php|db|rpm|deb|service)\b(?!\.\w)"
)
_FLAG = re.compile(r"(?<![\w-])--?[a-z][a-z0-9-]+(?:=\S+)?(?![\w-])")
_CALL = re.compile(r"\b[A-Za-z_][\w.]*\(\)")
_DOTTED = re.compile(r"(?<![\w./-])[a-z_]\w*(?:\.[a-z_]\w*){1,6}(?![\w/-])|(?<![\w./-])[A-Za-z]\w*::\w[\w:]*")
_ENV = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*_[A-Z0-9_]+(?![\w-])")
_HASH = re.compile(r"(?<![\w-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}(?![\w-])")
_PROD = re.compile(r"(?<![\w/.@-])prod(?![\w/@-]|\.\w)")
_TICKET = re.compile(
    r"(?:\b(?:with|via|in|see)\s+)?(?:\b(?:PRs?|pull requests?|issues?|tickets?|ticker|MR|merge request)\s+)?"
    r"(?<![\w&])(?:[\w.-]+/[\w.-]+)?#\d{1,7}\b"
    r"|(?<![\w&])#[a-z][a-z0-9_-]{2,40}\b"
    r"|(?:\b(?:with|via|in|see)\s+)?(?<![\w/-])(?!(?:UTC|GMT|ISO|RFC|SHA|UTF|HTTP|TLS|COVID|CVE|UTC\+)-?\d)"
    r"[A-Z][A-Z0-9]{1,9}-\d{1,7}(?![\w-])",
)
_NUMBERED = re.compile(
    r"\b(?:an? |the |our )?(?P<kind>ticket|pull request|merge request)s? (?:no\.? ?|number )?\d{2,8}\b",
    re.IGNORECASE,
)
_TEAM_TWICE = re.compile(r"\bour team (?:teams?|members?)\b")
_NOBODY = re.compile(r"\b([Nn])o our team\b")
_EMPTY = re.compile(
    r"\(\s*(?:(?:see|PR|via|at|here|in|link|e\.g\.|from|and|,|:|;|\.|-)\s*)*\)|\[\s*\]|\"\s*\"|“\s*”",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(r"(?:\s*,)?\s*(?:\(an? internal \w+\)|\[an? internal \w+\](?!\())", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:\s*[,;:–—-]|\s+(?:see|at|in|via|from|here|to|and|by|on|with|PR|is|was))+\s*(?=\.?$)", re.IGNORECASE
)
_LAST_WORD = re.compile(r"\w+(?=\W*$)")
_GAPS = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,.;:!?)\]])"), r"\1"),
    (re.compile(r"([(\[])\s+"), r"\1"),
    (re.compile(r"([,;:])(?:\s*[,;:])+"), r"\1"),
    (re.compile(r"\.{2}(?!\.)"), "."),
)
_PROMPT = re.compile(r"^\s*(?:[$%]|\w+@\w+[:~$]\S*) \S|^\s*(?:SELECT|INSERT|UPDATE|DELETE) [a-z*]")
_LINK_CUT = "a link that readers outside cannot or need not follow"
_WORDS_PER_STANDIN = 7  # under it a sentence names hardly anything that readers know
_POINTER = 8  # words: shorter, without a verb and around a link, it says nothing of its own
_CELLS = re.compile(r"\s*\|\s*")


@dataclass(slots=True)
class Change:
    """Words cut or replaced, the reason, and what stands instead."""

    text: str
    reason: str
    instead: str = ""


@dataclass(slots=True)
class Cleaned:
    """A sentence after cleaning; `text` is empty when it was refused, `reason` then says why.

    `standins` counts the inside names that were replaced by a general word.
    """

    text: str = ""
    reason: str = ""
    changes: list[Change] = field(default_factory=list)
    standins: int = 0

    @property
    def holes(self) -> bool:
        """Return whether words were taken out and nothing stands in their place."""
        return any(not change.instead for change in self.changes)


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{toml('people.toml')['roles']})(?P<own>['’]s?)?(?![\w-])", re.IGNORECASE
    )


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:\w+\s)?(?P<head>{'|'.join(toml('people.toml')['heads'])})\b", re.IGNORECASE)


class Cleaner:
    """Cleans the sentences of one document."""

    def __init__(
        self, names: InsideNames, system_map: SystemMap, audience: Audience, source: str = ""
    ) -> None:
        self._links = any_of(frozenset(match["label"] for match in _DEFINED.finditer(source)), re.IGNORECASE)
        self._names = names
        self._map = system_map
        self._audience = audience
        self._wall = LeakWall.of(system_map, None)
        self._people = any_of(names.people)
        self._parts = any_of(names.parts)
        own = "|".join(re.escape(word) for word in sorted(names.own) if len(word) > 2)
        self._own_team = (
            re.compile(rf"\b(?:(?:the|our) )?(?:{own}) our team\b", re.IGNORECASE) if own else None
        )

    def clean(self, raw: str, *, row: bool = False) -> Cleaned:
        """Return the sentence without markup and without anything that means something inside only."""
        done = Cleaned()
        if gives_orders(raw):
            return Cleaned(reason="gives orders to a machine that reads it", changes=[])
        text = (
            " – ".join(cell for cell in _CELLS.split(raw.strip().strip("|").strip()) if cell) if row else raw
        )
        text = self._without_markup(text, done)
        text = self._without_secrets(text, done)
        text = self._without_spelled_names(text, done)
        text = self._without_map_names(text, done)
        text = self._without_people(text, done)
        text = self._without_wall_hits(text, done)
        text = tidy(text, "" if raw.rstrip(" *_").endswith(":") else raw)
        said = len(re.findall(r"\w+", text))
        if done.standins > 1 and said < _WORDS_PER_STANDIN * done.standins:
            return Cleaned(reason="most of it means something inside only", changes=done.changes)
        linked = any(change.reason == _LINK_CUT for change in done.changes)
        if linked and said < _POINTER and says("pointer", text) and not has_verb(text):
            return Cleaned(reason="only points to something inside", changes=done.changes)
        if _PROMPT.match(raw):
            return Cleaned(reason="commands, code or log lines", changes=done.changes)
        if not re.search(r"[A-Za-zà-ÿ]{2}", text) or said < 2:
            return Cleaned(reason="nothing is left that readers outside may see", changes=done.changes)
        if self.leaks(text):
            return Cleaned(reason="holds a name that means something inside only", changes=done.changes)
        done.text = text
        return done

    def leaks(self, text: str) -> bool:
        """Say whether anything in `text` may not be seen outside: the second wall."""
        return bool(self.walled(text)) or next(self.named(text), None) is not None

    def walled(self, text: str) -> list[Finding]:
        """Return what the leak wall stops, but for words that readers outside know."""
        found = self._wall.find(text, self._audience)
        return [one for one in found if one.severity == "block" and not self.is_public(one.text)]

    def named(self, text: str) -> Iterator[Span]:
        """Yield the places of names that the document shows to mean something inside only."""
        for pattern in (self._people, self._parts):
            if pattern:
                yield from (match.span() for match in pattern.finditer(text))

    def is_public(self, word: str) -> bool:
        """Say whether readers outside know the word."""
        return self._names.is_public(word)

    def _without_markup(self, text: str, done: Cleaned) -> str:
        def link(match: re.Match[str]) -> str:
            words_of_it = match["words"]
            if match["to"]:
                done.changes.append(Change(match["to"], _LINK_CUT))
            bare = words_of_it.strip()
            if _BARE_LINK.fullmatch(bare):
                return ""
            last = not text[match.end() :].strip(" .)")
            only_points = bare.lower() in toml("small_words.toml")["link_words"] and (
                bare[:1].isupper() or last
            )
            before = text[: match.start()].rstrip().rsplit(None, 1)[-1:]
            return "" if only_points and not _is_determiner(before) else words_of_it

        text = _IMAGE.sub("", text)
        for _ in range(2):  # a badge is a link around an image
            text = _LINK.sub(link, text)
        if self._links:
            text = re.sub(rf"\[({self._links.pattern})\](?![(:\[])", r"\1", text, flags=re.IGNORECASE)
        text = _swap(_BARE_LINK, text, "", _LINK_CUT, done)
        text = _TAG.sub(" ", text)
        text = _FOOTNOTE.sub("", text)
        text = self._without_code(text, done)
        for _ in range(2):
            text = _EMPHASIS.sub(r"\2", text)
        text = _PICTURE.sub("", _SHORTCODE.sub("", text))
        return text.replace("\\", "") if "\\(" in text or "\\_" in text else text

    def _without_code(self, text: str, done: Cleaned) -> str:
        parts, at = [], 0
        for match in _CODE.finditer(text):
            parts.append(text[at : match.start()])
            code = match["code"].strip()
            if self.is_public(code) or (code.isalpha() and code not in self._names.parts and code.islower()):
                parts.append(code)
            else:
                parts.append(self._instead(text, match.start(), match.end(), _kind(code), code, done))
            at = match.end()
        return "".join((*parts, text[at:])).replace("`", "")

    def _instead(self, text: str, start: int, end: int, kind: str, was: str, done: Cleaned) -> str:
        """Return the general word for an inside name, so that the sentence around it still reads."""
        before = text[:start].rstrip(" *_`\"'(").rsplit(None, 1)
        determined = _is_determiner(before[-1:])
        head = _heads().match(text.replace("*", "").replace("`", ""), end) if "`" not in text[end:] else None
        head = head or _heads().match(text, end)
        plural = head is not None and head["head"].endswith("s") and not head["head"].endswith("ss")
        word = "internal" if head else f"internal {kind}"
        instead = word if determined or plural else f"an {word}"
        if text[:start].strip(" *_\"'(–-") == "":
            instead = instead[:1].upper() + instead[1:]
        done.changes.append(Change(was, f"the name of an internal {kind}", instead))
        done.standins += 1
        return instead

    def _without_secrets(self, text: str, done: Cleaned) -> str:
        for find, reason, instead in (
            (find_secrets, "a key, password or token", ""),
            (find_personal_data, "somebody's personal data", ""),
        ):
            for item in reversed(find(text)):
                done.changes.append(
                    Change("[secret]" if find is find_secrets else f"[{item.kind}]", reason, instead)
                )
                text = text[: item.start] + instead + text[item.end :]
        return text

    def _without_spelled_names(self, text: str, done: Cleaned) -> str:
        text = _NUMBERED.sub(lambda found: _without_number(found, done), text)
        text = _swap(_TICKET, text, "", "an internal reference", done)
        text = _swap(_PROD, text, "production", "short for production among engineers", done)
        for pattern, kind in (
            (_HOST, "address"), (_PATH, "file"), (_FILE, "file"), (_FLAG, "setting"), (_CALL, "part"),
            (_ENV, "setting"), (_DOTTED, "part"), (_HASH, "part"), (self._parts, "part"),
        ):  # fmt: skip
            if pattern is not None:
                text = self._replaced(pattern, text, kind, done)
        return text

    def _replaced(self, pattern: re.Pattern[str], text: str, kind: str, done: Cleaned) -> str:
        for match in reversed(list(pattern.finditer(text))):
            written = match[0]
            if self.is_public(written) or written.lower() in ("e.g", "i.e", "a.m", "p.m", "and/or"):
                continue
            instead = self._instead(text, match.start(), match.end(), kind, written, done)
            text = text[: match.start()] + instead + text[match.end() :]
        return text

    def _without_map_names(self, text: str, done: Cleaned) -> str:
        hits = sorted(self._wall.names.find(text, words(text)), key=lambda hit: -hit.start)
        public = [(h.start, h.end) for h in hits if h.kind in ("customer_name", "product", "vendor_kind")]
        vendors = {vendor.name: vendor for vendor in self._map.vendors}
        last = len(text) + 1
        for hit in hits:
            if hit.end > last or any(start <= hit.start and hit.end <= end for start, end in public):
                continue
            written, instead, reason = text[hit.start : hit.end], "", ""
            if hit.kind == "internal" and self._wall.find(written, self._audience):
                component = self._map.by_id.get(hit.owner)
                instead = component.customer_name if component and component.customer_name else ""
                reason = "the name of an internal part"
                if not instead:
                    instead = self._instead(text, hit.start, hit.end, "part", written, Cleaned())
                    done.standins += 1
            elif hit.kind == "vendor" and not vendors[hit.owner].publish:
                instead, reason = (
                    vendors[hit.owner].kind or "a supplier",
                    "a supplier that is not named outside",
                )
            elif hit.kind == "customer":
                instead, reason = "one customer", "the name of a customer"
            elif hit.kind == "person":
                instead, reason = "our team", "the name of a person"
            if reason:
                if hit.start == 0:
                    instead = instead[:1].upper() + instead[1:]
                done.changes.append(Change(written, reason, instead))
                text, last = text[: hit.start] + instead + text[hit.end :], hit.start
        for entry in self._map.glossary:
            if entry.plain:
                pattern = re.compile(rf"(?<![\w-]){re.escape(entry.term)}(?![\w-])", re.IGNORECASE)
                text = _swap(pattern, text, entry.plain, "a word that readers do not use", done)
        return text

    def _without_people(self, text: str, done: Cleaned) -> str:
        if self._people is not None:
            text = _swap(self._people, text, "someone", "the name of a person", done)
            text = re.sub(r"\b(?:someone )+someone\b", "someone", text)  # a name of two words
            text = re.sub(
                r"\bsomeone(?:(?:\s*,\s*|\s*/\s*|\s+(?:and|&)\s+|\s+)someone)+\b", "some people", text
            )

        def role(match: re.Match[str]) -> str:
            if match[0].lower() in ("developers", "operators", "administrators", "engineers", "developer"):
                return match[0]  # these may be the readers themselves
            own = "'s" if match["own"] else ""
            instead = f"our team{own}"
            done.changes.append(Change(match[0], "the role of one person: the team answers for it", instead))
            return instead

        text = _roles().sub(role, text)
        text = _TEAM_TWICE.sub("our team", text)
        text = _NOBODY.sub(lambda match: f"{match[1]}one of our team", text)
        return self._own_team.sub("our team", text) if self._own_team else text

    def _without_wall_hits(self, text: str, done: Cleaned) -> str:
        kinds: dict[str, Callable[[], str]] = {
            "LEK001": lambda: "server", "LEK002": lambda: "address", "LEK004": lambda: "part",
        }  # fmt: skip
        for finding in reversed(self._wall.find(text, self._audience)):
            if finding.severity != "block" or self.is_public(finding.text):
                continue
            start, end = finding.start, finding.end
            if finding.rule in kinds:
                instead = self._instead(text, start, end, kinds[finding.rule](), finding.text, done)
            else:
                instead = "someone" if finding.rule == "LEK005" else ""
                done.changes.append(Change(finding.text, finding.name.replace("-", " "), instead))
            text = text[:start] + instead + text[end:]
        return text


def _is_determiner(before: list[str]) -> bool:
    """Say whether the last word before a place, if any, is an article or stands for one."""
    return bool(before) and before[0].lower() in toml("small_words.toml")["determiners"]


def tidy(text: str, whole: str = "") -> str:
    """Return `text` with single spaces, no empty brackets, a capital first and a full stop last.

    A word that only leads to what was cut behind it goes, unless `whole`, the text before, ends with it.
    """
    text = _SAYS_NOTHING.sub("", text)
    for _ in range(2):
        text = _EMPTY.sub("", text)
    for pattern, instead in _GAPS:
        text = pattern.sub(instead, text)
    text = text.strip().strip("|").strip(" \t*_–—-•,;:")
    last = _LAST_WORD.search(whole)
    if last is None or not text.rstrip(" .").endswith(last[0]):
        text = _DANGLING.sub("", text)
    text = re.sub(
        r"\b([Aa]n?|the|The) an internal\b",
        lambda m: f"{'an' if m[1].lower() in ('a', 'an') else m[1]} internal",
        text,
    )
    text = re.sub(r"\b[Aa] internal\b", "an internal", text)
    text = re.sub(r"\binternal internal\b", "internal", text)
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    text = text.strip()
    if text[:1].islower():
        text = text[:1].upper() + text[1:]
    if text and text[-1] not in ".!?…":
        text = text.rstrip(":;,") + "."
    return text


def _swap(pattern: re.Pattern[str], text: str, instead: str, reason: str, done: Cleaned) -> str:
    def replace(match: re.Match[str]) -> str:
        done.changes.append(Change(match[0].strip(), reason, instead))
        return instead

    return pattern.sub(replace, text)


def _without_number(found: re.Match[str], done: Cleaned) -> str:
    """Return "a ticket" for "ticket 4711"."""
    instead = f"{'A' if found[0][0].isupper() else 'a'} {found['kind'].lower()}"
    done.changes.append(Change(found[0], "an internal reference", instead))
    return instead


def _kind(code: str) -> str:
    if _PATH.fullmatch(code) or _FILE.fullmatch(code):
        return "file"
    if _HOST.fullmatch(code):
        return "address"
    if " " in code:
        return "command"
    return "setting" if code.isupper() else "part"
