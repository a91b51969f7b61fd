"""Bringing the database up to date."""

from flask_migrate import upgrade

from quizapp.extensions import db
from quizapp.services.health import database_revision


def bring_up_to_date() -> tuple[str | None, str | None]:
    """Run the migrations that are missing; the revisions before and after."""
    before, _ = database_revision()
    upgrade()
    after, _ = database_revision()
    return before, after


def give_up() -> None:
    """Undo whatever the present transaction had begun, so that an error page can still read."""
    db.session.rollback()
