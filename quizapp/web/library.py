"""The library: what is open, what can be taken, what is finished."""

from flask import Blueprint, render_template

from quizapp.services.assigned import to_do
from quizapp.services.own_attempts import own_attempts
from quizapp.services.published import library
from quizapp.web.access import current_taker

pages = Blueprint("library", __name__)


@pages.get("/")
def index() -> str:
    """Everything there is for whoever looks."""
    taker = current_taker()
    attempts = own_attempts(taker) if taker else []
    return render_template(
        "library/index.html",
        open_attempts=[attempt for attempt in attempts if attempt.submitted_at is None],
        finished=[attempt for attempt in attempts if attempt.submitted_at is not None],
        quizzes=library(),
        to_do=to_do(taker) if taker else [],
    )
