"""Which files a lint run reads, and how they are read and written."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from drafter.checks.lint.globs import GitIgnore, matches
from drafter.errors import InputError, TooLarge

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".txt", ".text", ".html", ".htm", ".rst", ".adoc"})
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
LIMIT_BYTES = 5_000_000


class Source(NamedTuple):
    """A text and how its bytes were written."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return `text` as the file had it: same encoding, same byte order mark."""
        return self.mark + text.encode(self.encoding)


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes, where: str) -> Source:
    """Return the text of some bytes. Raises InputError when they are not text, TooLarge over the limit."""
    if len(data) > LIMIT_BYTES:
        raise TooLarge(
            f"{len(data):,} bytes are over the limit of {LIMIT_BYTES:,} bytes a file.",
            remedy="Split the file, or leave it out with 'exclude'.",
            where=where,
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Source(data[len(mark) :].decode(encoding), encoding, mark)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"Not {encoding} text: {error.reason}.", remedy="Save it as UTF-8.", where=where
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"Not UTF-8 text: byte 0x{data[error.start]:02x} at offset {error.start}.",
            remedy="Save it as UTF-8, or leave it out with 'exclude'.",
            where=where,
        ) from error
    if "\0" in text:
        raise InputError("Not text: it holds NUL bytes.", remedy="Leave it out with 'exclude'.", where=where)
    return Source(text)


def read(path: Path) -> Source:
    """Read one file. Raises InputError, TooLarge."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{str(path)!r} cannot be read: {error.strerror}.", remedy="Give a text file, a folder or a glob."
        ) from error
    return decode(data, str(path))


def find(paths: Iterable[str], *, exclude: Iterable[str] = (), include: Iterable[str] = ()) -> Iterator[Path]:
    """Yield the files that `paths` name, each once: files as they are, folders walked, globs expanded.

    A walk takes text files (`SUFFIXES` and the `include` globs) and leaves out hidden folders, what
    .gitignore files say, and `exclude` globs. A file named outright is always read, unless excluded.
    Raises InputError for a path or glob that names nothing.
    """
    exclude, include = tuple(exclude), tuple(include)
    seen: set[Path] = set()
    for written in paths:
        path = Path(written)
        if path.is_dir():
            found: Iterable[Path] = _walk(path, exclude, include)
        elif path.exists():
            found = [] if _excluded(path, exclude) else [path]
        elif any(char in written for char in "*?["):
            found = _globbed(written, exclude, include)
        else:
            raise InputError(
                f"There is no file {written!r}.",
                remedy="Give a file, a folder, a glob, or - for standard input.",
            )
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def relative(path: Path, root: Path | None = None) -> str:
    """Return the path as POSIX text from `root` (or the working folder) when it lies below it."""
    base = os.path.realpath(root) if root else os.getcwd()  # strings: `Path` takes several times as long
    whole = os.path.realpath(path)
    below = base if base.endswith(os.sep) else base + os.sep
    if whole.startswith(below):
        return whole[len(below) :].replace(os.sep, "/")
    return "." if whole == base else path.as_posix()


def _excluded(path: Path, exclude: tuple[str, ...]) -> bool:
    return bool(exclude) and any(matches(relative(path), glob) for glob in exclude)


def _globbed(written: str, exclude: tuple[str, ...], include: tuple[str, ...]) -> list[Path]:
    from glob import glob  # the shell has expanded them already, as a rule

    found = [Path(name) for name in sorted(glob(written, recursive=True))]
    if not found:
        raise InputError(f"No file matches {written!r}.", remedy="Quote the glob, and try it with `ls`.")
    out: list[Path] = []
    for path in found:
        if path.is_dir():
            out += _walk(path, exclude, include)
        elif not _excluded(path, exclude):
            out.append(path)
    return out


def _gitignore(folder: Path) -> GitIgnore | None:
    file = folder / ".gitignore"
    return GitIgnore(file.read_text("utf-8", errors="replace")) if file.is_file() else None


def _above(folder: Path) -> list[tuple[Path, GitIgnore]]:
    """Return the .gitignore files between the top of the repository and `folder`, outermost first."""
    out: list[tuple[Path, GitIgnore]] = []
    top = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
    for place in folder.parents if top else ():
        ignore = _gitignore(place)
        if ignore:
            out.insert(0, (place, ignore))
        if place == top:
            break
    return [] if top == folder else out


def _walk(root: Path, exclude: tuple[str, ...], include: tuple[str, ...]) -> list[Path]:
    absolute = root.resolve()
    out: list[Path] = []
    _descend(root, absolute, _above(absolute), exclude, include, out)
    return out


def _descend(
    shown: Path,
    folder: Path,
    ignores: list[tuple[Path, GitIgnore]],
    exclude: tuple[str, ...],
    include: tuple[str, ...],
    out: list[Path],
) -> None:
    own = _gitignore(folder)
    if own:
        ignores = [*ignores, (folder, own)]
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(
            f"{str(shown)!r} cannot be listed: {error.strerror}.", remedy="Leave it out with 'exclude'."
        ) from error
    for entry in entries:
        is_folder = entry.is_dir()
        if is_folder and (entry.name.startswith(".") or entry.name in SKIPPED_FOLDERS or entry.is_symlink()):
            continue
        verdict = None
        for base, ignore in ignores:
            said = ignore.verdict(entry.relative_to(base).as_posix(), folder=is_folder)
            verdict = verdict if said is None else said
        if verdict or _excluded(entry, exclude):
            continue
        if is_folder:
            _descend(shown / entry.name, entry, ignores, exclude, include, out)
        elif entry.suffix.lower() in SUFFIXES or any(matches(relative(entry), glob) for glob in include):
            out.append(shown / entry.name)
