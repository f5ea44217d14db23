"""LEK007 secret: keys, tokens, passwords, connection strings. Outputs never show the words."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import places
from drafter.checks.lint.rule import Context, Document, Hit, Rule
from drafter.core.patterns import lazy

_SPOKEN = lazy(
    r"\b(?:password|passwd|passphrase|pin|secret|api key|access key|token|passcode)\b(?: \w+){0,3}? "
    r"(?:is|was|=|:|of|to) ['\"`]?([^\s'\"`]*[\d!@#$%^&*_+=-][^\s'\"`]{3,80})",
    re.IGNORECASE,
)
_NAMED = lazy(  # "the password Porto2026": letters and digits right behind the word
    r"\b(?:password|passwd|passphrase|passcode|token|api key|access key|pin)\s['\"`]?"
    r"((?=[^\s'\"`]*\d)(?=[^\s'\"`]*[A-Za-z])[^\s'\"`,;:()-]{6,80})",
    re.IGNORECASE,
)
_URL_LOGIN = lazy(r"\b[A-Za-z][A-Za-z0-9+]{2,20}://[^\s/:@]{1,60}:[^\s/@]{1,80}@[\w.-]{1,80}")
WORDS = ("password", "passwd", "passphrase", "secret", "api key", "access key", "token", "passcode", "pin ")


# What names a secret, and the glued forms of it; each counts only where no letter stands before it.
NAMES = (
    "pass",
    "pwd",
    "secret",
    "token",
    "key",
    "credential",
    "pin",
    "otp",
    "pgpassword",
    "apikey",
    "accesskey",
    "authtoken",
    "clientsecret",
    "privatekey",
    "secretkey",
)
# Every name and word holds one of these; the text is searched for them alone, and once.
PARTS = ("pass", "pwd", "secret", "token", "key", "credential", "pin", "otp")


def _by_part(names: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Return (name, the part it holds, how far into the name that part begins)."""
    return [(name, part, name.index(part)) for name in names for part in PARTS if part in name]


_NAMES, _WORDS = _by_part(NAMES), _by_part(WORDS)
SIGNS = lazy(r"[=:]|[ \t]is| was")  # one of these stands between the name and the value
NAME_REACH = 20  # characters from the name's beginning to that sign
SCHEMES = ("earer", "asic", "oken")  # Bearer, Basic, Token: a long word follows
# How tokens of vendors begin, as redaction.py knows them; a token of letters alone has one of the short ones.
STARTS = (
    "AKIA",
    "ASIA",
    "AROA",
    "AIDA",
    "gh",
    "glpat-",
    "npm_",
    "pypi-",
    "xox",
    "xapp-",
    "sk-",
    "k_live_",
    "k_test_",
    "whsec_",
    "AIza",
    "ya29.",
    "GOCSPX-",
    "SG.",
    "key-",
    "dop_v1_",
    "hvs.",
    "hf_",
    "dckr_pat_",
    "AGE-SECRET",
    "PMAK-",
    "NRAK-",
    "eyJ",
)
_START = lazy("|".join(map(re.escape, STARTS)))
_ALPHABETIC = lazy(r"A(?:KIA|SIA|ROA|IDA|Iza)")  # with "eyJ", the beginnings of tokens of letters alone
LEAST = 14  # characters of the shortest token behind such a beginning


def _named(
    lower: str, parts: dict[str, list[int]], names: list[tuple[str, str, int]]
) -> Iterator[tuple[int, str]]:
    """Yield (place, name) for each of the names in the text, where its part was found."""
    for name, part, offset in names:
        for place in parts[part]:
            at = place - offset
            if at >= 0 and lower.startswith(name, at):
                yield at, name


def _cues(document: Document, lower: str, parts: dict[str, list[int]]) -> Iterator[int]:
    """Yield where something stands that may begin a secret."""
    for at, name in _named(lower, parts, _NAMES):
        if not lower[at - 1 : at].isalpha() and SIGNS.search(lower, at + 2, at + len(name) + NAME_REACH):
            yield at
    for scheme in SCHEMES:
        for at in places(lower, scheme):
            following = lower[at + len(scheme) : at + len(scheme) + 60]
            if following[:1].isspace() and len((following.split(None, 1) or [""])[0]) >= LEAST:
                yield at
    for at, chunk in document.odd:
        if len(chunk) >= LEAST and _START.search(chunk):
            yield at
    for match in _ALPHABETIC.finditer(document.text):
        yield match.start()
    yield from places(document.text, "eyJ")
    for at in places(lower, "://"):
        address = (lower[at : at + 2200].split(None, 1) or [""])[0]
        if "@" in address or "=" in address or "hook" in lower[max(0, at - 5) : at] + address:
            yield at


def _suspicious(document: Document, lower: str, parts: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Return the parts worth a look: each line with a cue and the one after it, all when a key block begins.

    Most lines have no cue, and the expressions behind `find_secrets` are not cheap.
    """
    text = document.text
    if "private key-----" in lower:
        return [(0, len(text))]
    merged: list[tuple[int, int]] = []
    for at in sorted(_cues(document, lower, parts)):
        if merged and at < merged[-1][1]:
            continue
        end = text.find("\n", at)
        following = text.find("\n", end + 1) if end != -1 else -1
        left = text.rfind("\n", 0, at) + 1
        merged.append((left, following if following != -1 else len(text)))
    return merged


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each secret in the raw text, code and front matter included."""
    text = document.text
    lower = document.text_lower
    spans: list[tuple[int, int]] = []
    parts = {part: places(lower, part) for part in PARTS}
    for left, right in _suspicious(document, lower, parts):
        from drafter.core.redaction import find_secrets  # only when there is something to look at

        spans += [(left + found.start, left + found.end) for found in find_secrets(text[left:right])]
    spans += [
        match.span(1)
        for match in _spoken(text, lower, parts)
        if not match[1].strip("-").isalpha() and not _looks_plain(match[1])
    ]
    if "://" in lower and "@" in lower:
        spans += [
            match.span()
            for at, chunk in document.odd
            if "://" in chunk and "@" in chunk
            for match in _URL_LOGIN.finditer(text, at, at + len(chunk))
        ]
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < last:
            continue
        last = end
        yield Hit(
            start,
            end,
            "A secret stands here. Take it out, and change it now: the text may have been read already.",
        )


def _spoken(text: str, lower: str, parts: dict[str, list[int]]) -> Iterator[re.Match[str]]:
    """Yield the secrets that a sentence tells ("the password is ..."), around the words that name them."""
    behind = 0
    for at in sorted({at for at, _ in _named(lower, parts, _WORDS)}):
        match = _SPOKEN.match(text, at) or _NAMED.match(text, at) if at >= behind else None
        if match:
            yield match
            behind = match.end()


def _looks_plain(words: str) -> bool:
    """Say whether the words after "password is" are prose: "8-12", "10:05", "two-step"."""
    return bool(re.fullmatch(r"[\d:.,-]{1,8}\W?|[a-z]+(?:-[a-z]+)+\W?", words))


RULE = Rule(
    code="LEK007",
    name="secret",
    severity="block",
    audiences="CSXEP",
    kind="pattern",
    summary="keys, tokens, passwords, connection strings",
    why="Once published a key is used within minutes; taking the text down does not help.",
    source="secretlint (the idea of a rule set); a rule of our own",
    check=check,
    languages=(),
    secret=True,
    flags=(
        "The job logs in with postgres://app:S3cr3tPw@db.example.com/orders.",
        "The token ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8" + " was in the script.",
        "The admin password is Winter2026!",
    ),
    passes=(
        "The release is commit 3f2a9c1d0b4e5f60718293a4b5c6d7e8f9012345.",
        "A password must have 8-12 signs; your password is not affected.",
        "The job used an old access key, which no longer works.",
    ),
)
