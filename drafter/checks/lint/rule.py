"""What a rule is: its words, its examples, and one function that finds places in a text.

A rule is a value. `ALL_RULES` (rules/__init__.py) is a plain tuple of them, so that importing a rule has
no side effect, and the same examples serve as test, documentation page and tooltip. A rule that is only
a list of phrases is rows of data plus `phrase_rule(...)`; a pattern or document rule is one small file:

    from drafter.checks.lint.pattern import Pattern
    from drafter.checks.lint.rule import Context, Document, Hit, Rule

    CLOCK = Pattern(r"\\b\\d{1,2}:\\d\\d\\b", any_of=(":",))  # compiled at first use, behind a cheap gate

    def check(document: Document, context: Context) -> Iterator[Hit]:
        for match in CLOCK.finditer(document.lower):
            yield Hit(match.start(), match.end(), f"{match[0]!r} has no zone. Add one: '{match[0]} UTC'.")

    RULE = Rule(code="TIM003", name="time-without-zone", severity="block", audiences="CSXP", ...)

All 110 rules together spend five or six microseconds a word, so a rule asks cheap questions first:
`document.vocabulary` (set of words) and `in document.lower` before any expression; `places` for a sign or
a rare word, `Pattern.at_digits` for figures, `Pattern.in_sentences` rather than `finditer` over the whole
text; `document.odd` (hosts, keys, numbers: what is no plain word)
rather than an expression for such things; `document.positions` to start from a word; never a loop over
all tokens of its own. Quantifiers are bounded, so that no input makes an expression slow.

Standard library only: `drafter lint` must start without pydantic.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.core.finding import Severity

__all__ = ["Check", "Context", "Document", "Example", "Fix", "Hit", "Option", "Rule", "phrase_rule"]

Kind = Literal["phrase", "pattern", "document", "context"]
Need = Literal["stage", "now", "previous", "next_update_at", "promised_at", "channel", "title", "system_map"]


class Fix(NamedTuple):
    """Replace the code points `start`..`end` by `replacement`.

    `safe` fixes keep the meaning whatever the sentence (`--fix`); the others need a reader
    (`--unsafe-fixes`).
    """

    start: int
    end: int
    replacement: str
    safe: bool = False


class Hit(NamedTuple):
    """One place a rule found: a half-open span of code points of the original text.

    `message` quotes the words and says what to write instead; `suggestions` are ready replacements for
    the span. A document rule that misses something points at the sentence that should hold it, or at
    `document.anchor` when there is none.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None


Check = Callable[[Document, Context], Iterator[Hit]]


class Example(NamedTuple):
    """A text that shows a rule, with the context it needs; unnamed context stays at its default.

    `audience` is an audience id or one class letter; empty means the rule's first class. Times are
    ISO 8601 with an offset. `system_map` is the map as a plain dictionary.
    """

    text: str
    audience: str = ""
    stage: str | None = None
    channel: str | None = None
    now: str | None = None
    previous: str | None = None
    promised_at: str | None = None
    next_update_at: str | None = None
    title: str | None = None
    severity: str | None = None
    cadence_min: int | None = None
    system_map: dict[str, Any] | None = None
    options: dict[str, Any] | None = None


class Option(NamedTuple):
    """A documented setting: read it with `context.option(code, name)`; `default` fixes its type."""

    name: str
    default: Any
    help: str


class Rule(NamedTuple):
    """One rule.

    `audiences` are class letters: C customers, S support, X executives, E engineers, P postmortem
    readers; the rule is silent for the others. `needs` are context keys: when one is missing the rule is
    skipped, and `-v` says so. `default` is False for rules that run only when selected by their full
    code, name or `ALL`. `flags` are texts this rule must find something in; `passes` are texts it must
    leave alone, the feared false alarm first. `fixable` is the best fix the rule offers.
    """

    code: str
    name: str
    severity: Severity
    audiences: str
    kind: Kind
    summary: str
    why: str
    source: str
    check: Check
    flags: tuple[str | Example, ...]
    passes: tuple[str | Example, ...]
    options: tuple[Option, ...] = ()
    needs: tuple[Need, ...] = ()
    default: bool = True
    fixable: Literal["no", "safe", "unsafe"] = "no"
    languages: tuple[str, ...] = ("en",)  # empty: whatever the language (names, keys, placeholders)
    secret: bool = False  # the hit text is never shown: every output masks it

    def examples(self, which: Literal["flags", "passes"]) -> tuple[Example, ...]:
        """Return the examples in one form: a bare text becomes an `Example` without context."""
        rows = self.flags if which == "flags" else self.passes
        return tuple(row if isinstance(row, Example) else Example(row) for row in rows)


def phrase_check(code: str, message: str) -> Check:
    """Return a check that yields every phrase of `code`, unfiltered.

    `message` may hold `{words}` (the text as written) and `{better}` (the suggestions joined by "or");
    it is used for rows of the phrase file that bring no message of their own.
    """

    def check(document: Document, context: Context) -> Iterator[Hit]:
        for match in document.phrases(code):
            yield match.hit(message)

    return check


def phrase_rule(*, message: str, code: str, **fields: Any) -> Rule:
    """Return a rule that is only rows of data: all phrases of `code`, with one message template."""
    return Rule(code=code, kind="phrase", check=phrase_check(code, message), **fields)
