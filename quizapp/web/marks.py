"""Marking words of the article: a small JSON address for the page's script."""

from uuid import UUID

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from quizapp.services import marks
from quizapp.services.errors import Invalid
from quizapp.web.access import require_taker

pages = Blueprint("marks", __name__)


@pages.post("/attempts/<uuid:attempt_id>/marks")
def change(attempt_id: UUID) -> Response:
    """Mark ``start`` to ``end`` of the article's text, or with ``on: false`` rub it out; all spans marked then."""
    taker = require_taker()
    sent = request.get_json(silent=True)
    given = sent if isinstance(sent, dict) else {}
    start, end, on = given.get("start", -1), given.get("end", -1), given.get("on", True)
    if type(start) is not int or type(end) is not int or type(on) is not bool:
        raise Invalid({"": ["A mark has a start and an end in numbers."]})
    return jsonify(marks=marks.mark(str(attempt_id), taker, start, end, on=on))
