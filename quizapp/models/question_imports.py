"""Files of questions on their way into the bank, and how far each is."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, JsonList, JsonValue, Moment, PrimaryKey, enum_type


class QuestionImportStatus(StrEnum):
    """Where an import of questions stands."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    """Read and looked through; its teacher has not said yet that it may be added."""
    QUEUED = "queued"
    ADDING = "adding"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"


class QuestionImport(Base):
    """One file of questions. Batches of its rows become drafts; ``done`` moves in the same transaction as each."""

    __tablename__ = "question_import"
    __table_args__ = (
        Index(None, "owner_id", "status"),
        CheckConstraint("done BETWEEN 0 AND total", name="progress"),
    )

    id: Mapped[PrimaryKey]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(300))
    """The file's name, as it was given."""
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    """The article that every row asks about; none where the rows name theirs."""
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The file, until it is read."""
    status: Mapped[QuestionImportStatus] = mapped_column(enum_type(QuestionImportStatus, "question_import_status"))
    reason: Mapped[str] = mapped_column(Text, default="")
    """For the teacher: why it could not be read or added."""
    rows: Mapped[JsonList] = mapped_column(default=list)
    """``[{"article_id", "row"}]``: what can be added, as ``core.importing.questions.rows.Row`` has it; [] afterwards."""
    told: Mapped[JsonValue] = mapped_column(default=dict)
    """What the look found, by ``services.question_rows.Looked``: ``[[line, words], …]`` each; and the articles."""
    total: Mapped[int] = mapped_column(default=0)
    """How many rows can be added."""
    done: Mapped[int] = mapped_column(default=0)
    """How many of them were gone through."""
    added: Mapped[int] = mapped_column(default=0)
    """How many of these became drafts; the others were in the bank by then, or their article had changed."""
    requested_at: Mapped[Moment]
    touched_at: Mapped[Moment | None]
    """When the worker last did something with it."""
    finished_at: Mapped[Moment | None]
