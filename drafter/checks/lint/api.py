"""Linting as a library: plain functions over plain values, standard library only."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.checks.lint import config as configuration
from drafter.checks.lint.config import Config
from drafter.checks.lint.engine import Linter, Result
from drafter.checks.lint.map_terms import MapTerms
from drafter.checks.lint.registry import ALL_RULES
from drafter.checks.lint.session import FileResult, Given, Session, moment
from drafter.core.finding import Finding

__all__ = ["FileResult", "Linter", "Result", "check", "lint", "lint_files", "session"]

Moment = datetime | str | None


def lint(
    text: str,
    *,
    audience: str | None = None,
    stage: str | None = None,
    channel: str | None = None,
    now: Moment = None,
    previous: str | Iterable[str] | None = None,
    previous_at: Moment = None,
    promised_at: Moment = None,
    next_update_at: Moment = None,
    title: str | None = None,
    severity: str | None = None,
    cadence_min: int | None = None,
    system_map: Any = None,
    allow: Iterable[str] = (),
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: Config | Mapping[str, Any] | Path | str | None = None,
    language: str | None = None,
) -> list[Finding]:
    """Return what a reader of `text` would stumble over, in text order.

    Spans are code points of `text`. Context that is not given is taken from the text's front matter; the
    audience is then the status page. `previous` is the last update (or all earlier ones, latest last);
    times are aware, or ISO 8601. `system_map` is a `SystemMap`, or a dictionary of the same shape.
    `config` is a configuration file, or its [lint] table; none is looked for. Secrets are masked.
    Raises InputError for an unknown rule, audience, stage or setting.
    """
    given = Given(
        audience=audience,
        stage=stage,
        channel=channel,
        now=_moment(now, "now"),
        previous=_texts(previous),
        previous_at=_moment(previous_at, "previous_at"),
        promised_at=_moment(promised_at, "promised_at"),
        next_update_at=_moment(next_update_at, "next_update_at"),
        title=title,
        severity=severity,
        cadence_min=cadence_min,
        system_map=_terms(system_map),
        allow=tuple(allow),
        language=language,
    )
    return list(
        check(text, given, select=select, extend_select=extend_select, ignore=ignore, config=config).findings
    )


def check(
    text: str,
    given: Given | None = None,
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: Config | Mapping[str, Any] | Path | str | None = None,
) -> Result:
    """Return the whole result of one text: findings, their fixes, skipped rules, spans of secrets."""
    run = session(given, select=select, extend_select=extend_select, ignore=ignore, config=config)
    return run.check(text)[0]


def session(
    given: Given | None = None,
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: Config | Mapping[str, Any] | Path | str | None = None,
) -> Session:
    """Return a run to check many texts with the same rules and settings."""
    read = _config(config)
    chosen = (tuple(select), tuple(extend_select), tuple(ignore))
    made = Session(read, given or Given(), *chosen)
    if config is None:
        made.__dict__["linter"] = _plain_linter(
            *chosen
        )  # fills the cached property: the rules are the same each time
    return made


def lint_files(
    paths: Iterable[str],
    given: Given | None = None,
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: Config | Mapping[str, Any] | Path | str | None = None,
) -> Iterator[FileResult]:
    """Yield one result a file, for files, folders and globs. Raises InputError for a path without files."""
    run = session(given, select=select, extend_select=extend_select, ignore=ignore, config=config)
    return run.check_files(paths)


@lru_cache(maxsize=64)
def _plain_linter(select: tuple[str, ...], extend: tuple[str, ...], ignore: tuple[str, ...]) -> Linter:
    return Session(Config(), Given(), select, extend, ignore).linter


def _config(config: Config | Mapping[str, Any] | Path | str | None) -> Config:
    if config is None:
        return Config()
    if isinstance(config, Config):
        return config
    if isinstance(config, Mapping):
        return configuration.read(config, ALL_RULES)
    return configuration.load(Path(config), ALL_RULES)


def _moment(value: Moment, what: str) -> datetime | None:
    return moment(value.isoformat() if isinstance(value, datetime) else value, what) if value else None


def _texts(previous: str | Iterable[str] | None) -> tuple[str, ...]:
    if previous is None:
        return ()
    return (previous,) if isinstance(previous, str) else tuple(previous)


def _terms(system_map: Any) -> MapTerms | None:
    if system_map is None or isinstance(system_map, MapTerms):
        return system_map
    return MapTerms.of(system_map)
