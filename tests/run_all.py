"""The whole test suite: find a browser, run pytest, say what could not be tested.

    ./run test              everything
    ./run test -k promise   arguments go to pytest

The browser is Debian's chromium, Google Chrome, or one of Playwright's own. If there is none, this
program gets Debian's package where it may install packages, else Playwright's download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def playwright_browser() -> str | None:
    """Return the path of a Chromium that Playwright has downloaded earlier."""
    home = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    found = sorted(home.glob("chromium-*/chrome-linux*/chrome")) + sorted(
        home.glob("chromium-*/chrome-mac*/*/Contents/MacOS/*")
    )
    return str(found[-1]) if found else None


def find_browser() -> str | None:
    """Return the path of a Chrome or Chromium on this machine."""
    named = os.environ.get("DRAFTER_CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None) or playwright_browser()


def get_browser() -> str | None:
    """Install a Chromium: Debian's package as root, else Playwright's own download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("No Chrome or Chromium found; installing Debian's chromium ...", file=sys.stderr)
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    else:
        print("No Chrome or Chromium found; asking Playwright for one ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_browser()


def main(arguments: list[str]) -> int:
    """Run the suite and return pytest's exit code."""
    browser = find_browser() or get_browser()
    environment = os.environ | ({"DRAFTER_CHROMIUM": browser} if browser else {})
    workers = [] if any(a.startswith(("-n", "-p")) for a in arguments) else ["-n", "2", "--dist", "loadgroup"]
    command = [sys.executable, "-m", "pytest", *workers, "--durations=10", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
