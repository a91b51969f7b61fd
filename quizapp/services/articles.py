"""Articles: adding them, listing a teacher's, reading one with its passages."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from quizapp.core.items import ItemStatus
from quizapp.core.text.passages import Passage, normalize_text, split_passages
from quizapp.extensions import db
from quizapp.models.articles import Article, ArticleVersion, GenerationRun, PassageRow, RunStatus
from quizapp.models.items import CitationRow, ItemRow, ItemVersion
from quizapp.services import audit
from quizapp.services.article_details import ArticleDetails, check, tidy
from quizapp.services.clock import utc_now
from quizapp.services.errors import NotFound


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One version of an article with its passages, as everything downstream reads it."""

    article_id: int
    version_id: int
    title: str
    author: str
    publisher: str
    address: str
    text: str
    passages: tuple[Passage, ...]
    is_builtin: bool = False
    published_on: dt.date | None = None
    language: str = ""

    @property
    def words(self) -> int:
        """How many words, for "about N minutes"."""
        return len(self.text.split())

    @property
    def paragraphs(self) -> int:
        """How many numbered paragraphs."""
        return sum(passage.number is not None for passage in self.passages)


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """A line of the desk: an article, its drafts and what the worker does with it."""

    id: int
    title: str
    drafts: int
    approved: int
    stale: int
    """Drafts and approved questions to look at again, because the text was corrected; in neither of the others."""
    run_status: RunStatus | None
    is_builtin: bool


def same_text(text: str, owner_id: int | None) -> int | None:
    """The id of this owner's newest article with the same normalized text, if there is one."""
    digest = hashlib.sha256(normalize_text(text).encode()).hexdigest()
    return db.session.scalar(
        select(Article.id)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .where(ArticleVersion.sha256 == digest, Article.owner_id == owner_id)
        .order_by(Article.id.desc())
        .limit(1)
    )


def add_article(details: ArticleDetails, *, owner_id: int | None) -> int:
    """Store an article with its passages; its id. Raises ``Invalid`` by field and stores nothing."""
    details = tidy(details)
    check(details)
    article = Article(
        title=details.title,
        author=details.author,
        publisher=details.publisher,
        address=details.address,
        published_on=details.published_on,
        language=details.language,
        owner_id=owner_id,
        created_at=utc_now(),
    )
    db.session.add(article)
    db.session.flush()
    insert_text(article.id, 1, details.text)
    audit.record("add", "article", article.id, owner_id)
    db.session.commit()
    return article.id


def insert_text(article_id: int, number: int, text: str) -> int:
    """Add a version of an article with its passages to the open transaction; its id. The caller checked the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    version = ArticleVersion(article_id=article_id, number=number, text=text, sha256=digest, created_at=utc_now())
    db.session.add(version)
    db.session.flush()
    db.session.add_all(
        PassageRow(
            article_version_id=version.id, position=p.position, number=p.number, kind=p.kind, start=p.start, end=p.end
        )
        for p in split_passages(text)
    )
    return version.id


def visible_to(teacher_id: int | None) -> ColumnElement[bool]:
    """The articles a teacher may work with: their own and the built-in one."""
    return or_(Article.owner_id == teacher_id, Article.owner_id.is_(None))


def newest_id(article_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """The id of an article's newest version, as part of a statement that has the article's id."""
    version = aliased(ArticleVersion)
    newest = select(func.max(version.id)).where(version.article_id == article_id)
    # deep within a statement, correlation by itself would take the newest of all articles
    return newest.correlate_except(version).scalar_subquery()


def cites_older_text(
    version_id: InstrumentedAttribute[int], article_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Whether a version cites a text of its article that was corrected since, as part of a statement."""
    return exists().where(
        CitationRow.item_version_id == version_id, CitationRow.article_version_id != newest_id(article_id)
    )


def own_article(article_id: int, teacher_id: int) -> Article:
    """A teacher's article, to be changed or published: others who would wait until the transaction ends.

    Raises ``NotFound`` for somebody else's and the built-in one.
    """
    found = select(Article).where(Article.id == article_id, Article.owner_id == teacher_id)
    article = db.session.scalar(found.with_for_update(key_share=True).execution_options(populate_existing=True))
    if article is None:
        raise NotFound("There is no such article on your desk.")
    return article


def lock(article_id: int | ScalarSelect[int]) -> None:
    """Wait for who is correcting an article or deciding on its questions, and let the next wait until the transaction ends.

    Whoever locks several of its questions does this first: then it does not matter in which order.
    """
    # what only refers to the article need not wait
    db.session.execute(select(Article.id).where(Article.id == article_id).with_for_update(key_share=True))


def _newest_version() -> ColumnElement[bool]:
    newest = select(func.max(ArticleVersion.id)).where(ArticleVersion.article_id == Article.id)
    return ArticleVersion.id == newest.correlate(Article).scalar_subquery()


def article_text(article_id: int, *, teacher_id: int | None) -> ArticleText:
    """The newest version of a teacher's article. Raises ``NotFound`` for somebody else's."""
    row = db.session.execute(
        select(Article, ArticleVersion)
        .join(ArticleVersion, _newest_version())
        .where(Article.id == article_id, visible_to(teacher_id))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such article on your desk.")
    return compose(*row)


def compose(article: Article, version: ArticleVersion) -> ArticleText:
    """An article version with its passages, as a value."""
    rows = db.session.execute(
        select(PassageRow.position, PassageRow.start, PassageRow.end, PassageRow.kind, PassageRow.number)
        .where(PassageRow.article_version_id == version.id)
        .order_by(PassageRow.position)
    )
    return ArticleText(
        article_id=article.id,
        version_id=version.id,
        title=article.title,
        author=article.author,
        publisher=article.publisher,
        address=article.address,
        text=version.text,
        passages=tuple(Passage(*row) for row in rows),
        is_builtin=article.owner_id is None,
        published_on=article.published_on,
        language=article.language,
    )


def desk_articles(teacher_id: int) -> Sequence[ArticleSummary]:
    """A teacher's articles, newest first, then the built-in one. One statement."""
    counts = _counts(teacher_id)
    last_run = (
        select(ArticleVersion.article_id, func.max(GenerationRun.id).label("run_id"))
        .join(Article, Article.id == ArticleVersion.article_id)
        .join(GenerationRun, GenerationRun.article_version_id == ArticleVersion.id)
        .where(visible_to(teacher_id))
        .group_by(ArticleVersion.article_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            Article.id,
            Article.title,
            *(func.coalesce(counts.c[name], 0) for name in ("drafts", "approved", "stale")),
            GenerationRun.status,
            Article.owner_id.is_(None),
        )
        .outerjoin(counts, counts.c.article_id == Article.id)
        .outerjoin(last_run, last_run.c.article_id == Article.id)
        .outerjoin(GenerationRun, GenerationRun.id == last_run.c.run_id)
        .where(visible_to(teacher_id))
        .order_by(Article.owner_id.is_(None), Article.id.desc())
    )
    return [ArticleSummary(*row) for row in rows]


def _counts(teacher_id: int) -> Subquery:
    """By article of a teacher: drafts and approved questions, and those of either to look at again."""
    status_of = (
        select(
            ItemRow.article_id,
            ItemVersion.status,
            cites_older_text(ItemVersion.id, ItemRow.article_id).label("is_stale"),
        )
        .join(Article, Article.id == ItemRow.article_id)
        .join(ItemVersion, (ItemVersion.item_id == ItemRow.id) & (ItemVersion.number == ItemRow.newest))
        .where(visible_to(teacher_id), ItemVersion.status.in_((ItemStatus.DRAFT, ItemStatus.APPROVED)))
        .subquery()
    )
    is_stale = status_of.c.is_stale
    return (
        select(
            status_of.c.article_id,
            func.count().filter(status_of.c.status == ItemStatus.DRAFT, ~is_stale).label("drafts"),
            func.count().filter(status_of.c.status == ItemStatus.APPROVED, ~is_stale).label("approved"),
            func.count().filter(is_stale).label("stale"),
        )
        .group_by(status_of.c.article_id)
        .subquery()
    )
