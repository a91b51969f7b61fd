"""Forms of somebody who takes a quiz."""

from flask_wtf import FlaskForm
from wtforms import StringField


class NameForm(FlaskForm):
    """A guest's name."""

    name = StringField("Your name", render_kw={"autocomplete": "name", "maxlength": 80})


class PlainForm(FlaskForm):
    """A form with buttons only; it carries the CSRF token."""
