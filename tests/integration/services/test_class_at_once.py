"""Joining, leaving, extra time and other terms of a class at the same moment: each is done, none breaks another."""

import pytest
from flask import Flask

from quizapp.core.settings import QuizSettings
from quizapp.services import accommodations, assigned, assignments, enrolments, erasing, responses
from quizapp.services.clock import utc_now
from quizapp.services.terms import Terms
from tests.class_samples import HOUR, Taught, enrol, enrolment_of, give, given_row, make_taught, wall
from tests.integration.services.test_at_once import at_once, told
from tests.samples import make_guest

STUDENTS = 4


@pytest.fixture
def taught(app: Flask) -> Taught:
    assert app
    return make_taught(QuizSettings(time_limit=30))


def later(given: int, taught: Taught, hours: int) -> None:
    terms = Terms(None, wall(utc_now() + hours * HOUR))
    assignments.change(given, terms, teacher_id=taught.teacher_id)


@pytest.mark.parametrize("_round", range(3))
def test_students_join_while_the_terms_are_changed(app: Flask, taught: Taught, _round: int) -> None:
    given, _ = give(taught)
    takers = [make_guest(f"Student {n}") for n in range(STUDENTS)]
    joins = [lambda one=one: enrolments.join(taught.code, one.name, one, origin=one.name) for one in takers]
    changes = [lambda h=h: later(given, taught, h) for h in range(3, 3 + STUDENTS)]
    deeds = [deed for pair in zip(joins, changes, strict=True) for deed in pair]
    assert told(at_once(app, *deeds)) == 0
    assert len(enrolments.students(taught.class_id)) == STUDENTS


@pytest.mark.parametrize("_round", range(3))
def test_students_leave_and_get_more_time_while_the_terms_are_changed(app: Flask, taught: Taught, _round: int) -> None:
    given, code = give(taught)
    names = [f"Student {n}" for n in range(STUDENTS)]
    takers = [enrol(taught, name) for name in names]
    _, second, third, last = [enrolment_of(taught, name) for name in names]
    for taker in takers:
        responses.flag(assigned.start(code, taker), 1, taker, flagged=True)
    teacher = taught.teacher_id
    results = at_once(
        app,
        lambda: erasing.erase_self(takers[0]),
        lambda: erasing.erase_student(taught.class_id, second, teacher_id=teacher),
        lambda: enrolments.remove_student(taught.class_id, third, teacher_id=teacher),
        lambda: accommodations.set_time_factor(taught.class_id, last, 2, teacher_id=teacher),
        *[lambda h=h: later(given, taught, h) for h in range(3, 6)],
    )
    assert told(results) == 0
    assert [one.enrolment_id for one in enrolments.students(taught.class_id)] == [last]
    assert given_row(given).over_at > utc_now() + 2 * HOUR
