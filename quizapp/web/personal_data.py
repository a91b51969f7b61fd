"""What is kept about a person: seen as a file, and erased; by themselves, or by a teacher of their class."""

from flask import Blueprint, Response, flash, redirect, render_template, session, url_for
from flask_security import logout_user
from werkzeug.wrappers import Response as AnyResponse

from quizapp.services import classes, enrolments, erasing, personal_data, retention
from quizapp.services.errors import Invalid
from quizapp.web.access import current_user_id, require_taker, teacher_id
from quizapp.web.forms.personal_data import EraseForm
from quizapp.web.pages import put_problems

pages = Blueprint("personal_data", __name__)
STUDENT = "/desk/classes/<int:class_id>/students/<int:enrolment_id>"


def _download(data: personal_data.Data) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="quizapp-data.json"', "Cache-Control": "no-store, private"}
    return Response(personal_data.as_json(data), content_type="application/json; charset=utf-8", headers=headers)


def _own_page(form: EraseForm) -> str:
    taker = require_taker()
    return render_template(
        "personal_data/show.html",
        taker=taker,
        form=form,
        may_erase=erasing.may_erase_self(taker),
        days=retention.days_kept(),
    )


@pages.get("/my/data")
def show() -> str:
    """What is kept, how to have it, and how to have it erased."""
    return _own_page(EraseForm())


@pages.get("/my/data/file")
def file() -> Response:
    """All of it as one file."""
    return _download(personal_data.own_data(require_taker()))


@pages.post("/my/data/erase")
def erase() -> AnyResponse | tuple[str, int]:
    """Erase the one who asks, once they said that they mean it."""
    form, taker = EraseForm(), require_taker()
    try:
        form.refuse_unsure()
    except Invalid as error:
        put_problems(form, error)
        return _own_page(form), 422
    erasing.erase_self(taker)
    if current_user_id() is not None:
        logout_user()
    session.clear()
    flash("Your name and all that led to you is erased.", "done")
    return redirect(url_for("library.index"), 303)


@pages.get(f"{STUDENT}/data")
def student_file(class_id: int, enrolment_id: int) -> Response:
    """What is kept about a student, as far as this class goes."""
    return _download(personal_data.student_data(class_id, enrolment_id, teacher_id=teacher_id()))


def _student_page(class_id: int, enrolment_id: int, form: EraseForm) -> str:
    return render_template(
        "personal_data/student.html",
        classroom=classes.class_view(class_id, teacher_id=teacher_id()),
        student=enrolments.student(class_id, enrolment_id),
        form=form,
    )


@pages.get(f"{STUDENT}/erase")
def confirm(class_id: int, enrolment_id: int) -> str:
    """Ask a teacher whether they mean it."""
    return _student_page(class_id, enrolment_id, EraseForm())


@pages.post(f"{STUDENT}/erase")
def erase_student(class_id: int, enrolment_id: int) -> AnyResponse | tuple[str, int]:
    """Erase a student of a class."""
    form = EraseForm()
    try:
        form.refuse_unsure()
    except Invalid as error:
        put_problems(form, error)
        return _student_page(class_id, enrolment_id, form), 422
    erasing.erase_student(class_id, enrolment_id, teacher_id=teacher_id())
    flash("Erased. The results stay, without the name.", "done")
    return redirect(url_for("classes.show", class_id=class_id), 303)
