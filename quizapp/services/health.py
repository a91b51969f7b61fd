"""Whether this quizapp can work: its database answers and is up to date."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from quizapp.config import MIGRATIONS
from quizapp.extensions import db


def database_revision() -> tuple[str | None, str | None]:
    """The revision of the database and the newest one there is. Raises what the database raises."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with db.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        return MigrationContext.configure(connection).get_current_revision(), newest


def trouble() -> str:
    """What keeps quizapp from working, in a few words; blank where all is well."""
    try:
        current, newest = database_revision()
    except SQLAlchemyError:
        return "database unreachable"
    return "" if current == newest else "database not migrated"
