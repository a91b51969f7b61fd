"""Quizzes: the list a teacher edits, and the frozen versions that students take."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, JsonValue, Moment, PrimaryKey


class Quiz(Base):
    """Questions on one article under a title."""

    __tablename__ = "quiz"

    id: Mapped[PrimaryKey]
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    """Random, short enough to type: the quiz's link."""
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    """The teacher whose quiz it is; none for the built-in one."""
    settings: Mapped[JsonValue]
    """As ``core.settings`` reads them."""
    listed: Mapped[bool] = mapped_column(default=False)
    """Whether the library shows it to everybody."""
    created_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    """When its teacher closed it by hand; from then on nobody can start it."""
    closes_at: Mapped[Moment | None]
    """When it closes by itself: nobody can start it any more, and open attempts end."""


class QuizItem(Base):
    """An item in the list that the teacher edits; publishing freezes its approved version."""

    __tablename__ = "quiz_item"
    __table_args__ = (CheckConstraint("marks BETWEEN 0.5 AND 20", name="marks"),)

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    position: Mapped[int]
    marks: Mapped[float] = mapped_column(default=1.0, server_default="1")
    """What it is worth when it is published next."""


class QuizVersion(Base):
    """A published quiz. Never changed; a running attempt keeps its own."""

    __tablename__ = "quiz_version"
    __table_args__ = (UniqueConstraint("quiz_id", "number"),)

    id: Mapped[PrimaryKey]
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    settings: Mapped[JsonValue]
    published_at: Mapped[Moment]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class QuizVersionItem(Base):
    """A place in a published quiz. Refers to the approval: unapproved versions cannot enter."""

    __tablename__ = "quiz_version_item"
    __table_args__ = (
        UniqueConstraint("quiz_version_id", "position"),
        UniqueConstraint("quiz_version_id", "item_version_id"),
        CheckConstraint("marks > 0", name="marks"),
    )

    id: Mapped[PrimaryKey]
    quiz_version_id: Mapped[int] = mapped_column(ForeignKey("quiz_version.id"))
    position: Mapped[int]
    """Counts from 1, as students see it."""
    item_version_id: Mapped[int] = mapped_column(ForeignKey("approval.item_version_id"), index=True)
    marks: Mapped[float] = mapped_column(default=1.0)
