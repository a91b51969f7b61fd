"""How much time is left, for the clock of a page that lies open: its teacher may have moved the end."""

from uuid import UUID

from flask import Blueprint, jsonify, render_template
from werkzeug.wrappers import Response

from quizapp.services import attempts
from quizapp.web.access import require_taker
from quizapp.web.pages import seconds_left

pages = Blueprint("time_left", __name__)


@pages.get("/attempts/<uuid:attempt_id>/time")
def show(attempt_id: UUID) -> Response:
    """The end of an attempt: whether it is over, else the seconds left (``None`` where it has no end) and its words."""
    view = attempts.attempt_view(str(attempt_id), require_taker())
    if view.submitted_at is not None or view.is_up:
        return jsonify(is_over=True)
    if view.due_at is None:
        return jsonify(is_over=False, left=None)
    words = render_template("attempts/timer_words.html", attempt=view).strip()
    return jsonify(is_over=False, left=seconds_left(view.due_at), due=view.due_at.timestamp(), words=words)
