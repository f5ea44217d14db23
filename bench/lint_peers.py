"""What `drafter lint` costs beside other prose linters, in one run on one machine.

    python bench/lint_peers.py ../shared/corpus/postmortems [--json] [--peers FOLDER]

Cold: a whole process on one file of 2 KB, CPU seconds. Throughput: all texts of the folder in one process,
words per CPU second of the linting alone, after one small text to warm up; every rule on. Memory: the
peak of that process. Rounds are interleaved (every tool once, then again), the figures are medians of
five. Words are counted by white space, alike for every tool.

proselint, textstat (pip) and write-good, alex, retext (npm) are installed into FOLDER, by default a
temporary one; a tool that cannot be installed is named and left out. Ours is a copy of this checkout,
compiled as an installation compiles it, with click beside it, in a bare virtual environment.
"""

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = Path(__file__).resolve().parent / "lint_peers_workers"
PIP = {"proselint": ("proselint",), "textstat": ("textstat>=0.7.13,<0.8",)}
NPM = (
    "write-good", "alex", "retext", "retext-english", "retext-stringify", "retext-simplify", "retext-passive",
    "retext-equality", "retext-intensify", "retext-repeated-words", "unified", "vfile",
)  # fmt: skip
NODE_TOOLS = ("write-good", "alex", "retext")
COLD_BYTES = 2048


class Tool:
    """One linter: how it is started on a file, and its worker for many texts."""

    def __init__(
        self, name: str, cold: list[str], worker: list[str], env: dict[str, str] | None = None
    ) -> None:
        self.name = name
        self.cold = cold
        self.worker = worker
        self.env = os.environ | (env or {})


def quiet(argv: list[str], **options: object) -> bool:
    """Run an installer; say whether it worked."""
    done = subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)  # type: ignore[call-overload]  # passed through as given
    return bool(done.returncode == 0)


def new_environment(folder: Path) -> Path:
    """Make a bare virtual environment; return its Python."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return python


def ours(folder: Path) -> Tool:
    """Install this checkout's package and click as files, compiled."""
    import click

    python = new_environment(folder / "drafter")
    site = next((folder / "drafter" / "lib").glob("python*")) / "site-packages"
    for source in (ROOT / "drafter", Path(click.__file__).parent):
        shutil.rmtree(site / source.name, ignore_errors=True)
        shutil.copytree(source, site / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(site, quiet=2)
    program = folder / "drafter" / "bin" / "drafter"
    program.write_text(f"#!{python}\nimport sys\nfrom drafter.cli.main import main\nsys.exit(main())\n")
    program.chmod(0o755)
    return Tool(
        "drafter",
        [str(program), "lint", "--exit-zero", "FILE"],
        [str(python), str(WORKERS / "ours.py"), "FOLDER"],
    )


def from_pip(folder: Path, name: str) -> Tool | None:
    """Install a Python peer."""
    python = new_environment(folder / name)
    if not quiet([str(python), "-m", "pip", "install", "-q", *PIP[name]]):
        return None
    compileall.compile_dir(python.parent.parent / "lib", quiet=2)
    worker = [str(python), str(WORKERS / f"{name}_worker.py"), "FOLDER"]
    cold = (
        [str(python.parent / "proselint"), "check", "FILE"] if name == "proselint" else [*worker[:-1], "FILE"]
    )
    return Tool(name, cold, worker)


def from_npm(folder: Path) -> list[Tool]:
    """Install the Node peers; none when npm or its registry is not there."""
    home = folder / "node"
    home.mkdir(parents=True, exist_ok=True)
    if not shutil.which("npm"):
        return []
    if not (home / "node_modules" / "write-good").exists():
        (home / "package.json").write_text("{}")
        if not quiet(["npm", "install", "--no-audit", "--no-fund", "--silent", *NPM], cwd=home):
            return []
    shutil.copy(WORKERS / "node.mjs", home / "node.mjs")
    tools = []
    for name in NODE_TOOLS:
        worker = ["node", str(home / "node.mjs"), name, "FOLDER"]
        cold = [str(home / "node_modules" / ".bin" / name), "FILE"]
        tools.append(Tool(name, [*worker[:-1], "FILE"] if name == "retext" else cold, worker))
    return tools


def measured(argv: list[str], env: dict[str, str]) -> tuple[float, float, str]:
    """Run a process; return its CPU seconds, its peak memory in MB and what it printed."""
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
    assert process.stdout is not None
    printed = process.stdout.read().decode("utf-8", "replace")
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def filled(argv: list[str], **places: str) -> list[str]:
    """Return the command with its placeholders filled in."""
    return [places.get(part, part) for part in argv]


def two_kilobytes(texts: list[Path], target: Path) -> Path:
    """Write the first 2 KB of the first text that has as many."""
    for path in texts:
        data = path.read_bytes()
        if len(data) > COLD_BYTES:
            target.write_bytes(data[:COLD_BYTES].rsplit(b" ", 1)[0] + b"\n")
            return target
    sys.exit("No text in the folder has 2 KB.")


def rounds(
    tools: list[Tool], count: int, once: Callable[[Tool], dict[str, float]]
) -> dict[str, dict[str, float]]:
    """Measure every tool `count` times, interleaved; return the medians by figure and tool."""
    seen: dict[str, dict[str, list[float]]] = {}
    for _ in range(count):
        for tool in tools:
            for figure, value in once(tool).items():
                seen.setdefault(figure, {}).setdefault(tool.name, []).append(value)
    return {
        figure: {name: statistics.median(values) for name, values in by_tool.items()}
        for figure, by_tool in seen.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="texts to lint")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--peers", type=Path, help="keep the installed tools there")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    texts = sorted(path for path in arguments.folder.rglob("*") if path.suffix in (".md", ".txt"))
    with tempfile.TemporaryDirectory() as temporary:
        peers = arguments.peers or Path(temporary)
        peers.mkdir(parents=True, exist_ok=True)
        tools = [ours(peers), *filter(None, (from_pip(peers, name) for name in PIP)), *from_npm(peers)]
        file = two_kilobytes(texts, Path(temporary) / "update.md")
        words = sum(len(path.read_text("utf-8", "replace").split()) for path in texts)

        def cold(tool: Tool) -> dict[str, float]:
            return {"cold_cpu_s": measured(filled(tool.cold, FILE=str(file)), tool.env)[0]}

        def many(tool: Tool) -> dict[str, float]:
            argv = filled(tool.worker, FOLDER=str(arguments.folder))
            _, memory, printed = measured(argv, tool.env)
            said = json.loads(printed.splitlines()[-1])
            figures = {"words_per_cpu_s": words / said["cpu_s"], "memory_mb": memory}
            if "warm_update_ms" in said:
                figures["warm_update_ms"] = said["warm_update_ms"]
            return figures

        result = rounds(tools, arguments.rounds, cold) | rounds(tools, arguments.rounds, many)
    missing = sorted({"drafter", *PIP, *NODE_TOOLS} - {tool.name for tool in tools})
    show(result, [tool.name for tool in tools], missing, as_json=arguments.json)


def show(result: dict[str, dict[str, float]], names: list[str], missing: list[str], *, as_json: bool) -> None:
    """Print the figures for people or programs."""
    if as_json:
        rounded = {figure: {name: round(v, 4) for name, v in row.items()} for figure, row in result.items()}
        print(json.dumps(rounded | {"not_measured": missing}))
        return
    print(f"{'tool':<12}{'cold CPU s':>12}{'words/CPU s':>14}{'memory MB':>12}")
    for name in names:
        cold, words, memory = (result[key][name] for key in ("cold_cpu_s", "words_per_cpu_s", "memory_mb"))
        print(f"{name:<12}{cold:>12.3f}{words:>14,.0f}{memory:>12.1f}")
    print(f"one 100-word update through our library, warm: {result['warm_update_ms']['drafter']:.2f} ms")
    if "write-good" in names:
        ratio = result["words_per_cpu_s"]["drafter"] / result["words_per_cpu_s"]["write-good"]
        print(f"drafter reads {ratio:.1f} words in the time write-good reads one")
    for name in missing:
        print(f"NOT MEASURED: {name} could not be installed")


if __name__ == "__main__":
    main()
