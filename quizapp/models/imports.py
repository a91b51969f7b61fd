"""Articles on their way in: files and addresses that wait to be read, and what was found in them."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, JsonValue, Moment, PrimaryKey, enum_type


class ImportStatus(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    """Read; its teacher has not looked through it yet."""
    FAILED = "failed"
    STOPPED = "stopped"
    SAVED = "saved"
    DROPPED = "dropped"


class ArticleImport(Base):
    """One file, address or pasted text of a teacher, until it is an article or thrown away."""

    __tablename__ = "article_import"
    __table_args__ = (Index(None, "batch", "id"), Index(None, "owner_id", "status"))

    id: Mapped[PrimaryKey]
    batch: Mapped[str] = mapped_column(String(36))
    """A UUID that those have in common which were given together."""
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(300))
    """The file's name or the address, as it was given."""
    address: Mapped[str] = mapped_column(String(2000), default="")
    """Where it is to be fetched; blank for what was uploaded or pasted."""
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What was uploaded, until it is read."""
    status: Mapped[ImportStatus] = mapped_column(enum_type(ImportStatus, "import_status"))
    reason: Mapped[str] = mapped_column(Text, default="")
    """For the teacher: why it could not be read."""
    found: Mapped[JsonValue] = mapped_column(default=dict)
    """As ``core.importing.found.Found`` has it, from when it is read until it is saved or thrown away."""
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    """What became of it."""
    requested_at: Mapped[Moment]
    started_at: Mapped[Moment | None]
    finished_at: Mapped[Moment | None]
