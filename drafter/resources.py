"""Where the files that travel with the package are: prompts, fixtures, the desk's pages.

In a checkout they are top-level folders; in a wheel they are sub-packages. Standard library only.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder called `name` ("prompts", "fixtures", "ui"), from the checkout or the wheel."""
    checkout = _PACKAGE.parent / name
    if (_PACKAGE.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return _PACKAGE / name
