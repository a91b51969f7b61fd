"""Counting the SQL statements that a piece of work sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from quizapp.extensions import db
from quizapp.services import direct


@dataclass
class Statements:
    """What was sent; BEGIN, COMMIT and their like are not counted."""

    sent: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.sent)


@contextmanager
def counted() -> Iterator[Statements]:
    """Counts the statements sent inside the block."""
    statements = Statements()

    def hear(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if not sql.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT")):
            statements.sent.append(sql)

    def hear_look(_sender: object, sql: str) -> None:
        statements.sent.append(sql)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        with direct.sent.connected_to(hear_look):
            yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
