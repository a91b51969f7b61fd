"""The audit log: who did what to which thing, and when."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, JsonValue, Moment, PrimaryKey


class AuditEvent(Base):
    """One deed of a teacher or of the system. Only ever added."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "object_type", "object_id"),)

    id: Mapped[PrimaryKey]
    at: Mapped[Moment]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None for the system itself."""
    action: Mapped[str] = mapped_column(String(64))
    object_type: Mapped[str] = mapped_column(String(32))
    object_id: Mapped[int]
    details: Mapped[JsonValue] = mapped_column(default=dict)
