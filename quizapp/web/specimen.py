"""Every component once: the living specimen of the design."""

from flask import Blueprint, render_template

from quizapp.core.grading import interaction, interaction_names
from quizapp.core.items import ItemContent, Option
from quizapp.web.forms.attempts import PlainForm

pages = Blueprint("specimen", __name__)

_OPTIONS = tuple(Option(letter, f"Option {letter.upper()} of this specimen") for letter in "abcd")
_KEYS = {"option": "a", "value": True, "accepted": ["words"], "gaps": [["words"]], "tolerance": "0", "unit": "km"}


@pages.get("/specimen")
def show() -> str:
    """Components, marks and every interaction."""
    contents = [
        (
            interaction(name).LABEL,
            ItemContent(name, f"Specimen of a question: {name.replace('_', ' ')} _____", _KEYS, _OPTIONS),
        )
        for name in interaction_names()
    ]
    return render_template("specimen/show.html", contents=contents, form=PlainForm())
