"""What helps whoever writes a question: wrong options to take, and questions of theirs that are nearly the same."""

from dataclasses import dataclass
from functools import reduce
from operator import add

from sqlalchemy import case, select

from quizapp.core.generation.suggesting import Suggestion, suggest
from quizapp.core.grading import interaction
from quizapp.core.items import ItemStatus
from quizapp.core.text.citations import Citation
from quizapp.core.text.likeness import most_alike, probes
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.services import item_views
from quizapp.services.articles import ArticleText

COMPARED = 200
"""Questions that are compared word for word: those that share the most of a few words with the one written."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A question of the teacher's that is nearly the same."""

    version_id: int
    stem: str
    status: ItemStatus
    article: str


def wrong_options(key: str, article: ArticleText, proof: Citation | None, *, teacher_id: int) -> list[Suggestion]:
    """Up to six wrong options for a key, each with what kind of thing it is. Two statements."""
    others: list[str] = []
    for view in item_views.article_items(article.article_id, teacher_id=teacher_id):
        others.append(interaction(view.content.interaction).key_text(view.content))
        others += [option.text for option in view.content.options]
    start, end = (proof.start, proof.end) if proof else (0, 0)
    return suggest(key, article.text, start=start, end=end, others=dict.fromkeys(others))


def near_duplicates(stem: str, *, teacher_id: int, but_item: int = 0) -> list[Likeness]:
    """Up to five of a teacher's questions that nearly ask ``stem``, the likest first. One statement.

    At most ``COMPARED`` are fetched, whatever the number of questions. What was set aside counts too: the teacher did not
    want it then.
    """
    words = probes(stem)
    if not words:
        return []
    hits = [case((ItemRow.search.contains(word, autoescape=True), 1), else_=0) for word in words]
    shared = reduce(add, hits)
    rows = db.session.execute(
        select(ItemVersion.id, ItemVersion.stem, ItemVersion.status, Article.title)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(
            Article.owner_id == teacher_id,
            ItemRow.id != but_item,
            shared >= max(1, len(words) // 2),
            ItemVersion.number == ItemRow.newest,
        )
        .order_by(shared.desc(), ItemRow.id.desc())
        .limit(COMPARED)
    ).all()
    by_id = {row.id: row for row in rows}
    return [
        Likeness(by_id[n].id, by_id[n].stem, by_id[n].status, by_id[n].title)
        for n in most_alike(stem, [(row.id, row.stem) for row in rows])
    ]
