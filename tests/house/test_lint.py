import subprocess
import sys

import pytest

from tests.house.sources import ROOT


def run(*command: str) -> str:
    """What a checker says, or nothing where it is content."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, timeout=280, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["quizapp", "migrations", "tests"])
def test_ruff_finds_nothing(folder):
    assert run("ruff", "check", "--quiet", folder) == ""


def test_everything_is_formatted():
    assert run("ruff", "format", "--check", "--quiet", "quizapp", "tests") == ""


def test_mypy_finds_nothing():
    assert run("mypy") == ""
