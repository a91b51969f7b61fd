"""What a class was given, as its students find it; beginning there."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.services import assigned, attempts, deadlines
from quizapp.services.published import quiz_content
from quizapp.web.access import current_taker, require_taker
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.told_words import promise

pages = Blueprint("assigned", __name__)


def _who_are_you() -> Response:
    """To the page that makes this browser its student's, and back."""
    return redirect(url_for("resume.show", next=request.path), 303 if request.method == "POST" else 302)


@pages.get("/a/<assignment_code>")
def show(assignment_code: str) -> str | Response:
    """An assignment: what it is, how long there is, and one's own attempts."""
    taker = current_taker()
    if taker is None:
        return _who_are_you()
    given = assigned.given(assignment_code, taker)
    content = quiz_content(given.quiz_version_id)
    return render_template(
        "classes/assigned.html",
        given=given,
        taker=taker,
        content=content,
        promise=promise(content.settings.feedback),
        form=PlainForm(),
    )


@pages.post("/a/<assignment_code>")
def start(assignment_code: str) -> Response:
    """Begin, or go on where one stopped."""
    taker = current_taker()
    if taker is None:
        return _who_are_you()
    given = assigned.given(assignment_code, taker)
    ended = deadlines.end_assigned(given.id, taker)
    if ended:  # whoever wanted to go on sees first what became of it
        return redirect(url_for("review.show", attempt_id=ended), 303)
    attempt_id = assigned.start(assignment_code, taker)
    view = attempts.attempt_view(attempt_id, taker)
    return redirect(url_for("attempts.question", attempt_id=attempt_id, position=view.next_open), 303)


@pages.get("/my/classes/<int:class_id>")
def classroom(class_id: int) -> str:
    """A class that one is in, with all that was given to it."""
    taker = require_taker()
    return render_template(
        "classes/mine.html",
        classroom=assigned.own_class(class_id, taker),
        given=assigned.in_class(class_id, taker),
        taker=taker,
    )
