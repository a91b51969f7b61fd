"""How pages look to this reader: paper, letters and spacing, kept in a cookie of the browser."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import CHOICES, SETTINGS_COOKIE

pages = Blueprint("reading_settings", __name__, url_prefix="/settings")

_YEAR = 365 * 24 * 3600


@pages.get("")
def show() -> str:
    """The settings as they stand."""
    return render_template("reading_settings/show.html", form=PlainForm())


@pages.post("")
def save() -> Response:
    """Keep the known values; anything else means the default."""
    kept = [f"{name}:{request.form[name]}" for name, values in CHOICES.items() if request.form.get(name) in values]
    flash("Your reading settings are kept in this browser.", "done")
    response = make_response(redirect(url_for("reading_settings.show"), 303))
    secure = request.is_secure
    response.set_cookie(SETTINGS_COOKIE, "|".join(kept), max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response
