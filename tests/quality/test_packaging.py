"""What a wheel carries is what a checkout has: prompts, pages and shipped incidents travel along."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

PROBE = """
import json, drafter
from drafter.resources import folder
print(json.dumps({
    "home": drafter.__file__,
    "prompts": len(list(folder("prompts").rglob("*.j2"))),
    "fixtures": len(list(folder("fixtures").rglob("notes.txt"))),
    "ui": len(list(folder("ui").rglob("*.py"))),
}))
"""


def probe(cwd, **environment):
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def unpacked_wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    subprocess.run(["git", "clone", "-q", str(root), str(source)], check=True)
    build = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "wheel", "--no-deps"]
    subprocess.run([*build, "--no-build-isolation", "-w", str(folder), str(source)], check=True)
    (wheel,) = folder.glob("drafter-*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_a_wheel_finds_its_prompts_fixtures_and_pages(unpacked_wheel, tmp_path):
    found = probe(tmp_path, PYTHONPATH=str(unpacked_wheel))

    assert found["home"].startswith(str(unpacked_wheel))
    assert found["prompts"] > 0
    assert found["fixtures"] >= 4
    assert found["ui"] > 0


def test_an_editable_install_finds_the_same(root, unpacked_wheel, tmp_path):
    editable = probe(tmp_path)

    assert editable["home"].startswith(str(root))
    assert editable["fixtures"] >= 4
    assert editable["prompts"] > 0
    assert editable["ui"] > 0


def test_the_locks_name_no_host(root):
    for lock in root.glob("requirements*.lock"):
        assert "://" not in lock.read_text(), f"{lock.name} names a host"
