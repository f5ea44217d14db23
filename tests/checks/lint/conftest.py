"""Small rules of the tests' own, so that the engine is tested whatever the shipped rules say."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.engine import Linter
from drafter.checks.lint.ignores import LINT_RULES
from drafter.checks.lint.rule import Fix, Hit, Option, Rule


def word_rule(code: str, word: str, **fields) -> Rule:
    """A rule that flags one word, case-insensitively."""

    def check(document: Document, context: Context) -> Iterator[Hit]:
        at = document.lower.find(word)
        while at != -1:
            fix = Fix(at, at + len(word), "now", safe=True) if code == "TST001" else None
            yield Hit(at, at + len(word), f"{document.text[at : at + len(word)]!r} is flagged.", fix=fix)
            at = document.lower.find(word, at + 1)

    shape = {
        "name": f"{word}-word", "severity": "warn", "audiences": "CSXEP", "kind": "pattern",
        "summary": f"the word {word}",
        "why": "Tests need it.", "source": "own", "flags": (word,) * 3, "passes": ("fine",) * 3,
    }  # fmt: skip
    return Rule(code=code, check=check, **(shape | fields))


def secret_check(document: Document, context: Context) -> Iterator[Hit]:
    """Flag what follows "key-" up to the next space."""
    at = document.text.find("key-")
    while at != -1:
        end = document.text.find(" ", at)
        end = len(document.text) if end == -1 else end
        yield Hit(at, end, f"{document.text[at:end]!r} is a secret.", suggestions=(document.text[at:end],))
        at = document.text.find("key-", end)


RULES = (
    word_rule("TST001", "soon"),
    word_rule("TST002", "later", severity="info", options=(Option("limit", 3, "how many"),)),
    word_rule("TST003", "today", needs=("now",)),
    word_rule("TST004", "hidden", default=False),
    word_rule("OTH001", "other", audiences="P"),
    word_rule("LEK901", "server9", severity="block", languages=()),
    word_rule("LEK902", "key", severity="block", languages=(), secret=True)._replace(check=secret_check),
    *LINT_RULES,
)


@pytest.fixture
def rules() -> tuple[Rule, ...]:
    """The tests' own rules and those of the engine."""
    return RULES


@pytest.fixture
def linter() -> Linter:
    """A linter with all of them."""
    return Linter(rules=RULES, known=RULES)


@pytest.fixture(scope="session")
def program(root: Path) -> Callable[[str], ModuleType]:
    """Import a program of bench/ as a module."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, root / "bench" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    return load
