"""STR016 placeholder-left: slots, TODO, TBD, XX or empty brackets remain in the text."""

import re
from collections.abc import Iterator

from drafter.checks.lint.markup import HIDDEN
from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule
from drafter.core.patterns import lazy

SLOTS = {  # by the sign that opens the slot
    "{": Pattern(r"\{\{[^{}\n]{0,60}\}\}|(?<![\w{$])\{[A-Za-z][\w .-]{0,30}\}(?!\})"),
    "$": Pattern(r"\$\{[^{}\n]{0,60}\}"),
    "%": Pattern(r"%%[A-Za-z_]{2,30}%%"),
    "<": Pattern(
        r"<%[^%\n]{0,60}%>|<(?:insert|your|add|product|service|time|date|name|region|component|number|customer|"
        r"x+|placeholder|link|enter)[^<>\n]{0,50}>",
        flags=re.IGNORECASE,
    ),
    "[": Pattern(
        r"\[(?:[A-Z][A-Z0-9 _/-]{1,40}|insert[^\]\n]{0,60}|your [^\]\n]{0,40}|add [^\]\n]{0,60}|tbd|todo|"
        r"tbc|xx+|\.{2,}|_{2,}|name|time|date|product|service|region|"
        r"component|link|url|number|customer|zone|team|status|impact|symptom|describe[^\]\n]{0,60}|"
        r"fill[^\]\n]{0,60}|enter[^\]\n]{0,60})\](?!\(|\[|:)|\[\s{0,5}\](?!\s*\w)",
        flags=re.IGNORECASE,
    ),
    "(": Pattern(r"\(\s{0,5}\)"),
    "_": Pattern(r"_{2,}:_{2,}|_{4,}"),
}
OPENER = lazy(r"\{|\$(?=\{)|<|%(?=%)|\[|\((?=[ )])|_(?=___|_+:)")
MARKS = Pattern(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+|XX|T\.B\.D|YYYY|HH:MM|XX:XX|DD/MM|MM/DD|lorem ipsum|placeholder "
    r"text|ETA: ?\?+)\b|XX:XX"
)

MARK_WORDS = frozenset(
    {
        "todo",
        "fixme",
        "tbd",
        "tbc",
        "xx",
        "xxx",
        "xxxx",
        "b",
        "yyyy",
        "hh",
        "dd",
        "lorem",
        "placeholder",
        "eta",
    }
)
QUERY = lazy(r"\?{3,9}")
CHOICE = lazy(r"\b(?:select|selecting|choose|choosing|open|pick|use) (?:the )?$")
KEY = lazy(r"\b(?:press|pressing|hit|tap|tapping|click|clicking|push|key|button) (?:the )?$")


ANGLED = lazy(r"<(?<!\w<)([A-Za-z][A-Za-z0-9_-]{0,20})((?: [A-Za-z0-9_-]{1,20}){0,4})>")
COMMAND = lazy(
    r"(?<![\w-])(?:kubectl|docker|git|ssh|scp|rsync|curl|npm|pip|helm|aws|gcloud|az|sudo|terraform|systemctl|psql)"
    r" [^.!?\n]{0,60}$"
)
ELEMENTS = words(  # what a browser takes for markup, so no slot
    "a abbr address area article aside audio b bdi bdo blockquote body br button canvas caption center cite "
    "code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure "
    "font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend "
    "li link main map mark menu meta meter nav noscript object ol optgroup option output p picture pre "
    "progress q s samp script section select slot small source span strong style sub summary sup svg table "
    "tbody td template textarea tfoot th thead time title tr track u ul var video wbr"
)
LONE = words("address data label link map meter object output summary time title")  # slots, if never closed


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each slot left open, except the ones the tool itself fills."""
    text = document.visible
    allowed = set(context.option("STR016", "allow"))
    last = -1
    for opener in OPENER.finditer(text):
        at = opener.start()
        match = SLOTS[opener[0]].regex.match(text, at) if at >= last else None
        if match is None:
            continue
        last = match.end()
        slot = match[0]
        if KEY.search(document.visible_lower, max(0, at - 20), at):
            continue  # "press [Enter]" names a key
        if (
            slot[1:2].isupper()
            and not slot.isupper()
            and CHOICE.search(document.visible_lower, max(0, at - 20), at)
        ):
            continue  # "select [Export]" names a button
        if slot in allowed or (slot[0] == "[" and slot[1:-1].isupper() is False and _is_sentence(slot)):
            continue
        yield Hit(at, last, f"{slot!r} is a slot nobody filled. Write the fact, or take the sentence out.")
    if "<" in document.text:
        yield from _angled(document, allowed)
    for match in MARKS.near(document, MARK_WORDS, text, before=12, after=24):
        if match[0] not in allowed:
            yield _note(match)
    if "???" in text:
        for match in QUERY.finditer(text):
            yield _note(match)


def _angled(document: Document, allowed: set[str]) -> Iterator[Hit]:
    """Yield each slot in angle brackets that a page would swallow as a tag: "<name>", "<START TIME>"."""
    for match in ANGLED.finditer(document.text):
        start, end = match.span()
        name = match[1].lower()
        known = name in ELEMENTS and (match[2] == "" or not match[0].isupper())
        if match[0] in allowed or (known and name not in LONE) or f"</{name}" in document.text_lower:
            continue
        if document.visible[start] == "<" or HIDDEN in document.prose[start:end]:
            continue  # told above, or a command in code
        if KEY.search(document.text_lower, max(0, start - 20), start):
            continue
        if COMMAND.search(document.text_lower, max(0, start - 80), start):
            continue  # "kubectl drain <node>" tells how a command goes
        if any(block.kind == "code" and block.start <= start < block.end for block in document.blocks):
            continue
        yield Hit(
            start, end, f"{match[0]!r} is a slot nobody filled. Write the fact, or take the sentence out."
        )


def _note(match: re.Match[str]) -> Hit:
    words = f"{match[0]!r} is a note to yourself. Write the fact, or take the sentence out."
    return Hit(match.start(), match.end(), words)


def _is_sentence(words: str) -> bool:
    """Say whether a bracket holds an aside such as [editor's note] instead of a slot."""
    return len(words.split()) > 6


RULE = Rule(
    code="STR016",
    name="placeholder-left",
    severity="block",
    audiences="CSXEP",
    kind="pattern",
    languages=(),
    summary="template slots, TODO, TBD, XX or empty brackets remain",
    why="Nothing shows more plainly that nobody read the text before it went out.",
    source=(
        "textlint no-todo; proselint annotations; Customer Support Leaders, episode 276 (fill-in templates)"
    ),
    check=check,
    options=(Option("allow", ["{{next_update}}"], "slots that a later step fills"),),
    flags=(
        "Sign-in fails for [NUMBER] customers.",
        "Next update at XX:XX UTC.",
        "<insert region> is slow. TODO: add the start time.",
    ),
    passes=(
        "See [our status page](https://status.example.com) and the note[^1].",
        "Next update by {{next_update}}.",
        "About 40 customers (all in Spain) cannot sign in.",
    ),
)
