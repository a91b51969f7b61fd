"""Addresses are plain and typed; asking for a page changes nothing."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from quizapp import create_app
from quizapp.extensions import db
from quizapp.web.access_table import ACCESS, Rule
from tests import factories
from tests.databases import SETTINGS, SqliteDatabases, close
from tests.pages import Browser

UNTYPED = {"public_id", "assignment_code", "token", "name"}
"""Words, by nature: links of a quiz and of an assignment, a secret, an interaction."""


@pytest.fixture
def app(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Flask]:
    app = create_app({**SETTINGS, **sqlite_databases.copy(tmp_path)}, instance_path=str(tmp_path))
    with app.app_context():
        yield app
    close(app)


def test_addresses_are_in_plain_lower_case(app):
    fixed = [re.sub(r"<[^>]*>", "", rule.rule) for rule in app.url_map.iter_rules()]
    assert [path for path in fixed if not re.fullmatch(r"[a-z0-9/-]*", path)] == []


def test_values_in_addresses_have_a_type(app):
    untyped = {value for rule in app.url_map.iter_rules() for value in re.findall(r"<([a-z_]+)>", rule.rule)}
    assert untyped <= UNTYPED


def test_every_route_has_a_rule_and_every_rule_a_route(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ACCESS)


def test_everything_at_the_desk_is_for_teachers(app):
    desk = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/desk")}
    assert {endpoint for endpoint in desk if ACCESS[endpoint] is not Rule.TEACHER} == set()


def test_a_route_without_a_rule_cannot_be_reached(app):
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    page = Browser(app).get("/forgotten", 404)
    assert "secret" not in page.html


def contents(app: Flask) -> str:
    """A hash of every row of every table."""
    digest = hashlib.sha256()
    db.session.rollback()
    with app.app_context():
        for table in sorted(inspect(db.engine).get_table_names()):
            rows = db.session.execute(text(f'SELECT * FROM "{table}" ORDER BY 1'))  # noqa: S608
            digest.update(repr((table, [tuple(row) for row in rows])).encode())
        db.session.rollback()
    return digest.hexdigest()


def test_asking_for_any_page_changes_nothing(app):
    email, student = factories.make_teacher(), factories.make_student()
    owner_id = factories.user_id(email)
    article_id = factories.make_article(owner_id=owner_id)
    public_id = factories.make_published_quiz(owner_id=owner_id, article_id=article_id, listed=True)
    draft_id = factories.make_item(article_id, author_id=owner_id)
    people = {"anonymous": Browser(app), "student": Browser(app), "teacher": Browser(app)}
    factories.sign_in(people["student"], student)
    factories.sign_in(people["teacher"], email)
    attempt = people["student"].post_form(f"/q/{public_id}").location.split("/")[2]
    quiz_id = factories.quiz_id_of(public_id)
    given = factories.make_given(quiz_id, owner_id=owner_id, student=student)
    values = {
        "assignment_code": given.assignment_code, "assignment_id": given.assignment_id, "class_id": given.class_id,
        "enrolment_id": given.enrolment_id, "user_id": owner_id,
        "article_id": article_id, "attempt_id": attempt, "batch": attempt, "import_id": 1, "filename": "app.css", "name": "cloze", "number": 1, "position": 1,
        "public_id": public_id, "question_import_id": 1, "quiz_id": quiz_id, "report_id": 1, "token": "x", "version_id": draft_id,
    }  # fmt: skip
    values["fact_id"] = factories.make_fact(article_id)
    values["item_id"] = factories.item_id_of(draft_id)
    before = contents(app)
    for rule in app.url_map.iter_rules():
        _, path = rule.build({name: values[name] for name in rule.arguments}) or (None, "")
        for browser in people.values():
            browser.get(path, None)
        assert contents(app) == before, rule.rule


def test_every_page_works_with_head(app):
    client: Callable[..., object] = app.test_client().head
    for path in ("/", "/help", "/login", "/nowhere"):
        assert client(path).status_code in {200, 404}  # type: ignore[attr-defined]
