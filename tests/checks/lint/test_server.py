"""The language server, driven by pygls' own client over standard input and output."""

import asyncio
import sys

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

TEXT = "\N{CROSS MARK}\N{PILE OF POO} Card payments fail. <!-- drafter: ignore LNT99 -- x -->\n"
BEFORE = TEXT[: TEXT.index("<!--")]  # one character of two UTF-16 units, one of three bytes, one of four


class Editor:
    """An editor: a client that keeps the diagnostics it is sent."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.sent: list[types.PublishDiagnosticsParams] = []
        self.news = asyncio.Event()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.sent.append(params)
            self.news.set()

    async def diagnostics(self) -> list[types.Diagnostic]:
        await asyncio.wait_for(self.news.wait(), 20)
        self.news.clear()
        return list(self.sent[-1].diagnostics)


async def start(editor: Editor, folder, options=None, encodings=None) -> None:
    await editor.client.start_io(sys.executable, "-m", "drafter.cli.main", "lsp")
    general = types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
    await editor.client.initialize_async(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(general=general),
            root_uri=folder.as_uri(),
            initialization_options=options or {},
        )
    )
    editor.client.initialized(types.InitializedParams())


async def stop(editor: Editor) -> None:
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    await editor.client.stop()


def open_text(editor: Editor, uri: str, text: str) -> None:
    editor.client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, text))
    )


async def everything(folder, encoding: str | None) -> dict:
    editor = Editor()
    encodings = [encoding] if encoding else None
    await start(editor, folder, {"select": ["LNT"]}, encodings)
    uri = (folder / "update.md").as_uri()
    open_text(editor, uri, TEXT)
    first = await editor.diagnostics()
    place = first[0].range
    hover = await editor.client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(uri), place.start)
    )
    actions = await editor.client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(uri), place, types.CodeActionContext(diagnostics=first)
        )
    )
    whole = types.TextDocumentContentChangeWholeDocument("Card payments fail.\n")
    editor.client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [whole])
    )
    second = await editor.diagnostics()
    await stop(editor)
    return {"first": first, "hover": hover, "actions": actions, "second": second}


@pytest.mark.parametrize(
    ("encoding", "column"),
    [(None, len(BEFORE) + 1), ("utf-8", len(BEFORE.encode())), ("utf-32", len(BEFORE))],
)
def test_an_editor_sees_underlines_hovers_and_actions_where_they_belong(tmp_path, encoding, column):
    seen = asyncio.run(everything(tmp_path, encoding))

    (found,) = seen["first"]
    assert found.code == "LNT003"
    assert found.severity == types.DiagnosticSeverity.Warning
    assert (found.range.start.line, found.range.start.character) == (0, column)
    assert "Why:" in seen["hover"].contents.value
    assert any(
        "why?" in action.edit.changes[next(iter(action.edit.changes))][0].new_text
        for action in seen["actions"]
    )
    assert seen["second"] == []


def test_a_broken_configuration_is_shown_in_the_editor_instead_of_silence(tmp_path):
    (tmp_path / "drafter.toml").write_text("[lint]\nselect = ['NOPE']\n")

    async def run():
        editor = Editor()
        await start(editor, tmp_path)
        open_text(editor, (tmp_path / "update.md").as_uri(), TEXT)
        found = await editor.diagnostics()
        await stop(editor)
        return found

    (found,) = asyncio.run(run())
    assert "'NOPE' is not a rule" in found.message
