"""Inline ignores: what a writer has looked at and decided to leave, with the reason.

    <!-- drafter: ignore TIM001 -- the time is agreed by phone -->      Markdown, HTML
    [drafter: ignore TIM001 -- the time is agreed by phone]             plain text
    <!-- drafter: ignore-file CLR -- legal wording -->                  the whole text

At the end of a line an ignore covers that line; alone on a line it covers the paragraph below. Rules are
named by code, name, prefix or ALL, separated by commas or spaces. Findings about leaks cannot be ignored
here: a name that may be published belongs into the allow list of the configuration, where a reviewer
sees it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checks.lint.document import Document
from drafter.checks.lint.markup import IGNORE, IGNORE_MARK
from drafter.checks.lint.rule import Context, Hit, Rule
from drafter.checks.lint.selection import resolve
from drafter.core.patterns import lazy
from drafter.errors import InputError

_NAME = lazy(r"[A-Za-z][A-Za-z0-9-]{0,60}")


class Ignore(NamedTuple):
    """One ignore: where it stands, the span it covers, what it names, why; `used` is filled as it waives."""

    start: int
    end: int
    covers: tuple[int, int]
    names: tuple[str, ...]
    reason: str
    codes: frozenset[str]
    unknown: tuple[tuple[str, str], ...]  # (name, remedy)
    refused: tuple[str, ...]
    used: set[str]


def read(document: Document, rules: Sequence[Rule]) -> list[Ignore]:
    """Return the ignores of a text, in order."""
    text = document.text
    if IGNORE_MARK not in text:
        return []
    found: list[Ignore] = []
    for match in IGNORE.finditer(text):
        if (match["open"] == "[") != (match["close"] == "]"):
            continue
        names_part, _, reason = match["body"].partition("--")
        names = tuple(_NAME.findall(names_part))
        codes: set[str] = set()
        unknown: list[tuple[str, str]] = []
        refused: list[str] = []
        for name in names:
            try:
                matched = resolve(name, rules)
            except InputError as error:
                unknown.append((name, error.remedy))
                continue
            leaks = [rule.code for rule in matched if is_leak(rule)]
            if leaks and len(leaks) == len(matched):
                refused.append(name)
            codes |= {rule.code for rule in matched} - set(leaks)
        covers = (0, len(text)) if match["verb"] == "ignore-file" else _covered(document, *match.span())
        found.append(
            Ignore(
                match.start(), match.end(), covers, names, reason.strip(" \t-"), frozenset(codes),
                tuple(unknown), tuple(refused), set(),
            )
        )  # fmt: skip
    return found


def is_leak(rule: Rule) -> bool:
    """Say whether the rule guards a leak, which no inline ignore may waive."""
    return rule.code.startswith("LEK") and rule.severity == "block"


def _covered(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the span an ignore covers: its line, or the block below when it stands alone."""
    text = document.text
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end == -1 else line_end
    if text[line_start:start].strip() or text[end:line_end].strip():
        return line_start, line_end
    for block in document.blocks:
        if block.end > end and block.kind != "front_matter":
            return max(block.start, end), block.end
    return line_start, line_end


def covering(ignores: list[Ignore], rule: str, start: int, end: int) -> bool:
    """Say whether an ignore waives this finding, and remember that it was used."""
    waived = False
    for ignore in ignores:
        if (
            rule in ignore.codes
            and start < max(ignore.covers[1], ignore.covers[0] + 1)
            and end > ignore.covers[0]
        ):
            ignore.used.add(rule)
            waived = True
    return waived


def remarks(ignores: list[Ignore], ran: frozenset[str]) -> Iterator[tuple[str, Hit]]:
    """Yield (code, hit) for ignores that are unused, unexplained, unknown or refused.

    An ignore is unused only when every rule it names ran; `ran` are the codes that did.
    """
    for ignore in ignores:
        written = ", ".join(ignore.names)
        place = (ignore.start, ignore.end)
        if not ignore.names:
            yield (
                "LNT003",
                Hit(*place, "This ignore names no rule. Name the code: 'ignore TIM001 -- reason'."),
            )
        for name, remedy in ignore.unknown:
            yield "LNT003", Hit(*place, f"{name!r} is not a rule. {remedy}")
        for name in ignore.refused:
            yield (
                "LNT004",
                Hit(
                    *place,
                    f"{name!r} guards against leaks and cannot be ignored in the text. Take the name out, or,"
                    " when readers may know it, add it to 'allow' in the configuration.",
                ),
            )
        if ignore.codes and not ignore.used and ignore.codes <= ran:
            yield "LNT001", Hit(*place, f"Nothing here breaks {written}. Remove the ignore.")
        elif ignore.codes and not ignore.reason:
            yield "LNT002", Hit(*place, f"Say why {written} is ignored: 'ignore {written} -- reason'.")


def _nothing(document: Document, context: Context) -> Iterator[Hit]:
    """Find nothing: the engine reports these rules itself, after all others have run."""
    yield from ()


_WHY = "An ignore that is not looked at hides the next real fault."
LINT_RULES: tuple[Rule, ...] = (
    Rule(
        code="LNT001", name="unused-ignore", severity="warn", audiences="CSXEP", kind="context",
        languages=(), check=_nothing,
        summary="an inline ignore that waives nothing", why=_WHY, source="own",
        flags=(
            "Card payments fail. <!-- drafter: ignore TIM003 -- checked -->",
            "<!-- drafter: ignore TIM003 -- checked -->\nCard payments fail.",
            "Card payments fail. [drafter: ignore time-without-zone -- checked]",
        ),
        passes=(
            "Card payments failed from 14:00 to 14:45. <!-- drafter: ignore TIM003 -- zone in the header -->",
            "<!-- drafter: ignore TIM -- zone in the header -->\nCard payments failed from 14:00 to 14:45.",
            "Card payments failed at 14:00. [drafter: ignore time-without-zone -- zone in the header]",
        ),
    ),
    Rule(
        code="LNT002", name="ignore-without-reason", severity="warn", audiences="CSXEP", kind="context",
        languages=(), check=_nothing, summary="an inline ignore that does not say why",
        why="The next writer cannot tell a considered exception from a shortcut.", source="own",
        flags=(
            "Card payments failed from 14:00 to 14:45. <!-- drafter: ignore TIM003 -->",
            "<!-- drafter: ignore TIM003 -- -->\nCard payments failed from 14:00 to 14:45.",
            "Card payments failed at 14:00. [drafter: ignore TIM003]",
        ),
        passes=(
            "Card payments failed from 14:00 to 14:45. <!-- drafter: ignore TIM003 -- zone in the header -->",
            "<!-- drafter: ignore TIM003 -- zone in the header -->\nCard payments failed at 14:00.",
            "Card payments failed at 14:00. [drafter: ignore TIM003 -- zone in the header]",
        ),
    ),
    Rule(
        code="LNT003", name="ignore-of-unknown-rule", severity="warn", audiences="CSXEP", kind="context",
        languages=(), check=_nothing, summary="an inline ignore that names no rule there is",
        why="A mistyped code waives nothing, and nobody notices.", source="own",
        flags=(
            "Card payments fail. <!-- drafter: ignore TIM999 -- checked -->",
            "Card payments fail. <!-- drafter: ignore -->",
            "Card payments fail. [drafter: ignore vague-update -- checked]",
        ),
        passes=(
            "Card payments failed from 14:00 to 14:45. <!-- drafter: ignore TIM003 -- zone in the header -->",
            "Card payments failed at 14:00. [drafter: ignore time-without-zone -- zone in the header]",
            "The drafter said: ignore the first message.",
        ),
    ),
    Rule(
        code="LNT004", name="ignore-of-leak", severity="warn", audiences="CSXEP", kind="context",
        languages=(), check=_nothing,
        summary="an inline ignore of a rule that guards against leaks",
        why="What is out cannot be taken back; such an exception belongs where a reviewer sees it.",
        source="own",
        flags=(
            "Card payments fail. <!-- drafter: ignore LEK007 -- test key -->",
            "<!-- drafter: ignore LEK007 -- test key -->\nCard payments fail.",
            "Card payments fail. [drafter: ignore secret -- test key]",
        ),
        passes=(
            "Card payments failed at 14:00. <!-- drafter: ignore TIM003 -- zone in the header -->",
            "Card payments failed at 14:00. [drafter: ignore TIM003 -- zone in the header]",
            "Card payments fail.",
        ),
    ),
)  # fmt: skip
