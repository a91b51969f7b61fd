"""Taking a quiz: the start, one question a page, the check before handing in."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.services import (
    assigned,
    attempts,
    deadlines,
    guests,
    own,
    practice,
    proofs,
    reports,
    responses,
    starting,
    submissions,
)
from quizapp.services.errors import Invalid
from quizapp.services.guests import Taker, add_guest, guest_taker
from quizapp.services.published import published, quiz_content
from quizapp.services.responses import NotStored
from quizapp.services.seats import seat_of
from quizapp.web import report_drafts, saving
from quizapp.web.access import current_taker, require_taker
from quizapp.web.all_questions import can_be_on_one_page
from quizapp.web.forms.attempts import NameForm, PlainForm
from quizapp.web.pages import address, fields_of, put_problems, reading_settings
from quizapp.web.question_frame import question_html
from quizapp.web.told_words import kept_words, promise

pages = Blueprint("attempts", __name__)


def _intro(public_id: str, form: NameForm) -> str:
    quiz = published(public_id)
    taker = current_taker()
    content = quiz_content(quiz.quiz_version_id)
    open_attempt = attempts.open_attempt(quiz.quiz_id, taker) if taker else None
    return render_template(
        "attempts/intro.html",
        quiz=quiz,
        content=content,
        promise=promise(content.settings.feedback),
        is_practising=taker is not None and practice.open_practice(quiz.quiz_id, taker) is not None,
        taker=taker,
        form=form,
        is_open=open_attempt is not None,
        newest=attempts.newest_attempt(quiz.quiz_id, taker) if taker and quiz.is_closed and not open_attempt else None,
    )


@pages.get("/q/<public_id>")
def intro(public_id: str) -> str:
    """What the quiz is about, and who is taking it."""
    return _intro(public_id, NameForm())


@pages.post("/q/<public_id>")
def start(public_id: str) -> Response | tuple[str, int]:
    """Begin, or go on where one stopped."""
    return begin(public_id, starting.start)


def begin(public_id: str, start: Callable[[str, Taker], str]) -> Response | tuple[str, int]:
    """Begin as whoever is here; somebody unknown first says a name."""
    taker = current_taker()
    if taker is None:
        published(public_id)
        form = NameForm()
        try:
            guest = add_guest(form.name.data or "")
        except Invalid as error:
            put_problems(form, error)
            return _intro(public_id, form), 422
        session["guest"] = guest
        session.permanent = True
        taker = guest_taker(guest)
    if taker is None:
        raise RuntimeError("a guest just added is not there")
    guests.ensure_code(taker)
    ended = deadlines.end_own(public_id, taker)
    if ended:  # whoever wanted to go on sees first what became of it
        return redirect(url_for("review.show", attempt_id=ended), 303)
    attempt_id = start(public_id, taker)
    view = attempts.attempt_view(attempt_id, taker)
    return redirect(url_for("attempts.question", attempt_id=attempt_id, position=view.next_open), 303)


def time_up(view: attempts.AttemptView) -> str:
    """For the moments until the server has handed it in: a page asked for changes nothing itself."""
    return render_template("attempts/time_up.html", attempt=view, form=PlainForm())


def question_page(
    attempt_id: UUID, position: int, *, problem: str = "", typed: list[str] | None = None
) -> str | Response:
    """One question; the review where it is handed in, the feedback where that was told for good."""
    taker = require_taker()
    view = attempts.attempt_view(str(attempt_id), taker)
    if view.submitted_at is not None:
        return redirect(url_for("review.show", attempt_id=attempt_id), 303)
    if view.is_up:
        return time_up(view)
    place = view.place(position)
    if place.state.is_told:
        return redirect(url_for("practice.feedback", attempt_id=attempt_id, position=position), 303)
    hints = practice.hints_of(view, place) if place.state.was_checked else ()
    return question_html(
        view,
        place,
        typed=typed,
        can_check=practice.can_check(view) and not proofs.is_asked(place.question, view.kind),
        all_on_one=can_be_on_one_page(view),
        attempt_code=_code_at_first(taker, view, position),
        proof=proofs.line_of(view, place),
        hints=hints[: place.state.hints],
        hints_left=len(hints) - place.state.hints,
        report_draft=report_drafts.draft(attempt_id, position),
        problem=problem,
    )


def _code_at_first(taker: Taker, view: attempts.AttemptView, position: int) -> str | None:
    """A guest's resume code on the first page of an attempt, until something is saved."""
    return taker.resume_code if position == 1 and view.saved_at is None else None


@pages.get("/attempts/<uuid:attempt_id>/questions/<int:position>")
def question(attempt_id: UUID, position: int) -> str | Response:
    """One question with what was answered so far, among all of them where the reading settings say so."""
    if reading_settings().get("page") == "all":
        view = attempts.attempt_view(str(attempt_id), require_taker())
        view.place(position)
        if can_be_on_one_page(view):
            return redirect(url_for("all_questions.show", attempt_id=attempt_id, _anchor=f"q{position}"), 303)
    return question_page(attempt_id, position)


@pages.post("/attempts/<uuid:attempt_id>/questions/<int:position>")
def save(attempt_id: UUID, position: int) -> Response | tuple[str | Response, int]:
    """Store the response, and the flag where its button was pressed; then go where the button says."""
    taker = require_taker()
    fields = fields_of(request.form)
    key = request.form.get("save_key") or None
    try:
        saved = responses.save(str(attempt_id), position, fields, taker, idempotency_key=key, seen=saving.seen())
        practice.say_sureness(str(attempt_id), position, request.form.get("sureness"), taker)
    except NotStored as refusal:
        return saving.refused(attempt_id, position, refusal)
    except Invalid as error:
        problem = " ".join(error.problems.get("response") or [str(error)])
        return question_page(attempt_id, position, problem=problem, typed=request.form.getlist("response")), 422
    if "flag" in request.form:
        responses.flag(str(attempt_id), position, taker, flagged=request.form["flag"] == "on")
    target = onward(attempt_id, position)
    if saved.answered and _is_proof_next(attempt_id, position, taker):
        target = url_for("proofs.show", attempt_id=attempt_id, position=position)
    report_drafts.keep(attempt_id, position, leaves=target != request.path)
    return redirect(target, 303)


def _is_proof_next(attempt_id: UUID, position: int, taker: Taker) -> bool:
    """Whether the pressed button leads on from this question, and its proof is asked for."""
    seat = seat_of(str(attempt_id), taker)
    content = quiz_content(seat.quiz_version_id)
    on = str(position + 1) if position < len(content.questions) else "check"
    return request.form.get("go") == on and proofs.is_asked(content.question(position), seat.kind)


def onward(attempt_id: UUID, position: int) -> str:
    """Where the pressed button leads. Nothing but a place in this attempt is taken."""
    wanted = request.form.get("go", "stay")
    if wanted == "check":
        return address("attempts.check", attempt_id=attempt_id)
    if wanted == "leave":
        return address("library.index")
    target = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else position
    return address("attempts.question", attempt_id=attempt_id, position=target)


@pages.get("/attempts/<uuid:attempt_id>/check")
def check(attempt_id: UUID) -> str | Response:
    """All responses before handing in."""
    view = attempts.attempt_view(str(attempt_id), require_taker())
    if view.submitted_at is not None:
        return redirect(url_for("review.show", attempt_id=attempt_id), 303)
    if view.is_up:
        return time_up(view)
    lines = proofs.lines(view)
    return render_template(
        "attempts/check.html",
        attempt=view,
        form=PlainForm(),
        replies=_replies(view),
        proofs=lines,
        unproven=[position for position, line in lines.items() if not line.words],
        kept=kept_words(view),
    )


def _replies(view: attempts.AttemptView) -> dict[int, str]:
    from quizapp.core.grading import interaction

    return {
        place.position: interaction(place.question.content.interaction).response_text(
            place.question.content, place.state.response
        )
        for place in view.places
        if place.state.response is not None
    }


@pages.post("/attempts/<uuid:attempt_id>/check")
def submit(attempt_id: UUID) -> Response:
    """Hand in, once."""
    submissions.submit(str(attempt_id), require_taker())
    return redirect(url_for("review.show", attempt_id=attempt_id), 303)


@pages.get("/my")
def mine() -> str:
    """A person's own attempts."""
    taker = current_taker()
    if taker is None:
        return render_template("attempts/mine.html", taker=None)
    classes = assigned.own_classes(taker)
    return render_template(
        "attempts/mine.html",
        taker=taker,
        page=own.own_page(taker),
        reports=reports.own_reports(taker),
        classes=classes,
        to_do=assigned.to_do(taker) if classes else [],
    )
