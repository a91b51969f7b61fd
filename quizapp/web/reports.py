"""Something is wrong with a question: the student's report, and the teacher's list of them."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.services import reports
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.refusals import NotStored
from quizapp.web import report_drafts, saving
from quizapp.web.access import require_taker, teacher_id
from quizapp.web.attempts import store

pages = Blueprint("reports", __name__)

REASONS = {
    "key": "The answer that counts as right is wrong",
    "unclear": "I do not understand the question",
    "not_in_article": "The article does not say this",
    "other": "Something else",
}
"""``ReportReason`` by value, as people read it."""


@pages.app_context_processor
def _reasons() -> dict[str, dict[str, str]]:
    return {"report_reasons": REASONS}


@pages.post("/attempts/<uuid:attempt_id>/questions/<int:position>/report")
def report(attempt_id: UUID, position: int) -> Response | tuple[str | Response, int]:
    """Keep the report, and the answer that stood in the same form; then back to where it was sent."""
    taker = require_taker()
    reason, words = request.form.get("reason", ""), request.form.get("words", "")
    try:
        reports.report(str(attempt_id), position, taker, reason=reason, words=words)
        report_drafts.drop()
        flash("Thank you. Your report is sent; the reply will stand under “My quizzes”.", "done")
    except Conflict as error:
        report_drafts.drop()
        flash(str(error), "problem")
    except Invalid as error:
        report_drafts.keep(attempt_id, position)
        flash(str(error), "problem")
    if "save_key" not in request.form:
        return redirect(url_for("review.show", attempt_id=attempt_id, _anchor=f"q{position}"), 303)
    try:
        store(attempt_id, position)
    except NotStored as refusal:
        return saving.refused(attempt_id, position, refusal)
    except (Conflict, Invalid) as error:
        flash(f"Your answer was not saved. {error}", "problem")
    return redirect(url_for("attempts.question", attempt_id=attempt_id, position=position), 303)


@pages.get("/desk/reports")
def index() -> str:
    """What students report, unanswered first."""
    return _list()


def _list(wrong: int | None = None, problem: str = "") -> str:
    return render_template(
        "desk/reports.html",
        reports=reports.desk_reports(teacher_id()),
        wrong=wrong,
        problem=problem,
        typed=request.form.get("reply", ""),
    )


@pages.post("/desk/reports/<int:report_id>")
def reply(report_id: int) -> Response | tuple[str, int]:
    """Reply to a student."""
    try:
        reports.reply(report_id, request.form.get("reply", ""), teacher_id=teacher_id())
    except Invalid as error:
        return _list(report_id, str(error)), 422
    flash("Your reply is kept. The student sees it under “My quizzes”.", "done")
    return redirect(url_for("reports.index"), 303)


@pages.post("/desk/reports/<int:report_id>/accept")
def accept(report_id: int) -> Response:
    """Say that the student is right, and go on to fixing the question."""
    try:
        newest = reports.accept(report_id, teacher_id=teacher_id())
    except Conflict as error:
        flash(str(error), "problem")
        return redirect(url_for("reports.index"), 303)
    flash(
        "The student reads that you agree. Put the question right, approve it, then grade it anew in its results.",
        "done",
    )
    return redirect(url_for("drafts.edit", version_id=newest), 303)
