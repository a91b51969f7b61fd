"""Students of a class: joining by code, class lists, names that differ, leaving."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.extensions import db
from quizapp.models.classes import Enrolment
from quizapp.models.users import Guest
from quizapp.services import accommodations, assigned, classes, enrolments, guests
from quizapp.services.errors import Conflict, Invalid, NotFound, TooManyTries
from quizapp.services.guests import Taker, guest_taker
from tests import factories
from tests.class_samples import HOUR, Taught, enrol, enrolment_of, give, given_row, make_taught

pytestmark = pytest.mark.usefixtures("app")
LIST = "Name;Number\nMia Lang;1\nBen Adler;2\nZoë Öz;3"


def add(taught: Taught, text: str) -> int:
    return enrolments.add_listed(taught.class_id, enrolments.listed(text), teacher_id=taught.teacher_id)


def names(taught: Taught) -> list[str]:
    return [one.name for one in enrolments.students(taught.class_id)]


@pytest.mark.parametrize("write", [str, str.lower, lambda code: f" {code.replace('-', ' ')} "])
def test_the_code_is_taken_however_it_is_written(write) -> None:
    taught = make_taught()
    assert enrolments.join(write(taught.code), "Mia Lang", None, origin="here").class_id == taught.class_id


def test_joining_twice_changes_nothing() -> None:
    taught = make_taught()
    mia = enrol(taught)
    assert enrolments.join(taught.code, "Other", mia, origin="here").guest is None
    assert names(taught) == ["Mia Lang"]


def test_somebody_with_an_account_joins_with_it() -> None:
    taught = make_taught()
    ben = Taker(factories.user_id(factories.make_student()), None, "Ben Adler")
    enrolments.join(taught.code, "Ben Adler", ben, origin="here")
    assert [one.name for one in assigned.own_classes(ben)] == ["7b"]
    [seen] = enrolments.students(taught.class_id)
    assert seen.code == ""
    assert "@" in seen.email


def test_a_name_that_is_taken_is_told_kindly() -> None:
    taught = make_taught()
    enrol(taught)
    with pytest.raises(Invalid) as refused:
        enrolments.join(taught.code, " mia  LANG ", None, origin="here")
    assert "go on with your own code" in refused.value.problems["name"][0]
    db.session.rollback()
    assert enrol(taught, "Mia L.").name == "Mia L."


def test_of_two_that_take_one_name_at_once_one_gets_it(app: Flask) -> None:
    taught = make_taught()
    db.session.rollback()
    gate = threading.Barrier(3)

    def join(_number: int) -> bool:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                enrolments.join(taught.code, "Mia Lang", None, origin="here")
            except Invalid:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(join, range(3))) == 1
    assert names(taught) == ["Mia Lang"]


@pytest.mark.parametrize("code", ["", "  ", "ZZZ-ZZZ", "x" * 500, "ÄÖÜ-ÄÖÜ"])
def test_a_code_of_no_class_is_told(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        enrolments.join(code, "Mia", None, origin="here")
    assert list(refused.value.problems) == ["code"]


def test_guessing_codes_is_slowed_down() -> None:
    make_taught()
    for number in range(100):
        with pytest.raises(Invalid):
            enrolments.join(f"AAA{number:03}", "Mia", None, origin="one address")
    with pytest.raises(TooManyTries):
        enrolments.join("AAAAAA", "Mia", None, origin="one address")


def test_an_old_code_and_one_of_an_archived_class_lead_nowhere() -> None:
    taught = make_taught()
    classes.renew_code(taught.class_id, teacher_id=taught.teacher_id)
    with pytest.raises(Invalid):
        enrol(taught)
    code = classes.class_view(taught.class_id, teacher_id=taught.teacher_id).join_code
    classes.set_archived(taught.class_id, teacher_id=taught.teacher_id, archived=True)
    with pytest.raises(Invalid, match="put it away"):
        enrolments.join(code, "Mia", None, origin="here")
    db.session.rollback()
    with pytest.raises(Conflict):
        add(taught, LIST)


def test_a_class_list_is_added_once_and_everybody_on_it_has_a_code() -> None:
    taught = make_taught()
    assert add(taught, LIST) == 3
    assert names(taught) == ["Ben Adler", "Mia Lang", "Zoë Öz"]
    code = enrolments.students(taught.class_id)[0].code
    ben = guest_taker(guests.resume(code, "here"))
    assert ben
    assert assigned.own_class(taught.class_id, ben).name == "7b"
    again = enrolments.preview(taught.class_id, enrolments.listed("Mia Lang\nBen;2\nNew One;9"))
    assert ([one.name for one in again.new], len(again.known)) == (["New One"], 2)
    assert add(taught, LIST) == 0


@pytest.mark.parametrize("bad", ["Mia Lang\nMia Lang", "Mia\n,5", 'Mia\n"Ben', "Name\n", "Mia,mia@"])
def test_of_a_list_with_a_fault_nothing_is_added(bad: str) -> None:
    taught = make_taught()
    with pytest.raises(Invalid):
        add(taught, bad)
    assert db.session.scalar(select(func.count(Enrolment.id))) == 0
    assert db.session.scalar(select(func.count(Guest.id))) == 0


def test_a_class_has_its_bound() -> None:
    taught = make_taught()
    assert add(taught, "\n".join(f"Student {n},{n}" for n in range(1, 1001))) == 1000
    with pytest.raises(Invalid):
        add(taught, "One More,1001")
    db.session.rollback()
    with pytest.raises(Invalid, match="full"):
        enrol(taught)


def test_a_student_is_renamed_and_not_like_another() -> None:
    taught = make_taught()
    add(taught, LIST)
    mia = enrolment_of(taught)
    enrolments.change_student(taught.class_id, mia, " Mia  Long", " 7 ", teacher_id=taught.teacher_id)
    assert names(taught) == ["Ben Adler", "Mia Long", "Zoë Öz"]
    for name, number in (("ben adler", ""), ("", ""), ("Mia", "1" * 41)):
        with pytest.raises(Invalid):
            enrolments.change_student(taught.class_id, mia, name, number, teacher_id=taught.teacher_id)
        db.session.rollback()


def test_who_was_taken_out_comes_back_as_the_same_student() -> None:
    taught = make_taught()
    mia = enrol(taught)
    enrolment = enrolment_of(taught)
    enrolments.remove_student(taught.class_id, enrolment, teacher_id=taught.teacher_id)
    assert names(taught) == []
    assert assigned.own_classes(mia) == []
    with pytest.raises(NotFound):
        enrolments.remove_student(taught.class_id, enrolment, teacher_id=taught.teacher_id)
    db.session.rollback()
    enrolments.join(taught.code, "Mia", mia, origin="here")
    assert enrolment_of(taught, "Mia") == enrolment


def test_students_of_other_classes_cannot_be_reached_through_ones_own() -> None:
    taught, other = make_taught(), make_taught(email="otto@school.org")
    enrol(other)
    theirs = enrolment_of(other)
    for class_id in (taught.class_id, other.class_id):
        with pytest.raises(NotFound):
            enrolments.change_student(class_id, theirs, "X", "", teacher_id=taught.teacher_id)
        db.session.rollback()
        with pytest.raises(NotFound):
            accommodations.set_time_factor(class_id, theirs, 2, teacher_id=taught.teacher_id)
        db.session.rollback()


def test_extra_time_is_set_once_and_holds_in_every_class() -> None:
    taught, other = make_taught(), make_taught(email="otto@school.org")
    mia = enrol(taught)
    enrolments.join(other.code, "Mia", mia, origin="here")
    given, _ = give(other)
    assert given_row(given).over_at == given_row(given).closes_at
    accommodations.set_time_factor(taught.class_id, enrolment_of(taught), 1.5, teacher_id=taught.teacher_id)
    assert accommodations.time_factor(mia) == 1.5
    assert enrolments.students(other.class_id)[0].time_factor == 1.5
    assert given_row(given).over_at - given_row(given).closes_at >= 0.99 * HOUR
    enrolments.remove_student(other.class_id, enrolment_of(other, "Mia"), teacher_id=other.teacher_id)
    assert given_row(given).over_at == given_row(given).closes_at


@pytest.mark.parametrize("factor", [0.99, 4.01, float("nan"), float("inf"), -1])
def test_extra_time_has_bounds(factor: float) -> None:
    taught = make_taught()
    enrol(taught)
    with pytest.raises(Invalid):
        accommodations.set_time_factor(taught.class_id, enrolment_of(taught), factor, teacher_id=taught.teacher_id)
