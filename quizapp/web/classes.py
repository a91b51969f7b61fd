"""A teacher's classes: making them, their page, the join code, co-teachers, the archive."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.services import assignments, classes, enrolments, quizzes
from quizapp.services.assignments import GivenView
from quizapp.services.errors import Invalid
from quizapp.web.access import teacher_id
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.forms.classes import ClassForm, TeacherForm
from quizapp.web.pages import put_problems
from quizapp.web.qr import qr_svg

pages = Blueprint("classes", __name__, url_prefix="/desk/classes")


def _index(form: ClassForm) -> str:
    return render_template("classes/index.html", classes=classes.desk_classes(teacher_id()), form=form)


@pages.get("")
def index() -> str:
    """All classes, and the form for one more."""
    return _index(ClassForm(time_zone=classes.likely_zone(teacher_id())))


@pages.post("")
def make() -> Response | tuple[str, int]:
    """Make a class."""
    form = ClassForm()
    try:
        class_id = classes.create_class(form.name.data or "", form.time_zone.data or "", teacher_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _index(form), 422
    flash("The class is made. Show its code, or add your students from a list.", "done")
    return redirect(url_for("classes.show", class_id=class_id), 303)


@pages.get("/<int:class_id>")
def show(class_id: int) -> str:
    """A class: what was given to it, and who is in it."""
    classroom = classes.class_view(class_id, teacher_id=teacher_id())
    students = enrolments.students(class_id)
    given = assignments.class_assignments(class_id, teacher_id=teacher_id())
    return render_template(
        "classes/show.html",
        classroom=classroom,
        given=given,
        next=_next_deed(class_id, given) if students else None,
        students=students,
        has_extra_time=any(one.time_factor > 1 for one in students),
    )


def _next_deed(class_id: int, given: Sequence[GivenView]) -> tuple[str, str, str]:
    """What a teacher of a class with students comes for: what it is, of which quiz, and where the button leads."""
    for one in given:
        if not (one.is_over or one.is_upcoming):
            return "Watch", one.title, url_for("assignments.show", assignment_id=one.id)
    for one in given:
        if one.is_over:
            return "Results of", one.title, url_for("results.show", quiz_id=one.quiz_id, assignment=one.id)
    return "Give a quiz", "", url_for("classes.choose_quiz", class_id=class_id)


@pages.get("/<int:class_id>/give")
def choose_quiz(class_id: int) -> str:
    """The quizzes that can be given to the class, and which were."""
    classroom = classes.class_view(class_id, teacher_id=teacher_id())
    given = assignments.class_assignments(class_id, teacher_id=teacher_id())
    return render_template(
        "classes/choose_quiz.html",
        classroom=classroom,
        quizzes=quizzes.desk_quizzes(teacher_id()),
        given={one.quiz_id: one for one in sorted(given, key=lambda one: one.over_at)},
    )


@pages.get("/<int:class_id>/code")
def code(class_id: int) -> str:
    """The join code, large enough for the last row."""
    classroom = classes.class_view(class_id, teacher_id=teacher_id())
    address = url_for("joining.show", code=classroom.join_code, _external=True)
    return render_template(
        "classes/code.html",
        classroom=classroom,
        address=url_for("joining.show", _external=True).removeprefix("http://").removeprefix("https://"),
        qr=qr_svg(address, f"QR code that leads to joining {classroom.name}"),
        form=PlainForm(),
    )


@pages.post("/<int:class_id>/code")
def renew_code(class_id: int) -> Response:
    """Another code; the old one no longer leads in."""
    classes.renew_code(class_id, teacher_id=teacher_id())
    flash("This is the new code. The old one leads nowhere from now on; who is in the class stays in it.", "done")
    return redirect(url_for("classes.code", class_id=class_id), 303)


def _change_page(class_id: int, form: ClassForm | None = None, teacher: TeacherForm | None = None) -> str:
    classroom = classes.class_view(class_id, teacher_id=teacher_id())
    return render_template(
        "classes/change.html",
        classroom=classroom,
        form=form or ClassForm(formdata=None, name=classroom.name, time_zone=classroom.time_zone),
        teacher=teacher or TeacherForm(formdata=None),
        me=teacher_id(),
    )


@pages.get("/<int:class_id>/change")
def change(class_id: int) -> str:
    """Name, time zone, co-teachers, archive."""
    return _change_page(class_id)


@pages.post("/<int:class_id>/change")
def keep(class_id: int) -> Response | tuple[str, int]:
    """Keep another name or time zone."""
    form = ClassForm()
    try:
        classes.change_class(class_id, form.name.data or "", form.time_zone.data or "", teacher_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _change_page(class_id, form), 422
    flash("Kept.", "done")
    return redirect(url_for("classes.show", class_id=class_id), 303)


@pages.post("/<int:class_id>/archive")
def archive(class_id: int) -> Response:
    """Put the class away, or take it out again."""
    archived = request.form.get("archived") == "yes"
    classes.set_archived(class_id, teacher_id=teacher_id(), archived=archived)
    words = "The class is archived. All of it is kept." if archived else "The class is back on your desk."
    flash(words, "done")
    target = url_for("classes.index") if archived else url_for("classes.show", class_id=class_id)
    return redirect(target, 303)


@pages.post("/<int:class_id>/teachers")
def add_teacher(class_id: int) -> Response | tuple[str, int]:
    """Let another teacher help with the class."""
    form = TeacherForm()
    try:
        classes.add_teacher(class_id, form.email.data or "", teacher_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _change_page(class_id, teacher=form), 422
    flash("This teacher has the class on their desk now.", "done")
    return redirect(url_for("classes.change", class_id=class_id), 303)


@pages.post("/<int:class_id>/teachers/<int:user_id>/remove")
def remove_teacher(class_id: int, user_id: int) -> Response:
    """Take a co-teacher out of the class, or oneself."""
    classes.remove_teacher(class_id, user_id, teacher_id=teacher_id())
    flash("Done. The class is no longer on that desk.", "done")
    if user_id == teacher_id():
        return redirect(url_for("classes.index"), 303)
    return redirect(url_for("classes.change", class_id=class_id), 303)
