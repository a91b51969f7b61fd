"""The whole way, played in a real browser: teacher, student, keyboard alone, JavaScript off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.samples import TEXT, TITLE

pytestmark = pytest.mark.xdist_group("browser")


def test_an_article_becomes_a_cited_quiz_that_a_student_takes(visitor: Visitors, quizapp: Quizapp) -> None:
    teacher = visitor()
    people.teacher(teacher, quizapp)
    people.add_article(teacher, TITLE, TEXT)
    article = teacher.url
    people.approve_all(teacher)
    teacher.goto(article)
    people.write_question(teacher)
    teacher.goto(article)
    link = people.publish(teacher)

    student = visitor()
    student.goto(link)
    student.get_by_label("Your name").fill("Mia")
    student.get_by_role("button", name="Start").click()
    people.answer_all(student)
    people.hand_in(student)
    for question in student.locator("article").all():
        expect(question.locator("mark.proves").first).to_be_visible()
        expect(question.locator(".explanation")).not_to_be_empty()
    student.goto("/my")
    expect(student.get_by_role("link", name=TITLE).first).to_be_visible()

    again = visitor()
    again.goto(quizapp.setup_path())
    expect(again.get_by_role("heading", level=1)).to_have_text("This page is not on the shelf")


def test_every_way_of_answering_is_written_taken_and_reviewed(visitor: Visitors, quizapp: Quizapp) -> None:
    teacher = visitor()
    people.teacher(teacher, quizapp)
    people.add_article(teacher, "All about the bridge", TEXT.replace("1907", "1909"))
    article = teacher.url
    for question in people.BY_HAND:
        teacher.goto(article)
        people.write_by_hand(teacher, *question)
    teacher.goto(article)
    link = people.publish(teacher)

    for options in ({"java_script_enabled": False}, {"viewport": {"width": 320, "height": 640}}):
        student = visitor(**options)
        student.goto(link)
        student.get_by_label("Your name").fill("Mia")
        student.get_by_role("button", name="Start").click()
        assert people.answer_all(student) == len(people.BY_HAND)
        people.hand_in(student)
        expect(student.get_by_text(re.compile("In its place|You put it")).first).to_be_visible()
        expect(student.get_by_text(re.compile("Your match, and right|You chose “")).first).to_be_visible()

    student = visitor()
    student.goto(link)
    student.get_by_label("Your name").fill("Kim")
    student.get_by_role("button", name="Start").click()
    answer_all_by_keyboard(student)
    expect(student.get_by_text("No answer yet")).to_have_count(0)


def test_answers_are_there_again_after_leaving(visitor: Visitors) -> None:
    page = visitor()
    people.start_builtin(page, "Ben")
    page.locator("#question label.option").nth(1).click()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".running-head")).to_contain_text("one answered")
    page.get_by_role("link", name="Finish later").click()
    expect(page.get_by_text("You left off in this quiz")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    assert page.url.endswith("/questions/2")
    page.locator(".question-map a").first.click()
    expect(page.locator("#question input[type=radio]").nth(1)).to_be_checked()


def test_the_whole_quiz_works_without_javascript(visitor: Visitors) -> None:
    page = visitor(java_script_enabled=False)
    people.start_builtin(page, "Nora")
    count = people.answer_all(page)
    assert page.locator("ol.ledger > li").count() == count
    people.hand_in(page)
    assert page.locator("mark.proves").count() >= count


def press_until(page: Page, selector: str, *, most: int = 60) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    pytest.fail(f"Tab never reached {selector} on {page.url}")


def answer_by_keyboard(page: Page) -> None:
    """Answer the question whose first control has the focus; in a row of lists every one."""
    kind = page.evaluate("document.activeElement.type")
    if kind in {"radio", "checkbox"}:
        page.keyboard.press("Space")
    elif kind == "select-one":
        for number in range(1, page.locator("#question select").count() + 1):
            if number > 1:
                page.keyboard.press("Tab")
            for _ in range(number):
                page.keyboard.press("ArrowDown")
    else:
        page.keyboard.type("2018")


def answer_all_by_keyboard(page: Page) -> None:
    """Answer question after question until the check page."""
    while not page.url.endswith("/check"):
        here = page.url
        press_until(page, "#question [name=response]")
        answer_by_keyboard(page)
        press_until(page, "#question .actions button[name=go]")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, here=here: url != here)


def test_the_keyboard_alone_reaches_the_review(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 1000, "height": 800})
    page.goto("/")
    press_until(page, ".ledger-action a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/q/**")
    press_until(page, "#name")
    page.keyboard.type("Kim")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/**")
    answer_all_by_keyboard(page)
    press_until(page, "main form button[type=submit]", most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    expect(page.get_by_role("heading", level=1)).to_contain_text("right")


def test_focus_is_always_to_be_seen(visitor: Visitors) -> None:
    page = visitor()
    people.start_builtin(page, "Ida")
    for _ in range(12):
        page.keyboard.press("Tab")
        outlined = page.evaluate(
            """() => { const seen = e => e && (getComputedStyle(e).outlineStyle !== 'none');
                const a = document.activeElement; return seen(a) || seen(a.closest('.option, .toggle')); }"""
        )
        assert outlined, page.evaluate("document.activeElement.outerHTML")
