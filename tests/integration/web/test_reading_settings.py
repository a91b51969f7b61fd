import pytest


def test_pages_begin_as_the_device_is_set(browser):
    root = browser.get("/help").root
    assert [name for name in root.attrib if name.startswith("data-")] == []


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_paper_is_kept_and_shown_on_every_page(browser, theme):
    kept = browser.post_form("/settings", {"theme": theme, "text": "larger", "spacing": "wide"})
    assert browser.follow(kept).all("input", value=theme)[0].get("checked") is not None
    root = browser.get("/help").root
    assert (root.get("data-theme"), root.get("data-text"), root.get("data-spacing")) == (theme, "larger", "wide")


def test_the_defaults_can_be_had_back(browser):
    browser.post_form("/settings", {"theme": "dark"})
    browser.post_form("/settings", {"theme": "system", "text": "normal", "spacing": "normal"})
    assert browser.get("/help").root.get("data-theme") is None


@pytest.mark.parametrize("cookie", ["theme:pink", "x", 'theme:dark" onload="x', "|||:::", "theme:dark|theme:<b>"])
def test_a_forged_cookie_puts_nothing_into_the_page(browser, cookie):
    browser.client.set_cookie("reading", cookie)
    assert browser.get("/help").root.get("data-theme") in {None, "dark"}


def test_unknown_values_mean_the_default(browser):
    page = browser.post_form("/settings", {"theme": "pink", "text": "", "spacing": None})
    browser.follow(page)
    assert browser.get("/help").root.get("data-theme") is None


def test_typeface_page_and_keys_are_kept_and_can_be_had_back(browser):
    browser.post_form("/settings", {"font": "legible", "page": "all", "keys": "off"})
    root = browser.get("/help").root
    assert (root.get("data-font"), root.get("data-page"), root.get("data-keys")) == ("legible", "all", "off")
    browser.post_form("/settings", {"font": "", "page": "", "keys": ""})
    root = browser.get("/help").root
    assert [name for name in root.attrib if name.startswith("data-")] == []


def test_the_keys_are_told_of_where_they_can_be_switched_off(browser):
    assert "They work only while the focus is in a question" in browser.get("/settings").text
    assert "While the focus is in a question" in browser.get("/help").text


def test_the_settings_lead_back_to_where_one_came_from(browser):
    page = browser.client.get("/settings", headers={"Referer": "http://localhost/help"})
    assert b'<a class="button button-quiet" href="/help">Back to where you were</a>' in page.data
    kept = browser.post_form("/settings", {"theme": "dark", "next": "/help"})
    assert kept.location == "/help"
    page = browser.follow(kept)
    assert page.root.get("data-theme") == "dark"
    assert "Your reading settings are kept" in page.text


@pytest.mark.parametrize(
    "page",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "x", "/a\nb", "/settings", "/nowhere", "/logout"],
)
def test_the_settings_lead_nowhere_else(browser, page):
    kept = browser.post_form("/settings", {"next": page})
    assert "evil" not in kept.location
    assert "Back to where you were" not in browser.follow(kept).text
