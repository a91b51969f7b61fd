"""The objects the app is made of. No logic: what they do stands on the floors above and below."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import Flask, has_request_context, request
from flask_migrate import Migrate
from flask_security import Security
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from huey.api import Huey, PostgresHuey, SqliteHuey
from psycopg import OperationalError
from sqlalchemy import Connection, Engine, event

from quizapp.models import Base

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate()
csrf = CSRFProtect()
security = Security()

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "cache_size=-16000",
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
)


_reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def only_reading() -> Iterator[None]:
    """Transactions that begin inside take no write lock on SQLite, whatever the request's method."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def tune_sqlite(engine: Engine) -> None:
    """Make an SQLite engine durable and safe under concurrent writers; nothing for other databases.

    A transaction that may write begins IMMEDIATE: a deferred one fails with "database is locked"
    when it upgrades a stale snapshot, whatever the busy timeout. The mode has to be known when the
    transaction begins, so it follows the request's method: a GET never writes.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we send BEGIN ourselves
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        reads = _reading.get() or (has_request_context() and request.method in SAFE_METHODS)
        # straight to the driver: SQLAlchemy's way costs ten times the statement
        connection.connection.driver_connection.execute("BEGIN" if reads else "BEGIN IMMEDIATE")  # type: ignore[union-attr]


class Jobs:
    """The queue of background tasks: embedded with SQLite, in the database with PostgreSQL."""

    def init_app(self, app: Flask) -> None:
        """Open the queue that the app's configuration names and bind it to the app."""
        url = str(app.config["SQLALCHEMY_DATABASE_URI"])
        if url.startswith("postgresql"):
            dsn = url.replace("postgresql+psycopg://", "postgresql://", 1)
            queue: Huey = PostgresHuey("quizapp", dsn=dsn, results=False, utc=True)
        else:
            queue = SqliteHuey("quizapp", filename=app.config["JOBS_FILE"], results=False, utc=True, fsync=True)
        app.extensions["quizapp_queue"] = queue
        app.extensions["quizapp_tasks"] = {}

    def register(self, app: Flask, name: str, task: Callable[..., None]) -> None:
        """Make ``task`` known under ``name``; the worker runs it inside an app context."""

        def run(*args: Any) -> None:
            with app.app_context():
                task(*args)

        queue: Huey = app.extensions["quizapp_queue"]
        app.extensions["quizapp_tasks"][name] = queue.task(name=name)(run)

    def enqueue(self, app: Flask, name: str, *args: Any) -> None:
        """Put the task ``name`` on the app's queue. Raises ``KeyError`` for an unknown name.

        Where the queue's connection was cut since it was last used, the second try opens another.
        """
        task = app.extensions["quizapp_tasks"][name]
        try:
            task(*args)
        except OperationalError:
            task(*args)


jobs = Jobs()
