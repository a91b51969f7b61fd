"""One browser, several people: what it kept of an attempt is nobody else's to see, and is sent under nobody else's name."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.e2e.test_classes import give_builtin
from tests.e2e.test_offline import KEPT
from tests.e2e.test_saving import SAVED, STEPS, choose, state

pytestmark = pytest.mark.xdist_group("browser")
PAGES = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
    (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().filter((url) => url.includes("/attempts/"))"""
COPIES = "Object.keys(sessionStorage).filter((name) => name.startsWith('quizapp')).length"
QUEUED = "Object.keys(localStorage).filter((name) => name.startsWith('quizapp/')).length"


@pytest.fixture
def shared(visitor: Visitors) -> Iterator[Page]:
    """A browser that several people use; lost connections are part of these tests."""
    page = visitor()
    page.context.on("dialog", lambda dialog: dialog.accept())
    yield page
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "Failed to load resource" not in line]


def wait_until_kept(page: Page) -> None:
    for _ in range(240):
        if page.evaluate(KEPT, [page.url.rsplit("/", 1)[1]]):
            return
        page.wait_for_timeout(250)
    pytest.fail("the pages were not kept")


def begin(page: Page) -> None:
    """Open the first question of the built-in quiz, wherever somebody signed in left off before."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Start ")).first.click()
    page.locator("main form button").first.click()
    page.wait_for_url("**/questions/*")
    page.goto(re.sub("[0-9]+$", "1", page.url))


@pytest.mark.parametrize("button", ["Sign out", "Sign out on every device"])
def test_signing_out_forgets_the_pages_and_copies_of_an_attempt(shared: Page, quizapp: Quizapp, button: str) -> None:
    people.teacher(shared, quizapp)
    begin(shared)
    choose(shared, 0)
    expect(state(shared)).to_have_text(SAVED)
    wait_until_kept(shared)
    attempt = shared.url
    other = shared.context.new_page()
    other.goto("/account")
    other.get_by_role("button", name=button, exact=True).click()
    expect(other).to_have_url(re.compile("/(login)?$"))
    assert other.evaluate(PAGES) == []
    assert shared.evaluate(COPIES) == 0
    shared.context.set_offline(True)
    other.goto(attempt)
    expect(other.get_by_role("heading", level=1)).to_have_text("No network just now")


def test_who_signs_out_is_told_of_answers_that_wait(shared: Page, quizapp: Quizapp) -> None:
    people.teacher(shared, quizapp)
    begin(shared)
    shared.context.route(STEPS, lambda route: route.abort())
    chosen_before = shared.locator("#question input[type=radio]").nth(1).is_checked()  # by the same teacher
    choose(shared, 2 if chosen_before else 1)
    expect(state(shared)).to_contain_text("Not saved yet")
    account = shared.context.new_page()
    account.goto("/account")
    expect(account.get_by_text("One answer is not saved yet.")).to_be_visible()
    shared.context.unroute(STEPS)
    expect(state(shared)).to_have_text(SAVED, timeout=40_000)
    account.reload()
    account.wait_for_timeout(500)
    expect(account.locator("[data-waiting]")).to_be_hidden()


def test_what_waits_of_one_guest_is_not_shown_to_nor_sent_as_another_and_goes_out_when_its_owner_is_back(
    shared: Page,
) -> None:
    people.start_builtin(shared, "Mia")
    code, attempt = shared.locator(".resume-code").inner_text(), shared.url
    wait_until_kept(shared)
    shared.context.route(STEPS, lambda route: route.abort())
    choose(shared, 2)
    expect(state(shared)).to_contain_text("Not saved yet")
    shared.context.clear_cookies()
    other = shared.context.new_page()
    people.start_builtin(other, "Ben")
    assert attempt not in other.evaluate(PAGES)
    expect(other.locator("#question input:checked")).to_have_count(0)
    shared.context.unroute(STEPS)
    expect(state(shared)).to_contain_text("Go on with your code", timeout=40_000)
    choose(other, 1)
    expect(state(other)).to_have_text(SAVED)
    assert other.evaluate(QUEUED) == 1
    other.reload()
    expect(other.locator("#question input[type=radio]").nth(1)).to_be_checked()
    shared.goto("/resume")
    shared.get_by_label("Your code").fill(code)
    shared.get_by_role("button", name="Go on").click()
    expect(shared).to_have_url(re.compile("/questions/"))
    shared.goto(attempt)
    expect(state(shared)).to_have_text(SAVED, timeout=40_000)
    assert shared.evaluate(QUEUED) == 0
    shared.reload()
    expect(shared.locator("#question input[type=radio]").nth(2)).to_be_checked()


def test_who_joins_a_class_as_somebody_else_is_shown_nothing_of_who_was_here_before(
    shared: Page, visitor: Visitors, quizapp: Quizapp
) -> None:
    teacher = visitor()
    people.teacher(teacher, quizapp)
    give_builtin(teacher, "8c")
    teacher.get_by_role("link", name="8c", exact=True).click()
    teacher.goto(f"{teacher.url}/code")
    code = teacher.locator(".score").inner_text()
    people.start_builtin(shared, "Mia")
    choose(shared, 2)
    expect(state(shared)).to_have_text(SAVED)
    wait_until_kept(shared)
    attempt, other = shared.url, shared.context.new_page()
    other.goto(f"/join?code={code}")
    other.get_by_label("Your name").fill("Ben")
    other.get_by_text("I am not Mia").click()
    other.get_by_role("button", name="Join").click()
    expect(other.locator("main")).to_contain_text("You are in.")
    assert other.evaluate(PAGES) == []
    assert shared.evaluate(COPIES) == 0
    shared.context.set_offline(True)
    other.goto(attempt)
    expect(other.get_by_role("heading", level=1)).to_have_text("No network just now")
