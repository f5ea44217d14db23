"""The prompts: Jinja2 files with declared variables, rendered strictly.

A prompt's variables are declared in `prompts/<language>/model/prompts.toml`; rendering with one more or
one fewer fails. The rules that check an instruction stand in a comment at its end and never reach a model.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from drafter.engine.prompt import Message, MessageRole
from drafter.resources import folder

_RULES = re.compile(r"\{#\s*((?:[A-Z]{3}\d{3}\s*)+)#\}")
_INSTRUCTION = re.compile(r"^(?:\{%-?.*?-?%\})*- ")


@dataclass(frozen=True, slots=True)
class Instruction:
    """A line of a prompt that tells the model what to do, and the codes of the rules that check it."""

    file: str
    text: str
    rules: tuple[str, ...]


@cache
def _environment(language: str) -> Environment:
    loader = FileSystemLoader(folder("prompts") / language / "model")
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=False)  # noqa: S701 - never HTML


@cache
def declared(language: str = "en") -> dict[str, dict[str, Any]]:
    """Return each prompt's role and variables."""
    path = folder("prompts") / language / "model" / "prompts.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def render(name: str, language: str = "en", **values: object) -> Message:
    """Return the prompt called `name` as a message.

    Raises TypeError when `values` are not exactly the declared variables, and Jinja2's UndefinedError
    when a template uses something that is not there: both are faults of the program, not of a person.
    """
    entry = declared(language)[name]
    if set(values) != set(entry["variables"]):
        raise TypeError(f"the prompt {name!r} takes {sorted(entry['variables'])}, got {sorted(values)}")
    text = _environment(language).get_template(f"{name}.j2").render(**values)
    return Message(cast(MessageRole, entry["role"]), text.strip())


def used_variables(name: str, language: str = "en") -> set[str]:
    """Return the variables a prompt's file uses, its included files counted in."""
    environment = _environment(language)
    pending, seen, found = [f"{name}.j2"], set(), set()
    while pending:
        file = pending.pop()
        if file in seen:
            continue
        seen.add(file)
        assert environment.loader is not None
        tree = environment.parse(environment.loader.get_source(environment, file)[0])
        found |= meta.find_undeclared_variables(tree)
        pending += [one for one in meta.find_referenced_templates(tree) if one]
    return found


def instructions(language: str = "en") -> list[Instruction]:
    """Return every instruction of every prompt file, with the rules that check it."""
    found = []
    for path in sorted((folder("prompts") / language / "model").glob("*.j2")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if _INSTRUCTION.match(line):
                match = _RULES.search(line)
                rules = tuple(match[1].split()) if match else ()
                found.append(Instruction(path.name, _RULES.sub("", line).strip(), rules))
    return found
