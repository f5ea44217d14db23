"""A real tokenizer without its download: tiktoken with the o200k_base ranks that npm's js-tiktoken ships.

tiktoken fetches its ranks from a file host on first use, which fails where only package registries can be
reached. js-tiktoken (MIT, same project) carries the same ranks inside its package.
"""

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path

import tiktoken

PACKAGE = "js-tiktoken@1.0.21"


def o200k() -> tiktoken.Encoding:
    """Return the o200k_base encoding. Raises FileNotFoundError when npm and the cache both fail."""
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "drafter" / "js-tiktoken"
    folder = Path(os.environ.get("DRAFTER_TOKENIZER", folder))
    ranks = folder / "node_modules" / "js-tiktoken" / "dist" / "ranks" / "o200k_base.cjs"
    if not ranks.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError(f"{ranks} is not there and npm is not installed")
        folder.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", PACKAGE]
        subprocess.run(install, check=True, timeout=120)
    data = json.loads(
        ranks.read_text(encoding="utf-8").removeprefix("module.exports = ").rstrip().rstrip(";")
    )
    return tiktoken.Encoding(
        "o200k_base",
        pat_str=data["pat_str"],
        mergeable_ranks=_ranks(data["bpe_ranks"]),
        special_tokens=data["special_tokens"],
    )


def _ranks(packed: str) -> dict[bytes, int]:
    """Return token bytes to rank: each line holds a name, the first rank, and the tokens from there on."""
    found: dict[bytes, int] = {}
    for line in packed.splitlines():
        _, first, *tokens = line.split(" ")
        for rank, token in enumerate(tokens, start=int(first)):
            found[base64.b64decode(token)] = rank
    return found
