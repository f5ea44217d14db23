"""The forms findings are printed in. Each module has `render(files, look)`, which yields pieces of text.

A form is imported when it is asked for. Secrets never reach a form: findings come masked, and source
lines go through `engine.mask`.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from drafter.checks.lint.session import FileResult

FORMS = ("full", "concise", "json", "json-lines", "github", "sarif", "junit")
_MODULES = {name: name.replace("-", "_") for name in FORMS} | {"json": "json_list"}


class Look(NamedTuple):
    """How text forms look: with colour or not, with a closing line or not."""

    colour: bool = False
    summary: bool = True


Render = Callable[[Iterable[FileResult], Look], Iterator[str]]


def form(name: str) -> Render:
    """Return the renderer called `name`, one of FORMS."""
    render: Render = import_module(f"drafter.checks.lint.report.{_MODULES[name]}").render
    return render
