"""Writing a single choice."""

from typing import ClassVar

from wtforms import RadioField

from quizapp.web.forms.interactions._choice import OneChoiceForm, letters, with_options


@with_options("abcdef", "Option")
class Form(OneChoiceForm):
    """Up to six options, each with what somebody who chose it reads."""

    INTERACTION = "single_choice"
    HINTS: ClassVar[dict[str, str]] = {
        "option_c": "Leave out what you do not need.",
        "feedback_a": "What a student who chose it reads.",
    }

    key = RadioField("Right answer", choices=letters("abcdef"), validate_choice=False)
