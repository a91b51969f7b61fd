"""Classes: who teaches them, who learns in them, what was given to them, and who has more time."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, Moment, PrimaryKey


class Classroom(Base):
    """A class of one teacher and, where there are some, of co-teachers."""

    __tablename__ = "classroom"

    id: Mapped[PrimaryKey]
    name: Mapped[str] = mapped_column(String(120))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    join_code: Mapped[str] = mapped_column(String(16), unique=True)
    """With it students take themselves in; of letters and figures that nobody takes for one another."""
    time_zone: Mapped[str] = mapped_column(String(64))
    """IANA name, such as ``Europe/Berlin``: in it the times of its assignments are written and read."""
    created_at: Mapped[Moment]
    archived_at: Mapped[Moment | None]


class ClassroomTeacher(Base):
    """A co-teacher of a class; its owner is none."""

    __tablename__ = "classroom_teacher"

    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)


class Enrolment(Base):
    """A student in a class: somebody with an account, or a guest."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("classroom_id", "user_id"),
        UniqueConstraint("classroom_id", "guest_id"),
        CheckConstraint("(user_id IS NULL) <> (guest_id IS NULL)", name="one_student"),
    )

    id: Mapped[PrimaryKey]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    """As this class's teachers know the student."""
    student_number: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(255), default="")
    """From the class list, for the teachers alone; it signs nobody in."""
    enrolled_at: Mapped[Moment]
    left_at: Mapped[Moment | None]


class Accommodation(Base):
    """How much more time a student has, in every class and quiz."""

    __tablename__ = "accommodation"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (guest_id IS NULL)", name="one_student"),
        CheckConstraint("time_factor >= 1 AND time_factor <= 4", name="time_factor"),
    )

    id: Mapped[PrimaryKey]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), unique=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id"), unique=True)
    time_factor: Mapped[float]
    """1.0 to 4.0: stretches time limits, and windows from their opening on."""
    set_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[Moment]


class Assignment(Base):
    """A quiz given to a class for a time."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("opens_at <= closes_at", name="order"),
        CheckConstraint("late_until IS NULL OR late_until >= closes_at", name="late"),
        CheckConstraint("attempts_allowed IS NULL OR attempts_allowed >= 1", name="attempts_allowed"),
    )

    id: Mapped[PrimaryKey]
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    """Random: its address is ``/a/<public_id>``."""
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), index=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), index=True)
    opens_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    """Whoever hands in later is late; without ``late_until`` nobody can."""
    late_until: Mapped[Moment | None]
    """Until when it is taken all the same, marked as late; ``None`` where nothing late is taken."""
    ended_at: Mapped[Moment | None]
    """When a teacher ended it by hand, for everybody."""
    over_at: Mapped[Moment]
    """When it is over for everybody, the most extended student too: "when it closes" of the feedback is told from then on.
    Follows from the columns before it and the accommodations (``services.windows``)."""
    attempts_allowed: Mapped[int | None]
    """How many attempts each student has; ``None`` for any number."""
    created_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[Moment]
