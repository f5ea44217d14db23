"""The library as tools for a language model's client, over the Model Context Protocol.

Tools read and write text and nothing else: none keeps, approves or sends anything, for that takes a person.
Notes and texts handed in are data; what looks like an instruction in them is flagged and never obeyed.
"""

from datetime import date
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import AwareDatetime, Field

from drafter import __version__
from drafter.checks.lint.api import lint as lint_text
from drafter.errors import DrafterError
from drafter.pipeline import draft as draft_notes
from drafter.pipeline import pick_audiences
from drafter.pipeline import verify as verify_text
from drafter.rewriting.rewrite import rewrite as rewrite_report

READS_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
INSTRUCTIONS = (
    "Drafts and checks plain-language incident updates. Every sentence of a draft names the note lines it "
    "rests on. Verify a text against the notes before showing it to a person; a person approves and "
    "publishes, no tool does."
)

Notes = Annotated[str, Field(max_length=2_000_000, description="The scribe's notes, one event per line.")]
Map = Annotated[str | None, Field(max_length=1_000_000, description="The system map as YAML.")]
Reader = Annotated[str, Field(description="An audience id, such as status_page; list them with audiences.")]
Moment = Annotated[
    AwareDatetime | None, Field(description="ISO 8601 with a zone, such as 2026-05-04T14:10Z.")
]
Text = Annotated[str, Field(max_length=100_000)]


def server() -> MCPServer[Any]:
    """Return the server with its tools."""
    made: MCPServer[Any] = MCPServer("drafter", instructions=INSTRUCTIONS, version=__version__)
    for tool in (draft, verify, lint, rewrite, audiences):
        made.tool(annotations=READS_ONLY, structured_output=True)(tool)
    return made


def draft(
    notes: Notes,
    system_map: Map = None,
    audience_ids: Annotated[list[str] | None, Field(description="Default: all.")] = None,
    as_of: Moment = None,
    next_update_at: Moment = None,
    zone: Annotated[str | None, Field(description="Zone of clock times that carry none.")] = None,
    day: Annotated[date | None, Field(description="The day the notes start.")] = None,
) -> dict[str, Any]:
    """Turn incident notes into one update per audience: facts, unknowns, questions, drafts with findings."""
    try:
        return draft_notes(
            notes,
            system_map,
            audiences=audience_ids,
            as_of=as_of,
            next_update_at=next_update_at,
            zone=zone,
            day=day,
        ).as_dict()
    except DrafterError as error:
        raise _refusal(error) from None


def verify(
    text: Text,
    notes: Notes,
    system_map: Map = None,
    audience: Reader = "status_page",
    as_of: Moment = None,
    next_update_at: Moment = None,
) -> dict[str, Any]:
    """Say what in a text the notes do not support, with the evidence lines and what would make it true."""
    try:
        found = verify_text(
            text,
            notes=notes,
            system_map=system_map,
            audience=audience,
            as_of=as_of,
            next_update_at=next_update_at,
        )
    except DrafterError as error:
        raise _refusal(error) from None
    return {"findings": [one.as_dict() for one in found]}


def lint(
    text: Text,
    audience: Annotated[str | None, Field(description="An audience id; default: any customer.")] = None,
    stage: Annotated[str | None, Field(description="investigating, identified, fixing, ...")] = None,
) -> dict[str, Any]:
    """Say what a reader of an incident text would stumble over: vague, canned, jargon, blame, promises."""
    try:
        return {"findings": [one.as_dict() for one in lint_text(text, audience=audience, stage=stage)]}
    except DrafterError as error:
        raise _refusal(error) from None


def rewrite(
    report: Annotated[
        str, Field(max_length=2_000_000, description="A postmortem in Markdown, HTML or plain text.")
    ],
    system_map: Map = None,
) -> dict[str, Any]:
    """Turn an internal report into the version for customers: each sentence with its source, what was
    removed and why, the figures that were kept or left out, what is missing, and questions to answer."""
    try:
        return rewrite_report(report, system_map, name="report.md").as_dict()
    except DrafterError as error:
        raise _refusal(error) from None


def audiences() -> dict[str, Any]:
    """List who can be written for, and what each may see."""
    return {"audiences": [{"id": one.id, "title": one.title, "view": one.view} for one in pick_audiences()]}


def _refusal(error: DrafterError) -> ToolError:
    where = f"{error.where}: " if error.where else ""
    return ToolError(f"{where}{error.message} {error.remedy}")
