"""How many statements a page, a save and a hand-in send: few, whatever the number of questions, options and students."""

from dataclasses import replace

import pytest

from quizapp.core.items import Option
from quizapp.extensions import db
from quizapp.services import starting
from tests.pages import Browser
from tests.samples import CHOICE, CONTENTS, make_guest, make_quiz
from tests.statements import counted

MANY_OPTIONS = replace(
    CHOICE, options=(*CHOICE.options, Option("d", "A mason"), Option("e", "A farmer"), Option("f", "A king"))
)
QUIZZES = {
    "one question": ((CHOICE,), 0),
    "one question of many options": ((MANY_OPTIONS,), 0),
    "nine questions": (CONTENTS, 0),
    "nine questions, five other students": (CONTENTS, 5),
}


@pytest.mark.parametrize(("contents", "others"), QUIZZES.values(), ids=QUIZZES)
def test_statements_do_not_grow(app, contents, others):
    quiz = make_quiz(None, contents)
    for number in range(others):
        starting.start(quiz.public_id, make_guest(f"Guest {number}"))
    db.session.rollback()
    browser = Browser(app)
    address = browser.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location
    form = browser.get(address).form(address)
    browser.send(address, form, {"response": "b"})
    again = browser.get(address).form(address)
    check = address.rsplit("/", 2)[0] + "/check"
    hand_in = browser.get(check).form(check)
    for most, work in (
        (3, lambda: browser.get(address)),
        (2, lambda: browser.send(address, again, {"response": "b"})),
        (8, lambda: browser.send(check, hand_in)),
    ):
        with counted() as statements:
            work()
        assert statements.number <= most, statements.sent
