"""A person's own page: what is open, what is done, how far each article is known, and what was missed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from quizapp.core.attempts import fold
from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.models.quizzes import Quiz, QuizVersion, QuizVersionItem
from quizapp.services.attempts import is_taker, steps_of
from quizapp.services.guests import Taker
from quizapp.services.own_attempts import asked, by_attempt, result_of, right_of
from quizapp.services.published import is_open
from quizapp.services.rulings import Correction, own_corrections
from quizapp.services.telling import told_of


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt to go on with."""

    public_id: str
    title: str
    number: int
    is_practice: bool
    started_at: dt.datetime
    answered: int
    questions: int
    next_open: int
    """The first question without a response, else the last one."""


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """An attempt that was handed in."""

    public_id: str
    title: str
    number: int
    is_practice: bool
    submitted_at: dt.datetime
    right: int | None
    """How many questions were right; ``None`` while that may not be told."""
    questions: int
    corrections: tuple[Correction, ...] = ()
    """What regrades changed in it, the newest first; none where marks may not be told."""


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """The finished attempts on one article, newest first, and how many of its questions are known by now."""

    title: str
    right: int | None
    """Questions right at least once; ``None`` where no verdict may be told yet."""
    questions: int
    """All questions of the quizzes on this article that the person took, as they stand published."""
    attempts: tuple[FinishedAttempt, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A question whose newest result was not right."""

    stem: str
    title: str
    attempt_id: str
    position: int
    another: str | None
    """The link of a quiz with another question on the same fact."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """All of it."""

    open: tuple[OpenAttempt, ...]
    articles: tuple[ArticleProgress, ...]
    missed: tuple[Missed, ...]


def own_page(taker: Taker) -> OwnPage:
    """What a person did so far; nothing that the quizzes' settings do not tell yet. Four statements at most."""
    attempts = _attempts(taker)
    finished = [attempt for attempt in attempts if attempt[0].submitted_at is not None]
    finished.sort(key=lambda attempt: attempt[0].submitted_at, reverse=True)
    offered = _offered({attempt[0].article_id for attempt in finished})
    return OwnPage(
        _open([attempt for attempt in attempts if attempt[0].submitted_at is None]),
        _progress(finished, offered, own_corrections(taker) if finished else {}),
        _missed(finished, offered),
    )


def only_open(taker: Taker) -> str | None:
    """The public id of a person's open attempt where there is exactly one."""
    found = db.session.scalars(
        select(Attempt.public_id).where(is_taker(taker), Attempt.submitted_at.is_(None)).order_by(Attempt.id).limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def _attempts(taker: Taker) -> list[list[Any]]:
    """Every question a person was asked, by attempt, the newest attempt first."""
    more = (
        Attempt.quiz_id,
        Attempt.assignment_id,
        Quiz.article_id,
        Article.title.label("article"),
        AttemptItem.id.label("attempt_item_id"),
        AttemptItem.shown_position.label("position"),
        ItemVersion.item_id,
        ItemVersion.stem,
        ItemRow.fact_id,
    )
    return by_attempt(
        asked(taker, *more)
        .join(Article, Article.id == Quiz.article_id)
        .join(ItemVersion, ItemVersion.id == AttemptItem.item_version_id)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .order_by(Attempt.id.desc(), AttemptItem.shown_position)
    )


def _offered(article_ids: Iterable[int]) -> Sequence[Any]:
    """The questions of the newest versions of the quizzes on these articles, the newest quiz first."""
    ids = sorted(article_ids)
    if not ids:
        return ()
    newest = select(func.max(QuizVersion.id)).where(QuizVersion.quiz_id == Quiz.id).correlate(Quiz).scalar_subquery()
    return db.session.execute(
        select(
            Quiz.id.label("quiz_id"),
            Quiz.public_id,
            Quiz.article_id,
            Quiz.listed,
            is_open().label("is_open"),
            QuizVersion.settings,
            ItemVersion.item_id,
            ItemRow.fact_id,
        )
        .join(QuizVersion, QuizVersion.id == newest)
        .join(QuizVersionItem, QuizVersionItem.quiz_version_id == QuizVersion.id)
        .join(ItemVersion, ItemVersion.id == QuizVersionItem.item_version_id)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .where(Quiz.article_id.in_(ids))
        .order_by(Quiz.id.desc(), QuizVersionItem.position)
    ).all()


def _is_right(row: Any) -> bool:
    return (row.score or 0.0) >= 1.0 and not row.is_left_out


def _open(attempts: Sequence[list[Any]]) -> tuple[OpenAttempt, ...]:
    steps = steps_of([row.attempt_item_id for rows in attempts for row in rows]) if attempts else {}
    found = []
    for rows in attempts:
        head = rows[0]
        left = [r.position for r in rows if not fold(s for s, _ in steps.get(r.attempt_item_id, ())).is_answered]
        found.append(
            OpenAttempt(
                public_id=head.public_id,
                title=head.title,
                number=head.number,
                is_practice=head.kind is AttemptKind.PRACTICE,
                started_at=head.started_at,
                answered=len(rows) - len(left),
                questions=len(rows),
                next_open=left[0] if left else len(rows),
            )
        )
    return tuple(found)


def _finished(rows: list[Any], corrections: Mapping[str, Sequence[Correction]]) -> FinishedAttempt:
    head = rows[0]
    return FinishedAttempt(
        public_id=head.public_id,
        title=head.title,
        number=head.number,
        is_practice=head.kind is AttemptKind.PRACTICE,
        submitted_at=head.submitted_at,
        right=right_of(rows),
        questions=result_of(rows).questions,
        corrections=tuple(corrections.get(head.public_id, ())) if "mark" in told_of(head) else (),
    )


def _progress(
    finished: Sequence[list[Any]], offered: Sequence[Any], corrections: Mapping[str, Sequence[Correction]]
) -> tuple[ArticleProgress, ...]:
    by_article: dict[int, list[list[Any]]] = {}
    for rows in finished:
        by_article.setdefault(rows[0].article_id, []).append(rows)
    found = []
    for attempts in by_article.values():
        taken = {rows[0].quiz_id for rows in attempts}
        left_out = {row.item_id for row in attempts[0] if row.is_left_out}
        questions = {row.item_id for row in offered if row.quiz_id in taken} - left_out
        told = [rows for rows in attempts if "verdict" in told_of(rows[0])]
        known = {row.item_id for rows in told for row in rows if _is_right(row)}
        found.append(
            ArticleProgress(
                title=attempts[0][0].article,
                right=len(known & questions) if told else None,
                questions=len(questions),
                attempts=tuple(_finished(rows, corrections) for rows in attempts),
            )
        )
    return tuple(found)


def _missed(finished: Sequence[list[Any]], offered: Sequence[Any]) -> tuple[Missed, ...]:
    """Of every question the newest result counts; where that may not be told, nothing is said of it."""
    newest: dict[int, Any] = {}
    for rows in finished:
        for row in rows:
            newest.setdefault(row.item_id, row)
    by_link = {rows[0].quiz_id for rows in finished if rows[0].assignment_id is None}
    others = [row for row in offered if row.fact_id and _may_be_offered(row, by_link)]
    others.sort(key=lambda row: row.item_id in newest)  # what was never asked comes first
    return tuple(
        Missed(row.stem, row.article, row.public_id, row.position, _another(row, others))
        for row in newest.values()
        if not _is_right(row) and not row.is_left_out and "verdict" in told_of(row)
    )


def _may_be_offered(row: Any, by_link: set[int]) -> bool:
    """Whether a quiz may be named to somebody who was not given its link: a test of next week may not."""
    known = row.listed or row.quiz_id in by_link or QuizSettings.from_json(row.settings).may_be_practised
    return bool(known and row.is_open)


def _another(missed: Any, others: Sequence[Any]) -> str | None:
    return next(
        (o.public_id for o in others if o.fact_id == missed.fact_id and o.item_id != missed.item_id),
        None,
    )
