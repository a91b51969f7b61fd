"""What people do in quizapp, step by step, as they would with mouse or keyboard."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Quizapp

PASSWORD = "a short sentence"


def start_builtin(page: Page, name: str) -> None:
    """Open the built-in quiz from the library and start it under a name."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Start ")).first.click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#question")).to_be_visible()


def answer(page: Page) -> None:
    """Answer the question that is open: the first option, a number, or from every list another line."""
    expect(page.locator("#question")).to_be_visible()
    if page.locator("#question label.option").count():
        page.locator("#question label.option").first.click()
    for field in page.locator("#question input[name=response]:not([type=radio], [type=checkbox])").all():
        field.fill("2018")
    for number, field in enumerate(page.locator("#question select").all(), 1):
        field.select_option(index=number)


def go_on(page: Page) -> None:
    """Go on to the next question, or behind the last to the check page, and wait for it."""
    before = page.url
    page.locator("#question .actions button[name=go]").click()
    page.wait_for_url(lambda url: url != before)


def answer_all(page: Page) -> int:
    """Answer question after question until the check page; how many there were."""
    count = 0
    while not page.url.endswith("/check"):
        answer(page)
        go_on(page)
        count += 1
        assert count < 60, "the quiz does not end"
    return count


def hand_in(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("right")


def set_up_teacher(page: Page, path: str) -> None:
    """Use the one-time link."""
    page.goto(path)
    page.get_by_label("Your name").fill("Vera Lind")
    page.get_by_label("Email").fill("vera@school.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Set up my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def teacher(page: Page, quizapp: "Quizapp") -> None:
    """Be the teacher: by the one-time link where nobody has used it, else by signing in."""
    if "used" in quizapp.notes:
        sign_in(page)
        return
    set_up_teacher(page, quizapp.setup_path())
    quizapp.notes.add("used")


def sign_in(page: Page, email: str = "vera@school.org") -> None:
    page.goto("/login")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto("/desk")
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def add_article(page: Page, title: str, text: str) -> None:
    """Paste an article and wait until it has been read."""
    page.goto("/desk/articles/new")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Read the article").click()
    expect(page.get_by_role("heading", name="Waiting for review")).to_be_visible(timeout=60_000)


def write_question(page: Page) -> None:
    """Write a true-or-false question on the article whose page is open, and approve it."""
    page.get_by_role("link", name="Write a question").click()
    page.get_by_role("link", name="True or false").click()
    page.get_by_label("Question").fill("Mara Voss drew the plans of the bridge at Orrin.")
    page.locator("#key").get_by_text("True", exact=True).click()
    page.get_by_label("Why the answer is right").fill("The engineer Mara Voss drew them and chose the stone.")
    page.get_by_label(re.compile("Mara Voss, an engineer")).check()
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Approve").click()


def write_by_hand(page: Page, kind: str, right: str, fields: dict[str, str]) -> None:
    """Write a question of this kind on the article whose page is open, and approve it.

    ``right`` are the letters of its key, where it has any; ``fields`` are filled by their labels.
    """
    page.get_by_role("link", name="Write a question").click()
    page.get_by_role("link", name=kind, exact=True).click()
    page.get_by_label("Question").fill(f"{kind}: what became of the bridge at Orrin?")
    for letter in right:
        page.locator("#key").get_by_text(letter, exact=True).click()
    for label, words in fields.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Why the answer is right").fill("So the article tells it.")
    page.get_by_label(re.compile("A flood carried")).check()
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Approve").click()


BY_HAND = (
    ("Put in order", "", {"Events": "The ferry sails\nThe bridge is opened\nA flood comes"}),
    ("Match", "", {"Pairs": "Mara Voss | drew\nTom Harrow | rowed\nThe town | built", "Further matches": "taxed"}),
    ("Multiple choice", "AC", {"Option A": "A flood came", "Option B": "It burned", "Option C": "It was built up"}),
    (
        "Choose the sentence that proves it",
        "C",
        {
            "Sentence A": "Building it took six years.",
            "Sentence B": "A flood carried one arch away in 1931.",
            "Sentence C": "The town built it up again within a year, and the bridge has stood ever since.",
        },
    ),
)
"""Questions to be written by hand, for ``write_by_hand``."""


def publish(page: Page) -> str:
    """Make a quiz of all that is approved for the article whose page is open; its link."""
    page.get_by_role("link", name=re.compile("^Make a quiz")).click()
    page.get_by_role("button", name="Make and publish").click()
    return page.get_by_label("Open link").input_value()


def approve_all(page: Page) -> int:
    """Approve every draft of the article whose page is open, one by one; how many there were."""
    page.wait_for_load_state()
    review = page.get_by_role("link", name=re.compile(r"^Review \w+ drafts?$"))
    if not review.count():
        return 0
    review.click()
    count = page.locator("[data-draft]").count()
    for _ in range(count):
        page.get_by_role("button", name=re.compile("^Approve")).click()  # not the one that undoes an approval
    expect(page.get_by_role("heading", name="All looked through")).to_be_visible()
    return count
