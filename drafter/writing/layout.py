"""How sentences become one text, where each of them stands in it, and the clock time of the next update."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from drafter.core.audience import Audience
from drafter.core.draft import NEXT_UPDATE, Draft, Sentence
from drafter.writing.clock import Clock
from drafter.writing.data_files import load_toml


@cache
def _styles() -> dict[str, dict[str, str]]:
    styles: dict[str, dict[str, str]] = load_toml("layout.toml")
    return styles


def render(sentences: Sequence[Sentence], audience: Audience) -> str:
    """Return the text: sections under their headings, paragraphs apart, sentences in order.

    A sentence is never changed, so each stands in the text exactly as it is.
    """
    style = _styles().get(audience.id, _styles()["default"])
    blocks: list[str] = []
    current: list[str] = []
    section: str | None = None
    paragraph: int | None = None
    for sentence in sentences:
        if sentence.section != section or sentence.paragraph != paragraph:
            _close(blocks, current)
            current = []
        if sentence.section != section and sentence.section:
            blocks.append(style["heading"].replace("{}", sentence.section))
        item = "- {}" if sentence.section == style.get("listed", "-") else style["item"]
        if sentence.section and item:
            blocks.append(item.replace("{}", sentence.text))
        else:
            current.append(sentence.text)
        section, paragraph = sentence.section, sentence.paragraph
    _close(blocks, current)
    return _spaced(blocks, style)


def _close(blocks: list[str], sentences: Sequence[str]) -> None:
    if sentences:
        blocks.append(" ".join(sentences))


def _spaced(blocks: Sequence[str], style: dict[str, str]) -> str:
    heading = style["heading"].split("{}")
    item = style["item"].split("{}")[0] or ("- " if "listed" in style else "")
    text = ""
    before = ""
    for block in blocks:
        is_item = bool(item) and block.startswith(item)
        after_heading = before == "heading"
        gap = "\n" if (is_item and before in ("item", "heading")) or after_heading else "\n\n"
        text += (gap if text else "") + block
        is_heading = (
            len(heading) == 2 and block.startswith(heading[0]) and block.endswith(heading[1]) and not is_item
        )
        before = "heading" if is_heading and (heading[0] or heading[1]) else "item" if is_item else "text"
    return text


def sentence_spans(draft: Draft) -> list[tuple[int, int]]:
    """Return where each sentence stands in the draft's text, half-open, in the order of the sentences.

    A sentence that is not in the text (edited away) has the empty span (0, 0).
    """
    spans: list[tuple[int, int]] = []
    position = 0
    for sentence in draft.sentences:
        start = draft.text.find(sentence.text, position)
        if start < 0:
            start = draft.text.find(sentence.text)
        if start < 0:
            spans.append((0, 0))
            continue
        spans.append((start, start + len(sentence.text)))
        position = start + len(sentence.text)
    return spans


def fill_next_update(
    text: str, at: datetime | None, zone: str, *, written: str = "", twelve_hour: bool | None = None,
    as_of: datetime | None = None,
) -> str:  # fmt: skip
    """Put the clock time of the next update, with its zone, where the placeholder stands.

    `zone` is an IANA name or fixed offset, `written` what people call it. The style of the hour follows the
    times already in the text unless `twelve_hour` says. With `at` None the placeholder stays.
    """
    if at is None or NEXT_UPDATE not in text:
        return text
    if twelve_hour is None:
        twelve_hour = bool(re.search(r"\d\s[AP]M\b", text))
    clock = Clock(zone, written, as_of=as_of or at, twelve_hour=twelve_hour)
    return text.replace(NEXT_UPDATE, clock.moment(at))
