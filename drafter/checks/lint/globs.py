"""Path patterns as people write them in configurations and .gitignore files."""

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def regex_of(glob: str) -> re.Pattern[str]:
    """Return the expression for a glob: `*`, `?` stop at "/", `**` does not; `[abc]`, `[!abc]` are sets."""
    out: list[str] = []
    at, size = 0, len(glob)
    while at < size:
        char = glob[at]
        if glob.startswith("**/", at) and (at == 0 or glob[at - 1] == "/"):
            out.append("(?:[^/]+/)*")
            at += 3
            continue
        if glob.startswith("**", at):
            out.append(".*")
            at += 2
            continue
        if char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "[" and (close := glob.find("]", at + 2)) != -1:
            inner = glob[at + 1 : close].replace("\\", "\\\\")
            out.append("[" + ("^" + inner[1:] if inner[0] in "!^" else inner) + "]")
            at = close
        elif char == "\\" and at + 1 < size:
            at += 1
            out.append(re.escape(glob[at]))
        else:
            out.append(re.escape(char))
        at += 1
    try:
        return re.compile("".join(out), re.DOTALL)
    except re.error:  # a set such as [z-a]: take it as written
        return re.compile(re.escape(glob))


def matches(path: str, glob: str) -> bool:
    """Say whether a relative POSIX path is meant by a glob.

    A glob without "/" is matched against the last part; one that names a folder covers all below it.
    """
    if "/" not in glob.rstrip("/"):
        name = glob.rstrip("/")
        return any(regex_of(name).fullmatch(part) for part in path.split("/"))
    pattern = regex_of(glob.strip("/"))
    if pattern.fullmatch(path):
        return True
    parts = path.split("/")
    return any(pattern.fullmatch("/".join(parts[:count])) for count in range(1, len(parts)))


class GitIgnore:
    """The rules of one .gitignore file; later lines win, `!` takes a path back in."""

    def __init__(self, lines: str) -> None:
        self._rules: list[
            tuple[re.Pattern[str], bool, bool, bool]
        ] = []  # expression, back in, folders only, anchored
        for raw in lines.splitlines():
            line = raw.rstrip() if not raw.endswith("\\ ") else raw
            if not line or line.startswith("#"):
                continue
            back = line.startswith("!")
            line = line[1:] if back else line
            folders = line.endswith("/")
            line = line.rstrip("/")
            anchored = "/" in line
            if line.strip("/"):
                self._rules.append((regex_of(line.lstrip("/")), back, folders, anchored))

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Say whether a path (relative to the file's folder) is ignored; None when no line speaks of it."""
        name = path.rsplit("/", 1)[-1]
        found: bool | None = None
        for pattern, back, folders, anchored in self._rules:
            if (folder or not folders) and pattern.fullmatch(path if anchored else name):
                found = not back
        return found
