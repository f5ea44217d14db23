"""Documents people hand in whole: Markdown, HTML, Word, PDF and plain text in, Markdown text out.

Word and HTML become Markdown, a PDF its lines; spans anywhere else are code points of that text. Readers of
Word, HTML and PDF come with the extra `import` and are loaded only when such a file arrives.
"""

import io
import logging
import re
import zipfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, Literal

from drafter.core.hidden import strip_hidden
from drafter.errors import InputError, TooLarge
from drafter.intake.bytes import decode

Format = Literal["markdown", "html", "docx", "pdf", "text"]
SUFFIXES: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".qmd": "markdown",
    ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf", ".txt": "text", ".text": "text",
}  # fmt: skip
MAX_BYTES = 20_000_000
MAX_CHARS = 2_000_000
MAX_PAGES = 500
_UNPACKED = 100_000_000  # bytes a Word file may unpack to: its XML is small, a bomb is not
_HTML_START = re.compile(r"\s*(?:<!doctype html|<html\b|<head\b|<body\b)", re.IGNORECASE)
_FRONT = re.compile(r"\A---[ \t]*\n(?P<rows>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_ROW = re.compile(r"^(?P<key>[A-Za-z_]+):[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as Markdown. `body` is the offset at which the text begins, after any front matter."""

    name: str
    format: Format
    text: str
    body: int = 0
    title: str = ""
    date: str = ""
    organisation: str = ""


def read_document(source: str | bytes, *, name: str = "document") -> SourceDocument:
    """Return the document in `source`; the format is told by its first bytes, then by the name's ending.

    Raises TooLarge over a limit; InputError for what cannot be read, or when the extra `import` is missing.
    """
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise TooLarge(
            f"The document has {size:,} bytes; the limit is {MAX_BYTES:,}.",
            remedy="Hand in the report without its attachments.",
            where=name,
        )
    form = _format(source, name)
    if form == "docx":
        text = _word(_as_bytes(source), name)
    elif form == "pdf":
        text = _pdf(_as_bytes(source), name)
    else:
        text = decode(source, name=name, max_bytes=MAX_BYTES)
        if form == "html":
            text = _markdown(text, name)
    text = "\n".join(strip_hidden(line).replace("\u00a0", " ") for line in text.split("\n"))
    if len(text) > MAX_CHARS:
        raise TooLarge(
            f"The document has {len(text):,} characters; the limit is {MAX_CHARS:,}.",
            remedy="Hand in the report without logs and attachments.",
            where=name,
        )
    if not text.strip():
        raise InputError(
            "The document holds no text.",
            remedy="Is it a scan? Hand in a version whose text can be selected.",
            where=name,
        )
    return _with_front_matter(name, form, text)


def _format(source: str | bytes, name: str) -> Format:
    head = source[:400] if isinstance(source, str) else source[:400].decode("latin-1")
    if head.startswith("%PDF"):
        return "pdf"
    if head.startswith("PK\x03\x04"):
        return "docx"
    by_name = SUFFIXES.get(PurePath(name).suffix.lower(), "markdown")
    if _HTML_START.match(head.removeprefix("\ufeff").removeprefix("ï»¿")):
        return "html"
    return "markdown" if by_name in ("docx", "pdf") else by_name


def _as_bytes(source: str | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.encode("latin-1", "replace")


def _need(module: str, what: str, name: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise InputError(
            f"Reading {what} needs a part that is not installed.",
            remedy="Install it with: pip install 'drafter[import]', or hand in Markdown.",
            where=name,
        ) from None


def _word(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
    except zipfile.BadZipFile:
        raise _unreadable("Word file", name) from None
    if not any(one.filename == "word/document.xml" for one in files):
        raise InputError(
            "The file is a zip archive, not a Word document.", remedy="Hand in the files in it.", where=name
        )
    unpacked = sum(one.file_size for one in files)
    if unpacked > _UNPACKED:
        raise TooLarge(
            f"The Word file unpacks to {unpacked:,} bytes; the limit is {_UNPACKED:,}.",
            remedy="Take the pictures out of it.",
            where=name,
        )
    mammoth = _need("mammoth", "a Word file", name)
    try:
        html = mammoth.convert_to_html(io.BytesIO(data)).value
    except Exception:  # the library raises whatever its XML reader met
        raise _unreadable("Word file", name) from None
    return _markdown(html, name)


def _markdown(html: str, name: str) -> str:
    converter = _need("markdownify", "HTML", name)
    soup_of = _need("bs4", "HTML", name)
    try:
        soup = soup_of.BeautifulSoup(html, "html.parser")
        for part in soup(["script", "style", "template", "noscript", "head", "nav"]):
            part.decompose()
        text: str = converter.MarkdownConverter(heading_style="ATX", bullets="-").convert_soup(soup)
    except RecursionError:
        raise InputError(
            "The HTML is nested too deeply to be read.", remedy="Hand in the report's text.", where=name
        ) from None
    return _BLANK_LINES.sub("\n\n", text)


def _pdf(data: bytes, name: str) -> str:
    pypdf = _need("pypdf", "a PDF", name)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said below, once
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if len(reader.pages) > MAX_PAGES:
            raise TooLarge(
                f"The PDF has {len(reader.pages):,} pages; the limit is {MAX_PAGES}.",
                remedy="Hand in the pages of the report.",
                where=name,
            )
        pages = [page.extract_text() for page in reader.pages]
    except TooLarge:
        raise
    except Exception:  # damaged files make the library raise many kinds
        raise _unreadable("PDF", name) from None
    return "\n\n".join(pages)


def _unreadable(what: str, name: str) -> InputError:
    return InputError(
        f"The {what} is damaged or locked.", remedy="Open it, save it anew without a password.", where=name
    )


def _with_front_matter(name: str, form: Format, text: str) -> SourceDocument:
    match = _FRONT.match(text)
    if match is None:
        return SourceDocument(name, form, text)
    rows = {row["key"].lower(): row["value"].strip("\"'") for row in _FRONT_ROW.finditer(match["rows"])}
    return SourceDocument(
        name,
        form,
        text,
        match.end(),
        rows.get("title", ""),
        rows.get("date", ""),
        rows.get("organisation", ""),
    )
