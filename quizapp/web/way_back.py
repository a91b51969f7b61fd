"""The way back into an attempt, for a browser that its taker is not known in: a guest's code, or signing in."""

from dataclasses import dataclass

from flask import request, url_for

from quizapp.services.attempts import is_guests


@dataclass(frozen=True, slots=True)
class WayBack:
    """A page that makes this browser its taker's, what its link says, and what that does for unsent responses."""

    page: str
    label: str
    words: str


def asked_attempt() -> str | None:
    """The public id of the attempt that the request is about, if it is about one."""
    given = (request.view_args or {}).get("attempt_id")
    return str(given) if given else None


def way_back() -> WayBack:
    """By a code where the attempt is a guest's, else by signing in."""
    attempt_id = asked_attempt()
    if attempt_id and is_guests(attempt_id):
        words = "This browser no longer knows you. Go on with your code, and what waits on this device is saved."
        return WayBack(url_for("resume.show"), "Go on with your code", words)
    words = "You are signed out. Sign in again, and what waits on this device is saved."
    return WayBack(url_for("security.login"), "Sign in", words)
