"""Adding an interaction means one module, one partial, one form; nothing else may name one."""

import re

import pytest

from quizapp.core.grading import interaction, interaction_names
from tests.house.sources import ROOT, name, tracked

HOMES = ("quizapp/core/grading/", "quizapp/templates/interactions/", "quizapp/web/forms/interactions/")
KEYBOARD = '"inputmode": "numeric"'
"""HTML's word for a kind of keyboard."""
MAY_NAME = (
    "quizapp/core/generation/",  # it writes drafts of the kinds it knows
    "quizapp/content/",  # the questions written by hand
)


def stems(folder: str, ending: str) -> set[str]:
    return {path.stem for path in (ROOT / folder).glob(f"*{ending}") if not path.stem.startswith("_")}


def test_every_interaction_has_its_three_parts():
    names = set(interaction_names())
    assert stems("quizapp/core/grading", ".py") == names
    assert stems("quizapp/templates/interactions", ".html") == names
    assert stems("quizapp/web/forms/interactions", ".py") == names


@pytest.mark.parametrize("kind", interaction_names())
def test_nothing_else_names_an_interaction(kind):
    quoted = re.compile(rf"""["']{kind}["']""")
    found = [
        name(path)
        for path in tracked("quizapp/*.py", "quizapp/*.html")
        if not name(path).startswith((*HOMES, *MAY_NAME))
        and quoted.search(path.read_text("utf-8").replace(KEYBOARD, ""))
    ]
    assert found == []


@pytest.mark.parametrize("kind", interaction_names())
def test_every_interaction_offers_what_the_protocol_lists(kind):
    module = interaction(kind)
    assert module.LABEL
    assert module.KIND
    assert all(callable(getattr(module, part)) for part in ("problems", "parse", "grade", "key_text", "response_text"))
