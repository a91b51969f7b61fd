"""The live view of an assignment: who has started, saved and handed in, with as many statements for any class."""

import pytest

from quizapp.extensions import db
from quizapp.services import assigned, assignments, enrolments, live, responses, submissions
from quizapp.services.clock import utc_now
from tests.class_samples import HOUR, MINUTE, Taught, enrol, enrolment_of, give, make_taught, put_back
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")


def view(taught: Taught, given: int) -> live.LiveView:
    return live.live_view(assignments.assignment_view(given, teacher_id=taught.teacher_id))


def test_it_tells_of_each_student_how_far_they_are() -> None:
    taught = make_taught()
    mia, ben, zoe = enrol(taught), enrol(taught, "Ben Adler"), enrol(taught, "Zoë Öz")
    enrol(taught, "Idle One")
    given, code = give(taught, allowed=2, late=HOUR)
    for taker in (mia, ben, zoe):
        responses.save(assigned.start(code, taker), 1, {"response": ["b"]}, taker)
    responses.save(assigned.start(code, zoe), 1, {}, zoe)
    submissions.submit(assigned.start(code, ben), ben)
    found = view(taught, given)
    told = {line.name: (line.progress.value, line.saved, line.questions) for line in found.lines}
    assert told == {
        "Ben Adler": ("handed in", 1, 1),
        "Idle One": ("not started", 0, 0),
        "Mia Lang": ("at it", 1, 1),
        "Zoë Öz": ("at it", 0, 1),
    }
    assert (found.started, found.count("handed in")) == (3, 1)
    assert [line.minutes_left for line in found.lines if line.name == "Mia Lang"] == [180]
    put_back(given, 2 * HOUR + MINUTE)
    assert [line.is_late for line in view(taught, given).lines if line.name == "Mia Lang"] == [True]
    assigned.start(code, ben)
    again = next(line for line in view(taught, given).lines if line.name == "Ben Adler")
    assert (again.progress.value, again.number, again.saved) == ("at it", 2, 0)
    assert again.started_at
    assert again.started_at <= utc_now()


def test_who_is_at_it_stands_first_and_who_has_handed_in_last() -> None:
    taught = make_taught()
    anna, ben, mia, zoe = (enrol(taught, name) for name in ("Anna Abel", "Ben Adler", "Mia Lang", "Zoë Öz"))
    enrol(taught, "Idle One")
    given, code = give(taught)
    for taker in (zoe, anna, mia, ben):
        assigned.start(code, taker)
    for taker in (mia, anna):
        submissions.submit(assigned.start(code, taker), taker)
    names = [line.name for line in view(taught, given).lines]
    assert names == ["Ben Adler", "Zoë Öz", "Idle One", "Anna Abel", "Mia Lang"]


def test_who_left_is_shown_only_with_an_attempt() -> None:
    taught = make_taught()
    mia = enrol(taught)
    enrol(taught, "Ben Adler")
    given, code = give(taught)
    assigned.start(code, mia)
    for name in ("Mia Lang", "Ben Adler"):
        enrolments.remove_student(taught.class_id, enrolment_of(taught, name), teacher_id=taught.teacher_id)
    assert [(line.name, line.has_left) for line in view(taught, given).lines] == [("Mia Lang", True)]


def test_it_takes_as_many_statements_for_many_students_as_for_one() -> None:
    taught = make_taught()
    given, code = give(taught)
    numbers = []
    for name in ("Mia Lang", *(f"Student {n}" for n in range(6))):
        taker = enrol(taught, name)
        responses.save(assigned.start(code, taker), 1, {"response": ["b"]}, taker)
        db.session.rollback()
        with counted() as statements:
            view(taught, given)
        numbers.append(statements.number)
    assert set(numbers) == {3}
