"""The versions of a question: what changed from each to the next, and how many answered which."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.core.grading import interaction
from quizapp.core.items import ItemContent, ItemStatus, Origin
from quizapp.core.text.differences import Piece, word_diff
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.models.quizzes import Quiz
from quizapp.services import articles
from quizapp.services.bank import tags_of
from quizapp.services.errors import NotFound
from quizapp.services.item_views import content_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: what changed since the one before, by part of the question, and who answered it.

    ``attempts`` handed in by ``people``; ``score`` is their mean, 0 to 1, where there are any.
    """

    id: int
    number: int
    status: ItemStatus
    status_reason: str
    origin: Origin
    created_at: dt.datetime
    changes: tuple[tuple[str, tuple[Piece, ...]], ...]
    attempts: int
    people: int
    score: float | None


@dataclass(frozen=True, slots=True)
class History:
    """A question with its versions, the newest first."""

    item_id: int
    article_id: int
    article: str
    is_builtin: bool
    content: ItemContent
    tags: tuple[str, ...]
    versions: tuple[VersionLine, ...]


def _parts(content: ItemContent) -> dict[str, str]:
    return {
        "Question": content.stem,
        "Options": "\n".join(option.text for option in content.options),
        "Key": interaction(content.interaction).key_text(content),
        "Explanation": content.explanation,
    }


def _changes(before: ItemContent | None, after: ItemContent) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    """The parts that differ, or all parts of a first version."""
    was = _parts(before) if before else {}
    return tuple(
        (name, tuple(word_diff(was.get(name, words), words)))
        for name, words in _parts(after).items()
        if words != was.get(name) and (words or was.get(name))
    )


def history(item_id: int, *, teacher_id: int) -> History:
    """A question of a teacher with all its versions. Four statements. Raises ``NotFound`` for somebody else's."""
    found = db.session.execute(
        select(ItemRow.article_id, Article.title, Article.owner_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(ItemRow.id == item_id, articles.visible_to(teacher_id))
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such question on your desk.")
    query = select(ItemVersion).where(ItemVersion.item_id == item_id).order_by(ItemVersion.number)
    rows = list(db.session.scalars(query))
    contents = [content_of(row) for row in rows]
    answered = _answered(item_id, teacher_id)
    lines = [
        VersionLine(
            row.id,
            row.number,
            row.status,
            row.status_reason,
            row.origin,
            row.created_at,
            _changes(contents[n - 1] if n else None, contents[n]),
            *answered.get(row.id, (0, 0, None)),
        )
        for n, row in enumerate(rows)
    ]
    tags = tuple(tags_of([item_id]).get(item_id, ()))
    is_builtin = found.owner_id is None
    return History(item_id, found.article_id, found.title, is_builtin, contents[-1], tags, tuple(reversed(lines)))


def _answered(item_id: int, teacher_id: int) -> dict[int, tuple[int, int, float | None]]:
    """By version: attempts handed in at this teacher's quizzes, by how many people, and their mean score."""
    rows = db.session.execute(
        select(
            AttemptItem.item_version_id,
            func.count(),
            func.count(Attempt.user_id.distinct()) + func.count(Attempt.guest_id.distinct()),
            func.avg(AttemptItem.score),
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .join(ItemVersion, ItemVersion.id == AttemptItem.item_version_id)
        .where(ItemVersion.item_id == item_id, Quiz.owner_id == teacher_id, Attempt.submitted_at.is_not(None))
        .group_by(AttemptItem.item_version_id)
    )
    return {row[0]: (row[1], row[2], None if row[3] is None else float(row[3])) for row in rows}
