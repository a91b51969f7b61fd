"""Parts of pages that fall apart easily, drawn from a few lines by the style sheet: what has room, and what stands beside what."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Quizapp

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(browser: Browser, quizapp: Quizapp) -> Iterator[Page]:
    """A page of quizapp, for others to put their lines on; it knows nobody and runs no script."""
    context = browser.new_context(base_url=quizapp.url, java_script_enabled=False)
    found = context.new_page()
    found.goto("/offline")
    yield found
    context.close()


def draw(page: Page, lines: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("lines => { document.querySelector('main').innerHTML = lines }", lines)


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).bounding_box()
    assert found, selector
    return dict(found)


def test_a_gap_stays_within_its_sentence_where_questions_are_picked(page: Page) -> None:
    draw(
        page,
        '<label class="pick"><input type="checkbox"> <span class="ledger-title">The town of '
        '<span class="gap"></span> stands on a river.</span></label>',
    )
    assert box(page, ".ledger-title")["height"] < 40


def test_a_long_name_of_a_file_leaves_the_title_its_room(page: Page) -> None:
    draw(
        page,
        '<ol class="steps" role="list"><li data-state="ready"><svg class="icon"></svg><span>Banksy mural withdrawn</span>'
        f'<span class="ledger-meta">{"a long name of a file " * 12}</span></li></ol>',
    )
    assert box(page, "li > span:not(.ledger-meta)")["width"] > 400


def test_a_section_without_a_heading_keeps_its_sentence_together(page: Page) -> None:
    draw(page, '<p class="section">Give this number: <b>AAAA-BBBB</b></p>')
    assert box(page, "p")["height"] < 60
    assert box(page, "b")["x"] < 250


def test_the_first_field_of_a_form_stands_beside_the_heading_of_its_section(page: Page) -> None:
    draw(
        page,
        '<section class="section"><h2>Tags</h2><form class="stack"><input type="hidden" name="csrf_token">'
        '<div class="field"><label for="tags">Tags</label><input id="tags"></div></form></section>',
    )
    assert abs(box(page, "label")["y"] - box(page, "h2")["y"]) < 8


def test_what_was_handed_in_has_room_in_a_narrow_table(page: Page) -> None:
    draw(
        page,
        '<div class="table-scroll"><table class="table"><tr><th scope="row">Maximilian von Hohenstein</th>'
        '<td><span class="nowrap"><svg class="icon" viewBox="0 0 24 24"></svg> Handed in</span></td><td>9 of 9</td>'
        "<td>47 h 57 min left</td></tr></table></div>",
        320,
    )
    sign, cell = box(page, ".nowrap"), box(page, "td >> nth=0")
    assert sign["x"] + sign["width"] <= cell["x"] + cell["width"]


def test_the_largest_letters_keep_a_narrow_page_from_scrolling_sideways(page: Page) -> None:
    draw(
        page,
        '<div class="field"><input type="datetime-local" value="2026-12-06T23:59" aria-label="Closes"></div>'
        '<ul class="slips" role="list"><li><div>Ada Ncube<br>Your code: <b class="resume-code">AY3B-EATC</b></div>'
        '<svg class="qr" viewBox="0 0 33 33"></svg></li></ul>',
        320,
    )
    page.evaluate("Object.assign(document.documentElement.dataset, { text: 'larger', spacing: 'wide' })")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_list_to_open_keeps_its_arrow_in_forced_colours(page: Page) -> None:
    draw(page, '<select aria-label="Role"><option>Everybody</option></select>')
    assert page.evaluate("getComputedStyle(document.querySelector('select')).appearance") == "none"
    page.emulate_media(forced_colors="active")
    assert page.evaluate("getComputedStyle(document.querySelector('select')).appearance") == "auto"
