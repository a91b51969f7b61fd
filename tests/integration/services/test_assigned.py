"""Taking what is assigned: only by the class, within the window, as often as allowed, also with two tabs at once."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from quizapp.core.deadlines import EndReason
from quizapp.core.settings import FeedbackTimes, QuizSettings, When
from quizapp.core.windows import Stage
from quizapp.extensions import db
from quizapp.models.attempts import AttemptEnd
from quizapp.services import (
    accommodations,
    assigned,
    assignments,
    attempts,
    classes,
    deadlines,
    enrolments,
    own,
    own_attempts,
    responses,
    reviews,
    starting,
    submissions,
)
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.responses import NotStored
from tests.class_samples import (
    HOUR,
    MINUTE,
    Taught,
    enrol,
    enrolment_of,
    give,
    given_row,
    make_taught,
    put_back,
    stored,
)
from tests.samples import make_guest

pytestmark = pytest.mark.usefixtures("app")
AT_CLOSE = QuizSettings(FeedbackTimes(*[When.CLOSE] * 5), time_limit=30)


def more_time(taught: Taught, factor: float, name: str = "Mia Lang") -> None:
    enrolment = enrolment_of(taught, name)
    accommodations.set_time_factor(taught.class_id, enrolment, factor, teacher_id=taught.teacher_id)


def test_a_student_begins_goes_on_hands_in_and_has_no_attempt_left() -> None:
    taught = make_taught()
    mia = enrol(taught)
    _, code = give(taught)
    assert [(one.title, one.stage, one.attempts_left) for one in assigned.to_do(mia)] == [
        ("The bridge at Orrin", Stage.OPEN, 1)
    ]
    attempt = assigned.start(code, mia)
    assert assigned.start(code, mia) == attempt
    responses.save(attempt, 1, {"response": ["b"]}, mia)
    submissions.submit(attempt, mia)
    assert assigned.to_do(mia) == []
    with pytest.raises(Conflict, match="You have used all attempts"):
        assigned.start(code, mia)
    assert [one.stage for one in assigned.in_class(taught.class_id, mia)] == [Stage.OPEN]
    assert attempts.attempt_view(attempt, mia).assignment == code


def test_attempts_are_numbered_within_their_assignment() -> None:
    taught = make_taught()
    mia = enrol(taught)
    by_link = starting.start(taught.quiz.public_id, mia)
    _, code = give(taught, allowed=2)
    first = assigned.start(code, mia)
    assert first != by_link
    submissions.submit(first, mia)
    second = assigned.start(code, mia)
    assert [stored(attempt).number for attempt in (by_link, first, second)] == [1, 1, 2]
    assert starting.start(taught.quiz.public_id, mia) == by_link


def test_nobody_but_the_students_of_the_class_has_it() -> None:
    taught = make_taught()
    other = make_taught(email="otto@school.org")
    stranger, elsewhere = make_guest("Ben"), enrol(other)
    _, code = give(taught)
    for taker in (stranger, elsewhere):
        with pytest.raises(NotFound):
            assigned.start(code, taker)
        assert assigned.to_do(taker) == []
        with pytest.raises(NotFound):
            assigned.own_class(taught.class_id, taker)
    mia = enrol(taught)
    assigned.start(code, mia)
    enrolments.remove_student(taught.class_id, enrolment_of(taught), teacher_id=taught.teacher_id)
    with pytest.raises(NotFound):
        assigned.given(code, mia)


@pytest.mark.parametrize(("ago", "words"), [(-HOUR, "not open yet"), (3 * HOUR, "is closed")])
def test_it_begins_only_within_its_window(ago: dt.timedelta, words: str) -> None:
    taught = make_taught()
    mia = enrol(taught)
    given, code = give(taught)
    put_back(given, ago)
    with pytest.raises(Conflict, match=words):
        assigned.start(code, mia)


def test_nobody_begins_in_an_archived_class() -> None:
    taught = make_taught()
    mia = enrol(taught)
    _, code = give(taught)
    classes.set_archived(taught.class_id, teacher_id=taught.teacher_id, archived=True)
    with pytest.raises(Conflict, match="archived"):
        assigned.start(code, mia)
    assert assigned.to_do(mia) == []


def test_what_comes_late_is_taken_until_then_and_marked() -> None:
    taught = make_taught()
    mia, ben = enrol(taught), enrol(taught, "Ben Adler")
    given, code = give(taught, late=HOUR, allowed=None)
    in_time = assigned.start(code, mia)
    submissions.submit(in_time, mia)
    put_back(given, 2 * HOUR + MINUTE)
    assert assigned.given(code, mia).stage is Stage.LATE
    late = assigned.start(code, ben)
    submissions.submit(late, ben)
    assert [own.is_late for own in assigned.given(code, ben).tries] == [True]
    assert stored(late).due_at == given_row(given).late_until


def test_two_tabs_at_once_begin_one_attempt_and_use_up_one(app: Flask) -> None:
    taught = make_taught()
    mia = enrol(taught)
    _, code = give(taught, allowed=1)
    db.session.rollback()
    gate = threading.Barrier(4)

    def start(_number: int) -> str:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                return assigned.start(code, mia)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(start, range(4)))) == 1
    assert len(assigned.given(code, mia).tries) == 1


def test_it_ends_by_the_limit_or_the_closing_both_stretched() -> None:
    taught = make_taught(QuizSettings(time_limit=30))
    mia, ben = enrol(taught), enrol(taught, "Ben Adler")
    more_time(taught, 1.5)
    given, code = give(taught)
    slow, fast = assigned.start(code, mia), assigned.start(code, ben)
    row = stored(slow)
    assert row.due_at == row.started_at + 45 * MINUTE
    row = stored(fast)
    assert row.due_at == row.started_at + 30 * MINUTE
    view = attempts.attempt_view(slow, mia)
    assert view.deadline
    assert view.deadline.reason is EndReason.LIMIT
    put_back(given, HOUR + 45 * MINUTE)  # both sit on; the clock of the limit started with them
    later = assigned.given(code, mia)
    window = later.window
    assert later.closes_at == window.opens_at + (window.closes_at - window.opens_at) * 1.5


def test_extra_time_and_another_closing_move_what_is_being_taken() -> None:
    taught = make_taught()
    mia = enrol(taught)
    given, code = give(taught)
    attempt = assigned.start(code, mia)
    window = assigned.given(code, mia).window
    more_time(taught, 2)
    assert stored(attempt).due_at == window.opens_at + 2 * (window.closes_at - window.opens_at)
    more_time(taught, 1)
    assert stored(attempt).due_at == window.closes_at
    view = attempts.attempt_view(attempt, mia)
    assert view.deadline
    assert view.deadline.reason is EndReason.WINDOW
    assignments.end(given, teacher_id=taught.teacher_id)
    ended = stored(attempt)
    assert ended.due_at == given_row(given).ended_at
    with pytest.raises(NotStored, match="closed by your teacher"):
        put_late_save(attempt, mia, given)
    assignments.reopen(given, teacher_id=taught.teacher_id)
    assert stored(attempt).due_at == window.closes_at
    responses.save(attempt, 1, {"response": ["b"]}, mia)


def put_late_save(attempt: str, mia: object, given: int) -> None:
    """Save when the grace after the end by hand is over."""
    row = given_row(given)
    assert row.ended_at
    row.ended_at -= MINUTE
    db.session.commit()
    stored(attempt).due_at = row.ended_at
    db.session.commit()
    responses.save(attempt, 1, {"response": ["b"]}, mia)  # type: ignore[arg-type]


def test_extra_time_stretches_the_limit_of_a_quiz_by_its_link_too() -> None:
    taught = make_taught(QuizSettings(time_limit=30))
    mia = enrol(taught)
    running = starting.start(taught.quiz.public_id, mia)
    more_time(taught, 2)
    row = stored(running)
    assert row.due_at == row.started_at + HOUR


def test_what_is_told_at_the_closing_waits_for_the_most_extended_student() -> None:
    taught = make_taught(AT_CLOSE)
    mia, ben = enrol(taught), enrol(taught, "Ben Adler")
    more_time(taught, 1.5, "Ben Adler")
    given, code = give(taught)
    attempt = assigned.start(code, mia)
    submissions.submit(attempt, mia)
    put_back(given, 2 * HOUR + MINUTE)
    assert assigned.given(code, mia).stage is Stage.OVER
    assert reviews.review(attempt, mia).told == frozenset()
    assert own_attempts.own_attempts(mia)[0].right is None
    assert own.own_page(mia).articles[0].right is None
    assert assigned.start(code, ben)
    put_back(given, HOUR)
    assert "key" in reviews.review(attempt, mia).told
    assert own_attempts.own_attempts(mia)[0].right == 0
    assert own.own_page(mia).articles[0].right == 0


def test_closing_the_quiz_for_its_link_does_not_end_what_a_class_has() -> None:
    from quizapp.services import quizzes

    taught = make_taught(AT_CLOSE)
    mia = enrol(taught)
    _, code = give(taught)
    attempt = assigned.start(code, mia)
    due = stored(attempt).due_at
    quizzes.set_closed(taught.quiz.quiz_id, teacher_id=taught.teacher_id, closed=True)
    assert stored(attempt).due_at == due
    responses.save(attempt, 1, {"response": ["b"]}, mia)
    submissions.submit(attempt, mia)
    assert reviews.review(attempt, mia).told == frozenset()


def test_the_clock_hands_in_what_is_open_at_the_end() -> None:
    taught = make_taught()
    mia = enrol(taught)
    given, code = give(taught)
    attempt = assigned.start(code, mia)
    put_back(given, 3 * HOUR)
    assert deadlines.end_overdue(utc_now()) == 1
    row = stored(attempt)
    assert (row.ended_by, row.submitted_at) == (AttemptEnd.TIME, given_row(given).closes_at)
    assert not assigned.given(code, mia).tries[0].is_late


def test_the_link_of_a_quiz_is_not_told_to_whoever_took_it_in_a_class() -> None:
    taught = make_taught(QuizSettings())
    mia = enrol(taught)
    _, code = give(taught)
    attempt = assigned.start(code, mia)
    submissions.submit(attempt, mia)
    assert [missed.another for missed in own.own_page(mia).missed] == [None]
