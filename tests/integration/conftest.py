"""An app on a migrated database, once on SQLite and once on PostgreSQL, and browsers in front of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quizapp import create_app
from tests.databases import SETTINGS, close
from tests.pages import Browser


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Settings that lead to a migrated, empty database of each kind."""
    kind = {"sqlite": "sqlite_databases", "postgresql": "postgres_databases"}[request.param]
    with request.getfixturevalue(kind).fresh(tmp_path) as settings:
        yield settings


@pytest.fixture
def settings() -> dict[str, Any]:
    """Settings a test module may add by overriding this fixture."""
    return {}


@pytest.fixture
def app(database: dict[str, Any], settings: dict[str, Any], tmp_path: Path) -> Iterator[Flask]:
    """A whole quizapp. The context is for calling services; requests bring their own."""
    app = create_app({**SETTINGS, **database, **settings}, instance_path=str(tmp_path))
    with app.app_context():
        yield app
    close(app)


@pytest.fixture
def new_browser(app: Flask) -> Callable[[], Browser]:
    """Opens the browser of one more person."""
    return lambda: Browser(app)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """The browser of somebody who has not said who they are."""
    return Browser(app)
