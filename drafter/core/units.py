"""How channels count a text: words, characters, X's weighted length, SMS septets. Standard library only."""

import re
from collections.abc import Callable

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:/[^\s<>\"']*)?", re.I
)
URL_WEIGHT = 23  # every link is shortened to 23 characters (X developer documentation, "Counting characters")
# Code points that weigh one; all others weigh two (twitter-text configuration v3).
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_JOINERS = frozenset({0x200D, 0xFE0F, 0xFE0E, 0x20E3, *range(0x1F3FB, 0x1F400)})

# GSM 03.38 / 3GPP TS 23.038: the basic alphabet takes one septet, the extension table two.
_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("\f^{}\\[~]|€")
_WORD = re.compile(r"\S*\w\S*")


def words(text: str) -> int:
    """Return the number of words: runs without white space that hold a letter or digit."""
    return len(_WORD.findall(text))


def characters(text: str) -> int:
    """Return the number of code points."""
    return len(text)


def weighted(text: str) -> int:
    """Return the length as X counts it: links 23, most letters 1, wide signs and emoji 2."""
    total, at = 0, 0
    for match in _URL.finditer(text):
        total += _weight(text[at : match.start()]) + URL_WEIGHT
        at = match.end()
    return total + _weight(text[at:])


def _weight(text: str) -> int:
    if text.isascii():
        return len(text)
    total, joined = 0, False
    for char in text:
        code = ord(char)
        if code in _JOINERS and total:
            joined = code == 0x200D
            continue
        if joined:
            joined = False
            continue
        total += 1 if any(low <= code <= high for low, high in _LIGHT) else 2
    return total


def gsm7_septets(text: str) -> int | None:
    """Return the septets of an SMS in the GSM alphabet; None when a character is outside it."""
    total = 0
    for char in text:
        if char in _GSM_BASIC:
            total += 1
        elif char in _GSM_EXTENSION:
            total += 2
        else:
            return None
    return total


def gsm7(text: str) -> int:
    """Return the room a text takes in an SMS, in septets: 160 fit into one.

    A text with a character outside the GSM alphabet is sent in 16-bit units, of which 70 fit.
    """
    septets = gsm7_septets(text)
    if septets is not None:
        return septets
    wide = len(text.encode("utf-16-le")) // 2
    return -(-wide * 16 // 7)


UNIT_NAMES = {  # as people read them beside a limit
    "words": "words",
    "characters": "characters",
    "weighted": "characters as X counts them",
    "gsm7": "SMS characters",
}
_COUNT: dict[str, Callable[[str], int]] = {
    "words": words,
    "characters": characters,
    "weighted": weighted,
    "gsm7": gsm7,
}


def count_units(text: str, unit: str) -> int:
    """Return the length of `text` in words, characters, weighted or gsm7. KeyError for another unit."""
    return _COUNT[unit](text)
