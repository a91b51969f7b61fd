"""What students say is wrong with a question, and what their teacher replies."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from quizapp.core.attempts import fold
from quizapp.core.grading import response_words
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.attempts import Attempt, AttemptItem, ItemReport, ReportReason
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.services import audit
from quizapp.services.articles import visible_to
from quizapp.services.attempts import is_taker, steps_of
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker
from quizapp.services.item_views import content_of

WORDS_LIMIT = 500
REPLY_LIMIT = 1000
LISTED = 200
"""Reports that a teacher's list shows at most, the unanswered ones first."""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report as the student who sent it sees it."""

    attempt_id: str
    position: int
    title: str
    stem: str
    reason: ReportReason
    words: str
    created_at: dt.datetime
    is_handed_in: bool
    reply: str | None
    replied_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class DeskReport:
    """A report as the teacher of the article sees it. It does not say whose it is."""

    id: int
    article_id: int
    article: str
    item_version_id: int
    version: int
    stem: str
    response: str
    """In words; blank where there is none."""
    reason: ReportReason
    words: str
    created_at: dt.datetime
    reply: str | None
    replied_at: dt.datetime | None


def report(public_id: str, position: int, taker: Taker, *, reason: str, words: str) -> None:
    """Keep what a student says is wrong with a question of an attempt.

    Raises ``NotFound`` for somebody else's attempt, ``Invalid`` (``reason``, ``words``) for what cannot be taken, and
    ``Conflict`` where this question was reported already: the first report stands.
    """
    item_id = db.session.scalar(
        select(AttemptItem.id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.public_id == public_id, is_taker(taker), AttemptItem.position == position)
    )
    if item_id is None:
        raise NotFound("There is no such question under your name.")
    words = words.strip()
    if reason not in set(ReportReason):
        raise Invalid({"reason": ["Choose what is wrong with the question."]})
    if len(words) > WORDS_LIMIT:
        raise Invalid({"words": [f"Say it in up to {WORDS_LIMIT} characters."]})
    db.session.add(ItemReport(attempt_item_id=item_id, reason=ReportReason(reason), words=words, created_at=utc_now()))
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("You reported this question already. Your first report stands.") from error


def _own(taker: Taker) -> Any:
    return (
        select(
            Attempt.public_id,
            AttemptItem.position,
            QuizVersion.title,
            ItemVersion.stem,
            ItemReport.reason,
            ItemReport.words,
            ItemReport.created_at,
            Attempt.submitted_at.is_not(None),
            ItemReport.reply,
            ItemReport.replied_at,
        )
        .join(AttemptItem, AttemptItem.id == ItemReport.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .join(ItemVersion, ItemVersion.id == AttemptItem.item_version_id)
        .where(is_taker(taker))
        .order_by(ItemReport.id.desc())
    )


def own_reports(taker: Taker) -> list[OwnReport]:
    """A person's reports with their replies, newest first. One statement."""
    return [OwnReport(*row) for row in db.session.execute(_own(taker))]


def reports_in(public_id: str, taker: Taker) -> dict[int, OwnReport]:
    """A person's reports in one attempt, by the place of the question. One statement."""
    rows = db.session.execute(_own(taker).where(Attempt.public_id == public_id))
    return {found.position: found for found in (OwnReport(*row) for row in rows)}


def desk_reports(teacher_id: int) -> list[DeskReport]:
    """The reports on questions of a teacher's articles and the built-in ones: unanswered first, then the newest.

    Two statements.
    """
    rows = db.session.execute(
        select(ItemReport, AttemptItem.id.label("attempt_item_id"), ItemVersion, Article.id, Article.title)
        .join(AttemptItem, AttemptItem.id == ItemReport.attempt_item_id)
        .join(ItemVersion, ItemVersion.id == AttemptItem.item_version_id)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(visible_to(teacher_id))
        .order_by(ItemReport.replied_at.is_not(None), ItemReport.id.desc())
        .limit(LISTED)
    ).all()
    steps = steps_of([row.attempt_item_id for row in rows])
    return [
        _desk_report(kept, version, article_id, title, steps.get(item_id, ()))
        for kept, item_id, version, article_id, title in rows
    ]


def _desk_report(
    kept: ItemReport, version: ItemVersion, article_id: int, title: str, steps: Sequence[Any]
) -> DeskReport:
    content = content_of(version)
    response = fold(step for step, _ in steps).response
    return DeskReport(
        id=kept.id,
        article_id=article_id,
        article=title,
        item_version_id=version.id,
        version=version.number,
        stem=version.stem,
        response=response_words(content, response),
        reason=kept.reason,
        words=kept.words,
        created_at=kept.created_at,
        reply=kept.reply,
        replied_at=kept.replied_at,
    )


def waiting(teacher_id: int) -> int:
    """How many reports wait for this teacher's reply. One statement."""
    return (
        db.session.scalar(
            select(func.count(ItemReport.id))
            .join(AttemptItem, AttemptItem.id == ItemReport.attempt_item_id)
            .join(Attempt, Attempt.id == AttemptItem.attempt_id)
            .join(Quiz, Quiz.id == Attempt.quiz_id)
            .join(Article, Article.id == Quiz.article_id)
            .where(visible_to(teacher_id), ItemReport.replied_at.is_(None))
        )
        or 0
    )


def reply(report_id: int, words: str, *, teacher_id: int) -> None:
    """Keep a teacher's reply; a later one takes its place, and the audit log keeps both.

    Raises ``NotFound`` for a report on somebody else's article, ``Invalid`` (``reply``) for no words or too many.
    """
    kept = db.session.scalar(
        select(ItemReport)
        .join(AttemptItem, AttemptItem.id == ItemReport.attempt_item_id)
        .join(ItemVersion, ItemVersion.id == AttemptItem.item_version_id)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(ItemReport.id == report_id, visible_to(teacher_id))
    )
    if kept is None:
        raise NotFound("There is no such report on your questions.")
    words = words.strip()
    if not words:
        raise Invalid({"reply": ["Write a reply."]})
    if len(words) > REPLY_LIMIT:
        raise Invalid({"reply": [f"Write a reply of up to {REPLY_LIMIT} characters."]})
    kept.reply, kept.replied_at, kept.replied_by = words, utc_now(), teacher_id
    audit.record("reply", "item_report", kept.id, teacher_id, reply=words)
    db.session.commit()
