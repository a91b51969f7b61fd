"""An open attempt without a network: its pages are there, answers wait, and all go through when it is back."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.e2e.wire import Wire

pytestmark = pytest.mark.xdist_group("browser")

SAVED = re.compile(r"^\s*Saved \d\d:\d\d\s*$")
KEPT = """async (names) => {
    const kept = await Promise.all(names.map((name) => caches.match(location.pathname.replace(/[^/]+$/, name))));
    return kept.every(Boolean) && Boolean(navigator.serviceWorker.controller);
}"""


@pytest.fixture
def wire(quizapp: Quizapp) -> Iterator[Wire]:
    with Wire(quizapp.url) as wire:
        yield wire


@pytest.fixture
def student(visitor: Visitors, wire: Wire) -> Iterator[Page]:
    """A student at the first question whose browser has kept the first three."""
    page = visitor(base_url=wire.url)
    page.clock.install()
    people.start_builtin(page, "Mia")
    for _ in range(60):
        if page.evaluate(KEPT, ["1", "2", "3"]):
            break
        page.wait_for_timeout(250)
    else:
        pytest.fail("the pages were not kept")
    yield page
    lines = visitor.complaints.heard
    lines[:] = [line for line in lines if "Failed to load resource" not in line and "fetching the script" not in line]


def chosen(page: Page, number: int):  # type: ignore[no-untyped-def]
    return page.locator("#question input[type=radio]").nth(number)


def state(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".save-state").first


def responses(quizapp: Quizapp, page: Page) -> list[int]:
    """The positions of the responses stored for the attempt that is open, in the order they were stored."""
    with sqlite3.connect(f"file:{quizapp.instance / 'quizapp.db'}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT i.position FROM step JOIN attempt_item i ON i.id = attempt_item_id JOIN attempt a"
            " ON a.id = attempt_id WHERE public_id = ? AND step.kind = 'respond' ORDER BY step.id",
            (page.url.split("/")[4],),
        )
        return [row[0] for row in rows]


def test_questions_are_answered_and_gone_through_without_a_network(student: Page, quizapp: Quizapp, wire: Wire) -> None:
    wire.cut(student)
    chosen(student, 0).check()
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    student.get_by_role("button", name="Save and go on").click()
    expect(student).to_have_url(re.compile("/questions/2$"))
    chosen(student, 1).check()
    expect(state(student)).to_contain_text("2 answers wait on this device")
    student.locator(".question-map a").first.click()
    expect(chosen(student, 0)).to_be_checked()
    student.reload()
    expect(chosen(student, 0)).to_be_checked()
    assert responses(quizapp, student) == []
    wire.mend(student)
    expect(state(student)).to_have_text(SAVED, timeout=20_000)
    assert responses(quizapp, student) == [1, 2]
    student.reload()
    expect(chosen(student, 0)).to_be_checked()


def test_half_an_hour_without_a_network_loses_nothing(student: Page, quizapp: Quizapp, wire: Wire) -> None:
    wire.cut(student)
    chosen(student, 0).check()
    student.clock.fast_forward("30:00")
    chosen(student, 2).check()
    expect(state(student)).to_contain_text("Not saved yet: will retry")
    wire.mend(student)
    student.clock.fast_forward("00:31")
    expect(state(student)).to_have_text(SAVED, timeout=20_000)
    assert responses(quizapp, student)[-1] == 1
    student.reload()
    expect(chosen(student, 2)).to_be_checked()


def test_a_page_kept_before_the_answer_shows_the_answer(student: Page, quizapp: Quizapp, wire: Wire) -> None:
    chosen(student, 2).check()
    expect(state(student)).to_have_text(SAVED)
    wire.cut(student)
    student.reload()
    expect(chosen(student, 2)).to_be_checked()
    assert responses(quizapp, student) == [1]


def test_it_can_be_installed(student: Page) -> None:
    tools = student.context.new_cdp_session(student)
    faults = [fault["errorId"] for fault in tools.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert set(faults) <= {"in-incognito"}  # each visitor of these tests is
