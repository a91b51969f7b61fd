"""Giving a quiz to a class, and what is given as it runs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.services import assignments, classes, live, quizzes
from quizapp.services.errors import Conflict, Invalid
from quizapp.web.access import teacher_id
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.forms.classes import GiveForm, TermsForm, default_terms, terms_as_they_are
from quizapp.web.pages import put_problems
from quizapp.web.request_guard import id_of

pages = Blueprint("assignments", __name__, url_prefix="/desk")


def _give_page(quiz_id: int, form: GiveForm) -> str:
    mine = [one for one in classes.desk_classes(teacher_id()) if not one.is_archived]
    form.offer([(one.id, one.name) for one in mine])
    return render_template(
        "classes/give.html",
        quiz=quizzes.givable(quiz_id, teacher_id=teacher_id()),
        form=form,
        zones=sorted({one.time_zone for one in mine}),
        has_classes=bool(mine),
    )


@pages.get("/quizzes/<int:quiz_id>/give")
def give(quiz_id: int) -> str:
    """One form with good defaults. ``class`` names the class that the teacher came from, else one without the quiz is meant."""
    asked = id_of(request.args.get("class"))
    have = {one.class_id for one in assignments.quiz_assignments(quiz_id, teacher_id=teacher_id()) if not one.is_over}
    mine = [one for one in classes.desk_classes(teacher_id()) if not one.is_archived]
    first = min(mine, key=lambda one: (one.id != asked, one.id in have), default=None)
    zone = first.time_zone if first else classes.likely_zone(teacher_id())
    return _give_page(
        quiz_id, GiveForm(classroom=str(first.id) if first else "", time_zone=zone, **default_terms(zone))
    )


@pages.post("/quizzes/<int:quiz_id>/give")
def keep_given(quiz_id: int) -> Response | tuple[str, int]:
    """Give it; the class is made first where it is new."""
    form = GiveForm()
    quizzes.givable(quiz_id, teacher_id=teacher_id())
    try:
        terms, class_id = form.terms(), form.chosen()
        if class_id is None:
            class_id = _new_class(form)
        assignment_id, notes = assignments.give(quiz_id, class_id, terms, teacher_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _give_page(quiz_id, form), 422
    except Conflict as error:
        put_problems(form, Invalid({"": [str(error)]}))
        return _give_page(quiz_id, form), 409
    for note in notes:
        flash(note, "problem")
    flash("Given. Your students find it on their first page, and under its link.", "done")
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


def _new_class(form: GiveForm) -> int:
    """Make the class that the form names; if the rest then fails, it is chosen. Raises ``Invalid`` (``new_class``)."""
    try:
        zone = form.time_zone.data or classes.likely_zone(teacher_id())
        class_id = classes.create_class(form.new_class.data or "", zone, teacher_id=teacher_id())
    except Invalid as error:
        raise Invalid({{"name": "new_class"}.get(name, name): told for name, told in error.problems.items()}) from error
    form.classroom.data, form.new_class.data = str(class_id), ""
    return class_id


@pages.get("/assignments/<int:assignment_id>")
def show(assignment_id: int) -> str:
    """An assignment as it runs: who has started, saved and handed in."""
    given = assignments.assignment_view(assignment_id, teacher_id=teacher_id())
    return render_template(
        "classes/assignment.html",
        given=given,
        live=live.live_view(given),
        link=url_for("assigned.show", assignment_code=given.public_id, _external=True),
        form=PlainForm(),
    )


def _change_page(assignment_id: int, form: TermsForm | None = None) -> str:
    given = assignments.assignment_view(assignment_id, teacher_id=teacher_id())
    as_it_is = terms_as_they_are(given.window, given.time_zone, given.attempts_allowed)
    return render_template("classes/terms.html", given=given, form=form or TermsForm(formdata=None, **as_it_is))


@pages.get("/assignments/<int:assignment_id>/change")
def change(assignment_id: int) -> str:
    """The terms as they are."""
    return _change_page(assignment_id)


@pages.post("/assignments/<int:assignment_id>/change")
def keep(assignment_id: int) -> Response | tuple[str, int]:
    """Keep other terms; they hold at once."""
    form = TermsForm()
    assignments.assignment_view(assignment_id, teacher_id=teacher_id())
    try:
        notes = assignments.change(assignment_id, form.terms(), teacher_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _change_page(assignment_id, form), 422
    for note in notes:
        flash(note, "problem")
    flash("Kept. It holds at once, also for those who are at it.", "done")
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@pages.post("/assignments/<int:assignment_id>/end")
def end(assignment_id: int) -> Response:
    """End it now, for everybody."""
    assignments.end(assignment_id, teacher_id=teacher_id())
    flash("Ended. What is open is handed in as it was saved.", "done")
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@pages.post("/assignments/<int:assignment_id>/reopen")
def reopen(assignment_id: int) -> Response:
    """Take back that it was ended."""
    assignments.reopen(assignment_id, teacher_id=teacher_id())
    flash("Open again. What was handed in stays so.", "done")
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
