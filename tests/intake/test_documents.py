"""Reports come as Markdown, HTML, Word, PDF and plain text; what cannot be read says what to do."""

import io
import zipfile

import pytest

from drafter.errors import InputError, TooLarge
from drafter.intake import documents
from drafter.intake.documents import read_document

HTML = (
    "<!doctype html><html><head><title>x</title><script>bad()</script></head><body><h2>Impact</h2>"
    "<p>Users &amp; more could not pay.</p></body></html>"
)


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MEDIA = "application/vnd.openxmlformats"


def word(body):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="{MEDIA}-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MEDIA}-officedocument'
            '.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship'
            ' Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"{body}</w:body></w:document>",
        )
    return packed.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(text):
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, one in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    table = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


@pytest.mark.parametrize(
    ("source", "name", "form"),
    [
        ("## Impact\n\nUsers could not pay.", "r.md", "markdown"),
        (HTML, "r", "html"),
        (word(paragraph("Users could not pay.")), "r.docx", "docx"),
        (pdf("Users could not pay."), "r.pdf", "pdf"),
        ("Users could not pay.", "r.txt", "text"),
    ],
)
def test_each_form_gives_its_words(source, name, form):
    read = read_document(source, name=name)

    assert read.format == form
    assert "could not pay" in read.text


def test_html_keeps_headings_and_drops_what_runs():
    read = read_document(HTML, name="r.html")

    assert "## Impact" in read.text
    assert "bad()" not in read.text
    assert "Users & more" in read.text


def test_front_matter_gives_title_date_and_organisation():
    read = read_document('---\ntitle: "A"\ndate: 2026-05-04\norganisation: Shop\n---\nBody.\n', name="r.md")

    assert (read.title, read.date, read.organisation) == ("A", "2026-05-04", "Shop")
    assert read.text[read.body :] == "Body.\n"


@pytest.mark.parametrize(
    ("source", "name", "said"),
    [
        (b"", "r.md", "no text"),
        (b"PK\x03\x04 broken", "r.docx", "damaged"),
        (b"%PDF-1.4 broken", "r.pdf", "damaged"),
        (b"\x89PNG\r\n", "r.md", "PNG"),
    ],
)
def test_what_cannot_be_read_says_so(source, name, said):
    with pytest.raises(InputError, match=said):
        read_document(source, name=name)


def test_a_zip_that_is_no_word_file_is_named():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(InputError, match="not a Word document"):
        read_document(packed.getvalue(), name="r.docx")


def test_limits_are_named(monkeypatch):
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    with pytest.raises(TooLarge, match="limit is 10"):
        read_document("x" * 11, name="r.md")


def test_a_word_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "_UNPACKED", 1_000)
    with pytest.raises(TooLarge, match="unpacks to"):
        read_document(word(paragraph("x" * 2_000)), name="r.docx")
