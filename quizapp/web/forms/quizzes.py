"""The form of a quiz; its questions are ticked and ordered on the page."""

from flask_wtf import FlaskForm
from wtforms import StringField


class QuizForm(FlaskForm):
    """A quiz's title."""

    title = StringField("Title", render_kw={"autocomplete": "off"})
