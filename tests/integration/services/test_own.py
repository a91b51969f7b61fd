"""A person's own page: open, finished, known and missed, and nothing before its time."""

import pytest
from sqlalchemy import select, update

from quizapp.core.deadlines import GRACE
from quizapp.core.settings import FeedbackTimes, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.articles import FactRow, PassageRow
from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.models.quizzes import Quiz
from quizapp.services import items, own, quizzes, responses, starting, submissions
from quizapp.services.clock import utc_now
from quizapp.services.guests import Taker
from tests.samples import CHOICE, NUMBER, SHORT, STATEMENT, Published, make_guest, make_item, make_quiz
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")
CONTENTS = (CHOICE, STATEMENT, NUMBER)
WRONG = {1: "a"}
TOLD_AT_CLOSE = FeedbackTimes(When.CLOSE, When.CLOSE, When.CLOSE, When.CLOSE, When.CLOSE)


def take(quiz: Published, taker: Taker, given: dict[int, str], *, hand_in: bool = True) -> str:
    attempt = starting.start(quiz.public_id, taker)
    for position, response in given.items():
        responses.save(attempt, position, {"response": [response]}, taker)
    if hand_in:
        submissions.submit(attempt, taker)
    return attempt


def second_quiz(first: Published, *, settings: QuizSettings | None = None, same_fact: bool = True) -> str:
    """Another quiz on the article of the first, with one question, on the fact of the first one's first; its link."""
    version = make_item(first.article_id, SHORT)
    items.approve(version, reviewer_id=None)
    item_id = db.session.get_one(ItemVersion, version).item_id
    asked = db.session.get_one(ItemVersion, first.versions[0]).item_id
    if same_fact:
        passage = db.session.scalars(select(PassageRow).order_by(PassageRow.id)).first()
        assert passage
        fact = FactRow(
            article_version_id=passage.article_version_id, passage_id=passage.id, position=1, kind="event",
            claim="x", start=passage.start, end=passage.end, weight=1.0,
        )  # fmt: skip
        db.session.add(fact)
        db.session.flush()
        db.session.execute(update(ItemRow).where(ItemRow.id.in_([item_id, asked])).values(fact_id=fact.id))
    quiz_id = quizzes.create_quiz(first.article_id, "Once more", owner_id=None, item_ids=[item_id])
    settle(quiz_id, settings or QuizSettings(practice=True))
    quizzes.publish(quiz_id, publisher_id=None)
    return db.session.get_one(Quiz, quiz_id).public_id


def settle(quiz_id: int, settings: QuizSettings) -> None:
    db.session.get_one(Quiz, quiz_id).settings = settings.as_json()
    db.session.commit()


def published_with(settings: QuizSettings) -> Published:
    made = make_quiz(None, CONTENTS)
    settle(made.quiz_id, settings)
    quizzes.publish(made.quiz_id, publisher_id=None)
    return made


def test_open_attempts_lead_on_to_the_first_question_without_an_answer() -> None:
    quiz, other, taker = make_quiz(None, CONTENTS), make_quiz(None, CONTENTS, title="Another"), make_guest()
    take(quiz, taker, {}, hand_in=True)
    attempt = take(other, taker, {1: "b"}, hand_in=False)
    page = own.own_page(taker)
    assert [(a.public_id, a.answered, a.questions, a.next_open) for a in page.open] == [(attempt, 1, 3, 2)]
    assert [a.title for a in page.articles] == [page.articles[0].title]
    assert own.only_open(taker) == attempt
    take(quiz, taker, {}, hand_in=False)
    assert own.only_open(taker) is None


def test_progress_counts_what_was_right_at_least_once() -> None:
    quiz, taker = make_quiz(None, CONTENTS), make_guest()
    take(quiz, taker, {1: "b"})
    take(quiz, taker, {2: "false"})
    article = own.own_page(taker).articles[0]
    assert (article.right, article.questions) == (2, 3)
    assert [(attempt.number, attempt.right) for attempt in article.attempts] == [(2, 1), (1, 1)]


def test_what_was_missed_is_what_the_newest_result_says() -> None:
    quiz, taker = make_quiz(None, CONTENTS), make_guest()
    take(quiz, taker, {2: "false"})
    second = take(quiz, taker, {1: "b", 2: "true"})
    missed = own.own_page(taker).missed
    assert [(m.position, m.attempt_id) for m in missed] == [(2, second), (3, second)]
    assert missed[0].stem == STATEMENT.stem


def test_nothing_is_missed_before_the_verdict_may_be_told() -> None:
    quiz, taker = published_with(QuizSettings(feedback=TOLD_AT_CLOSE)), make_guest()
    take(quiz, taker, WRONG)
    page = own.own_page(taker)
    assert page.missed == ()
    assert (page.articles[0].right, page.articles[0].attempts[0].right) == (None, None)
    db.session.execute(update(Quiz).where(Quiz.id == quiz.quiz_id).values(closes_at=utc_now()))
    db.session.commit()
    assert own.own_page(taker).missed == ()  # what is on its way to another attempt still counts
    db.session.execute(update(Quiz).where(Quiz.id == quiz.quiz_id).values(closes_at=utc_now() - GRACE))
    db.session.commit()
    page = own.own_page(taker)
    assert len(page.missed) == 3
    assert page.articles[0].right == 0


def test_a_newer_result_that_may_not_be_told_hides_the_older_one() -> None:
    quiz, taker = make_quiz(None, CONTENTS), make_guest()
    take(quiz, taker, WRONG)
    assert len(own.own_page(taker).missed) == 3
    settle(quiz.quiz_id, QuizSettings(feedback=TOLD_AT_CLOSE))
    quizzes.publish(quiz.quiz_id, publisher_id=None)
    take(quiz, taker, {1: "b"})
    assert own.own_page(taker).missed == ()


def test_practice_is_named_and_told_at_once() -> None:
    quiz, taker = published_with(QuizSettings(feedback=TOLD_AT_CLOSE)), make_guest()
    attempt = take(quiz, taker, WRONG)
    db.session.execute(update(Attempt).where(Attempt.public_id == attempt).values(kind=AttemptKind.PRACTICE))
    db.session.commit()
    page = own.own_page(taker)
    assert page.articles[0].attempts[0].is_practice
    assert len(page.missed) == 3


def test_another_question_on_the_same_fact_is_offered_and_no_other() -> None:
    quiz, taker = make_quiz(None, CONTENTS), make_guest()
    again = second_quiz(quiz)
    take(quiz, taker, WRONG)
    assert [missed.another for missed in own.own_page(taker).missed] == [again, None, None]


def test_a_quiz_that_is_closed_or_a_test_to_come_is_not_offered() -> None:
    quiz, taker = make_quiz(None, CONTENTS), make_guest()
    test = second_quiz(quiz, settings=QuizSettings(practice=False))
    take(quiz, taker, WRONG)
    assert own.own_page(taker).missed[0].another is None
    db.session.execute(update(Quiz).where(Quiz.public_id == test).values(listed=True))
    db.session.commit()
    assert own.own_page(taker).missed[0].another == test
    db.session.execute(update(Quiz).where(Quiz.public_id == test).values(closed_at=utc_now()))
    db.session.commit()
    assert own.own_page(taker).missed[0].another is None


def test_nothing_of_anybody_else_is_there() -> None:
    quiz = make_quiz(None, CONTENTS)
    take(quiz, make_guest("Mia"), WRONG)
    assert own.own_page(make_guest("Ben")) == own.OwnPage((), (), ())


@pytest.mark.parametrize("many", [1, 4])
def test_the_page_takes_four_statements_however_much_there_is(many: int) -> None:
    taker = make_guest()
    for number in range(many):
        quiz = make_quiz(None, CONTENTS, title=f"Quiz {number}")
        take(quiz, taker, WRONG)
        take(quiz, taker, {1: "b"}, hand_in=False)
    db.session.commit()
    with counted() as statements:
        page = own.own_page(taker)
    assert (len(page.open), len(page.articles), statements.number) == (many, many, 4)
