"""A student's way through the pages: saved as given, handed in once, and no key before its time."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.core.items import ItemContent
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, Step
from quizapp.models.users import Guest
from tests.pages import Browser
from tests.samples import (
    CHOICE,
    CLOZE,
    CONTENTS,
    EVIDENCE,
    NUMBER,
    ORDER,
    PAIRS,
    RIGHT,
    SEVERAL,
    SHORT,
    STATEMENT,
    Published,
    make_quiz,
    with_key,
)
from tests.statements import counted

TOKENS = re.compile(
    r'name="(csrf_token|save_key)"[^>]*value="[^"]*"|/attempts/[0-9a-f-]{36}|/q/\w+|[A-Z3-9]{4}-[A-Z3-9]{4}'
)
CLOCK = re.compile(r"Saved \d\d:\d\d")
KEYED = {
    "single_choice": with_key(CHOICE, {"option": "c"}),
    "true_false": with_key(STATEMENT, {"value": True}),
    "short_answer": with_key(SHORT, {"accepted": ["on foot"]}),
    "numeric": with_key(NUMBER, {"value": "999", "tolerance": "3", "unit": "crowns"}),
    "cloze": with_key(CLOZE, {"gaps": [["wine"]]}),
    "multiple_choice": with_key(SEVERAL, {"options": ["b", "c", "d"]}),
    "ordering": with_key(ORDER, {"order": ["d", "a", "c", "b"]}),
    "matching": with_key(PAIRS, {"pairs": {"p1": "a1", "p2": "a2", "p3": "a4"}}),
    "evidence": with_key(EVIDENCE, {"option": "b"}),
}


def steps() -> int:
    with_steps = len(db.session.scalars(select(Step.id)).all())
    db.session.rollback()
    return with_steps


def begin(browser: Browser, quiz: Published, name: str = "Mia") -> str:
    """Start the quiz; the address of its first question."""
    return browser.post_form(f"/q/{quiz.public_id}", {"name": name}).location


@pytest.fixture
def quiz(app):  # noqa: ARG001
    made = make_quiz(None, listed=True)
    db.session.rollback()
    return made


def test_the_library_leads_to_the_quiz_and_its_article(browser, quiz):
    library = browser.get("/")
    assert "nine questions" in library.text
    assert browser.get(f"/articles/{quiz.article_id}").h1 == "The bridge at Orrin"
    assert browser.get(f"/q/{quiz.public_id}").h1 == "The bridge at Orrin"


def test_a_blank_name_is_told_beside_the_field_and_makes_nobody(browser, quiz):
    page = browser.post_form(f"/q/{quiz.public_id}", {"name": "   "}, status=422)
    assert page.title.startswith("Error: ")
    assert page.one("input", id="name").get("aria-invalid") == "true"
    browser.post_form(f"/q/{quiz.public_id}", {"name": "x" * 81}, status=422)
    assert db.session.scalars(select(Guest)).all() == []


def test_a_student_goes_from_question_to_review(browser, quiz):
    address = begin(browser, quiz)
    for response in RIGHT:
        page = browser.get(address)
        assert re.match(r"Question \d of 9 - The bridge at Orrin", page.title)
        assert "No answer yet" in page.text
        assert "Saved" not in page.text
        address = browser.send(address, page.form(address), {"response": response, "go": _onward(page)}).location
    check = browser.get(address)
    assert "Nine of nine answered" in check.text
    review = browser.follow(browser.post_form(address))
    assert review.h1 == "Nine of nine right"
    assert len(review.all("mark", class_="proves")) == 9
    assert "The flood came in 1931, not in 1913." in review.text


def _onward(page):
    return next(
        b.get("value")
        for b in page.all("button", name="go")
        if "go on" in "".join(b.itertext()) or "check" in b.get("value")
    )


def test_a_wrong_choice_is_explained_with_what_rules_it_out(browser, quiz):
    address = begin(browser, quiz)
    browser.post_form(address, {"response": "a", "go": "check"})
    attempt = address.rsplit("/", 2)[0]
    review = browser.follow(browser.post_form(f"{attempt}/check"))
    assert review.h1 == "None of nine right"
    assert "Tom Harrow was the last ferryman." in review.text
    assert [m.text for m in review.all("mark", class_="refutes")] == ["said Tom Harrow, the last ferryman"]
    assert "Left out" in review.text


def test_answers_stand_after_leaving_and_coming_back(browser, quiz):
    address = begin(browser, quiz)
    browser.post_form(address, {"response": "c", "go": "leave"})
    assert "You left off in this quiz" in browser.get("/").text
    again = browser.post_form(f"/q/{quiz.public_id}").location
    assert again.endswith("/questions/2")
    chosen = [
        box.get("value") for box in browser.get(address).all("input", type="radio") if box.get("checked") is not None
    ]
    assert chosen == ["c"]


def test_a_flag_is_kept_with_the_answer(browser, quiz):
    address = begin(browser, quiz)
    browser.post_form(address, {"response": "c", "flag": "on"})
    assert "Flagged: take the flag away" in browser.get(address).text
    assert "Flagged" in browser.get(address.rsplit("/", 2)[0] + "/check").text


def test_an_answer_that_cannot_be_read_is_told_and_kept_in_the_field(browser, quiz):
    address = begin(browser, quiz).rsplit("/", 1)[0] + "/4"
    page = browser.post_form(address, {"response": "about forty thousand"}, status=422)
    assert "in figures" in page.text
    assert page.one("input", id="response").get("value") == "about forty thousand"
    assert steps() == 0


def test_a_refused_answer_is_never_said_to_be_saved_but_the_earlier_one_is(browser, quiz):
    first = begin(browser, quiz)
    address = first.rsplit("/", 1)[0] + "/4"
    browser.post_form(first, {"response": "b"})
    page = browser.post_form(address, {"response": "about forty thousand"}, status=422)
    assert "Nothing saved for this question yet" in page.text
    assert not CLOCK.search(page.text)
    browser.post_form(address, {"response": "40,000"})
    page = browser.post_form(address, {"response": "about forty thousand"}, status=422)
    assert re.search(r"Your answer of \d\d:\d\d is still saved", page.text)
    assert not CLOCK.search(page.text)
    assert CLOCK.search(browser.get(address).text)


def test_an_order_that_is_not_whole_is_told_and_kept_in_the_lists(browser):
    address = begin(browser, make_quiz(None, (ORDER,)))
    page = browser.post_form(address, {"response": ["a:2", "b:2", "c:1", ""]}, status=422)
    assert "Give every event a place; one has none yet." in page.text
    chosen = [o.get("value") for o in page.all("option") if o.get("selected") is not None]
    assert sorted(chosen) == ["a:2", "b:2", "c:1"]
    labels = {label.get("for") for label in page.all("label")}
    assert {field.get("id") for field in page.all("select")} <= labels
    assert steps() == 0


def test_long_matches_stand_above_their_lists_in_full(browser):
    long = "carried two hundred people a day across the river"
    options = tuple(replace(o, text=long) if o.id == "a4" else o for o in PAIRS.options)
    page = browser.get(begin(browser, make_quiz(None, (replace(PAIRS, options=options),))))
    letters = {"".join(line.itertext())[2:]: "".join(line.itertext())[0] for line in page.one("ol", class_="matches")}
    assert sorted(letters.values()) == list("ABCD")
    assert sum(option.text == f"{letters[long]}. {long}" for option in page.all("option")) == 3


def test_a_forged_option_changes_nothing(browser, quiz):
    address = begin(browser, quiz)
    for forged in ("z", "b' OR 1=1", "{{ 7*7 }}", "B"):
        browser.post_form(address, {"response": forged}, status=422)
    assert steps() == 0


def test_a_forged_way_on_leads_nowhere_else(browser, quiz):
    address = begin(browser, quiz)
    for forged in ("https://evil.example/", "//evil.example", "99999999999999", "-1", "²"):
        assert browser.post_form(address, {"go": forged}).location == address


def test_without_a_token_nothing_is_saved(browser, quiz):
    address = begin(browser, quiz)
    page = browser.post(address, {"response": "b"}, 400)
    assert "load the page again" in page.text
    browser.post(address, {"response": "b", "csrf_token": "stale"}, 400)
    assert steps() == 0


def test_a_page_sent_twice_is_stored_once(browser, quiz):
    address = begin(browser, quiz)
    form = browser.get(address).form(address)
    for _ in range(2):
        browser.send(address, form, {"response": "b"})
    assert steps() == 1


def test_nobody_else_sees_the_attempt(new_browser, quiz):
    mia, ben = new_browser(), new_browser()
    address = begin(mia, quiz)
    attempt = address.rsplit("/", 2)[0]
    begin(ben, quiz, "Ben")
    for path in (address, f"{attempt}/check", f"{attempt}/review"):
        ben.get(path, 404)
    token = ben.get("/settings").one("input", name="csrf_token").get("value")
    ben.post(address, {"response": "b", "csrf_token": token}, 404)
    ben.post(f"{attempt}/check", {"csrf_token": token}, 404)
    assert steps() == 0


def test_unknown_ids_are_plain_pages(browser, quiz):
    address = begin(browser, quiz)
    attempt = address.rsplit("/", 2)[0]
    for path in (
        "/q/nosuchquiz",
        f"/attempts/{uuid4()}/check",
        f"{attempt}/questions/10",
        f"{attempt}/questions/0",
        "/articles/999",
    ):
        assert "not on the shelf" in browser.get(path, 404).h1
    browser.get(f"{attempt}/questions/{10**30}", 404)


def test_handing_in_twice_and_answering_afterwards(browser, quiz):
    address = begin(browser, quiz)
    attempt = address.rsplit("/", 2)[0]
    form = browser.get(address).form(address)
    check = browser.get(f"{attempt}/check").form(f"{attempt}/check")
    for _ in range(2):
        assert browser.send(f"{attempt}/check", check).location == f"{attempt}/review"
    page = browser.follow(browser.send(address, form, {"response": "b"}))
    assert "handed in already" in page.text
    assert browser.get(address, 303).location == f"{attempt}/review"
    assert steps() == 0
    assert len(db.session.scalars(select(Attempt)).all()) == 1


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.interaction)
def test_no_page_before_the_hand_in_depends_on_the_key(app, content, monkeypatch):
    """Two quizzes that differ only in key, explanation and feedback give the same bytes.

    They share the seed of their attempts, so that their options come in the same order.
    """
    monkeypatch.setattr("secrets.randbelow", lambda _: 7)
    other = replace(KEYED[content.interaction], explanation="Something else altogether.")
    other = replace(other, options=tuple(replace(o, feedback="Another word.") for o in other.options))
    if "unit" in content.key:
        assert other.key["unit"] == content.key["unit"]  # the unit is part of what is asked
    assert _pages(app, content) == _pages(app, other)


def _pages(app, content: ItemContent) -> list[str]:
    """The pages with the question as it is, with one answer, and the check of both."""
    quiz, browser = make_quiz(None, (content,)), Browser(app)
    db.session.rollback()
    address = begin(browser, quiz)
    check = address.rsplit("/", 2)[0] + "/check"
    pages = [browser.get(address).html, browser.get(check).html]
    browser.post_form(address, {"response": RIGHT[CONTENTS.index(_asked(content))]})
    pages += [browser.get(address).html, browser.get(check).html]
    return [CLOCK.sub("", TOKENS.sub("", page)) for page in pages]


def _asked(content: ItemContent) -> ItemContent:
    return next(sample for sample in CONTENTS if sample.interaction == content.interaction)


def test_a_question_page_takes_two_statements_for_a_guest(browser, quiz):
    address = begin(browser, quiz)
    browser.get(address)
    with counted() as statements:
        browser.get(address)
    assert statements.number == 2, statements.sent


def test_a_closed_quiz_says_so(new_browser):
    from quizapp.services import quizzes
    from tests.samples import make_teacher

    teacher = make_teacher()
    made = make_quiz(teacher.id)
    quizzes.set_closed(made.quiz_id, teacher_id=teacher.id, closed=True)
    db.session.rollback()
    browser = new_browser()
    assert "closed" in browser.get(f"/q/{made.public_id}").text
    token = browser.get("/settings").one("input", name="csrf_token").get("value")
    browser.post(f"/q/{made.public_id}", {"name": "Mia", "csrf_token": token}, 409)
