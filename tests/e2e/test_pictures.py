"""The README's pictures come from the real app; `make pictures` takes them anew."""

import os
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e import people
from tests.e2e.conftest import Visitors

pytestmark = pytest.mark.xdist_group("browser")

FOLDER = Path(__file__).parent / "pictures"
SIZE = {"width": 1280, "height": 860}


def keep(page: Page, name: str) -> None:
    """Take the picture; store it only when asked to, so that tests leave the checkout as it was."""
    picture = page.screenshot()
    assert struct.unpack(">II", picture[16:24]) == (SIZE["width"], SIZE["height"])
    if os.environ.get("QUIZAPP_TAKE_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(picture)


def test_the_readme_shows_a_question_and_a_review(visitor: Visitors) -> None:
    page = visitor(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    people.start_builtin(page, "Mia")
    page.locator("#question label.option").nth(1).click()
    keep(page, "question")
    page.locator("#question .actions button[name=go]").click()
    page.get_by_role("radio").last.check(force=True)
    page.get_by_role("button", name="Check all answers").click()
    people.hand_in(page)
    wrong = page.locator("article").filter(has=page.locator("mark.refutes")).first
    (wrong if wrong.count() else page.locator("article").first).scroll_into_view_if_needed()
    page.evaluate("document.querySelector('article:has(mark.refutes), article').scrollIntoView()")
    keep(page, "review")


def test_the_readme_names_pictures_that_are_there() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    for name in ("question", "review"):
        assert f"tests/e2e/pictures/{name}.png" in readme
        assert (FOLDER / f"{name}.png").read_bytes()[:4] == b"\x89PNG"
