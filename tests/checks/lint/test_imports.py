"""What the linter may load: the standard library, and click on the command line."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "openai", "fastapi", "streamlit", "sqlalchemy", "pydantic", "pydantic_core", "nltk", "jinja2", "textstat",
    "pyphen", "yaml", "pygls", "lsprotocol", "httpx2", "uvicorn", "structlog", "markdown_it",
}  # fmt: skip
TEXT = "We are looking into an issue with sign-in and will be back soon. " * 10
LOADED = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{LOADED}"], capture_output=True, text=True, timeout=60, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_library_call_loads_the_standard_library_only():
    bare = modules_after("pass")
    loaded = modules_after(f"from drafter import lint; lint({TEXT!r})") - bare

    assert loaded - set(sys.stdlib_module_names) == {"drafter"}


@pytest.mark.parametrize(
    "options", [[], ["--format", "sarif"], ["--format", "json"], ["--statistics"], ["-v"]]
)
def test_the_command_loads_click_and_nothing_heavy(tmp_path, options):
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    bare = modules_after("pass")
    argv = ["lint", "--exit-zero", str(path), *options]

    loaded = modules_after(f"from drafter.cli.main import main; main({argv!r})") - bare

    assert not loaded & HEAVY
    assert loaded - set(sys.stdlib_module_names) == {"drafter", "click"}


def test_listing_and_explaining_rules_is_as_light():
    loaded = modules_after("from drafter.cli.main import main; main(['rules'])")

    assert not loaded & HEAVY
