"""The teacher reviews with the keyboard alone, marks words as the proof, and gets on without any script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors

LONG = (Path(__file__).parents[1] / "quality" / "texts" / "history-salt.txt").read_text("utf-8")
pytestmark = pytest.mark.xdist_group("browser")
SECONDS_OF_A_KEY = """() => {
  const before = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "n", bubbles: true}));
  document.body.getBoundingClientRect();
  return (performance.now() - before) / 1000;
}"""


def article(page: Page, quizapp: Quizapp, title: str) -> str:
    people.teacher(page, quizapp)
    people.add_article(page, title, f"{LONG}\n\nThis copy tells of “{title}” only.")
    return page.url


def stem(page: Page) -> str:
    return page.locator("[data-draft]:not([hidden]) .stem").inner_text()


def test_drafts_are_approved_rejected_and_taken_back_with_the_keyboard(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor()
    address = article(page, quizapp, "Keys at the desk")
    page.goto(f"{address}/review")
    first, state = stem(page), page.locator("#review-state")
    assert page.evaluate(SECONDS_OF_A_KEY) < 0.1
    page.keyboard.press("p")
    assert stem(page) == first
    page.keyboard.press("a")
    second = stem(page)
    assert second != first
    assert page.evaluate("document.activeElement.classList.contains('stem')")
    expect(state).to_have_text("Approved, saved")
    page.keyboard.press("r")
    page.keyboard.type("a dull one, and n p u a")
    assert stem(page) == second
    page.keyboard.press("Enter")
    expect(state).to_have_text("Set aside, saved")
    page.keyboard.press("u")
    expect(page.locator(".notice")).to_contain_text("It waits for review again.")
    assert stem(page) == second
    page.keyboard.press("u")
    expect(page.locator(".notice")).to_contain_text("The approval is taken back.")
    assert stem(page) == first
    page.keyboard.press("e")
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit the question")
    page.get_by_role("button", name="Save as a new version").click()
    assert stem(page) == first


def test_what_the_server_refuses_comes_back_and_is_told(visitor: Visitors, quizapp: Quizapp) -> None:
    page, other = visitor(), visitor()
    address = article(page, quizapp, "Two windows")
    page.goto(f"{address}/review")
    first = stem(page)
    people.sign_in(other)
    other.goto(f"{address}/review")
    other.keyboard.press("e")
    other.get_by_role("button", name="Save as a new version").click()
    expect(other.get_by_text("Saved as a new version.")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#review-state")).to_contain_text("Not saved. This question has been edited since.")
    assert stem(page) == first


def test_whoever_leaves_after_quick_decisions_loses_none_of_them(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor()
    address = article(page, quizapp, "In a hurry")
    page.goto(f"{address}/review")
    before = int(page.locator("#review").get_attribute("data-approved") or 0)

    def take_time(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route(re.compile("/approve$"), take_time)
    for _ in range(3):
        page.keyboard.press("a")
    page.get_by_role("link", name="Open by itself").click()
    expect(page).to_have_url(re.compile(r"/desk/drafts/\d+$"), timeout=15_000)
    page.goto(f"{address}/review")
    expect(page.locator("#review")).to_have_attribute("data-approved", str(before + 3))


def test_a_decision_that_is_refused_is_told_before_anybody_goes_on(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor()
    address = article(page, quizapp, "Refused on the way out")
    page.goto(f"{address}/review")
    first = stem(page)

    def break_down(route: Route) -> None:
        page.wait_for_timeout(400)
        route.fulfill(status=502, body="<h1>Bad gateway</h1>")

    page.route(re.compile("/approve$"), break_down)
    page.keyboard.press("a")
    page.get_by_role("link", name="Open by itself").click()
    expect(page.locator("#review-state")).to_have_text("Not saved. The server cannot be reached; try once more.")
    assert stem(page) == first
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "502" not in line]


def test_the_keys_can_be_switched_off(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor()
    address = article(page, quizapp, "No keys")
    page.evaluate("document.cookie = 'reading=keys:off; path=/'")
    page.goto(f"{address}/review")
    first = stem(page)
    page.keyboard.press("n")
    assert stem(page) == first
    page.get_by_role("link", name=re.compile("^Decide later")).click()
    assert stem(page) != first


def test_the_review_works_without_script(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor(java_script_enabled=False)
    address = article(page, quizapp, "No script")
    page.goto(f"{address}/review")
    first = stem(page)
    page.get_by_role("button", name="Approve").click()
    assert stem(page) != first
    page.get_by_role("button", name=re.compile("^Undo")).click()
    assert stem(page) == first


def test_selected_words_become_the_proof_and_the_page_looks_by_itself(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor()
    address = article(page, quizapp, "Words as proof")
    page.goto(f"{address}/questions/new/single_choice")
    page.get_by_label("Question", exact=True).fill("When did the salt makers of Varrenholm rise?")
    page.get_by_label("Option A", exact=True).fill("1742")
    page.locator("#key").get_by_text("A", exact=True).click()
    page.get_by_label("Why the answer is right").fill("The article gives the year of the rising.")
    page.locator("[data-start]").first.evaluate(
        "e => getSelection().setBaseAndExtent(e.firstChild, 7, e.firstChild, e.firstChild.length)"
    )
    page.get_by_role("button", name="Use the selected words").click()
    expect(page.locator("#citation")).to_have_value(
        "winter of 1742 the salt makers of Varrenholm rose against their king."
    )
    page.locator("#looked button[name=use]").first.click()
    expect(page.locator("#option_b")).not_to_have_value("")
    expect(page.locator("#looked .phone")).to_contain_text("When did the salt makers of Varrenholm rise?")
    expect(page.locator("#looked .checks")).to_contain_text("Proven")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("mark.proves")).to_have_text(
        "winter of 1742 the salt makers of Varrenholm rose against their king."
    )
