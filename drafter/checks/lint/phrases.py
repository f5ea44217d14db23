"""Phrase files: what they may say, and the single pass that finds all phrases of all rules.

A phrase file is tab-separated UTF-8, one phrase a row, `#` begins a comment line:

    code    phrase    suggestions    message

`code` is the rule's code; with a leading "!" the phrase is an exception: a match of that rule which
overlaps it is dropped ("!CLR019    user experience"). `suggestions` are ready replacements, separated
by ";", and may be empty; advice belongs into the message. `message` may be empty (the rule's own
template is used) and may hold {words} and {better}, both quoted.

A phrase is words; case, hyphen or space between words, and curly or straight apostrophes make no difference:

    {a,b}       either; {a,} may be missing, also inside a word: issue{,s}, apologi{s,z}e
    word~       every regular form: investigate~ is investigate, investigates, investigated, investigating
    *           any one word; {*,} at most one; {*,}{*,} at most two; not at the beginning
    =IT         exact case, for a phrase that starts with "="

Other signs between words must stand in the text as written: and/or, e.g, 24/7. The longest phrase wins;
matches of one rule never overlap.
"""

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drafter.checks.lint.document import Tokens
    from drafter.checks.lint.phrase_machine import PhraseMachine
    from drafter.checks.lint.rule import Hit

DATA = Path(__file__).parent / "data"


class Row(NamedTuple):
    """One row of a phrase file, not yet expanded."""

    code: str
    phrase: str
    suggestions: tuple[str, ...] = ()
    message: str = ""
    exception: bool = False
    exact: bool = False


class PhraseMatch(NamedTuple):
    """A phrase found: its span, the words as written, and the row that says so."""

    start: int
    end: int
    words: str
    row: Row

    def hit(self, message: str = "{words}") -> "Hit":
        """Return the hit, with the row's own message if it has one, else with `message`."""
        from drafter.checks.lint.rule import Fix, Hit

        better = self.suggestions
        text = (self.row.message or message).replace("{words}", repr(self.words))
        text = text.replace("{better}", " or ".join(repr(word) for word in better))
        fix = Fix(self.start, self.end, better[0], safe=False) if len(better) == 1 else None
        return Hit(self.start, self.end, text, better, fix)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Return the row's suggestions, with a capital when the words stand so."""
        if self.words[:1].isupper() and not self.words.isupper():
            return tuple(word[:1].upper() + word[1:] for word in self.row.suggestions)
        return self.row.suggestions


def expand(phrase: str) -> list[str]:
    """Return every phrase that a brace expression stands for, white space tidied."""
    opening = phrase.find("{")
    if opening == -1:
        return [" ".join(phrase.split())]
    depth, commas = 0, [opening]
    for at in range(opening, len(phrase)):
        char = phrase[at]
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                bounds = [*commas, at]
                out: list[str] = []
                for left, right in itertools.pairwise(bounds):
                    out.extend(expand(phrase[:opening] + phrase[left + 1 : right] + phrase[at + 1 :]))
                return list(dict.fromkeys(out))
        elif char == "," and depth == 1:
            commas.append(at)
    raise ValueError(f"unclosed {{ in phrase {phrase!r}")


_VOWELS = "aeiou"


def inflections(word: str) -> tuple[str, ...]:
    """Return the regular English forms of a word: plural or third person, past, -ing."""
    if len(word) < 3:
        return (word, word + "s", word + "ed", word + "ing")
    if word.endswith("e"):
        stem = word[:-1]
        ing = word + "ing" if word.endswith(("ee", "oe", "ye")) else stem + "ing"
        return (word, word + "s", word + "d", ing)
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word, word + "es", word + "ed", word + "ing")
    if word[-1] not in "wxyaeiou" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        double = word + word[-1]  # stop: stopped; visit: visited, so both are accepted
        return (word, word + "s", word + "ed", word + "ing", double + "ed", double + "ing")
    return (word, word + "s", word + "ed", word + "ing")


Keys = tuple[str, ...]
SIGNS = "%:;,.!?)($€£"


class PhraseTable:
    """All phrases of all rules: the shipped ones as one machine, and rows added to it (own term lists)."""

    def __init__(self, machine: "PhraseMachine | None" = None) -> None:
        self._machine = machine
        self._rows: list[Row] = []
        self._added: PhraseMachine | None = None

    def add(self, row: Row) -> None:
        """Take in one row."""
        self._rows.append(row)
        self._added = None

    def extended(self, rows: "list[Row]") -> "PhraseTable":
        """Return a table with `rows` added; this one stays as it is. Raises ValueError for a bad phrase."""
        grown = PhraseTable(self._machine)
        for row in (*self._rows, *rows):
            expand(row.phrase)
            grown.add(row)
        return grown

    def find(self, tokens: "Tokens", text: str) -> dict[str, list[PhraseMatch]]:
        """Return the matches by rule code, in text order, in one pass over the tokens."""
        seen = self._machine.find(tokens, text) if self._machine is not None else []
        if self._rows:
            if self._added is None:
                from drafter.checks.lint.phrase_machine import PhraseMachine

                self._added = PhraseMachine.of(self._rows)
            seen = sorted([*seen, *self._added.find(tokens, text)], key=lambda hit: (hit[0], -hit[1]))
        found: dict[str, list[PhraseMatch]] = {}
        exceptions: dict[str, list[tuple[int, int]]] = {}
        for start, end, row in seen:
            if row.exception:
                exceptions.setdefault(row.code, []).append((start, end))
        last: dict[str, int] = {}
        for start, end, row in seen:
            code = row.code
            if row.exception or last.get(code, 0) > start:
                continue
            if code in exceptions and any(s < end and start < e for s, e in exceptions[code]):
                continue
            last[code] = end
            found.setdefault(code, []).append(PhraseMatch(start, end, text[start:end], row))
        return found


def keys_of(phrase: str) -> list[Keys]:
    """Return the token keys of every form of a phrase.

    A token's key is the word, with the signs before it when they are more than a space or a hyphen.
    """
    from drafter.checks.lint.document import Tokens

    out: dict[Keys, None] = {}
    for plain in expand(phrase):
        rows: list[list[str]] = [[]]
        signs = ""  # those at the end of a part belong to the key of the next word
        for part in plain.split(" "):
            if part == "*":
                rows = [[*row, "*"] for row in rows]
                continue
            forms = inflections(part[:-1].lower()) if part.endswith("~") else (part.lower(),)
            grown = []
            for form in forms:
                tokens = Tokens(signs + form)
                keys = [tokens.key(index) for index in range(len(tokens.words))]
                grown += [[*row, *keys] for row in rows]
            signs = part[len(part.rstrip(SIGNS)) :]
            rows = grown
        for row in rows:
            if row:
                out[tuple(row)] = None
    return list(out)


def parse(lines: str, where: str = "phrases") -> list[Row]:
    """Read the text of a phrase file. Raises ValueError with file and line for a row that cannot be read."""
    rows: list[Row] = []
    for number, line in enumerate(lines.split("\n"), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 2 or not cells[1].strip(" ="):
            raise ValueError(
                f"{where} line {number}: a row is code, phrase[, suggestions[, message]]: {line!r}"
            )
        code, phrase = cells[0].strip(), cells[1].strip()
        exact = phrase.startswith("=")
        suggestions = tuple(s.strip() for s in cells[2].split(";") if s.strip()) if len(cells) > 2 else ()
        message = cells[3].strip() if len(cells) > 3 else ""
        rows.append(
            Row(
                code.lstrip("!"), phrase[1:] if exact else phrase, suggestions, message, code[0] == "!", exact
            )
        )
    return rows


_TABLES: dict[str, PhraseTable] = {}


def table(language: str = "en") -> PhraseTable:
    """Return the shipped phrases of a language, read once: every data/LANGUAGE/phrases/*.tsv."""
    if language not in _TABLES:
        from drafter.checks.lint.phrase_machine import shipped

        _TABLES[language] = PhraseTable(shipped(DATA / language / "phrases"))
    return _TABLES[language]
