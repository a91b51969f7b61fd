"""For whoever watches the server."""

from flask import Blueprint
from werkzeug.wrappers import Response

from quizapp.services.health import database_revision

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def check() -> Response:
    """``ok`` with 200, or 503 where the database is not up to date."""
    current, newest = database_revision()
    up_to_date = current == newest
    return Response(
        "ok\n" if up_to_date else "database not migrated\n", 200 if up_to_date else 503, mimetype="text/plain"
    )
