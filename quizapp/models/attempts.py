"""Attempts: one person, one quiz, one sitting; append-only steps and grades."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, JsonList, JSONType, Moment, PrimaryKey, UTCDateTime, enum_type


class AttemptKind(StrEnum):
    """Whether an attempt counts."""

    GRADED = "graded"
    PRACTICE = "practice"


class StepKind(StrEnum):
    """What a step records."""

    RESPOND = "respond"
    """A response; JSON null takes the earlier one back."""
    FLAG = "flag"
    """``true`` or ``false``: to come back to."""
    SURENESS = "sureness"
    """``"unsure"``, ``"fairly"`` or ``"sure"``; JSON null takes it back."""
    HINT = "hint"
    """What was told before handing in: 0 the verdict, from 1 so many hints, 9 all that may be told (``core.attempts``)."""
    PROOF = "proof"
    """The sentence that is said to prove the response: ``{"start", "end"}`` in the article's text."""
    MARK = "mark"
    """A passage that the student marked: ``{"start", "end", "on"}`` in the article's text."""


class AttemptEnd(StrEnum):
    """Who ended an attempt."""

    STUDENT = "student"
    TIME = "time"


class ReportReason(StrEnum):
    """What is said to be wrong with a question."""

    KEY = "key"
    UNCLEAR = "unclear"
    NOT_IN_ARTICLE = "not_in_article"
    OTHER = "other"


def _numbered(person: str) -> Index:
    """One number each for a person's attempts at a quiz by its link; those of an assignment count by themselves."""
    by_link = text("assignment_id IS NULL")
    return Index(None, person, "quiz_id", "number", unique=True, sqlite_where=by_link, postgresql_where=by_link)


class Attempt(Base):
    """One person's sitting of one published quiz."""

    __tablename__ = "attempt"
    __table_args__ = (
        _numbered("user_id"),
        _numbered("guest_id"),
        UniqueConstraint("user_id", "assignment_id", "number"),
        UniqueConstraint("guest_id", "assignment_id", "number"),
        CheckConstraint("(user_id IS NULL) <> (guest_id IS NULL)", name="one_taker"),
    )

    id: Mapped[PrimaryKey]
    public_id: Mapped[str] = mapped_column(String(36), unique=True)
    """A random UUID, as in its address."""
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), index=True)
    quiz_version_id: Mapped[int] = mapped_column(ForeignKey("quiz_version.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id"))
    number: Mapped[int]
    """Counts this person's attempts at this assignment, or at this quiz by its link, from 1."""
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), index=True)
    """What it was begun for; ``None`` where the quiz was taken by its link."""
    kind: Mapped[AttemptKind] = mapped_column(enum_type(AttemptKind, "attempt_kind"))
    seed: Mapped[int]
    started_at: Mapped[Moment]
    due_at: Mapped[Moment | None] = mapped_column(UTCDateTime, index=True)
    submitted_at: Mapped[Moment | None]
    ended_by: Mapped[AttemptEnd | None] = mapped_column(
        Enum(
            AttemptEnd, name="attempt_end", native_enum=False, length=32, values_callable=lambda m: [e.value for e in m]
        )
    )


class AttemptItem(Base):
    """One question of an attempt, at the place and with its options in the order in which this person sees them."""

    __tablename__ = "attempt_item"
    __table_args__ = (UniqueConstraint("attempt_id", "position"), UniqueConstraint("attempt_id", "shown_position"))

    id: Mapped[PrimaryKey]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    position: Mapped[int]
    """Its place in the quiz, from 1."""
    shown_position: Mapped[int]
    """Its place for this person, from 1: another where the questions are shuffled. Decided once when the attempt starts."""
    item_version_id: Mapped[int] = mapped_column(ForeignKey("approval.item_version_id"), index=True)
    option_order: Mapped[JsonList]
    """Option ids, decided once when the attempt starts."""
    marks: Mapped[float]
    score: Mapped[float | None]
    """0 to 1, the newest grade event's; none before the attempt is submitted."""
    is_left_out: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a regrade took it out of the result: its marks can then be neither earned nor missed."""


class Step(Base):
    """Something a student did. Only ever added: never updated, never deleted."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("attempt_item_id", "sequence"),)

    id: Mapped[PrimaryKey]
    attempt_item_id: Mapped[int] = mapped_column(ForeignKey("attempt_item.id"))
    sequence: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(enum_type(StepKind, "step_kind"))
    response: Mapped[Any] = mapped_column(JSONType)
    client_time: Mapped[dt.datetime | None] = mapped_column(UTCDateTime)
    server_time: Mapped[Moment]
    idempotency_key: Mapped[str] = mapped_column(String(64), unique=True)


class GradeEvent(Base):
    """A score given or changed. Only ever added."""

    __tablename__ = "grade_event"
    __table_args__ = (Index(None, "attempt_item_id", "id"),)

    id: Mapped[PrimaryKey]
    attempt_item_id: Mapped[int] = mapped_column(ForeignKey("attempt_item.id"))
    item_version_id: Mapped[int] = mapped_column(ForeignKey("item_version.id"))
    """The version it was graded with."""
    old_score: Mapped[float | None]
    new_score: Mapped[float]
    reason: Mapped[str] = mapped_column(Text)
    graded_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    graded_at: Mapped[Moment]


class ItemReport(Base):
    """What a student says is wrong with a question: one for each question of an attempt, and the teacher's reply."""

    __tablename__ = "item_report"

    id: Mapped[PrimaryKey]
    attempt_item_id: Mapped[int] = mapped_column(ForeignKey("attempt_item.id"), unique=True)
    reason: Mapped[ReportReason] = mapped_column(enum_type(ReportReason, "report_reason"))
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Moment]
    reply: Mapped[str | None] = mapped_column(Text)
    replied_at: Mapped[Moment | None]
    replied_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    accepted_at: Mapped[Moment | None]
    """When a teacher said that the student is right."""
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
