"""Writing a choice of the sentence that proves something."""

from functools import partial
from typing import ClassVar

from wtforms import RadioField, TextAreaField

from quizapp.web.forms.interactions._choice import OneChoiceForm, letters, with_options


@with_options("abcde", "Sentence", partial(TextAreaField, render_kw={"rows": 4}))
class Form(OneChoiceForm):
    """Three to five sentences of the article, each with what somebody who chose it reads."""

    INTERACTION = "evidence"
    HINTS: ClassVar[dict[str, str]] = {
        "option_a": "Copy the sentences from the article, in the order in which they stand there.",
        "option_d": "Leave out what you do not need.",
        "feedback_a": "What a student who chose it reads.",
    }

    key = RadioField("The sentence that proves it", choices=letters("abcde"), validate_choice=False)

    def key_words(self) -> str:
        """Blank: beside a sentence of the article stand others of it, which are ticked in the article."""
        return ""
