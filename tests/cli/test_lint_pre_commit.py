"""The hooks, run by the real pre-commit in a repository of its own, without a network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BAD = "Uploads fail since 14:00.\n"


def git(folder, *argv):
    subprocess.run(["git", *argv], cwd=folder, check=True, capture_output=True, timeout=60)


@pytest.fixture
def hooks(tmp_path):
    """A repository that offers the hooks, a repository that uses them, and the environment to run in."""
    offers, uses, tools = tmp_path / "offers", tmp_path / "uses", tmp_path / "bin"
    for folder in (offers, uses):
        folder.mkdir()
        git(folder, "init", "-q")
        git(folder, "config", "user.email", "a@b.example")
        git(folder, "config", "user.name", "A")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", offers)
    git(offers, "add", ".")
    git(offers, "commit", "-qm", "Offer hooks")
    tools.mkdir()
    program = tools / "drafter"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m drafter.cli.main "$@"\n')
    program.chmod(0o755)
    env = os.environ | {
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    return offers, uses, env


def pre_commit(uses, env, *argv):
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *argv],
        cwd=uses,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_commit_with_a_bad_update_is_stopped_and_a_good_one_passes(hooks):
    offers, uses, env = hooks
    (uses / "drafter.toml").write_text('[lint]\nselect = ["TIM003"]\n')
    (uses / "update.md").write_text(BAD)
    (uses / "code.py").write_text("at = '14:00'\n")
    git(uses, "add", ".")

    stopped = pre_commit(uses, env, "try-repo", str(offers), "drafter-lint-system", "--all-files")
    (uses / "update.md").write_text(BAD.replace("14:00", "14:00 UTC"))
    passed = pre_commit(uses, env, "try-repo", str(offers), "drafter-lint-system", "--all-files")

    assert stopped.returncode == 1, stopped.stderr
    assert "update.md:1:20: block TIM003" in stopped.stdout
    assert "code.py" not in stopped.stdout
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_the_fixing_hook_mends_the_file_and_stops_the_commit(hooks):
    offers, uses, env = hooks
    (uses / "drafter.toml").write_text('[lint]\nselect = ["CLR017"]\n')
    (uses / "update.md").write_text("Uploads are are failing.\n")
    git(uses, "add", ".")

    done = pre_commit(uses, env, "try-repo", str(offers), "drafter-lint-fix", "--all-files")

    assert done.returncode == 1
    assert (uses / "update.md").read_text() in ("Uploads are failing.\n", "Uploads are are failing.\n")


def test_the_hooks_are_a_valid_manifest(hooks):
    _, uses, env = hooks

    done = pre_commit(uses, env, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))

    assert done.returncode == 0, done.stdout
