"""Looking at a question while it is written: checks, wrong options, what is nearly the same, and how a student sees it.

Nothing is stored. A script asks while somebody types; without it a button does.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from flask import Blueprint, jsonify, render_template, request
from werkzeug.wrappers import Response

from quizapp.core.generation.checks import check_item, tally
from quizapp.core.generation.suggesting import Suggestion
from quizapp.core.grading import interaction, shown_order
from quizapp.core.text.citations import Citation
from quizapp.services import articles, item_views, items, suggestions
from quizapp.services.articles import ArticleText
from quizapp.web.access import teacher_id
from quizapp.web.drafts import form_class, form_page
from quizapp.web.errors import wants_json
from quizapp.web.forms.items import ItemForm

pages = Blueprint("looking", __name__, url_prefix="/desk")


def _looked(form: ItemForm, article: ArticleText, item_id: int = 0) -> Mapping[str, Any]:
    """What there is to say of a question as it stands in the form."""
    content, citation = form.content(), form.chosen_citation(article.text)
    problems = items.content_problems(content, article.text)
    if citation is None:
        problems["citation"] = ["Choose the words that prove it, and the checks can run."]
    can_be_shown = not interaction(content.interaction).problems(content) and bool(content.stem)
    return {
        "problems": [message for messages in problems.values() for message in messages],
        "verdicts": tally(check_item(content, citation, article.text)) if citation and not problems else {},
        "content": content if can_be_shown else None,
        "order": shown_order(content, Random(content.stem)) if can_be_shown else [],  # noqa: S311 - an order, no secret
        "alike": suggestions.near_duplicates(content.stem, teacher_id=teacher_id(), but_item=item_id),
        "wrong": _wrong_options(form, article, citation),
    }


def _wrong_options(form: ItemForm, article: ArticleText, proof: Citation | None) -> list[Suggestion]:
    key = form.key_words()
    if not key:
        return []
    taken = {option.text for option in form.content().options}
    offered = suggestions.wrong_options(key, article, proof, teacher_id=teacher_id())
    return [suggestion for suggestion in offered if suggestion.text not in taken]


def _answer(form: ItemForm, article: ArticleText, name: str, view: item_views.ItemView | None) -> Response | str:
    form.take(request.form.get("use", ""))
    looked = _looked(form, article, view.item_id if view else 0)
    if wants_json():
        return jsonify(html=render_template("drafts/looked.html", looked=looked, look_address=request.full_path))
    return form_page(form, article, view, name, looked=looked)


@pages.post("/articles/<int:article_id>/questions/new/<name>/look")
def new(article_id: int, name: str) -> Response | str:
    """A question that is not stored yet."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    return _answer(form_class(name)(), article, name, None)


@pages.post("/drafts/<int:version_id>/look")
def edited(version_id: int) -> Response | str:
    """A question that is being changed."""
    view = item_views.item_view(version_id, teacher_id=teacher_id())
    article = articles.article_text(view.article_id, teacher_id=teacher_id())
    return _answer(form_class(view.content.interaction)(), article, view.content.interaction, view)
