"""Drafts: one beside its article, to approve, edit or reject; and writing one by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.generation.checks import check_item
from quizapp.core.grading import interaction, interaction_names
from quizapp.core.items import ItemStatus, Origin, Verdict
from quizapp.core.text.citations import Citation
from quizapp.core.text.marking import runs, stretches
from quizapp.core.text.sentences import sentence_spans
from quizapp.services import articles, decisions, evidence, facts, item_views, items, looking_again, outlines, replacing
from quizapp.services.articles import ArticleText
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.item_views import ItemView
from quizapp.services.regrade_reach import taken_before
from quizapp.web.access import teacher_id
from quizapp.web.draft_pages import draft_page
from quizapp.web.errors import wants_json
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.forms.items import ItemForm
from quizapp.web.pages import put_problems
from quizapp.web.request_guard import id_of

pages = Blueprint("drafts", __name__, url_prefix="/desk")


def form_class(name: str) -> type[ItemForm]:
    """The form of an interaction, found by its name. Raises ``NotFound`` for an unknown one."""
    if name not in interaction_names():
        raise NotFound("There is no such kind of question.")
    return cast("type[ItemForm]", import_module(f"quizapp.web.forms.interactions.{name}").Form)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a draft stands among the drafts of its article."""

    number: int
    count: int
    approved: int
    before: int | None
    after: int | None


def _neighbours(view: ItemView) -> Neighbours:
    entries = outlines.outline(view.article_id, teacher_id=teacher_id()).entries
    waiting = [e.version_id for e in entries if e.is_waiting or e.version_id == view.version_id]
    at = waiting.index(view.version_id)
    return Neighbours(
        number=at + 1,
        count=len(waiting),
        approved=sum(e.status is ItemStatus.APPROVED for e in entries),
        before=waiting[at - 1] if at else None,
        after=waiting[at + 1] if at + 1 < len(waiting) else None,
    )


@pages.get("/drafts/<int:version_id>")
def show(version_id: int) -> str:
    """One draft with the article beside it and the verdict of every check."""
    view = item_views.item_view(version_id, teacher_id=teacher_id())
    article = articles.article_text(view.article_id, teacher_id=teacher_id())
    page = draft_page(view, article)
    return render_template(
        "drafts/show.html",
        page=page,
        view=view,
        article=article,
        has_evidence_part=evidence.offered(view, article) is not None,
        stretches=stretches(article.passages, page.marks),
        runs=runs,
        leaving=replacing.leaving([version_id]).get(version_id),
        place=_neighbours(view),
        came_from="again" if "again" in request.args else "",
        form=PlainForm(),
    )


def _next(view: ItemView) -> str:
    """The next draft of the article, else its page. A question for the proof leads back to the one it came from."""
    place = _neighbours(view)
    following = evidence.waiting_question(view, teacher_id=teacher_id()) or place.after or place.before
    if request.form.get("from") == "again":
        return url_for("correcting.again", article_id=view.article_id)
    if request.form.get("from") == "review":
        return url_for("reviewing.show", article_id=view.article_id, at=following)
    if following is None:
        return url_for("desk.article", article_id=view.article_id)
    return url_for("drafts.show", version_id=following)


@pages.post("/drafts/<int:version_id>/approve")
def approve(version_id: int) -> Response:
    """Approve it and go to the next, or to what students made of its earlier version.

    A script that shows the next by itself is only told.
    """
    view = item_views.item_view(version_id, teacher_id=teacher_id())
    words = f"Approved: {view.content.stem}"
    if _is_sent_again(view, ItemStatus.APPROVED):
        return _decided(view, words, "")
    onward = "" if wants_json() else _next(view)
    items.approve(version_id, reviewer_id=teacher_id())
    taken = taken_before(version_id, teacher_id()) if onward and not request.form.get("from") else None
    if taken is None:
        return _decided(view, words, onward)
    address = url_for("results.question", quiz_id=taken.quiz_id, version=taken.number, position=taken.position)
    return _decided(
        view, f"{words} Students answered an earlier version: here you can grade it anew.", f"{address}#fix"
    )


@pages.post("/drafts/<int:version_id>/evidence")
def ask_for_proof(version_id: int) -> Response:
    """Make a draft that asks which sentence proves this question, and go to it; to the one there is, if there is."""
    part = evidence.add_evidence_part(version_id, teacher_id=teacher_id())
    words = "Here is the question for its proof: it was there already." if part.was_there else "Here is the new draft."
    flash(words, "done")
    return redirect(url_for("drafts.show", version_id=part.version_id), 303)


@pages.post("/drafts/<int:version_id>/reject")
def reject(version_id: int) -> Response:
    """Set it aside, with the reason given, and go to the next."""
    view = item_views.item_view(version_id, teacher_id=teacher_id())
    if _is_sent_again(view, ItemStatus.REJECTED, ItemStatus.RETIRED):
        return _decided(view, "Set aside.", "")
    onward = "" if wants_json() else _next(view)
    items.reject(version_id, reviewer_id=teacher_id(), reason=request.form.get("reason", ""))
    return _decided(view, "Set aside.", onward)


def _is_sent_again(view: item_views.ItemView, *made: ItemStatus) -> bool:
    """Whether a script sends what was done already: the reply to it was lost."""
    return wants_json() and view.status in made


def _decided(view: item_views.ItemView, words: str, onward: str) -> Response:
    """Go on, or tell a script by which name its decision can be taken back, where none was taken since in another tab."""
    if not onward:
        last = decisions.last_decision(view.article_id, teacher_id=teacher_id())
        is_last = last is not None and last.version_id == view.version_id
        return jsonify(words=words, decision=last.event_id if last and is_last else None)
    flash(words, "done")
    return redirect(onward, 303)


@pages.get("/drafts/<int:version_id>/edit")
def edit(version_id: int) -> str:
    """The form of a draft."""
    view = item_views.item_view(version_id, teacher_id=teacher_id())
    form = form_class(view.content.interaction)()
    article = articles.article_text(view.article_id, teacher_id=teacher_id())
    form.fill(view.content, looking_again.followed(view, article).proof)
    return form_page(form, article, view)


def form_page(
    form: ItemForm,
    article: ArticleText,
    view: ItemView | None,
    name: str = "",
    looked: Mapping[str, Any] | None = None,
) -> str:
    """The form of a question; ``looked`` is what there is to say of it as it stands."""
    name = view.content.interaction if view else name
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key in {"fact", "review", "again"}}
    look = (
        url_for("looking.edited", version_id=view.version_id, **kept)
        if view
        else url_for("looking.new", article_id=article.article_id, name=name, **kept)
    )
    return render_template(
        "drafts/form.html",
        form=form,
        article=article,
        view=view,
        label=interaction(name).LABEL,
        sentences=_sentences(article),
        look=look,
        save=_save_address(article, view, name, kept),
        looked=looked,
    )


def _save_address(article: ArticleText, view: ItemView | None, name: str, kept: Mapping[str, Any]) -> str:
    """Where the form of a question is sent to be kept."""
    if view is not None:
        return url_for("drafts.save", version_id=view.version_id, **kept)
    return url_for("drafts.add", article_id=article.article_id, name=name, **kept)


def _sentences(article: ArticleText) -> list[tuple[int, list[tuple[str, str]]]]:
    """For each paragraph its sentences, as ``("start-end", words)``: what a citation can be chosen from."""
    return [
        (p.number, [(f"{s}-{e}", article.text[s:e]) for s, e in sentence_spans(article.text, p.start, p.end)])
        for p in article.passages
        if p.number is not None
    ]


def _checked(form: ItemForm, article: ArticleText) -> tuple[Citation, tuple[Verdict, ...]]:
    """The words that prove it and the verdict of every check. Raises ``Invalid`` with all problems at once."""
    content, citation = form.content(), form.chosen_citation(article.text)
    problems = items.content_problems(content, article.text)
    if citation is None:
        words = "Choose the sentence that proves the answer, or copy its words here exactly."
        raise Invalid({**problems, "citation": [words]})
    if problems:
        raise Invalid(problems)
    return citation, check_item(content, citation, article.text)


def _kept_refutations(view: ItemView, form: ItemForm) -> dict[str, Citation]:
    """Citations that rule out options whose words were not changed."""
    before = {option.id: option.text for option in view.content.options}
    same = {option.id for option in form.content().options if before.get(option.id) == option.text}
    return {option: citation for option, citation in view.refutations.items() if option in same}


@pages.post("/drafts/<int:version_id>/edit")
def save(version_id: int) -> Response | tuple[str, int]:
    """Keep the changed question as a new version; it is a draft again."""
    view = item_views.item_view(version_id, teacher_id=teacher_id())
    article = articles.article_text(view.article_id, teacher_id=teacher_id())
    form = form_class(view.content.interaction)()
    try:
        citation, checks = _checked(form, article)
        refutations = {
            o: c
            for o, c in _kept_refutations(looking_again.followed(view, article), form).items()
            if article.text[c.start : c.end] == c.exact
        }
        new_id = items.edit_item(
            version_id, form.content(), citation, teacher_id=teacher_id(), refutations=refutations, checks=checks
        )
    except Invalid as error:
        put_problems(form, error)
        return form_page(form, article, view), 422
    flash("Saved as a new version. Approve it when you are content.", "done")
    if "review" in request.args:
        return redirect(url_for("reviewing.show", article_id=view.article_id, at=new_id), 303)
    return redirect(url_for("drafts.show", version_id=new_id, again=request.args.get("again")), 303)


@pages.get("/articles/<int:article_id>/questions/new")
def choose(article_id: int) -> str:
    """Which kind of question to write."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    return render_template(
        "drafts/choose.html",
        article=article,
        fact=_fact_id(),
        kinds=[(name, interaction(name).LABEL) for name in interaction_names()],
    )


@pages.get("/articles/<int:article_id>/questions/new/<name>")
def write(article_id: int, name: str) -> str:
    """The form of a new question."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    form, fact_id = form_class(name)(), _fact_id()
    if fact_id is not None:
        form.citation.data = facts.fact_words(fact_id, article)
    return form_page(form, article, None, name)


def _fact_id() -> int | None:
    """The fact that the address asks a question on, if it does."""
    return id_of(request.args.get("fact"))


@pages.post("/articles/<int:article_id>/questions/new/<name>")
def add(article_id: int, name: str) -> Response | tuple[str, int]:
    """Store the question as a draft."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    form = form_class(name)()
    try:
        citation, checks = _checked(form, article)
        version_id = items.add_item(
            article_id,
            form.content(),
            citation,
            kind=interaction(name).KIND,
            origin=Origin.WRITTEN,
            author_id=teacher_id(),
            fact_id=_fact_id(),
            checks=checks,
        )
    except Invalid as error:
        put_problems(form, error)
        return form_page(form, article, None, name), 422
    return redirect(url_for("drafts.show", version_id=version_id), 303)
