"""The README says what there is: every setting, every command, and nothing that is gone."""

import re
from pathlib import Path

from quizapp.cli import main
from quizapp.config import DEFAULTS

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_every_setting_is_documented_and_none_that_is_gone():
    listed = set(re.findall(r"`QUIZAPP_([A-Z_]+)`", README)) | {
        f"MAIL_{name}" for name in re.findall(r"`…_([A-Z_]+)`", README)
    }
    assert listed - {"INSTANCE", "NAME", "CHROMIUM"} == set(DEFAULTS)


def test_every_command_is_documented():
    listed = set(re.findall(r"`quizapp ([a-z-]+)", README))
    assert set(main.commands) <= listed
