"""Files of questions: looked through first, then added in batches as drafts; stopped, gone on with, never doubled."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import ColumnElement, func, select, true, update

from quizapp.core.importing.found import Unreadable
from quizapp.core.text.counting import size_words
from quizapp.extensions import db, only_reading
from quizapp.models.question_imports import QuestionImport, QuestionImportStatus
from quizapp.services import articles, audit, in_hand, question_rows
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.imports import short_name
from quizapp.services.question_adding import Adding
from quizapp.services.reading_apart import ReadingStopped, read_questions_apart

log = structlog.get_logger("quizapp")

_LOOKED_THROUGH = (QuestionImportStatus.WAITING, QuestionImportStatus.READING)
_ADDED = (QuestionImportStatus.QUEUED, QuestionImportStatus.ADDING)
"""Before the worker and in its hand: to be looked through, and to be added."""
ACTIVE = (*_LOOKED_THROUGH, *_ADDED)
OPEN = (*ACTIVE, QuestionImportStatus.READY, QuestionImportStatus.STOPPED)
MOST_OPEN = 10
"""Imports of one teacher that are neither added nor thrown away."""
_QUIET = dt.timedelta(minutes=2)
"""Without a sign of the worker for so long, whatever it had in hand is taken to be left behind."""
_JOB = "import questions"
_FAILED = "Something went wrong with this file. Nothing more of it was added. You can try once more."
Told = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class QuestionImportView:
    """One import as its pages show it. Of ``total`` rows that can be added ``done`` were gone through."""

    id: int
    name: str
    status: QuestionImportStatus
    reason: str
    total: int
    done: int
    added: int
    is_quiet: bool
    """Whether the worker has given no sign of it for minutes."""
    told: dict[str, Any]

    @property
    def is_active(self) -> bool:
        """Whether the worker has it still before it or in hand."""
        return self.status in ACTIVE

    @property
    def can_go_on(self) -> bool:
        """Whether the rest can be added."""
        is_left = self.status is QuestionImportStatus.ADDING and self.is_quiet
        return (self.status is QuestionImportStatus.STOPPED or is_left) and self.done < self.total

    def lines(self, name: str) -> Told:
        """Lines with words that the look told: ``faults``, ``known`` or ``unproven``."""
        found: Told = self.told.get(name, [])
        return found

    @property
    def read(self) -> int:
        """Lines of the file that hold something: each can be added, is known, or has one fault."""
        return self.total + len(self.lines("known")) + len(self.lines("faults"))

    @property
    def articles(self) -> Told:
        """Id, title and number of questions of every article in it."""
        return self.lines("articles")


def request(name: str, data: bytes, *, article_id: int | None, owner_id: int) -> int:
    """Have a file of questions read and looked through; its id. Nothing is added to the bank.

    Raises ``Invalid`` for no file or a large one, ``NotFound`` for somebody else's article.
    """
    largest = int(current_app.config["UPLOAD_LIMIT"])
    if not data:
        raise Invalid({"file": ["Choose a file that is not empty."]})
    if len(data) > largest:
        raise Invalid({"file": [f"“{short_name(name)}” is larger than {size_words(largest)}."]})
    if article_id is not None:
        articles.own_article(article_id, owner_id)
    query = select(func.count()).where(QuestionImport.owner_id == owner_id, QuestionImport.status.in_(OPEN))
    if (db.session.scalar(query) or 0) >= MOST_OPEN:
        raise Invalid({"file": ["Several files wait already. Add or throw away some of them first."]})
    row = QuestionImport(
        owner_id=owner_id,
        name=short_name(name),
        data=data,
        article_id=article_id,
        status=QuestionImportStatus.WAITING,
        requested_at=utc_now(),
    )
    db.session.add(row)
    db.session.flush()
    import_id = row.id
    db.session.commit()
    in_hand.enqueue(_JOB, [import_id])
    return import_id


def view(import_id: int, *, owner_id: int) -> QuestionImportView:
    """A teacher's import. Raises ``NotFound`` for somebody else's. One statement, without the rows."""
    row = db.session.execute(
        select(
            QuestionImport.id,
            QuestionImport.name,
            QuestionImport.status,
            QuestionImport.reason,
            QuestionImport.total,
            QuestionImport.done,
            QuestionImport.added,
            func.coalesce(
                QuestionImport.touched_at, QuestionImport.requested_at, type_=QuestionImport.requested_at.type
            ),
            QuestionImport.told,
        ).where(QuestionImport.id == import_id, QuestionImport.owner_id == owner_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such import on your desk.")
    own_id, name, status, reason, total, done, added, touched_at, told = row
    is_quiet = utc_now() - touched_at > _QUIET
    return QuestionImportView(own_id, name, status, reason, total, done, added, is_quiet, told)


def open_imports(owner_id: int) -> list[tuple[int, str, QuestionImportStatus]]:
    """A teacher's imports with something to do, newest first: id, name and status."""
    rows = db.session.execute(
        select(QuestionImport.id, QuestionImport.name, QuestionImport.status)
        .where(QuestionImport.owner_id == owner_id, QuestionImport.status.in_(OPEN))
        .order_by(QuestionImport.id.desc())
    )
    return [(import_id, name, status) for import_id, name, status in rows]


def _move(import_id: int, where: ColumnElement[bool], status: QuestionImportStatus, **values: Any) -> bool:
    return in_hand.move(QuestionImport, import_id, where, status, **values)


def add(import_id: int, *, owner_id: int) -> None:
    """Have the worker add what can be added, or the rest of it after a stop.

    Raises ``NotFound`` for somebody else's, ``Conflict`` where there is nothing to add or it is added already.
    """
    seen = view(import_id, owner_id=owner_id)
    is_ready = seen.status is QuestionImportStatus.READY and seen.total > 0
    if not is_ready and not seen.can_go_on:
        raise Conflict("There is nothing left to add here: it was added or thrown away, or is at work.")
    if not _move(import_id, QuestionImport.status == seen.status, QuestionImportStatus.QUEUED, touched_at=utc_now()):
        db.session.rollback()
        raise Conflict("Somebody was faster: this file is being added already.")
    audit.record("add", "question_import", import_id, owner_id, total=seen.total, done=seen.done)
    db.session.commit()
    in_hand.enqueue(_JOB, [import_id])


def stop(import_id: int, *, owner_id: int) -> None:
    """Stop it: what was added stays. Before anything is added it is thrown away; what is at rest stays as it is.

    Raises ``NotFound`` for somebody else's.
    """
    view(import_id, owner_id=owner_id)
    now = utc_now()
    reading, adding = QuestionImport.status.in_(_LOOKED_THROUGH), QuestionImport.status.in_(_ADDED)
    if _move(import_id, reading, QuestionImportStatus.DROPPED, data=None, finished_at=now) or _move(
        import_id, adding, QuestionImportStatus.STOPPED, finished_at=now
    ):
        audit.record("stop", "question_import", import_id, owner_id)
    db.session.commit()


def drop(import_id: int, *, owner_id: int) -> None:
    """Throw away what was not added yet. Raises ``NotFound`` for somebody else's, ``Conflict`` while it is at work."""
    view(import_id, owner_id=owner_id)
    waits = QuestionImport.status.in_([QuestionImportStatus.READY, QuestionImportStatus.STOPPED])
    if not _move(import_id, waits, QuestionImportStatus.DROPPED, rows=[], finished_at=utc_now()):
        db.session.rollback()
        raise Conflict("There is nothing to throw away here: it was added or thrown away, or is at work.")
    audit.record("drop", "question_import", import_id, owner_id)
    db.session.commit()


def requeue_stale() -> int:
    """Put every import that a dead worker left behind back on the queue; how many there were.

    With the embedded queue whatever is in hand is dead at its start; with PostgreSQL others may be at work, so only
    what gave no sign for two minutes. What is delivered twice is done once.
    """
    left = true() if db.engine.dialect.name == "sqlite" else QuestionImport.touched_at < utc_now() - _QUIET
    for waits, works in (_LOOKED_THROUGH, _ADDED):
        db.session.execute(update(QuestionImport).where(left, QuestionImport.status == works).values(status=waits))
    db.session.commit()
    are_waiting = QuestionImport.status.in_([QuestionImportStatus.WAITING, QuestionImportStatus.QUEUED])
    waiting = list(db.session.scalars(select(QuestionImport.id).where(are_waiting).order_by(QuestionImport.id)))
    db.session.rollback()
    in_hand.enqueue(_JOB, waiting)
    return len(waiting)


def run(import_id: int) -> None:
    """Look a file through, or add it; nothing where it was taken up, stopped or finished already."""
    for (waits, works), work, after_failing in (
        (_LOOKED_THROUGH, _look, QuestionImportStatus.FAILED),
        (_ADDED, _add, QuestionImportStatus.STOPPED),
    ):
        if not in_hand.claim(QuestionImport, import_id, waits, works, touched_at=utc_now()):
            continue
        try:
            work(import_id)
        except ReadingStopped:
            log.info("question import stopped", question_import=import_id)
        except Unreadable as error:
            _end(import_id, works, QuestionImportStatus.FAILED, reason=str(error))
        except Exception:
            log.exception("question import failed", question_import=import_id)
            db.session.rollback()
            _end(import_id, works, after_failing, reason=_FAILED)
        return


def _end(import_id: int, works: QuestionImportStatus, status: QuestionImportStatus, **values: Any) -> None:
    """The end of a piece of work; nothing where it was stopped meanwhile."""
    in_hand.end(QuestionImport, import_id, works, status, data=None, **values)


def _look(import_id: int) -> None:
    with only_reading():
        name, data, owner_id, article_id = db.session.execute(
            select(QuestionImport.name, QuestionImport.data, QuestionImport.owner_id, QuestionImport.article_id).where(
                QuestionImport.id == import_id
            )
        ).one()
        db.session.rollback()  # no lock is held meanwhile
        sheet = read_questions_apart(data or b"", name, is_stopped=lambda: _is_stopped(import_id))
        good, told = question_rows.look(sheet, owner_id=owner_id, article_id=article_id)
        db.session.rollback()
    rows = [{"article_id": place, "row": row.as_json()} for place, row in good]
    ready = QuestionImportStatus.READY
    _end(import_id, QuestionImportStatus.READING, ready, rows=rows, told=told, total=len(rows))


def _is_stopped(import_id: int) -> bool:
    return in_hand.is_stopped(QuestionImport, import_id, QuestionImportStatus.READING)


def _add(import_id: int) -> None:
    with only_reading():
        owner_id, rows, done = db.session.execute(
            select(QuestionImport.owner_id, QuestionImport.rows, QuestionImport.done).where(
                QuestionImport.id == import_id
            )
        ).one()
        db.session.rollback()
    adding = Adding(import_id, owner_id, rows)
    at: int | None = done
    while at is not None and at < len(rows):
        at = adding.add_next(at)
    if at is not None:
        _end(import_id, QuestionImportStatus.ADDING, QuestionImportStatus.DONE, rows=[], reason="")
