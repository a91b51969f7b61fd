"""Practice and feedback: told when the quiz says so, never mixed with what counts."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select

from quizapp.core.deadlines import GRACE
from quizapp.core.settings import FeedbackTimes, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, Step, StepKind
from quizapp.models.quizzes import Quiz
from quizapp.services import attempts, own_attempts, practice, quizzes, responses, reviews, starting, submissions
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.responses import Given
from tests.samples import CHOICE, STATEMENT, Published, make_guest, make_quiz, make_teacher
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")
PARTS = ("mark", "verdict", "key", "explanation", "citation")


def quiz_with(settings: QuizSettings, owner_id: int | None = None) -> Published:
    """A quiz of two questions, published with these settings."""
    made = make_quiz(owner_id, (CHOICE, STATEMENT))
    db.session.get_one(Quiz, made.quiz_id).settings = settings.as_json()
    db.session.commit()
    quizzes.publish(made.quiz_id, publisher_id=owner_id)
    return made


def times(**given: When) -> QuizSettings:
    return QuizSettings(feedback=FeedbackTimes(**(dict.fromkeys(PARTS, When.NEVER) | given)))


def fields(response: str) -> Mapping[str, list[str]]:
    return {"response": [response]}


def test_practice_and_a_graded_attempt_stand_side_by_side() -> None:
    quiz, taker = make_quiz(None), make_guest()
    graded, practised = starting.start(quiz.public_id, taker), practice.start(quiz.public_id, taker)
    assert graded != practised
    assert starting.start(quiz.public_id, taker) == graded
    assert practice.start(quiz.public_id, taker) == practised
    submissions.submit(graded, taker)
    again = starting.start(quiz.public_id, taker)
    assert sorted(db.session.scalars(select(Attempt.number))) == [1, 2, 3]
    assert attempts.attempt_view(again, taker).number == 3
    kinds = {line.public_id: line.is_practice for line in own_attempts.own_attempts(taker)}
    assert kinds == {graded: False, practised: True, again: False}


def test_practice_leaves_what_counts_untouched() -> None:
    quiz, taker = make_quiz(None), make_guest()
    graded, practised = starting.start(quiz.public_id, taker), practice.start(quiz.public_id, taker)
    practice.check(Given(practised, 1, fields("b"), taker))
    submissions.submit(practised, taker)
    view = attempts.attempt_view(graded, taker)
    assert (view.answered, view.submitted_at) == (0, None)


def test_a_quiz_that_is_not_to_be_practised_is_not() -> None:
    quiz = quiz_with(QuizSettings(practice=False))
    with pytest.raises(Conflict, match="cannot be practised"):
        practice.start(quiz.public_id, make_guest())


def test_a_wrong_answer_is_tried_again_after_hints_and_a_right_one_told() -> None:
    quiz, taker = make_quiz(None, (CHOICE,)), make_guest()
    attempt = practice.start(quiz.public_id, taker)
    with pytest.raises(Conflict, match="Check an answer first"):
        practice.take_hint(attempt, 1, taker)
    practice.check(Given(attempt, 1, fields("a"), taker))
    assert practice.feedback(attempts.attempt_view(attempt, taker), 1) is None
    for _ in range(5):
        practice.take_hint(attempt, 1, taker)
    view = attempts.attempt_view(attempt, taker)
    assert view.place(1).state.hints == 3
    assert [hint.paragraph for hint in practice.hints_of(view, view.place(1))] == [None, 1, None]
    practice.check(Given(attempt, 1, fields("b"), taker))
    told = practice.feedback(attempts.attempt_view(attempt, taker), 1)
    assert told
    assert told.is_right
    kinds = db.session.scalars(select(Step.response).where(Step.kind == StepKind.HINT).order_by(Step.id)).all()
    assert kinds == [0, 1, 2, 3, 9]


def test_the_answer_shown_ends_the_question() -> None:
    quiz, taker = make_quiz(None, (CHOICE,)), make_guest()
    attempt = practice.start(quiz.public_id, taker)
    practice.check(Given(attempt, 1, fields("a"), taker))
    for _ in range(2):
        practice.show_answer(attempt, 1, taker)
    told = practice.feedback(attempts.attempt_view(attempt, taker), 1)
    assert told
    assert (told.is_right, told.key_text, bool(told.explanation)) == (False, "Mara Voss", True)
    with pytest.raises(Conflict, match="shown already"):
        responses.save(attempt, 1, fields("b"), taker)
    responses.flag(attempt, 1, taker, flagged=True)


def test_nothing_is_checked_before_there_is_an_answer() -> None:
    quiz, taker = make_quiz(None, (CHOICE,)), make_guest()
    attempt = practice.start(quiz.public_id, taker)
    with pytest.raises(Invalid, match="Answer first"):
        practice.check(Given(attempt, 1, fields(""), taker))


def test_a_graded_attempt_is_checked_only_where_its_quiz_says_so_and_then_stands() -> None:
    quiz, taker = quiz_with(times(verdict=When.EACH, key=When.SUBMIT)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    for use in (practice.take_hint, practice.show_answer):
        with pytest.raises(Conflict, match="practice only"):
            use(attempt, 1, taker)
    for _ in range(2):  # sent twice
        practice.check(Given(attempt, 1, fields("a"), taker, idempotency_key="once"))
    told = practice.feedback(attempts.attempt_view(attempt, taker), 1)
    assert told
    assert (told.is_right, told.key_text, told.rows, told.explanation, told.cited) == (False, "", (), "", ())
    with pytest.raises(Conflict, match="shown already"):
        responses.save(attempt, 1, fields("b"), taker)
    assert attempts.attempt_view(attempt, taker).place(1).state.response == {"option": "a"}
    responses.save(attempt, 2, fields("true"), taker)


def test_by_default_a_graded_attempt_is_not_checked() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    with pytest.raises(Conflict, match="before you hand in"):
        practice.check(Given(attempt, 1, fields("b"), taker))
    assert db.session.scalars(select(Step.id)).all() == []


def test_somebody_elses_practice_is_not_found() -> None:
    quiz, mia, ben = make_quiz(None), make_guest("Mia"), make_guest("Ben")
    attempt = practice.start(quiz.public_id, mia)
    for use in (practice.take_hint, practice.show_answer, practice.tell_all):
        with pytest.raises(NotFound):
            use(attempt, 1, ben)
    with pytest.raises(NotFound):
        practice.check(Given(attempt, 1, fields("b"), ben))
    with pytest.raises(NotFound):
        practice.say_sureness(attempt, 1, "sure", ben)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_feedback_is_told_in_its_time_only(part: str) -> None:
    teacher = make_teacher()
    quiz = quiz_with(times(**{part: When.CLOSE}), teacher.id)
    taker = make_guest()
    attempt = starting.start(quiz.public_id, taker)
    responses.save(attempt, 1, fields("a"), taker)
    submissions.submit(attempt, taker)
    before = reviews.review(attempt, taker)
    assert (before.right, before.marks, before.told) == (None, None, frozenset())
    assert told_of(before) == set()
    assert own_attempts.own_attempts(taker)[0].right is None
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher.id, closed=True)
    assert told_of(reviews.review(attempt, taker)) == set()  # open attempts still take what is on its way
    assert own_attempts.own_attempts(taker)[0].right is None
    db.session.get_one(Quiz, quiz.quiz_id).closed_at = utc_now() - GRACE
    db.session.commit()
    assert told_of(reviews.review(attempt, taker)) == {part}
    assert (own_attempts.own_attempts(taker)[0].right is not None) == (part == "verdict")


def told_of(review: reviews.Review) -> set[str]:
    """The parts that a review holds anything of."""
    question = review.questions[0]
    held = {
        "mark": question.score is not None or question.note or review.marks is not None,
        "verdict": question.is_right is not None or question.is_partly_right or review.right is not None,
        "key": question.key_text or question.rows or any("Voss" in mark.label for mark in question.marks),
        "explanation": question.explanation or question.feedback,
        "citation": question.marks or question.cited or question.paragraph,
    }
    return {part for part, is_held in held.items() if is_held}


def test_sureness_is_kept_where_it_is_asked_and_never_scored() -> None:
    quiz, taker = quiz_with(QuizSettings(sureness=True)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    responses.save(attempt, 1, fields("a"), taker)
    for _ in range(2):
        practice.say_sureness(attempt, 1, "sure", taker)
    with pytest.raises(Invalid):
        practice.say_sureness(attempt, 1, "certain", taker)
    assert len(db.session.scalars(select(Step.id)).all()) == 2
    submissions.submit(attempt, taker)
    first, second = reviews.review(attempt, taker).questions
    assert (first.is_sure_and_wrong, second.is_sure_and_wrong) == (True, False)
    assert reviews.review(attempt, taker).right == 0


def test_sureness_is_not_kept_where_it_is_not_asked() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    practice.say_sureness(attempt, 1, "sure", taker)
    assert db.session.scalars(select(Step.id)).all() == []


def test_checking_takes_as_many_statements_for_one_question_as_for_nine() -> None:
    found = set()
    for contents in ((CHOICE,), None):
        quiz, taker = make_quiz(None, contents) if contents else make_quiz(None), make_guest()
        attempt = practice.start(quiz.public_id, taker)
        attempts.attempt_view(attempt, taker)
        db.session.commit()
        with counted() as statements:
            practice.check(Given(attempt, 1, fields("a"), taker))
            practice.take_hint(attempt, 1, taker)
        found.add(statements.number)
    assert found == {1 + 1 + 1 + 2 + 1 + 2}
