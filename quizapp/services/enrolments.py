"""Students of a class: joining with its code, the list that its teachers keep, renaming and removing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError

from quizapp.core.class_lists import NUMBER_LIMIT, ListedStudent, name_order, read_list
from quizapp.extensions import db
from quizapp.models.classes import Accommodation, Assignment, Classroom, Enrolment
from quizapp.models.users import Guest, User
from quizapp.services import audit, sign_in_guard, windows
from quizapp.services.classes import held_class, held_enrolment, plain_code
from quizapp.services.clock import utc_now
from quizapp.services.deadlines import has_more_time
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker, guest_row, spaced, tidy_name

MOST_STUDENTS = 1000
"""In one class."""
_UNKNOWN = "No class has this code. Compare it sign by sign with the one your teacher shows."
_NAMELESS = "Write the student's name, so that you know whose answers these are."
_TAKEN = (
    "There is a {name} in this class already. If that is you, go on with your own code. "
    "If not, write your name so that it differs, for example with the first letter of your second name."
)


@dataclass(frozen=True, slots=True)
class Student:
    """A student as the teachers of the class see them."""

    enrolment_id: int
    name: str
    student_number: str
    email: str
    """As the class list has it, else the one of the student's account; blank where neither is there."""
    code: str
    """A guest's own resume code; blank for somebody with an account."""
    time_factor: float


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining: the class, and the guest's public id where one was taken in."""

    class_id: int
    guest: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a class list would change: whom it adds, and who is in the class already."""

    new: tuple[ListedStudent, ...]
    known: tuple[ListedStudent, ...]


def is_enrolled(taker: Taker) -> ColumnElement[bool]:
    """The condition that an enrolment is this person's, whether they have left or not."""
    return Enrolment.user_id == taker.user_id if taker.user_id is not None else Enrolment.guest_id == taker.guest_id


def is_student(taker: Taker) -> ColumnElement[bool]:
    """The condition that an enrolment is this person's and they have not left."""
    return is_enrolled(taker) & Enrolment.left_at.is_(None)


def join(code: str, name: str, taker: Taker | None, *, origin: str) -> Joined:
    """Take somebody into the class with this code; a guest under ``name`` where nobody is known.

    ``origin`` is the network address. Who is in the class already stays as they are. Raises ``Invalid`` (``code``,
    ``name``), and ``TooManyTries`` after many wrong codes.
    """
    found = _class_with(plain_code(code), origin)
    known = _enrolment(found.id, taker) if taker else None
    if known is not None and known.left_at is None:
        db.session.rollback()
        return Joined(known.classroom_id, None)
    name = tidy_name(name)
    _refuse_taken(found.id, name)
    if _students(found.id) >= MOST_STUDENTS:
        raise Invalid({"code": [f"This class is full: it has {MOST_STUDENTS:,} students. Ask your teacher."]})
    guest = None if taker else guest_row(name)
    joined = Joined(found.id, guest.public_id if guest else None)
    _enrol(found.id, name, taker, guest, known)
    return joined


def _enrol(class_id: int, name: str, taker: Taker | None, guest: Guest | None, known: Enrolment | None) -> None:
    if guest is not None:
        db.session.add(guest)
    try:
        db.session.flush()
    except IntegrityError as error:  # somebody has the new guest's code
        db.session.rollback()
        raise Conflict("You could not be taken in just now. Please try once more.") from error
    if known is not None:
        known.left_at, known.name = None, name
    else:
        user_id, guest_id = (taker.user_id, taker.guest_id) if taker else (None, guest.id if guest else None)
        db.session.add(
            Enrolment(classroom_id=class_id, user_id=user_id, guest_id=guest_id, name=name, enrolled_at=utc_now())
        )
    if taker is not None:  # they may have more time
        windows.settle(Assignment.classroom_id == class_id)
    db.session.commit()


def _class_with(code: str, origin: str) -> Classroom:
    if not code:
        raise Invalid({"code": ["Write the code of the class."]})
    account, source = f"join code {code}", f"join from {origin}"
    sign_in_guard.check(account, source)
    found = db.session.scalar(select(Classroom).where(Classroom.join_code == code).with_for_update(key_share=True))
    if found is None:
        sign_in_guard.count_failure(account, source)
        raise Invalid({"code": [_UNKNOWN]})
    if found.archived_at is not None:
        raise Invalid({"code": ["This class is over: its teacher has put it away."]})
    return found


def _enrolment(class_id: int, taker: Taker) -> Enrolment | None:
    return db.session.scalar(select(Enrolment).where(Enrolment.classroom_id == class_id, is_enrolled(taker)))


def _names(class_id: int, *, but: int | None = None) -> set[str]:
    here = Enrolment.classroom_id == class_id, Enrolment.left_at.is_(None), Enrolment.id != (but or 0)
    return {name.casefold() for name in db.session.scalars(select(Enrolment.name).where(*here).order_by(Enrolment.id))}


def _refuse_taken(class_id: int, name: str) -> None:
    if name.casefold() in _names(class_id):
        raise Invalid({"name": [_TAKEN.format(name=name)]})


def _students(class_id: int) -> int:
    here = Enrolment.classroom_id == class_id, Enrolment.left_at.is_(None)
    return db.session.scalar(select(func.count()).where(*here)) or 0


def students(class_id: int) -> list[Student]:
    """The students of a class by name; whose class it is was looked at before. One statement."""
    rows = db.session.execute(
        select(Enrolment, User.email, Guest.resume_code, func.coalesce(Accommodation.time_factor, 1.0))
        .outerjoin(User, (User.id == Enrolment.user_id) & User.erased_at.is_(None))
        .outerjoin(Guest, Guest.id == Enrolment.guest_id)
        .outerjoin(Accommodation, has_more_time(Enrolment))
        .where(Enrolment.classroom_id == class_id, Enrolment.left_at.is_(None))
        .order_by(Enrolment.id)
    )
    found = [
        Student(row.id, row.name, row.student_number, row.email or email or "", spaced(code) if code else "", factor)
        for row, email, code, factor in rows
    ]
    return sorted(found, key=lambda student: name_order(student.name))


def student(class_id: int, enrolment_id: int) -> Student:
    """A student of a class; whose class it is was looked at before. Raises ``NotFound``."""
    found = next((one for one in students(class_id) if one.enrolment_id == enrolment_id), None)
    if found is None:
        raise NotFound("There is no such student in this class.")
    return found


def change_student(class_id: int, enrolment_id: int, name: str, student_number: str, *, teacher_id: int) -> None:
    """Write a student's name or number differently in this class.

    Raises ``NotFound``, ``Invalid`` (``name``, ``student_number``).
    """
    found = held_enrolment(class_id, enrolment_id, teacher_id=teacher_id)
    name, student_number = tidy_name(name, _NAMELESS), " ".join(student_number.split())
    if len(student_number) > NUMBER_LIMIT or not student_number.isprintable():
        raise Invalid({"student_number": [f"Write a number of up to {NUMBER_LIMIT} characters."]})
    if name.casefold() in _names(class_id, but=found.id):
        raise Invalid({"name": [f"There is another {name} in this class. Write the names so that they differ."]})
    found.name, found.student_number = name, student_number
    audit.record("change", "enrolment", found.id, teacher_id)
    db.session.commit()


def remove_student(class_id: int, enrolment_id: int, *, teacher_id: int) -> None:
    """Take a student out of a class; what they handed in is kept. Raises ``NotFound``."""
    found = held_enrolment(class_id, enrolment_id, teacher_id=teacher_id)
    found.left_at = utc_now()
    db.session.flush()
    windows.settle(Assignment.classroom_id == class_id)
    audit.record("remove", "enrolment", found.id, teacher_id)
    db.session.commit()


def listed(text: str) -> tuple[ListedStudent, ...]:
    """The students of a class list as it was pasted. Raises ``Invalid`` (``rows``) with all that cannot be taken."""
    found = read_list(text)
    if found.problems:
        raise Invalid({"rows": found.problems})
    return found.students


def preview(class_id: int, listed: Sequence[ListedStudent]) -> Preview:
    """Which of the listed students are new: known are those of the same number, or of the same name without one."""
    here = students(class_id)
    numbers = {one.student_number for one in here if one.student_number}
    names = {one.name.casefold(): one.student_number for one in here}

    def is_known(one: ListedStudent) -> bool:
        if one.number and one.number in numbers:
            return True
        number = names.get(one.name.casefold())
        return number is not None and not (number and one.number)

    known = tuple(one for one in listed if is_known(one))
    return Preview(tuple(one for one in listed if one not in known), known)


def add_listed(class_id: int, listed: Sequence[ListedStudent], *, teacher_id: int) -> int:
    """Add the new ones of a list, each as a guest with a code of their own; how many. All of them or none.

    Raises ``NotFound``, ``Invalid`` (``rows``) where the class would grow too large, ``Conflict`` where it is archived.
    """
    found = held_class(class_id, teacher_id=teacher_id)
    if found.archived_at is not None:
        raise Conflict("This class is archived. Take it out of the archive first.")
    new = preview(class_id, listed).new
    if _students(class_id) + len(new) > MOST_STUDENTS:
        raise Invalid({"rows": [f"A class has up to {MOST_STUDENTS:,} students."]})
    guests = [guest_row(one.name) for one in new]
    db.session.add_all(guests)
    try:
        db.session.flush()
    except IntegrityError as error:  # somebody has one of the codes
        db.session.rollback()
        raise Conflict("The students could not be added just now. Please try once more.") from error
    now = utc_now()
    db.session.add_all(
        Enrolment(
            classroom_id=class_id,
            guest_id=guest.id,
            name=one.name,
            student_number=one.number,
            email=one.email,
            enrolled_at=now,
        )
        for one, guest in zip(new, guests, strict=True)
    )
    audit.record("add list", "classroom", class_id, teacher_id, students=len(new))
    db.session.commit()
    return len(new)
