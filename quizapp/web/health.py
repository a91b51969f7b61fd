"""For whoever watches the server."""

from flask import Blueprint
from werkzeug.wrappers import Response

from quizapp.services.health import trouble

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def check() -> Response:
    """``ok`` with 200, or what is wrong with 503; plain text."""
    wrong = trouble()
    return Response(f"{wrong or 'ok'}\n", 503 if wrong else 200, mimetype="text/plain")
