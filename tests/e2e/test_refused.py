"""What the server will not take: only what it refused goes, it is told in words, and the rest is sent."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Visitors
from tests.e2e.test_every_page import faults
from tests.e2e.test_practice import practise_builtin
from tests.e2e.test_saving import SAVED, STEPS, choose, state

pytestmark = pytest.mark.xdist_group("browser")
WAITS = "Not saved yet: will retry"


@pytest.fixture
def student(visitor: Visitors) -> Iterator[Page]:
    """Somebody with a browser; lost connections are part of these tests."""
    page = visitor(service_workers="block")
    page.context.on("dialog", lambda dialog: dialog.accept())
    yield page
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "Failed to load resource" not in line]


def second_tab(page: Page, position: int) -> Page:
    other = page.context.new_page()
    other.goto(re.sub(r"questions/\d+$", f"questions/{position}", page.url))
    return other


def same_person(page: Page, visitor: Visitors) -> Page:
    """A page on another device of the same person: what waits in the browser is not there."""
    return visitor(storage_state={"cookies": page.context.cookies(), "origins": []}, service_workers="block")


def see_the_answer(page: Page) -> None:
    """Answer the question that is open, and be told all about it."""
    people.answer(page)
    page.get_by_role("button", name="Check this answer").click()
    show = page.get_by_role("button", name="Show the answer")
    expect(show.or_(page.locator(".explanation")).first).to_be_visible()
    if show.count():
        show.click()
    expect(page.locator(".explanation").first).to_be_visible()


def test_an_answer_refused_since_it_was_told_elsewhere_takes_no_other_with_it(student: Page, visitor: Visitors) -> None:
    practise_builtin(student, "Mia")
    second = second_tab(student, 2)
    device = same_person(student, visitor)
    device.goto(student.url)
    student.context.route(STEPS, lambda route: route.abort())
    choose(student, 1)
    expect(state(student)).to_contain_text(WAITS)
    choose(second, 0)
    expect(state(second)).to_contain_text(WAITS)
    see_the_answer(device)
    student.context.unroute(STEPS)
    notice = student.get_by_role("alert")
    expect(notice).to_contain_text("Your last answer to question 1 was not stored.", timeout=40_000)
    expect(notice).to_contain_text("can no longer be changed")
    expect(state(second)).to_have_text(SAVED, timeout=40_000)
    second.reload()
    expect(second.locator("#question input[type=radio]").first).to_be_checked()
    expect(state(student)).to_contain_text("No answer yet")
    assert not list(faults(student))
    notice.get_by_role("button", name="Put away").click()
    expect(notice).to_have_count(0)


def hand_in_elsewhere(page: Page, visitor: Visitors) -> None:
    device = same_person(page, visitor)
    device.goto(re.sub(r"questions/\d+$", "check", page.url))
    people.hand_in(device)


def test_after_the_hand_in_the_page_says_how_many_were_not_stored_and_the_review_which(
    student: Page, visitor: Visitors
) -> None:
    people.start_builtin(student, "Mia")
    second = second_tab(student, 2)
    student.context.route(STEPS, lambda route: route.abort())
    chosen = student.locator("#question .option-text").nth(1).inner_text()
    choose(student, 1)
    choose(second, 0)
    expect(state(second)).to_contain_text("2 answers wait on this device")
    hand_in_elsewhere(student, visitor)
    student.context.unroute(STEPS)
    for page in (student, second):
        expect(state(page)).to_contain_text("2 answers on this device were not stored.", timeout=40_000)
    state(student).get_by_role("link", name="See your results").click()
    expect(student).to_have_url(re.compile("/review$"))
    notice = student.get_by_role("region", name="Two answers on this device were not stored in time")
    expect(notice.get_by_role("listitem")).to_have_count(2)
    expect(notice.get_by_role("listitem").first).to_contain_text(f"Question 1: {chosen}")
    assert not list(faults(student))
    student.reload()
    notice.get_by_role("button", name="Put away").click()
    expect(notice).to_have_count(0)
    student.reload()
    expect(student.get_by_role("heading", level=1)).to_contain_text("right")
    student.wait_for_timeout(500)
    expect(notice).to_have_count(0)


def test_what_was_stored_though_its_reply_was_lost_is_not_said_to_be_missing(student: Page, visitor: Visitors) -> None:
    people.start_builtin(student, "Mia")
    student.context.route(STEPS, lambda route: (route.fetch(), route.abort())[1])
    choose(student, 1)
    expect(state(student)).to_contain_text(WAITS)
    hand_in_elsewhere(student, visitor)
    student.goto(re.sub(r"questions/\d+$", "review", student.url))
    student.context.unroute(STEPS)
    student.reload()
    expect(student.locator("[data-leftover]")).to_have_attribute("data-leftover", "none")
    expect(student.get_by_text("not stored in time")).to_have_count(0)
