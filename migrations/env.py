"""Runs the migrations on the app's own engine."""

from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db


def is_ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    """Leave the job queue's own tables alone; they share the database on PostgreSQL."""
    return not (kind == "table" and reflected and (name or "").startswith("huey"))


def run_migrations() -> None:
    """Apply what is asked on one connection, in one transaction."""
    with db.engine.connect() as connection:
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
