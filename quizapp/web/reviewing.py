"""Reviewing an article's drafts: all on one page, all that pass approved at once, and the quiz made of them."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.items import ItemStatus
from quizapp.services import articles, decisions, item_views, outlines, quizzes, replacing
from quizapp.services.articles import ArticleText
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.outlines import Entry
from quizapp.services.replacing import Leaving
from quizapp.web.access import teacher_id
from quizapp.web.draft_pages import DraftPage, draft_page
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.forms.quizzes import QuizForm
from quizapp.web.pages import plural, put_problems
from quizapp.web.request_guard import id_of, ids

pages = Blueprint("reviewing", __name__, url_prefix="/desk/articles/<int:article_id>")

DONE_WORDS = {
    ItemStatus.APPROVED: "The approval is taken back.",
    ItemStatus.REJECTED: "It waits for review again.",
    ItemStatus.RETIRED: "It is approved again.",
}

AT_ONCE = 60
"""Drafts on one page: whoever decides on them goes from one to the next without loading anything."""


BITE = 200
"""Drafts that are approved at once: as many as somebody can read on one page."""


@pages.get("/review")
def show(article_id: int) -> str:
    """Drafts that wait, up to 60 on a page; the one asked for, else the first, is open."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    outline = outlines.outline(article_id, teacher_id=teacher_id())
    waiting = outline.waiting
    wanted = id_of(request.args.get("at"))
    at = next((n for n, entry in enumerate(waiting) if entry.version_id == wanted), 0)
    start = at - at % AT_ONCE
    here = waiting[start : start + AT_ONCE]
    return render_template(
        "reviewing/show.html",
        article=article,
        drafts=_draft_pages(here, article),
        leaving=_leaving(here),
        start=start,
        at=at - start,
        waiting=[entry.version_id for entry in waiting],
        approved=len(outline.approved),
        passing=len(outline.passing),
        last=decisions.last_decision(article_id, teacher_id=teacher_id()),
        form=PlainForm(),
    )


def _draft_pages(entries: Sequence[Entry], article: ArticleText) -> list[DraftPage]:
    views = item_views.chosen_items([entry.item_id for entry in entries], teacher_id=teacher_id())
    return [draft_page(view, article) for view in views]


def _leaving(entries: Sequence[Entry]) -> dict[int, list[Leaving]]:
    return replacing.leaving([entry.version_id for entry in entries])


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
    """What would be approved at once, a bite at a time: the next ones behind those that were shown ``after``."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    outline = outlines.outline(article_id, teacher_id=teacher_id())
    passing = outline.passing_after(id_of(request.args.get("after")))
    return render_template(
        "reviewing/confirm.html",
        article=article,
        drafts=_draft_pages(passing[:BITE], article),
        leaving=_leaving(passing[:BITE]),
        passing=len(passing),
        others=len(outline.waiting) - len(outline.passing),
        form=PlainForm(),
    )


@pages.post("/approve-all")
def approve_all(article_id: int) -> Response:
    """Approve those that were ticked, all or none; then the next bite, or the quiz to be made of them."""
    try:
        count = decisions.approve_all(article_id, ids(request.form.getlist("versions")), reviewer_id=teacher_id())
    except (Conflict, Invalid) as error:
        flash(str(error), "problem")
        after = id_of(request.args.get("after"))
        return redirect(url_for("reviewing.confirm", article_id=article_id, after=after), 303)
    flash(f"{plural(count, 'question').capitalize()} approved. You can take that back in the review.", "done")
    last = id_of(request.form.get("last"))
    if outlines.outline(article_id, teacher_id=teacher_id()).passing_after(last):
        return redirect(url_for("reviewing.confirm", article_id=article_id, after=last), 303)
    return redirect(url_for("reviewing.ready", article_id=article_id), 303)


def _ready_page(form: QuizForm, article_id: int) -> str:
    article = articles.article_text(article_id, teacher_id=teacher_id())
    outline = outlines.outline(article_id, teacher_id=teacher_id())
    approved = [entry.item_id for entry in outline.approved]
    if form.title.data is None:
        form.title.data = quizzes.new_title(article.title, teacher_id=teacher_id())
    return render_template(
        "reviewing/ready.html",
        article=article,
        approved=approved,
        listed=item_views.chosen_items(approved[:AT_ONCE], teacher_id=teacher_id()),
        stale=outline.stale,
        waiting=len(outline.waiting),
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
