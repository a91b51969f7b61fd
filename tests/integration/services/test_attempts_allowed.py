"""A quiz that may be taken only so often by its link, and options that stay as they were written."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.models.quizzes import Quiz
from quizapp.services import practice, quizzes, starting, submissions
from quizapp.services.errors import Conflict
from quizapp.services.guests import Taker
from quizapp.services.published import published
from tests.integration.services.test_at_once import at_once
from tests.samples import CHOICE, CONTENTS, Published, make_guest, make_quiz

pytestmark = pytest.mark.usefixtures("app")


def quiz_with(settings: QuizSettings) -> Published:
    made = make_quiz(None)
    db.session.get_one(Quiz, made.quiz_id).settings = settings.as_json()
    db.session.commit()
    quizzes.publish(made.quiz_id, publisher_id=None)
    return made


def take(quiz: Published, taker: Taker) -> str:
    attempt = starting.start(quiz.public_id, taker)
    submissions.submit(attempt, taker)
    return attempt


def test_whoever_took_it_as_often_as_is_allowed_cannot_begin_again() -> None:
    quiz, taker = quiz_with(QuizSettings(attempts_allowed=2)), make_guest()
    take(quiz, taker)
    begun = starting.start(quiz.public_id, taker)
    assert starting.start(quiz.public_id, taker) == begun
    submissions.submit(begun, taker)
    with pytest.raises(Conflict, match="as often as is allowed"):
        starting.start(quiz.public_id, taker)
    assert starting.start(quiz.public_id, make_guest("Tom"))
    assert starting.attempts_left(published(quiz.public_id), taker) == 0


def test_practice_neither_counts_nor_is_counted() -> None:
    quiz, taker = quiz_with(QuizSettings(practice=True, attempts_allowed=1)), make_guest()
    submissions.submit(practice.start(quiz.public_id, taker), taker)
    take(quiz, taker)
    assert practice.start(quiz.public_id, taker)


@pytest.mark.parametrize("_round", range(3))
def test_of_many_who_begin_and_hand_in_at_once_one_attempt_is_made(app: Flask, _round: int) -> None:
    quiz, taker = quiz_with(QuizSettings(attempts_allowed=1)), make_guest()
    at_once(app, *[lambda: take(quiz, taker)] * 6)
    assert db.session.scalar(select(func.count(Attempt.id))) == 1


def test_options_stay_as_written_where_the_teacher_says_so_and_their_order_is_no_key() -> None:
    quiz = quiz_with(QuizSettings(shuffle_options=False))
    ordering = next(n for n, content in enumerate(CONTENTS, start=1) if content.interaction == "ordering")
    written = [option.id for option in CONTENTS[ordering - 1].options]
    key = CONTENTS[ordering - 1].key["order"]
    for number in range(6):
        starting.start(quiz.public_id, make_guest(f"Mia {number}"))
    rows = db.session.execute(select(AttemptItem.position, AttemptItem.option_order)).all()
    chosen = CONTENTS.index(CHOICE) + 1
    assert {tuple(order) for position, order in rows if position == chosen} == {tuple(o.id for o in CHOICE.options)}
    shown = [list(order) for position, order in rows if position == ordering]
    assert key not in shown
    assert shown != [written] * 6
