"""`drafter model`: what a model endpoint supports, and drafts written with one."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from pydantic import SecretStr

from drafter.cli.options import FORMAT, calendar_day, moment, notes_options, read_bytes, system_map_of
from drafter.engine.settings import EngineSettings, read_price
from drafter.errors import InputError

SIGNS = {"fine": "ok   ", "weak": "weak ", "fails": "FAILS"}
ENDPOINT = (
    click.option("--base-url", envvar="DRAFTER_MODEL_BASE_URL", help="Ends where /chat/completions begins."),
    click.option("--model", "name", envvar="DRAFTER_MODEL_NAME", help="The model's name at that endpoint."),
    click.option("--header", "headers", multiple=True, metavar="NAME=VALUE", help="A header; repeatable."),
    click.option("--query", "query", multiple=True, metavar="NAME=VALUE", help="A parameter; repeatable."),
    # hidden, so that nobody is led to write a key where the shell keeps it
    click.option("--api-key", envvar="DRAFTER_MODEL_API_KEY", default="none", hidden=True),
    click.option(
        "--price", envvar="DRAFTER_MODEL_PRICE", metavar="IN/OUT", help="Per million tokens: 2.5/10."
    ),
)


def endpoint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name an endpoint."""
    for option in reversed(ENDPOINT):
        command = option(command)
    return command


@click.group(name="model")
def command() -> None:
    """Try a model endpoint and say what it supports."""


@command.command(name="check")
@endpoint_options
@click.option(
    "--timeout", "timeout_s", type=click.FloatRange(min=0.1), default=30.0, help="Seconds per call."
)
@FORMAT
def check(timeout_s: float, output: str, **endpoint: Any) -> int:
    """Try an endpoint: structured output, streaming, token counts, speed.

    The key is read from DRAFTER_MODEL_API_KEY. Makes about six small calls.
    """
    from drafter.engine.probe import probe  # the SDK takes most of a second to import

    report = probe(engine_settings(**endpoint), timeout_s=timeout_s)
    if output == "json":
        click.echo(json.dumps(report.as_dict(), indent=2))
    else:
        click.echo(f"{report.model} at {report.base_url}")
        for one in report.tried:
            click.echo(f"  {SIGNS[one.level]} {one.what}: {one.said}")
        click.echo("Drafts can be asked for." if report.usable else "Drafts will be the template writer's.")
    return 0 if report.usable else 1


@command.command(name="draft")
@click.argument("notes", metavar="NOTES")
@click.option("--audience", "-a", "audiences", multiple=True, help="Repeat for several. Default: all.")
@click.option("--evidence", "-e", is_flag=True, help="Show under each sentence the notes it rests on.")
@click.option("--deadline", "deadline_s", type=click.FloatRange(min=1), default=60.0, help="Seconds in all.")
@click.option("--security", is_flag=True, help="The incident is marked security: no call is made.")
@click.option("--sent", metavar="FILE", help="Write every request and answer to FILE, byte for byte.")
@endpoint_options
@notes_options
def draft(
    notes: str,
    audiences: tuple[str, ...],
    evidence: bool,
    deadline_s: float,
    security: bool,
    sent: str | None,
    map_path: str | None,
    zone: str | None,
    day: str | None,
    as_of: str | None,
    next_update: str | None,
    output: str,
    **endpoint: Any,
) -> int:
    """Turn NOTES into drafts with a model; what it cannot write is the template writer's.

    Exit code 0 when no draft has a blocking finding, 1 when one has.
    """
    from drafter.cli.draft import page
    from drafter.engine.openai_engine import OpenAIEngine
    from drafter.pipeline_model import draft_with_model

    engine = OpenAIEngine(engine_settings(**endpoint))
    made = draft_with_model(
        read_bytes(notes),
        system_map_of(map_path),
        engine=engine,
        tag=secrets.token_hex(4),
        audiences=audiences or None,
        as_of=moment(as_of, "--as-of"),
        next_update_at=moment(next_update, "--next-update"),
        zone=zone,
        day=calendar_day(day),
        marked_security=security,
        deadline_s=deadline_s,
    )
    engine.close()
    told = made.as_dict()
    if sent:
        lines = [json.dumps(exchange.as_dict()) for exchange in made.transcript]
        Path(sent).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if output == "json":
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        click.echo(page(made.drafts, evidence))
        click.echo(f"\n{words(told['model'])}", err=True)
    return int(any(one.blocked for one in made.drafts.drafts))


def words(told: dict[str, Any]) -> str:
    """Return what the model did in a line or two."""
    usage = told["usage"]
    cost = "" if usage["cost"] is None else f", cost {usage['cost']:.4f}"
    fates = ", ".join(f"{count} {fate}" for fate, count in told["sentences"].items()) or "none"
    lines = [
        f"{usage['calls']} calls, {usage['input_tokens']} tokens in ({usage['cached_tokens']} cached), "
        f"{usage['output_tokens']} out, {usage['latency_s']} s{cost}. Sentences: {fates}."
    ]
    lines += [f"{one['call']}: {one['message']}" for one in told["calls"] if one["message"]]
    lines += [f"Kept from the model, it gives orders: {order}" for order in told["orders"]]
    return "\n".join(lines)


def engine_settings(
    base_url: str | None,
    name: str | None,
    headers: tuple[str, ...],
    query: tuple[str, ...],
    api_key: str,
    price: str | None,
) -> EngineSettings:
    """Return the settings the options and the environment give. Raises InputError."""
    if not base_url or not name:
        missing = "--base-url" if not base_url else "--model"
        raise InputError(
            f"No endpoint is named: {missing} is missing.",
            remedy="Give --base-url and --model, or set DRAFTER_MODEL_BASE_URL and DRAFTER_MODEL_NAME.",
        )
    return EngineSettings(
        base_url=base_url,
        model=name,
        api_key=SecretStr(api_key),
        headers=_pairs(headers, "--header"),
        query=_pairs(query, "--query"),
        prices={name: read_price(price)} if price else {},
    )


def _pairs(values: tuple[str, ...], option: str) -> dict[str, str]:
    pairs = {}
    for value in values:
        key, sign, rest = value.partition("=")
        if not sign or not key.strip():
            raise InputError(
                f"{value!r} is not NAME=VALUE.", remedy="Write it like x-tenant=shop.", where=option
            )
        pairs[key.strip()] = rest.strip()
    return pairs
