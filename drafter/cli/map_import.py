"""`drafter map import`: a Backstage catalogue to the skeleton of a map, with what to ask."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from drafter.cli.options import FORMAT, read_bytes
from drafter.errors import InputError
from drafter.intake.backstage import CatalogueImport, import_catalogue

SUFFIXES = (".yaml", ".yml")
SHOWN = 8  # of each kind, for people


@click.command(name="import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--output", "-o", "target", metavar="FILE", help="Write the map there. Default: print it.")
@FORMAT
def command(paths: tuple[str, ...], target: str | None, output: str) -> int:
    """Turn the catalogue files in PATH (folders or files) into a map to complete.

    The map goes to standard output or FILE; warnings and questions go to standard error.
    """
    found = import_catalogue(catalogue_files(paths))
    text = found.as_yaml()
    if target:
        _write(Path(target), text)
    if output == "json":
        click.echo(json.dumps(found.model_dump(mode="json"), indent=2, ensure_ascii=False))
        return 0
    if not target:
        click.echo(text, nl=False)
    _tell(found, target)
    return 0


def catalogue_files(paths: tuple[str, ...]) -> dict[str, bytes]:
    """Return every YAML file under the paths, by its path. Raises InputError when there is none."""
    files: dict[str, bytes] = {}
    for given in paths:
        path = Path(given)
        inside = sorted(one for one in path.rglob("*") if one.suffix in SUFFIXES and one.is_file())
        for one in inside if path.is_dir() else [path]:
            shown = one.relative_to(path) if path.is_dir() and len(paths) == 1 else one
            files[shown.as_posix()] = read_bytes(str(one))
    if not files:
        raise InputError(
            f"No YAML file was found in {', '.join(paths)}.",
            remedy="Name the folder that holds the catalog-info.yaml files.",
        )
    return files


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(
            f"{str(path)!r} exists already.", remedy="Choose another name, so that nothing is overwritten."
        ) from None
    except OSError as error:
        raise InputError(
            f"{str(path)!r} cannot be written: {error.strerror}.", remedy="Choose another place."
        ) from None


def _tell(found: CatalogueImport, target: str | None) -> None:
    _some("warning", found.warnings)
    _some("to do", [f"{gap.where}: {gap.message} {gap.remedy}" for gap in found.questions])
    parts, to_fill = len(found.system_map.components), len(found.questions)
    place = f" in {target}" if target else ""
    click.echo(
        f"{parts} components{place}, {len(found.warnings)} warnings, {to_fill} things to fill in.",
        err=True,
    )


def _some(word: str, lines: Sequence[str]) -> None:
    for line in lines[:SHOWN]:
        click.echo(f"{word}: {line}", err=True)
    if len(lines) > SHOWN:
        click.echo(f"{word}: ... and {len(lines) - SHOWN} more; --format json lists them all.", err=True)
