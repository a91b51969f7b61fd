"""Which sentence proves it: by keyboard with the script's saving, and without JavaScript."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.test_every_page import faults
from tests.e2e.test_practice import press
from tests.samples import PROOFS, TEXT

if TYPE_CHECKING:
    from tests.e2e.conftest import Quizapp, Visitors

pytestmark = pytest.mark.xdist_group("browser")
PROVING = PROOFS["single_choice"]


def quiz_with_proofs(page: Page, quizapp: "Quizapp", title: str) -> str:
    """The link of a quiz of one statement that asks for its proof, made by the teacher."""
    people.teacher(page, quizapp)
    people.add_article(page, title, TEXT.replace("1907", str(1900 + len(title))))
    article = page.url
    people.write_question(page)
    page.goto(article)
    page.get_by_role("link", name=re.compile("^Make a quiz")).click()
    page.get_by_role("link", name="Choose and order").click()
    page.get_by_role("button", name="Make the quiz").last.click()
    quiz = page.url
    page.get_by_role("link", name="Quiz settings").click()
    page.get_by_label("Which sentence proves it?").select_option("partial")
    assert not list(faults(page))
    page.get_by_role("button", name="Keep the settings").click()
    page.goto(quiz)
    page.get_by_role("button", name="Publish").click()
    return page.get_by_label("Open link").input_value()


def begin(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("After an answer you choose the sentence that proves it.")).to_be_visible()
    page.get_by_label("Your name").fill("Pia")
    page.get_by_role("button", name="Start").click()


def test_a_sentence_is_chosen_by_keyboard_and_saved_by_itself(visitor: "Visitors", quizapp: "Quizapp") -> None:
    link = quiz_with_proofs(visitor(), quizapp, "A bridge to prove")
    page = visitor(reduced_motion="reduce")
    begin(page, link)
    page.locator("#question input[type=radio]").first.focus()
    page.keyboard.press("Space")
    press(page, "Save and check all answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which sentence proves it?")
    assert not list(faults(page))
    expect(page.locator(".running-head .save-state")).to_contain_text("No sentence yet")
    letter = page.locator("label.option", has_text=PROVING).locator(".bubble").inner_text()
    page.locator("#question input[type=radio]").first.focus()
    with page.expect_response(re.compile("/proof/steps$")) as saved:
        page.keyboard.press(letter)
    assert saved.value.ok
    expect(page.locator(".running-head .save-state")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("label.option", has_text=PROVING).locator("input")).to_be_checked()
    press(page, "Save and check all answers")
    expect(page.get_by_text(PROVING)).to_be_visible()
    assert not list(faults(page))
    people.hand_in(page)
    expect(page.get_by_text("It proves the right answer.")).to_be_visible()
    assert not list(faults(page))


def test_a_sentence_is_chosen_and_changed_without_javascript(visitor: "Visitors", quizapp: "Quizapp") -> None:
    link = quiz_with_proofs(visitor(), quizapp, "A bridge to prove, plainly")
    page = visitor(java_script_enabled=False, viewport={"width": 320, "height": 640})
    begin(page, link)
    page.locator("#question label.option").first.click()
    page.get_by_role("button", name="Save and check all answers").click()
    page.get_by_role("button", name="Save and check all answers").click()
    expect(page.get_by_text("One answer has no sentence yet")).to_be_visible()
    page.get_by_role("link", name="Choose the sentence").click()
    page.locator("label.option", has_not_text=PROVING).first.click()
    page.get_by_role("button", name="Save and check all answers").click()
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("None of one right")
    expect(page.get_by_text("Right, but not proven")).to_be_visible()
    expect(page.get_by_text("This one does: ")).to_contain_text(PROVING)


def test_a_sentence_chosen_without_a_network_is_saved_when_there_is_one(
    visitor: "Visitors", quizapp: "Quizapp"
) -> None:
    link = quiz_with_proofs(visitor(), quizapp, "A bridge to prove in a tunnel")
    page = visitor()
    begin(page, link)
    page.locator("#question label.option").first.click()
    page.get_by_role("button", name="Save and check all answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which sentence proves it?")
    page.context.set_offline(True)
    page.locator("label.option", has_text=PROVING).click()
    expect(page.locator(".running-head .save-state")).to_contain_text("Not saved yet")
    with page.expect_response(re.compile("/proof/steps$")) as saved:
        page.context.set_offline(False)
    assert saved.value.ok
    expect(page.locator(".running-head .save-state")).to_contain_text("Saved")
    page.goto(page.url.split("/questions/")[0] + "/check")
    expect(page.get_by_text(PROVING)).to_be_visible()
    # the browser says of every request that it had no network
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "Failed to load resource" not in line]
