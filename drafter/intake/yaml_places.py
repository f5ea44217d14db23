"""YAML read into values that remember their line, so that every error can name its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from drafter.errors import InputError, TooLarge

_NULL = "tag:yaml.org,2002:null"
_BOOL = "tag:yaml.org,2002:bool"
_PLAIN = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "timestamp", "value", "merge")
)
_TRUE = frozenset({"true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Value:
    """One YAML value: `kind` says which of the fields holds it; `line` is 0 when there is no file.

    Scalars keep their text as written, so an id such as `2024-01-01` or `off` stays what was typed.
    """

    kind: str  # text, bool, null, list, mapping
    line: int
    text: str = ""
    truth: bool = False
    items: tuple["Value", ...] = ()
    entries: Mapping[str, "Value"] = field(default_factory=dict)

    @property
    def noun(self) -> str:
        """Return the kind in words for an error message."""
        return {"text": "text", "bool": "true or false", "null": "empty", "list": "a list"}.get(
            self.kind, "a mapping"
        )


def read_yaml(text: str, *, name: str, max_values: int) -> Value:
    """Return the one document in `text`.

    Raises InputError for bad YAML, a duplicate key, a second document, a tag; TooLarge over `max_values`.
    """
    loader = yaml.SafeLoader
    try:
        documents = list(yaml.compose_all(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name} line {mark.line + 1}, column {mark.column + 1}" if mark else name
        problem = (error.problem or str(error)).rstrip(".")
        raise InputError(
            f"This is not valid YAML: {problem}.",
            remedy=(
                "Indent with spaces; put text that holds ': ' or begins with @ ` % & * ! | or > in quotes."
            ),
            where=place,
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else _first_line(error)
        raise InputError(
            f"This is not valid YAML: {what}.", remedy="Save the map as plain UTF-8 text.", where=name
        ) from None
    if len(documents) > 1:
        raise InputError(
            f"The file holds {len(documents)} YAML documents.",
            remedy="Keep one; remove the '---' lines between them.",
            where=f"{name} line {documents[1].start_mark.line + 1}",
        )
    if not documents or documents[0] is None:
        raise InputError(
            "The map is empty.", remedy="Start with 'components:' and one '- id: ...'.", where=name
        )
    return _Reader(name, max_values).value(documents[0], depth=0)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0].rstrip(".") or type(error).__name__


class _Reader:
    def __init__(self, name: str, max_values: int) -> None:
        self.name = name
        self.max_values = max_values
        self.count = 0

    def value(self, node: yaml.Node, depth: int) -> Value:
        # Counted here, not in the file: a few aliases can stand for millions of values.
        self.count += 1
        line = node.start_mark.line + 1
        if self.count > self.max_values:
            raise TooLarge(
                f"The map holds more than {self.max_values:,} values.",
                remedy="Split it, or remove repeated aliases (*name).",
                where=f"{self.name} line {line}",
            )
        if depth > 20:
            raise InputError(
                "The map is nested more than 20 levels deep.",
                remedy="A map has at most four levels; see docs/maps.md.",
                where=f"{self.name} line {line}",
            )
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, line)
        if isinstance(node, yaml.SequenceNode):
            return Value("list", line, items=tuple(self.value(item, depth + 1) for item in node.value))
        entries: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise InputError(
                    "A key is a list or a mapping.",
                    remedy="Keys are single words.",
                    where=f"{self.name} line {key_line}",
                )
            key = str(key_node.value)
            if key in entries:
                raise InputError(
                    f"The key '{key}' stands here a second time (first on line {entries[key].line}).",
                    remedy="Join the two, or remove one; YAML would silently keep only the last.",
                    where=f"{self.name} line {key_line}",
                )
            entries[key] = self.value(value_node, depth + 1)
        return Value("mapping", line, entries=entries)

    def scalar(self, node: yaml.ScalarNode, line: int) -> Value:
        text = str(node.value)
        if node.tag == _NULL:
            return Value("null", line)
        if node.tag == _BOOL:
            return Value("bool", line, text=text, truth=text.lower() in _TRUE)
        if node.tag not in _PLAIN:
            raise InputError(
                f"The tag '{node.tag}' is not used in a map.",
                remedy="Remove it, or put the text in quotes.",
                where=f"{self.name} line {line}",
            )
        return Value("text", line, text=text)


def wrap(data: object, *, name: str, depth: int = 0) -> Value:
    """Return plain data (from JSON, say) as values without lines. Raises InputError for other types."""
    if depth > 20:
        raise InputError(
            "The map is nested more than 20 levels deep.", remedy="See docs/maps.md.", where=name
        )
    if data is None:
        return Value("null", 0)
    if isinstance(data, bool):
        return Value("bool", 0, text=str(data).lower(), truth=data)
    if isinstance(data, str | int | float):
        return Value("text", 0, text=str(data))
    if isinstance(data, Mapping):
        return Value(
            "mapping",
            0,
            entries={str(key): wrap(value, name=name, depth=depth + 1) for key, value in data.items()},
        )
    if isinstance(data, Sequence) and not isinstance(data, bytes | bytearray):
        return Value("list", 0, items=tuple(wrap(item, name=name, depth=depth + 1) for item in data))
    raise InputError(
        f"A value is of the type {type(data).__name__}.", remedy="Use text, lists and mappings.", where=name
    )
