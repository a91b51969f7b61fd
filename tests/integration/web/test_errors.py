import re

import pytest
import structlog

from quizapp.services.errors import Conflict, Invalid, NotAllowed, NotFound, TooManyTries
from tests.pages import Browser

NUMBER = re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b")
REFUSALS = {
    NotFound("gone"): 404,
    NotAllowed("not yours"): 403,
    Conflict("too late"): 409,
    Invalid({"title": ["Give a title."]}): 422,
    TooManyTries(30): 429,
    RuntimeError("a secret of the server"): 500,
}


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
def test_every_error_becomes_a_page_with_a_number(app, error, monkeypatch):
    def fail():
        raise error

    monkeypatch.setitem(app.view_functions, "help.show", fail)
    page = Browser(app).get("/help", REFUSALS[error])
    number = NUMBER.search(page.text)
    assert number
    assert page.headers["X-Request-ID"] == number.group()
    assert "secret" not in page.html
    assert "Traceback" not in page.html
    if isinstance(error, TooManyTries):
        assert page.headers["Retry-After"] == "30"


def test_an_unknown_address_says_so(browser):
    page = browser.get("/nowhere", 404)
    assert "shelf" in page.h1
    assert "/" in page.links()


def test_a_teacher_is_led_back_to_the_desk_and_nobody_else(desk, browser):
    assert desk.get("/desk/articles/7", 404).link("Go to your desk") == "/desk"
    assert "Go to your desk" not in browser.get("/nowhere", 404).text


def test_a_form_without_its_token_says_what_to_do(browser):
    page = browser.post("/settings", {"theme": "dark"}, 400)
    assert "reload" in page.text.lower() or "load the page again" in page.text
    assert "kept" in page.text
    assert NUMBER.search(page.text)


def test_a_method_that_is_not_offered_is_named(browser):
    page = browser.post("/help", {"csrf_token": browser.token()}, 405)
    assert "GET" in page.headers["Allow"]


def test_what_is_too_big_is_refused(app, browser):
    page = browser.post("/settings", {"theme": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)}, None)
    assert page.status == 413


def test_a_crash_is_logged_with_its_number_and_without_what_was_sent(app, monkeypatch):
    def fail():
        raise RuntimeError("boom")

    monkeypatch.setitem(app.view_functions, "reading_settings.save", fail)
    browser = Browser(app)
    token = browser.token()
    with structlog.testing.capture_logs() as lines:
        browser.post("/settings", {"csrf_token": token, "theme": "a private word"}, 500)
    assert [line["event"] for line in lines] == ["failed", "request"]
    assert isinstance(lines[0]["exc_info"], RuntimeError)
    assert "a private word" not in str(lines)
    assert token not in str(lines)


def test_the_log_holds_rules_and_no_links_that_open_doors(browser):
    with structlog.testing.capture_logs() as lines:
        browser.get("/setup/a-secret-token", 404)
    assert lines[-1]["rule"] == "/setup/<token>"
    assert "a-secret-token" not in str(lines)


def test_a_name_with_line_breaks_cannot_forge_the_log(browser):
    with structlog.testing.capture_logs() as lines:
        browser.get("/nowhere%0a%7B%22event%22:%22signed%20in%22%7D", 404)
    assert "signed in" not in str(lines)
