"""What the README shows is what the program prints; DRAFTER_UPDATE=1 writes it anew."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DRAFTER = str(Path(sys.executable).parent / "drafter")
CLAIM = (
    "Card payments failed because of a deploy at 13:55 UTC. We rolled it back and payment-gw is working "
    "again for everyone. This will not happen again.\n"
)
MAP = ("--map", "docs/example/map.yaml")
BLOCKS = {
    "Notes in:": None,
    "Draft out": ("draft", "docs/example/notes.txt", *MAP, "-a", "status_page", "--evidence"),
    "And what somebody else wrote": ("verify", "-", "--notes", "docs/example/notes.txt", *MAP),
}


def shown(root, command):
    if command is None:
        return (root / "docs/example/notes.txt").read_text()
    told = f"$ cat update.txt\n{CLAIM}" if command[0] == "verify" else ""
    done = subprocess.run(
        [DRAFTER, *command], cwd=root, input=CLAIM, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return told + done.stdout


@pytest.mark.parametrize("heading", BLOCKS)
def test_the_first_screen_shows_what_is_printed(root, heading):
    readme = root / "README.md"
    text = readme.read_text()
    block = re.search(rf"^{re.escape(heading)}.*?```\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    now = shown(root, BLOCKS[heading])

    if os.environ.get("DRAFTER_UPDATE") == "1":
        readme.write_text(text[: block.start(1)] + now + text[block.end(1) :])
        return
    assert block[1] == now


def test_every_page_the_readme_names_is_there(root):
    for target in re.findall(r"\]\(([^)]+)\)", (root / "README.md").read_text()):
        assert (root / target).exists(), target


def test_the_library_lines_run_as_they_stand(root, tmp_path, monkeypatch):
    example = root / "docs" / "example"
    for name in ("notes.txt", "map.yaml"):
        (tmp_path / name).write_text((example / name).read_text())
    (tmp_path / "postmortem.md").write_text(
        "# Payments failed\n\nAt 13:58 UTC on 4 May 2026 payments failed.\n"
    )
    monkeypatch.chdir(tmp_path)
    block = re.search(r"```python\n(.*?)```", (root / "README.md").read_text(), re.DOTALL)

    exec(compile(block[1], "README.md", "exec"), {})
