"""A database server that was started anew between two requests costs nobody an error page."""

import psycopg
import pytest

from quizapp.extensions import db
from tests.samples import make_article, make_quiz


@pytest.fixture
def cut(app):
    """Cuts every connection that the app holds, as a restart of the server does."""
    dsn = str(app.config["SQLALCHEMY_DATABASE_URI"]).replace("+psycopg", "", 1)
    if not dsn.startswith("postgresql"):
        pytest.skip("SQLite has no server")
    db.session.rollback()

    def cut() -> None:
        with psycopg.connect(dsn, autocommit=True) as connection:
            ours = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            cut = connection.execute(f"SELECT count(pg_terminate_backend(pid, 5000)) {ours}").fetchone()
            assert cut
            assert cut[0] > 0

    return cut


def test_pages_saves_and_hand_ins_go_on_after_the_server_was_started_anew(browser, cut):
    quiz = make_quiz(None)
    db.session.rollback()
    address = browser.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location
    form = browser.get(address).form(address)
    cut()
    assert browser.get(address).status == 200
    cut()
    given = {"response": "b", "csrf_token": browser.token(), "seen": "0"}
    cut()
    reply = browser.client.post(f"{address}/steps", data=given, headers={"Accept": "application/json"})
    assert reply.status_code == 200
    cut()
    browser.send(address, form, {"response": "b"})
    check = address.replace("questions/1", "check")
    hand_in = browser.get(check).form(check)
    cut()
    browser.send(check, hand_in)


def test_questions_are_asked_for_after_the_server_was_started_anew(desk, vera, cut):
    articles = [make_article(vera, title) for title in ("One", "Another")]
    db.session.rollback()
    for article in articles:
        page = f"/desk/articles/{article}"
        form = desk.get(page).form(f"{page}/read")
        cut()
        desk.send(f"{page}/read", form)
