"""The teacher's desk: articles, adding one, reading it, its drafts."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.core.grading import interaction, interaction_names
from quizapp.services import (
    article_details,
    articles,
    assignments,
    generation,
    import_previews,
    imports,
    item_views,
    outlines,
    question_imports,
    quizzes,
    reports,
)
from quizapp.services.article_details import ArticleDetails
from quizapp.services.errors import Invalid
from quizapp.web.access import teacher_id
from quizapp.web.article_warnings import article_warnings
from quizapp.web.forms.articles import ArticleForm
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import put_problems, renewing

pages = Blueprint("desk", __name__, url_prefix="/desk")

LISTED = 60
"""Questions of a kind on an article's page; the bank has them all."""


@pages.get("")
def index() -> str:
    """Articles and quizzes of this teacher."""
    return render_template(
        "desk/index.html",
        articles=articles.desk_articles(teacher_id()),
        quizzes=quizzes.desk_quizzes(teacher_id()),
        waiting=reports.waiting(teacher_id()),
        given=assignments.open_assignments(teacher_id()),
        batches=imports.open_batches(teacher_id()),
        question_files=question_imports.open_imports(teacher_id()),
    )


@pages.get("/articles/new")
def add() -> str:
    """The form for a new article."""
    return _add_page(ArticleForm(), [])


def _add_page(form: ArticleForm, warnings: list[tuple[str, str]]) -> str:
    return render_template("desk/add.html", form=form, warnings=warnings, fetches=imports.fetches())


@pages.post("/articles/new")
def read() -> Response | tuple[str, int]:
    """Have files, a page or a pasted text read. What looks left over in a text is looked through first."""
    form = ArticleForm()
    warnings: list[tuple[str, str]] = []
    try:
        batch = _asked_for(form)
        if batch is not None:
            return redirect(url_for("imports.show", batch=batch), 303)
        details = article_details.titled(article_details.tidy(form.details(), form.text.data or ""))
        article_details.check(details)
        warnings = [] if form.anyway.data else article_warnings(details.text, teacher_id())
        if not warnings:
            return redirect(_take(details, anyway=form.anyway.data), 303)
    except Invalid as error:
        put_problems(form, error)
    return _add_page(form, warnings), 422


def _asked_for(form: ArticleForm) -> str | None:
    """The batch of the files chosen, else of the address given, else ``None``: the text was pasted."""
    files = form.files()
    if files:
        return imports.request_files(files, owner_id=teacher_id())
    if (form.fetch.data or "").strip():
        return imports.request_address(form.fetch.data or "", owner_id=teacher_id())
    return None


def _take(details: ArticleDetails, *, anyway: bool) -> str:
    """Save a pasted article, or keep it to be looked through; the address of what comes next."""
    if not anyway and import_previews.has_leftovers(details.text):
        return url_for("imports.look", import_id=imports.offer_text(details, owner_id=teacher_id()))
    article_id = articles.add_article(details, owner_id=teacher_id())
    generation.request_run(article_id, teacher_id=teacher_id())
    return url_for("desk.article", article_id=article_id)


@pages.get("/articles/<int:article_id>")
def article(article_id: int) -> str | tuple[str, int, dict[str, str]]:
    """An article's drafts; while it is being read, how far the worker is."""
    source = articles.article_text(article_id, teacher_id=teacher_id())
    run = generation.last_run(source.version_id)
    if run is not None and run.is_active:
        page = render_template("desk/reading.html", article=source, run=run, form=PlainForm())
        return renewing(page, is_active=True)
    outline = outlines.outline(article_id, teacher_id=teacher_id())
    lists = {"drafts": outline.waiting, "approved": outline.approved, "aside": outline.aside}
    listed = [entry.item_id for entries in lists.values() for entry in entries[:LISTED]]
    return render_template(
        "desk/article.html",
        article=source,
        run=run,
        **{name: len(entries) for name, entries in lists.items()},
        views={view.item_id: view for view in item_views.chosen_items(listed, teacher_id=teacher_id())},
        lists={name: entries[:LISTED] for name, entries in lists.items()},
        passing=len(outline.passing),
        stale=outline.stale,
        facts=item_views.facts_of(source.version_id),
        asked={entry.fact_id for entry in outline.entries if entry.status in item_views.COUNTED},
        labels={name: interaction(name).LABEL for name in interaction_names()},
        form=PlainForm(),
    )


@pages.post("/articles/<int:article_id>/read")
def generate(article_id: int) -> Response:
    """Have it read once more; the drafts there are stay."""
    source = articles.article_text(article_id, teacher_id=teacher_id())
    run = generation.last_run(source.version_id)
    generation.request_run(article_id, teacher_id=teacher_id(), seed=run.id if run else 0)
    return redirect(url_for("desk.article", article_id=article_id), 303)


@pages.post("/articles/<int:article_id>/stop")
def stop(article_id: int) -> Response:
    """Stop the reading."""
    generation.stop_run(article_id, teacher_id=teacher_id())
    flash("Stopped. Nothing of it was kept.", "done")
    return redirect(url_for("desk.article", article_id=article_id), 303)
