"""Practising page by page, and feedback that never comes before its time."""

import re
from dataclasses import replace

import pytest

from quizapp.core.deadlines import GRACE
from quizapp.core.items import ItemContent
from quizapp.core.settings import FeedbackTimes, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.quizzes import Quiz
from quizapp.services import quizzes
from quizapp.services.clock import utc_now
from tests.pages import Browser, Page, words
from tests.samples import (
    CHOICE,
    CONTENTS,
    NUMBER,
    SEVERAL,
    SHORT,
    STATEMENT,
    Published,
    make_quiz,
    make_teacher,
    with_key,
)
from tests.statements import counted

PARTS = ("mark", "verdict", "key", "explanation", "citation")
NEVER = FeedbackTimes(*[When.NEVER] * 5)
TOKENS = re.compile(
    r'name="(csrf_token|save_key)"[^>]*value="[^"]*"|/attempts/[0-9a-f-]{36}|/q/[\w-]+|/resume/[\w.-]+|[A-Z0-9]{4}[- ][A-Z0-9]{4}|\d\d:\d\d'
)
SIGNS = {
    "mark": ("of one mark.", "our of nine marks", "mark</h1>", "marks</h1>"),
    "verdict": ("verdict-word", "right</h1>", "right</b>", "Not this time"),
    "key": ("The answer is", ": it is ", 'data-result="key"', "proves Mara Voss"),
    "explanation": (
        "The flood came in 1931, not in 1913.",
        "Tom Harrow was the last ferryman.",
        "from the coast, drew the plans.</p></div>",
    ),
    "citation": ('<mark class="proves"', '<mark class="refutes"', "is-cited"),
}
"""What a page holds that tells a part of the feedback."""


def quiz_with(settings: QuizSettings, contents=(CHOICE, STATEMENT), owner_id: int | None = None) -> Published:
    made = make_quiz(owner_id, contents)
    db.session.get_one(Quiz, made.quiz_id).settings = settings.as_json()
    db.session.commit()
    quizzes.publish(made.quiz_id, publisher_id=owner_id)
    return made


def begin(browser: Browser, quiz: Published, *, practice: bool = False) -> str:
    """Start the quiz, or practise it; the address of its first question."""
    form = browser.get(f"/q/{quiz.public_id}").form(f"/q/{quiz.public_id}")
    path = f"/q/{quiz.public_id}" + ("/practice" if practice else "")
    return browser.send(path, form, {"name": "Mia"}).location


def press(browser: Browser, address: str, label: str, fields: dict[str, str] | None = None, status: int = 303) -> Page:
    """Press the button of the question's form with this label."""
    page = browser.get(address)
    button = next(b for b in page.all("button") if label in words(b))
    named = {button.get("name", ""): button.get("value", "")} if button.get("name") else {}
    target = button.get("formaction") or address
    return browser.send(target, page.form(address), {**named, **(fields or {})}, status=status)


def told(page: Page) -> set[str]:
    return {part for part, signs in SIGNS.items() if any(sign in page.html for sign in signs)}


def test_a_question_is_practised_with_hints_and_a_second_try(browser):
    quiz = make_quiz(None, (CHOICE, STATEMENT), listed=True)
    address = begin(browser, quiz, practice=True)
    assert "practice" in browser.get(address).text
    assert "Take a hint" not in browser.get(address).text
    page = browser.follow(press(browser, address, "Check this answer", {"response": "a"}))
    assert "Not this time. Try once more" in page.text
    assert told(page) == {"verdict"}
    for words_ in ("Look in the section “How it was built”.", "Read paragraph 1.", "gap, an engineer from the coast"):
        browser.follow(press(browser, address, "hint"))
        assert words_ in browser.get(address).text
    assert not any("hint" in words(b) for b in browser.get(address).all("button"))
    page = browser.follow(browser.follow(press(browser, address, "Check this answer", {"response": "b"}), 303))
    assert page.title.startswith("Right: Question 1 of 2")
    assert "See it in the whole article" in page.text
    address = page.link("Question 2")
    browser.follow(press(browser, address, "Check this answer", {"response": "true"}))
    page = browser.follow(press(browser, address, "Show the answer"))
    assert page.title.startswith("Not right: Question 2 of 2")
    check = page.link("Check all answers")
    review = browser.follow(browser.post_form(check))
    assert review.h1 == "One of two right"
    assert "practice" in review.text
    assert "Practice" in browser.get("/my").text


@pytest.mark.parametrize(("response", "verdict"), [("12", "Not this time"), (None, "Left out")])
def test_the_key_is_told_once_where_the_verdict_tells_it(browser, response, verdict):
    address = begin(browser, make_quiz(None, (NUMBER,)), practice=True)
    if response:
        browser.follow(press(browser, address, "Check this answer", {"response": response}))
        page = browser.follow(press(browser, address, "Show the answer"))
    else:
        page = browser.follow(browser.post_form(f"{address.rsplit('/', 2)[0]}/check"))
    assert words(page.one("p", class_="verdict-word")) == f"{verdict}: it is 40000 crowns"
    assert "The answer is" not in page.text


@pytest.mark.parametrize("label", ["hint", "Show the answer"])
def test_what_was_typed_but_not_checked_is_kept_when_help_is_asked_for(browser, label):
    address = begin(browser, make_quiz(None, (SHORT,)), practice=True)
    browser.follow(press(browser, address, "Check this answer", {"response": "a raft"}))
    page = browser.follow(press(browser, address, label, {"response": "the ford"}))
    assert "the ford" in page.html
    assert "a raft" not in page.html


def test_what_stands_stays_checked_when_a_hint_is_taken(browser):
    address = begin(browser, make_quiz(None, (SHORT,)), practice=True)
    browser.follow(press(browser, address, "Check this answer", {"response": "a raft"}))
    page = browser.follow(press(browser, address, "hint"))
    assert "Not this time. Try once more" in page.text
    assert page.one("input", id="response").get("value") == "a raft"


def test_what_cannot_be_taken_is_told_when_a_hint_is_asked_for_and_stays_in_the_field(browser):
    address = begin(browser, make_quiz(None, (NUMBER,)), practice=True)
    browser.follow(press(browser, address, "Check this answer", {"response": "12"}))
    page = press(browser, address, "hint", {"response": "a few"}, status=422)
    assert page.one("input", id="response").get("value") == "a few"


def test_checking_nothing_is_told_beside_the_question(browser):
    address = begin(browser, make_quiz(None, (CHOICE,)), practice=True)
    page = press(browser, address, "Check this answer", status=422)
    assert "There is nothing to check yet" in page.text


def test_a_told_question_takes_no_other_answer(browser):
    quiz = quiz_with(QuizSettings(feedback=replace(NEVER, verdict=When.EACH, key=When.CLOSE)))
    address = begin(browser, quiz)
    form = browser.get(address).form(address)
    assert "Once checked, this answer is final." in browser.get(address).text
    page = browser.follow(browser.follow(press(browser, address, "Check this answer", {"response": "a"}), 303))
    assert told(page) == {"verdict"}
    assert "When the quiz closes you will see the right answers." in page.text
    refused = browser.send(address, form, {"response": "b", "save_key": "another"}, status=409)
    assert "can no longer be changed" in refused.text
    assert browser.get(address, 303).location.endswith("/questions/1/feedback")


def test_feedback_asked_for_early_is_the_question_itself(browser):
    address = begin(browser, make_quiz(None, (CHOICE,)))
    assert browser.get(f"{address}/feedback", 303).location == address
    form = browser.get(address).form(address)
    for path in ("feedback", "hint", "answer"):
        browser.send(f"{address}/{path}", form, {"response": "b"}, status=409)


def test_a_quiz_without_practice_offers_none(browser):
    quiz = quiz_with(QuizSettings(practice=False))
    assert "ractis" not in browser.get(f"/q/{quiz.public_id}").text
    form = browser.get(f"/q/{quiz.public_id}").form(f"/q/{quiz.public_id}")
    page = browser.send(f"/q/{quiz.public_id}/practice", form, {"name": "Mia"}, status=409)
    assert "cannot be practised" in page.text


def walk(browser: Browser, address: str, response: str | list[str]) -> list[Page]:
    """Every page of an attempt of one question: before and after it is answered, the check, the review, the lists."""
    attempt = address.rsplit("/", 2)[0]
    pages = [browser.get(address), browser.get(f"{attempt}/check")]
    browser.post_form(address, {"response": response, "go": "check"})
    pages += [browser.get(address), browser.get(f"{attempt}/check"), browser.get("/"), browser.get("/my")]
    assert [told(page) for page in pages] == [set()] * len(pages)
    browser.post_form(f"{attempt}/check")
    return [*pages, browser.get(f"{attempt}/review"), browser.get("/my"), browser.get("/")]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("when", [When.SUBMIT, When.CLOSE, When.NEVER])
def test_no_page_tells_a_part_before_its_time(browser, part, when):
    teacher = make_teacher()
    feedback = replace(NEVER, **{part: when})
    quiz = quiz_with(QuizSettings(feedback=feedback), (CHOICE,), teacher.id)
    address = begin(browser, quiz)
    pages = walk(browser, address, "a")
    expected = {part} if when is When.SUBMIT else set()
    assert set().union(*map(told, pages)) == expected
    review = pages[-3]
    assert review.h1 == {"mark": "None of one mark", "verdict": "None of one right"}.get("".join(expected), "Handed in")
    assert ("When the quiz closes you will see" in review.text) == (when is When.CLOSE)
    assert "This quiz does not show" in review.text
    assert "One answer was kept" in review.text or expected == {"verdict"}
    quizzes.set_closed(quiz.quiz_id, teacher_id=teacher.id, closed=True)
    assert told(browser.get(address.rsplit("/", 2)[0] + "/review")) == expected
    db.session.get_one(Quiz, quiz.quiz_id).closed_at = utc_now() - GRACE
    db.session.commit()
    closed = browser.get(address.rsplit("/", 2)[0] + "/review")
    assert told(closed) == (set() if when is When.NEVER else {part})


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.interaction)
def test_where_nothing_is_told_no_page_depends_on_the_key(app, content, monkeypatch):
    monkeypatch.setattr("secrets.randbelow", lambda _: 7)
    keys = {
        "single_choice": {"option": "c"},
        "true_false": {"value": True},
        "short_answer": {"accepted": ["on foot"]},
        "numeric": {"value": "999", "tolerance": "3", "unit": "crowns"},
        "cloze": {"gaps": [["wine"]]},
        "multiple_choice": {"options": ["b", "c", "d"]},
        "ordering": {"order": ["d", "a", "c", "b"]},
        "matching": {"pairs": {"p1": "a1", "p2": "a2", "p3": "a4"}},
        "evidence": {"option": "b"},
    }
    other = replace(with_key(content, keys[content.interaction]), explanation="Something else altogether.")
    assert _bytes(app, content) == _bytes(app, other)


def _bytes(app, content: ItemContent) -> list[str]:
    from tests.samples import RIGHT

    position = [sample.interaction for sample in CONTENTS].index(content.interaction)
    quiz, browser = quiz_with(QuizSettings(feedback=NEVER), (content,)), Browser(app)
    db.session.rollback()
    return [TOKENS.sub("", page.html) for page in walk(browser, begin(browser, quiz), RIGHT[position])]


def test_what_was_sure_and_wrong_comes_first(browser):
    quiz = quiz_with(QuizSettings(sureness=True), (STATEMENT, CHOICE))
    address = begin(browser, quiz)
    browser.post_form(address, {"response": "true", "sureness": "unsure", "go": "2"})
    second = address.rsplit("/", 1)[0] + "/2"
    browser.post_form(second, {"response": "a", "sureness": "sure"})
    chosen = [b.get("value") for b in browser.get(second).all("input", name="sureness") if b.get("checked") is not None]
    assert chosen == ["sure"]
    attempt = address.rsplit("/", 2)[0]
    review = browser.follow(browser.post_form(f"{attempt}/check"))
    heads = [words(head) for head in review.all("h2")]
    assert heads == ["Sure and wrong", "Not right this time", "The whole article"]
    assert "you were sure" in review.text


def test_a_forged_sureness_is_refused(browser):
    address = begin(browser, quiz_with(QuizSettings(sureness=True)))
    browser.post_form(address, {"response": "a", "sureness": "certain"}, status=422)


def test_the_review_leads_to_the_article_and_back(browser):
    address = begin(browser, make_quiz(None, (CHOICE,)))
    attempt = address.rsplit("/", 2)[0]
    review = browser.follow(browser.post_form(f"{attempt}/check"))
    assert review.link("See it in the whole article") == "#p1"
    assert review.link("Back to question 1") == "#q1"


def test_pages_of_practice_take_a_constant_number_of_statements(app):
    found = set()
    for contents in ((CHOICE,), CONTENTS):
        browser = Browser(app)
        address = begin(browser, make_quiz(None, contents), practice=True)
        press(browser, address, "Check this answer", {"response": "a"})
        press(browser, address, "Take a hint")
        with counted() as statements:
            browser.get(address)
        press(browser, address, "Show the answer")
        with counted() as feedback:
            browser.get(f"{address}/feedback")
        found.add((statements.number, feedback.number))
    assert found == {(2, 3)}


def test_a_partly_right_answer_is_told_as_that_and_the_tries_are_counted(browser):
    address = begin(browser, make_quiz(None, (SEVERAL,)), practice=True)
    page = browser.follow(press(browser, address, "Check this answer", {"response": "a"}))
    assert "Partly right. Try once more" in page.text
    page = browser.follow(press(browser, address, "Check this answer", {"response": ["a", "c"]}), 303)
    page = browser.follow(page)
    assert "two tries" in page.text
    shown = begin(browser, make_quiz(None, (SEVERAL,)), practice=True)
    browser.follow(press(browser, shown, "Check this answer", {"response": "a"}))
    page = browser.follow(press(browser, shown, "Show the answer"))
    assert page.title.startswith("Partly right: ")
    assert "this question stays as it is" in page.text
    assert "0.5 of one mark." in page.text
