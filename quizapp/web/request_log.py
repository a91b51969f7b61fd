"""One line in the log for each request, under the number that its error page shows.

Addresses are logged as rules, and forms not at all: no names, responses, passwords, nor links that open doors.
"""

import time

import structlog
from flask import Flask, Response, g, request
from flask_login import user_logged_in, user_logged_out

log = structlog.get_logger("quizapp")


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.endpoint not in {"static", "health.check"}:
        log.info(
            "request",
            method=request.method,
            rule=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            milliseconds=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
        )
    return response


def register(app: Flask) -> None:
    """Log every request, and who signs in and out."""
    app.before_request(_begin)
    app.after_request(_end)
    user_logged_in.connect(lambda _app, user, **_: log.info("signed in", user=user.id), app, weak=False)
    user_logged_out.connect(lambda _app, user, **_: log.info("signed out", user=user.id), app, weak=False)
