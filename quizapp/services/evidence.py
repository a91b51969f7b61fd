"""The evidence part of a question: an item of its own that asks which sentence proves it."""

from random import Random

from quizapp.core.generation.checks import check_item
from quizapp.core.generation.evidence import evidence_part
from quizapp.core.items import ItemContent, Origin
from quizapp.services import articles, items
from quizapp.services.articles import ArticleText
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.item_views import ItemView, item_view


def offered(view: ItemView, article: ArticleText) -> ItemContent | None:
    """The evidence part that can be made from an item's proof; ``None`` where its sentences do not bear one."""
    if view.proof is None or article.version_id != view.article_version_id:
        return None
    random = Random(f"{view.item_id}")  # noqa: S311 - an order, not a secret
    return evidence_part(view.content, view.proof, article.text, article.passages, random)


def add_evidence_part(version_id: int, *, teacher_id: int) -> int:
    """Store the evidence part of an item as a draft; the id of its version.

    Raises ``NotFound`` for an item that is not the teacher's, ``Conflict`` where its proof bears none.
    """
    view = item_view(version_id, teacher_id=teacher_id)
    article = articles.article_text(view.article_id, teacher_id=teacher_id)
    if article.is_builtin:
        raise NotFound("There is no such question on your desk.")
    content = offered(view, article)
    if content is None or view.proof is None:
        raise Conflict("No question for the proof can be made here: it takes one whole sentence, and others beside it.")
    return items.add_item(
        view.article_id,
        content,
        view.proof,
        kind=content.interaction,
        origin=Origin.GENERATED,
        author_id=teacher_id,
        checks=check_item(content, view.proof, article.text),
    )
