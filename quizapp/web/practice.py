"""Feedback before handing in: practising, checking an answer, hints, and the answer shown."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.services import attempts, practice, reports
from quizapp.services.errors import Invalid
from quizapp.services.refusals import NotStored
from quizapp.services.responses import Given
from quizapp.services.reviews import QuestionReview
from quizapp.web import report_drafts, saving
from quizapp.web.access import require_taker
from quizapp.web.attempts import asked_again, begin
from quizapp.web.source_pane import runs_with, source_pane
from quizapp.web.told_words import waiting_words

pages = Blueprint("practice", __name__)
QUESTION = "/attempts/<uuid:attempt_id>/questions/<int:position>"


@pages.post("/q/<public_id>/practice")
def start(public_id: str) -> Response | tuple[str, int]:
    """Begin to practise, or go on where one stopped."""
    return begin(public_id, practice.start)


@pages.get(f"{QUESTION}/feedback")
def feedback(attempt_id: UUID, position: int) -> str | Response:
    """What was told of a question before handing in; the question itself where nothing was."""
    taker = require_taker()
    attempt = attempts.attempt_view(str(attempt_id), taker)
    review = practice.feedback(attempt, position)
    if attempt.submitted_at is not None or review is None:
        return redirect(url_for("attempts.question", attempt_id=attempt_id, position=position), 303)
    return render_template(
        "practice/feedback.html",
        attempt=attempt,
        review=review,
        begun_reports=report_drafts.drafts_in(attempt_id),
        reports=reports.reports_in(str(attempt_id), taker),
        article=attempt.content.article,
        pane=source_pane(attempt),
        verdict=_verdict(review),
        kept=waiting_words(attempt),
        runs=runs_with(attempt),
    )


def _verdict(review: QuestionReview) -> str:
    if review.is_unproven:
        return "Right, but not proven: "
    return {"": "", "right": "Right: ", "partly": "Partly right: ", "wrong": "Not right: "}[review.result]


@pages.post(f"{QUESTION}/feedback")
def check(attempt_id: UUID, position: int) -> Response | tuple[str | Response, int]:
    """Store the response and tell of it what may be told."""
    if refused := _taken(attempt_id, position, practice.check):
        return refused
    place = attempts.attempt_view(str(attempt_id), require_taker()).place(position)
    waits_for_proof = not place.state.is_told and not place.state.is_checked
    page = "proofs.show" if waits_for_proof else "attempts.question"
    return redirect(url_for(page, attempt_id=attempt_id, position=position), 303)


def _taken(
    attempt_id: UUID, position: int, take: Callable[[Given], None]
) -> Response | tuple[str | Response, int] | None:
    """Take what the form of the question holds; where it cannot be taken, the page that says so."""
    try:
        take(saving.given(attempt_id, position))
    except NotStored as refusal:
        return saving.refused(attempt_id, position, refusal)
    except Invalid as error:
        return asked_again(attempt_id, position, error)
    report_drafts.keep(attempt_id, position)
    return None


@pages.post(f"{QUESTION}/hint")
def hint(attempt_id: UUID, position: int) -> Response | tuple[str | Response, int]:
    """Take the next hint. What was answered but not checked yet is kept."""
    if refused := _taken(attempt_id, position, practice.keep_unchecked):
        return refused
    practice.take_hint(str(attempt_id), position, require_taker())
    return redirect(url_for("attempts.question", attempt_id=attempt_id, position=position, _anchor="hints"), 303)


@pages.post(f"{QUESTION}/answer")
def show(attempt_id: UUID, position: int) -> Response | tuple[str | Response, int]:
    """End the hints with the answer and everything about it."""
    if refused := _taken(attempt_id, position, practice.keep_unchecked):
        return refused
    practice.show_answer(str(attempt_id), position, require_taker())
    return redirect(url_for("practice.feedback", attempt_id=attempt_id, position=position), 303)
