"""Puts together what a run knows: rules, configuration, and each text's own context.

What is given outright wins over the text's front matter, that over the configuration, that over a guess
from the file name; the status page is what is left.
"""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from drafter.checks.lint import config as configuration
from drafter.checks.lint import files, front_matter, phrases
from drafter.checks.lint.config import Config
from drafter.checks.lint.context import AUDIENCE_CLASS, Context, reader_of
from drafter.checks.lint.engine import Linter, Result
from drafter.checks.lint.globs import matches
from drafter.checks.lint.map_terms import MapTerms
from drafter.checks.lint.registry import ALL_RULES
from drafter.checks.lint.selection import select
from drafter.core.patterns import lazy
from drafter.errors import DrafterError, InputError

_POSTMORTEM = lazy(
    r"post-?_?mortem|incident[-_ ]?re(?:view|port)|retrospective|(?:^|[-_./ ])rca(?:[-_./ ]|$)"
)


class Given(NamedTuple):
    """The context that the caller states; None is not stated. See `Context` for the meanings."""

    audience: str | None = None
    stage: str | None = None
    channel: str | None = None
    now: datetime | None = None
    previous: tuple[str, ...] = ()
    previous_at: datetime | None = None
    promised_at: datetime | None = None
    next_update_at: datetime | None = None
    title: str | None = None
    severity: str | None = None
    cadence_min: int | None = None
    system_map: MapTerms | None = None
    allow: tuple[str, ...] = ()
    language: str | None = None


class FileResult(NamedTuple):
    """One file of a run: its result, or the error that kept it from being read."""

    path: str
    source: files.Source | None = None
    result: Result | None = None
    error: DrafterError | None = None
    context: Context | None = None


class Session:
    """Everything one run has in common: configuration, stated context, rules taken in and left out."""

    def __init__(
        self,
        config: Config | None = None,
        given: Given | None = None,
        select: tuple[str, ...] = (),
        extend_select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
    ) -> None:
        self.config = config or Config()
        self.given = given or Given()
        self.select = select
        self.extend_select = extend_select
        self.ignore = ignore
        self._folders: dict[tuple[str, Path | None], str] = {}

    @cached_property
    def linter(self) -> Linter:
        """Return the linter for these rules and settings. Raises InputError for an unknown rule."""
        rules = select(
            ALL_RULES,
            select=self.select or self.config.select,
            extend=(*self.config.extend_select, *self.extend_select),
            ignore=(*self.config.ignore, *self.ignore) if not self.select else self.ignore,
        )
        return Linter(
            rules=rules,
            known=ALL_RULES,
            severities=self.config.severity,
            settings=configuration.settings_of(ALL_RULES, self.config.options),
            terms=self._terms(),
        )

    def _terms(self) -> "phrases.PhraseTable | None":
        """Return the phrases with the team's own added; None when there are no own ones."""
        if not self.config.terms:
            return None
        rows = [
            phrases.Row(
                term.code,
                term.phrase.removeprefix("="),
                term.better,
                term.message,
                exact=term.phrase[0] == "=",
            )
            for term in self.config.terms
        ]
        try:
            return phrases.table(self.config.language or "en").extended(rows)
        except ValueError as error:
            raise InputError(
                f"A term of the configuration cannot be read: {error}.",
                remedy="See 'phrase files' in docs/lint.md.",
                where=str(self.config.path or "config"),
            ) from error

    def check(self, text: str, path: str | None = None) -> tuple[Result, Context]:
        """Lint one text; `path` is its name for globs and guesses, nothing is read from there."""
        context = self.context(text, path)
        return self.linter.run(text, context, without=self._left_out(path)), context

    def check_file(self, path: Path) -> FileResult:
        """Lint one file; an unreadable file gives a result with the error."""
        shown = files.relative(path)
        try:
            source = files.read(path)
            result, context = self.check(source.text, str(path))
        except DrafterError as error:
            return FileResult(shown, error=error)
        return FileResult(shown, source, result, context=context)

    def check_files(self, paths: Iterable[str]) -> Iterator[FileResult]:
        """Lint files, folders and globs, one result a file, in order."""
        for path in files.find(paths, exclude=self.config.exclude, include=self.config.include):
            yield self.check_file(path)

    def _left_out(self, path: str | None) -> tuple[str, ...]:
        if path is None or not self.config.per_file_ignores:
            return ()
        name = self._name(path, self.config.root)
        return tuple(
            code
            for glob, codes in self.config.per_file_ignores.items()
            if matches(name, glob)
            for code in codes
        )

    def context(self, text: str, path: str | None = None) -> Context:
        """Return the context of one text. Raises InputError for values given outright that mean nothing."""
        given, config = self.given, self.config
        stated = front_matter.read(text)
        audience = given.audience or _known_audience(stated.get("audience")) or self._audience_of(path)
        stage = _stage(given.stage or config.stage) or front_matter.stage_of(stated.get("stage"))
        base = Path(path).parent if path and stated else None
        previous = given.previous or _stated_previous(stated.get("previous"), base)
        return Context(
            audience=audience,
            reader=reader_of(audience),
            stage=stage or front_matter.stage_label(text),
            channel=given.channel or stated.get("channel") or config.channel,
            now=given.now or _stated_time(stated.get("now")),
            previous=previous,
            previous_at=given.previous_at or _stated_time(stated.get("previous_at")),
            promised_at=given.promised_at or _stated_time(stated.get("promised_at")),
            next_update_at=given.next_update_at or _stated_time(stated.get("next_update_at")),
            title=given.title or stated.get("title"),
            severity=given.severity or stated.get("severity"),
            cadence_min=given.cadence_min or _stated_minutes(stated.get("cadence_min")),
            system_map=given.system_map or self._stated_map(stated.get("system_map"), base),
            allow=frozenset(term.lower() for term in (*config.allow, *given.allow)),
            language=given.language or stated.get("language") or config.language or "en",
        )

    def _audience_of(self, path: str | None) -> str:
        """Return who reads, when neither caller nor text says: configuration, then the file's name."""
        if path is not None and self.config.per_file_audience:
            name = self._name(path, self.config.root)
            for glob, audience in self.config.per_file_audience.items():
                if matches(name, glob):
                    return audience
        if self.config.audience:
            return self.config.audience
        if path is not None and _POSTMORTEM.search(self._name(path).lower()):
            return "postmortem"
        return "status_page"

    def _name(self, path: str, root: Path | None = None) -> str:
        """Return a file's name seen from `root` or the working folder; a folder is resolved once a run."""
        folder, name = os.path.split(path)
        known = self._folders.get((folder, root))
        if known is None:
            known = self._folders[folder, root] = files.relative(Path(folder), root)
        return name if known == "." else posixpath.join(known, name)

    def _stated_map(self, written: str | None, base: Path | None) -> MapTerms | None:
        if written and base is not None and (base / written).is_file():
            return load_map(base / written)
        return self._configured_map

    @cached_property
    def _configured_map(self) -> MapTerms | None:
        return load_map(self.config.system_map) if self.config.system_map else None


def _known_audience(written: str | None) -> str | None:
    """Return a front matter's audience when it is one of ours: other tools use the key too."""
    if not written:
        return None
    key = written.lower().replace("-", "_").replace(" ", "_")
    return key if key in AUDIENCE_CLASS or (len(key) == 1 and key in "csxep") else None


def _stage(word: str | None) -> str | None:
    if word is None:
        return None
    stage = front_matter.stage_of(word)
    if stage is None:
        known = ", ".join(dict.fromkeys(front_matter.STAGE_WORDS.values()))
        raise InputError(f"{word!r} is not a stage.", remedy=f"Use one of: {known}.")
    return stage


def _stated_previous(written: str | None, base: Path | None) -> tuple[str, ...]:
    """Return the earlier update a front matter gives: a file beside the text, or the words themselves."""
    if not written:
        return ()
    if base is not None and len(written) < 250 and "\n" not in written and (base / written).is_file():
        return (files.read(base / written).text,)
    return (written,)


def _stated_minutes(written: str | None) -> int | None:
    digits = re.match(r"\d{1,5}", written) if written else None
    return int(digits[0]) if digits else None


def _stated_time(written: str | None) -> datetime | None:
    try:
        return moment(written, "") if written else None
    except InputError:
        return None  # a date without a time, or another tool's key


def moment(written: str, what: str) -> datetime:
    """Return an ISO 8601 time; one without an offset is read as UTC. Raises InputError."""
    text = written.strip()
    for zone in (" UTC", " GMT", "UTC", "Z"):
        if text.endswith(zone):
            text = text.removesuffix(zone).rstrip() + "+00:00"
            break
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{what} {written!r} is not a time.".strip(), remedy="Write it as 2026-05-04T14:10Z."
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def load_map(path: Path) -> MapTerms:
    """Read the names and words of a map file: YAML or JSON, Drafter's form or a Backstage catalogue."""
    text = files.read(path).text
    remedy = "See the system map's format in the documentation, or run `drafter map check`."
    try:
        if path.suffix.lower() == ".json":
            import json

            documents: list[Any] = [json.loads(text)]
        else:
            import yaml  # only when there is a map

            documents = list(yaml.safe_load_all(text))
    except Exception as error:  # YAML and JSON readers raise many kinds
        problem = str(error).split("\n", 1)[0]
        raise InputError(f"Not YAML or JSON: {problem}.", remedy=remedy, where=str(path)) from error
    return map_of(documents, str(path), remedy)


def map_of(documents: Sequence[Any], where: str, remedy: str) -> MapTerms:
    """Return the terms of the documents of one map file."""
    rows = [
        entry for one in documents if one is not None for entry in (one if isinstance(one, list) else [one])
    ]
    if not rows or not all(isinstance(row, Mapping) for row in rows):
        raise InputError("The map holds no table of components.", remedy=remedy, where=where)
    if any("metadata" in row for row in rows):
        entities = [row["metadata"] for row in rows if isinstance(row.get("metadata"), Mapping)]
        components = [
            {"id": one.get("name"), "name": one.get("title"), "aliases": one.get("tags") and []}
            for one in entities
        ]
        return MapTerms.of({"components": components})
    return MapTerms.of(rows[0])
