"""Extra time that is set, and an end that is moved, while students begin: nobody keeps an end that no longer is."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.services import accommodations, assigned, assignments
from quizapp.services.errors import Conflict
from quizapp.services.terms import Terms
from tests.class_samples import HOUR, Taught, enrol, enrolment_of, give, given_row, make_taught, stored, wall

pytestmark = pytest.mark.usefixtures("app")


def together(app: Flask, *deeds: Callable[[], object]) -> list[object]:
    """Do all of them at the same time; what each gave, or its ``Conflict``."""
    db.session.rollback()
    gate = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                return deed()
            except Conflict as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


@pytest.fixture
def taught() -> Taught:
    return make_taught(QuizSettings(time_limit=30))


def test_whoever_begins_while_more_time_is_given_has_it(app: Flask, taught: Taught) -> None:
    _, code = give(taught)
    for number in range(5):
        name = f"Student {number}"
        taker = enrol(taught, name)
        enrolment = enrolment_of(taught, name)
        attempt, _ = together(
            app,
            lambda taker=taker: assigned.start(code, taker),
            lambda enrolment=enrolment: accommodations.set_time_factor(
                taught.class_id, enrolment, 2, teacher_id=taught.teacher_id
            ),
        )
        row = stored(str(attempt))
        assert row.due_at == row.started_at + HOUR


def test_whoever_begins_while_it_is_ended_ends_with_it_or_does_not_begin(app: Flask, taught: Taught) -> None:
    for number in range(5):
        given, code = give(taught)
        taker = enrol(taught, f"Student {number}")
        begun, _ = together(
            app,
            lambda code=code, taker=taker: assigned.start(code, taker),
            lambda given=given: assignments.end(given, teacher_id=taught.teacher_id),
        )
        if not isinstance(begun, Conflict):
            assert stored(str(begun)).due_at == given_row(given).ended_at


def test_whoever_begins_while_the_closing_is_moved_ends_by_the_new_one(app: Flask, taught: Taught) -> None:
    given, code = give(taught)
    opens = wall(given_row(given).opens_at)
    for number in range(5):
        taker = enrol(taught, f"Student {number}")
        closes = wall(given_row(given).opens_at) + HOUR / (number + 3)
        begun, _ = together(
            app,
            lambda taker=taker: assigned.start(code, taker),
            lambda closes=closes: assignments.change(given, Terms(opens, closes), teacher_id=taught.teacher_id),
        )
        row = stored(str(begun))
        assert row.due_at == min(given_row(given).closes_at, row.started_at + HOUR / 2)
