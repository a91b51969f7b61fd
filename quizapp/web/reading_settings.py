"""How pages look to this reader: paper, letters and spacing, kept in a cookie of the browser."""

import re
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import CHOICES, SETTINGS_COOKIE

pages = Blueprint("reading_settings", __name__, url_prefix="/settings")

_YEAR = 365 * 24 * 3600
_HERE = re.compile(r"/(?![/\\])[!-~]{0,300}")
"""An address within this site, without its host."""


def _came_from() -> str:
    """The page that somebody came from, to go back to it; blank where that is not known or is no page of ours."""
    known = request.values.get("next", "")
    if not known:
        known = (request.referrer or "").removeprefix(request.host_url.removesuffix("/")).partition("?")[0]
    return known if _HERE.fullmatch(known) and _can_be_opened(known) else ""


def _can_be_opened(page: str) -> bool:
    """Whether a page stands at this address: not only a form is sent there, and it is not the settings themselves."""
    adapter = current_app.url_map.bind_to_environ(request.environ)
    try:
        endpoint, _ = adapter.match(urlsplit(page).path.removeprefix(request.script_root), method="GET")
    except HTTPException:
        return False
    return not endpoint.startswith(f"{pages.name}.")


@pages.get("")
def show() -> str:
    """The settings as they stand."""
    return render_template("reading_settings/show.html", form=PlainForm(), came_from=_came_from())


@pages.post("")
def save() -> Response:
    """Keep the known values; anything else means the default."""
    kept = [f"{name}:{request.form[name]}" for name, values in CHOICES.items() if request.form.get(name) in values]
    flash("Your reading settings are kept in this browser.", "done")
    response = make_response(redirect(_came_from() or url_for("reading_settings.show"), 303))
    secure = request.is_secure
    response.set_cookie(SETTINGS_COOKIE, "|".join(kept), max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response
