"""Imports: files and addresses asked for by a teacher, read by the worker, never lost in between."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import structlog
from flask import current_app
from sqlalchemy import func, select, update

from quizapp.core.importing.addresses import is_web_address
from quizapp.core.importing.found import Found, Unreadable, plain_blocks
from quizapp.core.text.counting import size_words
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.imports import ArticleImport, ImportStatus
from quizapp.services import fetching, in_hand
from quizapp.services.article_details import ArticleDetails
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.reading_apart import ReadingStopped, read_apart

log = structlog.get_logger("quizapp")

ACTIVE = (ImportStatus.WAITING, ImportStatus.READING)
"""Before the worker and in its hand."""
OPEN = (*ACTIVE, ImportStatus.READY)
MOST_OPEN = 120
"""Imports of one teacher that are neither saved nor thrown away nor failed."""
_LONGEST = dt.timedelta(minutes=5)
_FAILED = "Something went wrong while reading this. Try once more, or paste its text."


@dataclass(frozen=True, slots=True)
class ImportView:
    """One import as its page lists it."""

    id: int
    name: str
    status: ImportStatus
    reason: str
    title: str
    article_id: int | None

    @property
    def is_active(self) -> bool:
        """Whether the worker has it still before it or in hand."""
        return self.status in ACTIVE


def _refuse_too_many(owner_id: int, more: int, field: str) -> None:
    query = select(func.count()).where(ArticleImport.owner_id == owner_id, ArticleImport.status.in_(OPEN))
    if (db.session.scalar(query) or 0) + more > MOST_OPEN:
        words = "Many articles wait already for you to look through. Save or throw away some of them first."
        raise Invalid({field: [words]})


def _enqueue(rows: Sequence[ArticleImport]) -> None:
    ids = [row.id for row in rows]
    db.session.commit()
    in_hand.enqueue("import", ids)


def short_name(name: str) -> str:
    """The file's name without folders and control characters, at most 300 characters, its ending kept."""
    path = PurePosixPath("".join(ch for ch in name.replace("\\", "/") if ch.isprintable()))
    ending = path.suffix[:20]
    return (path.name.removesuffix(path.suffix)[: 300 - len(ending)] + ending) or "file"


def request_files(files: Sequence[tuple[str, bytes]], *, owner_id: int) -> str:
    """Have files (name and bytes) read; the batch they make. Raises ``Invalid`` where there are too many or too large."""
    most, largest = int(current_app.config["UPLOAD_FILES"]), int(current_app.config["UPLOAD_LIMIT"])
    if not files or len(files) > most:
        raise Invalid({"file": [f"Choose up to {most} files at once."]})
    large = [name for name, data in files if len(data) > largest]
    if large:
        raise Invalid({"file": [f"“{short_name(large[0])}” is larger than {size_words(largest)}."]})
    _refuse_too_many(owner_id, len(files), "file")
    batch = str(uuid.uuid4())
    rows = [_row(batch, owner_id, short_name(name), data=data) for name, data in files]
    db.session.add_all(rows)
    db.session.flush()
    _enqueue(rows)
    return batch


def _row(batch: str, owner_id: int, name: str, *, data: bytes | None = None, address: str = "") -> ArticleImport:
    return ArticleImport(
        batch=batch,
        owner_id=owner_id,
        name=name,
        data=data,
        address=address,
        status=ImportStatus.WAITING,
        requested_at=utc_now(),
    )


def fetches() -> bool:
    """Whether this server fetches addresses at all."""
    return bool(current_app.config["FETCH_ADDRESSES"])


def request_address(address: str, *, owner_id: int) -> str:
    """Have the page at an address fetched and read; its batch. Raises ``Invalid`` where that is not to be."""
    address = address.strip()
    if not fetches():
        raise Invalid({"fetch": ["This server fetches no addresses. Save the page and upload the file."]})
    if not is_web_address(address) or len(address) > 2000:
        raise Invalid({"fetch": ["Give an address that begins with http:// or https://."]})
    _refuse_too_many(owner_id, 1, "fetch")
    row = _row(str(uuid.uuid4()), owner_id, address[:300], address=address)
    db.session.add(row)
    db.session.flush()
    batch = row.batch
    _enqueue([row])
    return batch


def offer_text(details: ArticleDetails, *, owner_id: int) -> int:
    """Keep a pasted article to be looked through before it is saved; its id."""
    _refuse_too_many(owner_id, 1, "text")
    row = _row(str(uuid.uuid4()), owner_id, details.title[:300])
    row.status, row.finished_at = ImportStatus.READY, utc_now()
    row.found = Found(
        plain_blocks(details.text),
        title=details.title,
        author=details.author,
        publisher=details.publisher,
        address=details.address,
        published_on=details.published_on.isoformat() if details.published_on else "",
        language=details.language,
    ).as_json()
    db.session.add(row)
    db.session.flush()
    import_id = row.id
    db.session.commit()
    return import_id


def batch_view(batch: str, *, owner_id: int) -> list[ImportView]:
    """The imports of a teacher's batch in the order given. Raises ``NotFound`` for somebody else's."""
    title = func.coalesce(Article.title, ArticleImport.found["title"].as_string(), "")
    rows = db.session.execute(
        select(
            ArticleImport.id,
            ArticleImport.name,
            ArticleImport.status,
            ArticleImport.reason,
            title,
            ArticleImport.article_id,
        )
        .outerjoin(Article, Article.id == ArticleImport.article_id)
        .where(ArticleImport.batch == batch, ArticleImport.owner_id == owner_id)
        .order_by(ArticleImport.id)
    ).all()
    if not rows:
        raise NotFound("There is no such import on your desk.")
    return [ImportView(*row) for row in rows]


def open_batches(owner_id: int) -> list[tuple[str, int, int]]:
    """A teacher's batches with something to do, newest first: batch, how many are being read, how many are ready."""
    rows = db.session.execute(
        select(
            ArticleImport.batch,
            func.count().filter(ArticleImport.status.in_(ACTIVE)),
            func.count().filter(ArticleImport.status == ImportStatus.READY),
        )
        .where(ArticleImport.owner_id == owner_id, ArticleImport.status.in_(OPEN))
        .group_by(ArticleImport.batch)
        .order_by(func.max(ArticleImport.id).desc())
    )
    return [(batch, active, ready) for batch, active, ready in rows]


def stop(batch: str, *, owner_id: int) -> None:
    """Stop what is not read yet; what is ready stays. Raises ``NotFound`` for somebody else's."""
    batch_view(batch, owner_id=owner_id)
    db.session.execute(
        update(ArticleImport)
        .where(ArticleImport.batch == batch, ArticleImport.status.in_(ACTIVE))
        .values(status=ImportStatus.STOPPED, reason="You stopped it.", data=None, finished_at=utc_now())
    )
    db.session.commit()


def requeue_stale() -> int:
    """Put every import that a dead worker left behind back on the queue; how many there were.

    With the embedded queue whatever is being read is dead at its start; with PostgreSQL others may be at work, so only
    what was taken up longer ago than reading can take. An import delivered twice is read once.
    """
    reading = ArticleImport.status == ImportStatus.READING
    if db.engine.dialect.name != "sqlite":
        reading &= ArticleImport.started_at < utc_now() - _LONGEST
    db.session.execute(update(ArticleImport).where(reading).values(status=ImportStatus.WAITING))
    db.session.commit()
    query = select(ArticleImport).where(ArticleImport.status == ImportStatus.WAITING).order_by(ArticleImport.id)
    waiting = list(db.session.scalars(query))
    _enqueue(waiting)
    return len(waiting)


def run(import_id: int) -> None:
    """Read one import; nothing where it was taken up, stopped or finished already."""
    if not in_hand.claim(ArticleImport, import_id, *ACTIVE, started_at=utc_now()):
        return
    try:
        found = _read(import_id)
    except ReadingStopped:
        log.info("import stopped", article_import=import_id)
    except Unreadable as error:
        _finish(import_id, ImportStatus.FAILED, reason=str(error))
    except Exception:
        log.exception("import failed", article_import=import_id)
        db.session.rollback()
        _finish(import_id, ImportStatus.FAILED, reason=_FAILED)
    else:
        _finish(import_id, ImportStatus.READY, found=found.as_json())


def _read(import_id: int) -> Found:
    name, address, data = db.session.execute(
        select(ArticleImport.name, ArticleImport.address, ArticleImport.data).where(ArticleImport.id == import_id)
    ).one()
    db.session.rollback()  # no lock is held meanwhile
    if address:
        fetched = fetching.fetch(address, fetching.Reach(loopback=bool(current_app.config["FETCH_LOOPBACK_IN_TESTS"])))
        name, data = fetched.name, fetched.data
    found = read_apart(data or b"", name, is_stopped=lambda: _is_stopped(import_id))
    return Found.from_json({**found.as_json(), "address": address}) if address else found


def _is_stopped(import_id: int) -> bool:
    return in_hand.is_stopped(ArticleImport, import_id, ImportStatus.READING)


def _finish(import_id: int, status: ImportStatus, **values: object) -> None:
    """The end of reading; nothing where it was stopped meanwhile."""
    in_hand.end(ArticleImport, import_id, ImportStatus.READING, status, data=None, **values)
