"""When the database is gone, a person still gets a plain word and a number."""

import re

import pytest
from sqlalchemy import text

from quizapp.extensions import db


@pytest.fixture
def no_quizzes(app):
    """Their table is called something else meanwhile."""
    assert app
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE quiz RENAME TO quiz_lost"))
    yield
    db.session.remove()
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE quiz_lost RENAME TO quiz"))


@pytest.mark.usefixtures("no_quizzes")
def test_a_broken_database_gives_a_plain_500_with_a_number(browser):
    reply = browser.client.get("/")
    assert reply.status_code == 500
    assert "Traceback" not in reply.get_data(as_text=True)
    assert re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", reply.get_data(as_text=True))


def test_without_any_answer_from_the_database_the_words_are_plain(app, browser, monkeypatch):
    browser.get("/")

    def refuse(*_arguments, **_options):
        raise ConnectionError("the database is away")

    monkeypatch.setattr(type(db.engine), "connect", refuse)
    monkeypatch.setattr(type(db.engine), "raw_connection", refuse)
    db.session.remove()
    reply = browser.client.get("/")
    assert reply.status_code == 500
    assert "Something went wrong on our side" in reply.get_data(as_text=True)
    assert app.config["SECRET_KEY"] not in reply.get_data(as_text=True)
