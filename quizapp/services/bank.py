"""The item bank: finding a teacher's questions, and the versions of one with who answered them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select

from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.models.items import ItemRow, ItemTag, ItemVersion, Tag
from quizapp.services import articles

Query = Select[*tuple[Any, ...]]
PAGE = 25
IS_NEWEST = (ItemVersion.item_id == ItemRow.id) & (ItemVersion.number == ItemRow.newest)
LONGEST_SEARCH = 200
"""Characters of a search that are looked at."""
IN_USE = (ItemStatus.DRAFT, ItemStatus.APPROVED)
"""What has to be looked at again when the text is corrected."""
ENOUGH = 10
"""Answers from which a facility is shown as a number."""


class Facility(StrEnum):
    """How high a question's facility is: the mean score of first attempts."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    UNKNOWN = "unknown"


BANDS = {Facility.LOW: (0.0, 0.4), Facility.MIDDLE: (0.4, 0.8), Facility.HIGH: (0.8, 1.01)}
"""From, and below."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for: words that all stand in a question, and what it must be; what is empty does not matter."""

    words: str = ""
    article_id: int = 0
    interaction: str = ""
    status: str = ""
    tag_id: int = 0
    facility: str = ""


@dataclass(frozen=True, slots=True)
class BankLine:
    """A question in the bank. ``facility`` is the mean score 0 to 1 of ``answers`` first attempts."""

    item_id: int
    version_id: int
    number: int
    article_id: int
    article: str
    stem: str
    interaction: str
    status: ItemStatus
    is_stale: bool
    """Whether it waits to be looked at again, because the text it cites was corrected."""
    tags: tuple[str, ...]
    facility: float | None
    answers: int


@dataclass(frozen=True, slots=True)
class BankPage:
    """One page of what was found. Pages count from 1."""

    lines: tuple[BankLine, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def _facilities(items: ColumnElement[bool], teacher_id: int) -> Select[int, float, int]:
    """For each of the ``items`` that was answered: its id, mean score and number of finished first attempts that count.

    What the teacher tried out does not.
    """
    is_first = (Attempt.number == 1, Attempt.kind == AttemptKind.GRADED, Attempt.user_id.is_distinct_from(teacher_id))
    return (
        select(
            ItemVersion.item_id.label("item_id"),
            func.avg(AttemptItem.score).label("facility"),
            func.count(AttemptItem.score).label("answers"),
        )
        .join(AttemptItem, AttemptItem.item_version_id == ItemVersion.id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(items, Attempt.submitted_at.is_not(None), *is_first)
        .group_by(ItemVersion.item_id)
    )


def _wanted(query: Query, filters: Filters, teacher_id: int) -> Query:
    """The query over items, narrowed to what is looked for."""
    own = ItemRow.article_id.in_(select(Article.id).where(Article.owner_id == teacher_id))
    query = query.select_from(ItemRow).where(own)
    for word in filters.words[:LONGEST_SEARCH].lower().split():
        query = query.where(ItemRow.search.contains(word, autoescape=True))
    if filters.article_id:
        query = query.where(ItemRow.article_id == filters.article_id)
    if filters.interaction or filters.status in set(ItemStatus):
        query = query.join(ItemVersion, IS_NEWEST)
    if filters.interaction:
        query = query.where(ItemVersion.interaction == filters.interaction)
    if filters.status in set(ItemStatus):
        query = query.where(ItemVersion.status == ItemStatus(filters.status))
    if filters.tag_id:
        tagged = select(ItemTag.item_id).where(ItemTag.tag_id == filters.tag_id)
        query = query.where(ItemRow.id.in_(tagged))
    if filters.facility not in set(Facility):
        return query
    known = _facilities(ItemVersion.item_id.in_(select(ItemRow.id).where(own)), teacher_id)
    return _of_facility(query, Facility(filters.facility), known.subquery())


def _of_facility(query: Query, wanted: Facility, known: Subquery) -> Query:
    query = query.outerjoin(known, known.c.item_id == ItemRow.id)
    if wanted is Facility.UNKNOWN:
        return query.where(known.c.answers.is_(None) | (known.c.answers < ENOUGH))
    low, high = BANDS[wanted]
    return query.where(known.c.answers >= ENOUGH, known.c.facility >= low, known.c.facility < high)


def search(filters: Filters, *, teacher_id: int, page: int = 1) -> BankPage:
    """A page of a teacher's own questions, newest first. Four statements, whatever the number of questions."""
    total = db.session.scalar(_wanted(select(func.count()), filters, teacher_id)) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    wanted = _wanted(select(ItemRow.id), filters, teacher_id).order_by(ItemRow.id.desc())
    found = wanted.limit(PAGE).offset((page - 1) * PAGE).subquery()
    rows = db.session.execute(
        select(
            ItemRow.id,
            ItemVersion.id,
            ItemVersion.number,
            Article.id,
            Article.title,
            ItemVersion.stem,
            ItemVersion.interaction,
            ItemVersion.status,
            articles.cites_older_text(ItemVersion.id, ItemRow.article_id) & ItemVersion.status.in_(IN_USE),
        )
        .join(found, found.c.id == ItemRow.id)
        .join(Article, Article.id == ItemRow.article_id)
        .join(ItemVersion, IS_NEWEST)
        .order_by(ItemRow.id.desc())
    ).all()
    ids = [row[0] for row in rows]
    tags = tags_of(ids)
    facilities = _facilities(ItemVersion.item_id.in_(ids), teacher_id)
    known = {row.item_id: row for row in db.session.execute(facilities)}
    lines = []
    for row in rows:
        told = known.get(row[0])
        mean = float(told.facility) if told and told.answers else None
        lines.append(BankLine(*row, tuple(tags.get(row[0], ())), mean, told.answers if told else 0))
    return BankPage(tuple(lines), total, page)


def tags_of(item_ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of the tags of items, by item. One statement."""
    found: dict[int, list[str]] = {}
    rows = db.session.execute(
        select(ItemTag.item_id, Tag.name)
        .join(Tag, Tag.id == ItemTag.tag_id)
        .where(ItemTag.item_id.in_(item_ids))
        .order_by(Tag.name)
    )
    for item_id, name in rows:
        found.setdefault(item_id, []).append(name)
    return found


def own_articles(teacher_id: int) -> list[tuple[int, str]]:
    """Id and title of a teacher's articles, by title."""
    query = select(Article.id, Article.title).where(Article.owner_id == teacher_id)
    return [(row.id, row.title) for row in db.session.execute(query.order_by(Article.title, Article.id))]
