"""TON008 emoji: emoji or emoticons in a text for customers, executives or review readers."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule

EMOJI = Pattern(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u26ff\u2700-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23f3\u2705\u274c\u2757\u2753]"
    "[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]{0,3}"
)
FACE = Pattern(
    r"(?::-?[()DPp/|]|;-?[()]|:'\(|<3|xD|:-\*|\^_\^|¯\\_)(?![\w/(])",
)
NAMED = Pattern(r":[a-z][a-z0-9_+-]{2,30}:(?![\w:])")
# Each branch begins with a plain character, which lets the engine skip from one such sign to the next.
FACE_START = Pattern(r":[-()DPp/|']|;[-()DPp/|']|<3|\^_\^|¯")
BEFORE = frozenset(":/;=(")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each emoji, emoticon and :named: emoji that is not allowed."""
    text = document.visible
    allowed = context.option("TON008", "allow")
    if not text.isascii():
        for match in EMOJI.finditer(text):
            if match[0][0] not in allowed and match[0] not in allowed:
                yield Hit(
                    match.start(),
                    match.end(),
                    f"{match[0]!r} reads differently on every screen and aloud. Say it in words.",
                )
    prose = document.prose
    if (":" in prose or ";" in prose or "<3" in prose) and FACE_START.search(prose):
        yield from _faces(FACE, prose, allowed)
    if ":" in prose:
        yield from _faces(NAMED, prose, allowed)


def _faces(pattern: Pattern, prose: str, allowed: list[str]) -> Iterator[Hit]:
    for match in pattern.regex.finditer(prose):
        before = prose[match.start() - 1 : match.start()]
        if match[0] not in allowed and not before.isalnum() and before not in BEFORE:
            yield Hit(
                match.start(), match.end(), f"{match[0]!r} does not fit a text about harm. Leave it out."
            )


RULE = Rule(
    code="TON008",
    name="emoji",
    severity="warn",
    audiences="CXP",
    kind="pattern",
    summary="emoji or emoticons in a customer or executive draft",
    why="A face beside somebody's loss is read as mockery, and screen readers spell it out.",
    source="incident.io article (uses them in the article, not in updates); a rule of our own",
    check=check,
    options=(Option("allow", [], "glyphs your page uses as status marks, such as ✅ and ❌"),),
    flags=(
        "Phones are silent 🙈",
        "We are on it :)",
        "Phones work again :tada:",
    ),
    passes=(
        Example("✅ Phones  ❌ Mail", options={"allow": ["✅", "❌"]}),
        "Phones are silent: we are replacing a cable.",
        "The price is 5 € and the temperature −3 °C.",
    ),
)
