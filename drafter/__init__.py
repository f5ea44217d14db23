"""Plain-language incident updates whose every sentence shows the notes it rests on.

The whole public library is four functions, imported when first used so that `drafter lint` stays fast:

    draft(notes, system_map)   notes and a map in; fact sheet and one draft per audience out
    verify(text, notes=...)    what in this text do the notes not support?
    lint(text)                 what would a reader of this update stumble over?
    rewrite(postmortem)        an internal report in, the customers' version out
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.checks.lint.api import lint
    from drafter.pipeline import draft, verify
    from drafter.rewriting.rewrite import rewrite

__all__ = ["draft", "lint", "rewrite", "verify"]
__version__ = "0.1.0"

_HOMES = {
    "draft": "drafter.pipeline",
    "verify": "drafter.pipeline",
    "lint": "drafter.checks.lint.api",
    "rewrite": "drafter.rewriting.rewrite",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'drafter' has no attribute {name!r}")
