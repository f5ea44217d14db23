"""Styles and scripts of the desk, as files; none of them asks another host for anything."""

from pathlib import Path


def asset(name: str) -> str:
    """Return the text of one file beside this one."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
