"""Two clicks at once: the second is told, or changes nothing; neither breaks."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.articles import GenerationRun
from quizapp.models.attempts import Attempt, AttemptEnd
from quizapp.models.items import Approval, ItemTag, ItemVersion, Tag
from quizapp.models.quizzes import QuizItem, QuizVersion
from quizapp.models.users import User
from quizapp.services import accounts, generation, items, quiz_settings, quizzes, starting, submissions, tags
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict
from tests.samples import CHOICE, PROOFS, SHORT, cited, make_article, make_guest, make_item, make_quiz, make_teacher

CLICKS = 6
MINUTE = dt.timedelta(minutes=1)


def at_once(app: Flask, *deeds: Callable[[], object]) -> list[object]:
    """What comes of each deed, all begun at the same moment; a ``Conflict`` is a result, anything else an error."""
    gate = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                return deed()
            except Conflict as conflict:
                return conflict
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def told(results: list[object]) -> int:
    return sum(isinstance(result, Conflict) for result in results)


def count(column: object) -> int:
    found = db.session.scalar(select(func.count(column))) or 0
    db.session.rollback()
    return int(found)


def test_publishing_twice_at_once_breaks_nothing(app: Flask) -> None:
    teacher = make_teacher().id
    quiz = make_quiz(teacher)
    results = at_once(app, *[lambda: quizzes.publish(quiz.quiz_id, publisher_id=teacher)] * CLICKS)
    assert told(results) == 0
    assert db.session.scalars(select(QuizVersion.number).order_by(QuizVersion.number)).all() == [*range(1, CLICKS + 2)]


def test_changing_a_quiz_twice_at_once_breaks_nothing(app: Flask) -> None:
    teacher = make_teacher().id
    quiz = make_quiz(teacher)
    ids = list(db.session.scalars(select(QuizItem.item_id).order_by(QuizItem.position)))
    change = lambda: quizzes.change_quiz(quiz.quiz_id, "Another", teacher_id=teacher, item_ids=ids)  # noqa: E731
    assert told(at_once(app, *[change] * CLICKS)) == 0
    assert count(QuizItem.item_id) == len(ids)


def test_of_two_approvals_at_once_the_second_is_told(app: Flask) -> None:
    teacher = make_teacher().id
    version = make_item(make_article(teacher))
    results = at_once(app, *[lambda: items.approve(version, reviewer_id=teacher)] * CLICKS)
    assert told(results) == CLICKS - 1
    assert count(Approval.item_version_id) == 1


def test_of_two_edits_at_once_the_second_is_told(app: Flask) -> None:
    teacher = make_teacher().id
    version = make_item(make_article(teacher), SHORT)
    changed = replace(SHORT, explanation="A ferry.")
    proof = cited(PROOFS["short_answer"])
    results = at_once(app, *[lambda: items.edit_item(version, changed, proof, teacher_id=teacher)] * CLICKS)
    assert told(results) == CLICKS - 1
    assert count(ItemVersion.id) == 2


def test_of_two_requests_for_questions_at_once_one_is_carried_out(app: Flask) -> None:
    teacher = make_teacher().id
    article = make_article(teacher)
    results = at_once(app, *[lambda: generation.request_run(article, teacher_id=teacher)] * CLICKS)
    assert told(results) == CLICKS - 1
    assert count(GenerationRun.id) == 1


def test_an_account_asked_for_twice_at_once_is_made_once(app: Flask) -> None:
    register = lambda: accounts.register_student(  # noqa: E731
        email="mia@school.org", name="Mia", password="a sentence of her own"
    )
    assert told(at_once(app, *[register] * CLICKS)) == 0
    assert count(User.id) == 1


@pytest.mark.parametrize("_round", range(3))
def test_whoever_starts_beside_a_change_of_the_closing_time_gets_the_end_that_holds(app: Flask, _round: int) -> None:
    teacher = make_teacher().id
    quiz = make_quiz(teacher, (CHOICE,))
    closes_at = utc_now() + 20 * MINUTE
    quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(), closes_at - 10 * MINUTE, teacher_id=teacher)
    takers = [make_guest(f"Mia {number}") for number in range(8)]
    change = lambda: quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(), closes_at, teacher_id=teacher)  # noqa: E731
    starts = [lambda taker=taker: starting.start(quiz.public_id, taker) for taker in takers]
    at_once(app, *starts[:4], change, *starts[4:])
    assert set(db.session.scalars(select(Attempt.due_at))) == {closes_at}


def test_an_attempt_that_has_got_more_time_since_is_not_ended_by_time(app: Flask) -> None:
    teacher, taker = make_teacher().id, make_guest()
    quiz = make_quiz(teacher, (CHOICE,))
    attempt = starting.start(quiz.public_id, taker)
    row = db.session.scalars(select(Attempt)).one()
    for due_at in (None, utc_now() + MINUTE):
        db.session.execute(update(Attempt).values(due_at=due_at))
        assert not submissions.end_attempt(row.id, quiz.quiz_version_id, by=AttemptEnd.TIME, now=utc_now())
    db.session.commit()
    submissions.submit(attempt, taker)
    db.session.expire_all()
    assert db.session.scalars(select(Attempt.ended_by)).one() is AttemptEnd.STUDENT
    assert app


def test_tagging_several_questions_at_once_with_a_new_tag_makes_it_once(app: Flask) -> None:
    teacher = make_teacher().id
    quiz = make_quiz(teacher, (CHOICE, SHORT))
    first, second = (db.session.get_one(ItemVersion, version).item_id for version in quiz.versions)
    at_once(app, *[lambda: tags.add_tag([first, second], "bridges", teacher_id=teacher)] * CLICKS)
    assert (count(Tag.id), count(ItemTag.item_id)) == (1, 2)
    at_once(app, *[lambda: tags.set_tags(first, ["bridges", "people"], teacher_id=teacher)] * CLICKS)
    assert (count(Tag.id), count(ItemTag.item_id)) == (2, 3)
