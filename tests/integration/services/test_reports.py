"""Something is wrong with a question: reported once, seen by its teacher alone, replied to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.extensions import db
from quizapp.models.attempts import ItemReport
from quizapp.models.audit import AuditEvent
from quizapp.services import reports, responses, starting, submissions
from quizapp.services.errors import Conflict, Invalid, NotFound
from tests.samples import CHOICE, PROOFS, STATEMENT, make_guest, make_quiz, make_teacher
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")


def count() -> int:
    return db.session.scalar(select(func.count(ItemReport.id))) or 0


def test_a_question_is_reported_once_for_each_attempt() -> None:
    quiz, taker = make_quiz(None, (CHOICE, STATEMENT)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    reports.report(attempt, 1, taker, reason="key", words="  Paragraph 2 says otherwise. ")
    with pytest.raises(Conflict, match="first report stands"):
        reports.report(attempt, 1, taker, reason="other", words="Again.")
    reports.report(attempt, 2, taker, reason="unclear", words="")
    submissions.submit(attempt, taker)
    again = starting.start(quiz.public_id, taker)
    reports.report(again, 1, taker, reason="other", words="")
    first = reports.reports_in(attempt, taker)[1]
    assert (first.words, first.reason.value, first.reply) == ("Paragraph 2 says otherwise.", "key", None)
    assert [(r.attempt_id, r.position) for r in reports.own_reports(taker)] == [(again, 1), (attempt, 2), (attempt, 1)]


def test_reports_sent_at_once_are_kept_once(app: Flask) -> None:
    quiz, taker = make_quiz(None, (CHOICE,)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    db.session.rollback()

    def send(_number: int) -> bool:
        with app.app_context():
            try:
                reports.report(attempt, 1, taker, reason="key", words="")
            except Conflict:
                return False
            else:
                return True
            finally:
                db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(send, range(6))) == 1
    assert count() == 1


def test_what_cannot_be_taken_is_told_and_changes_nothing() -> None:
    quiz, taker, other = make_quiz(None, (CHOICE,)), make_guest(), make_guest("Ben")
    attempt = starting.start(quiz.public_id, taker)
    for reason, words in (("", ""), ("KEY", ""), ("nothing", ""), ("key", "x" * 501)):
        with pytest.raises(Invalid):
            reports.report(attempt, 1, taker, reason=reason, words=words)
    with pytest.raises(NotFound):
        reports.report(attempt, 1, other, reason="key", words="")
    for position in (0, 2):
        with pytest.raises(NotFound):
            reports.report(attempt, position, taker, reason="key", words="")
    assert count() == 0


def test_only_the_teacher_of_the_article_sees_a_report_and_replies() -> None:
    vera, other = make_teacher(), make_teacher("other@school.org", "Otto")
    quiz, taker = make_quiz(vera.id, (CHOICE,)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    responses.save(attempt, 1, {"response": ["a"]}, taker)
    reports.report(attempt, 1, taker, reason="key", words="Look again.")
    assert reports.desk_reports(other.id) == []
    assert (reports.waiting(vera.id), reports.waiting(other.id)) == (1, 0)
    found = reports.desk_reports(vera.id)[0]
    assert (found.stem, found.version, found.words) == (CHOICE.stem, 1, "Look again.")
    assert found.response == next(option.text for option in CHOICE.options if option.id == "a")
    with pytest.raises(NotFound):
        reports.reply(found.id, "Mine.", teacher_id=other.id)
    reports.reply(found.id, " You are right. ", teacher_id=vera.id)
    assert reports.waiting(vera.id) == 0
    own = reports.own_reports(taker)[0]
    assert own.reply == "You are right."
    assert own.replied_at
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.object_type == "item_report")).one()
    assert (event.actor_id, event.object_id, event.details) == (vera.id, found.id, {})


def test_a_reply_needs_words_and_not_too_many() -> None:
    vera = make_teacher()
    quiz, taker = make_quiz(vera.id, (CHOICE,)), make_guest()
    reports.report(starting.start(quiz.public_id, taker), 1, taker, reason="key", words="")
    report_id = reports.desk_reports(vera.id)[0].id
    for words in ("", "  \n", "x" * (reports.REPLY_LIMIT + 1)):
        with pytest.raises(Invalid):
            reports.reply(report_id, words, teacher_id=vera.id)
    assert reports.waiting(vera.id) == 1


def test_unanswered_reports_come_first_and_then_the_newest_in_two_statements() -> None:
    vera = make_teacher().id
    quiz = make_quiz(vera, (CHOICE,))
    for name in ("Mia", "Ben", "Kim"):
        taker = make_guest(name)
        reports.report(starting.start(quiz.public_id, taker), 1, taker, reason="other", words=name)
    newest = reports.desk_reports(vera)[0]
    assert newest.words == "Kim"
    reports.reply(newest.id, "Thank you.", teacher_id=vera)
    with counted() as statements:
        listed = reports.desk_reports(vera)
    assert [report.words for report in listed] == ["Ben", "Mia", "Kim"]
    assert statements.number == 2


def test_handing_in_at_once_is_graded_once(app: Flask) -> None:
    from quizapp.models.attempts import GradeEvent
    from quizapp.services import reviews

    quiz, taker = make_quiz(None, (CHOICE, STATEMENT)), make_guest()
    attempt = starting.start(quiz.public_id, taker)
    responses.save(attempt, 1, {"response": ["b"]}, taker)
    db.session.rollback()

    def hand_in(_number: int) -> object:
        with app.app_context():
            try:
                submissions.submit(attempt, taker)
                review = reviews.review(attempt, taker)
                return review.attempt.submitted_at, review.right, review.marks
            finally:
                db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(hand_in, range(6)))) == 1
    assert len(db.session.scalars(select(GradeEvent)).all()) == 2


def test_a_teacher_says_that_the_student_is_right_once() -> None:
    vera = make_teacher().id
    quiz = make_quiz(vera)
    mia = make_guest()
    attempt = starting.start(quiz.public_id, mia)
    reports.report(attempt, 1, mia, reason="key", words="")
    (waiting,) = reports.desk_reports(vera)
    assert (waiting.passage, waiting.position, waiting.is_own) == (PROOFS["single_choice"], 1, True)
    assert reports.accept(waiting.id, teacher_id=vera) == quiz.versions[0]
    reports.accept(waiting.id, teacher_id=vera)
    assert reports.own_reports(mia)[0].accepted_at is not None
    deeds = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "accept")).all()
    assert len(deeds) == 1
    with pytest.raises(NotFound):
        reports.accept(waiting.id, teacher_id=make_teacher("other@school.org").id)
