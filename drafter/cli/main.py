"""`drafter`: one click group whose commands are imported only when they are used.

Exit codes: 0 clean, 1 findings or refused, 2 usage or input error, 130 interrupted. Every error a person
can cause is one line on standard error that says what happened and what to do.
"""

import sys
from importlib import import_module

import click

import drafter
from drafter.errors import DrafterError

# name -> module:attribute, and the line shown by `drafter --help`
COMMANDS = {
    "up": ("drafter.cli.up:command", "Start the desk and the API in one process on one port."),
    "serve": ("drafter.cli.serve:command", "Start the HTTP API alone."),
    "draft": ("drafter.cli.draft:command", "Turn notes and a system map into drafts for every audience."),
    "prepare": ("drafter.cli.prepare:command", "Say what to know before writing, from the notes first."),
    "verify": ("drafter.cli.verify:command", "Say what in a text the notes do not support."),
    "lint": ("drafter.cli.lint:command", "Check anybody's incident prose against the rules."),
    "rewrite": ("drafter.cli.rewrite:command", "Rewrite internal reports into the customers' version."),
    "drill": ("drafter.cli.drill:command", "Play a stored incident and score what you say."),
    "comms": ("drafter.cli.comms:command", "Say what was said during an incident, and when."),
    "edits": ("drafter.cli.edits:command", "Say how much people changed in drafts before they went out."),
    "work": ("drafter.cli.work:command", "Run one more worker on the batches of a shared database."),
    "map": ("drafter.cli.map:command", "Check a system map, draw it, import one, or print its schema."),
    "rules": ("drafter.cli.rules:command", "List the rules, or explain one."),
    "audiences": ("drafter.cli.audiences:command", "List the audiences and what each may see."),
    "model": ("drafter.cli.model:command", "Try a model endpoint and say what it supports."),
    "db": ("drafter.cli.db:command", "Bring the database to the current shape, or check it."),
    "keys": ("drafter.cli.operations:keys", "Make, list and revoke API keys."),
    "audit": ("drafter.cli.operations:audit", "Verify the audit chain."),
    "openapi": ("drafter.cli.operations:openapi", "Print the OpenAPI description of the HTTP API."),
    "mcp": ("drafter.cli.mcp:command", "Serve the library as tools for a language model's client."),
    "lsp": ("drafter.cli.lsp:command", "Run the language server, so that editors underline as one types."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(drafter.__version__, prog_name="drafter")
def group() -> None:
    """Turn incident notes into updates people can read, each sentence with the notes it rests on."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code; never raises for what a person can cause."""
    try:
        result = group.main(args=argv, prog_name="drafter", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except DrafterError as error:
        where = f"{error.where}: " if error.where else ""
        click.echo(f"drafter: {where}{error.message} {error.remedy}", err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away, as `| head` does; nothing more to say
        return 0
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
