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
from quizapp.models.items import Approval, CitationRow, ItemRow, ItemVersion
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
    accepted_at: dt.datetime | None
    """When a teacher said that it is right."""


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
    accepted_at: dt.datetime | None
    """When a teacher said that the student is right."""
    passage: str
    """The words that prove the key; blank where none do."""
    quiz_id: int
    """The quiz it was asked in."""
    quiz_version: int
    """The number of its version."""
    position: int
    """Its place in the quiz."""
    is_own: bool
    """Whether that quiz is this teacher's, so that its results can be seen and graded anew."""


def report(public_id: str, position: int, taker: Taker, *, reason: str, words: str) -> None:
    """Keep what a student says is wrong with a question of an attempt.

    Raises ``NotFound`` for somebody else's attempt, ``Invalid`` (``reason``, ``words``) for what cannot be taken, and
    ``Conflict`` where this question was reported already: the first report stands.
    """
    item_id = db.session.scalar(
        select(AttemptItem.id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.public_id == public_id, is_taker(taker), AttemptItem.shown_position == position)
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
            AttemptItem.shown_position,
            QuizVersion.title,
            ItemVersion.stem,
            ItemReport.reason,
            ItemReport.words,
            ItemReport.created_at,
            Attempt.submitted_at.is_not(None),
            ItemReport.reply,
            ItemReport.replied_at,
            ItemReport.accepted_at,
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
        select(
            ItemReport,
            ItemVersion,
            AttemptItem.id.label("attempt_item_id"),
            AttemptItem.position,
            Article.id.label("article_id"),
            Article.title.label("article"),
            Quiz.id.label("quiz_id"),
            Quiz.owner_id,
            QuizVersion.number.label("quiz_version"),
            CitationRow.exact,
        )
        .join(AttemptItem, AttemptItem.id == ItemReport.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .join(ItemVersion, ItemVersion.id == AttemptItem.item_version_id)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .outerjoin(Approval, Approval.item_version_id == ItemVersion.id)
        .outerjoin(CitationRow, CitationRow.id == Approval.citation_id)
        .where(visible_to(teacher_id))
        .order_by(ItemReport.replied_at.is_not(None), ItemReport.id.desc())
        .limit(LISTED)
    ).all()
    steps = steps_of([row.attempt_item_id for row in rows])
    return [_desk_report(row, teacher_id, steps.get(row.attempt_item_id, ())) for row in rows]


def _desk_report(row: Any, teacher_id: int, steps: Sequence[Any]) -> DeskReport:
    kept, version = row.ItemReport, row.ItemVersion
    content = content_of(version)
    response = fold(step for step, _ in steps).response
    return DeskReport(
        id=kept.id,
        article_id=row.article_id,
        article=row.article,
        item_version_id=version.id,
        version=version.number,
        stem=version.stem,
        response=response_words(content, response),
        reason=kept.reason,
        words=kept.words,
        created_at=kept.created_at,
        reply=kept.reply,
        replied_at=kept.replied_at,
        accepted_at=kept.accepted_at,
        passage=row.exact or "",
        quiz_id=row.quiz_id,
        quiz_version=row.quiz_version,
        position=row.position,
        is_own=row.owner_id == teacher_id,
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
    """Keep a teacher's reply; a later one takes its place, and the audit log keeps that there were two.

    Raises ``NotFound`` for a report on somebody else's article, ``Invalid`` (``reply``) for no words or too many.
    """
    kept = _on_desk(report_id, teacher_id)
    words = words.strip()
    if not words:
        raise Invalid({"reply": ["Write a reply."]})
    if len(words) > REPLY_LIMIT:
        raise Invalid({"reply": [f"Write a reply of up to {REPLY_LIMIT} characters."]})
    kept.reply, kept.replied_at, kept.replied_by = words, utc_now(), teacher_id
    audit.record("reply", "item_report", kept.id, teacher_id)
    db.session.commit()


def _on_desk(report_id: int, teacher_id: int) -> ItemReport:
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
    return kept


def accept(report_id: int, *, teacher_id: int) -> int:
    """Say that the student is right; the newest version of the question, for fixing it. Again changes nothing.

    Raises ``NotFound`` for a report on somebody else's article, ``Conflict`` for one on the built-in reading, whose
    questions cannot be changed.
    """
    kept = _on_desk(report_id, teacher_id)
    item_id, owner_id = db.session.execute(
        select(ItemVersion.item_id, Article.owner_id)
        .join(AttemptItem, AttemptItem.item_version_id == ItemVersion.id)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(AttemptItem.id == kept.attempt_item_id)
    ).one()
    if owner_id != teacher_id:
        raise Conflict("This question belongs to the built-in reading, so it cannot be changed here.")
    if kept.accepted_at is None:
        kept.accepted_at, kept.accepted_by = utc_now(), teacher_id
        audit.record("accept", "item_report", kept.id, teacher_id)
    newest = db.session.scalars(select(func.max(ItemVersion.id)).where(ItemVersion.item_id == item_id)).one()
    db.session.commit()
    return newest
