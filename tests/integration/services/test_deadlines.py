"""Time limits are the server's: overdue attempts end once, graded from what was saved."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from quizapp.core.deadlines import EndReason
from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.jobs import keep_time
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, AttemptKind, GradeEvent, Step
from quizapp.models.quizzes import Quiz
from quizapp.services import attempts, deadlines, quiz_settings, quizzes, responses, starting, submissions
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker
from quizapp.services.published import library, published
from tests import samples
from tests.samples import Published, make_guest, make_quiz, make_teacher

COUNT = len(samples.RIGHT)
pytestmark = pytest.mark.usefixtures("app")
SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)


def timed_quiz(limit: int | None = 40, closes_in: dt.timedelta | None = None) -> tuple[Published, int]:
    """A published quiz with a limit and a closing time, and its teacher's id."""
    teacher_id = make_teacher().id
    quiz = make_quiz(teacher_id)
    closes_at = utc_now() + closes_in if closes_in else None
    quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(time_limit=limit), closes_at, teacher_id=teacher_id)
    quizzes.publish(quiz.quiz_id, publisher_id=teacher_id)
    return quiz, teacher_id


def begin(quiz: Published, *, saved: int = 0) -> tuple[str, Taker]:
    """An open attempt in which the first questions are answered rightly."""
    taker = make_guest()
    attempt = starting.start(quiz.public_id, taker)
    for position in range(1, saved + 1):
        save(attempt, taker, position)
    return attempt, taker


def save(attempt: str, taker: Taker, position: int) -> None:
    right = samples.RIGHT[position - 1]
    responses.save(attempt, position, {"response": [right] if isinstance(right, str) else right}, taker)


def put_back(attempt: str, ago: dt.timedelta) -> None:
    """Move an attempt into the past, so that its time was up that long ago."""
    row = db.session.scalars(select(Attempt).where(Attempt.public_id == attempt)).one()
    assert row.due_at
    shift = row.due_at - (utc_now() - ago)
    row.started_at, row.due_at = row.started_at - shift, row.due_at - shift
    db.session.commit()


def stored(attempt: str) -> Attempt:
    db.session.rollback()
    return db.session.scalars(select(Attempt).where(Attempt.public_id == attempt)).one()


def test_an_attempt_ends_by_its_limit_or_when_the_quiz_closes() -> None:
    quiz, teacher_id = timed_quiz(limit=40)
    attempt, taker = begin(quiz)
    row = stored(attempt)
    assert row.due_at == row.started_at + 40 * MINUTE
    end = attempts.attempt_view(attempt, taker).deadline
    assert end
    assert end.reason is EndReason.LIMIT
    closes_at = utc_now() + 30 * MINUTE
    quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(time_limit=40), closes_at, teacher_id=teacher_id)
    attempt, taker = begin(quiz)
    assert stored(attempt).due_at == closes_at
    end = attempts.attempt_view(attempt, taker).deadline
    assert end
    assert end.reason is EndReason.WINDOW


def test_a_quiz_without_limit_and_closing_has_no_end() -> None:
    attempt, taker = begin(make_quiz(None))
    assert stored(attempt).due_at is None
    assert attempts.attempt_view(attempt, taker).deadline is None
    assert deadlines.end_overdue(utc_now() + dt.timedelta(days=400)) == 0


def test_a_limit_holds_from_the_next_version_on_and_a_closing_time_at_once() -> None:
    quiz, teacher_id = timed_quiz(limit=40)
    attempt, _ = begin(quiz)
    closes_at = utc_now() + 5 * MINUTE
    quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(time_limit=20), closes_at, teacher_id=teacher_id)
    assert stored(attempt).due_at == closes_at
    quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(time_limit=20), None, teacher_id=teacher_id)
    row = stored(attempt)
    assert row.due_at == row.started_at + 40 * MINUTE


def test_an_overdue_attempt_is_graded_from_what_was_saved() -> None:
    quiz, _ = timed_quiz()
    attempt, taker = begin(quiz, saved=2)
    put_back(attempt, 11 * SECOND)
    assert deadlines.end_overdue(utc_now()) == 1
    row = stored(attempt)
    assert (row.ended_by, row.submitted_at) == (AttemptEnd.TIME, row.due_at)
    scores = db.session.scalars(select(AttemptItem.score).order_by(AttemptItem.position)).all()
    assert scores == [1.0, 1.0] + [0.0] * (COUNT - 2)
    assert set(db.session.scalars(select(GradeEvent.reason))) == {"time was up"}
    assert attempts.attempt_view(attempt, taker).answered == 2
    assert deadlines.end_overdue(utc_now()) == 0


def test_what_is_not_due_goes_on() -> None:
    quiz, _ = timed_quiz()
    overdue, _ = begin(quiz)
    going_on, _ = begin(quiz)
    put_back(overdue, MINUTE)
    assert deadlines.end_overdue(utc_now()) == 1
    assert stored(overdue).ended_by is AttemptEnd.TIME
    assert stored(going_on).submitted_at is None


def test_practice_has_no_limit_but_ends_when_the_quiz_closes() -> None:
    quiz, teacher_id = timed_quiz(limit=40)
    settings, taker = QuizSettings(time_limit=40, practice=True), make_guest()
    quiz_settings.keep_settings(quiz.quiz_id, settings, None, teacher_id=teacher_id)
    quizzes.publish(quiz.quiz_id, publisher_id=teacher_id)
    attempt = starting.start(quiz.public_id, taker, AttemptKind.PRACTICE)
    assert stored(attempt).due_at is None
    closes_at = utc_now() + 20 * MINUTE
    quiz_settings.keep_settings(quiz.quiz_id, settings, closes_at, teacher_id=teacher_id)
    assert stored(attempt).due_at == closes_at
    end = attempts.attempt_view(attempt, taker).deadline
    assert end
    assert end.reason is EndReason.WINDOW
    quiz_settings.keep_settings(quiz.quiz_id, settings, None, teacher_id=teacher_id)
    assert stored(attempt).due_at is None


def test_closing_by_hand_ends_what_is_open_with_what_was_saved() -> None:
    quiz, teacher_id = timed_quiz(limit=None)
    attempt, taker = begin(quiz, saved=2)
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher_id, closed=True)
    view = attempts.attempt_view(attempt, taker)
    assert view.is_up
    assert view.deadline
    assert (view.deadline.at, view.deadline.reason) == (view.closed_at, EndReason.CLOSED)
    save(attempt, taker, 3)  # it was on its way
    assert deadlines.end_overdue(utc_now() + 11 * SECOND) == 1
    row = stored(attempt)
    assert (row.ended_by, row.submitted_at) == (AttemptEnd.TIME, view.closed_at)
    assert attempts.attempt_view(attempt, taker).answered == 3
    with pytest.raises(Conflict, match=f"closed by your teacher, so .* 3 of {COUNT} answers were kept"):
        save(attempt, taker, 4)


def test_closing_again_keeps_its_time_and_opening_again_lets_go_on_what_was_not_ended() -> None:
    quiz, teacher_id = timed_quiz(limit=40)
    attempt, taker = begin(quiz)
    before = stored(attempt).due_at
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher_id, closed=True)
    closed_at = stored(attempt).due_at
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher_id, closed=True)
    assert stored(attempt).due_at == closed_at
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher_id, closed=False)
    assert stored(attempt).due_at == before
    save(attempt, taker, 1)


def test_nobody_starts_beside_a_teacher_who_closes(app: Flask) -> None:
    quiz, teacher_id = timed_quiz(limit=None)
    takers = [make_guest(f"Mia {number}") for number in range(6)]
    gate = threading.Barrier(len(takers) + 1)

    def start(taker: Taker | None) -> str | None:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                if taker:
                    return starting.start(quiz.public_id, taker)
                quizzes.set_closed(quiz.quiz_id, teacher_id=teacher_id, closed=True)
            except Conflict:
                return None
            finally:
                db.session.remove()
        return None

    with ThreadPoolExecutor(len(takers) + 1) as pool:
        started = [attempt for attempt in pool.map(start, [*takers, None]) if attempt]
    assert all(stored(attempt).due_at for attempt in started)
    assert len(db.session.scalars(select(Attempt.id)).all()) == len(started)


def test_several_workers_end_an_attempt_once(app: Flask) -> None:
    quiz, _ = timed_quiz()
    for _ in range(3):
        put_back(begin(quiz, saved=1)[0], MINUTE)
    gate = threading.Barrier(4)

    def end(_number: int) -> int:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                return deadlines.end_overdue(utc_now())
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(end, range(4))) == 3
    assert len(db.session.scalars(select(GradeEvent.id)).all()) == 3 * COUNT


def test_a_save_on_the_way_at_the_end_is_kept() -> None:
    quiz, _ = timed_quiz()
    attempt, taker = begin(quiz)
    put_back(attempt, 5 * SECOND)
    assert deadlines.end_overdue(utc_now()) == 0
    save(attempt, taker, 1)
    put_back(attempt, 11 * SECOND)
    assert deadlines.end_overdue(utc_now()) == 1
    assert db.session.scalars(select(AttemptItem.score).order_by(AttemptItem.position)).first() == 1.0


@pytest.mark.parametrize("is_ended", [False, True])
def test_a_save_after_the_grace_is_refused_and_says_what_was_kept(is_ended: bool) -> None:
    quiz, _ = timed_quiz()
    attempt, taker = begin(quiz, saved=2)
    put_back(attempt, 12 * SECOND)
    if is_ended:
        deadlines.end_overdue(utc_now())
    with pytest.raises(Conflict, match=f"2 of {COUNT} answers were kept"):
        save(attempt, taker, 3)
    assert len(db.session.scalars(select(Step.id)).all()) == 2


def test_handing_in_says_who_ended_it() -> None:
    quiz, _ = timed_quiz()
    in_time, taker = begin(quiz)
    submissions.submit(in_time, taker)
    assert stored(in_time).ended_by is AttemptEnd.STUDENT
    late, taker = begin(quiz)
    put_back(late, 2 * SECOND)
    submissions.submit(late, taker)
    row = stored(late)
    assert (row.ended_by, row.submitted_at) == (AttemptEnd.TIME, row.due_at)


def test_an_overdue_attempt_is_ended_for_its_taker_before_another_begins() -> None:
    quiz, _ = timed_quiz()
    attempt, taker = begin(quiz)
    assert deadlines.end_own(quiz.public_id, taker) is None
    put_back(attempt, SECOND)
    assert deadlines.end_own(quiz.public_id, make_guest("Noa")) is None
    assert deadlines.end_own(quiz.public_id, taker) == attempt
    again = starting.start(quiz.public_id, taker)
    assert again != attempt
    assert attempts.attempt_view(again, taker).number == 2


def test_a_quiz_whose_time_to_close_has_come_is_closed() -> None:
    quiz, _ = timed_quiz(closes_in=MINUTE)
    db.session.execute(update(Quiz).values(listed=True))
    db.session.commit()
    assert not published(quiz.public_id).is_closed
    assert len(library()) == 1
    db.session.execute(update(Quiz).values(closes_at=utc_now() - SECOND))
    db.session.commit()
    assert published(quiz.public_id).is_closed
    assert library() == []
    with pytest.raises(Conflict, match="closed"):
        starting.start(quiz.public_id, make_guest())


def test_opening_a_closed_quiz_again_forgets_the_time_that_closed_it() -> None:
    quiz, teacher_id = timed_quiz(closes_in=MINUTE)
    db.session.execute(update(Quiz).values(closes_at=utc_now() - SECOND))
    db.session.commit()
    assert quizzes.quiz_view(quiz.quiz_id, teacher_id=teacher_id).is_closed
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher_id, closed=False)
    assert not published(quiz.public_id).is_closed


def test_settings_are_kept_by_their_owner_only_and_whole() -> None:
    quiz, teacher_id = timed_quiz(limit=40)
    other_id = make_teacher("otto@school.org", "Otto").id
    with pytest.raises(NotFound):
        quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(), None, teacher_id=other_id)
    for limit in (0, -5, 601):
        bad = replace(QuizSettings(sureness=True), time_limit=limit)
        with pytest.raises(Invalid, match="whole minutes"):
            quiz_settings.keep_settings(quiz.quiz_id, bad, None, teacher_id=teacher_id)
    with pytest.raises(Invalid, match="over"):
        quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(), utc_now() - MINUTE, teacher_id=teacher_id)
    db.session.rollback()
    view = quiz_settings.settings_view(quiz.quiz_id, teacher_id=teacher_id)
    assert view.settings == QuizSettings(time_limit=40)
    assert view.is_published


def test_the_clock_of_the_worker_ends_what_is_overdue(app: Flask) -> None:
    quiz, _ = timed_quiz()
    attempt, _ = begin(quiz)
    put_back(attempt, MINUTE)
    stop = threading.Event()
    clock = threading.Thread(target=keep_time, args=(app, stop, 0.05))
    clock.start()
    for _ in range(50):
        is_ended = stored(attempt).submitted_at is not None
        db.session.rollback()  # on SQLite, reading outside a request keeps others from writing
        if is_ended or stop.wait(0.2):
            break
    stop.set()
    clock.join(timeout=10)
    assert stored(attempt).ended_by is AttemptEnd.TIME
