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
