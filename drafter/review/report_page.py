"""The review as one HTML page, to print or to mail: the picture first, then the text."""

from html import escape
from importlib.resources import files

from markdown_it import MarkdownIt

from drafter.review.picture import svg
from drafter.review.report import Report
from drafter.review.report_text import markdown


def page(report: Report) -> str:
    """Return the page. Tags that people wrote stay text; nothing is fetched from anywhere."""
    style = (files("drafter.review") / "data" / "page.css").read_text(encoding="utf-8")
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown(report))
    head, rule, rest = body.partition("</h1>")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(report.title)}</title><style>{style}</style></head>"
        f"<body>{head}{rule}{svg(report)}{rest}</body></html>\n"
    )
