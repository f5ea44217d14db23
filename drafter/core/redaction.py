"""Secrets and personal data in text: found by shape and checksum, replaced by typed tags.

Standard library only, so that the linter can use it. No entropy guessing: plain prose must stay untouched.
Names are not looked for here; the system map lists the people, vendors and customers to watch.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.core.patterns import lazy


@dataclass(frozen=True, slots=True)
class Sensitive:
    """One thing that must not travel: its kind ("token", "email"...) and its half-open span."""

    kind: str
    start: int
    end: int

    @property
    def tag(self) -> str:
        """Return what stands in its place."""
        return f"[{self.kind}]"


_VENDOR_TOKENS = lazy(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}"  # AWS key ids
    r"|gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{40,255}"
    r"|glpat-[A-Za-z0-9_\-]{20,64}|npm_[A-Za-z0-9]{30,60}|pypi-[A-Za-z0-9_\-]{40,400}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-\d-[A-Za-z0-9-]{20,250}"
    r"|sk-(?:proj-|ant-|svcacct-|or-)?[A-Za-z0-9_\-]{20,250}"
    r"|[srp]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9]{24,100}"
    r"|AIza[A-Za-z0-9_\-]{35}|ya29\.[A-Za-z0-9_\-]{20,400}|GOCSPX-[A-Za-z0-9_\-]{20,60}"
    r"|SG\.[A-Za-z0-9_\-]{16,64}\.[A-Za-z0-9_\-]{16,64}|key-[a-f0-9]{32}"
    r"|dop_v1_[a-f0-9]{64}|hvs\.[A-Za-z0-9_\-]{20,200}|hf_[A-Za-z0-9]{30,60}|dckr_pat_[A-Za-z0-9_\-]{20,60}"
    r"|AGE-SECRET-KEY-1[A-Z0-9]{50,60}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|NRAK-[A-Z0-9]{27}"
    r"|eyJ[A-Za-z0-9_\-]{8,2000}\.eyJ[A-Za-z0-9_\-]{8,4000}\.[A-Za-z0-9_\-]{8,2000}"  # signed web tokens
    r")(?![A-Za-z0-9])"
)
_PRIVATE_KEY = lazy(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\Z)",
    re.DOTALL,
)
_URL_PASSWORD = lazy(r"(?<=://)[^\s/@:]{1,80}:([^\s/@]{1,200})(?=@)")
_URL_SIGNATURE = lazy(
    r"(?<=[?&])(?:X-Amz-Signature|X-Goog-Signature|sig|signature|access_token|token|api_key|apikey|key|secret)="
    r"([A-Za-z0-9%+/=_.\-]{12,400})"
)
_WEBHOOK = lazy(r"https?://[a-z.]{0,40}(?:hooks?|webhook)[a-z.]{0,40}/[A-Za-z]{0,20}/?[\w/\-]{20,200}")
_AUTH_HEADER = lazy(r"\b(?:Bearer|Basic|Token)\s+([A-Za-z0-9+/=_.\-~]{16,2000})")
_NAMED = lazy(
    r"(?<![A-Za-z])(?P<name>(?:[A-Za-z0-9]{1,30}[_.\-]){0,4}"
    r"(?:pass(?:word|wd|phrase|code)?|pwd|secret(?:[_\- ]?key)?|token|api[_\- ]?key|apikey|access[_\- ]?key"
    r"|auth[_\- ]?token|client[_\- ]?secret|private[_\- ]?key|credentials?|pin|otp|PGPASSWORD))"
    r"(?P<sep>[\"']?\s{0,2}(?:=|:|:=|=>|\bis\b(?: now)?|\bwas\b)\s{0,2})"
    r"(?P<quote>[\"'`]?)(?P<value>[^\s\"'`,;)\]]{3,400})",
    re.IGNORECASE,
)
_EMAIL = lazy(
    r"(?<![\w.+%\-])[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}"
    r"(?![\w\-])(?!:[\w/])"
)
_DIGIT_RUN = lazy(r"(?<![\w.,/:=#\-])\+?\(?\d[\d ()./\-]{6,28}\d(?![\w%]|[.,:]\d)")
# Both look behind only after the first character: what begins with a look behind is tried at every place.
_IBAN = lazy(r"[A-Z](?<![A-Za-z0-9][A-Z])[A-Z]\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])")
_SSN = lazy(r"\d(?<![\w\-]\d)(?<!9)\d\d(?<!000)(?<!666)-(?!00)\d{2}-(?!0000)\d{4}(?![\w\-])")
_PHONE_CUE = lazy(
    r"(?:\b(?:phone|tel(?:ephone)?|mobile|cell|call(?:ed|ing|back)?|ring|fax|whatsapp|sms|text(?:ed)?|number|reach)"
    r"[^.\n]{0,24}|\u260e\ufe0f?\s?)$",
    re.IGNORECASE,
)
_DATE_LIKE = lazy(r"^\(?(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d\b")
_NOT_VALUES = frozenset(
    {
        "also", "being", "broken", "changed", "compromised", "correct", "denied", "empty",
        "encrypted", "expired", "exposed", "false", "fine", "hidden", "incorrect", "invalid",
        "leaked", "missing", "necessary", "needed", "none", "null", "only", "password", "redacted",
        "rejected", "required", "reset", "revoked", "rotated", "secret", "still", "stolen",
        "stored", "token", "true", "unknown", "unset", "used", "using", "valid", "wrong",
    }
)  # fmt: skip
_IBAN_LENGTH = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VG": 24, "XK": 20,
}  # fmt: skip
# A cheap look before the expressions: nearly no line of notes gets past it.
_TOKEN_STARTS = (
    "AKIA", "ASIA", "AROA", "AIDA", "gh", "glpat-", "npm_", "pypi-", "xox", "xapp-", "sk-", "k_live_",
    "k_test_", "whsec_", "AIza", "ya29.", "GOCSPX-", "SG.", "key-", "dop_v1_", "hvs.", "hf_", "dckr_pat_",
    "AGE-SECRET",
    "PMAK-", "NRAK-", "eyJ",
)  # fmt: skip
_NAMES = ("pass", "pwd", "secret", "token", "key", "credential", "pin", "otp")
_LONG_WORD = lazy(r"[A-Za-z0-9_\-.]{16}")
_LONG_NUMBER = lazy(r"\d[\d ()./\-]{6}")


def find_secrets(text: str) -> list[Sensitive]:
    """Return keys, tokens, passwords and signed addresses in `text`, in order, without overlaps."""
    found: list[Sensitive] = []
    lower = text.lower()
    if _LONG_WORD.search(text):
        if any(start in text for start in _TOKEN_STARTS):
            found += [Sensitive("token", *match.span()) for match in _VENDOR_TOKENS.finditer(text)]
        if "earer " in text or "asic " in text or "oken " in text:
            found += [
                Sensitive("token", *match.span(1))
                for match in _AUTH_HEADER.finditer(text)
                if _mixed(match[1])
            ]
    if "://" in text:
        found += [Sensitive("secret", *match.span()) for match in _WEBHOOK.finditer(text)]
        found += [Sensitive("secret", *match.span(1)) for match in _URL_PASSWORD.finditer(text)]
        found += [Sensitive("secret", *match.span(1)) for match in _URL_SIGNATURE.finditer(text)]
    if any(name in lower for name in _NAMES):
        found += [
            Sensitive("secret", *match.span("value")) for match in _NAMED.finditer(text) if _is_value(match)
        ]
    if "PRIVATE KEY-----" in text:
        found += [Sensitive("secret", *match.span()) for match in _PRIVATE_KEY.finditer(text)]
    return _without_overlaps(found)


def find_personal_data(text: str) -> list[Sensitive]:
    """Return e-mail addresses, phone, card and account numbers in `text`, in order, without overlaps.

    Cards must pass the Luhn checksum, IBANs mod-97; a phone number needs a leading + or a word such as
    "call" before it, so that ids, counts and times stay.
    """
    found: list[Sensitive] = []
    if "@" in text:
        found += [Sensitive("email", *match.span()) for match in _EMAIL.finditer(text)]
    if not _LONG_NUMBER.search(text):
        return found
    found += [Sensitive("iban", *match.span()) for match in _IBAN.finditer(text) if _is_iban(match[0])]
    found += [Sensitive("national_id", *match.span()) for match in _SSN.finditer(text)]
    for match in _DIGIT_RUN.finditer(text):
        kind = _number_kind(text, match)
        if kind:
            found.append(Sensitive(kind, match.start(), match.end()))
    return _without_overlaps(found)


def redact(text: str, found: Iterable[Sensitive]) -> str:
    """Return `text` with every span of `found` (in order, no overlaps) replaced by its tag."""
    parts: list[str] = []
    position = 0
    for item in found:
        parts += (text[position : item.start], item.tag)
        position = item.end
    parts.append(text[position:])
    return "".join(parts)


def find_all(text: str) -> list[Sensitive]:
    """Return secrets and personal data together, in order; where they overlap the secret wins."""
    return _without_overlaps([*find_secrets(text), *find_personal_data(text)])


def _without_overlaps(found: list[Sensitive]) -> list[Sensitive]:
    kept: list[Sensitive] = []
    for item in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _mixed(value: str) -> bool:
    """Say whether `value` holds a digit and a letter: "Bearer authentication-middleware" is prose."""
    return any(c.isdigit() for c in value) and any(c.isalpha() for c in value)


def _is_value(match: re.Match[str]) -> bool:
    """Tell `password=hunter2` from "the token: expired" and "password is wrong"."""
    value = match["value"].strip(".")
    if value.lower().strip(".,:!?") in _NOT_VALUES or value[:1] in "[<${(*" or len(value) < 3:
        return False
    spoken = match["sep"].strip().lower() in ("is", "was", "is now", ":")
    if match["quote"] or not spoken:
        return len(set(value)) > 1
    has_digit = any(c.isdigit() for c in value)
    has_symbol = any(not c.isalnum() and c not in ".-_/'\u2019" for c in value)
    name = match["name"].lower()
    if name in ("pin", "otp"):
        return value.isdigit() and 4 <= len(value) <= 8
    if len(value) < (4 if "pass" in name or "pwd" in name else 8):
        return False  # "token: bucket-7"
    if value[:1].isdigit() and value.rstrip("smhd%").isdigit():
        return False  # "token: 30s"
    return has_digit or has_symbol


def _number_kind(text: str, match: re.Match[str]) -> str:
    run = match[0]
    digits = "".join(c for c in run if c.isdigit())
    if 13 <= len(digits) <= 19 and digits[0] in "3456" and _luhn(digits) and _card_grouping(run):
        return "card"
    if _DATE_LIKE.match(run) or not 8 <= len(digits) <= 15:
        return ""
    if run.startswith("+") and digits[0] != "0":
        return "phone"
    if "." in run and run.count(".") == 3 and run.replace(".", "").isdigit():
        return ""  # an IP address
    cued = _PHONE_CUE.search(text[max(0, match.start() - 40) : match.start()])
    return "phone" if cued and (run[0] in "0(" or any(c in " -/.(" for c in run)) else ""


def _card_grouping(run: str) -> bool:
    groups = re.split(r"[ \-]", run.strip())
    return len(groups) == 1 or [len(group) for group in groups] in ([4, 4, 4, 4], [4, 6, 5], [4, 4, 4, 4, 3])


def _luhn(digits: str) -> bool:
    """Check the card checksum (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_iban(written: str) -> bool:
    """Check country length and mod-97 (ISO 13616)."""
    code = written.replace(" ", "")
    if _IBAN_LENGTH.get(code[:2]) != len(code):
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1
