"""The questions in the list of a quiz that is being made, and what keeps them from being published."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.models.items import ItemVersion
from quizapp.models.quizzes import Quiz, QuizItem
from quizapp.services.articles import cites_older_text


@dataclass(frozen=True, slots=True)
class QuizPlace:
    """A question in the list of a quiz that is being made."""

    item_id: int
    version_id: int
    stem: str
    interaction: str
    status: ItemStatus
    marks: float
    is_stale: bool
    """Whether the text that it cites was corrected since."""


def places_of(quiz_id: int) -> list[QuizPlace]:
    """The questions of a quiz in its order, each in its newest version. One statement."""
    newest = select(func.max(ItemVersion.number)).where(ItemVersion.item_id == QuizItem.item_id).correlate(QuizItem)
    rows = db.session.execute(
        select(
            QuizItem.item_id,
            ItemVersion.id,
            ItemVersion.stem,
            ItemVersion.interaction,
            ItemVersion.status,
            QuizItem.marks,
            cites_older_text(ItemVersion.id, Quiz.article_id),
        )
        .join(Quiz, Quiz.id == QuizItem.quiz_id)
        .join(ItemVersion, (ItemVersion.item_id == QuizItem.item_id) & (ItemVersion.number == newest.scalar_subquery()))
        .where(QuizItem.quiz_id == quiz_id)
        .order_by(QuizItem.position)
    )
    return [QuizPlace(*row) for row in rows]


def unready(places: Sequence[QuizPlace]) -> str:
    """Why a quiz of these questions cannot be published, for its teacher; blank where it can."""
    open_places = [n for n, place in enumerate(places, start=1) if place.status is not ItemStatus.APPROVED]
    if open_places or not places:
        return _unapproved(open_places)
    stale_places = [n for n, place in enumerate(places, start=1) if place.is_stale]
    return _stale(stale_places) if stale_places else ""


def _which(positions: Sequence[int]) -> str:
    named = ", ".join(map(str, positions))
    return f"Question {named} is" if len(positions) == 1 else f"Questions {named} are"


def _stale(positions: Sequence[int]) -> str:
    return f"{_which(positions)} out of date: the text of the article was corrected. Look at the questions again first."


def _unapproved(positions: Sequence[int]) -> str:
    if not positions:
        return "A quiz needs at least one question before it can be published."
    return f"{_which(positions)} not approved, so the quiz cannot be published. Approve or remove first."
