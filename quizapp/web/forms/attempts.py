"""Forms of somebody who takes a quiz."""

from flask_wtf import FlaskForm
from wtforms import StringField


class NameForm(FlaskForm):
    """A guest's name."""

    name = StringField("Your name", render_kw={"autocomplete": "name", "maxlength": 80})


class CodeForm(FlaskForm):
    """A guest's resume code."""

    code = StringField(
        "Your code",
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 20},
    )


class PlainForm(FlaskForm):
    """A form with buttons only; it carries the CSRF token."""
