"""What browsers need to install quizapp and to keep an open attempt at hand."""

import json

import pytest


def test_the_manifest_names_an_icon_that_is_there(app, browser):
    manifest = json.loads(app.test_client().get("/manifest").get_data(as_text=True))
    assert manifest["start_url"] == "/"
    assert browser.get(manifest["icons"][0]["src"]).status == 200


def test_the_worker_is_a_script_that_may_serve_every_page(browser):
    page = browser.get("/offline-worker")
    assert page.headers["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/offline"])
def test_pages_name_the_manifest(browser, path):
    assert browser.get(path).one("link", rel="manifest").get("href") == "/manifest"


def test_without_a_network_one_is_told_that_nothing_is_lost(browser):
    assert "kept in this browser" in browser.get("/offline").text
