"""Classes: making, renaming, archiving them, who teaches them, and the code with which students join."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.exc import IntegrityError

from quizapp.extensions import db
from quizapp.models.classes import Assignment, Classroom, ClassroomTeacher, Enrolment
from quizapp.models.users import User
from quizapp.services import audit
from quizapp.services.accounts import teacher_named
from quizapp.services.clock import utc_now
from quizapp.services.codes import new_code, plain
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.time_zones import known_zones, server_zone

NAME_LIMIT = 120
CODE_LENGTH = 6
_TRIES = 5
_NOT_THERE = "There is no such class on your desk."


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A line of a teacher's classes."""

    id: int
    name: str
    time_zone: str
    is_archived: bool
    students: int
    running: int
    """Assignments that are open now."""


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class as its teachers see it."""

    id: int
    name: str
    time_zone: str
    join_code: str
    """As ``spaced_code`` writes it."""
    is_archived: bool
    is_owner: bool
    """Whether the one who looks made it; others are co-teachers."""
    owner: str
    co_teachers: tuple[tuple[int, str], ...]
    """Id and name."""


def spaced_code(code: str) -> str:
    """A join code as it is read out and copied: ``ABC-DEF``."""
    return f"{code[:3]}-{code[3:]}"


def plain_code(typed: str) -> str:
    """A join code however it was typed, cut to what one can have."""
    return plain(typed, CODE_LENGTH)


def teaches(teacher_id: int) -> ColumnElement[bool]:
    """The condition that a class is this teacher's, or that they are a co-teacher of it."""
    helps = exists().where(ClassroomTeacher.classroom_id == Classroom.id, ClassroomTeacher.user_id == teacher_id)
    return (Classroom.owner_id == teacher_id) | helps.correlate(Classroom)


def held_class(class_id: int, *, teacher_id: int, owner: bool = False) -> Classroom:
    """A teacher's class, held until the transaction ends. Raises ``NotFound`` for any other.

    What only refers to it, as an assignment that is changed does, need not wait: it may be what we wait for next.
    """
    mine = Classroom.owner_id == teacher_id if owner else teaches(teacher_id)
    found = db.session.scalar(select(Classroom).where(Classroom.id == class_id, mine).with_for_update(key_share=True))
    if found is None:
        raise NotFound(_NOT_THERE)
    return found


def held_enrolment(class_id: int, enrolment_id: int, *, teacher_id: int) -> Enrolment:
    """A student of a teacher's class, held until the transaction ends. Raises ``NotFound`` for any other."""
    held_class(class_id, teacher_id=teacher_id)
    here = Enrolment.id == enrolment_id, Enrolment.classroom_id == class_id, Enrolment.left_at.is_(None)
    found = db.session.scalar(select(Enrolment).where(*here).with_for_update(key_share=True))
    if found is None:
        raise NotFound("There is no such student in this class.")
    return found


def desk_classes(teacher_id: int) -> list[ClassLine]:
    """A teacher's classes, archived ones last, the newest first. One statement."""
    now = utc_now()
    students = _count(Enrolment.classroom_id == Classroom.id, Enrolment.left_at.is_(None))
    running = _count(Assignment.classroom_id == Classroom.id, Assignment.opens_at <= now, Assignment.over_at > now)
    rows = db.session.execute(
        select(Classroom.id, Classroom.name, Classroom.time_zone, Classroom.archived_at.is_not(None), students, running)
        .where(teaches(teacher_id))
        .order_by(Classroom.archived_at.is_not(None), Classroom.id.desc())
    )
    return [ClassLine(*row) for row in rows]


def _count(*which: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).where(*which).correlate(Classroom).scalar_subquery()


def class_view(class_id: int, *, teacher_id: int) -> ClassView:
    """A teacher's class. Raises ``NotFound`` for any other. Two statements."""
    row = db.session.execute(
        select(Classroom, User.name, User.email)
        .join(User, User.id == Classroom.owner_id)
        .where(Classroom.id == class_id, teaches(teacher_id))
    ).one_or_none()
    if row is None:
        raise NotFound(_NOT_THERE)
    found, name, email = row
    others = db.session.execute(
        select(User.id, User.name, User.email)
        .join(ClassroomTeacher, ClassroomTeacher.user_id == User.id)
        .where(ClassroomTeacher.classroom_id == class_id)
        .order_by(User.name, User.id)
    )
    return ClassView(
        id=found.id,
        name=found.name,
        time_zone=found.time_zone,
        join_code=spaced_code(found.join_code),
        is_archived=found.archived_at is not None,
        is_owner=found.owner_id == teacher_id,
        owner=name or email,
        co_teachers=tuple((other.id, other.name or other.email) for other in others),
    )


def likely_zone(teacher_id: int) -> str:
    """The zone of a teacher's newest class, else that of this machine."""
    newest = select(Classroom.time_zone).where(Classroom.owner_id == teacher_id).order_by(Classroom.id.desc()).limit(1)
    return db.session.scalar(newest) or server_zone()


def create_class(name: str, time_zone: str, *, teacher_id: int) -> int:
    """Make a class; its id. Raises ``Invalid`` (``name``, ``time_zone``)."""
    name = _tidy(name, time_zone)
    for _ in range(_TRIES):
        made = Classroom(
            name=name, owner_id=teacher_id, join_code=new_code(CODE_LENGTH), time_zone=time_zone, created_at=utc_now()
        )
        db.session.add(made)
        try:
            db.session.flush()
        except IntegrityError:  # some class has that code
            db.session.rollback()
            continue
        audit.record("create", "classroom", made.id, teacher_id)
        class_id = made.id
        db.session.commit()
        return class_id
    raise Conflict("The class could not be made just now. Please try once more.")


def _tidy(name: str, time_zone: str) -> str:
    name = " ".join(name.split())
    problems = {}
    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        problems["name"] = [f"Give the class a name of up to {NAME_LIMIT} characters."]
    if time_zone not in known_zones():
        problems["time_zone"] = ["Choose a time zone of this list."]
    if problems:
        raise Invalid(problems)
    return name


def change_class(class_id: int, name: str, time_zone: str, *, teacher_id: int) -> None:
    """Give a class another name or time zone; moments that are set stay. Raises as ``create_class``, and ``NotFound``."""
    found = held_class(class_id, teacher_id=teacher_id)
    name = _tidy(name, time_zone)
    audit.record("change", "classroom", class_id, teacher_id, before=[found.name, found.time_zone])
    found.name, found.time_zone = name, time_zone
    db.session.commit()


def set_archived(class_id: int, *, teacher_id: int, archived: bool) -> None:
    """Put a class away at the year's end, or take it out again: nobody joins or begins meanwhile, all of it is kept.

    Raises ``NotFound`` for whoever does not own it.
    """
    found = held_class(class_id, teacher_id=teacher_id, owner=True)
    if archived != (found.archived_at is not None):
        found.archived_at = utc_now() if archived else None
        audit.record("archive" if archived else "unarchive", "classroom", class_id, teacher_id)
    db.session.commit()


def renew_code(class_id: int, *, teacher_id: int) -> None:
    """Give a class another join code: the old one leads nowhere from now on. Raises ``NotFound``."""
    for _ in range(_TRIES):
        found = held_class(class_id, teacher_id=teacher_id)
        found.join_code = new_code(CODE_LENGTH)
        audit.record("renew code", "classroom", class_id, teacher_id)
        try:
            db.session.commit()
        except IntegrityError:  # some class has that code
            db.session.rollback()
        else:
            return
    raise Conflict("There is no new code just now. Please try once more.")


def add_teacher(class_id: int, email: str, *, teacher_id: int) -> None:
    """Let another teacher help with a class. Raises ``NotFound`` for whoever does not own it, ``Invalid`` (``email``)."""
    held_class(class_id, teacher_id=teacher_id, owner=True)
    try:
        other = teacher_named(email)
    except NotFound as error:
        raise Invalid({"email": ["There is no teacher with this address here. They need an account first."]}) from error
    known = (ClassroomTeacher.classroom_id == class_id, ClassroomTeacher.user_id == other)
    if other == teacher_id or db.session.scalar(select(func.count()).where(*known)):
        raise Invalid({"email": ["This teacher has the class already."]})
    db.session.add(ClassroomTeacher(classroom_id=class_id, user_id=other))
    audit.record("add teacher", "classroom", class_id, teacher_id, teacher=other)
    db.session.commit()


def remove_teacher(class_id: int, other_id: int, *, teacher_id: int) -> None:
    """Take a co-teacher out of a class: the owner anybody, a co-teacher only themselves. Raises ``NotFound``."""
    held_class(class_id, teacher_id=teacher_id, owner=other_id != teacher_id)
    theirs = ClassroomTeacher.classroom_id == class_id, ClassroomTeacher.user_id == other_id
    if not db.session.execute(delete(ClassroomTeacher).where(*theirs)).rowcount:  # type: ignore[attr-defined]
        raise NotFound("This teacher does not help with the class.")
    audit.record("remove teacher", "classroom", class_id, teacher_id, teacher=other_id)
    db.session.commit()
