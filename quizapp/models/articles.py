"""Articles: versions of their text, passages, facts, and the runs that generate questions from them."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.core.text.passages import PassageKind
from quizapp.models.base import Base, JsonValue, Moment, PrimaryKey, enum_type


class RunStatus(StrEnum):
    """Where a generation run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Article(Base):
    """A source text with where it comes from; its words stand in its versions."""

    __tablename__ = "article"

    id: Mapped[PrimaryKey]
    title: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(200), default="")
    publisher: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(2000), default="")
    """Where it was published (http or https), or blank."""
    published_on: Mapped[dt.date | None]
    language: Mapped[str] = mapped_column(String(35), default="")
    """A BCP 47 tag, or blank where nobody said."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    """The teacher who added it; none for the built-in reading."""
    created_at: Mapped[Moment]


class ArticleVersion(Base):
    """The text of an article as it was at one time. Never changed."""

    __tablename__ = "article_version"
    __table_args__ = (UniqueConstraint("article_id", "number"), Index(None, "sha256"))

    id: Mapped[PrimaryKey]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    """As ``normalize_text`` gives it; all offsets count its code points."""
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Moment]


class PassageRow(Base):
    """One block of an article version."""

    __tablename__ = "passage"
    __table_args__ = (
        UniqueConstraint("article_version_id", "position"),
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
    )

    id: Mapped[PrimaryKey]
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    position: Mapped[int]
    number: Mapped[int | None]
    """Counts paragraphs from 1; none for a heading."""
    kind: Mapped[PassageKind] = mapped_column(enum_type(PassageKind, "passage_kind"))
    start: Mapped[int]
    end: Mapped[int]


class FactRow(Base):
    """Something an article states that can be asked about."""

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("article_version_id", "position"),
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
    )

    id: Mapped[PrimaryKey]
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    claim: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    weight: Mapped[float]
    """How much it matters in the article, 0 to 1."""


class GenerationRun(Base):
    """One run of the generator over an article version, with its progress."""

    __tablename__ = "generation_run"
    __table_args__ = (Index(None, "article_version_id", "id"),)

    id: Mapped[PrimaryKey]
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    status: Mapped[RunStatus] = mapped_column(enum_type(RunStatus, "run_status"))
    stage: Mapped[str] = mapped_column(String(32), default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    seed: Mapped[int]
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))
    """The one fact it is to ask about; none where it looks for questions in the whole article."""
    generator: Mapped[str] = mapped_column(String(120), default="")
    """Version of generator and parser: with text and seed it fixes every byte of the set."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """For the teacher: why there are few questions or none, or what failed."""
    dropped: Mapped[JsonValue] = mapped_column(default=dict)
    """How many candidates each check dropped."""
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    requested_at: Mapped[Moment]
    started_at: Mapped[Moment | None]
    finished_at: Mapped[Moment | None]
