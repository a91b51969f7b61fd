"""Flask-Security in our manners: 303 after a POST, 422 with errors, no way off the site, sessions that end."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, make_response, redirect, render_template, request, session, url_for
from flask_login import current_user, user_logged_in, user_logged_out
from flask_login.utils import _user_context_processor

from quizapp.services import accounts, mail
from quizapp.web.forms.accounts import NO_EMAIL, ForgottenForm


def _after_forgetting(template: str, form: ForgottenForm) -> Any:
    """The same for every email, known or not: on to a page that says so; back where none was given."""
    if request.form.get("email"):
        return redirect(url_for("security.forgot_password"), 303)
    session.pop("_flashes", None)
    form.email.errors = [NO_EMAIL]
    return make_response(render_template(template, forgot_password_form=form, mail_is_sent=mail.is_sent()), 422)


def _render(template: str, **context: Any) -> Any:
    """Flask-Security's pages: status 422 where a form has errors, a redirect after asking for a new password."""
    if template.startswith("security/email/"):
        return render_template(template, **context)
    if request.method == "POST" and "forgot_password_form" in context:
        return _after_forgetting(template, context["forgot_password_form"])
    forms = [value for name, value in context.items() if name.endswith("_form") and value is not None]
    wrong = request.method == "POST" and any(form.errors for form in forms)
    return make_response(render_template(template, mail_is_sent=mail.is_sent(), **context), 422 if wrong else 200)


def _redirect_well(response: Response) -> Response:
    """After a POST go on with a GET; from Flask-Security's pages never to another site."""
    if request.method == "POST" and response.status_code == 302:
        response.status_code = 303
    if 300 <= response.status_code < 400 and (request.endpoint or "").startswith("security."):
        target = urlsplit(response.headers.get("Location", "").replace("\\", "/"))
        if target.netloc not in {"", request.host}:
            response.headers["Location"] = "/"
    return response


def _end_sessions(_app: Flask, user: Any, **_extra: Any) -> None:
    """Signing out ends this person's sessions on the server's side, and empties this browser's."""
    session.clear()
    accounts.end_sessions(user)


def _note_sign_in(_app: Flask, user: Any, **_extra: Any) -> None:
    accounts.note_sign_in(user)


def register(app: Flask) -> None:
    """Give Flask-Security our way of rendering, redirecting and ending sessions."""
    security = app.extensions["security"]
    security.render_template = _render
    # Both load the user for every request; web.access and the templates ask where they must.
    security.principal.identity_loaders.clear()
    app.template_context_processors[None].remove(_user_context_processor)
    app.jinja_env.globals["current_user"] = current_user
    app.after_request(_redirect_well)
    user_logged_in.connect(_note_sign_in, app)
    user_logged_out.connect(_end_sessions, app)
