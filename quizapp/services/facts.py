"""The facts of an article: which are asked about, which twice, which not; and one more question on one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.models.articles import FactRow
from quizapp.services import articles, generation, item_views, replacing
from quizapp.services.articles import ArticleText
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.item_views import COUNTED, ItemView


@dataclass(frozen=True, slots=True)
class MappedFact:
    """A fact with the questions that ask about it; ``number`` counts from 1 in the order of the text."""

    id: int
    number: int
    paragraph: int
    claim: str
    start: int
    end: int
    questions: tuple[ItemView, ...]
    to_go: Mapping[int, int]
    """For each approved question that leaves once a draft is approved, by its item's id, that draft."""

    @property
    def state(self) -> str:
        """``"unasked"``, ``"asked"`` or ``"twice"``, which is twice or oftener."""
        return ("unasked", "asked", "twice")[min(len(self.questions), 2)]


def fact_map(article: ArticleText, *, teacher_id: int) -> list[MappedFact]:
    """The facts of an article in the order of the text. Four statements."""
    to_go = replacing.waiting(article.article_id)
    asking: dict[int, list[ItemView]] = {}
    for view in item_views.article_items(article.article_id, teacher_id=teacher_id):
        if view.fact_id is not None and view.status in COUNTED:
            asking.setdefault(view.fact_id, []).append(view)
    rows = sorted(item_views.facts_of(article.version_id), key=lambda row: (row.start, row.end, row.id))
    numbers = [(p.start, p.end, p.number or 0) for p in article.passages]
    return [
        MappedFact(
            row.id,
            number,
            next((n for start, end, n in numbers if start <= row.start < end), 0),
            row.claim,
            row.start,
            row.end,
            tuple(asking.get(row.id, ())),
            {
                v.item_id: to_go[v.item_id]
                for v in asking.get(row.id, ())
                if v.status is ItemStatus.APPROVED and v.item_id in to_go
            },
        )
        for number, row in enumerate(rows, start=1)
    ]


def fact_words(fact_id: int, article: ArticleText) -> str:
    """The words of an article that state a fact. Raises ``NotFound`` for a fact of another text."""
    span = db.session.execute(
        select(FactRow.start, FactRow.end).where(
            FactRow.id == fact_id, FactRow.article_version_id == article.version_id
        )
    ).one_or_none()
    if span is None:
        raise NotFound("There is no such fact in this article.")
    return article.text[span[0] : span[1]]


def ask_again(article_id: int, fact_id: int, *, teacher_id: int) -> int:
    """Ask for one more question on a fact; the run's id.

    Raises ``NotFound`` for somebody else's article or a fact of another, ``Conflict`` while a run is under way.
    """
    article = articles.article_text(article_id, teacher_id=teacher_id)
    fact_words(fact_id, article)
    if article.is_builtin:
        raise NotFound("There is no such article on your desk.")
    return generation.request_run(article_id, teacher_id=teacher_id, fact_id=fact_id)


def ask_in_place_of(article_id: int, version_id: int, *, teacher_id: int) -> int:
    """Ask for another question on the fact of a question, to take its place; the run's id.

    A draft is set aside once the new one is there, an approved one is retired once the new one is approved. Raises
    ``NotFound`` for somebody else's, ``Conflict`` where it was edited or set aside in the meantime, asks about no fact of
    the text, or a run is under way.
    """
    article = articles.article_text(article_id, teacher_id=teacher_id)
    view = item_views.item_view(version_id, teacher_id=teacher_id)
    if article.is_builtin or view.article_id != article_id:
        raise NotFound("There is no such question on your desk.")
    if view.status not in COUNTED:
        raise Conflict("This question was set aside already.")
    if view.fact_id is None:
        raise Conflict("quizapp knows no fact that this question asks about, so it cannot draft another on it.")
    fact_words(view.fact_id, article)
    return generation.request_run(article_id, teacher_id=teacher_id, fact_id=view.fact_id, replaces=view.item_id)
