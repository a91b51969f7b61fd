"""Taking a quiz: started once, saved as given, handed in once, never somebody else's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from quizapp.core.items import ItemContent
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, GradeEvent, Step
from quizapp.services import attempts, own_attempts, quizzes, responses, reviews, starting, submissions
from quizapp.services.errors import Conflict, Invalid, NotAllowed, NotFound
from tests import samples
from tests.samples import CHOICE, CONTENTS, make_guest, make_quiz, make_teacher
from tests.statements import counted

RIGHT = dict(enumerate(samples.RIGHT, 1))
COUNT = len(RIGHT)
pytestmark = pytest.mark.usefixtures("app")


def answer(attempt: str, taker: attempts.Taker, given: dict[int, str | list[str]]) -> None:
    for position, response in given.items():
        fields = {"response": [response] if isinstance(response, str) else response}
        responses.save(attempt, position, fields, taker)


def test_an_open_attempt_is_found_again_instead_of_a_second_one() -> None:
    quiz, taker = make_quiz(None), make_guest()
    first = starting.start(quiz.public_id, taker)
    assert starting.start(quiz.public_id, taker) == first
    submissions.submit(first, taker)
    second = starting.start(quiz.public_id, taker)
    assert second != first
    assert attempts.attempt_view(second, taker).number == 2


def test_parallel_starts_make_one_attempt(app: Flask) -> None:
    quiz, taker = make_quiz(None), make_guest()
    gate = threading.Barrier(8)

    def start(_number: int) -> str:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                return starting.start(quiz.public_id, taker)
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1


def test_options_keep_the_order_they_had_at_the_start() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    order = attempts.attempt_view(attempt, taker).place(1).option_order
    assert sorted(order) == ["a", "b", "c"]
    assert attempts.attempt_view(attempt, taker).place(1).option_order == order


def test_what_was_saved_stands_and_the_last_word_counts() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
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
    attempt = starting.start(quiz.public_id, taker)
    key = str(uuid4())
    for _ in range(3):
        responses.save(attempt, 1, {"response": ["a"]}, taker, idempotency_key=key)
    assert len(db.session.scalars(select(Step)).all()) == 1


def test_parallel_saves_are_all_kept(app: Flask) -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
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
    attempt = starting.start(quiz.public_id, taker)
    for forged in ("z", "B", "b' OR 1=1 --", "\x00"):
        with pytest.raises(Invalid):
            answer(attempt, taker, {1: forged})
    with pytest.raises(Invalid, match="figures"):
        answer(attempt, taker, {4: "forty"})
    assert db.session.scalars(select(Step)).all() == []


def test_an_unknown_question_or_attempt_is_not_found() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    for position in (0, COUNT + 1, 10**9):
        with pytest.raises(NotFound):
            answer(attempt, taker, {position: "a"})
    with pytest.raises(NotFound):
        answer(str(uuid4()), taker, {1: "a"})
    with pytest.raises(NotFound):
        starting.start("nosuchquiz", taker)


def test_somebody_elses_attempt_is_not_found() -> None:
    quiz, mia, ben = make_quiz(None), make_guest("Mia"), make_guest("Ben")
    attempt = starting.start(quiz.public_id, mia)
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
    attempt = starting.start(quiz.public_id, guest)
    with pytest.raises(NotFound):
        attempts.attempt_view(attempt, attempts.Taker(teacher.id, None, "x"))


def test_a_response_after_handing_in_is_refused_with_the_count_of_what_was_kept() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    answer(attempt, taker, {1: "b", 2: "true"})
    submissions.submit(attempt, taker)
    with pytest.raises(Conflict, match=f"2 of {COUNT}"):
        answer(attempt, taker, {3: "ferry"})
    with pytest.raises(Conflict):
        responses.flag(attempt, 1, taker, flagged=True)
    assert len(db.session.scalars(select(Step)).all()) == 2


def test_handing_in_twice_shows_the_same_result() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    answer(attempt, taker, RIGHT)
    submissions.submit(attempt, taker)
    first = reviews.review(attempt, taker)
    submissions.submit(attempt, taker)
    again = reviews.review(attempt, taker)
    assert first.attempt.submitted_at == again.attempt.submitted_at
    assert again.right == COUNT
    assert len(db.session.scalars(select(GradeEvent)).all()) == COUNT


def test_stored_scores_are_those_of_a_regrade() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    answer(attempt, taker, {**RIGHT, 1: "a", 5: "sugar", 6: ["a"], 7: ["a:2", "b:3", "c:1", "d:4"], 8: ["p1:a2"]})
    submissions.submit(attempt, taker)
    scores = db.session.scalars(select(AttemptItem.score).order_by(AttemptItem.position)).all()
    assert scores == pytest.approx([0, 1, 1, 1, 0, 1 / 2, 5 / 6, 1 / 3, 1])
    events = db.session.scalars(select(GradeEvent.new_score).order_by(GradeEvent.attempt_item_id)).all()
    assert events == scores


def test_the_review_opens_only_after_handing_in() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    with pytest.raises(NotAllowed):
        reviews.review(attempt, taker)


def test_the_review_marks_what_proves_the_key_and_what_rules_the_choice_out() -> None:
    quiz, taker = make_quiz(None, (CHOICE,)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    answer(attempt, taker, {1: "a"})
    submissions.submit(attempt, taker)
    question = reviews.review(attempt, taker).questions[0]
    assert not question.is_right
    assert question.feedback == ("Tom Harrow was the last ferryman.",)
    assert [mark.role for mark in question.marks] == ["proves", "refutes"]
    assert [passage.number for passage in question.cited] == [1, 4]
    assert {review.row.result for review in question.rows} == {"key", "wrong", "none"}


def review_of(content: ItemContent, response: list[str]) -> reviews.QuestionReview:
    quiz, taker = make_quiz(None, (content,)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    if response:
        answer(attempt, taker, {1: response})
    submissions.submit(attempt, taker)
    return reviews.review(attempt, taker).questions[0]


def test_the_review_says_of_every_option_whether_it_was_right_and_chosen() -> None:
    question = review_of(samples.SEVERAL, ["a", "b"])
    rows = {review.row.option: (review.row.result, review.row.note, review.paragraph) for review in question.rows}
    assert rows == {
        "a": ("key", "Your choice, and right.", 1),
        "b": ("wrong", "Your choice.", None),
        "c": ("key", "Right, but not chosen.", 1),
        "d": ("none", "", None),
    }
    letters = sorted(review.row.sign for review in question.rows if review.row.option in {"a", "c"})
    assert question.key_name == " and ".join(letters)
    assert question.marks[0].label == f"proves {question.key_name}"
    assert question.feedback == ("The last ferryman was Tom Harrow.",)
    assert question.note == "You chose one of the two right ones and one wrong."


def test_the_review_puts_events_in_order_and_says_where_each_was_put() -> None:
    question = review_of(samples.ORDER, ["a:2", "b:3", "c:1", "d:4"])
    assert [(review.row.sign, review.row.result, review.row.note) for review in question.rows] == [
        ("1", "key", "In its place."),
        ("2", "wrong", "You put it third."),
        ("3", "wrong", "You put it second."),
        ("4", "key", "In its place."),
    ]
    assert (question.key_name, question.marks[0].label) == ("", "proves the answer")
    assert "five stood the right way round" in question.note


def test_the_mark_of_a_proof_says_what_it_proves_of_a_statement() -> None:
    assert review_of(samples.STATEMENT, ["true"]).marks[0].label == "proves it false"
    assert review_of(samples.with_key(samples.STATEMENT, {"value": True}), []).marks[0].label == "proves it true"
    assert review_of(samples.CLOZE, []).marks[0].label == "proves salt"


def test_the_review_sets_every_prompt_beside_its_own_match() -> None:
    question = review_of(samples.PAIRS, ["p1:a2", "p2:a1"])
    assert [(review.row.text, review.row.note) for review in question.rows] == [
        ("Mara Voss: drew the plans", "Your match, and right."),
        ("Tom Harrow: rowed the ferry", "You chose “carried one arch away”."),
        ("A tax on salt: paid half of the cost", "You left it out."),
        ("carried one arch away", "Matches nothing."),
    ]


def test_sentences_stand_in_the_order_of_the_article() -> None:
    question = review_of(samples.EVIDENCE, [])
    assert [review.row.text for review in question.rows] == [f"“{o.text}”" for o in samples.EVIDENCE.options]
    assert question.key_name == "D"


def test_no_attempt_shows_events_in_the_order_of_the_key() -> None:
    quiz = make_quiz(None, (samples.ORDER,))
    orders = set()
    for number in range(40):
        taker = make_guest(f"Mia {number}")
        orders.add(attempts.attempt_view(starting.start(quiz.public_id, taker), taker).place(1).option_order)
    assert len(orders) > 5
    assert tuple(samples.ORDER.key["order"]) not in orders


def test_a_closed_quiz_cannot_be_started() -> None:
    teacher = make_teacher()
    quiz = make_quiz(teacher.id)
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher.id, closed=True)
    with pytest.raises(Conflict, match="closed"):
        starting.start(quiz.public_id, make_guest("Ben"))


def test_steps_grades_and_versions_cannot_be_rewritten() -> None:
    quiz, taker = make_quiz(None), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    answer(attempt, taker, RIGHT)
    submissions.submit(attempt, taker)
    for table in (Step, GradeEvent):
        with pytest.raises(IntegrityError):
            db.session.execute(update(table).values(id=table.id + 1000))
        db.session.rollback()
        with pytest.raises(IntegrityError):
            db.session.execute(table.__table__.delete())
        db.session.rollback()


@pytest.mark.parametrize("many", [1, COUNT])
def test_the_number_of_statements_does_not_grow_with_questions(many: int) -> None:
    quiz, taker = make_quiz(None, CONTENTS[:many]), make_guest()
    attempt = starting.start(quiz.public_id, taker)
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
    assert (page.number, save.number, submit.number, review.number) == (1, 1, 7, 4)


def test_own_attempts_list_open_ones_first_in_one_statement() -> None:
    quiz, other, taker = make_quiz(None), make_quiz(None, title="Another"), make_guest()
    done = starting.start(quiz.public_id, taker)
    submissions.submit(done, taker)
    opened = starting.start(other.public_id, taker)
    db.session.commit()
    with counted() as statements:
        lines = own_attempts.own_attempts(taker)
    assert [line.public_id for line in lines] == [opened, done]
    assert [line.right for line in lines] == [None, 0]
    assert statements.number == 1
    assert db.session.query(Attempt).count() == 2
