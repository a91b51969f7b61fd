"""Without a network: what needs the server says so, and works again by itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Visitors
from tests.e2e.test_every_page import faults
from tests.e2e.test_practice import practise_builtin
from tests.e2e.test_saving import SAVED, STEPS, state

pytestmark = pytest.mark.xdist_group("browser")
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def student(visitor: Visitors) -> Iterator[Page]:
    """Somebody on a phone; lost connections are part of these tests."""
    page = visitor(service_workers="block", viewport=SMALL)
    page.context.on("dialog", lambda dialog: dialog.accept())
    yield page
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "Failed to load resource" not in line]


def test_checking_an_answer_waits_for_the_network_and_says_so(student: Page) -> None:
    practise_builtin(student, "Mia")
    page = student.url
    people.answer(student)
    expect(state(student)).to_have_text(SAVED)
    student.context.set_offline(True)
    button = student.get_by_role("button", name="Check this answer")
    expect(student.get_by_text("“Check this answer” works when the network is back.")).to_be_visible()
    expect(button).to_have_attribute("aria-disabled", "true")
    assert not list(faults(student))
    button.focus()
    student.keyboard.press("Enter")
    expect(student.get_by_text("Nothing was sent.")).to_be_visible()
    assert student.url == page
    student.context.set_offline(False)
    expect(student.get_by_text("when the network is back")).to_have_count(0)
    button.click()
    expect(student.locator("#verdict, .explanation").first).to_be_visible()


def test_handing_in_and_reporting_wait_for_the_network_and_say_so(student: Page) -> None:
    people.start_builtin(student, "Mia")
    student.get_by_text("Something is wrong with this question").click()
    student.context.set_offline(True)
    expect(student.get_by_text("“Send the report” works when the network is back.")).to_be_visible()
    student.get_by_role("button", name="Flag to come back to").press("Enter")
    expect(student.get_by_text("“Flag to come back to” works when the network is back.")).to_be_visible()
    student.context.set_offline(False)
    student.goto(re.sub(r"questions/\d+$", "check", student.url))
    student.context.set_offline(True)
    expect(student.get_by_text(re.compile("^“Hand in.*” works when the network is back."))).to_be_visible()
    student.context.set_offline(False)
    people.hand_in(student)


def test_what_a_report_holds_is_no_part_of_the_answer(student: Page) -> None:
    people.start_builtin(student, "Mia")
    sent: list[str] = []
    student.on("request", lambda request: STEPS.search(request.url) and sent.append(request.post_data or ""))
    student.get_by_text("Something is wrong with this question").click()
    student.get_by_text("I do not understand the question").click()
    student.get_by_label("In your words, if you like").fill("Which year is meant?")
    student.wait_for_timeout(1500)
    assert sent == []
    assert student.evaluate("Object.keys(localStorage).length") == 0
    people.answer(student)
    expect(state(student)).to_have_text(SAVED)
    assert len(sent) == 1
    assert "words=" not in sent[0]
    assert "reason=" not in sent[0]
    expect(student.get_by_label("In your words, if you like")).to_have_value("Which year is meant?")


def test_two_tabs_without_a_network_lose_nothing_and_the_choice_is_offered_once(student: Page) -> None:
    people.start_builtin(student, "Mia")
    first = student
    same, other = (student.context.new_page() for _ in range(2))
    same.goto(first.url)
    other.goto(first.url.replace("questions/1", "questions/2"))
    student.context.set_offline(True)
    for page, option in ((first, 0), (same, 1), (other, 2)):
        page.locator("#question label.option").nth(option).click()
        expect(state(page)).to_contain_text("Not saved yet")
    student.context.set_offline(False)
    expect(state(other)).to_have_text(SAVED, timeout=40_000)
    expect(state(same)).to_contain_text("saved elsewhere", timeout=40_000)
    state(same).get_by_role("link", name="See both answers").click()
    expect(same.get_by_role("heading", level=1)).to_have_text("Which answer do you want to keep?")
    same.get_by_role("button", name="Keep the answer of this tab").click()
    expect(same.locator("#question input[type=radio]").nth(1)).to_be_checked()
    expect(state(same)).to_have_text(SAVED)
    expect(state(first)).not_to_contain_text("elsewhere")
    for page in (first, same, other):
        page.reload()
        expect(state(page)).to_have_text(SAVED)
        expect(page.get_by_role("link", name="See both answers")).to_have_count(0)
    expect(first.locator("#question input[type=radio]").nth(1)).to_be_checked()
    expect(other.locator("#question input[type=radio]").nth(2)).to_be_checked()
    assert first.evaluate("Object.keys(localStorage).length") == 0
