"""Who may see which page: one table. A route that is not in it cannot be reached."""

from enum import StrEnum

from flask import Flask, abort, current_app, request
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response


class Rule(StrEnum):
    """Who may ask for a page at all; whose things they may see is for the services."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    TEACHER = "teacher"


ACCESS: dict[str, Rule] = {
    "static": Rule.EVERYONE,
}
"""Endpoint -> rule. Every endpoint stands here; the tests walk it."""


def is_teacher() -> bool:
    """Whether the person in front of the page has signed in as a teacher."""
    return bool(current_user.is_authenticated and current_user.has_role("teacher"))


def _refusal(rule: Rule) -> Response | None:
    if rule is Rule.EVERYONE or (rule is Rule.TEACHER and is_teacher()):
        return None
    if not current_user.is_authenticated:
        unauthorized: Response = current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return unauthorized
    if rule is Rule.TEACHER:
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
