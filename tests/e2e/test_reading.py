"""Reading: marks in the article, keys, phones, zoom, people's own spacing, paper, and how many bytes it takes."""

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.e2e.test_every_page import faults

pytestmark = pytest.mark.xdist_group("browser")

SELECT = """([first, start, last, end]) => {
  const words = (id) => [...document.querySelector(id).childNodes].findLast((n) => n.nodeType === 3);
  const range = document.createRange();
  range.setStart(words(first), start);
  range.setEnd(words(last), end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-block-end: 2em !important }"
)
"""What a reader may set by himself: WCAG 1.4.12."""
CUT_OFF = """() => [...document.querySelectorAll('a, button, label, p, h1, h2, h3, legend, .option-text')]
  .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .skip-link'))
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
  .map(e => e.outerHTML.slice(0, 100))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def select(page: Page, *, first: str = "#p2", start: int = 4, last: str = "#p2", end: int = 24) -> str:
    """Select words of the article; what they are."""
    page.evaluate(SELECT, [first, start, last, end])
    return str(page.evaluate("getSelection().toString()"))


def mark(page: Page) -> None:
    page.get_by_role("button", name="Mark these words").click()
    expect(page.locator("#article [role=status]")).to_have_text("Marked")


def test_marks_are_kept_with_the_attempt_and_can_be_taken_away(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    words = select(page)
    mark(page)
    marked = page.locator("#article mark.inked").inner_text()
    assert words.strip() in marked
    page.locator("#question .actions button[name=go]").click()
    expect(page.locator("#article mark.inked")).to_have_text(marked)
    assert not list(faults(page))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name=re.compile("^Take away")).press("Enter")
    expect(page.locator("#article mark.inked")).to_have_count(0)
    page.reload()
    expect(page.locator("#article mark.inked")).to_have_count(0)
    expect(page.get_by_role("heading", name="Your marks")).to_have_count(0)


@pytest.mark.parametrize("cut", [(1, -1), (0, 0), (-1, 1), (2, -2)], ids=["inside", "whole", "spaces around", "deep"])
def test_a_mark_is_of_whole_words(visitor: Visitors, cut: tuple[int, int]) -> None:
    page = visitor(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    text = page.evaluate("[...document.querySelector('#p2').childNodes].findLast((n) => n.nodeType === 3).data")
    words = re.search(r"(?<=\w )\w{5,} \w+ \w{5,}(?= \w)", text)
    assert words
    select(page, start=words.start() + cut[0], end=words.end() + cut[1])
    mark(page)
    expect(page.locator("#article mark.inked")).to_have_text(words.group())


def test_marks_join_over_paragraphs_and_a_click_on_one_offers_to_take_it_away(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    select(page, first="#p1", start=10, last="#p2", end=20)
    mark(page)
    page.reload()
    before = page.locator("#article mark.inked").all_inner_texts()
    assert len(before) == 2
    page.locator("#p2 mark.inked").click(position={"x": 5, "y": 8})
    page.get_by_role("button", name="Take this mark away").click()
    expect(page.locator("#p2 mark.inked")).to_have_count(0)
    expect(page.locator("#p1 mark.inked")).to_have_text(before[0])


def test_a_word_is_marked_by_keyboard_alone(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    select(page)
    expect(page.get_by_role("button", name="Mark these words")).to_be_visible()
    page.locator("#article").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Mark these words":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#article mark.inked")).to_have_count(1)


def test_keys_choose_an_option_only_while_the_focus_is_in_the_question(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 1280, "height": 800})
    people.start_builtin(page, "Mia")
    options = page.locator("#question label.option input")
    page.keyboard.press("2")
    expect(options.nth(1)).not_to_be_checked()
    page.locator("#question .stem").click()
    page.keyboard.press("2")
    expect(options.nth(1)).to_be_checked()
    page.keyboard.press("c")
    expect(options.nth(2)).to_be_checked()
    page.keyboard.press("Control+a")
    expect(options.nth(2)).to_be_checked()
    page.locator("#article").focus()
    page.keyboard.press("1")
    expect(options.nth(2)).to_be_checked()


def test_keys_can_be_switched_off_and_leave_typing_alone(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 1280, "height": 800})
    people.start_builtin(page, "Mia")
    question = page.url
    page.goto(question.rsplit("/", 1)[0])
    field = page.locator("#question input[type=text]").first
    field.press_sequentially("1a")
    assert field.input_value() == "1a"
    assert page.locator("#question input:checked").count() == 0
    page.goto("/settings")
    page.get_by_text("Do nothing").click()
    page.get_by_role("button", name="Keep these settings").click()
    page.goto(question)
    page.locator("#question .stem").click()
    page.keyboard.press("2")
    assert page.locator("#question input:checked").count() == 0


def test_no_option_is_covered_on_a_small_phone(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    for _ in range(5):
        for option in page.locator("#question label.option").all():
            box = option.bounding_box()
            assert box
            bar = page.locator(".actions-sticky").bounding_box()
            assert bar
            assert box["y"] + box["height"] <= bar["y"] + 1
        people.go_on(page)


def reading_pages(page: Page) -> Iterator[str]:
    """The pages on which people read, one after another; their addresses."""
    people.start_builtin(page, "Mia")
    attempt = page.url.rsplit("/", 2)[0]
    yield page.url
    for path in (f"{attempt}/questions", f"{attempt}/check", "/settings", "/help", "/"):
        page.goto(path)
        yield page.url
    page.goto(f"{attempt}/check")
    people.hand_in(page)
    yield page.url


@pytest.mark.parametrize("cookie", ["", "text:larger|spacing:wide|font:legible"])
def test_pages_reflow_at_four_times_their_size_whatever_the_spacing(visitor: Visitors, cookie: str) -> None:
    page = visitor(viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    page.goto("/help")
    page.context.add_cookies([{"name": "reading", "value": cookie, "url": page.url}])
    for address in reading_pages(page):
        assert page.evaluate(SIDEWAYS) <= 0, address
        page.evaluate(
            "(css) => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", SPACED
        )
        assert page.evaluate(SIDEWAYS) <= 0, address
        assert page.evaluate(CUT_OFF) == [], address


@pytest.mark.parametrize("settings", ["page:all", "theme:sepia|font:legible|text:larger|spacing:wide"])
def test_axe_finds_nothing_whatever_the_reading_settings(visitor: Visitors, settings: str) -> None:
    page = visitor(reduced_motion="reduce")
    page.goto("/help")
    page.context.add_cookies([{"name": "reading", "value": settings, "url": page.url}])
    people.start_builtin(page, "Mia")
    found = list(faults(page))
    page.goto(page.url.split("#")[0] + "#article")
    found += list(faults(page))
    assert not found, "\n".join(found)


def test_all_questions_are_answered_on_one_page(visitor: Visitors) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/settings")
    page.get_by_text("All on one page").click()
    page.get_by_role("button", name="Keep these settings").click()
    people.start_builtin(page, "Mia")
    assert re.search(r"/questions(#q1)?$", page.url)
    page.locator("#q1 label.option").first.click()
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("One of 32 answered")).to_be_visible()


def test_nothing_moves_for_whom_it_should_not(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    page.goto(page.url + "#article")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_on_paper_there_is_nothing_to_press(visitor: Visitors) -> None:
    page = visitor(viewport={"width": 720, "height": 1000}, reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    page.emulate_media(media="print")
    assert page.locator("button:visible, nav:visible, footer:visible").count() == 0
    assert page.locator("#p1").is_visible()


def replies(page: Page) -> list[Request]:
    """Hears every request that was answered from now on, but for what stands in the page itself."""
    heard: list[Request] = []
    page.on("requestfinished", lambda request: request.url.startswith("data:") or heard.append(request))
    return heard


def size(request: Request) -> int:
    """The bytes of the reply, compressed. They are not asked for while it is heard: that waits for the browser, which goes on."""
    return request.sizes()["responseBodySize"]


def test_a_first_visit_is_small(visitor: Visitors) -> None:
    page = visitor()
    page.goto("/")
    link = page.get_by_role("link", name=re.compile("^Start ")).first.get_attribute("href") or "/"
    for path in ("/", link):
        fresh = visitor()
        heard = replies(fresh)
        fresh.goto(path, wait_until="networkidle")
        assert 1 <= len(heard) <= 4, heard
        assert 0 < sum(size(request) for request in heard) <= 50_000, heard


def test_a_question_page_is_small(visitor: Visitors, quizapp: Quizapp) -> None:
    page = visitor()
    people.start_builtin(page, "Mia")
    heard = replies(page)
    page.reload(wait_until="networkidle")
    assert max(size(request) for request in heard if request.url == page.url) <= 14_000
    assert len(gzip.compress(page.content().encode())) <= 14_000
    assert all(request.url.startswith(quizapp.url) for request in heard)
