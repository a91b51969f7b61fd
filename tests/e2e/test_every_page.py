"""Every page in light and dark, on a phone and on a desk: axe finds nothing, nothing scrolls sideways."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.e2e.finished_class import pages_of_results
from tests.samples import TEXT

pytestmark = pytest.mark.xdist_group("browser")

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"light": ALL_RULES, "dark": ["color-contrast"]}
"""What axe looks for: in the dark the page is the same but for its colours."""
VIOLATIONS = """rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(found => found.violations.map(
  violation => `${violation.id}: ${violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join('; ')}`))"""
"""Only what is wrong comes back: what is right would be most of the time."""
WIDTHS = (320, 1280)
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => e.checkVisibility() && !e.closest('.skip-link, .visually-hidden, p, .para-ref, .ledger-meta, .eyebrow, .field-hint'))
  .filter(e => !['radio', 'checkbox'].includes(e.type) && !e.classList.contains('visually-hidden'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height < 43.5 && box.width > 2)
  .map(([e, box]) => `${e.tagName} ${(e.textContent || e.name).trim().slice(0, 40)} ${Math.round(box.height)} px`)"""


def faults(page: Page) -> Iterator[str]:
    """What is wrong with the page as it stands, in every width and colour scheme."""
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            page.evaluate("document.getAnimations().forEach(a => a.finish())")
            for violation in page.evaluate(VIOLATIONS, rules):
                yield f"{page.url} {width} {scheme}: {violation}"
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            yield f"{page.url} {width}: scrolls sideways by {sideways} px"
        yield from (f"{page.url} {width}: small target: {target}" for target in page.evaluate(SMALL_TARGETS))


def check(page: Page, *paths: str) -> None:
    found: list[str] = []
    for path in paths:
        page.goto(path)
        found += faults(page)
    assert not found, "\n".join(found)


def test_pages_for_everybody(visitor: Visitors) -> None:
    page = visitor(reduced_motion="reduce")
    page.goto("/")
    intro = page.get_by_role("link", name=re.compile("^Start ")).first.get_attribute("href")
    assert intro
    check(page, "/", intro, "/my", "/settings", "/help", "/specimen", "/articles/1", "/nowhere")
    check(page, "/login", "/reset", page.get_by_role("link", name="Sign in").first.get_attribute("href") or "/login")
    page.goto("/login")
    page.get_by_role("link", name="Make a student’s account").click()
    assert not list(faults(page))


def test_pages_of_a_student(visitor: Visitors) -> None:
    page = visitor(reduced_motion="reduce")
    people.start_builtin(page, "Axel")
    seen: set[str] = set()
    found: list[str] = []
    while not page.url.endswith("/check"):
        kind = page.locator("#question [name=response]").first.get_attribute("type") or "list"
        label = page.locator("#question .eyebrow, #question label").first.inner_text()[:12]
        if (kind + label) not in seen and len(seen) < 6:
            seen.add(kind + label)
            found += faults(page)
        people.go_on(page)
    found += faults(page)
    people.hand_in(page)
    found += faults(page)
    page.goto("/")
    found += faults(page)
    assert not found, "\n".join(found)


def test_a_field_with_a_fault_is_announced(visitor: Visitors) -> None:
    page = visitor(reduced_motion="reduce")
    people.start_builtin(page, "Fred")
    while page.locator("#question input[inputmode=decimal]").count() == 0:
        people.go_on(page)
    page.locator("#question input[inputmode=decimal]").fill("about a hundred")
    page.locator("#question .actions button[name=go]").click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert page.locator("#question input[inputmode=decimal]").input_value() == "about a hundred"
    assert not list(faults(page))


def test_pages_of_a_teacher(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor(reduced_motion="reduce")
    if "used" not in quizapp.notes:
        page.goto(quizapp.setup_path())
        assert not list(faults(page))
    people.teacher(page, quizapp)
    people.add_article(page, "Another look at the bridge", TEXT.replace("1907", "1908"))
    article = page.url
    found = list(faults(page))
    people.write_question(page)
    page.goto(article)
    draft = page.locator("ol.ledger-numbered a").first.get_attribute("href") or ""
    for way in ("review", "approve-all", "facts", "quiz"):
        page.goto(f"{article}/{way}")
        found += faults(page)
    page.get_by_role("link", name="Choose and order").click()
    found += faults(page)
    page.get_by_role("button", name="Make the quiz").last.click()
    page.get_by_role("button", name="Publish").click()
    found += faults(page)
    page.get_by_role("link", name="Change title").click()
    found += faults(page)
    assert not found, "\n".join(found)
    check(
        page,
        "/desk",
        "/desk/articles/new",
        draft,
        draft + "/edit",
        f"{article}/questions/new",
        "/account",
        "/desk/bank",
        "/desk/bank/30",
        "/desk/classes",
        "/people",
        "/people/1",
        "/my/data",
        f"{article}/correct",
        f"{article}/again",
    )
    page.goto("/desk/articles/new")
    page.get_by_role("button", name="Read the article").click()
    assert not list(faults(page))


def test_pages_of_somebody_who_is_invited(visitor: Visitors, quizapp: Quizapp) -> None:
    page, invited = visitor(reduced_motion="reduce"), visitor(reduced_motion="reduce")
    people.teacher(page, quizapp)
    page.goto("/people")
    page.get_by_label("Name", exact=True).fill("Tom Harrow")
    page.get_by_label("Email", exact=True).fill("tom@a-school-with-a-very-long-name.example.org")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link to hand on").input_value()
    found = list(faults(page))
    invited.goto(link)
    invited.get_by_label("Password").fill("short")
    invited.get_by_role("button", name="Set up my account").click()
    expect(invited).to_have_title(re.compile("^Error: "))
    found += faults(invited)
    assert not found, "\n".join(found)


def test_pages_of_results_and_of_what_waits(visitor: Visitors, quizapp: Quizapp) -> None:
    people.teacher(visitor(), quizapp)
    pages = pages_of_results(quizapp, "ines@school.org")
    page = visitor(reduced_motion="reduce")
    people.sign_in(page, "ines@school.org")
    check(page, *pages)
