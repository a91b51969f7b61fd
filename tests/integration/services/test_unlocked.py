"""While a password is hashed, everybody else can go on saving."""

import sqlite3

import pytest
from sqlalchemy import text

from quizapp.extensions import db
from quizapp.services import accounts


def another_writer() -> None:
    """Take and give back the write lock, or fail at once."""
    other = sqlite3.connect(db.engine.url.database or "", timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    finally:
        other.close()


def test_checking_a_password_holds_no_lock(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows, not the database")
    with app.test_request_context("/login", method="POST"):
        db.session.execute(text("SELECT 1"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            another_writer()  # a POST holds the lock as long as it may write
        with accounts.unlocked():
            db.session.execute(text('SELECT count(*) FROM "user"'))
            another_writer()
        db.session.execute(text("SELECT 1"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            another_writer()
