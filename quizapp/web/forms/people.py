"""Forms of whoever manages people."""

from flask_wtf import FlaskForm
from wtforms import EmailField, Form, PasswordField, SearchField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs


class FindForm(Form):
    """Looking for accounts; asked with GET."""

    q = SearchField("Name or email", render_kw={"maxlength": 80})
    role = SelectField(
        "Role",
        choices=[
            SelectChoice("", "Everybody"),
            SelectChoice("teacher", "Teachers"),
            SelectChoice("admin", "Who manage people"),
            SelectChoice("student", "Students"),
        ],
    )


class InviteForm(FlaskForm):
    """Somebody who is to teach here, or to manage people."""

    name = StringField("Name", render_kw={"autocomplete": "off", "maxlength": 80})
    email = EmailField("Email", render_kw={"autocomplete": "off", "maxlength": 255})
    role = SelectField(
        "What they do here",
        id="invite-role",
        choices=[SelectChoice("teacher", "Teaches"), SelectChoice("admin", "Manages people, and nothing else")],
        validate_choice=False,
    )


class WelcomeForm(FlaskForm):
    """Name and password of somebody who was invited."""

    name = StringField("Your name", render_kw={"autocomplete": "name", "maxlength": 80})
    password = PasswordField("Password", render_kw={"autocomplete": "new-password"})
