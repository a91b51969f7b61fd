"""An app on a migrated database, once on SQLite and once on PostgreSQL, and browsers in front of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.databases import Apps, close
from tests.pages import Browser


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Apps:
    return Apps(tmp_path_factory.mktemp("apps"))


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Any:
    """Migrated databases of each kind."""
    return request.getfixturevalue({"sqlite": "sqlite_databases", "postgresql": "postgres_databases"}[request.param])


@pytest.fixture
def settings() -> dict[str, Any]:
    """Settings a test module may add by overriding this fixture."""
    return {}


@pytest.fixture
def app(apps: Apps, databases: Any, settings: dict[str, Any]) -> Iterator[Flask]:
    """A whole quizapp. The context is for calling services; requests bring their own."""
    app = apps.app(databases, settings)
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
