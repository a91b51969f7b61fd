"""The database as a whole: bringing it up to date, a transaction of one's own, giving up."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_migrate import upgrade
from sqlalchemy import Connection

from quizapp.extensions import db
from quizapp.services.health import database_revision


def bring_up_to_date() -> tuple[str | None, str | None]:
    """Run the migrations that are missing; the revisions before and after."""
    before, _ = database_revision()
    upgrade()
    after, _ = database_revision()
    return before, after


@contextmanager
def writing() -> Iterator[Connection]:
    """The session's connection where it has begun something, else one of its own; committed at the end.

    Where something is raised, nothing of it stays: what the session has begun is for the caller to give up.
    """
    if db.session.registry.has() and db.session().in_transaction():
        yield db.session.connection()
        db.session.commit()
    else:
        with db.engine.begin() as connection:
            yield connection


def give_up() -> None:
    """Undo whatever the present transaction had begun, so that an error page can still read."""
    db.session.rollback()
