"""Who is in front of the page, and whether the table of access lets them in."""

from typing import cast

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import COOKIE_NAME as REMEMBER_COOKIE
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from quizapp.services.attempts import is_guests
from quizapp.services.guests import Taker, guest_taker, user_taker
from quizapp.web.access_table import ACCESS, Rule
from quizapp.web.errors import wants_json
from quizapp.web.way_back import asked_attempt


def current_user_id() -> int | None:
    """The signed-in user's id, or ``None``."""
    return int(current_user.id) if current_user.is_authenticated else None


def is_teacher() -> bool:
    """Whether the person in front of the page has signed in as a teacher."""
    return bool(current_user.is_authenticated and current_user.has_role("teacher"))


def is_admin() -> bool:
    """Whether the person in front of the page has signed in and manages people."""
    return bool(current_user.is_authenticated and current_user.has_role("admin"))


_HELD_ROLES = {Rule.TEACHER: is_teacher, Rule.ADMIN: is_admin}


def admin_id() -> int:
    """The id of the signed-in manager of people, on pages that the table keeps for them."""
    user_id = current_user_id()
    if user_id is None or not is_admin():  # the table lets nobody else this far
        abort(403)
    return user_id


def teacher_id() -> int:
    """The signed-in teacher's id, on pages that the table keeps for teachers."""
    user_id = current_user_id()
    if user_id is None or not is_teacher():  # the table lets nobody else this far
        abort(403)
    return user_id


def current_taker() -> Taker | None:
    """The signed-in user, else the guest whom the session cookie names, else ``None``."""
    if "taker" not in g:
        g.taker = _find_taker()
    taker: Taker | None = g.taker
    return taker


def _find_taker() -> Taker | None:
    """Flask-Login is asked only where the session names nobody who is there: its way costs many times the look."""
    named = session.get("_user_id")
    taker = user_taker(str(named)) if named else None
    may_be_remembered = bool(named) or "guest" not in session or REMEMBER_COOKIE in request.cookies
    if taker is None and may_be_remembered and current_user.is_authenticated:
        taker = Taker(int(current_user.id), None, current_user.name or current_user.email)
    if taker is None and "guest" in session:
        taker = guest_taker(str(session["guest"]))
    return taker


def require_taker() -> Taker:
    """The person taking a quiz, on pages that the table keeps for takers."""
    taker = current_taker()
    if taker is None:
        raise NotFound
    return taker


def _refusal(rule: Rule) -> Response | None:
    if rule is Rule.NOBODY:
        raise NotFound
    if rule is Rule.HALF_WAY:
        return redirect(url_for("library.index")) if current_user.is_authenticated else None
    holds_role = _HELD_ROLES.get(rule)
    is_let_in = rule is Rule.EVERYONE or (holds_role is not None and holds_role())
    if is_let_in or (rule is Rule.TAKER and current_taker() is not None):
        return None
    if not current_user.is_authenticated:
        if wants_json() or request.is_json:
            abort(401)
        attempt_id = asked_attempt()
        if attempt_id and is_guests(attempt_id):
            return redirect(url_for("resume.show", next=request.path), 303 if request.method == "POST" else 302)
        return cast("Response", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    if holds_role is not None:
        abort(403)
    return None


def enforce_access() -> Response | None:
    """Before every request: let it through, send to the sign-in page, or refuse."""
    if request.endpoint is None:
        return None  # no such address: the 404 page says so
    if request.endpoint not in ACCESS:
        raise NotFound
    return _refusal(ACCESS[request.endpoint])


def register(app: Flask) -> None:
    """Hold every request to the table."""
    app.before_request(enforce_access)
