"""An approved text as an HTML page for mail readers: the same words, nothing fetched or run."""

import html

STYLE = "font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;max-width:40em;margin:1em"


def page(title: str, text: str) -> str:
    """Return a whole page. Blank lines part paragraphs, single line breaks stay; no word is changed."""
    paragraphs = "".join(
        f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n") if part.strip()
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'</head><body><div style="{STYLE}">{paragraphs}</div></body></html>'
    )
