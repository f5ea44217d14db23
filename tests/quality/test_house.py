"""The house stays in order: types, style, formatting and the direction of imports."""

import subprocess
import sys

import pytest

CHECKS = {
    "mypy": ["-m", "mypy"],
    "ruff": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_gate_is_clean(name, root):
    done = subprocess.run(
        [sys.executable, *CHECKS[name]], cwd=root, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_point_one_way(root):
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
