"""The review: what was right, why, and the sentences that prove it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.core.text.marking import runs
from quizapp.services import reports, reviews
from quizapp.services.errors import NotAllowed
from quizapp.web.access import require_taker

pages = Blueprint("review", __name__)


@pages.get("/attempts/<uuid:attempt_id>/review")
def show(attempt_id: UUID) -> str | Response:
    """The result of an attempt; before it is handed in, its check page."""
    try:
        taker = require_taker()
        review = reviews.review(str(attempt_id), taker)
    except NotAllowed:
        return redirect(url_for("attempts.check", attempt_id=attempt_id), 303)
    return render_template(
        "review/show.html",
        review=review,
        article=review.attempt.content.article,
        missed=[question for question in review.questions if not question.is_right],
        right=[question for question in review.questions if question.is_right],
        runs=runs,
        reports=reports.reports_in(str(attempt_id), taker),
    )
