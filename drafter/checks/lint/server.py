"""The language server: editors underline as one types.

Positions on the wire count in the encoding the editor asked for (UTF-16 unless it offers another); ours
count code points. Needs the extra `lsp`.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

import drafter
from drafter.checks.lint import config as configuration
from drafter.checks.lint import fixes, registry
from drafter.checks.lint.engine import Result
from drafter.checks.lint.pages import explain
from drafter.checks.lint.positions import Positions
from drafter.checks.lint.rule import Fix
from drafter.checks.lint.session import Given, Session
from drafter.core.finding import Finding
from drafter.errors import DrafterError

SOURCE = "drafter"
_LEVELS = {
    "block": types.DiagnosticSeverity.Error,
    "warn": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_OPTIONS = ("audience", "stage", "channel", "title", "severity", "language")


class LintServer(LanguageServer):
    """Lints open documents; remembers each one's last result for hovers and actions."""

    def __init__(self) -> None:
        super().__init__("drafter", drafter.__version__)
        self.given = Given()
        self.select: tuple[str, ...] = ()
        self.ignore: tuple[str, ...] = ()
        self._sessions: dict[str, Session] = {}
        self._results: dict[str, tuple[Result, Positions]] = {}

    def options(self, stated: Any) -> None:
        """Take the initialization options: context, `select` and `ignore`; unknown ones are passed over."""
        if not isinstance(stated, dict):
            return
        known: dict[str, Any] = {key: value for key in _OPTIONS if isinstance(value := stated.get(key), str)}
        self.given = Given()._replace(**known)
        self.select, self.ignore = (
            tuple(name for name in value if isinstance(name, str))
            if isinstance(value := stated.get(key), list)
            else ()
            for key in ("select", "ignore")
        )

    def forget_configuration(self) -> None:
        """Read configurations anew from now on."""
        self._sessions.clear()

    def session(self, path: str | None) -> Session:
        """Return the run for a document's folder, with the nearest configuration."""
        folder = Path(path).parent if path else Path.cwd()
        key = str(folder)
        if key not in self._sessions:
            config = configuration.discover(folder, registry.ALL_RULES)
            self._sessions[key] = Session(config, self.given, self.select, (), self.ignore)
        return self._sessions[key]

    def check(self, uri: str) -> None:
        """Lint an open document and publish what was found."""
        document = self.workspace.get_text_document(uri)
        path = path_of(uri)
        text = document.source
        positions = Positions(text, self.workspace.position_encoding or "utf-16")
        try:
            result, _ = self.session(path).check(text, path)
        except DrafterError as error:
            self._results.pop(uri, None)
            self._publish(uri, document.version, [trouble(error)])
            return
        self._results[uri] = (result, positions)
        self._publish(uri, document.version, [diagnostic(one, positions) for one in result.findings])

    def close(self, uri: str) -> None:
        """Forget a document and take its underlines away."""
        self._results.pop(uri, None)
        self._publish(uri, None, [])

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=found)
        )

    def at(self, uri: str, place: types.Range) -> list[tuple[Finding, Fix | None]]:
        """Return the findings that touch a range, with their fixes."""
        if uri not in self._results:
            return []
        result, positions = self._results[uri]
        start, end = positions.offset(place.start), positions.offset(place.end)
        pairs = zip(result.findings, result.fixes, strict=True)
        return [(one, fix) for one, fix in pairs if one.start <= end and start <= max(one.end, one.start + 1)]

    def result(self, uri: str) -> tuple[Result, Positions] | None:
        """Return the last result of a document."""
        return self._results.get(uri)


def path_of(uri: str) -> str | None:
    """Return the file a URI names; None for an unsaved document."""
    parts = urlsplit(uri)
    return unquote(parts.path) if parts.scheme == "file" else None


def span(positions: Positions, start: int, end: int) -> types.Range:
    """Return a span of code points as a range."""
    return types.Range(positions.position(start), positions.position(end))


def diagnostic(finding: Finding, positions: Positions) -> types.Diagnostic:
    """Return a finding as the editor shows it."""
    return types.Diagnostic(
        range=span(positions, finding.start, finding.end),
        message=f"{finding.message}",
        severity=_LEVELS[finding.severity],
        code=finding.rule,
        source=SOURCE,
        data={"name": finding.name, "suggestions": list(finding.suggestions)},
    )


def trouble(error: DrafterError) -> types.Diagnostic:
    """Return an error of configuration or context as a diagnostic on the first line."""
    start = types.Position(0, 0)
    return types.Diagnostic(
        range=types.Range(start, start),
        message=str(error),
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
    )


def hover_text(finding: Finding) -> str:
    """Return the hover of a finding: what, why, what instead."""
    rule = registry.rule(finding.rule)
    rows = [f"**{finding.rule} {finding.name}** ({finding.severity})", finding.message, f"*Why:* {rule.why}"]
    if finding.suggestions:
        rows.append("*Instead:* " + "; ".join(f"`{word}`" for word in finding.suggestions))
    return "\n\n".join(rows)


def _edit(uri: str, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    return types.WorkspaceEdit(changes={uri: edits})


def _replacements(finding: Finding, fix: Fix | None) -> list[tuple[Fix, bool]]:
    """Return (fix, preferred): the finding's own fix, then its other suggestions."""
    out = [(fix, fix.safe)] if fix else []
    out += [
        (Fix(finding.start, finding.end, words), False)
        for words in finding.suggestions
        if fix is None or words != fix.replacement
    ]
    return out


def actions(server: LintServer, uri: str, place: types.Range) -> list[types.CodeAction]:
    """Return what can be done at a place: replacements, an ignore with its reason, all safe fixes."""
    held = server.result(uri)
    if held is None:
        return []
    result, positions = held
    out: list[types.CodeAction] = []
    for finding, fix in server.at(uri, place):
        shown = diagnostic(finding, positions)
        for change, preferred in _replacements(finding, fix):
            edit = types.TextEdit(span(positions, change.start, change.end), change.replacement)
            verb = f"Replace by {change.replacement!r}" if change.replacement else "Delete"
            out.append(
                types.CodeAction(
                    title=f"{verb} ({finding.rule})",
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[shown],
                    is_preferred=preferred,
                    edit=_edit(uri, [edit]),
                )
            )
        line_end = result.text.find("\n", finding.end)
        line_end = len(result.text) if line_end == -1 else line_end
        line_end -= result.text[:line_end].endswith("\r")
        ignore = types.TextEdit(
            span(positions, line_end, line_end), f" <!-- drafter: ignore {finding.rule} -- why? -->"
        )
        out.append(
            types.CodeAction(
                title=f"Ignore {finding.rule} on this line, and say why",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[shown],
                edit=_edit(uri, [ignore]),
            )
        )
    if any(fix and fix.safe for fix in result.fixes):
        mended, count = fixes.apply(result.text, result.fixes, unsafe=False)
        whole = types.TextEdit(span(positions, 0, len(result.text)), mended)
        out.append(
            types.CodeAction(
                title=f"Apply all {count} safe fixes" if count > 1 else "Apply the safe fix",
                kind=types.CodeActionKind.SourceFixAll,
                edit=_edit(uri, [whole]),
            )
        )
    return out


def make() -> LintServer:
    """Return a server with its handlers."""
    server = LintServer()

    @server.feature(types.INITIALIZE)
    def initialize(ls: LintServer, params: types.InitializeParams) -> None:
        ls.options(params.initialization_options)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: LintServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: LintServer, params: types.DidChangeTextDocumentParams) -> None:
        ls.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: LintServer, params: types.DidSaveTextDocumentParams) -> None:
        ls.forget_configuration()
        ls.check(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(ls: LintServer, params: types.DidChangeWatchedFilesParams) -> None:
        ls.forget_configuration()
        for uri in list(ls.workspace.text_documents):
            ls.check(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: LintServer, params: types.DidCloseTextDocumentParams) -> None:
        ls.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: LintServer, params: types.HoverParams) -> types.Hover | None:
        found = ls.at(params.text_document.uri, types.Range(params.position, params.position))
        if not found:
            return None
        text = "\n\n---\n\n".join(hover_text(finding) for finding, _ in found)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]),
    )
    def code_action(ls: LintServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        return actions(ls, params.text_document.uri, params.range)

    @server.command("drafter.explain")
    def explain_rule(ls: LintServer, code: str) -> str:
        try:
            return explain(registry.rule(code))
        except DrafterError as error:
            return str(error)

    return server
