"""STR017 link-text-vague: a link that says "here", "this link" or shows a bare address."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

LINK = Pattern(
    r"\[(?P<words>(?:at|on|under|via|using|in) (?:this|the following|the) (?:link|page|address|url|site)|"
    r"(?:full |more )?(?:information|info|details)|continue reading|continue|the following link|website|page|"
    r"see (?:more|details|this)|(?:find )?(?:out|read) more(?: here)?|here|click here|this link|link|this|"
    r"read more|more|this page|see here|go here|learn "
    r"more|details|follow this link|tap here|press here)\]\(",
    any_of=("](",),
    flags=re.IGNORECASE,
)
ANCHOR = Pattern(
    r"<a\s[^<>]{0,300}>\s{0,5}(?P<words>here|click here|this link|link|this|read more|more|this page|"
    r"see here|learn more)\s{0,5}</a>",
    any_of=("<a ",),
    flags=re.IGNORECASE,
)
CLICK = Pattern(
    r"\bclick (?:here|on this link|this link)\b|\bfollow this link\b", any_of=("click", "follow this")
)
BARE = Pattern(r"https?://[^\s<>()]{4,300}", any_of=("://",))
PLAIN_CHANNELS = frozenset({"sms", "social", "x", "twitter", "chat", "slack", "push", "mastodon"})

NOT_BEFORE = frozenset("[(<\"'=/_")
CLICK_WORDS = frozenset({"click", "follow"})


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each link whose words do not say where it goes."""
    text, lower = document.text, document.text_lower
    for pattern, opener in ((LINK, "["), (ANCHOR, "<a ")):
        if pattern.possible(lower):
            for match in _opened(pattern, text, lower, opener):
                yield Hit(
                    *match.span("words"),
                    f"The link says {match['words']!r}. Name what is behind it: '[our status page](...)'.",
                )
    for match in CLICK.near(document, CLICK_WORDS, before=0, after=24):
        yield Hit(
            match.start(),
            match.end(),
            f"{text[match.start() : match.end()]!r} says nothing about the page. Name what is behind "
            f"the link.",
        )
    marked_up = "](" in text or "<a " in lower or bool(document.headings)
    if marked_up and context.channel not in PLAIN_CHANNELS and context.audience not in PLAIN_CHANNELS:
        for match in BARE.finditer(document.text):
            before = text[match.start() - 1 : match.start()]
            if not before.isalnum() and before not in NOT_BEFORE:
                yield Hit(
                    match.start(),
                    match.end(),
                    "A bare address is hard to read. Put it behind words: '[our status page](...)'.",
                )


def _opened(pattern: Pattern, text: str, lower: str, opener: str) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at each place of `opener`."""
    at = lower.find(opener)
    while at != -1:
        match = pattern.regex.match(text, at)
        if match is not None:
            yield match
        at = lower.find(opener, at + 1)


RULE = Rule(
    code="STR017",
    name="link-text-vague",
    severity="info",
    audiences="CP",
    kind="pattern",
    summary="link text is 'here', 'click here', 'this link' or a bare URL",
    why="People who scan a page, or hear it read out, see the link words alone.",
    source="plainlanguage.gov, write effective links; Vale Microsoft style, URLFormat",
    check=check,
    flags=(
        "Read the [details](https://status.example.com/4) today.",
        "To reset your password, click here.",
        '<p>Times are <a href="https://example.com/times">here</a>.</p>',
    ),
    passes=(
        "Times: https://status.example.com/4",
        "See [the times of all trains](https://example.com/times).",
        "Here is what we know.",
    ),
)
