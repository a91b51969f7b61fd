"""What each question is worth: written by its teacher, frozen with the version, told where not all are equal."""

import pytest
from sqlalchemy import select

from quizapp.extensions import db
from quizapp.models.quizzes import QuizItem, QuizVersionItem
from tests.pages import Browser
from tests.samples import CHOICE, STATEMENT, Published, make_quiz


@pytest.fixture
def quiz(vera: int) -> Published:
    made = make_quiz(vera, (CHOICE, STATEMENT))
    db.session.rollback()
    return made


def items_of(quiz: Published) -> list[int]:
    found = db.session.scalars(
        select(QuizItem.item_id).where(QuizItem.quiz_id == quiz.quiz_id).order_by(QuizItem.position)
    )
    ids = list(found)
    db.session.rollback()
    return ids


def marks_in(model, column) -> list[float]:
    found = list(db.session.scalars(select(model.marks).order_by(column, model.position)))
    db.session.rollback()
    return found


def change(desk, quiz, marks, status=303):
    place = f"/desk/quizzes/{quiz.quiz_id}"
    first = items_of(quiz)[0]
    return desk.post_form(place, {f"marks-{first}": marks}, at=f"{place}?change=", status=status)


def test_marks_are_kept_then_frozen_and_told_where_not_all_are_equal(app, desk, quiz):
    place = f"/desk/quizzes/{quiz.quiz_id}"
    mia, tom = Browser(app), Browser(app)
    before = mia.follow(mia.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}))
    assert "1 mark" not in before.text
    assert "2.5 marks" in desk.follow(change(desk, quiz, "2,5")).text
    assert marks_in(QuizItem, QuizItem.quiz_id) == [2.5, 1]
    assert marks_in(QuizVersionItem, QuizVersionItem.quiz_version_id) == [1, 1]
    desk.post_form(f"{place}/publish", at=place)
    assert marks_in(QuizVersionItem, QuizVersionItem.quiz_version_id) == [1, 1, 2.5, 1]
    assert "Publish as a new version" not in desk.get(place).text
    question = tom.follow(tom.post_form(f"/q/{quiz.public_id}", {"name": "Tom"}))
    assert "Question 1 of 2 · 2.5 marks" in question.text
    attempt = question.url.split("/questions")[0]
    tom.post_form(question.url, {"response": "b" if CHOICE.key == {"option": "b"} else "a"})
    tom.post_form(f"{attempt}/check")
    assert "of 3.5 marks" in tom.get(f"{attempt}/review").text


@pytest.mark.parametrize("marks", ["0", "0.4", "20.5", "two", "", "nan", "-1", "1e3"])
def test_marks_that_are_none_change_nothing_and_come_back_as_written(desk, quiz, marks):
    page = change(desk, quiz, marks, 422)
    assert "0.5 to 20 marks" in page.text
    assert page.one("input", id=f"marks-{items_of(quiz)[0]}").get("value") == marks
    assert marks_in(QuizItem, QuizItem.quiz_id) == [1, 1]
