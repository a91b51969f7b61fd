"""Reviewing an article's drafts: all on one page, all that pass approved at once, and the quiz made of them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.items import ItemStatus
from quizapp.services import articles, decisions, item_views, quizzes
from quizapp.services.errors import Conflict, Invalid
from quizapp.web.access import teacher_id
from quizapp.web.draft_pages import draft_page
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.forms.quizzes import QuizForm
from quizapp.web.pages import put_problems
from quizapp.web.request_guard import id_of, ids

pages = Blueprint("reviewing", __name__, url_prefix="/desk/articles/<int:article_id>")

DONE_WORDS = {
    ItemStatus.APPROVED: "The approval is taken back.",
    ItemStatus.REJECTED: "It waits for review again.",
    ItemStatus.RETIRED: "It is approved again.",
}

AT_ONCE = 60
"""Drafts on one page: whoever decides on them goes from one to the next without loading anything."""


@pages.get("/review")
def show(article_id: int) -> str:
    """Drafts that wait, up to 60 on a page; the one asked for, else the first, is open."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    views = item_views.article_items(article_id, teacher_id=teacher_id())
    waiting = [view for view in views if view.is_waiting]
    wanted = id_of(request.args.get("at"))
    at = next((n for n, view in enumerate(waiting) if view.version_id == wanted), 0)
    start = at - at % AT_ONCE
    return render_template(
        "reviewing/show.html",
        article=article,
        drafts=[draft_page(view, article) for view in waiting[start : start + AT_ONCE]],
        start=start,
        at=at - start,
        waiting=[view.version_id for view in waiting],
        approved=sum(view.can_be_asked for view in views),
        passing=sum(decisions.passes(view) for view in views),
        last=decisions.last_decision(article_id, teacher_id=teacher_id()),
        form=PlainForm(),
    )


@pages.post("/undo")
def undo(article_id: int) -> Response:
    """Take the last decision back and go to where it was taken."""
    try:
        undone = decisions.undo(article_id, id_of(request.form.get("decision")), reviewer_id=teacher_id())
    except Conflict as error:
        flash(str(error), "problem")
        return redirect(url_for("reviewing.show", article_id=article_id), 303)
    flash(DONE_WORDS[undone.outcome], "done")
    return redirect(url_for("reviewing.show", article_id=article_id, at=undone.version_id), 303)


@pages.get("/approve-all")
def confirm(article_id: int) -> str:
    """What would be approved at once."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    views = item_views.article_items(article_id, teacher_id=teacher_id())
    waiting = [view for view in views if view.is_waiting]
    passing = [draft_page(view, article) for view in waiting if decisions.passes(view)]
    others = len(waiting) - len(passing)
    return render_template("reviewing/confirm.html", article=article, drafts=passing, others=others, form=PlainForm())


@pages.post("/approve-all")
def approve_all(article_id: int) -> Response:
    """Approve those that were ticked, all or none, and offer to make the quiz."""
    try:
        count = decisions.approve_all(article_id, ids(request.form.getlist("versions")), reviewer_id=teacher_id())
    except (Conflict, Invalid) as error:
        flash(str(error), "problem")
        return redirect(url_for("reviewing.confirm", article_id=article_id), 303)
    flash(f"Approved: {count}. Undo it in the review, if you like.", "done")
    return redirect(url_for("reviewing.ready", article_id=article_id), 303)


def _ready_page(form: QuizForm, article_id: int) -> str:
    article = articles.article_text(article_id, teacher_id=teacher_id())
    views = item_views.article_items(article_id, teacher_id=teacher_id())
    form.title.data = article.title if form.title.data is None else form.title.data
    return render_template(
        "reviewing/ready.html",
        article=article,
        approved=[view for view in views if view.can_be_asked],
        stale=sum(view.is_stale for view in views),
        waiting=sum(view.is_waiting for view in views),
        form=form,
    )


@pages.get("/quiz")
def ready(article_id: int) -> str:
    """The approved questions, to be made a quiz of."""
    return _ready_page(QuizForm(), article_id)


@pages.post("/quiz")
def publish(article_id: int) -> Response | tuple[str, int]:
    """Make the quiz and publish it; its page is where it is given to a class."""
    form = QuizForm()
    try:
        quiz_id = quizzes.create_published(
            article_id,
            form.title.data or "",
            owner_id=teacher_id(),
            item_ids=ids(request.form.getlist("items")),
        )
    except Invalid as error:
        put_problems(form, error)
        return _ready_page(form, article_id), 422
    flash("Made and published. Now give it to your class.", "done")
    return redirect(url_for("quizzes.show", quiz_id=quiz_id), 303)
