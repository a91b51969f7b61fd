"""All questions on one page: each is saved by itself, says so, and never loses what another tab saved."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import people
from tests.e2e.conftest import Visitors

pytestmark = pytest.mark.xdist_group("browser")

SAVED = re.compile(r"^\s*Saved \d\d:\d\d\s*$")


@pytest.fixture
def student(visitor: Visitors) -> Iterator[Page]:
    """A student at the page with all questions; lost connections are part of these tests."""
    page = visitor(service_workers="block")
    page.context.on("dialog", lambda dialog: dialog.accept())
    people.start_builtin(page, "Mia")
    all_on_one(page)
    yield page
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "Failed to load resource" not in line]


def all_on_one(page: Page) -> None:
    page.goto(page.url.split("/questions")[0] + "/questions")
    expect(page.locator(".question-part").first).to_be_visible()


def part(page: Page, number: int) -> Locator:
    """The part of a question with options, by its number among those."""
    return page.locator(".question-part:has(label.option)").nth(number)


def state(part_: Locator) -> Locator:
    return part_.locator(".save-state")


def head(page: Page) -> Locator:
    return page.locator(".running-head .save-state")


def choose(part_: Locator, number: int) -> None:
    part_.locator("label.option").nth(number).click()


def test_each_change_is_saved_by_itself_and_said_so_beside_its_question(student: Page) -> None:
    first, second = part(student, 0), part(student, 1)
    expect(student.get_by_text("Every change is saved by itself.")).to_be_visible()
    expect(state(first)).to_contain_text("No answer yet")
    choose(first, 1)
    expect(state(first)).to_have_text(SAVED, timeout=2000)
    expect(state(second)).to_contain_text("No answer yet")
    expect(head(student)).to_have_text(re.compile(r"Question \d+: saved \d\d:\d\d"))
    choose(second, 0)
    expect(state(second)).to_have_text(SAVED, timeout=2000)
    student.reload()
    expect(part(student, 0).locator("label.option input").nth(1)).to_be_checked()
    expect(part(student, 1).locator("label.option input").nth(0)).to_be_checked()


def test_without_a_connection_each_question_says_that_it_waits_and_all_go_through(student: Page) -> None:
    student.context.set_offline(True)
    choose(part(student, 0), 0)
    choose(part(student, 1), 1)
    for number in (0, 1):
        expect(state(part(student, number))).to_contain_text("Not saved yet: will retry")
    expect(state(part(student, 2))).to_contain_text("No answer yet")
    expect(head(student)).to_contain_text("2 answers wait on this device")
    student.context.set_offline(False)
    for number in (0, 1):
        expect(state(part(student, number))).to_have_text(SAVED)
    student.get_by_role("button", name="Save and check").click()
    expect(student.get_by_role("heading", level=1)).to_have_text("Check your answers")


def test_what_waits_is_still_there_after_the_page_was_closed(student: Page) -> None:
    student.route(re.compile("/steps$"), lambda route: route.abort())
    choose(part(student, 1), 1)
    expect(state(part(student, 1))).to_contain_text("Not saved yet")
    student.close()
    again = student.context.new_page()
    again.goto(student.url)
    expect(part(again, 1).locator("label.option input").nth(1)).to_be_checked()
    expect(state(part(again, 1))).to_have_text(SAVED)


def test_two_tabs_that_disagree_get_both_answers_shown(student: Page) -> None:
    other = student.context.new_page()
    other.goto(student.url)
    choose(part(student, 0), 0)
    expect(state(part(student, 0))).to_have_text(SAVED)
    choose(part(other, 0), 1)
    expect(state(part(other, 0))).to_contain_text("was saved elsewhere")
    choose(part(other, 1), 1)
    expect(state(part(other, 1))).to_have_text(SAVED)
    state(part(other, 0)).get_by_role("link", name="See both answers").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Which answer do you want to keep?")
    other.get_by_role("button", name="Keep the answer of this tab").click()
    all_on_one(other)
    expect(part(other, 0).locator("label.option input").nth(1)).to_be_checked()


def test_a_number_that_cannot_be_read_is_told_beside_its_question_only(student: Page) -> None:
    field = student.locator("input[inputmode=decimal]").first
    number = student.locator(".question-part:has(input[inputmode=decimal])").first
    field.fill("about a hundred")
    expect(state(number)).to_contain_text("Not saved yet: ")
    choose(part(student, 0), 0)
    expect(state(part(student, 0))).to_have_text(SAVED)
    field.fill("100")
    expect(state(number)).to_have_text(SAVED)


def test_without_script_one_button_saves_all(visitor: Visitors) -> None:
    page = visitor(java_script_enabled=False)
    people.start_builtin(page, "Nora")
    page.goto(page.url.split("/questions")[0] + "/questions")
    expect(page.get_by_text("Nothing is saved by itself on this page")).to_be_visible()
    choose(part(page, 0), 1)
    choose(part(page, 1), 1)
    page.get_by_role("button", name="Save all").last.click()
    for number in (0, 1):
        expect(state(part(page, number))).to_have_text(SAVED)
    expect(state(part(page, 2))).to_contain_text("No answer yet")
