"""A teacher's quizzes: choosing and ordering questions, publishing, the link, closing."""

import re
from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.items import ItemStatus
from quizapp.services import articles, assignments, item_views, outlines, quizzes
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.quizzes import Chosen
from quizapp.web.access import teacher_id
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.forms.quizzes import QuizForm
from quizapp.web.pages import put_problems
from quizapp.web.request_guard import id_of, ids

pages = Blueprint("quizzes", __name__, url_prefix="/desk")


def _choice_page(form: QuizForm, article_id: int, *, quiz_id: int | None, order: Chosen) -> str:
    article = articles.article_text(article_id, teacher_id=teacher_id())
    entries = outlines.outline(article_id, teacher_id=teacher_id()).entries
    usable = [e for e in entries if e.can_be_asked or (e.status is ItemStatus.APPROVED and e.item_id in order)]
    views = item_views.chosen_items([entry.item_id for entry in usable], teacher_id=teacher_id())
    approved = {view.item_id: view for view in views}
    worth = order if isinstance(order, Mapping) else {}
    chosen = [item for item in order if item in approved]
    rest = [item for item in approved if item not in chosen]
    return render_template(
        "quizzes/form.html",
        form=form,
        article=article,
        quiz_id=quiz_id,
        chosen=[approved[item] for item in chosen],
        rest=[approved[item] for item in rest],
        marks={item: _typed_marks(item, worth.get(item, 1.0)) for item in approved},
    )


@pages.get("/articles/<int:article_id>/quizzes/new")
def make(article_id: int) -> str:
    """Choose among the approved questions; all are chosen at first."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    approved = [entry.item_id for entry in outlines.outline(article_id, teacher_id=teacher_id()).approved]
    form = QuizForm(title=quizzes.new_title(article.title, teacher_id=teacher_id()))
    return _choice_page(form, article_id, quiz_id=None, order=approved)


def _typed_marks(item_id: int, marks: float) -> str:
    """What a question is worth as the form shows it: as it was sent, else as it is kept."""
    return request.form.get(f"marks-{item_id}", f"{marks:g}")


def _worth(order: Sequence[int]) -> dict[int, float]:
    """The chosen items with their marks as they were sent; 0, which is none, for what is no number."""
    return {item: _number(_typed_marks(item, 1.0)) for item in order}


def _number(words: str) -> float:
    words = words.strip().replace(",", ".")
    return round(float(words), 2) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", words) else 0.0


def _ordered() -> tuple[list[int], bool]:
    """The chosen items in the order of the page, with a pressed up or down carried out."""
    listed = ids(request.form.getlist("order"))
    ticked = set(ids(request.form.getlist("items")))
    order = [item for item in dict.fromkeys(listed) if item in ticked] + sorted(ticked - set(listed))
    move = request.form.get("move", "")
    direction, _, moved = move.partition(":")
    item = id_of(moved)
    if item is not None and item in order:
        at = order.index(item)
        to = at - 1 if direction == "up" else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
    return order, bool(move)


@pages.post("/articles/<int:article_id>/quizzes/new")
def create(article_id: int) -> Response | tuple[str, int] | str:
    """Make the quiz; it is published from its own page."""
    form = QuizForm()
    order, moved = _ordered()
    if moved:
        return _choice_page(form, article_id, quiz_id=None, order=order)
    try:
        quiz_id = quizzes.create_quiz(article_id, form.title.data or "", owner_id=teacher_id(), item_ids=_worth(order))
    except Invalid as error:
        put_problems(form, error)
        return _choice_page(form, article_id, quiz_id=None, order=order), 422
    return redirect(url_for("quizzes.show", quiz_id=quiz_id), 303)


@pages.get("/quizzes/<int:quiz_id>")
def show(quiz_id: int) -> str:
    """A quiz: its questions, what is published, its link."""
    quiz = quizzes.quiz_view(quiz_id, teacher_id=teacher_id())
    link = url_for("attempts.intro", public_id=quiz.public_id, _external=True)
    choice = (
        _choice_page(
            QuizForm(title=quiz.title),
            quiz.article_id,
            quiz_id=quiz.id,
            order={place.item_id: place.marks for place in quiz.places},
        )
        if "change" in request.args
        else ""
    )
    given = assignments.quiz_assignments(quiz_id, teacher_id=teacher_id())
    return choice or render_template("quizzes/show.html", quiz=quiz, link=link, given=given, form=PlainForm())


@pages.post("/quizzes/<int:quiz_id>")
def change(quiz_id: int) -> Response | tuple[str, int] | str:
    """Keep another title, choice or order."""
    quiz = quizzes.quiz_view(quiz_id, teacher_id=teacher_id())
    form = QuizForm()
    order, moved = _ordered()
    if moved:
        return _choice_page(form, quiz.article_id, quiz_id=quiz_id, order=order)
    try:
        quizzes.change_quiz(quiz_id, form.title.data or "", teacher_id=teacher_id(), item_ids=_worth(order))
    except Invalid as error:
        put_problems(form, error)
        return _choice_page(form, quiz.article_id, quiz_id=quiz_id, order=order), 422
    return redirect(url_for("quizzes.show", quiz_id=quiz_id), 303)


@pages.post("/quizzes/<int:quiz_id>/publish")
def publish(quiz_id: int) -> Response:
    """Freeze it as a version that students can take."""
    try:
        quizzes.publish(quiz_id, publisher_id=teacher_id())
    except Conflict as error:
        flash(str(error), "problem")
    else:
        flash("Published. Now give it to your class.", "done")
    return redirect(url_for("quizzes.show", quiz_id=quiz_id), 303)


@pages.post("/quizzes/<int:quiz_id>/close")
def close(quiz_id: int) -> Response:
    """Close it, or open it again."""
    closed = request.form.get("closed") == "yes"
    quizzes.set_closed(quiz_id, teacher_id=teacher_id(), closed=closed)
    flash("Closed. What is open is handed in as it was saved." if closed else "Open again.", "done")
    return redirect(url_for("quizzes.show", quiz_id=quiz_id), 303)
