"""Practising the built-in quiz on a phone, with hints by keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Visitors
from tests.e2e.test_every_page import faults

pytestmark = pytest.mark.xdist_group("browser")
PHONE = {"width": 390, "height": 844}


def practise_builtin(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Start ")).first.click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Practise").click()
    expect(page.get_by_text("· practice")).to_be_visible()


def press(page: Page, name: str) -> None:
    """Press a button with the keyboard alone."""
    button = page.get_by_role("button", name=name)
    for _ in range(80):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def try_wrongly(page: Page) -> None:
    """Check an option that is not right; the first is tried, and where it is right the next question's."""
    for _ in range(20):
        people.answer(page)
        press(page, "Check this answer")
        if page.get_by_role("button", name="Take a hint").count():
            return
        page.locator("#question > .actions a.button").click()
    raise AssertionError("every first option was right")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_builtin_quiz_is_practised_on_a_phone(visitor: Visitors, script: bool) -> None:
    page = visitor(java_script_enabled=script, viewport=PHONE)
    practise_builtin(page, "Pia")
    try_wrongly(page)
    expect(page.get_by_text("Not this time.")).to_be_visible()
    press(page, "Take a hint")
    expect(page.locator("#hints li")).to_have_count(1)
    press(page, "Take another hint")
    expect(page.locator("#hints blockquote").first).to_be_visible()
    press(page, "Show the answer")
    expect(page.locator("mark.proves").first).to_be_visible()
    expect(page.locator(".explanation")).not_to_be_empty()
    page.goto(page.url.split("/questions/")[0] + "/check")
    people.hand_in(page)
    expect(page.get_by_text("· practice")).to_be_visible()


def test_pages_of_practice_are_sound(visitor: Visitors) -> None:
    page = visitor(reduced_motion="reduce")
    practise_builtin(page, "Axel")
    try_wrongly(page)
    press(page, "Take a hint")
    press(page, "Take another hint")
    found = list(faults(page))
    press(page, "Show the answer")
    found += faults(page)
    assert not found, "\n".join(found)
