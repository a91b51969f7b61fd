"""The evidence part of a question: an item of its own that asks which sentence proves it."""

from dataclasses import dataclass
from random import Random

from sqlalchemy import select

from quizapp.core.generation.checks import check_item
from quizapp.core.generation.evidence import INTERACTION, evidence_part, evidence_stem
from quizapp.core.items import ItemContent, ItemStatus, Origin
from quizapp.extensions import db
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.services import articles, item_views, items, outlines
from quizapp.services.articles import ArticleText
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.item_views import ItemView


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """The newest version of an evidence part, and whether it was there before it was asked for."""

    version_id: int
    was_there: bool


def offered(view: ItemView, article: ArticleText) -> ItemContent | None:
    """The evidence part that can be made from an item's proof; ``None`` where its sentences do not bear one."""
    if view.proof is None or article.version_id != view.article_version_id:
        return None
    random = Random(f"{view.item_id}")  # noqa: S311 - an order, not a secret
    return evidence_part(view.content, view.proof, article.text, article.passages, random)


def waiting_question(part: ItemView, *, teacher_id: int) -> int | None:
    """The draft whose proof ``part`` asks for, where there is one and it is not decided on yet."""
    if part.content.interaction != INTERACTION:
        return None
    entries = outlines.outline(part.article_id, teacher_id=teacher_id).entries
    drafts = [entry for entry in entries if entry.status is ItemStatus.DRAFT]
    return next((one.version_id for one in drafts if evidence_stem(one.stem) == part.content.stem), None)


def _there_already(content: ItemContent, article_id: int, teacher_id: int) -> int | None:
    """The evidence part with this stem that nobody set aside, though its words may have been edited since."""
    made = set(
        db.session.scalars(
            select(ItemVersion.item_id)
            .join(ItemRow, ItemRow.id == ItemVersion.item_id)
            .where(
                ItemRow.article_id == article_id,
                ItemVersion.interaction == content.interaction,
                ItemVersion.stem == content.stem,
            )
        )
    )
    kept = (ItemStatus.DRAFT, ItemStatus.APPROVED)
    views = item_views.chosen_items(sorted(made), teacher_id=teacher_id)
    return next((view.version_id for view in views if view.status in kept), None)


def add_evidence_part(version_id: int, *, teacher_id: int) -> EvidencePart:
    """Store the evidence part of an item as a draft, unless it has one.

    Raises ``NotFound`` for an item that is not the teacher's, ``Conflict`` where its proof bears none.
    """
    view = item_views.item_view(version_id, teacher_id=teacher_id)
    article = articles.article_text(view.article_id, teacher_id=teacher_id)
    if article.is_builtin:
        raise NotFound("There is no such question on your desk.")
    content = offered(view, article)
    if content is None or view.proof is None:
        raise Conflict("No question for the proof can be made here: it takes one whole sentence, and others beside it.")
    # two clicks at once wait here for each other, and the second finds what the first has made
    db.session.execute(select(ItemRow.id).where(ItemRow.id == view.item_id).with_for_update())
    existing = _there_already(content, view.article_id, teacher_id)
    if existing is not None:
        db.session.rollback()
        return EvidencePart(existing, was_there=True)
    made = items.add_item(
        view.article_id,
        content,
        view.proof,
        kind=content.interaction,
        origin=Origin.GENERATED,
        author_id=teacher_id,
        checks=check_item(content, view.proof, article.text),
    )
    return EvidencePart(made, was_there=False)
