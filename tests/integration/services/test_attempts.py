"""Taking a quiz: started once, saved as given, handed in once, never somebody else's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, GradeEvent, Step
from quizapp.services import attempts, quizzes, responses, reviews, submissions
from quizapp.services.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.samples import CHOICE, CONTENTS, make_guest, make_quiz, make_teacher
from tests.statements import counted

RIGHT = {1: "b", 2: "false", 3: "The Ferry", 4: "40,000", 5: "salt"}
pytestmark = pytest.mark.usefixtures("app")


def answer(attempt: str, taker: attempts.Taker, given: dict[int, str]) -> None:
    for position, response in given.items():
        responses.save(attempt, position, {"response": [response]}, taker)


def test_an_open_attempt_is_found_again_instead_of_a_second_one() -> None:
    quiz, taker = make_quiz(None), make_guest()
    first = attempts.start(quiz.public_id, taker)
    assert attempts.start(quiz.public_id, taker) == first
    submissions.submit(first, taker)
    second = attempts.start(quiz.public_id, taker)
    assert second != first
    assert attempts.attempt_view(second, taker).number == 2


def test_parallel_starts_make_one_attempt(app: Flask) -> None:
    quiz, taker = make_quiz(None), make_guest()
    gate = threading.Barrier(8)

    def start(_number: int) -> str:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                return attempts.start(quiz.public_id, taker)
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1


def test_options_keep_the_order_they_had_at_the_start() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    order = attempts.attempt_view(attempt, taker).place(1).option_order
    assert sorted(order) == ["a", "b", "c"]
    assert attempts.attempt_view(attempt, taker).place(1).option_order == order


def test_what_was_saved_stands_and_the_last_word_counts() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    answer(attempt, taker, {1: "a"})
    answer(attempt, taker, {1: "c"})
    view = attempts.attempt_view(attempt, taker)
    assert view.place(1).state.response == {"option": "c"}
    assert view.answered == 1
    answer(attempt, taker, {1: ""})
    assert attempts.attempt_view(attempt, taker).place(1).state.response is None
    assert len(db.session.scalars(select(Step)).all()) == 3


def test_a_replayed_save_is_stored_once() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    key = str(uuid4())
    for _ in range(3):
        responses.save(attempt, 1, {"response": ["a"]}, taker, idempotency_key=key)
    assert len(db.session.scalars(select(Step)).all()) == 1


def test_parallel_saves_are_all_kept(app: Flask) -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    db.session.rollback()

    def save(number: int) -> None:
        with app.app_context():
            responses.save(attempt, 1, {"response": ["abc"[number % 3]]}, taker)
            db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(40)))
    assert sorted(db.session.scalars(select(Step.sequence)).all()) == list(range(1, 41))


def test_a_forged_option_is_refused_and_changes_nothing() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    for forged in ("z", "B", "b' OR 1=1 --", "\x00"):
        with pytest.raises(Invalid):
            answer(attempt, taker, {1: forged})
    with pytest.raises(Invalid, match="figures"):
        answer(attempt, taker, {4: "forty"})
    assert db.session.scalars(select(Step)).all() == []


def test_an_unknown_question_or_attempt_is_not_found() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    for position in (0, 6, 10**9):
        with pytest.raises(NotFound):
            answer(attempt, taker, {position: "a"})
    with pytest.raises(NotFound):
        answer(str(uuid4()), taker, {1: "a"})
    with pytest.raises(NotFound):
        attempts.start("nosuchquiz", taker)


def test_somebody_elses_attempt_is_not_found() -> None:
    quiz, mia, ben = make_quiz(None), make_guest("Mia"), make_guest("Ben")
    attempt = attempts.start(quiz.public_id, mia)
    for use in (
        lambda: attempts.attempt_view(attempt, ben),
        lambda: answer(attempt, ben, {1: "a"}),
        lambda: responses.flag(attempt, 1, ben, flagged=True),
        lambda: submissions.submit(attempt, ben),
        lambda: reviews.review(attempt, ben),
    ):
        with pytest.raises(NotFound):
            use()
    assert attempts.attempt_view(attempt, mia).submitted_at is None
    assert db.session.scalars(select(Step)).all() == []


def test_a_user_and_a_guest_of_the_same_number_are_two_people() -> None:
    quiz, guest, teacher = make_quiz(None), make_guest(), make_teacher()
    assert guest.guest_id == teacher.id
    attempt = attempts.start(quiz.public_id, guest)
    with pytest.raises(NotFound):
        attempts.attempt_view(attempt, attempts.Taker(teacher.id, None, "x"))


def test_a_response_after_handing_in_is_refused_with_the_count_of_what_was_kept() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    answer(attempt, taker, {1: "b", 2: "true"})
    submissions.submit(attempt, taker)
    with pytest.raises(Conflict, match="2 of 5"):
        answer(attempt, taker, {3: "ferry"})
    with pytest.raises(Conflict):
        responses.flag(attempt, 1, taker, flagged=True)
    assert len(db.session.scalars(select(Step)).all()) == 2


def test_handing_in_twice_shows_the_same_result() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    answer(attempt, taker, RIGHT)
    submissions.submit(attempt, taker)
    first = reviews.review(attempt, taker)
    submissions.submit(attempt, taker)
    again = reviews.review(attempt, taker)
    assert first.attempt.submitted_at == again.attempt.submitted_at
    assert again.total.right == 5
    assert len(db.session.scalars(select(GradeEvent)).all()) == 5


def test_stored_scores_are_those_of_a_regrade() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    answer(attempt, taker, {**RIGHT, 1: "a", 5: "sugar"})
    submissions.submit(attempt, taker)
    scores = db.session.scalars(select(AttemptItem.score).order_by(AttemptItem.position)).all()
    assert scores == [0.0, 1.0, 1.0, 1.0, 0.0]
    events = db.session.scalars(select(GradeEvent.new_score).order_by(GradeEvent.attempt_item_id)).all()
    assert events == scores


def test_the_review_opens_only_after_handing_in() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    with pytest.raises(NotAllowed):
        reviews.review(attempt, taker)


def test_the_review_marks_what_proves_the_key_and_what_rules_the_choice_out() -> None:
    quiz, taker = make_quiz(None, (CHOICE,)), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    answer(attempt, taker, {1: "a"})
    submissions.submit(attempt, taker)
    question = reviews.review(attempt, taker).questions[0]
    assert not question.is_right
    assert question.feedback == ("Tom Harrow was the last ferryman.",)
    assert [mark.role for mark in question.marks] == ["proves", "refutes"]
    assert [passage.number for passage in question.cited] == [1, 4]
    assert {review.row.result for review in question.rows} == {"key", "wrong", "none"}


def test_a_closed_quiz_cannot_be_started_but_gone_on_with() -> None:
    teacher = make_teacher()
    quiz, mia, ben = make_quiz(teacher.id), make_guest("Mia"), make_guest("Ben")
    attempt = attempts.start(quiz.public_id, mia)
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher.id, closed=True)
    assert attempts.start(quiz.public_id, mia) == attempt
    answer(attempt, mia, {1: "b"})
    with pytest.raises(Conflict, match="closed"):
        attempts.start(quiz.public_id, ben)


def test_steps_grades_and_versions_cannot_be_rewritten() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    answer(attempt, taker, RIGHT)
    submissions.submit(attempt, taker)
    for table in (Step, GradeEvent):
        with pytest.raises(IntegrityError):
            db.session.execute(update(table).values(id=table.id + 1000))
        db.session.rollback()
        with pytest.raises(IntegrityError):
            db.session.execute(table.__table__.delete())
        db.session.rollback()


@pytest.mark.parametrize("many", [1, 5])
def test_the_number_of_statements_does_not_grow_with_questions(many: int) -> None:
    quiz, taker = make_quiz(None, CONTENTS[:many]), make_guest()
    attempt = attempts.start(quiz.public_id, taker)
    attempts.attempt_view(attempt, taker)
    db.session.commit()
    with counted() as page:
        attempts.attempt_view(attempt, taker)
    db.session.commit()
    with counted() as save:
        responses.save(attempt, 1, {"response": ["a"]}, taker)
    with counted() as submit:
        submissions.submit(attempt, taker)
    with counted() as review:
        reviews.review(attempt, taker)
    assert (page.number, save.number, submit.number, review.number) == (2, 2, 6, 3)


def test_own_attempts_list_open_ones_first_in_one_statement() -> None:
    quiz, other, taker = make_quiz(None), make_quiz(None, title="Another"), make_guest()
    done = attempts.start(quiz.public_id, taker)
    submissions.submit(done, taker)
    opened = attempts.start(other.public_id, taker)
    db.session.commit()
    with counted() as statements:
        lines = submissions.own_attempts(taker)
    assert [line.public_id for line in lines] == [opened, done]
    assert [line.right for line in lines] == [None, 0]
    assert statements.number == 1
    assert db.session.query(Attempt).count() == 2
