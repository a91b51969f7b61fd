"""The built-in reading with its quiz: loaded once, open to everybody."""

from collections.abc import Sequence

from sqlalchemy import select

from quizapp.content import Reading, WrittenItem, builtin_reading
from quizapp.core.generation.checks import check_item
from quizapp.core.items import ItemDraft, Origin
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.services import items
from quizapp.services.article_details import ArticleDetails
from quizapp.services.articles import add_article
from quizapp.services.quizzes import create_quiz, publish

SEED = 1
GENERATED = 8
"""How many questions of our own pipeline stand in the quiz beside the written ones."""


def is_loaded() -> bool:
    """Whether the built-in reading is in the database."""
    return db.session.scalar(select(Article.id).where(Article.owner_id.is_(None)).limit(1)) is not None


def load_builtin() -> bool:
    """Load the built-in reading and publish its quiz; ``False`` where it is there already."""
    if is_loaded():
        return False
    from quizapp.core.generation.pipeline import generate

    reading = builtin_reading()
    details = ArticleDetails(title=reading.title, author=reading.author, text=reading.text)
    drafts = choose(reading, generate(reading.title, reading.text, seed=SEED).drafts)
    article_id = add_article(details, owner_id=None)
    versions = [_add(article_id, item, Origin.WRITTEN) for item in reading.items]
    versions += [_add(article_id, draft, Origin.GENERATED) for draft in drafts]
    for version_id in versions:
        items.approve(version_id, reviewer_id=None)
    quiz_id = create_quiz(article_id, reading.title, owner_id=None, item_ids=_by_place(versions), listed=True)
    publish(quiz_id, publisher_id=None)
    return True


def choose(reading: Reading, drafts: Sequence[ItemDraft]) -> list[ItemDraft]:
    """The generated questions that ask what no written one asks: their citations stand apart."""
    written = [item.citation for item in reading.items]
    apart = [
        draft
        for draft in drafts
        if not any(draft.citation.start < other.end and other.start < draft.citation.end for other in written)
    ]
    return apart[:GENERATED]


def _add(article_id: int, question: WrittenItem | ItemDraft, origin: Origin) -> int:
    return items.add_item(
        article_id,
        question.content,
        question.citation,
        refutations=question.refutations,
        kind=question.kind,
        origin=origin,
        checks=check_item(question.content, question.citation, builtin_reading().text),
    )


def _by_place(versions: Sequence[int]) -> list[int]:
    """Item ids in the order in which the article proves them."""
    from quizapp.models.items import CitationRow, ItemVersion

    rows = db.session.execute(
        select(ItemVersion.item_id)
        .join(CitationRow, (CitationRow.item_version_id == ItemVersion.id) & (CitationRow.role == "supports"))
        .where(ItemVersion.id.in_(versions))
        .order_by(CitationRow.start, ItemVersion.id)
    )
    return [row.item_id for row in rows]
