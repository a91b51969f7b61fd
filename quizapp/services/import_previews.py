"""What was found in an import, looked through by its teacher: saved as an article, or thrown away."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update

from quizapp.core.importing.found import Block, Found, composed
from quizapp.core.text.leftovers import is_leftover
from quizapp.extensions import db
from quizapp.models.imports import ArticleImport, ImportStatus
from quizapp.services import article_details, articles, generation
from quizapp.services.article_details import ArticleDetails
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class Preview:
    """An import that waits for its teacher. ``doubtful`` are the places of blocks that look like leftovers."""

    id: int
    batch: str
    name: str
    details: ArticleDetails
    blocks: tuple[Block, ...]
    doubtful: frozenset[int]

    @property
    def kept(self) -> frozenset[int]:
        """The places of the blocks that are kept unless the teacher says otherwise."""
        return frozenset(range(len(self.blocks))) - self.doubtful

    def text(self, keep: Collection[int]) -> str:
        """The article's text made of the blocks at these places."""
        return composed([block for place, block in enumerate(self.blocks) if place in keep])


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving a batch: how many articles, and how many wait still because something is wrong with them."""

    articles: int
    left: int


def has_leftovers(text: str) -> bool:
    """Whether any paragraph of a text looks like it does not belong to the article."""
    return any(is_leftover(paragraph) for paragraph in text.split("\n\n"))


def _own(import_id: int, owner_id: int) -> ArticleImport:
    row = db.session.scalar(
        select(ArticleImport).where(ArticleImport.id == import_id, ArticleImport.owner_id == owner_id)
    )
    if row is None:
        raise NotFound("There is no such import on your desk.")
    return row


def preview(import_id: int, *, owner_id: int) -> Preview:
    """What was found. Raises ``NotFound`` for somebody else's, ``Conflict`` where it does not wait to be looked at."""
    row = _own(import_id, owner_id)
    if row.status is not ImportStatus.READY:
        raise Conflict("There is nothing to look through here: it was saved or thrown away, or is not read yet.")
    return _preview(row)


def _preview(row: ArticleImport) -> Preview:
    found = Found.from_json(row.found)
    details = ArticleDetails(
        title=found.title or row.name.rsplit(".", 1)[0],
        author=found.author,
        publisher=found.publisher,
        address=found.address,
        published_on=dt.date.fromisoformat(found.published_on) if found.published_on else None,
        language=found.language,
    )
    doubtful = frozenset(place for place, block in enumerate(found.blocks) if is_leftover(block.text))
    return Preview(row.id, row.batch, row.name, details, found.blocks, doubtful)


def save(import_id: int, details: ArticleDetails, keep: Collection[int], *, owner_id: int) -> int:
    """Make an article of the kept blocks and have it read; its id.

    Raises ``NotFound`` for somebody else's, ``Conflict`` where it was saved already, ``Invalid`` by field.
    """
    seen = preview(import_id, owner_id=owner_id)
    details = article_details.tidy(details, seen.text(keep))
    article_details.check(details)
    _settle(import_id, ImportStatus.SAVED)
    article_id = articles.add_article(details, owner_id=owner_id)
    db.session.execute(update(ArticleImport).where(ArticleImport.id == import_id).values(article_id=article_id))
    generation.request_run(article_id, teacher_id=owner_id)
    return article_id


def _settle(import_id: int, status: ImportStatus) -> None:
    """Take it off the list, once. Raises ``Conflict`` where somebody was faster."""
    settled = db.session.execute(
        update(ArticleImport)
        .where(ArticleImport.id == import_id, ArticleImport.status == ImportStatus.READY)
        .values(status=status, found={}, finished_at=utc_now())
    )
    if not settled.rowcount:  # type: ignore[attr-defined]
        db.session.rollback()
        raise Conflict("This was saved or thrown away already.")


def drop(import_id: int, *, owner_id: int) -> str:
    """Throw it away; its batch. Raises as ``preview`` does."""
    batch = preview(import_id, owner_id=owner_id).batch
    _settle(import_id, ImportStatus.DROPPED)
    db.session.commit()
    return batch


def save_all(batch: str, *, owner_id: int) -> Saved:
    """Save all of a batch that is ready as it was found, without what looks left over.

    What cannot be saved so, and what the teacher has already, stays to be looked at. Raises ``NotFound`` for somebody
    else's.
    """
    rows = db.session.scalars(
        select(ArticleImport)
        .where(ArticleImport.batch == batch, ArticleImport.owner_id == owner_id)
        .order_by(ArticleImport.id)
    ).all()
    if not rows:
        raise NotFound("There is no such import on your desk.")
    ready = [_preview(row) for row in rows if row.status is ImportStatus.READY]
    saved = sum(_saved_as_found(seen, owner_id) for seen in ready)
    return Saved(saved, len(ready) - saved)


def _saved_as_found(seen: Preview, owner_id: int) -> bool:
    if articles.same_text(seen.text(seen.kept), owner_id) is not None:
        return False
    try:
        save(seen.id, seen.details, seen.kept, owner_id=owner_id)
    except (Invalid, Conflict):
        return False
    return True
