"""Without a network: what browsers need to install quizapp and to keep an open attempt at hand."""

import json
from pathlib import Path

from flask import Blueprint, current_app, render_template, url_for
from werkzeug.wrappers import Response

pages = Blueprint("offline", __name__)


@pages.get("/manifest")
def manifest() -> Response:
    """How quizapp looks when it is installed."""
    icon = {"src": url_for("static", filename="icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    said = {
        "name": "quizapp",
        "short_name": "quizapp",
        "start_url": url_for("library.index"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f1ea",
        "theme_color": "#f4f1ea",
        "icons": [icon],
    }
    return Response(json.dumps(said), mimetype="application/manifest+json")


@pages.get("/offline-worker")
def worker() -> Response:
    """The script that keeps pages of an open attempt. It stands at the top, since it serves all below its address."""
    script = Path(current_app.static_folder or "") / "offline-worker.js"
    return Response(script.read_text("utf-8"), mimetype="text/javascript")


@pages.get("/offline")
def show() -> str:
    """What stands in the place of a page that cannot be had now."""
    return render_template("offline/show.html")
