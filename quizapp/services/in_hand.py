"""Work that the worker takes in hand: a row with a status, taken by one worker, ended only while nobody stopped it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, select, update

from quizapp.extensions import db, jobs
from quizapp.models.articles import GenerationRun
from quizapp.models.imports import ArticleImport
from quizapp.models.question_imports import QuestionImport
from quizapp.services.clock import utc_now

Work = type[GenerationRun | ArticleImport | QuestionImport]


def enqueue(job: str, work_ids: Iterable[int]) -> None:
    """Have the worker do this job for each row, which must be committed. What is delivered twice is done once."""
    for work_id in work_ids:
        jobs.enqueue(current_app._get_current_object(), job, work_id)  # type: ignore[attr-defined]  # noqa: SLF001


def move(work: Work, work_id: int, was: ColumnElement[bool], status: StrEnum, **values: Any) -> bool:
    """Take a row from where it is to another status in the open transaction; whether it was there."""
    moved = db.session.execute(update(work).where(work.id == work_id, was).values(status=status, **values))
    return bool(moved.rowcount)  # type: ignore[attr-defined]


def claim(work: Work, work_id: int, waits: StrEnum, works: StrEnum, **values: Any) -> bool:
    """Take a row that waits in hand, and commit; whether it still waited."""
    claimed = move(work, work_id, work.status == waits, works, **values)
    db.session.commit()
    return claimed


def end(work: Work, work_id: int, works: StrEnum, status: StrEnum, **values: Any) -> None:
    """End what is in hand, and commit; nothing where it was stopped meanwhile."""
    move(work, work_id, work.status == works, status, finished_at=utc_now(), **values)
    db.session.commit()


def is_stopped(work: Work, work_id: int, works: StrEnum) -> bool:
    """Whether somebody stopped what is in hand. Afterwards no transaction is open."""
    status = db.session.scalar(select(work.status).where(work.id == work_id))
    db.session.rollback()
    return status is not works
