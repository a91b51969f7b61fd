"""Every component once: the living specimen of the design."""

from flask import Blueprint, render_template

from quizapp.core.grading import interaction, interaction_names
from quizapp.core.items import ItemContent, Option
from quizapp.web.forms.attempts import PlainForm

pages = Blueprint("specimen", __name__)

_WORDS = (("p", "Line"), ("a", "Match"))
_OPTIONS = tuple(Option(letter, f"Option {letter.upper()} of this specimen") for letter in "abcd")
_KEY = {"option": "a", "options": ["a", "c"], "order": ["c", "a", "b", "d"], "gaps": [["words"]]}
_SIDES = tuple(Option(f"{side}{n}", f"{word} {n} of this specimen") for side, word in _WORDS for n in (1, 2, 3))
_SHAPES = (
    (_KEY, _OPTIONS),
    ({"pairs": {"p1": "a2", "p2": "a3", "p3": "a1"}}, _SIDES),
    ({"value": True, "accepted": ["words"]}, ()),
    ({"value": "5", "tolerance": "0", "unit": "km"}, ()),
)
"""Keys with their options; every interaction takes the first one that it can ask."""


def _specimen(name: str) -> ItemContent:
    stem = f"Specimen of a question: {name.replace('_', ' ')} _____"
    shapes = [ItemContent(name, stem, key, options) for key, options in _SHAPES]
    return next(content for content in shapes if not interaction(name).problems(content))


@pages.get("/specimen")
def show() -> str:
    """Components, marks and every interaction."""
    contents = [(interaction(name).LABEL, _specimen(name)) for name in interaction_names()]
    return render_template("specimen/show.html", contents=contents, form=PlainForm())
