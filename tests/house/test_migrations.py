"""The migrations on both databases: linear, reversible, and what the models say."""

import re
from collections.abc import Iterator
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, column, inspect, select, table, text

from quizapp import create_app
from quizapp.config import MIGRATIONS
from quizapp.extensions import db
from tests.databases import SETTINGS, close
from tests.house.sources import tracked


@pytest.fixture(params=["sqlite", "postgresql"])
def connection(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Connection]:
    """A connection to an app's empty database."""
    if request.param == "sqlite":
        yield from connected({}, tmp_path)
    else:
        with request.getfixturevalue("postgres_databases").empty() as settings:
            yield from connected(settings, tmp_path)


def connected(settings: dict[str, Any], folder: Any) -> Iterator[Connection]:
    app = create_app({**SETTINGS, **settings}, instance_path=str(folder))
    with app.app_context(), db.engine.connect() as connection:
        yield connection
    close(app)


def index_words(index: Any) -> str:
    """An index in words; a condition is a clause whose own words name only its place in memory."""
    return str({**index, "dialect_options": {k: str(v) for k, v in index.get("dialect_options", {}).items()}})


def schema(connection: Connection) -> dict[str, Any]:
    """Tables with their columns, constraints, indexes, and all triggers."""
    connection.rollback()
    seen = inspect(connection)
    tables = [table for table in sorted(seen.get_table_names()) if not table.startswith(("alembic", "huey"))]
    if connection.dialect.name == "sqlite":
        triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"))
    else:
        triggers = connection.execute(
            text("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1")
        )
    found: dict[str, Any] = {"triggers": [tuple(row) for row in triggers]}
    for name in tables:
        found[name] = (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
            sorted(index_words(i) for i in seen.get_indexes(name)),
            sorted(str(f) for f in seen.get_foreign_keys(name)),
            sorted(str(u) for u in seen.get_unique_constraints(name)),
            sorted(str(c) for c in seen.get_check_constraints(name)),
        )
    connection.rollback()
    return found


def test_up_down_and_up_again_gives_the_same_database(connection):
    empty = schema(connection)
    flask_migrate.upgrade()
    first = schema(connection)
    flask_migrate.downgrade(revision="base")
    assert schema(connection) == empty
    flask_migrate.upgrade()
    assert schema(connection) == first
    assert len(first) > 15
    assert len(first["triggers"]) > 10


def test_every_step_can_be_taken_back(connection):
    revisions = [r.revision for r in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]
    for revision in revisions:
        before = schema(connection)
        flask_migrate.upgrade(revision=revision)
        flask_migrate.downgrade(revision="-1")
        assert schema(connection) == before, revision
        flask_migrate.upgrade(revision=revision)


def test_the_first_teacher_of_before_manages_people_from_now_on(connection):
    flask_migrate.upgrade(revision="0017")
    people = 'INSERT INTO "user" (id, email, name, active, fs_uniquifier, created_at) VALUES '
    people += ", ".join(f"({n}, 't{n}', '', :yes, 'f{n}', '2026-01-01')" for n in (1, 2, 3))
    connection.execute(text(people), {"yes": True})
    connection.execute(text("INSERT INTO role (name) VALUES ('teacher')"))
    connection.execute(text('INSERT INTO roles_users SELECT u.id, r.id FROM "user" u, role r WHERE u.id > 1'))
    connection.commit()
    flask_migrate.upgrade(revision="0018")
    managers = text("SELECT user_id FROM roles_users JOIN role ON role.id = role_id WHERE role.name = 'admin'")
    assert connection.execute(managers).scalars().all() == [2]
    connection.rollback()
    flask_migrate.downgrade(revision="0017")
    assert connection.execute(text("SELECT name FROM role")).scalars().all() == ["teacher"]
    connection.rollback()


BEFORE_CLASSES = (
    """INSERT INTO "user" (id, email, name, active, fs_uniquifier, created_at)
    VALUES (1, 'v@x.org', 'Vera', :yes, 'v', :now), (2, 'b@x.org', 'Ben', :yes, 'b', :now)""",
    "INSERT INTO article (id, title, author, publisher, address, created_at) VALUES (1, 'Bridge', '', '', '', :now)",
    """INSERT INTO article_version (id, article_id, number, text, sha256, created_at)
    VALUES (1, 1, 1, 'The bridge', 'x', :now)""",
    """INSERT INTO quiz (id, public_id, article_id, title, owner_id, settings, listed, created_at)
    VALUES (1, 'q', 1, 'Bridge', 1, '{}', :no, :now)""",
    """INSERT INTO quiz_version (id, quiz_id, number, title, article_version_id, settings, published_at)
    VALUES (1, 1, 1, 'Bridge', 1, '{}', :now)""",
    """INSERT INTO attempt (id, public_id, quiz_id, quiz_version_id, user_id, number, kind, seed, started_at)
    VALUES (1, 'a1', 1, 1, 2, 1, 'graded', 0, :now)""",
)
WITH_CLASSES = (
    """INSERT INTO classroom (id, name, owner_id, join_code, time_zone, created_at)
    VALUES (1, '7b', 1, 'JOIN', 'UTC', :now)""",
    "INSERT INTO classroom_teacher (classroom_id, user_id) VALUES (1, 1)",
    """INSERT INTO enrolment (id, classroom_id, user_id, name, student_number, email, enrolled_at)
    VALUES (1, 1, 2, 'Ben', '', '', :now)""",
    "INSERT INTO accommodation (id, user_id, time_factor, set_by, set_at) VALUES (1, 2, 1.5, 1, :now)",
    """INSERT INTO assignment (id, public_id, classroom_id, quiz_id, opens_at, closes_at, over_at, created_by, created_at)
    VALUES (1, 'g', 1, 1, :now, :now, :now, 1, :now)""",
    """INSERT INTO attempt
    (id, public_id, quiz_id, quiz_version_id, user_id, number, kind, seed, started_at, assignment_id)
    VALUES (2, 'a2', 1, 1, 2, 1, 'graded', 0, :now, 1), (3, 'a3', 1, 1, 2, 2, 'graded', 0, :now, 1)""",
)


def test_classes_go_and_come_back_and_no_attempt_is_lost(connection):
    def fill(rows: tuple[str, ...]) -> None:
        values = {"yes": True, "no": False, "now": "2026-01-01 00:00:00"}
        for row in rows:
            statement = text(row)
            connection.execute(statement, {name: values[name] for name in statement.compile().params})
        connection.commit()

    def attempts(third: str) -> list[tuple[object, ...]]:
        found = connection.execute(
            select(*map(column, ("id", "number", third))).select_from(table("attempt")).order_by(column("id"))
        ).all()
        connection.rollback()
        return [tuple(row) for row in found]

    flask_migrate.upgrade(revision="0013")
    fill(BEFORE_CLASSES)
    flask_migrate.upgrade(revision="0014")
    assert attempts("assignment_id") == [(1, 1, None)]
    fill(WITH_CLASSES)
    flask_migrate.downgrade(revision="0013")
    assert attempts("user_id") == [(1, 1, 2), (2, 2, 2), (3, 3, 2)]
    flask_migrate.upgrade(revision="0014")
    assert attempts("assignment_id") == [(1, 1, None), (2, 2, None), (3, 3, None)]
    assert connection.execute(text("SELECT count(*) FROM classroom")).scalar() == 0
    fill(WITH_CLASSES[:-1])
    flask_migrate.upgrade()
    assert connection.execute(text("SELECT count(*) FROM enrolment")).scalar() == 1
    connection.rollback()


def test_the_database_is_what_the_models_say(connection):
    flask_migrate.upgrade()
    connection.rollback()
    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
    assert compare_metadata(context, db.metadata) == []


def test_checks_and_partial_indexes_are_what_the_models_say(connection):
    flask_migrate.upgrade()
    migrated = schema(connection)
    flask_migrate.downgrade(revision="base")
    db.metadata.create_all(connection)
    connection.commit()
    made = schema(connection)
    migrated.pop("triggers"), made.pop("triggers")
    assert unordered(made) == unordered(migrated)


def unordered(tables: dict[str, Any]) -> dict[str, list[list[str]]]:
    """Where a column stands in its table does not matter: later migrations put theirs last."""
    return {name: [sorted(map(str, part)) for part in parts] for name, parts in tables.items()}


def ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    return not (kind == "table" and reflected and (name or "").startswith("huey"))


def test_every_constraint_has_a_name(connection):
    flask_migrate.upgrade()
    connection.rollback()
    seen = inspect(connection)
    nameless = [
        (table, constraint)
        for table in seen.get_table_names()
        if not table.startswith(("alembic", "huey"))
        for constraint in (
            *seen.get_foreign_keys(table),
            *seen.get_unique_constraints(table),
            seen.get_pk_constraint(table),
        )
        if not constraint.get("name")
    ]
    assert nameless == []


def test_the_migrations_are_numbered_and_linear():
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert len(scripts.get_heads()) == 1
    numbers = [r.revision for r in scripts.walk_revisions()][::-1]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    assert all(
        re.match(rf"{n}_[a-z_]+\.py", p.name) for n, p in zip(numbers, tracked("migrations/versions/*.py"), strict=True)
    )
