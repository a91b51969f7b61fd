import gzip

import pytest

from quizapp import create_app
from quizapp.web.security_headers import HEADERS
from tests import factories
from tests.databases import SETTINGS, close

PAGES = ("/", "/help", "/login", "/settings", "/healthz", "/nowhere", "/static/app.css", "/desk")


@pytest.mark.parametrize("path", PAGES)
def test_every_response_carries_every_header(browser, path):
    page = browser.get(path, None)
    assert {name: page.headers.get(name) for name in HEADERS} == HEADERS
    assert page.headers["X-Request-ID"]


def test_the_policy_allows_nothing_inline_and_nobody_else(browser):
    policy = browser.get("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_are_kept_by_nobody(browser):
    for path in ("/", "/login", "/nowhere"):
        assert browser.get(path, None).headers["Cache-Control"] == "private, no-store"


def test_static_files_are_named_by_their_content_kept_for_long_and_sent_compressed(app, browser):
    address = browser.get("/").one("link", rel="stylesheet").get("href")
    assert "?v=" in address
    plain = app.test_client().get(address, buffered=True)
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    small = app.test_client().get(address, buffered=True, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < 10_000
    assert app.test_client().get("/static/app.css", buffered=True).headers["Cache-Control"] == "no-cache"


def test_pages_are_sent_compressed_where_the_browser_takes_it(app):
    reply = app.test_client().get("/help", headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in reply.headers["Vary"]
    assert b"<h1>" in gzip.decompress(reply.data)


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(app):
    cookie = app.test_client().get("/settings").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_tls_cookies_and_browsers_insist_on_it(tmp_path):
    app = create_app({**SETTINGS, "SECURE_COOKIES": True}, instance_path=str(tmp_path))
    reply = app.test_client().get("/static/app.css", buffered=True)
    assert reply.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert app.config["SESSION_COOKIE_SECURE"] is True
    close(app)


def test_an_untrusted_proxy_is_not_believed(browser):
    email = factories.make_student()
    for n in range(5):
        page = browser.get("/login")
        fields = {"email": email, "password": "wrong wrong wrong", "csrf_token": browser.token()}
        assert browser.post(page.url, fields, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status == 422
    browser.post("/login", {**fields, "csrf_token": browser.token()}, 429, headers={"X-Forwarded-For": "10.9.9.9"})
