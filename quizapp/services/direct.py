"""The few statements that every page and save needs, run straight through the driver.

SQLAlchemy writes the statement and converts its values; its connection and its result, which cost five times
the statement itself, are left out. Each statement is a transaction by itself.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import lru_cache
from typing import Any, NamedTuple

from blinker import Signal
from flask import has_request_context, request
from sqlalchemy import Dialect
from sqlalchemy.exc import IntegrityError

from quizapp.extensions import SAFE_METHODS, db

sent = Signal("A statement that was sent by this module.")

Process = Callable[[Any], Any]


class _Prepared(NamedTuple):
    """A statement as one kind of database takes it."""

    sql: str
    names: tuple[str, ...] | None
    """The parameters by position; ``None`` where the driver takes names."""
    defaults: Mapping[str, Any]
    binds: tuple[tuple[str, Process], ...]
    row: Callable[[Any], Any]
    results: tuple[tuple[int, Process], ...]


@lru_cache(maxsize=64)
def _prepared(statement: Any, dialect: Dialect) -> _Prepared:
    compiled = statement.compile(dialect=dialect)
    binds = (
        (name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for bind, name in compiled.bind_names.items()
    )
    columns = statement.exported_columns
    row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]  # noqa: PYI024
    results = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    return _Prepared(
        str(compiled),
        tuple(compiled.positiontup) if compiled.positiontup is not None else None,
        dict(compiled.params),
        tuple((name, process) for name, process in binds if process),
        row._make,
        tuple((place, process) for place, process in enumerate(results) if process),
    )


def look(statement: Any, **parameters: Any) -> list[Any]:
    """The rows of a statement that only reads. It must be one that is built once: what is worked out for it is kept."""
    return _run(statement, parameters, _read)


def store(statement: Any, **parameters: Any) -> list[Any]:
    """The rows that a writing statement returns, committed. As ``look``; raises ``IntegrityError`` as SQLAlchemy does."""
    return _run(statement, parameters, _write)


def _run(statement: Any, parameters: dict[str, Any], run: Callable[[Any, str, Any, Dialect], list[Any]]) -> list[Any]:
    engine = db.engine
    prepared = _prepared(statement, engine.dialect)
    values = {**prepared.defaults, **parameters}
    for name, process in prepared.binds:
        values[name] = process(values[name])
    if sent.receivers:
        sent.send(sql=prepared.sql)
    given = values if prepared.names is None else [values[name] for name in prepared.names]
    with closing(engine.raw_connection()) as connection:
        try:
            rows = run(connection.driver_connection, prepared.sql, given, engine.dialect)
        except engine.dialect.loaded_dbapi.IntegrityError as error:
            connection.rollback()
            raise IntegrityError(prepared.sql, None, error, hide_parameters=True) from error
        except Exception:
            connection.invalidate()
            raise
    if not prepared.results:
        return [prepared.row(row) for row in rows]
    return [_converted(prepared, row) for row in rows]


def _read(driver: Any, sql: str, given: Any, dialect: Dialect) -> list[Any]:
    if dialect.name == "sqlite":  # its connections begin nothing by themselves (extensions.py)
        found: list[Any] = driver.execute(sql, given).fetchall()
        return found
    driver.autocommit = True
    try:
        found = driver.execute(sql, given).fetchall()
    finally:
        driver.autocommit = False
    return found


def _write(driver: Any, sql: str, given: Any, dialect: Dialect) -> list[Any]:
    if dialect.name != "sqlite":  # one statement is a transaction
        return _read(driver, sql, given, dialect)
    driver.execute("BEGIN IMMEDIATE")
    found: list[Any] = driver.execute(sql, given).fetchall()
    driver.commit()
    return found


def _converted(prepared: _Prepared, row: Any) -> Any:
    values = list(row)
    for place, process in prepared.results:
        values[place] = process(values[place])
    return prepared.row(values)


def has_begun() -> bool:
    """Whether the session has a transaction: what is done beside it would not see its work, or wait for its lock."""
    return db.session.registry.has() and db.session().in_transaction()


def look_for_page(statement: Any, **parameters: Any) -> list[Any]:
    """As ``look`` for a page that only reads; inside a transaction, or where one may follow, what that sees."""
    if has_request_context() and request.method in SAFE_METHODS and not has_begun():
        return look(statement, **parameters)
    return list(db.session.connection().execute(statement, parameters).all())
