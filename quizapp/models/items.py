"""The item bank: items, their immutable versions, citations and approvals."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.core.items import CitationRole, ItemStatus, Origin
from quizapp.models.base import Base, JsonList, JsonValue, Moment, PrimaryKey, enum_type


class ItemRow(Base):
    """An entry of the bank; what it asks stands in its versions."""

    __tablename__ = "item"

    id: Mapped[PrimaryKey]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"), index=True)
    generation_run_id: Mapped[int | None] = mapped_column(ForeignKey("generation_run.id"), index=True)
    created_at: Mapped[Moment]
    search: Mapped[str] = mapped_column(Text, default="")
    """The words of its newest version in small letters: what the bank searches in."""
    newest: Mapped[int] = mapped_column(default=0)
    """The number of its newest version."""


class Replacement(Base):
    """That the question which a generation run drafts is to take the place of an item."""

    __tablename__ = "replacement"

    generation_run_id: Mapped[int] = mapped_column(ForeignKey("generation_run.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)


class Tag(Base):
    """A word by which a teacher finds questions again."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("owner_id", "name"),)

    id: Mapped[PrimaryKey]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(60))


class ItemTag(Base):
    """That an item has a tag."""

    __tablename__ = "item_tag"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True, index=True)


class ItemVersion(Base):
    """What an item asked at one time. Its content is never changed; only its status moves."""

    __tablename__ = "item_version"
    __table_args__ = (UniqueConstraint("item_id", "number"), Index(None, "status"))

    id: Mapped[PrimaryKey]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    number: Mapped[int]
    interaction: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32))
    stem: Mapped[str] = mapped_column(Text)
    options: Mapped[JsonList]
    """``[{"id", "text", "feedback"}]`` in the order written; ``[]`` where none are offered."""
    key: Mapped[JsonValue]
    """Shape by interaction: docstrings of ``core.grading``."""
    explanation: Mapped[str] = mapped_column(Text)
    checks: Mapped[JsonList]
    """``[{"name", "outcome", "note"}]``: the verdict of every check."""
    origin: Mapped[Origin] = mapped_column(enum_type(Origin, "item_origin"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    status: Mapped[ItemStatus] = mapped_column(enum_type(ItemStatus, "item_status"))
    status_reason: Mapped[str] = mapped_column(Text, default="")
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reviewed_at: Mapped[Moment | None]
    created_at: Mapped[Moment]


class CitationRow(Base):
    """Words of an article that prove the key or rule an option out; checked against the text on insert."""

    __tablename__ = "citation"
    __table_args__ = (
        UniqueConstraint("id", "item_version_id"),
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
    )

    id: Mapped[PrimaryKey]
    item_version_id: Mapped[int] = mapped_column(ForeignKey("item_version.id"), index=True)
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    suffix: Mapped[str] = mapped_column(Text)
    role: Mapped[CitationRole] = mapped_column(enum_type(CitationRole, "citation_role"))
    option: Mapped[str] = mapped_column(String(32), default="")
    """For a refutation: the id of the option it rules out."""


class Approval(Base):
    """A person's word that a version may be asked, with the citation that proves its key.

    Quizzes refer to approvals, not to versions: the database itself keeps out what nobody approved
    or what has no citation. An approval outlives the retirement of its item.
    """

    __tablename__ = "approval"
    __table_args__ = (
        ForeignKeyConstraint(["citation_id", "item_version_id"], ["citation.id", "citation.item_version_id"]),
    )

    item_version_id: Mapped[int] = mapped_column(ForeignKey("item_version.id"), primary_key=True)
    citation_id: Mapped[int]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None for the built-in quiz, which we approved ourselves."""
    approved_at: Mapped[Moment]
