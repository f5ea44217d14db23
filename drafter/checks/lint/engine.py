"""Runs rules over a text and turns their hits into findings.

One `Linter` holds what is the same for many texts (rules, settings, own terms); `run` is pure.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from drafter.checks.lint import ignores as inline
from drafter.checks.lint import phrases
from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.rule import Fix, Hit, Rule
from drafter.core.finding import SEVERITIES, Finding, Severity, line_starts

SECRET = "[secret]"  # noqa: S105  what is shown in a secret's place

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_NONE: Mapping[str, Any] = MappingProxyType({})


class Result(NamedTuple):
    """What one text gave. `fixes` runs parallel to `findings`; `secrets` are spans never to be shown.

    `skipped` says, for each rule that did not run, which context it lacked. `waived` are findings that
    an inline ignore took out.
    """

    text: str
    findings: tuple[Finding, ...]
    fixes: tuple[Fix | None, ...]
    secrets: tuple[tuple[int, int], ...] = ()
    skipped: tuple[tuple[str, tuple[str, ...]], ...] = ()
    waived: tuple[Finding, ...] = ()


class Linter(NamedTuple):
    """The rules to run and their settings. `known` are all rules, for inline ignores and masking."""

    rules: tuple[Rule, ...]
    known: tuple[Rule, ...]
    severities: Mapping[str, Severity] = _NONE
    settings: Mapping[str, Mapping[str, Any]] = _NONE
    terms: "phrases.PhraseTable | None" = None

    def run(self, text: str, context: Context, *, without: Iterable[str] = ()) -> Result:
        """Return the findings of one text, in text order. `without` are codes left out for this text."""
        context = context._replace(settings=self.settings)
        document = Document(text, table=self.terms)
        left_out = frozenset(without)
        found: list[tuple[Rule, Hit]] = []
        skipped: list[tuple[str, tuple[str, ...]]] = []
        secrets: list[tuple[int, int]] = []
        ran: set[str] = set()
        reader, language = context.reader, context.language[:2].lower()
        for rule in self.rules:
            if reader not in rule.audiences or rule.code in left_out:
                continue
            if rule.languages and language not in rule.languages:
                continue
            if rule.needs and (missing := tuple(need for need in rule.needs if not context.has(need))):
                skipped.append((rule.code, missing))
                continue
            ran.add(rule.code)
            for hit in rule.check(document, context):
                found.append((rule, hit))
                if rule.secret:
                    secrets.append((hit.start, hit.end))
        for rule in self.known:
            if rule.secret and rule.code not in ran:
                secrets += [(hit.start, hit.end) for hit in rule.check(document, context)]
        return self._result(document, found, secrets, skipped, ran)

    def _result(
        self,
        document: Document,
        found: list[tuple[Rule, Hit]],
        secrets: list[tuple[int, int]],
        skipped: list[tuple[str, tuple[str, ...]]],
        ran: set[str],
    ) -> Result:
        """Apply inline ignores, mask secrets, and put everything in text order."""
        secrets = sorted(set(secrets))
        starts = line_starts(document.text)
        ignores = inline.read(document, self.known)
        kept: list[tuple[Finding, Fix | None]] = []
        waived: list[Finding] = []
        for rule, hit in found:
            finding = self._finding(rule, hit, document.text, starts, secrets)
            if ignores and inline.covering(ignores, rule.code, hit.start, hit.end):
                waived.append(finding)
            else:
                kept.append((finding, None if secrets and _touches(hit.fix, secrets) else hit.fix))
        if ignores:
            by_code = {rule.code: rule for rule in self.rules}
            for code, hit in inline.remarks(ignores, frozenset(ran)):
                if code in by_code:
                    kept.append((self._finding(by_code[code], hit, document.text, starts, secrets), None))
        kept.sort(key=lambda pair: (pair[0].start, _RANK[pair[0].severity], pair[0].rule, pair[0].end))
        return Result(
            document.text,
            tuple(finding for finding, _ in kept),
            tuple(fix for _, fix in kept),
            tuple(secrets),
            tuple(skipped),
            tuple(waived),
        )

    def _finding(
        self, rule: Rule, hit: Hit, text: str, starts: list[int], secrets: list[tuple[int, int]]
    ) -> Finding:
        start, end = hit.start, hit.end
        line = bisect_right(starts, start)
        words, message, suggestions = text[start:end], hit.message, hit.suggestions
        for left, right in secrets:
            if left == right:
                continue
            if left < end and start < right:
                words = SECRET
            message = message.replace(text[left:right], SECRET)
            suggestions = tuple(word.replace(text[left:right], SECRET) for word in suggestions)
        return Finding(
            rule.code,
            rule.name,
            self.severities.get(rule.code, rule.severity),
            start,
            end,
            line,
            start - starts[line - 1] + 1,
            words,
            message,
            suggestions,
        )


def _touches(fix: Fix | None, secrets: list[tuple[int, int]]) -> bool:
    """Say whether a fix would rewrite a secret: that is for a person to do."""
    return fix is not None and any(left < fix.end and fix.start < right for left, right in secrets)


def mask(text: str, secrets: Iterable[tuple[int, int]], start: int = 0, end: int | None = None) -> str:
    """Return text[start:end] with every secret in it replaced by as many asterisks."""
    stop = len(text) if end is None else end
    shown = text[start:stop]
    for left, right in secrets:
        left, right = max(left, start), min(right, stop)
        if left < right:
            shown = shown[: left - start] + "*" * (right - left) + shown[right - start :]
    return shown
