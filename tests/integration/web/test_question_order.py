"""Shuffled questions on the pages: the student's own numbers wherever one goes, the quiz's at the desk."""

import pytest

from quizapp.core.settings import FeedbackTimes, ProofScoring, QuizSettings, When
from quizapp.web import question_frame
from tests.pages import Browser, words
from tests.samples import CHOICE, CONTENTS, RIGHT
from tests.shuffled import order_of, shown_at, shuffled_quiz
from tests.statements import counted

STEMS = [content.stem.replace("_____", "gap") for content in CONTENTS]


def begin(app, quiz, name: str = "Mia") -> tuple[Browser, str]:
    """Somebody with an attempt whose first question is not by chance that of the quiz, and its address."""
    while True:
        browser = Browser(app)
        address = browser.post_form(f"/q/{quiz.public_id}", {"name": name}).location.rsplit("/", 2)[0]
        if order_of(id_of(address))[0] != 1:
            return browser, address


def id_of(address: str) -> str:
    return address.split("/")[2]


def seen_by(address: str) -> list[str]:
    """The stems of an attempt in the order in which its student should see them."""
    return [STEMS[n - 1] for n in order_of(id_of(address))]


def right_by(address: str) -> list[str | list[str]]:
    """What answers them rightly."""
    return [RIGHT[n - 1] for n in order_of(id_of(address))]


@pytest.fixture
def quiz(vera):
    return shuffled_quiz(vera)


@pytest.fixture
def mia(app, quiz):
    """A student's browser and the address of her attempt."""
    return begin(app, quiz)


def test_one_goes_through_all_questions_in_ones_own_order(mia):
    browser, attempt = mia
    page = browser.get(f"{attempt}/questions/1")
    for number, (stem, sent) in enumerate(zip(seen_by(attempt), right_by(attempt), strict=True), start=1):
        assert (page.h1, page.title) == (stem, f"Question {number} of 9 - The bridge at Orrin - quizapp")
        on = str(number + 1) if number < 9 else "check"
        page = browser.follow(browser.send(page.url, page.form(page.url), {"response": sent, "go": on}))
    assert [words(head) for head in page.all("h2", class_="ledger-title")] == seen_by(attempt)
    assert "Nine of nine answered" in page.text
    assert browser.follow(browser.post_form(f"{attempt}/check")).h1 == "Nine of nine right"


def test_the_map_the_way_back_and_the_place_to_go_on_are_of_the_order_that_one_sees(mia):
    browser, attempt = mia
    browser.post_form(f"{attempt}/questions/1", {"response": right_by(attempt)[0]})
    page = browser.get(f"{attempt}/questions/3")
    entries = list(page.one("ol", class_="question-map").iter("a"))
    assert [link.get("href") for link in entries] == [f"{attempt}/questions/{n}" for n in range(1, 10)]
    assert [n for n, link in enumerate(entries, 1) if link.get("data-answered") is not None] == [1]
    assert browser.get("/my").link("Continue with") == f"{attempt}/questions/2"


def test_two_students_share_no_page_that_shows_another_question(app, quiz, mia):
    ben = begin(app, quiz, "Ben")
    for browser, attempt in (mia, ben, mia):
        heads = [browser.get(f"{attempt}/questions/{n}").h1 for n in range(1, 10)]
        assert heads == seen_by(attempt)


def test_a_kept_page_is_the_one_that_would_be_drawn_anew(mia, monkeypatch):
    browser, attempt = mia
    browser.post_form(f"{attempt}/questions/2", {"response": right_by(attempt)[1]})
    kept = [browser.get(f"{attempt}/questions/{n}") for n in range(1, 10)]
    monkeypatch.setattr(question_frame, "_is_plain", lambda _state: False)
    for n, page in enumerate(kept, 1):
        assert browser.get(f"{attempt}/questions/{n}").text == page.text


def test_all_questions_on_one_page_are_posted_each_to_its_own(mia):
    browser, attempt = mia
    page = browser.get(f"{attempt}/questions")
    assert [words(head) for head in page.all("h2", class_="stem")] == seen_by(attempt)
    sent = {f"q{n}-response": response for n, response in enumerate(right_by(attempt), 1)}
    browser.post_form(f"{attempt}/questions", {**sent, "flag": "4:on"})
    flagged = browser.get(f"{attempt}/check").all("li", id="q4")[0]
    assert "Flagged" in words(flagged)
    assert seen_by(attempt)[3] in words(flagged)
    assert browser.follow(browser.post_form(f"{attempt}/check")).h1 == "Nine of nine right"


def test_a_save_in_the_background_and_one_from_a_tab_that_is_behind_are_of_the_question_on_the_page(mia):
    browser, attempt = mia
    number = shown_at(id_of(attempt), CHOICE)
    address = f"{attempt}/questions/{number}"
    behind = browser.get(address).form(address)
    browser.post(f"{address}/steps", {"response": "b", "csrf_token": browser.token()}, 200)
    both = browser.follow(browser.send(address, behind, {"response": "a"}))
    assert f"Question {number} was answered in two places" in both.text
    assert "Mara Voss" in both.text


def test_the_sentence_that_proves_it_is_asked_of_the_question_before(app, vera):
    quiz = shuffled_quiz(vera, QuizSettings(shuffle_questions=True, proof=ProofScoring.PARTIAL))
    browser, attempt = begin(app, quiz)
    number = shown_at(id_of(attempt), CHOICE)
    address = f"{attempt}/questions/{number}"
    on = str(number + 1) if number < 9 else "check"
    page = browser.follow(browser.post_form(address, {"response": "b", "go": on}))
    assert page.url.endswith(f"{address}/proof")
    assert f"Question {number} and your answer {CHOICE.stem}" in page.text
    proof = next(box for box in page.all("label", class_="option") if "drew the plans" in words(box))
    sent = browser.send(page.url, page.form(page.url), {"response": next(iter(proof)).get("value"), "go": on})
    assert sent.location.endswith("check" if number == 9 else f"/questions/{on}")
    assert "drew the plans" in browser.get(f"{attempt}/check").text


def test_a_verdict_is_told_of_the_question_that_was_checked(app, vera):
    each = FeedbackTimes(*[When.EACH] * 5)
    browser, attempt = begin(app, shuffled_quiz(vera, QuizSettings(each, shuffle_questions=True)))
    number = shown_at(id_of(attempt), CHOICE)
    address = f"{attempt}/questions/{number}"
    browser.post_form(f"{address}/feedback", {"response": "b"}, at=address)
    page = browser.get(f"{address}/feedback")
    assert page.title.startswith(f"Right: Question {number} of 9")
    assert CHOICE.stem in page.text


def test_report_and_review_and_the_note_at_my_quizzes_have_ones_own_number(mia, desk):
    browser, attempt = mia
    number = shown_at(id_of(attempt), CHOICE)
    address = f"{attempt}/questions/{number}"
    browser.post_form(f"{address}/report", {"reason": "key", "response": "a"}, at=address)
    assert "Your first report stands" not in browser.get(address).text
    assert browser.get("/my").link(CHOICE.stem) == address
    browser.post_form(f"{attempt}/check")
    review = browser.get(f"{attempt}/review")
    asked = review.one("article", id=f"q{number}")
    assert f"Question {number}" in words(asked)
    assert CHOICE.stem in words(asked)
    assert CHOICE.stem in desk.get("/desk/reports").text
    assert "/questions/1" in desk.get("/desk/reports").link("How the class answered")


def test_the_teacher_sees_the_numbers_of_the_quiz_and_where_the_student_saw_each_question(mia, desk, quiz):
    browser, attempt = mia
    number = shown_at(id_of(attempt), CHOICE)
    browser.post_form(f"{attempt}/questions/{number}", {"response": "b"})
    browser.post_form(f"{attempt}/check")
    page = desk.get(f"/desk/quizzes/{quiz.quiz_id}/results/attempts/{id_of(attempt)}")
    assert "its questions are shuffled for each student" in page.text
    lines = [words(line) for line in page.one("ol", class_="ledger").iter("li")]
    for n, (line, stem) in enumerate(zip(lines, STEMS, strict=True), 1):
        assert line.startswith((f"{n} {stem}", f"{n}{stem}"))
        assert f"seen as question {order_of(id_of(attempt)).index(n) + 1}" in line
    row = desk.get(f"/desk/quizzes/{quiz.quiz_id}/results").one("table", class_="heat-map")
    assert [words(cell) for cell in row.iter("td")][:2] == ["right", "–, no answer"]


def test_shuffled_questions_send_no_more_statements(mia):
    browser, attempt = mia
    address = f"{attempt}/questions/2"
    form, sent = browser.get(address).form(address), right_by(attempt)[1]
    hand_in = browser.get(f"{attempt}/check").form(f"{attempt}/check")
    for most, work in (
        (2, lambda: browser.get(address)),
        (2, lambda: browser.send(address, form, {"response": sent})),
        (8, lambda: browser.send(f"{attempt}/check", hand_in)),
    ):
        with counted() as statements:
            work()
        assert statements.number <= most, statements.sent
