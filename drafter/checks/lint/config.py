"""Reads the linter's configuration.

It is the nearest `drafter.toml` (table [lint]) or `pyproject.toml` (table [tool.drafter.lint]):

    [lint]
    audience = "status_page"            # who reads, when neither the command line nor the text says
    select = ["ALL"]                    # or extend-select
    ignore = ["CLR014", "vague-cause"]
    allow = ["Kubernetes", "pod"]       # terms and names that readers of this product know
    system-map = "system_map.yaml"      # from the folder of this file
    fail-on = "warn"
    exclude = ["vendor/**"]

    [lint.severity]
    TIM004 = "block"

    [lint.options.CLR001]
    max_words = 18

    [lint.terms]                        # own phrases for a phrase rule
    JAR001 = ["mothership", { phrase = "flux{,es}", better = ["export"], message = "..." }]

    [lint.per-file-ignores]
    "postmortems/**" = ["CLR003"]

    [lint.per-file-audience]
    "postmortems/**" = "postmortem"

Every mistake is an error that names the file and the key.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from drafter.checks.lint.rule import Option, Rule
from drafter.checks.lint.selection import resolve
from drafter.core.finding import SEVERITIES, Severity
from drafter.errors import InputError

SCALARS = {"audience": str, "stage": str, "channel": str, "language": str, "fail-on": str, "system-map": str}
LISTS = ("select", "extend-select", "ignore", "allow", "exclude", "include")
TABLES = ("severity", "options", "terms", "per-file-ignores", "per-file-audience")


class Term(NamedTuple):
    """A phrase of the team's own for one phrase rule."""

    code: str
    phrase: str
    better: tuple[str, ...] = ()
    message: str = ""


_NONE: Mapping[str, Any] = MappingProxyType({})


class Config(NamedTuple):
    """What the configuration says; `path` is None when there is none. Globs count from `root`."""

    path: Path | None = None
    audience: str | None = None
    stage: str | None = None
    channel: str | None = None
    language: str | None = None
    fail_on: Severity | None = None
    system_map: Path | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = _NONE
    options: Mapping[str, Mapping[str, Any]] = _NONE
    terms: tuple[Term, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = _NONE
    per_file_audience: Mapping[str, str] = _NONE

    @property
    def root(self) -> Path | None:
        """Return the folder the configuration lies in."""
        return self.path.parent if self.path else None


def discover(start: Path, rules: Sequence[Rule]) -> Config:
    """Return the configuration nearest to `start` (a file or folder), walking up; empty when there is none.

    In one folder `drafter.toml` comes before `pyproject.toml`.
    """
    folder = start if start.is_dir() else start.parent
    for place in (folder, *folder.parents):
        own = place / "drafter.toml"
        if own.is_file():
            return load(own, rules)
        shared = place / "pyproject.toml"
        if shared.is_file() and b"tool.drafter" in shared.read_bytes():
            return load(shared, rules)
    return Config()


def load(path: Path, rules: Sequence[Rule]) -> Config:
    """Read one configuration file. Raises InputError for everything that cannot be used."""
    import tomllib  # only when there is a configuration

    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(
            f"The configuration {str(path)!r} cannot be read: {error.strerror}.",
            remedy="Name a TOML file with a [lint] table.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"Not TOML: {error}.", remedy="Correct the line.", where=str(path)) from error
    if path.name == "pyproject.toml":
        tool = _table(data.get("tool", {}), "tool", path)
        ours = _table(tool.get("drafter", {}), "tool.drafter", path)
        return read(_table(ours.get("lint", {}), "tool.drafter.lint", path), rules, path)
    return read(_table(data.get("lint", {}), "lint", path), rules, path)


def read(table: Mapping[str, Any], rules: Sequence[Rule], path: Path | None = None) -> Config:
    """Return the configuration that a [lint] table says."""
    where = str(path) if path else "config"
    known = (*SCALARS, *LISTS, *TABLES)
    values: dict[str, Any] = {}
    for written, value in table.items():
        key = written.replace("_", "-")
        if key not in known:
            raise InputError(f"{written!r} is not a lint setting.", remedy=_nearest(key, known), where=where)
        values[key] = value
    for key, kind in SCALARS.items():
        if key in values and not isinstance(values[key], kind):
            raise InputError(
                f"{key} = {values[key]!r} is not a string.", remedy="Put it in quotes.", where=where
            )
    for key in LISTS:
        values[key] = _strings(values.get(key, []), key, where)
    fail_on = values.get("fail-on")
    system_map = values.get("system-map")
    for key in ("select", "extend-select", "ignore"):
        for name in values[key]:
            resolve(name, rules, f"{where}, {key}")
    return Config(
        path=path,
        audience=values.get("audience"),
        stage=values.get("stage"),
        channel=values.get("channel"),
        language=values.get("language"),
        fail_on=_severity(fail_on, f"{where}, fail-on") if fail_on else None,
        system_map=(path.parent if path else Path()) / system_map if system_map else None,
        select=values["select"],
        extend_select=values["extend-select"],
        ignore=values["ignore"],
        allow=values["allow"],
        exclude=values["exclude"],
        include=values["include"],
        severity=_severities(values.get("severity", {}), rules, where),
        options=_options(values.get("options", {}), rules, where),
        terms=_terms(values.get("terms", {}), rules, where),
        per_file_ignores=_per_file(values.get("per-file-ignores", {}), rules, where),
        per_file_audience=_audiences(values.get("per-file-audience", {}), where),
    )


def settings_of(rules: Sequence[Rule], options: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return every rule's settings by code: the defaults, with `options` over them."""
    return {
        rule.code: {option.name: option.default for option in rule.options} | dict(options.get(rule.code, {}))
        for rule in rules
        if rule.options
    }


def _nearest(key: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # only on the way to an error

    close = get_close_matches(key, known, 1)
    listing = f"There are: {', '.join(known)}."
    return f"Did you mean {close[0]!r}? {listing}" if close else listing


def _table(value: Any, name: str, path: Path | str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"{name} = {value!r} is not a table.", remedy=f"Write [{name}].", where=str(path))
    return value


def _strings(value: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise InputError(
            f"{key} = {value!r} is not a list of strings.",
            remedy=f'Write {key} = ["...", "..."].',
            where=where,
        )
    return tuple(value)


def _severity(value: Any, where: str) -> Severity:
    for severity in SEVERITIES:
        if value == severity:
            return severity
    raise InputError(f"{value!r} is not a severity.", remedy="Use block, warn or info.", where=where)


def _one(name: str, rules: Sequence[Rule], where: str) -> Rule:
    found = resolve(name, rules, where)
    if len(found) != 1:
        raise InputError(
            f"{name!r} stands for several rules.", remedy="Give one rule's code or name.", where=where
        )
    return found[0]


def _severities(value: Any, rules: Sequence[Rule], where: str) -> dict[str, Severity]:
    table = _table(value, "lint.severity", where)
    return {
        rule.code: _severity(level, f"{where}, severity.{name}")
        for name, level in table.items()
        for rule in resolve(name, rules, f"{where}, severity")
    }


def check_option(option: Option, value: Any, where: str) -> Any:
    """Return `value` when it has the type of the option's default. Raises InputError otherwise."""
    default = option.default
    if isinstance(default, (tuple, list, frozenset)) and isinstance(value, list):
        return type(default)(value)
    wanted = (int, float) if isinstance(default, float) else type(default)
    if default is not None and (
        not isinstance(value, wanted) or isinstance(value, bool) != isinstance(default, bool)
    ):
        raise InputError(
            f"{option.name} = {value!r} is not of the kind the rule takes.",
            remedy=f"The default is {default!r}: {option.help}",
            where=where,
        )
    return value


def _options(value: Any, rules: Sequence[Rule], where: str) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for name, table in _table(value, "lint.options", where).items():
        rule = _one(name, rules, f"{where}, options")
        here = f"{where}, options.{name}"
        by_name = {option.name: option for option in rule.options}
        for key, setting in _table(table, f"lint.options.{name}", where).items():
            option = by_name.get(key.replace("-", "_"))
            if option is None:
                remedy = (
                    f"It takes: {', '.join(by_name)}." if by_name else "It takes none: see `drafter rules`."
                )
                raise InputError(f"{rule.code} has no option {key!r}.", remedy=remedy, where=here)
            out.setdefault(rule.code, {})[option.name] = check_option(option, setting, here)
    return out


def _terms(value: Any, rules: Sequence[Rule], where: str) -> tuple[Term, ...]:
    out: list[Term] = []
    for name, entries in _table(value, "lint.terms", where).items():
        rule = _one(name, rules, f"{where}, terms")
        here = f"{where}, terms.{name}"
        if rule.kind != "phrase":
            raise InputError(
                f"{rule.code} does not work from phrases.", remedy="Use a phrase rule.", where=here
            )
        for entry in entries if isinstance(entries, list) else [entries]:
            fields = {"phrase": entry} if isinstance(entry, str) else entry
            if (
                not isinstance(fields, Mapping)
                or not isinstance(fields.get("phrase"), str)
                or not fields["phrase"].strip()
            ):
                raise InputError(
                    f"{entry!r} is not a term.",
                    remedy='Write "words" or { phrase = "words", better = ["..."], message = "..." }.',
                    where=here,
                )
            better = _strings(fields.get("better", []), "better", here)
            out.append(Term(rule.code, fields["phrase"].strip(), better, str(fields.get("message", ""))))
    return tuple(out)


def _per_file(value: Any, rules: Sequence[Rule], where: str) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for glob, names in _table(value, "lint.per-file-ignores", where).items():
        here = f"{where}, per-file-ignores.{glob}"
        codes = [rule.code for name in _strings(names, glob, here) for rule in resolve(name, rules, here)]
        out[glob] = tuple(codes)
    return out


def _audiences(value: Any, where: str) -> dict[str, str]:
    from drafter.checks.lint.context import reader_of

    table = _table(value, "lint.per-file-audience", where)
    for glob, audience in table.items():
        reader_of(audience, f"{where}, per-file-audience.{glob}")
    return {str(glob): str(audience) for glob, audience in table.items()}
