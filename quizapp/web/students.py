"""The students of a class at its teacher's desk: adding a list, the slips with their codes, one student."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.class_lists import decoded, unread_columns
from quizapp.services import accommodations, classes, enrolments
from quizapp.services.errors import Invalid
from quizapp.web.access import teacher_id
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.forms.classes import FactorForm, ListForm, StudentForm
from quizapp.web.pages import plural, put_problems
from quizapp.web.qr import qr_svg

pages = Blueprint("students", __name__, url_prefix="/desk/classes/<int:class_id>")


def _list_page(class_id: int, form: ListForm, preview: enrolments.Preview | None = None) -> str:
    classroom = classes.class_view(class_id, teacher_id=teacher_id())
    unread = unread_columns(form.rows.data or "") if preview else ()
    return render_template("classes/list.html", classroom=classroom, form=form, preview=preview, unread=unread)


@pages.get("/students")
def add(class_id: int) -> str:
    """The form for a class list."""
    return _list_page(class_id, ListForm())


def _given(form: ListForm) -> str:
    """The list pasted or uploaded. Raises ``Invalid`` (``file``) for a file that is no text."""
    upload = form.file.data
    if upload is None or not upload.filename:
        return form.rows.data or ""
    text = decoded(upload.read())
    if text is None:
        raise Invalid({"file": ["This file is not plain text. Save the sheet as CSV, or paste its lines."]})
    return text


@pages.post("/students")
def read(class_id: int) -> Response | str | tuple[str, int]:
    """Show what the list would add; add it where that was seen."""
    classes.class_view(class_id, teacher_id=teacher_id())
    form = ListForm()
    try:
        form.rows.data = _given(form)
        listed = enrolments.listed(form.rows.data)
        if "add" not in request.form:
            return _list_page(class_id, form, enrolments.preview(class_id, listed))
        added = enrolments.add_listed(class_id, listed, teacher_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _list_page(class_id, form), 422
    flash(f"{plural(added, 'student').capitalize()} added. Print the codes and hand them out.", "done")
    return redirect(url_for("classes.show", class_id=class_id), 303)


@pages.get("/slips")
def slips(class_id: int) -> str:
    """Name, code and address of each student without an account, to print and cut up."""
    classroom = classes.class_view(class_id, teacher_id=teacher_id())
    students = [one for one in enrolments.students(class_id) if one.code]
    addresses = {
        one.enrolment_id: qr_svg(
            url_for("resume.link", token=one.code, _external=True), f"QR code for {one.name}", scale=2
        )
        for one in students
    }
    address = url_for("resume.show", _external=True)
    return render_template("classes/slips.html", classroom=classroom, students=students, qr=addresses, address=address)


def _student_page(class_id: int, enrolment_id: int, form: StudentForm | None = None) -> str:
    classroom = classes.class_view(class_id, teacher_id=teacher_id())
    student = enrolments.student(class_id, enrolment_id)
    return render_template(
        "classes/student.html",
        classroom=classroom,
        student=student,
        form=form or StudentForm(formdata=None, name=student.name, student_number=student.student_number),
        factor=FactorForm.of(student.time_factor),
        plain=PlainForm(),
    )


@pages.get("/students/<int:enrolment_id>")
def show(class_id: int, enrolment_id: int) -> str:
    """One student."""
    return _student_page(class_id, enrolment_id)


@pages.post("/students/<int:enrolment_id>")
def change(class_id: int, enrolment_id: int) -> Response | tuple[str, int]:
    """Write a name or number differently."""
    form = StudentForm()
    try:
        enrolments.change_student(
            class_id, enrolment_id, form.name.data or "", form.student_number.data or "", teacher_id=teacher_id()
        )
    except Invalid as error:
        put_problems(form, error)
        return _student_page(class_id, enrolment_id, form), 422
    flash("Kept.", "done")
    return redirect(url_for("classes.show", class_id=class_id), 303)


@pages.post("/students/<int:enrolment_id>/time")
def accommodate(class_id: int, enrolment_id: int) -> Response:
    """Give a student more time, or as much as everybody."""
    accommodations.set_time_factor(class_id, enrolment_id, FactorForm().value(), teacher_id=teacher_id())
    flash("Kept. It holds in every class, also for what is being taken now.", "done")
    return redirect(url_for("students.show", class_id=class_id, enrolment_id=enrolment_id), 303)


@pages.post("/students/<int:enrolment_id>/remove")
def remove(class_id: int, enrolment_id: int) -> Response:
    """Take a student out of the class."""
    enrolments.remove_student(class_id, enrolment_id, teacher_id=teacher_id())
    flash("Taken out of the class. What was handed in is kept.", "done")
    return redirect(url_for("classes.show", class_id=class_id), 303)
