"""Looks at the database: statements that only read and that every page needs, run straight through the driver.

SQLAlchemy writes the statement and converts its values; its connection and its result, which cost five times
the statement itself, are left out. Nothing of a transaction is begun: each look sees what is committed then.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import lru_cache
from typing import Any, NamedTuple

from blinker import Signal
from flask import has_request_context, request
from sqlalchemy import Dialect, Select

from quizapp.extensions import SAFE_METHODS, db

sent = Signal("A statement that was sent by ``look``.")

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
def _prepared(statement: Select[*tuple[Any, ...]], dialect: Dialect) -> _Prepared:
    compiled = statement.compile(dialect=dialect)
    binds = ((name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in compiled.binds.items())
    columns = statement.selected_columns
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


def look(statement: Select[*tuple[Any, ...]], **parameters: Any) -> list[Any]:
    """The rows of a statement. It must be one that is built once: what is worked out for it is kept."""
    engine = db.engine
    prepared = _prepared(statement, engine.dialect)
    values = {**prepared.defaults, **parameters}
    for name, process in prepared.binds:
        values[name] = process(values[name])
    if sent.receivers:
        sent.send(sql=prepared.sql)
    with closing(engine.raw_connection()) as connection:
        try:
            rows = _fetch(connection.driver_connection, prepared, values, engine.dialect.name)
        except Exception:
            connection.invalidate()
            raise
    if not prepared.results:
        return [prepared.row(row) for row in rows]
    return [_converted(prepared, row) for row in rows]


def _fetch(driver: Any, prepared: _Prepared, values: dict[str, Any], dialect: str) -> list[Any]:
    given = values if prepared.names is None else [values[name] for name in prepared.names]
    if dialect == "sqlite":  # its connections begin nothing by themselves (extensions.py)
        found: list[Any] = driver.execute(prepared.sql, given).fetchall()
        return found
    driver.autocommit = True
    try:
        found = driver.execute(prepared.sql, given).fetchall()
    finally:
        driver.autocommit = False
    return found


def _converted(prepared: _Prepared, row: Any) -> Any:
    values = list(row)
    for place, process in prepared.results:
        values[place] = process(values[place])
    return prepared.row(values)


def look_for_page(statement: Select[*tuple[Any, ...]], **parameters: Any) -> list[Any]:
    """As ``look`` for a page that only reads; inside a transaction, or where one may follow, what that sees."""
    only_reads = has_request_context() and request.method in SAFE_METHODS
    if only_reads and not (db.session.registry.has() and db.session().in_transaction()):
        return look(statement, **parameters)
    return list(db.session.connection().execute(statement, parameters).all())
