"""Pages as they are only at times, in light and dark, on a phone and on a desk: practice, conflicts, time up, settings."""

import datetime as dt
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.e2e.test_every_page import check, faults
from tests.samples import TEXT

pytestmark = pytest.mark.xdist_group("browser")
WORDS_OF_THE_ARTICLE = "a museum beside the bridge"


def make_quiz(page: Page, quizapp: Quizapp, title: str, settings: dict[str, str], ticked: tuple[str, ...] = ()) -> str:
    """As the teacher, publish a quiz of one question with these settings; its link. The page is left on its settings."""
    people.teacher(page, quizapp)
    people.add_article(page, title, f"{TEXT}\n\nThis copy tells of “{title}” only.")
    article = page.url
    people.write_question(page)
    page.goto(article)
    page.get_by_role("link", name=re.compile("^Make a quiz")).click()
    page.get_by_role("link", name="Choose and order").click()
    page.get_by_role("button", name="Make the quiz").last.click()
    page.get_by_role("link", name="Quiz settings").click()
    for label, value in settings.items():
        page.get_by_label(label, exact=True).select_option(value)
    for label in ticked:
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Keep the settings").click()
    page.get_by_role("button", name="Publish").click()
    link = page.get_by_label("Open link").input_value()
    page.get_by_role("link", name="Quiz settings").click()
    return link


def start(page: Page, link: str, button: str = "Start") -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Axel")
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#question")).to_be_visible()


def test_pages_that_wait_for_somebody(visitor: Visitors) -> None:
    check(visitor(reduced_motion="reduce"), "/resume", "/offline", "/my", "/desk/reports")


def test_the_page_with_all_questions_in_every_state(visitor: Visitors) -> None:
    page = visitor(reduced_motion="reduce", service_workers="block")
    people.start_builtin(page, "Axel")
    page.goto(page.url.split("/questions")[0] + "/questions")
    page.locator("#question label.option").first.click()
    expect(page.locator(".question-part .save-state", has_text="Saved").first).to_be_visible()
    page.locator("input[inputmode=decimal]").first.fill("about a hundred")
    expect(page.locator(".question-part .save-state", has_text="Not saved yet").first).to_be_visible()
    found = list(faults(page))
    page.get_by_role("button", name="Save all").last.click()
    page.wait_for_load_state()
    if page.get_by_role("button", name="Save all").count():
        page.get_by_role("button", name="Save all").last.click()
    expect(page).to_have_title(re.compile("^Error: "))
    found += faults(page)
    assert not found, "\n".join(found)


def test_two_answers_that_disagree_and_a_page_that_is_somebody_elses(visitor: Visitors) -> None:
    page = visitor(reduced_motion="reduce", service_workers="block")
    people.start_builtin(page, "Axel")
    question = page.url
    page.locator("#question label.option").first.click()
    expect(page.locator(".save-state").first).to_contain_text("Saved")
    second = page.locator("#question label.option input").nth(1).get_attribute("value")
    page.goto(f"{question}/both?response={second}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which answer do you want to keep?")
    found = list(faults(page))
    stranger = visitor(reduced_motion="reduce")
    stranger.goto(question)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Go on where you stopped")
    found += faults(stranger)
    people.start_builtin(stranger, "Ben")
    stranger.goto(question)
    expect(stranger.get_by_role("link", name="Go on with your code")).to_be_visible()
    found += faults(stranger)
    assert not found, "\n".join(found)


def test_when_time_is_up(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor(reduced_motion="reduce", java_script_enabled=False)
    people.start_builtin(page, "Axel")
    due_at = dt.datetime.now(dt.UTC).replace(tzinfo=None) + dt.timedelta(seconds=3)
    with closing(sqlite3.connect(quizapp.instance / "quizapp.db", timeout=10)) as database, database:
        database.execute(
            "UPDATE attempt SET due_at = ? WHERE public_id = ?",
            (due_at.isoformat(" ", "microseconds"), page.url.split("/")[4]),
        )
    page.wait_for_timeout(3500)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The quiz closed at")
    html = page.content()
    still = visitor(reduced_motion="reduce")
    still.route(
        "**/questions/1", lambda route: route.fulfill(body=html.replace("data-at-once", ""), content_type="text/html")
    )
    still.goto(page.url)
    assert not list(faults(still))


def test_a_teacher_closes_a_quiz_while_it_is_taken(visitor: Visitors, quizapp: Quizapp) -> None:
    teacher, student = visitor(reduced_motion="reduce"), visitor(reduced_motion="reduce")
    link = make_quiz(teacher, quizapp, "A bridge to close", {})
    start(student, link)
    student.locator("#question label.option").first.click()
    expect(student.locator(".save-state").first).to_contain_text("Saved")
    teacher.get_by_role("link", name="Back without changes").click()
    teacher.get_by_role("button", name="Close the quiz").click()
    expect(teacher.get_by_text("What is open is handed in as it was saved.")).to_be_visible()
    found = list(faults(teacher))
    student.reload()
    expect(student.locator("main")).to_contain_text("This quiz was closed by your teacher at")
    expect(student.locator("main")).to_contain_text("One of one answer was kept")
    expect(student).to_have_url(re.compile("/review$"))
    found += faults(student)
    assert not found, "\n".join(found)


def test_settings_of_a_quiz_and_how_sure_somebody_is_on_every_page(visitor: Visitors, quizapp: Quizapp) -> None:
    teacher, student = visitor(reduced_motion="reduce"), visitor(reduced_motion="reduce")
    told = {"The right answers": "close"}
    link = make_quiz(teacher, quizapp, "A bridge to be sure of", told, ("Ask how sure they are of each answer",))
    found = list(faults(teacher))
    start(student, link)
    found += faults(student)
    student.get_by_text("All questions on one page").click()
    student.locator("#question label.option").first.click()
    student.get_by_text("Fairly sure").click()
    expect(student.locator(".question-part .save-state")).to_contain_text("Saved")
    found += faults(student)
    student.reload()
    expect(student.get_by_label("Fairly sure")).to_be_checked()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("access", "shown"), [("numbers", True), ("hidden", False)])
def test_an_article_that_does_not_lie_open_is_nowhere_on_the_page(
    visitor: Visitors, quizapp: Quizapp, access: str, shown: bool
) -> None:
    teacher, student = visitor(reduced_motion="reduce"), visitor(reduced_motion="reduce")
    link = make_quiz(teacher, quizapp, f"A bridge seen by {access}", {"The article beside the questions": access})
    start(student, link)
    for address in (student.url, student.url.replace("questions/1", "questions")):
        student.goto(address)
        assert WORDS_OF_THE_ARTICLE not in student.content()
        assert student.locator("#article").count() == shown
        assert not list(faults(student))
    if shown:
        expect(student.locator("#article li").first).to_contain_text("aragraph")
