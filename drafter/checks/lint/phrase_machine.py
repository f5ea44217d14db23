"""All phrases of all rules as one acyclic machine over words: one step a word, however many phrases.

A phrase with braces stands for up to a hundred thousand word sequences; they are never written out. Each
row becomes a small graph, the graphs are joined into one deterministic machine, and equal states are
shared. `python -m drafter.checks.lint.phrase_machine` writes the machine of the shipped phrase files
next to them, so that a short run reads states instead of building them.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.core.patterns import lazy

if TYPE_CHECKING:
    from drafter.checks.lint.document import Tokens
    from drafter.checks.lint.phrases import Row

WILD = "*"
_SIGN_LAST = lazy(r"[^\w\s{}~*',-](?:[,}]|$)|,$")
Edges = dict[str, int]
State = tuple[
    Edges, int, tuple[int, ...]
]  # next state by key; next state for any other plain word or -1; rows
Packed = list[Any]  # [wild, rows, key list, state, key list, state, ...]


def chunks(phrase: str) -> list[str]:
    """Return the parts of a phrase between spaces that stand outside braces."""
    parts: list[str] = []
    depth = start = 0
    for at, char in enumerate(phrase):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == " " and depth == 0:
            parts.append(phrase[start:at])
            start = at + 1
    parts.append(phrase[start:])
    joined: list[str] = []
    last = ""
    for part in filter(None, parts):
        if _SIGN_LAST.search(last):
            joined[-1] += " " + part  # a sign belongs to the key of the word behind it
        else:
            joined.append(part)
        last = part
    return joined


class Builder:
    """Joins rows into one graph with several ways out of a node, then makes it deterministic."""

    def __init__(self) -> None:
        self.steps: list[dict[str, set[int]]] = [{}]
        self.skips: list[set[int]] = [set()]
        self.accepts: dict[int, list[int]] = {}

    def node(self) -> int:
        """Return a new node."""
        self.steps.append({})
        self.skips.append(set())
        return len(self.steps) - 1

    def add(self, phrase: str, row: int) -> None:
        """Take in the phrase of row number `row`."""
        from drafter.checks.lint.phrases import expand, keys_of

        at = 0
        for chunk in chunks(phrase):
            after = self.node()
            for plain in expand(chunk):
                if not plain:
                    self.skips[at].add(after)
                    continue
                for keys in keys_of(plain):
                    self._path(at, after, keys)
            at = after
        self.accepts.setdefault(at, []).append(row)

    def _path(self, start: int, end: int, keys: tuple[str, ...]) -> None:
        at = start
        for key in keys[:-1]:
            following = self.node()
            self.steps[at].setdefault(key, set()).add(following)
            at = following
        self.steps[at].setdefault(keys[-1], set()).add(end)

    def _closed(self, nodes: Iterable[int]) -> frozenset[int]:
        seen = set(nodes)
        todo = list(seen)
        while todo:
            for following in self.skips[todo.pop()]:
                if following not in seen:
                    seen.add(following)
                    todo.append(following)
        return frozenset(seen)

    def states(self) -> list[State]:
        """Return the deterministic states, equal ones shared; the last one is the root."""
        by_nodes: dict[frozenset[int], int] = {}
        by_content: dict[Any, int] = {}
        out: list[State] = []

        def build(nodes: frozenset[int]) -> int:
            known = by_nodes.get(nodes)
            if known is not None:
                return known
            targets: dict[str, set[int]] = {}
            for node in nodes:
                for key, following in self.steps[node].items():
                    targets.setdefault(key, set()).update(following)
            anything = targets.pop(WILD, set())
            edges: Edges = {}
            for key in sorted(targets):
                reach = targets[key] | anything if key[0].isalnum() else targets[key]
                edges[key] = build(self._closed(reach))
            wild = build(self._closed(anything)) if anything else -1
            rows = tuple(sorted({row for node in nodes for row in self.accepts.get(node, ())}))
            content = (tuple(edges.items()), wild, rows)
            number = by_content.get(content)
            if number is None:
                number = by_content[content] = len(out)
                out.append((edges, wild, rows))
            by_nodes[nodes] = number
            return number

        build(self._closed({0}))
        return out


_decode = json.JSONDecoder().raw_decode  # passes over what stands behind the value: a comma


class Lines(Sequence[Any]):
    """Values that stand one a line in a JSON array, each decoded when it is asked for."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, index: Any) -> Any:
        return _decode(self._lines[index])[0]


class RowLines(Lines):
    """The rows of a written machine."""

    def __getitem__(self, index: Any) -> "Row":
        from drafter.checks.lint.phrases import Row

        code, phrase, suggestions, message, exception = super().__getitem__(index)
        return Row(code, phrase, tuple(suggestions), message, exception, bool(phrase))


class PhraseMachine:
    """The joined phrases, ready to be found. States are unpacked when a text first reaches them."""

    def __init__(
        self, rows: "Sequence[Row]", lists: Sequence[str], packed: Sequence[Packed], begin: dict[str, str]
    ) -> None:
        self.rows = rows
        self._rows: list[Row | None] = [None] * len(rows)
        self.lists = lists
        self.packed = packed
        self.begin = begin  # number of the state behind each word that begins phrases
        self._begin: dict[str, State | Edges] = {}
        self._states: list[State | None] = [None] * len(packed)
        self._keys: dict[int, list[str]] = {}

    def state(self, number: int) -> State:
        """Return one state."""
        known = self._states[number]
        if known is None:
            wild, rows, *steps = self.packed[number]
            edges: Edges = {}
            for keys, following in zip(steps[::2], steps[1::2], strict=True):
                for key in self._list(keys):
                    edges[key] = following
            known = self._states[number] = (edges, wild, tuple(rows))
        return known

    def _list(self, number: int) -> list[str]:
        """Return one list of keys; many states share it."""
        known = self._keys.get(number)
        if known is None:
            known = self._keys[number] = self.lists[number].split(" ")
        return known

    def row(self, number: int) -> "Row":
        """Return one row."""
        known = self._rows[number]
        if known is None:
            known = self._rows[number] = self.rows[number]
        return known

    @classmethod
    def of(cls, rows: "list[Row]") -> "PhraseMachine":
        """Build the machine of these rows."""
        builder = Builder()
        for number, row in enumerate(rows):
            builder.add(row.phrase, number)
        *states, root = builder.states()
        return cls(rows, *pack(states), {word: str(number) for word, number in root[0].items()})

    def find(
        self, tokens: "Tokens", text: str, first: int = 0, last: int | None = None
    ) -> "list[tuple[int, int, Row]]":
        """Return (start, end, row) of the longest match of each code at each word, in text order.

        Only the tokens from index `first` up to, not including, `last` are read.
        """
        from drafter.checks.lint.phrases import expand

        states, state, rows_known, row_of = self._states, self.state, self._rows, self.row
        begin, known, begin_with = self.begin, self._begin, self._begin_with
        words, starts, ends, keys = tokens.words, tokens.starts, tokens.ends, tokens.keys
        count = len(words) if last is None else last
        last_index = count - 1
        found: list[tuple[int, int, Row]] = []
        for index, word, key in zip(
            range(first, count), words[first:count], [*keys[first + 1 : count], ""], strict=False
        ):
            if word not in begin:
                continue
            second = known.get(word)
            if second is None:
                second = begin_with(word)
            if isinstance(second, tuple):  # one word is enough, or any may follow
                at, (edges, wild, rows) = index, second
            elif key in second:
                number = second[key]
                at, (edges, wild, rows) = index + 1, states[number] or state(number)
            else:
                continue  # most words that may begin a phrase do not
            best: dict[str, tuple[int, Row]] | None = None
            while True:
                if rows:
                    end = ends[at]
                    if best is None:
                        best = {}
                    for row_number in rows:
                        row = rows_known[row_number] or row_of(row_number)
                        if not row.exact or text[starts[index] : end] in expand(row.phrase):
                            best["!" + row.code if row.exception else row.code] = (end, row)
                if at == last_index:
                    break
                at += 1
                here = keys[at]
                following = edges.get(here)
                if following is None:
                    if wild < 0 or here != words[at]:
                        break
                    following = wild
                edges, wild, rows = states[following] or state(following)
            if best:
                start = starts[index]
                for end, row in best.values():
                    found.append((start, end, row))
        return found

    def _begin_with(self, word: str) -> "State | Edges":
        """Return the state behind a first word; its edges alone when one of them must be taken."""
        first = self.state(int(self.begin[word]))
        edges, wild, rows = first
        self._begin[word] = known = first if rows or wild >= 0 else edges
        return known


def pack(states: list[State]) -> tuple[list[str], list[Packed]]:
    """Return the distinct lists of keys that lead to one state, and the states in terms of them."""
    lists: dict[str, int] = {}
    packed: list[Packed] = []
    for edges, wild, rows in states:
        by_state: dict[int, list[str]] = {}
        for key, following in edges.items():
            by_state.setdefault(following, []).append(key)
        steps: list[int] = []
        for following, keys in by_state.items():
            steps += (lists.setdefault(" ".join(keys), len(lists)), following)
        packed.append([wild, list(rows), *steps])
    return list(lists), packed


def sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of every phrase file of a folder."""
    return {path.name: path.stat().st_size for path in sorted(folder.glob("*.tsv"))}


def to_json(machine: PhraseMachine, files: dict[str, int]) -> str:
    """Return the machine as text: one line a state, so that a change shows as a small difference."""
    rows = [
        [row.code, row.phrase if row.exact else "", list(row.suggestions), row.message, row.exception]
        for row in machine.rows
    ]
    parts: dict[str, Sequence[Any]] = {
        "files": [files],
        "begin": [" ".join(machine.begin), " ".join(machine.begin.values())],
        "rows": rows,
        "lists": machine.lists,
        "states": machine.packed,
    }
    texts = []
    for name, values in parts.items():
        lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
        texts.append(f'"{name}":[\n' + ",\n".join(lines) + "\n]")
    return "{" + ",\n".join(texts) + "}\n"


def rows_of(folder: Path) -> "list[Row]":
    """Return the rows of every phrase file of a folder, in file order."""
    from drafter.checks.lint.phrases import parse

    return [row for path in sorted(folder.glob("*.tsv")) for row in parse(path.read_text("utf-8"), path.name)]


def shipped(folder: Path) -> PhraseMachine:
    """Return the machine of a folder of phrase files: as written, or anew when a file changed size."""
    written = folder.with_suffix(".json")
    if written.exists():
        lines = written.read_text("utf-8").split("\n")
        begin, rows, lists, states = (
            lines.index(f'"{name}":[') for name in ("begin", "rows", "lists", "states")
        )
        if json.loads(lines[1]) == sizes(folder):
            words, numbers = Lines(lines[begin + 1 : rows - 1])
            return PhraseMachine(
                RowLines(lines[rows + 1 : lists - 1]),
                Lines(lines[lists + 1 : states - 1]),
                Lines(lines[states + 1 : -2]),
                dict(zip(words.split(" "), numbers.split(" "), strict=True)),
            )
    return PhraseMachine.of(rows_of(folder))


def main() -> None:
    """Write the machine of every language next to its phrase files."""
    from drafter.checks.lint.phrases import DATA

    for folder in sorted([*DATA.glob("*/phrases"), *DATA.glob("*/cues")]):
        machine = PhraseMachine.of(rows_of(folder))
        folder.with_suffix(".json").write_text(to_json(machine, sizes(folder)), "utf-8")


if __name__ == "__main__":
    main()
