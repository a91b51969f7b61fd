import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, name, tracked

MODULES = [
    name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in tracked("quizapp/*.py")
]


def test_imports_only_point_down():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", [module for module in MODULES if not module.endswith("__main__")])
def test_everything_imports(module):
    assert importlib.import_module(module)


def test_what_is_installed_fits_together():
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_only_services_commit():
    committing = [name(p) for p in tracked("quizapp/*.py") if "session.commit" in p.read_text("utf-8")]
    assert [path for path in committing if not path.startswith("quizapp/services/")] == []


def test_nothing_runs_text_as_code():
    forbidden = ("eval(", "exec(", "render_template_string", "pickle.load", "shell=True", "from_string(")
    found = [
        f"{name(path)}: {call}"
        for path in tracked("quizapp/*.py")
        for call in forbidden
        if call in path.read_text("utf-8").replace("literal_eval(", "")
    ]
    assert found == []
