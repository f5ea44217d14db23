"""`drafter model check`: what a model endpoint supports, in plain words."""

import json

import click
from pydantic import SecretStr

from drafter.cli.options import FORMAT
from drafter.engine.settings import EngineSettings, read_price
from drafter.errors import InputError

SIGNS = {"fine": "ok   ", "weak": "weak ", "fails": "FAILS"}


@click.group(name="model")
def command() -> None:
    """Try a model endpoint and say what it supports."""


@command.command(name="check")
@click.option("--base-url", envvar="DRAFTER_MODEL_BASE_URL", help="Ends where /chat/completions begins.")
@click.option("--model", "name", envvar="DRAFTER_MODEL_NAME", help="The model's name at that endpoint.")
@click.option(
    "--header", "headers", multiple=True, metavar="NAME=VALUE", help="A header to send; repeatable."
)
@click.option("--query", "query", multiple=True, metavar="NAME=VALUE", help="A query parameter; repeatable.")
@click.option(
    "--api-key", envvar="DRAFTER_MODEL_API_KEY", default="none", hidden=True
)  # not in shell history
@click.option("--price", metavar="IN/OUT", help="Price per million tokens, for example 2.5/10.")
@click.option(
    "--timeout", "timeout_s", type=click.FloatRange(min=0.1), default=30.0, help="Seconds per call."
)
@FORMAT
def check(
    base_url: str | None,
    name: str | None,
    headers: tuple[str, ...],
    query: tuple[str, ...],
    api_key: str,
    price: str | None,
    timeout_s: float,
    output: str,
) -> int:
    """Try an endpoint: structured output, streaming, token counts, speed.

    The key is read from DRAFTER_MODEL_API_KEY, never from the command line. Makes about six small calls.
    """
    from drafter.engine.probe import probe  # the SDK takes most of a second to import

    settings = engine_settings(base_url, name, api_key, headers=headers, query=query, price=price)
    report = probe(settings, timeout_s=timeout_s)
    if output == "json":
        click.echo(json.dumps(report.as_dict(), indent=2))
    else:
        click.echo(f"{report.model} at {report.base_url}")
        for one in report.tried:
            click.echo(f"  {SIGNS[one.level]} {one.what}: {one.said}")
        click.echo("Drafts can be asked for." if report.usable else "Drafts will be the template writer's.")
    return 0 if report.usable else 1


def engine_settings(
    base_url: str | None,
    name: str | None,
    api_key: str,
    *,
    headers: tuple[str, ...] = (),
    query: tuple[str, ...] = (),
    price: str | None = None,
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
