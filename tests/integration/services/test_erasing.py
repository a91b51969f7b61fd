"""Erasing a student: the results stay, and nothing anywhere in the database holds the name any more."""

import pytest
from sqlalchemy import inspect, select, text

from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.models.users import User
from quizapp.services import classes, enrolments, erasing, gradebook, guests, reports
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker
from tests import factories
from tests.class_samples import enrol, enrolment_of, give, make_taught
from tests.integration.services.test_personal_data import take
from tests.samples import make_teacher

pytestmark = pytest.mark.usefixtures("app")


def everything() -> str:
    """Every value in the database, in one text."""
    db.session.rollback()
    tables = sorted(inspect(db.engine).get_table_names())
    rows = [repr(db.session.execute(text(f'SELECT * FROM "{table}"')).all()) for table in tables]  # noqa: S608
    db.session.rollback()
    return "\n".join(rows)


def listed_student(taught, name="Zora Quist"):
    """A student from a class list, with number and email."""
    enrolments.add_listed(
        taught.class_id, enrolments.listed(f"{name},No-4711,zora@home.example"), teacher_id=taught.teacher_id
    )
    code = next(one.code for one in enrolments.students(taught.class_id) if one.name == name)
    taker = guests.guest_taker(guests.resume(code, "here"))
    assert taker
    return taker, code


def test_nothing_in_the_database_holds_the_name_and_the_result_stays():
    taught = make_taught()
    zora, code = listed_student(taught)
    _, public_id = give(taught)
    attempt = take(taught, zora, public_id)
    reports.report(attempt, 1, zora, reason="other", words="I, Zora, do not agree")
    before = [sitting.total for sitting in gradebook.gradebook(taught.quiz.quiz_version_id).sittings]
    erasing.erase_student(taught.class_id, enrolment_of(taught, "Zora Quist"), teacher_id=taught.teacher_id)
    kept = everything()
    for word in ("Zora", "Quist", "No-4711", "zora@home.example", code.replace("-", "")):
        assert word not in kept
    sittings = gradebook.gradebook(taught.quiz.quiz_version_id).sittings
    assert [sitting.total for sitting in sittings] == before
    assert sittings[0].name.startswith("Erased student ")
    assert enrolments.students(taught.class_id) == []


def test_the_audit_log_says_that_somebody_was_erased_and_not_who():
    taught = make_taught()
    enrol(taught)
    erasing.erase_student(taught.class_id, enrolment_of(taught), teacher_id=taught.teacher_id)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "erase")).one()
    assert (event.object_type, event.actor_id, event.details) == ("guest", taught.teacher_id, {"by": "teacher"})


def test_neither_cookie_nor_code_leads_back():
    taught = make_taught()
    joined = enrolments.join(taught.code, "Mia Lang", None, origin="here")
    mia = guests.guest_taker(joined.guest)
    erasing.erase_self(mia)
    assert guests.guest_taker(joined.guest) is None
    with pytest.raises(Invalid):
        guests.resume(mia.resume_code, "here")


def test_an_account_is_erased_with_its_password_and_sessions():
    user_id = factories.user_id(factories.make_student("Zora Quist", "zora@home.example"))
    uniquifier = db.session.get(User, user_id).fs_uniquifier
    erasing.erase_self(Taker(user_id, None, "Zora Quist"))
    user = db.session.get(User, user_id)
    assert (user.active, user.password) == (False, None)
    assert guests.user_taker(uniquifier) is None
    assert guests.user_taker(user.fs_uniquifier) is None
    assert "zora" not in everything().lower()


def test_what_is_open_is_handed_in_as_it_stands():
    taught = make_taught()
    mia = enrol(taught)
    take(taught, mia, hand_in=False)
    erasing.erase_self(mia)
    assert len(gradebook.gradebook(taught.quiz.quiz_version_id).sittings) == 1


def test_only_the_teachers_of_a_class_erase_its_students():
    taught = make_taught()
    enrol(taught)
    stranger = make_teacher("otto@school.org").id
    with pytest.raises(NotFound):
        erasing.erase_student(taught.class_id, enrolment_of(taught), teacher_id=stranger)
    assert "Mia Lang" in everything()


def test_a_student_whom_another_teacher_has_too_is_not_erased_by_one_of_them():
    taught = make_taught()
    user_id = factories.user_id(factories.make_student())
    ben = Taker(user_id, None, "Ben Adler")
    enrolments.join(taught.code, "Ben Adler", ben, origin="here")
    stranger = make_teacher("otto@school.org").id
    other = classes.create_class("8a", "UTC", teacher_id=stranger)
    code = classes.class_view(other, teacher_id=stranger).join_code
    enrolments.join(code, "Ben Adler", ben, origin="here")
    with pytest.raises(Conflict, match="outside of your classes"):
        erasing.erase_student(taught.class_id, enrolment_of(taught, "Ben Adler"), teacher_id=taught.teacher_id)
    db.session.rollback()
    assert db.session.get(User, user_id).active


def test_a_teacher_cannot_be_erased_as_a_student():
    taught = make_taught()
    other = make_teacher("otto@school.org")
    otto = Taker(other.id, None, "Otto Berg")
    enrolments.join(taught.code, "Otto Berg", otto, origin="here")
    with pytest.raises(Conflict):
        erasing.erase_self(otto)
    db.session.rollback()
    with pytest.raises(Conflict):
        erasing.erase_student(taught.class_id, enrolment_of(taught, "Otto Berg"), teacher_id=taught.teacher_id)
