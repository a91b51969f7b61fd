"""Marks in the article: kept with an open attempt, one's own, and shown beside every question."""

import json

import pytest
from sqlalchemy import select

from quizapp.core.settings import ArticleAccess, FeedbackTimes, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.attempts import Step, StepKind
from quizapp.services import marks
from tests.pages import Browser, words
from tests.samples import TEXT
from tests.set_up import quiz_with
from tests.statements import counted


def mark(browser, address: str, change: object, status: int | None = 200, token: str | None = None) -> list[list[int]]:
    body = json.dumps(change)
    headers = {"X-CSRFToken": browser.token() if token is None else token}
    options = {"method": "POST", "data": body, "content_type": "application/json", "headers": headers}
    with browser.app.app_context():
        reply = browser.client.open(address, **options)
    assert reply.status_code == status, reply.text
    return reply.json["marks"] if status == 200 else []


def span(quoted: str) -> dict[str, int | bool]:
    start = TEXT.index(quoted)
    return {"start": start, "end": start + len(quoted), "on": True}


@pytest.fixture
def attempt(browser):
    """The address of an attempt of a quiz with its article open."""
    started = browser.post_form(f"/q/{quiz_with(QuizSettings())}", {"name": "Mia"})
    return started.location.rsplit("/", 2)[0]


def inked(page) -> list[str]:
    return ["".join(m.itertext()) for m in page.all("mark", class_="inked")]


def kept() -> int:
    number = len(db.session.scalars(select(Step.id).where(Step.kind == StepKind.MARK)).all())
    db.session.rollback()
    return number


def test_a_mark_is_shown_beside_every_question(browser, attempt):
    change = span("chose the stone")
    assert mark(browser, f"{attempt}/marks", change) == [[change["start"], change["end"]]]
    for place in ("/questions/1", "/questions/7", "/questions"):
        page = browser.get(attempt + place)
        assert inked(page) == ["chose the stone"]
        assert TEXT.split("\n\n")[1] in page.text


def test_a_mark_over_paragraphs_is_shown_in_each_of_them(browser, attempt):
    start, end = TEXT.index("for two hundred"), TEXT.index("The work cost")
    mark(browser, f"{attempt}/marks", {"start": start, "end": end})
    found = inked(browser.get(f"{attempt}/questions/1"))
    assert found == ["for two hundred years before that.", "Building it took six years."]


def test_blanks_at_the_ends_are_not_marked(browser, attempt):
    mark(browser, f"{attempt}/marks", span(" drew the plans "))
    assert inked(browser.get(f"{attempt}/questions/1")) == ["drew the plans"]


def test_a_mark_can_be_taken_away(browser, attempt):
    mark(browser, f"{attempt}/marks", span("drew the plans"))
    assert mark(browser, f"{attempt}/marks", {**span("drew the plans"), "on": False}) == []
    assert inked(browser.get(f"{attempt}/questions/1")) == []
    assert kept() == 2  # only ever added


@pytest.mark.parametrize(
    "change",
    [
        {}, [], None, "x", 7, {"start": 1}, {"start": 5, "end": 5}, {"start": 9, "end": 5}, {"start": -1, "end": 5},
        {"start": 0, "end": len(TEXT) + 1}, {"start": 0, "end": 10**30}, {"start": "0", "end": "5"},
        {"start": True, "end": 5}, {"start": 0, "end": 5, "on": "yes"}, {"start": 0.5, "end": 5},
        {"start": TEXT.index("\n\n"), "end": TEXT.index("\n\n") + 2},
    ],
)  # fmt: skip
def test_what_is_no_span_is_refused(browser, attempt, change):
    mark(browser, f"{attempt}/marks", change, 422)
    assert kept() == 0


def test_nobody_marks_in_somebody_elses_attempt(attempt, new_browser):
    other = new_browser()
    mark(other, f"{attempt}/marks", span("salt"), 401)
    other.post_form(f"/q/{quiz_with(QuizSettings())}", {"name": "Ben"})
    mark(other, f"{attempt}/marks", span("salt"), 404)
    assert kept() == 0


def test_no_mark_is_taken_without_the_token(browser, attempt):
    mark(browser, f"{attempt}/marks", span("salt"), 400, token="")
    mark(browser, f"{attempt}/marks", span("salt"), 400, token=Browser(browser.app).token())
    assert kept() == 0


def test_nothing_is_marked_after_the_hand_in(browser, attempt):
    browser.post_form(f"{attempt}/check")
    mark(browser, f"{attempt}/marks", span("salt"), 409)
    assert kept() == 0


@pytest.mark.parametrize("access", [ArticleAccess.NUMBERS, ArticleAccess.HIDDEN])
def test_nothing_is_marked_in_an_article_that_is_not_open(browser, access):
    started = browser.post_form(f"/q/{quiz_with(QuizSettings(article=access))}", {"name": "Mia"})
    mark(browser, started.location.rsplit("/", 2)[0] + "/marks", span("salt"), 409)
    assert kept() == 0


def marked_words(page):
    return [words(mark) for mark in page.all("mark", class_="inked")]


def test_the_review_shows_ones_own_marks_beside_the_proofs(browser, attempt):
    mark(browser, f"{attempt}/marks", span("salt"))
    review = browser.follow(browser.post_form(f"{attempt}/check"))
    assert "Underlined is what you marked." in review.text
    assert "salt" in marked_words(review)
    assert "salt (marked by you)" in review.text
    assert review.all("mark", class_="proves")
    assert review.all("aside", id="article") == []


def test_marks_are_shown_where_no_proof_may_be_told(browser):
    settings = QuizSettings(feedback=FeedbackTimes(citation=When.NEVER))
    attempt = browser.post_form(f"/q/{quiz_with(settings)}", {"name": "Mia"}).location.rsplit("/", 2)[0]
    mark(browser, f"{attempt}/marks", span("salt"))
    review = browser.follow(browser.post_form(f"{attempt}/check"))
    assert "salt" in marked_words(review)
    assert review.all("mark", class_="proves") == []


def test_marks_have_an_end(browser, attempt, monkeypatch):
    monkeypatch.setattr(marks, "MOST_MARKS", 2)
    mark(browser, f"{attempt}/marks", span("salt"))
    mark(browser, f"{attempt}/marks", span("stone"))
    mark(browser, f"{attempt}/marks", span("ferry"), 409)
    mark(browser, f"{attempt}/marks", {**span("salt"), "on": False})
    mark(browser, f"{attempt}/marks", span("ferry"))
    monkeypatch.setattr(marks, "MOST_STEPS", 4)
    mark(browser, f"{attempt}/marks", {**span("ferry"), "on": False}, 409)


def test_a_mark_answers_nothing_saves_nothing_and_costs_no_statement(browser, attempt):
    mark(browser, f"{attempt}/marks", span("salt"))
    page = browser.get(f"{attempt}/questions/1")
    assert "none answered" in page.text
    assert "No answer yet" in page.text
    assert "Saved" not in page.text
    with counted() as statements:
        browser.get(f"{attempt}/questions/1")
    assert statements.number == 2, statements.sent
