"""Shuffled questions: decided once, the student's own everywhere, and the quiz's for the teacher."""

import flask_migrate
import pytest
from sqlalchemy import select

from quizapp.core.regrading import Policy
from quizapp.core.settings import FeedbackTimes, ProofScoring, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, ItemReport, Step, StepKind
from quizapp.services import (
    attempts,
    marks,
    own,
    personal_data,
    practice,
    proofs,
    quiz_settings,
    quizzes,
    regrading,
    reports,
    responses,
    results,
    reviews,
    starting,
    submissions,
)
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.regrade_plans import Decision
from quizapp.services.responses import Given
from quizapp.services.result_scopes import quiz_scope
from quizapp.services.seats import _seat
from tests.samples import CHOICE, CONTENTS, NUMBER, SHORT, STATEMENT, make_guest, make_teacher
from tests.shuffled import order_of, right, shown_at, shuffled_quiz

ARRANGED = list(range(1, len(CONTENTS) + 1))


@pytest.fixture
def vera(app):
    assert app
    return make_teacher().id


@pytest.fixture
def quiz(vera):
    return shuffled_quiz(vera)


def begin(quiz):
    """A new attempt whose first question is not by chance that of the quiz, and whose it is; others may be open then."""
    while True:
        taker = make_guest()
        attempt = starting.start(quiz.public_id, taker)
        if order_of(attempt)[0] != 1:
            return attempt, taker


def answer_all(attempt, taker):
    for place in attempts.attempt_view(attempt, taker).places:
        responses.save(attempt, place.position, right(place.question.content), taker)


def steps_by_place():
    """Where in the quiz steps were kept."""
    rows = db.session.execute(
        select(Step.kind, AttemptItem.position).join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
    )
    return sorted((kind.value, position) for kind, position in rows)


def test_as_arranged_is_what_a_quiz_does_unless_its_teacher_says_otherwise(vera):
    quiz = shuffled_quiz(vera, QuizSettings())
    assert order_of(starting.start(quiz.public_id, make_guest())) == ARRANGED


def test_the_order_is_kept_when_somebody_comes_back_and_another_one_has_another(quiz):
    attempt, taker = begin(quiz)
    order = order_of(attempt)
    assert sorted(order) == ARRANGED
    _seat.cache_clear()
    assert starting.start(quiz.public_id, taker) == attempt
    view = attempts.attempt_view(attempt, taker)
    assert [place.question.position for place in view.places] == order
    assert [place.position for place in view.places] == ARRANGED
    others = {tuple(order_of(starting.start(quiz.public_id, make_guest(f"Tom {n}")))) for n in range(4)}
    assert len(others) > 1


def test_an_attempt_from_before_there_was_such_an_order_is_seen_in_that_of_the_quiz(quiz):
    attempt, taker = begin(quiz)
    responses.save(attempt, shown_at(attempt, CHOICE), right(CHOICE), taker)
    flask_migrate.downgrade(revision="0019")
    flask_migrate.upgrade()
    assert order_of(attempt) == ARRANGED
    assert steps_by_place() == [("respond", 1)]


def test_a_running_attempt_keeps_its_order_when_the_teacher_changes_the_setting(quiz, vera):
    attempt, taker = begin(quiz)
    order = order_of(attempt)
    quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(), None, teacher_id=vera)
    quizzes.publish(quiz.quiz_id, publisher_id=vera)
    _seat.cache_clear()
    view = attempts.attempt_view(attempt, taker)
    assert [place.question.position for place in view.places] == order
    submissions.submit(attempt, taker)
    assert order_of(starting.start(quiz.public_id, taker)) == ARRANGED


def test_whatever_is_said_goes_to_the_question_that_was_seen(quiz):
    attempt, taker = begin(quiz)
    number = shown_at(attempt, NUMBER)
    saved = responses.save(attempt, number, right(NUMBER), taker, idempotency_key="k")
    assert responses.save(attempt, number, right(NUMBER), taker, idempotency_key="k") == saved
    responses.flag(attempt, number, taker, flagged=True)
    assert steps_by_place() == [("flag", 4), ("respond", 4)]
    with pytest.raises(Invalid, match="number"):
        responses.save(attempt, number, {"response": ["salt"]}, taker)
    for nowhere in (0, 10):
        with pytest.raises(NotFound):
            responses.save(attempt, nowhere, right(NUMBER), taker)


def test_all_right_is_all_right_in_any_order(quiz):
    attempt, taker = begin(quiz)
    answer_all(attempt, taker)
    assert attempts.attempt_view(attempt, taker).next_open == 9
    submissions.submit(attempt, taker)
    found = reviews.review(attempt, taker)
    assert (found.right, found.marks) == (9, 9.0)


def test_the_review_numbers_the_questions_as_they_were_seen(quiz):
    attempt, taker = begin(quiz)
    responses.save(attempt, shown_at(attempt, SHORT), right(SHORT), taker)
    submissions.submit(attempt, taker)
    found = reviews.review(attempt, taker).questions
    assert [question.position for question in found] == ARRANGED
    assert [question.stem for question in found] == [CONTENTS[n - 1].stem for n in order_of(attempt)]
    assert [question.stem for question in found if question.is_right] == [SHORT.stem]


def test_where_one_left_off_is_the_first_open_question_that_one_sees(quiz):
    attempt, taker = begin(quiz)
    for position in (1, 2, 4):
        content = CONTENTS[order_of(attempt)[position - 1] - 1]
        responses.save(attempt, position, right(content), taker)
    assert attempts.attempt_view(attempt, taker).next_open == 3
    assert own.own_page(taker).open[0].next_open == 3


def test_what_was_missed_leads_to_its_place_in_the_review(quiz):
    attempt, taker = begin(quiz)
    answer_all(attempt, taker)
    responses.save(attempt, shown_at(attempt, CHOICE), {"response": ["a"]}, taker)
    submissions.submit(attempt, taker)
    missed = own.own_page(taker).missed
    assert [(one.stem, one.position) for one in missed] == [(CHOICE.stem, shown_at(attempt, CHOICE))]


def test_a_report_names_the_question_to_both_of_them(quiz, vera):
    attempt, taker = begin(quiz)
    number = shown_at(attempt, CHOICE)
    reports.report(attempt, number, taker, reason="key", words="Look.")
    asked = db.session.execute(
        select(AttemptItem.position).join(ItemReport, ItemReport.attempt_item_id == AttemptItem.id)
    )
    assert asked.scalars().all() == [1]
    mine = reports.own_reports(taker)[0]
    assert (mine.position, mine.stem) == (number, CHOICE.stem)
    assert [*reports.reports_in(attempt, taker)] == [number]
    assert attempts.attempt_view(attempt, taker).place(number).is_reported
    seen = reports.desk_reports(vera)[0]
    assert (seen.position, seen.stem) == (1, CHOICE.stem)


def test_practice_checks_hints_and_tells_of_the_question_that_is_seen(vera):
    quiz = shuffled_quiz(vera, QuizSettings(shuffle_questions=True, practice=True))
    taker = make_guest()
    attempt = practice.start(quiz.public_id, taker)
    number = shown_at(attempt, CHOICE)
    practice.check(Given(attempt, number, {"response": ["a"]}, taker))
    practice.take_hint(attempt, number, taker)
    place = attempts.attempt_view(attempt, taker).place(number)
    assert (place.question.position, place.state.tries, place.state.hints) == (1, 1, 1)
    practice.check(Given(attempt, number, {"response": ["b"]}, taker))
    told = practice.feedback(attempts.attempt_view(attempt, taker), number)
    assert told
    assert (told.position, told.stem, told.is_right) == (number, CHOICE.stem, True)
    assert {position for _, position in steps_by_place()} == {1}


def test_a_sentence_proves_the_question_that_is_seen(vera):
    each = FeedbackTimes(*[When.EACH] * 5)
    quiz = shuffled_quiz(vera, QuizSettings(each, shuffle_questions=True, proof=ProofScoring.ALL))
    attempt, taker = begin(quiz)
    number = shown_at(attempt, CHOICE)
    responses.save(attempt, number, right(CHOICE), taker)
    view = attempts.attempt_view(attempt, taker)
    place = view.place(number)
    asked = proofs.question_for(place.question, view.content.article, seed=view.seed)
    proofs.choose(Given(attempt, number, {"response": [asked.option_at(place.question.proving)]}, taker))
    assert steps_by_place() == [("proof", 1), ("respond", 1)]
    practice.check_proven(attempt, number, taker)
    told = practice.feedback(attempts.attempt_view(attempt, taker), number)
    assert told
    assert told.is_right
    submissions.submit(attempt, taker)
    assert reviews.review(attempt, taker).right == 1


def test_marks_in_the_article_stay_with_the_attempt(quiz):
    attempt, taker = begin(quiz)
    assert len(marks.mark(attempt, taker, 0, 20, on=True)) == 1
    _seat.cache_clear()
    assert len(attempts.attempt_view(attempt, taker).marks) == 1
    assert [kind for kind, _ in steps_by_place()] == [StepKind.MARK.value]


def test_the_results_keep_the_order_of_the_quiz(quiz, vera):
    sat = [begin(quiz) for _ in range(3)]
    for attempt, taker in sat:
        responses.save(attempt, shown_at(attempt, CHOICE), right(CHOICE), taker)
        responses.save(attempt, shown_at(attempt, STATEMENT), {"response": ["true"]}, taker)
        submissions.submit(attempt, taker)
    found = results.results(quiz_scope(quiz.quiz_id, teacher_id=vera))
    assert [one.question.content.stem for one in found.questions] == [content.stem for content in CONTENTS]
    assert [one.analysis.right for one in found.questions] == [3, *[0] * 8]
    for sitting in found.book.sittings:
        assert [cell.response is not None for cell in sitting.cells] == [True, True, *[False] * 7]
        seen = results.seen_at(sitting.public_id)
        assert seen[:2] == [shown_at(sitting.public_id, CHOICE), shown_at(sitting.public_id, STATEMENT)]


def test_a_regrade_changes_its_question_and_the_note_names_it_as_it_was_seen(quiz, vera):
    attempt, taker = begin(quiz)
    responses.save(attempt, shown_at(attempt, CHOICE), {"response": ["a"]}, taker)
    submissions.submit(attempt, taker)
    version_id = attempts.attempt_view(attempt, taker).content.quiz_version_id
    regrading.regrade(Decision(version_id, 1, Policy.FULL, quiz.versions[0]), teacher_id=vera)
    scores = select(AttemptItem.score).join(Attempt).where(Attempt.public_id == attempt).order_by(AttemptItem.position)
    assert db.session.scalars(scores).all() == [1.0, *[0.0] * 8]
    found = reviews.review(attempt, taker)
    assert [note.position for note in found.corrections] == [shown_at(attempt, CHOICE)]
    assert [question.stem for question in found.questions if question.ruling] == [CHOICE.stem]


def test_the_file_of_ones_data_has_both_places(quiz):
    attempt, taker = begin(quiz)
    responses.save(attempt, shown_at(attempt, CHOICE), right(CHOICE), taker)
    first = personal_data.own_data(taker)["attempts"][0]["questions"][0]
    assert (first["position"], first["shown_position"]) == (1, shown_at(attempt, CHOICE))
    assert (first["question"], first["steps"][0]["in_words"]) == (CHOICE.stem, "Mara Voss")
