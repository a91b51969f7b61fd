"""Runs the migrations on the app's own engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

db = current_app.extensions["migrate"].db


def is_ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    """Leave the job queue's own tables alone; they share the database on PostgreSQL."""
    return not (kind == "table" and reflected and (name or "").startswith("huey"))


@contextmanager
def keys_at_rest(connection: Connection) -> Iterator[None]:
    """Let SQLite's foreign keys rest meanwhile; nothing on other databases."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise RuntimeError(f"a row of {broken[0]} points at nothing")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def run_migrations() -> None:
    """Apply what is asked on one connection, in one transaction.

    SQLite changes a column by making its table anew, which must not set off the keys that point at it
    (https://www.sqlite.org/lang_altertable.html#otheralter); they are checked before they hold again.
    """
    with db.engine.connect() as connection, keys_at_rest(connection):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            compare_type=True,
            compare_server_default=True,
            include_object=is_ours,
            render_as_batch=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
