"""From bytes to text: UTF-8 or UTF-16 with a byte order mark, nothing guessed."""

import codecs

from drafter.errors import InputError, TooLarge

_BINARY_STARTS = {
    b"PK\x03\x04": "a zip archive (or a Word, Excel or LibreOffice file)",
    b"%PDF": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
}
_SAVE_AS = "Save it as plain text in UTF-8 and hand it in again."


def decode(source: str | bytes, *, name: str, max_bytes: int) -> str:
    """Return the text of `source` with line ends as "\\n" and without a byte order mark.

    Raises TooLarge over `max_bytes`, InputError for anything that is not text; the message says what the
    file seems to be.
    """
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise TooLarge(
            f"The file has {size:,} bytes; the limit is {max_bytes:,}.",
            remedy="Hand in the part that belongs to this incident.",
            where=name,
        )
    text = source if isinstance(source, str) else _decode_bytes(source, name)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(
            "There is a zero byte, so this is not plain text.", remedy=_SAVE_AS, where=f"{name} line {line}"
        )
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_bytes(source: bytes, name: str) -> str:
    for start, what in _BINARY_STARTS.items():
        if source.startswith(start):
            raise InputError(f"The file is {what}, not plain text.", remedy=_SAVE_AS, where=name)
    if source.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _strict(source, "utf-32", name)
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(source, "utf-16", name)
    return _strict(source, "utf-8", name)


def _strict(source: bytes, encoding: str, name: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        if b"\0" in source:
            what = "The file holds zero bytes: it is binary, or UTF-16 without a byte order mark."
        else:
            what = (
                f"Byte 0x{source[error.start]:02X} (number {error.start + 1} of the file)"
                f" is not {encoding.upper()}; the file may be in Windows-1252 or Latin-1."
            )
        raise InputError(what, remedy=_SAVE_AS, where=f"{name} line {line}") from None
