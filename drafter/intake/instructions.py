"""Lines that give orders to a machine reading the notes: found in general forms, also when disguised.

A flagged line is shown to the liaison and is never evidence; so a miss costs more than a false alarm, but an
order from one person to another ("support: tell customers to reload") must stay a note.
"""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from drafter.core.hidden import hidden_message, strip_hidden
from drafter.core.memory import remembered
from drafter.intake.words import word_rows

_BASE64 = re.compile(r"(?<![\w+/=.\-])[A-Za-z0-9+/_\-]{24,4000}={0,2}(?![\w+/=])")
_HEX = re.compile(r"(?<![\w])(?:0x)?(?:[0-9a-fA-F]{2}[ :]?){16,2000}(?![\w])")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){4}|(?:%20\w+){3}")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]{2,5};){4,}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|&#x([0-9a-fA-F]{2,5});|&#(\d{2,6});")
_SPACED = re.compile(r"(?<!\w)(?:\w[ ._\-*]){5,200}\w(?!\w)")
_COMMENT = re.compile(r"<!--(.{1,2000}?)-->", re.DOTALL)
_LEET = str.maketrans("013457@$!|", "oieastasil")
_MIXED_WORD = re.compile(r"(?<!\w)(?=\w*[a-z])(?=\w*[013457@$!|])[\w@$!|]{4,20}")
# Letters of other scripts that look Latin; folding them undoes a common disguise.
_LOOKALIKES = str.maketrans("аеорсухіјѕһοαρτυνκι", "aeopcyxijshoaptuvki")


@dataclass(frozen=True, slots=True)
class _Order:
    weight: int
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _known_orders() -> dict[str, tuple[_Order, ...]]:
    """Return the orders by the pieces of text that each needs."""
    lists: dict[str, str] = {}
    by_piece: dict[str, list[_Order]] = {}
    for row in word_rows("orders.tsv", "any"):
        if row[0].startswith("@"):
            lists[row[0][1:]] = row[1]
            continue
        pattern = re.sub(r"\{([A-Z]+)\}", lambda match: lists[match[1]], row[2])
        order = _Order(int(row[0]), re.compile(pattern))
        for piece in row[1].split(" "):
            by_piece.setdefault(piece.replace("_", " "), []).append(order)
    return {piece: tuple(orders) for piece, orders in by_piece.items()}


@remembered
def gives_orders(text: str) -> bool:
    """Say whether `text` tries to instruct a machine: in plain words, encoded, spelled out, or hidden."""
    if _orders(text) or _orders(hidden_message(text)):
        return True
    return any(_orders(decoded) for decoded in _decodings(strip_hidden(text)))


def _orders(text: str) -> bool:
    if not text.strip():
        return False
    folded = _fold(text)
    if _weigh(folded):
        return True
    # A Cyrillic or Greek letter in a Latin word is a disguise; in a Russian sentence it is a letter.
    return not folded.isascii() and _weigh(folded.translate(_LOOKALIKES))


def _weigh(folded: str) -> bool:
    weight = 0
    tried: set[int] = set()
    for piece, orders in _known_orders().items():
        if piece not in folded:
            continue
        for order in orders:
            if id(order) in tried:
                continue
            tried.add(id(order))
            if order.pattern.search(folded):
                weight += 3 if order.weight == 2 else 1
                if weight >= 3:
                    return True
    return False


def _fold(text: str) -> str:
    """Return `text` lower case, one form per letter, single spaces."""
    text = strip_hidden(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.lower().replace("\u2019", "'").split())


def _decodings(text: str) -> list[str]:
    """Return what encoded parts of `text` say, as far as they decode to words."""
    found = [match[1] for match in _COMMENT.finditer(text)] if "<!--" in text else []
    for match in _BASE64.finditer(text):
        found += _decoded_bytes(match[0], _from_base64)
    for match in _HEX.finditer(text):
        found += _decoded_bytes(match[0], _from_hex)
    if _PERCENT.search(text):
        found.append(unquote(text, errors="replace"))
    if _ESCAPES.search(text):
        found.append(_ESCAPE.sub(_unescape, text))
    if _SPACED.search(text):
        found.append(_close_up(text))
    if _MIXED_WORD.search(text.lower()):
        found.append(_MIXED_WORD.sub(lambda match: match[0].translate(_LEET), text.lower()))
    if "rot13" in text.lower() or "vtaber" in text.lower() or "flfgrz" in text.lower():
        found.append(codecs.decode(text, "rot13"))
    if "erongi" in text.lower() or "snoitcurtsni" in text.lower():
        found.append(text[::-1])
    return found


def _unescape(match: re.Match[str]) -> str:
    code = int(match[4]) if match[4] else int(match[1] or match[2] or match[3], 16)
    return chr(code) if code < 0x110000 else ""


def _close_up(text: str) -> str:
    """Turn "i g n o r e   a l l" into "ignore all": single gaps close, wider gaps stay as spaces."""
    parts = re.split(r"\s{2,}|(?<=\w)\s*/\s*(?=\w)", text)
    return " ".join(_SPACED.sub(lambda match: re.sub(r"[ ._\-*]", "", match[0]), part) for part in parts)


def _from_base64(written: str) -> bytes:
    padded = written.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(padded + "=" * (-len(padded) % 4))


def _from_hex(written: str) -> bytes:
    return bytes.fromhex(re.sub(r"[ :]|0x", "", written))


def _decoded_bytes(written: str, decode: Callable[[str], bytes]) -> list[str]:
    try:
        text = decode(written).decode("utf-8")
    except (ValueError, binascii.Error):
        return []
    return [text] if text.isprintable() or "\n" in text else []
