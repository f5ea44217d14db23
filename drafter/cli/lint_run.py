"""One invocation of `drafter lint`: which files, which findings, where they go, which exit code."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from drafter.checks.lint import config as configuration
from drafter.checks.lint import files, fixes
from drafter.checks.lint.config import Config
from drafter.checks.lint.registry import ALL_RULES, rule
from drafter.checks.lint.report import Look, form
from drafter.checks.lint.session import FileResult, Given, Session, load_map, moment
from drafter.core.finding import SEVERITIES
from drafter.errors import DrafterError, InputError

STDIN = "<stdin>"


class Run:
    """One invocation."""

    def __init__(self, **options: Any) -> None:
        self.options = options
        self.unreadable = 0
        self.worst = len(SEVERITIES)  # index into SEVERITIES of the worst finding that is left
        self.changed = 0
        self._sessions: dict[Path, Session] = {}

    def run(self) -> int:
        """Do it all; return the exit code."""
        options = self.options
        if options["explain"]:
            from drafter.checks.lint.pages import explain

            click.echo(explain(rule(options["explain"])))
            return 0
        if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
            raise click.UsageError("--unsafe-fixes does nothing alone. Add --fix, or --diff to look first.")
        self.fixed_config = self._given_config()
        self.given = self._given()
        base = self.fixed_config or configuration.discover(Path.cwd(), ALL_RULES)
        results = list(self._watched(self._results(base)))
        self._print(results)
        if options["verbose"]:
            self._explain_skips(results, base)
        return self._exit_code(base)

    def _given_config(self) -> Config | None:
        if self.options["config_path"]:
            return configuration.load(Path(self.options["config_path"]), ALL_RULES)
        return Config() if self.options["isolated"] else None

    def _given(self) -> Given:
        """Return the context the command line states."""
        o = self.options

        def time(name: str) -> Any:
            return moment(o[name], "--" + name.replace("_", "-")) if o[name] else None

        return Given(
            audience=o["audience"],
            stage=o["stage"],
            channel=o["channel"],
            now=time("now"),
            previous=tuple(files.read(Path(path)).text for path in o["previous"]),
            promised_at=time("promised_at"),
            next_update_at=time("next_update_at"),
            title=o["title"],
            severity=o["severity"],
            cadence_min=o["cadence"],
            system_map=load_map(Path(o["system_map"])) if o["system_map"] else None,
            language=o["language"],
        )

    def _session(self, folder: Path) -> Session:
        """Return the run for files of a folder: the nearest configuration decides."""
        key = Path() if self.fixed_config else folder.resolve()
        if key not in self._sessions:
            config = self.fixed_config or configuration.discover(key, ALL_RULES)
            o = self.options
            same = next((s for s in self._sessions.values() if s.config.path == config.path), None)
            self._sessions[key] = same or Session(
                config, self.given, o["select"], o["extend_select"], o["ignore"]
            )
            self._sessions[key].linter  # noqa: B018  an unknown rule is an error before any file is read
        return self._sessions[key]

    def _results(self, base: Config) -> Iterator[FileResult]:
        paths = list(self.options["paths"]) or ["."]
        self._session(Path.cwd())
        exclude = (*base.exclude, *self.options["exclude"])
        for path in paths:
            if path == "-":
                yield self._standard_input()
        for file in files.find([p for p in paths if p != "-"], exclude=exclude, include=base.include):
            session = self._session(file.parent)
            yield self._mended(session, file, session.check_file(file))

    def _standard_input(self) -> FileResult:
        name = self.options["stdin_filename"]
        session = self._session(Path(name).parent if name else Path.cwd())
        try:
            source = files.decode(sys.stdin.buffer.read(), name or STDIN)
            result, context = session.check(source.text, name)
        except DrafterError as error:
            return FileResult(name or STDIN, error=error)
        return self._mended(session, None, FileResult(name or STDIN, source, result, context=context))

    def _mended(self, session: Session, path: Path | None, file: FileResult) -> FileResult:
        """Apply or show the fixes of one file, when asked to."""
        o = self.options
        if file.error is not None:
            self.unreadable += 1
            where = f"{file.error.where}: " if file.error.where else ""
            click.echo(f"drafter: {where}{file.error.message} {file.error.remedy}", err=True)
        if file.result is None or file.source is None:
            return file
        after = file.result
        if o["fix"] or o["diff"]:
            name = str(path) if path else o["stdin_filename"]
            after, count = fixes.mend(
                file.result, lambda text: session.check(text, name)[0], unsafe=o["unsafe_fixes"]
            )
            self.changed += count
            if o["diff"]:
                click.echo(fixes.diff(file.result, after, file.path), nl=False)
            elif path is None:
                click.echo(after.text, nl=False)
            elif count:
                _write(path, file.source.encode(after.text))
        for finding in after.findings:
            self.worst = min(self.worst, SEVERITIES.index(finding.severity))
        return FileResult(file.path, file.source, after, context=file.context)

    def _watched(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """Show on a terminal how far a long run has come."""
        from time import monotonic

        shown = sys.stderr.isatty() and not self.options["quiet"]
        began = last = monotonic()
        for count, result in enumerate(results, 1):
            now = monotonic() if shown else began
            if now - began > 1 and now - last > 0.2:
                last = now
                sys.stderr.write(f"\r{count} files read ...")
                sys.stderr.flush()
            yield result
        if last != began:
            sys.stderr.write("\r" + " " * 30 + "\r")

    def _print(self, results: list[FileResult]) -> None:
        """Print the findings in the form asked for."""
        o = self.options
        if o["diff"]:
            if not o["quiet"]:
                click.echo(f"--fix would mend {self.changed}.", err=True)
            return
        if o["statistics"]:
            from drafter.checks.lint.report.statistics import render

            text = render(results, as_json=o["output"] in ("json", "json-lines"))
        else:
            look = Look(self._coloured(), summary=not o["quiet"])
            name = "full" if o["output"] == "text" else o["output"]
            text = "".join(form(name)(results, look))
        if o["to_file"]:
            _write(Path(o["to_file"]), text.encode())
        else:  # a mended text on standard output must stay alone there
            click.echo(
                text, nl=False, err="-" in o["paths"] and o["fix"], color=True if self._coloured() else None
            )
        if o["fix"] and self.changed and not o["quiet"]:
            click.echo(f"Mended {self.changed}.", err=True)

    def _coloured(self) -> bool:
        wanted = self.options["color"]
        if wanted != "auto":
            return bool(wanted == "always")
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or self.options["to_file"]:
            return False
        return sys.stdout.isatty()

    def _explain_skips(self, results: list[FileResult], base: Config) -> None:
        """Say on standard error what was taken for granted and what could not be judged."""
        click.echo(f"configuration: {base.path or 'none'}", err=True)
        skipped: dict[tuple[str, tuple[str, ...]], int] = {}
        for file in results:
            if file.result is None or file.context is None:
                continue
            stage = f", stage {file.context.stage}" if file.context.stage else ""
            click.echo(f"{file.path}: read as {file.context.audience}{stage}", err=True)
            for skip in file.result.skipped:
                skipped[skip] = skipped.get(skip, 0) + 1
            for finding in file.result.waived:
                click.echo(f"{file.path}:{finding.line}: {finding.rule} ignored in the text", err=True)
        for (code, missing), count in sorted(skipped.items()):
            flags = ", ".join("--" + need.replace("_", "-") for need in missing)
            click.echo(
                f"{code} {rule(code).name} skipped in {count} file{'s' * (count != 1)}: needs {flags}",
                err=True,
            )

    def _exit_code(self, base: Config) -> int:
        if self.unreadable:
            return 2
        if self.options["exit_zero"]:
            return 0
        if self.options["diff"]:
            return int(self.changed > 0)
        limit = self.options["fail_on"] or base.fail_on or "warn"
        return int(self.worst <= SEVERITIES.index(limit))


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that an interrupted run never leaves half of it. Raises InputError."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.drafter-new")
    try:
        beside.write_bytes(data)
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(
            f"{str(path)!r} cannot be written: {error.strerror}.", remedy="Check folder and permissions."
        ) from error
