"""Time in a real browser: minutes left, warnings, hiding; and its end, with the browser open or closed."""

import datetime as dt
import re
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.e2e.people import answer, start_builtin
from tests.e2e.test_every_page import faults

if TYPE_CHECKING:
    from tests.e2e.conftest import Quizapp, Visitors


def end_in(quizapp: "Quizapp", page: Page, seconds: float) -> None:
    """Let the attempt whose page is open end that many seconds from now."""
    due_at = dt.datetime.now(dt.UTC).replace(tzinfo=None) + dt.timedelta(seconds=seconds)
    with closing(sqlite3.connect(quizapp.instance / "quizapp.db", timeout=10)) as database, database:
        changed = database.execute(
            "UPDATE attempt SET due_at = ? WHERE public_id = ?",
            (due_at.isoformat(" ", "microseconds"), page.url.split("/")[4]),
        )
        assert changed.rowcount == 1


def begin(page: Page) -> None:
    start_builtin(page, "Mia")
    answer(page)
    page.locator("#question .actions button[name=go]").click()
    expect(page.locator(".running-head")).to_contain_text("one answered")


def test_time_ends_an_attempt_with_the_browser_closed(visitor: "Visitors", quizapp: "Quizapp") -> None:
    page = visitor()
    begin(page)
    url, cookies = page.url, page.context.storage_state()
    end_in(quizapp, page, -11)
    page.context.close()
    with closing(sqlite3.connect(quizapp.instance / "quizapp.db", timeout=10)) as database:
        for _ in range(40):
            row = database.execute(
                "SELECT ended_by FROM attempt WHERE public_id = ? AND submitted_at IS NOT NULL", (url.split("/")[4],)
            ).fetchone()
            if row:
                break
            time.sleep(1)
    assert row == ("time",)
    later = visitor(storage_state=cookies)
    later.goto(url)
    expect(later).to_have_url(url.split("/questions")[0] + "/review")
    expect(later.locator("main")).to_contain_text("One of")


def test_five_minutes_and_one_minute_are_announced_whatever_the_clock_of_the_device(
    visitor: "Visitors", quizapp: "Quizapp"
) -> None:
    page = visitor()
    page.clock.set_fixed_time(dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    begin(page)
    announced = page.locator(".timer [role=status]")
    for seconds, words in ((303, "Five minutes left."), (63, "One minute left.")):
        end_in(quizapp, page, seconds)
        page.reload()
        expect(page.locator(".timer")).to_contain_text("(the quiz closes then)")
        expect(announced).to_have_text("")
        expect(announced).to_have_text(words)
    page.reload()
    expect(page.get_by_text("less than a minute left")).to_be_visible()
    page.wait_for_timeout(2500)
    expect(announced).to_have_text("")  # each of them once
    end_in(quizapp, page, 45)
    page.evaluate("sessionStorage.clear(); location.reload()")  # at once: a tick in between would note it again
    expect(announced).to_have_text("Less than a minute left.")  # it fell between two pages


def test_a_warning_is_seen_wherever_one_is_on_the_page_and_can_be_put_away(
    visitor: "Visitors", quizapp: "Quizapp"
) -> None:
    page = visitor(viewport={"width": 320, "height": 640})
    begin(page)
    end_in(quizapp, page, 301)
    page.reload()
    page.get_by_text("All questions", exact=True).scroll_into_view_if_needed()
    warning = page.locator(".time-note")
    expect(warning).to_contain_text("Five minutes left.")
    expect(warning).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not list(faults(page))
    warning.get_by_role("button", name="Put away").press("Enter")
    expect(warning).to_be_hidden()
    expect(page.locator(".timer")).to_contain_text("minutes left")
    page.locator("#question .actions button[name=go]").click()
    page.wait_for_timeout(1500)
    expect(page.locator(".time-note")).to_be_hidden()


def test_an_end_that_was_moved_shows_within_half_a_minute(visitor: "Visitors", quizapp: "Quizapp") -> None:
    page = visitor(service_workers="block")
    page.clock.install()
    begin(page)
    end_in(quizapp, page, 1190)
    page.reload()
    expect(page.get_by_text("20 minutes left")).to_be_visible()
    end_in(quizapp, page, 590)
    page.clock.run_for(31_000)
    expect(page.get_by_text("10 minutes left")).to_be_visible()
    end_in(quizapp, page, -1)
    page.clock.run_for(31_000)
    expect(page.locator(".time-note")).to_contain_text("Time is up.")
    page.clock.run_for(2_000)
    page.wait_for_url("**/review")


def test_a_page_kept_for_later_counts_on_and_waits_at_the_end_for_the_network(
    visitor: "Visitors", quizapp: "Quizapp"
) -> None:
    page = visitor()
    page.clock.install()
    begin(page)
    end_in(quizapp, page, 1190)
    page.reload()
    page.wait_for_function("async () => Boolean(await caches.match(location.pathname))")
    page.reload()
    expect(page.get_by_text("20 minutes left")).to_be_visible()
    page.context.set_offline(True)
    page.clock.fast_forward("10:00")
    page.reload()
    expect(page.get_by_text("10 minutes left")).to_be_visible()
    page.clock.fast_forward("10:00")
    expect(page.locator(".time-note")).to_contain_text("Your results open when the network is back.")
    page.clock.run_for(10_000)
    assert "/questions/" in page.url
    end_in(quizapp, page, -1)
    page.context.set_offline(False)
    page.clock.run_for(3_000)
    page.wait_for_url("**/review")
    lines = visitor.complaints.heard
    lines[:] = [line for line in lines if "Failed to load resource" not in line and "fetching the script" not in line]


def test_what_is_not_saved_yet_when_time_is_up_is_saved_within_the_grace(
    visitor: "Visitors", quizapp: "Quizapp"
) -> None:
    page = visitor(service_workers="block")
    start_builtin(page, "Mia")
    end_in(quizapp, page, 4)
    page.reload()
    page.route(re.compile("/steps$"), lambda route: route.abort())
    page.locator("#question label.option").first.click()
    expect(page.locator(".save-state").first).to_contain_text("Not saved yet")
    page.unroute(re.compile("/steps$"))
    page.wait_for_url("**/review")
    expect(page.locator("main")).to_contain_text("One of 32 answers was kept")
    visitor.complaints.heard[:] = [line for line in visitor.complaints.heard if "Failed to load resource" not in line]


def test_the_time_can_be_hidden_and_stays_so(visitor: "Visitors", quizapp: "Quizapp") -> None:
    page = visitor()
    begin(page)
    end_in(quizapp, page, 1190)
    page.reload()
    expect(page.get_by_text("20 minutes left")).to_be_visible()
    page.get_by_role("button", name="Hide the time").press("Enter")
    expect(page.get_by_text("20 minutes left")).to_be_hidden()
    expect(page.locator(".timer")).not_to_contain_text("Ends", use_inner_text=True)
    page.reload()
    page.get_by_role("button", name="Show the time").click()
    expect(page.get_by_text("20 minutes left")).to_be_visible()


def test_a_page_that_is_looked_at_again_asks_how_much_time_is_left(visitor: "Visitors", quizapp: "Quizapp") -> None:
    page = visitor()
    begin(page)
    end_in(quizapp, page, 1190)
    page.reload()
    expect(page.get_by_text("20 minutes left")).to_be_visible()
    end_in(quizapp, page, 590)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("10 minutes left")).to_be_visible()


def test_when_time_is_up_the_open_page_leads_to_the_review(visitor: "Visitors", quizapp: "Quizapp") -> None:
    page = visitor()
    begin(page)
    end_in(quizapp, page, 2)
    page.reload()
    page.wait_for_url("**/review")
    expect(page.locator("main")).to_contain_text("answers was kept")


def test_without_script_the_end_stands_there_in_words(visitor: "Visitors", quizapp: "Quizapp") -> None:
    page = visitor(java_script_enabled=False)
    begin(page)
    end_in(quizapp, page, 1200)
    page.reload()
    expect(page.locator(".timer")).to_contain_text("(the quiz closes then)")
    end_in(quizapp, page, -1)
    page.reload()
    page.get_by_role("button", name="See your results").click()
    expect(page.locator("main")).to_contain_text("answers was kept")
