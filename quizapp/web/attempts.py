"""Taking a quiz: the start, one question a page, the check before handing in."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.core.grading import response_words
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
from quizapp.services.refusals import NotStored
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
    left = starting.attempts_left(quiz, taker) if taker else None
    is_used_up = left == 0 and not open_attempt
    is_over = (quiz.is_closed or is_used_up) and not open_attempt
    return render_template(
        "attempts/intro.html",
        quiz=quiz,
        content=content,
        promise=promise(content.settings.feedback),
        is_practising=taker is not None and practice.open_practice(quiz.quiz_id, taker) is not None,
        taker=taker,
        form=form,
        is_open=open_attempt is not None,
        newest=attempts.newest_attempt(quiz.quiz_id, taker) if taker and is_over else None,
        left=left,
        is_used_up=is_used_up,
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


def question_page(attempt_id: UUID, position: int, *, problem: str = "") -> str | Response:
    """One question; the review where it is handed in, the feedback where that was told for good.

    With a ``problem`` its form comes back as it was sent.
    """
    taker = require_taker()
    view = attempts.attempt_view(str(attempt_id), taker)
    if view.submitted_at is not None:
        return redirect(url_for("review.show", attempt_id=attempt_id), 303)
    if view.is_up:
        return saving.time_up(view)
    place = view.place(position)
    if place.state.is_told:
        return redirect(url_for("practice.feedback", attempt_id=attempt_id, position=position), 303)
    hints = practice.hints_of(view, place) if place.state.was_checked else ()
    return question_html(
        view,
        place,
        sent=fields_of(request.form) if problem else None,
        can_check=practice.can_check(view) and not proofs.is_asked(place.question, view.kind),
        all_on_one=can_be_on_one_page(view),
        attempt_code=_code_at_first(taker, view, position),
        proof=proofs.line_of(view, place),
        hints=hints[: place.state.hints],
        hints_left=len(hints) - place.state.hints,
        is_partly=place.state.is_checked and practice.is_partly_right(place),
        report=reports.reports_in(str(attempt_id), taker)[position] if place.is_reported else None,
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
    try:
        is_answered = store(attempt_id, position)
    except NotStored as refusal:
        return saving.refused(attempt_id, position, refusal)
    except Invalid as error:
        return asked_again(attempt_id, position, error)
    target = onward(attempt_id, position)
    if is_answered and _is_proof_next(attempt_id, position, require_taker()):
        target = url_for("proofs.show", attempt_id=attempt_id, position=position)
    report_drafts.keep(attempt_id, position, leaves=target != request.path)
    return redirect(target, 303)


def asked_again(attempt_id: UUID, position: int, error: Invalid) -> Response | tuple[str | Response, int]:
    """The question once more, with what cannot be taken still in its field."""
    problem = " ".join(error.problems.get("response") or [str(error)])
    return saving.with_status(question_page(attempt_id, position, problem=problem), 422)


def store(attempt_id: UUID, position: int) -> bool:
    """Store what the form of a question holds; whether its question is answered then.

    A page that is behind takes nothing back where its response was not touched: whoever only presses a button
    there goes on with what stands. Raises as ``responses.save`` does.
    """
    given, flagged = saving.given(attempt_id, position), _flagged()
    public_id, taker = given.public_id, given.taker
    try:
        if flagged is not None:
            responses.save_with_flag(given, flagged=flagged)
            answered = False
        else:
            answered = responses.save_given(given).answered
    except NotStored as refusal:
        place = attempts.attempt_view(public_id, taker).place(position)
        if not (refusal.is_behind and saving.is_untouched(place, given.fields)):
            raise
        if flagged is not None:
            responses.flag(public_id, position, taker, flagged=flagged)
        answered = place.state.is_answered
    practice.say_sureness(public_id, position, given.sureness, taker)
    return answered


def _flagged() -> bool | None:
    """Whether the flag is to be set, where its button was pressed."""
    return request.form["flag"] == "on" if "flag" in request.form else None


def _is_proof_next(attempt_id: UUID, position: int, taker: Taker) -> bool:
    """Whether the pressed button leads on from this question, and its proof is asked for."""
    seat = seat_of(str(attempt_id), taker)
    content = quiz_content(seat.quiz_version_id)
    on = str(position + 1) if position < len(content.questions) else "check"
    return request.form.get("go") == on and proofs.is_asked(content.question(seat.in_quiz(position)), seat.kind)


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
        return saving.time_up(view)
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
    answered = (place for place in view.places if place.state.is_answered)
    return {place.position: response_words(place.question.content, place.state.response) for place in answered}


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
