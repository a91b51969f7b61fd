"""All questions on one page: as good as one by one, and only what changed is stored."""

import pytest
from sqlalchemy import select

from quizapp.core.settings import FeedbackTimes, ProofScoring, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.attempts import Step, StepKind
from tests.pages import words
from tests.samples import RIGHT
from tests.set_up import quiz_with

ALL_RIGHT = {f"q{n}-response": response for n, response in enumerate(RIGHT, 1)}


def steps(kind: StepKind = StepKind.RESPOND) -> int:
    number = len(db.session.scalars(select(Step.id).where(Step.kind == kind)).all())
    db.session.rollback()
    return number


def begin(browser, settings: QuizSettings | None = None) -> str:
    started = browser.post_form(f"/q/{quiz_with(settings or QuizSettings())}", {"name": "Mia"})
    return started.location.rsplit("/", 2)[0]


@pytest.fixture
def attempt(browser):
    """The address of an attempt."""
    return begin(browser)


def test_every_question_stands_on_the_page(browser, attempt):
    page = browser.get(f"{attempt}/questions")
    assert page.title.startswith("All nine questions")
    assert len(page.all("div", class_="question-part")) == 9
    assert len(page.all("h2", class_="stem")) == 9


def test_all_answers_are_saved_at_once_and_hold(browser, attempt):
    sent = browser.post_form(f"{attempt}/questions", {**ALL_RIGHT, "go": "check"})
    assert "Nine of nine answered" in browser.follow(sent).text
    assert steps() == 9
    assert browser.follow(browser.post_form(f"{attempt}/check")).h1 == "Nine of nine right"


def test_only_what_changed_is_stored(browser, attempt):
    browser.post_form(f"{attempt}/questions", ALL_RIGHT)
    browser.post_form(f"{attempt}/questions")
    assert steps() == 9
    browser.post_form(f"{attempt}/questions", {"q1-response": "a", "q4-response": "41,000"})
    assert steps() == 11


def test_a_page_left_open_undoes_nothing_that_another_tab_saved(browser, attempt):
    old = browser.get(f"{attempt}/questions").form(f"{attempt}/questions")
    browser.post_form(f"{attempt}/questions/1", {"response": "b"})
    browser.send(f"{attempt}/questions", old, {"q3-response": "the ferry"})
    page = browser.get(f"{attempt}/questions")
    assert [field.get("value") for field in page.all("input", name="q1-response") if "checked" in field.attrib] == ["b"]
    assert steps() == 2


def test_an_answer_changed_here_and_in_another_tab_is_not_overwritten_but_both_are_shown(browser, attempt):
    old = browser.get(f"{attempt}/questions").form(f"{attempt}/questions")
    browser.post_form(f"{attempt}/questions/1", {"response": "b"})
    both = browser.follow(browser.send(f"{attempt}/questions", old, {"q1-response": "a", "q3-response": "the ferry"}))
    assert both.h1 == "Which answer do you want to keep?"
    assert steps() == 2
    browser.post_form(f"{attempt}/questions/1", {}, at=both.url)
    assert [
        f.get("value") for f in browser.get(f"{attempt}/questions").all("input", name="q1-response", checked=True)
    ] == ["a"]


def test_several_answers_that_disagree_are_told_on_the_page_each_with_its_way(browser, attempt):
    old = browser.get(f"{attempt}/questions").form(f"{attempt}/questions")
    browser.post_form(f"{attempt}/questions", {"q1-response": "b", "q3-response": "the ferry"})
    page = browser.send(f"{attempt}/questions", old, {"q1-response": "a", "q3-response": "a raft"}, status=422)
    ways = [link for link in page.links() if "/both?" in link]
    assert [way.split("?")[0] for way in ways] == [f"{attempt}/questions/{n}/both" for n in (1, 3)]
    assert page.one("input", id="q3-response").get("value") == "a raft"
    again = browser.send(f"{attempt}/questions", page.form(f"{attempt}/questions"), status=422)
    assert again.one("input", id="q3-response").get("value") == "a raft"
    assert steps() == 2
    assert browser.get(ways[1]).h1 == "Which answer do you want to keep?"


def test_how_sure_somebody_is_is_asked_and_kept_with_each_question(browser):
    attempt = begin(browser, QuizSettings(sureness=True))
    browser.post_form(f"{attempt}/questions", {"q1-response": "b", "q1-sureness": "sure", "q2-sureness": "unsure"})
    page = browser.get(f"{attempt}/questions")
    chosen = [
        (f.get("name"), f.get("value"))
        for f in page.all("input", type="radio", checked=True)
        if "sure" in f.get("name")
    ]
    assert chosen == [("q1-sureness", "sure"), ("q2-sureness", "unsure")]
    browser.post_form(f"{attempt}/questions")
    assert steps(StepKind.SURENESS) == 2
    page = browser.post_form(f"{attempt}/questions", {"q1-sureness": "certain"}, status=422)
    assert page.title.startswith("Error: ")


def test_the_page_says_of_each_question_whether_it_is_saved_and_when_the_time_ends(browser):
    attempt = begin(browser, QuizSettings(time_limit=40))
    browser.post_form(f"{attempt}/questions", {"q1-response": "b"})
    page = browser.get(f"{attempt}/questions")
    states = [words(state) for state in page.all("p", class_="save-state")][1:-1]
    assert states[0].startswith("Saved ")
    assert states[1:] == ["No answer yet"] * 8
    assert "(40 minutes for this quiz)" in words(page.one("p", class_="timer"))
    assert "Nothing is saved by itself on this page" in page.text


def test_nothing_answered_stores_nothing(browser, attempt):
    browser.post_form(f"{attempt}/questions")
    assert steps() == 0


def test_the_same_page_sent_twice_is_stored_once(browser, attempt):
    form = browser.get(f"{attempt}/questions").form(f"{attempt}/questions")
    for _ in range(2):
        browser.send(f"{attempt}/questions", form, {"q1-response": "a"})
    assert steps() == 1


def test_an_answer_can_be_taken_back(browser, attempt):
    browser.post_form(f"{attempt}/questions", {"q3-response": "the ferry"})
    browser.post_form(f"{attempt}/questions", {"q3-response": ""})
    page = browser.get(f"{attempt}/questions")
    assert "none answered" in page.text


def test_what_cannot_be_taken_is_told_and_the_rest_is_saved(browser, attempt):
    fields = {**ALL_RIGHT, "q4-response": "about a hundred", "go": "check"}
    page = browser.post_form(f"{attempt}/questions", fields, status=422)
    assert page.title.startswith("Error: ")
    assert "#q4" in page.links()
    assert page.one("input", id="q4-response").get("value") == "about a hundred"
    assert page.one("input", id="q4-response").get("aria-invalid") == "true"
    assert steps() == 8


def test_a_flag_is_set_and_taken_away(browser, attempt):
    sent = browser.post_form(f"{attempt}/questions", {"q1-response": "b", "flag": "2:on"})
    assert sent.location == f"{attempt}/questions#q2"
    page = browser.get(f"{attempt}/questions")
    assert [words(b) for b in page.all("button", name="flag", aria_pressed="true")] == [
        "Flagged: take the flag away, question 2"
    ]
    browser.post_form(f"{attempt}/questions", {"flag": "2:off"})
    assert steps(StepKind.FLAG) == 2
    assert steps() == 1


@pytest.mark.parametrize("flag", ["", "x", "0:on", "99:on", "1e3:on", "²:on", ":on", "123456789:on"])
def test_a_forged_flag_does_no_harm(browser, attempt, flag):
    assert browser.post_form(f"{attempt}/questions", {"flag": flag}, status=None).status in {303, 404}
    assert steps(StepKind.FLAG) == 0


def test_the_links_lead_there_where_the_reading_settings_say_so(browser, attempt):
    browser.post_form("/settings", {"page": "all"})
    assert browser.get(f"{attempt}/questions/4", 303).location == f"{attempt}/questions#q4"
    browser.get(f"{attempt}/questions/99", 404)
    browser.post_form("/settings", {"page": ""})
    browser.get(f"{attempt}/questions/4")


def test_leaving_goes_to_the_library(browser, attempt):
    assert browser.post_form(f"{attempt}/questions", {"go": "leave"}).location == "/"


@pytest.mark.parametrize(
    "decided",
    [QuizSettings(feedback=FeedbackTimes(verdict=When.EACH)), QuizSettings(proof=ProofScoring.PARTIAL)],
    ids=["told after each", "proof asked"],
)
def test_a_quiz_that_goes_question_by_question_stays_so(browser, decided):
    attempt = begin(browser, decided)
    assert browser.get(f"{attempt}/questions", 303).location == f"{attempt}/questions/1"
    browser.post_form("/settings", {"page": "all"})
    assert "All questions on one page" not in browser.get(f"{attempt}/questions/1").text


def test_after_the_hand_in_it_leads_to_the_review(browser, attempt):
    form = browser.get(f"{attempt}/questions").form(f"{attempt}/questions")
    browser.post_form(f"{attempt}/check")
    assert browser.get(f"{attempt}/questions", 303).location == f"{attempt}/review"
    page = browser.follow(browser.send(f"{attempt}/questions", form, {"q1-response": "b"}))
    assert (page.url, "handed in already" in page.text) == (f"{attempt}/review", True)
    assert steps() == 0
