"""What went wrong, as a page: one place turns errors into status and words."""

import secrets
from typing import Any

import structlog
from flask import Flask, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import BadHost, HTTPException, SecurityError

from quizapp.services.database import give_up
from quizapp.services.errors import Conflict, Invalid, NotAllowed, NotFound, QuizError, TooManyTries
from quizapp.web.way_back import asked_attempt, way_back

log = structlog.get_logger("quizapp")

STATUS = {NotFound: 404, NotAllowed: 403, Conflict: 409, Invalid: 422, TooManyTries: 429}
WORDS = {
    400: ("This could not be read", "Something in the request was not as it should be. Go back and try once more."),
    401: (
        "You are signed out",
        "You are signed out. Sign in again, and what waits on this device is saved.",
    ),
    403: ("This page is not for you", "It belongs to teachers. If you are one, sign in with your teacher's account."),
    404: (
        "This page is not on the shelf",
        "The address may have a slip in it, or it belongs to somebody else. Nothing you saved is lost.",
    ),
    405: ("This cannot be done here", "Go back and use the buttons on the page."),
    409: ("This cannot be done now", ""),
    413: ("This is too much at once", "The file or text is larger than quizapp takes. Give it a part of it."),
    422: ("This could not be taken", ""),
    429: ("That was a little fast", "Wait a minute, then try once more. Nothing you saved is lost."),
    500: (
        "Something went wrong on our side",
        "What you did last was not saved; everything before it is. Try once more.",
    ),
}
CSRF_WORDS = (
    "This page was open for too long",
    "Go back, load the page again and send it once more. What was saved before is kept.",
)


PROBLEMS = {401: "signed_out", 404: "not_found", 422: "invalid", 429: "too_fast"}
"""What a script is told went wrong, where it can do something about it."""


def wants_json() -> bool:
    """Whether a script of ours asks: it takes nothing but JSON."""
    return request.headers.get("Accept") == "application/json"


def _page(status: int, words: tuple[str, str]) -> tuple[Any, int]:
    title, lede = words
    if wants_json():
        return jsonify({"problem": PROBLEMS.get(status, "failed"), "words": lede or title} | _way_back(status)), status
    by_code = status in {403, 404} and asked_attempt() is not None
    return render_template("errors/error.html", status=status, heading=title, lede=lede, by_code=by_code), status


def _way_back(status: int) -> dict[str, str]:
    """For a script: the page that makes this browser the taker's again, and what to say of it."""
    if status not in {401, 404}:
        return {}
    way = way_back()
    words = {"words": way.words} if status == 401 else {}
    return {"page": way.page, "label": way.label} | words


def _on_quiz_error(error: QuizError) -> tuple[Any, int, dict[str, str]]:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 409)
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyTries) else {}
    return *_page(status, (WORDS[status][0], str(error) or WORDS[status][1])), headers


def _on_csrf_error(error: CSRFError) -> tuple[Any, int]:  # noqa: ARG001
    if wants_json():  # only our own pages can read the reply, so they get the token to go on with
        return jsonify(problem="expired", words=CSRF_WORDS[0], csrf_token=generate_csrf()), 400
    return _page(400, CSRF_WORDS)


def _on_http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, (SecurityError, BadHost)):  # asked under a name that is not ours: no page can name its links
        return "This server is not asked for under that name.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error.get_response()
    body, code = _page(status, WORDS.get(status, (error.name, "Go back and try once more.")))
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return body, code, kept


def _on_anything(error: Exception) -> ResponseReturnValue:
    log.error("failed", rule=request.url_rule.rule if request.url_rule else None, exc_info=error)
    try:
        give_up()
        return _page(500, WORDS[500])
    except Exception:  # noqa: BLE001 - without its database even the head of a page cannot be drawn
        words = f"{WORDS[500][0]}. {WORDS[500][1]}\nIf you ask for help, give this number: {g.request_id}\n"
        return words, 500, {"Content-Type": "text/plain; charset=utf-8"}


def _number_request() -> None:
    number = secrets.token_hex(4).upper()
    g.request_id = f"{number[:4]}-{number[4:]}"
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def register(app: Flask) -> None:
    """Give every error its page and every request a number."""
    app.before_request_funcs.setdefault(None, []).insert(0, _number_request)  # before the CSRF check can refuse
    app.register_error_handler(QuizError, _on_quiz_error)
    app.register_error_handler(CSRFError, _on_csrf_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(Exception, _on_anything)
