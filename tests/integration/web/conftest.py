"""A teacher at the desk."""

import pytest

from quizapp.extensions import db
from tests.pages import Browser
from tests.samples import PASSWORD, make_teacher
from tests.world import make_world


@pytest.fixture
def vera(app):
    """A teacher's id."""
    teacher = make_teacher()
    found = teacher.id
    db.session.rollback()
    assert app
    return found


@pytest.fixture
def desk(app, vera):
    """The browser of that teacher, signed in."""
    browser = Browser(app)
    browser.post_form("/login", {"email": "vera@school.org", "password": PASSWORD})
    assert vera
    return browser


@pytest.fixture
def world(app, new_browser):
    """Something for every address to name, and people of every role."""
    return make_world(app, new_browser)
