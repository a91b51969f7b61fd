"""Accounts: one-time links that set them up, and one's own account page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_security import login_user, logout_user
from werkzeug.wrappers import Response

from quizapp.services import accounts, people
from quizapp.services.errors import Conflict, Invalid
from quizapp.web.forms.accounts import AccountForm
from quizapp.web.forms.people import WelcomeForm
from quizapp.web.pages import put_problems

pages = Blueprint("accounts", __name__)


@pages.get("/setup/<token>")
def setup(token: str) -> str:
    """The form behind the one-time link."""
    accounts.check_setup_token(token)
    return render_template("accounts/setup.html", form=AccountForm())


@pages.post("/setup/<token>")
def set_up(token: str) -> Response | tuple[str, int]:
    """Make the first teacher's account and sign in."""
    form = AccountForm()
    try:
        user = accounts.set_up_first_teacher(
            token, email=form.email.data or "", name=form.name.data or "", password=form.password.data or ""
        )
    except (Invalid, Conflict) as error:
        put_problems(form, error if isinstance(error, Invalid) else Invalid({"email": [str(error)]}))
        return render_template("accounts/setup.html", form=form), 422
    login_user(user, authn_via=["setup"])
    flash("Your account is ready. Add your first article.", "done")
    return redirect(url_for("desk.index"), 303)


@pages.get("/welcome/<token>")
def welcome(token: str) -> str:
    """The form behind the link of an invitation."""
    account = people.invited(token)
    return render_template("accounts/welcome.html", account=account, form=WelcomeForm(formdata=None, name=account.name))


@pages.post("/welcome/<token>")
def set_up_invited(token: str) -> Response | tuple[str, int]:
    """Set up an invited account and sign in."""
    form = WelcomeForm()
    try:
        user = people.set_up(token, name=form.name.data or "", password=form.password.data or "")
    except Invalid as error:
        put_problems(form, error)
        return render_template("accounts/welcome.html", account=people.invited(token), form=form), 422
    login_user(user, authn_via=["setup"])
    flash("Your account is ready.", "done")
    return redirect(url_for("desk.index" if user.has_role("teacher") else "people.index"), 303)


@pages.get("/register")
def join() -> str:
    """The form for a student's account."""
    return render_template("accounts/join.html", form=AccountForm())


@pages.post("/register")
def register() -> Response | tuple[str, int]:
    """Make a student's account. The same follows whether the address had one or not."""
    form = AccountForm()
    try:
        accounts.register_student(
            email=form.email.data or "", name=form.name.data or "", password=form.password.data or ""
        )
    except Invalid as error:
        put_problems(form, error)
        return render_template("accounts/join.html", form=form), 422
    flash("Done. Now sign in with this email and password.", "done")
    return redirect(url_for("security.login", next=request.args.get("next")), 303)


@pages.get("/account")
def show() -> str:
    """One's own account."""
    return render_template("accounts/show.html")


@pages.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """End all sessions of this account, this one too."""
    accounts.end_sessions(current_user._get_current_object())  # noqa: SLF001 - the documented way past the proxy
    logout_user()
    flash("You are signed out on every device.", "done")
    return redirect(url_for("security.login"), 303)
