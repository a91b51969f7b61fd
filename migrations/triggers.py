"""Triggers that hold in the database what the models promise; for SQLite and PostgreSQL.

A breach fails the statement as an integrity error, as a broken constraint does.
"""

from collections.abc import Sequence

from alembic import op


def _create(name: str, table: str, event: str, condition: str, message: str) -> None:
    """Refuse ``event`` on ``table`` where the SQL ``condition`` over OLD and NEW holds."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    # PostgreSQL allows no subquery in WHEN, so the condition stands in the function.
    result = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {result}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def refuse(name: str, table: str, event: str, condition: str, message: str) -> None:
    """Create the trigger ``name``: ``event`` (INSERT, UPDATE or DELETE) fails where ``condition`` holds."""
    _create(name, table, event, condition, message)


def freeze(table: str, columns: Sequence[str] = ()) -> None:
    """Refuse deleting rows of ``table`` and updating them, or only updating ``columns``."""
    changed = " OR ".join(f'CAST(OLD."{c}" AS TEXT) <> CAST(NEW."{c}" AS TEXT)' for c in columns) or "1 = 1"
    _create(f"{table}_is_never_changed", table, "UPDATE", f"({changed})", f"a row of {table} is never changed")
    _create(f"{table}_is_never_deleted", table, "DELETE", "(1 = 1)", f"a row of {table} is never deleted")


def allow(name: str, table: str) -> None:
    """Drop the trigger ``name``."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        op.execute(f"DROP FUNCTION IF EXISTS {name}()")


def thaw(table: str) -> None:
    """Undo ``freeze``."""
    allow(f"{table}_is_never_changed", table)
    allow(f"{table}_is_never_deleted", table)
