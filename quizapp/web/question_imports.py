"""Questions from a file: giving it, what a look at it found, adding them, how far that is."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.importing.questions.contents import labels
from quizapp.core.importing.questions.reading import MOST_ROWS
from quizapp.core.text.counting import number_word
from quizapp.services import bank, question_imports
from quizapp.services.errors import Invalid
from quizapp.services.question_imports import QuestionImportView
from quizapp.web.access import teacher_id
from quizapp.web.forms.question_imports import QuestionFileForm
from quizapp.web.pages import plural, put_problems, renewing

pages = Blueprint("question_imports", __name__, url_prefix="/desk/bank")

MOST_LINES = 200
"""Lines of each list that a page shows."""


@pages.get("/import")
def choose() -> str:
    """The form for a file."""
    return _form_page(QuestionFileForm(article=str(request.args.get("article", ""))))


def _form_page(form: QuestionFileForm) -> str:
    form.offer(bank.own_articles(teacher_id()))
    waiting = question_imports.open_imports(teacher_id())
    return render_template("question_imports/choose.html", form=form, waiting=waiting, kinds=labels(), most=MOST_ROWS)


@pages.post("/import")
def read() -> Response | tuple[str, int]:
    """Have a file read and looked through."""
    form = QuestionFileForm()
    name, data = form.given()
    try:
        made = question_imports.request(name, data, article_id=form.article_id(), owner_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _form_page(form), 422
    return redirect(url_for("question_imports.show", question_import_id=made), 303)


@pages.get("/imports/<int:question_import_id>")
def show(question_import_id: int) -> tuple[str, int, dict[str, str]]:
    """How far it is; once it was read what the look found, once it was added where to review."""
    view = question_imports.view(question_import_id, owner_id=teacher_id())
    page = render_template("question_imports/show.html", view=view, counts=_counts(view), most=MOST_LINES)
    return renewing(page, is_active=view.is_active)


def _counts(view: QuestionImportView) -> str:
    """How many lines were read, and of these how many are fine and how many are not: "two are fine, one is not"."""
    faults, known, unproven = (len(view.lines(name)) for name in ("faults", "known", "unproven"))
    fine = view.total - unproven
    read = f"{plural(view.read, 'line').capitalize()} read"
    if fine == view.read:
        return f"{read}: {'it is' if fine == 1 else 'all are'} fine." if fine else f"{read}."
    parts = (
        (fine, "is fine", "are fine"),
        (unproven, "is without a proof", "are without a proof"),
        (known, "is in your bank already", "are in your bank already"),
        (faults, "has a problem", "have a problem"),
    )
    told = [f"{number_word(n)} {one if n == 1 else many}" for n, one, many in parts if n]
    return f"{read}: {', '.join(told)}."


def _back(question_import_id: int) -> Response:
    return redirect(url_for("question_imports.show", question_import_id=question_import_id), 303)


@pages.post("/imports/<int:question_import_id>/add")
def add(question_import_id: int) -> Response:
    """Have them added, or the rest of them."""
    question_imports.add(question_import_id, owner_id=teacher_id())
    return _back(question_import_id)


@pages.post("/imports/<int:question_import_id>/stop")
def stop(question_import_id: int) -> Response:
    """Stop it; what was added stays."""
    question_imports.stop(question_import_id, owner_id=teacher_id())
    view = question_imports.view(question_import_id, owner_id=teacher_id())
    stays = f"{view.added:,} of {view.total:,} questions added." if view.total else "Nothing was added."
    flash(f"Stopped. {stays}", "done")
    return _back(question_import_id)


@pages.post("/imports/<int:question_import_id>/drop")
def drop(question_import_id: int) -> Response:
    """Throw away what was not added."""
    question_imports.drop(question_import_id, owner_id=teacher_id())
    flash("Thrown away.", "done")
    return redirect(url_for("question_imports.choose"), 303)
