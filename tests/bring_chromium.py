"""Make sure the browser tests have a Chromium: the one that is here, Debian's, or Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Debian's Chromium without windows: the same pages for half of the processor time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = """The browser tests need a Chromium, and none could be found or installed.
  Debian or Ubuntu:  sudo apt install chromium
  anywhere else:     {python} -m playwright install chromium
Then run `make test` again. QUIZAPP_CHROMIUM=/path/to/chromium names one that stands elsewhere."""


def found() -> str | None:
    """The path of a Chromium on this machine, or ``None``."""
    named = os.environ.get("QUIZAPP_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or (str(MAC) if MAC.exists() else None) or playwrights_own()


def playwrights_own() -> str | None:
    """The path of the Chromium that Playwright downloaded, or ``None``."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _attempt(*command: str) -> bool:
    try:
        return (
            subprocess.run(
                command, check=False, timeout=900, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def bring() -> str | None:
    """Install a Chromium by the way that fits this machine; its path, or ``None``."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _attempt("apt-get", "update", "-qq")
        install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
        if not _attempt(*install, SHELL):  # Ubuntu has none
            _attempt(*install, "chromium")
    if not found():
        _attempt(sys.executable, "-m", "playwright", "install", "chromium")
    return found()


if __name__ == "__main__":
    if not (found() or bring()):
        sys.exit(ADVICE.format(python=sys.executable))
