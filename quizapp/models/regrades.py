"""Regrades: what a teacher decided about a question after it was taken, and whom it changed. Only ever added."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.core.regrading import Policy
from quizapp.models.base import Base, Moment, PrimaryKey, enum_type


class Regrade(Base):
    """How one question of a published quiz is graded from now on; the newest of a question holds."""

    __tablename__ = "regrade"
    __table_args__ = (Index(None, "quiz_version_id", "asked_version_id", "id"),)

    id: Mapped[PrimaryKey]
    quiz_version_id: Mapped[int] = mapped_column(ForeignKey("quiz_version.id"))
    asked_version_id: Mapped[int] = mapped_column(ForeignKey("item_version.id"))
    """The item version that the quiz asks."""
    item_version_id: Mapped[int] = mapped_column(ForeignKey("approval.item_version_id"))
    """The version whose key holds: a later one of the same item, or the one asked."""
    policy: Mapped[Policy] = mapped_column(enum_type(Policy, "regrade_policy"))
    mean_before: Mapped[float | None]
    """Mean marks of the graded attempts; none where nobody has handed in."""
    mean_after: Mapped[float | None]
    decided_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[Moment]


class RegradeChange(Base):
    """What a regrade changed in one attempt: the note to the student."""

    __tablename__ = "regrade_change"

    regrade_id: Mapped[int] = mapped_column(ForeignKey("regrade.id"), primary_key=True)
    attempt_item_id: Mapped[int] = mapped_column(ForeignKey("attempt_item.id"), primary_key=True, index=True)
    grade_event_id: Mapped[int] = mapped_column(ForeignKey("grade_event.id"))
    marks_before: Mapped[float]
    """Of the whole attempt."""
    possible_before: Mapped[float]
    marks_after: Mapped[float]
    possible_after: Mapped[float]
