"""Forms around accounts: ours, and Flask-Security's in our words."""

from typing import Any

from flask_security import LoginForm, RegisterFormV2
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import DataRequired, Length


class SetupForm(FlaskForm):
    """The first teacher."""

    name = StringField("Your name", render_kw={"autocomplete": "name"})
    email = EmailField("Email", render_kw={"autocomplete": "username"})
    password = PasswordField("Password", render_kw={"autocomplete": "new-password"})


class SignInForm(LoginForm):
    """Signing in."""


class JoinForm(RegisterFormV2):
    """A student's own account."""

    name = StringField(
        "Your name",
        validators=[DataRequired("Write your name."), Length(max=80, message="Keep your name to 80 characters.")],
        render_kw={"autocomplete": "name"},
    )


SECURITY_FORMS: dict[str, Any] = {"login_form": SignInForm, "register_form": JoinForm}
