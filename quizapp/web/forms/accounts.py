"""Forms around accounts: ours, and Flask-Security's in our words and guarded against guessing."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_security import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    MfRecoveryForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    UserMixin,
    VerifyForm,
)
from flask_security.forms import EmailValidation
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired

from quizapp.services import accounts, sign_in_guard

EMAIL = {"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none", "maxlength": 255}
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 10}
RECOVERY = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none", "maxlength": 64}
NO_EMAIL = "Write your email."


class AccountForm(FlaskForm):
    """A new account: the first teacher's, or a student's. What makes it good stands in ``services.accounts``."""

    name = StringField("Your name", render_kw={"autocomplete": "name", "maxlength": 80})
    email = EmailField("Email", render_kw=EMAIL)
    password = PasswordField("Password", render_kw={"autocomplete": "new-password"})


def _guarded(account: str, validate: Callable[[], bool]) -> bool:
    """Validate, unless ``account`` has to wait; count a failure, forget them all after a success."""
    origin = request.remote_addr or ""
    sign_in_guard.check(account, origin)
    valid = validate()
    if valid:
        sign_in_guard.forget(account)
    else:
        sign_in_guard.count_failure(account, origin)
    return valid


def _email(user: UserMixin | None) -> str:
    return str(user.email) if user else ""


class SignInForm(LoginForm):
    """Email and password."""

    email = EmailField("Email", validators=[DataRequired(NO_EMAIL), EmailValidation(verify=False)], render_kw=EMAIL)

    def validate(self, **kwargs: Any) -> bool:
        """Count every wrong try, for known and unknown emails alike."""
        return _guarded(self.email.data or "", lambda: self._checked(**kwargs))

    def _checked(self, **kwargs: Any) -> bool:
        with accounts.unlocked():
            return bool(super().validate(**kwargs))


class ConfirmForm(VerifyForm):
    """The password once more, before something weighty."""

    def validate(self, **kwargs: Any) -> bool:
        """Guarded as signing in is."""
        return _guarded(_email(self.user), lambda: bool(super(ConfirmForm, self).validate(**kwargs)))


class CodeSetupForm(TwoFactorSetupForm):
    """Switching the second factor on or off."""

    setup = RadioField(
        "What to do",
        choices=[SelectChoice("authenticator", "Set it up"), SelectChoice("disable", "Switch it off")],
        validate_choice=False,
    )


class CodeForm(TwoFactorVerifyCodeForm):
    """The six figures of the authenticator app."""

    code = StringField("Six figures", validators=[DataRequired("Write the code.")], render_kw=CODE)

    def validate(self, **kwargs: Any) -> bool:
        """Guarded as signing in is."""
        return _guarded(_email(self.user), lambda: bool(super(CodeForm, self).validate(**kwargs)))


class RescueForm(TwoFactorRescueForm):
    """Made by Flask-Security beside every question for a code; we show it nowhere."""

    help_setup = RadioField("What is wrong", choices=[SelectChoice("help", "Ask for help")])


class RecoveryForm(MfRecoveryForm):
    """One of the codes kept for a lost telephone."""

    code = StringField("Recovery code", validators=[DataRequired("Write one of your codes.")], render_kw=RECOVERY)

    def validate(self, **kwargs: Any) -> bool:
        """Guarded as signing in is."""
        return _guarded(_email(self.user), lambda: bool(super(RecoveryForm, self).validate(**kwargs)))


class ForgottenForm(ForgotPasswordForm):
    """The email of an account whose password is forgotten."""

    def validate(self, **kwargs: Any) -> bool:
        """Count every request, so that nobody's mailbox is filled."""
        if self.email.data:
            account, origin = f"letters to {self.email.data}", request.remote_addr or ""
            sign_in_guard.check(account, origin)
            sign_in_guard.count_failure(account, origin)
        return bool(super().validate(**kwargs))


class PasswordChangeForm(ChangePasswordForm):
    """The present password, and a new one twice."""

    password = PasswordField("Present password", render_kw={"autocomplete": "current-password"})


SECURITY_FORMS: dict[str, Any] = {
    "login_form": SignInForm,
    "verify_form": ConfirmForm,
    "two_factor_setup_form": CodeSetupForm,
    "two_factor_verify_code_form": CodeForm,
    "two_factor_rescue_form": RescueForm,
    "mf_recovery_form": RecoveryForm,
    "forgot_password_form": ForgottenForm,
    "change_password_form": PasswordChangeForm,
}
