"""Every change is saved by itself: offline, with a broken server, with lost replies, in two tabs, signed out."""

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors

pytestmark = pytest.mark.xdist_group("browser")

STEPS = re.compile(r"/steps$")
NO_ANSWER = re.compile(r"^\s*No answer yet\s*$")
SAVED = re.compile(r"^\s*Saved \d\d:\d\d\s*$")


@pytest.fixture
def student(visitor: Visitors) -> Iterator[Page]:
    """A student at the first question. Failed requests are part of these tests, so the console may tell of them.

    No page is kept for later: what keeps them asks for pages by itself, and its requests would cross with the tests'.
    """
    page = visitor(service_workers="block")
    page.context.on("dialog", lambda dialog: dialog.accept())
    people.start_builtin(page, "Mia")
    yield page
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "Failed to load resource" not in line]


@pytest.fixture
def stored(student: Page, quizapp: Quizapp) -> Callable[..., list[str]]:
    """The responses stored for a question of this attempt, by default the first, as JSON."""
    attempt = student.url.split("/")[-3]

    def find(position: int = 1) -> list[str]:
        with sqlite3.connect(f"file:{quizapp.instance / 'quizapp.db'}?mode=ro", uri=True) as database:
            rows = database.execute(
                "SELECT response FROM step JOIN attempt_item i ON i.id = attempt_item_id JOIN attempt a"
                " ON a.id = attempt_id WHERE public_id = ? AND i.position = ? AND step.kind = 'respond' ORDER BY step.id",
                (attempt, position),
            )
            return [row[0] for row in rows]

    return find


def choose(page: Page, number: int) -> None:
    page.locator("#question label.option").nth(number).click()


def state(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".save-state").first


def test_a_choice_is_saved_by_itself_and_said_so(student: Page, stored: Callable[..., list[str]]) -> None:
    choose(student, 1)
    expect(state(student)).to_have_text(SAVED, timeout=2000)
    assert len(stored()) == 1
    expect(student.get_by_role("link", name=re.compile("Question 1 ?, this question, answered"))).to_be_attached()
    expect(student.locator(".running-head")).not_to_contain_text("none answered")
    student.get_by_role("button", name="Save and go on").click()
    expect(student).to_have_url(re.compile("/questions/2$"))
    assert len(stored()) == 1


def test_a_question_says_saved_only_while_it_has_an_answer(student: Page) -> None:
    expect(state(student)).to_have_text(NO_ANSWER)
    choose(student, 1)
    expect(state(student)).to_have_text(SAVED)
    student.get_by_role("button", name="Save and go on").click()
    expect(state(student)).to_have_text(NO_ANSWER)
    while student.locator("#question input[type=text]").count() == 0:
        expect(state(student)).to_have_text(NO_ANSWER)
        people.go_on(student)
    field = student.locator("#question input[type=text]").first
    field.fill("2018")
    expect(state(student)).to_have_text(SAVED)
    field.fill("")
    expect(state(student)).to_have_text(NO_ANSWER)
    expect(state(student).locator("use")).to_have_attribute("href", re.compile("#ring$"))
    student.reload()
    expect(state(student)).to_have_text(NO_ANSWER)


def test_a_choice_made_before_the_script_came_is_saved_too(student: Page, stored: Callable[..., list[str]]) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    student.route(re.compile("attempt[.]js"), hold)
    student.reload(wait_until="commit")
    choose(student, 1)
    student.wait_for_timeout(500)
    assert len(held) == 1
    held[0].continue_()
    expect(state(student)).to_have_text(SAVED)
    assert len(stored()) == 1


def test_without_a_connection_answers_wait_and_go_through_in_their_order(
    student: Page, stored: Callable[..., list[str]]
) -> None:
    student.context.set_offline(True)
    choose(student, 0)
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    choose(student, 2)
    student.get_by_role("button", name="Save and go on").click()
    student.wait_for_timeout(1000)  # what the press has tried has failed: it does not go on by itself later
    expect(state(student)).to_contain_text("Not saved yet")
    assert student.url.endswith("/questions/1")
    assert stored() == []
    student.context.set_offline(False)
    expect(state(student)).to_have_text(SAVED)
    assert len(stored()) == 2
    student.reload()
    expect(student.locator("#question input[type=radio]").nth(2)).to_be_checked()


def test_a_page_made_while_another_tab_was_saving_shows_what_was_saved(
    student: Page, stored: Callable[..., list[str]]
) -> None:
    def save_meanwhile(route: Route) -> None:
        page = route.fetch()
        choose(student, 2)
        expect(state(student)).to_have_text(SAVED)
        route.fulfill(response=page)

    other = student.context.new_page()
    other.route(student.url, save_meanwhile)
    other.goto(student.url)
    expect(other.locator("#question input[type=radio]").nth(2)).to_be_checked()
    expect(state(other)).to_have_text(SAVED)
    choose(other, 1)
    expect(state(other)).to_have_text(SAVED)
    assert len(stored()) == 2


def test_a_broken_server_is_tried_again_until_it_works(student: Page, stored: Callable[..., list[str]]) -> None:
    tries: list[str] = []

    def fail(route: Route) -> None:
        tries.append(route.request.post_data or "")
        route.fulfill(status=500, body="no") if len(tries) < 4 else route.continue_()

    student.route(STEPS, fail)
    choose(student, 1)
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    expect(state(student)).to_have_text(SAVED, timeout=15_000)
    assert len(set(tries)) == 1
    assert len(stored()) == 1


def test_a_reply_that_was_lost_stores_nothing_twice(student: Page, stored: Callable[..., list[str]]) -> None:
    lost: list[int] = []

    def lose(route: Route) -> None:
        if len(lost) < 2:
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.continue_()

    student.route(STEPS, lose)
    choose(student, 1)
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    choose(student, 2)
    expect(state(student)).to_have_text(SAVED, timeout=15_000)
    assert lost == [200, 200]
    assert len(stored()) == 2
    student.get_by_role("button", name="Save and go on").click()
    expect(student).to_have_url(re.compile("/questions/2$"))
    assert len(stored()) == 2


def test_a_slow_server_is_never_said_to_have_saved(student: Page, stored: Callable[..., list[str]]) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    student.route(STEPS, hold)
    choose(student, 1)
    expect(state(student)).to_contain_text("Saving")
    student.wait_for_timeout(3000)
    expect(state(student)).to_contain_text("Saving")
    assert len(held) == 1
    assert stored() == []
    held[0].continue_()
    expect(state(student)).to_have_text(SAVED)


def test_on_a_slow_network_one_press_goes_on_once_all_is_saved(student: Page, stored: Callable[..., list[str]]) -> None:
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    student.route(STEPS, hold_first)
    choose(student, 1)
    expect(state(student)).to_contain_text("Saving")
    choose(student, 2)
    student.get_by_role("button", name="Save and go on").click()
    student.wait_for_timeout(5000)
    assert student.url.endswith("/questions/1")
    held[0].continue_()
    expect(student).to_have_url(re.compile("/questions/2$"))
    assert len(stored()) == 2


def test_a_reload_keeps_what_waits(student: Page, stored: Callable[..., list[str]]) -> None:
    student.route(STEPS, lambda route: route.abort())
    choose(student, 2)
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    student.reload()
    expect(student.locator("#question input[type=radio]").nth(2)).to_be_checked()
    student.locator(".question-map a").nth(1).click()
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    student.unroute(STEPS)
    student.goto(student.url.replace("questions/2", "check"))
    expect(student.locator("#q1")).not_to_contain_text("No answer yet")
    assert len(stored()) == 1


def test_a_line_says_again_what_it_said_once_the_answer_to_another_question_went_through(student: Page) -> None:
    first = student.url
    student.locator(".question-map a").nth(1).click()
    made = state(student).inner_text()
    student.goto(first)
    student.route(STEPS, lambda route: route.abort())
    choose(student, 2)
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    student.locator(".question-map a").nth(1).click()
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    student.unroute(STEPS)
    expect(state(student)).to_have_text(made, timeout=20_000)
    expect(state(student)).not_to_have_attribute("data-state", "failed")


def test_two_tabs_that_disagree_are_shown_both_answers(student: Page, stored: Callable[..., list[str]]) -> None:
    other = student.context.new_page()
    other.goto(student.url)
    choose(student, 0)
    expect(state(student)).to_have_text(SAVED)
    choose(other, 1)
    expect(state(other)).to_contain_text("saved elsewhere")
    assert len(stored()) == 1
    other.get_by_role("link", name="See both answers").last.click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Which answer do you want to keep?")
    other.get_by_role("button", name="Keep the answer of this tab").click()
    expect(other.locator("#question input[type=radio]").nth(1)).to_be_checked()
    expect(state(other)).to_have_text(SAVED)
    assert len(stored()) == 2
    choose(student, 2)
    expect(state(student)).to_contain_text("saved elsewhere")
    student.get_by_role("button", name="Save and go on").click()
    expect(student.get_by_role("heading", level=1)).to_have_text("Which answer do you want to keep?")
    student.get_by_role("link", name="Keep the stored answer").click()
    expect(student.locator("#question input[type=radio]").nth(1)).to_be_checked()
    assert len(stored()) == 2


def test_a_tab_says_saved_of_no_answer_but_the_one_it_shows(student: Page, stored: Callable[..., list[str]]) -> None:
    choose(student, 0)
    expect(state(student)).to_have_text(SAVED)
    other = student.context.new_page()
    other.goto(student.url)
    choose(other, 1)
    expect(state(other)).to_have_text(SAVED)
    expect(state(student)).to_contain_text("Another answer was saved in another tab")
    expect(student.locator("#question input[type=radio]").nth(0)).to_be_checked()
    choose(other, 0)
    expect(state(other)).to_have_text(SAVED)
    expect(state(student)).to_have_text(SAVED)
    choose(student, 2)
    expect(state(student)).to_have_text(SAVED)
    expect(state(other)).to_contain_text("Another answer was saved in another tab")
    state(other).get_by_role("link", name="Show it").click()
    expect(other.locator("#question input[type=radio]").nth(2)).to_be_checked()
    expect(state(other)).to_have_text(SAVED)
    assert len(stored()) == 4


def test_a_tab_that_took_up_what_waits_says_when_the_other_one_saved_something_else(student: Page) -> None:
    student.context.route(STEPS, lambda route: route.abort())
    choose(student, 0)
    expect(state(student)).to_contain_text("Not saved yet")
    other = student.context.new_page()
    other.goto(student.url)
    expect(other.locator("#question input[type=radio]").nth(0)).to_be_checked()
    choose(student, 1)
    student.context.unroute(STEPS)
    expect(state(student)).to_have_text(SAVED, timeout=40_000)
    expect(state(other)).to_contain_text("Another answer was saved in another tab")
    expect(other.locator("#question input[type=radio]").nth(0)).to_be_checked()
    choose(other, 2)
    expect(state(other)).to_have_text(SAVED)


def test_signed_out_in_another_tab_and_in_again_by_the_link(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor()
    people.teacher(page, quizapp)
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Start ")).first.click()
    page.get_by_role("button", name="Start").click()
    other = page.context.new_page()
    other.goto("/account")
    other.get_by_role("button", name="Sign out", exact=True).click()
    choose(page, 1)
    expect(state(page)).to_contain_text("You are signed out")
    with page.context.expect_page() as opened:
        state(page).get_by_role("link", name="Sign in").click()
    again = opened.value
    again.get_by_label("Email").fill("vera@school.org")
    again.get_by_label("Password").fill(people.PASSWORD)
    again.get_by_role("button", name="Sign in").click()
    expect(again).to_have_url(page.url)
    expect(again.locator("#question input[type=radio]").nth(1)).to_be_checked()
    expect(state(page)).to_have_text(SAVED, timeout=15_000)
    page.reload()
    expect(page.locator("#question input[type=radio]").nth(1)).to_be_checked()


def test_a_browser_that_forgot_its_guest_goes_on_with_the_code_and_nothing_is_lost(
    student: Page, stored: Callable[..., list[str]]
) -> None:
    code = student.locator(".resume-code").inner_text()
    student.context.clear_cookies()
    choose(student, 1)
    expect(state(student)).to_contain_text("This browser no longer knows you. Go on with your code")
    assert stored() == []
    with student.context.expect_page() as opened:
        state(student).get_by_role("link", name="Go on with your code").click()
    again = opened.value
    again.get_by_label("Your code").fill(code)
    again.get_by_role("button", name="Go on").click()
    expect(again).to_have_url(student.url)
    expect(again.locator("#question input[type=radio]").nth(1)).to_be_checked()
    expect(state(student)).to_have_text(SAVED, timeout=15_000)
    assert len(stored()) == 1


def test_what_cannot_be_taken_is_told_and_kept_in_its_field(student: Page, stored: Callable[..., list[str]]) -> None:
    while student.locator("#question input[inputmode=decimal]").count() == 0:
        people.go_on(student)
    position = int(student.url.rsplit("/", 1)[1])
    field = student.locator("#question input[inputmode=decimal]")
    field.press_sequentially("about")
    expect(state(student)).to_contain_text("Not saved yet: ")
    expect(state(student)).not_to_contain_text("retry")
    student.reload()
    expect(field).to_have_value("about")
    field.fill("2018")
    expect(state(student)).to_have_text(SAVED)
    assert len(stored(position)) == 1


def test_handed_in_elsewhere_says_when_and_how_many_were_kept(student: Page) -> None:
    choose(student, 0)
    expect(state(student)).to_have_text(SAVED)
    other = student.context.new_page()
    other.goto(re.sub(r"questions/\d+$", "check", student.url))
    people.hand_in(other)
    choose(student, 1)
    expect(state(student)).to_contain_text(re.compile(r"handed in already \(\d\d:\d\d\).* 1 of \d+ answers was kept"))
    state(student).get_by_role("link", name="See your results").click()
    expect(student).to_have_url(re.compile("/review$"))


def test_handing_in_waits_for_what_is_not_saved_yet(student: Page) -> None:
    student.route(STEPS, lambda route: route.abort())
    choose(student, 1)
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    student.goto(re.sub(r"questions/\d+$", "check", student.url))
    student.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    student.wait_for_timeout(1000)
    assert student.url.endswith("/check")
    student.unroute(STEPS)
    expect(student.locator("#q1")).not_to_contain_text("No answer yet", timeout=15_000)
    people.hand_in(student)
