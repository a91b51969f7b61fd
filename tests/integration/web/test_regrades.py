"""Regrading by hand and by raw request: looking changes nothing, pressing does once, and only the quiz's own teacher may."""

import pytest
from sqlalchemy import func, select

from quizapp.extensions import db
from quizapp.models.regrades import Regrade
from quizapp.services import quizzes
from tests.class_of import sit
from tests.pages import Browser, untouched
from tests.samples import CHOICE, CLOZE, PASSWORD, SHORT, STATEMENT, make_quiz, make_teacher

FOUR = (CHOICE, STATEMENT, SHORT, CLOZE)


@pytest.fixture
def quiz(vera):
    return make_quiz(vera, FOUR)


def at(quiz, position=1):
    return f"/desk/quizzes/{quiz.quiz_id}/versions/1/questions/{position}"


def guest_of(app, sat):
    """The browser of a student who took part."""
    from quizapp.models.users import Guest

    browser = Browser(app)
    with browser.client.session_transaction() as session:
        session["guest"] = db.session.get_one(Guest, sat.taker.guest_id).public_id
    return browser


def decided():
    db.session.rollback()
    return db.session.scalar(select(func.count(Regrade.id)))


def test_the_way_from_a_wrong_typed_answer_to_another_mark(app, desk, quiz):
    mia = sit(quiz, "Mia", {1: "b", 3: "a raft"})
    question = f"/desk/quizzes/{quiz.quiz_id}/results/questions/3"
    page = desk.get(question)
    accepted = desk.send(f"{at(quiz, 3)}/accept", page.form(f"{at(quiz, 3)}/accept"))
    look = desk.follow(accepted)
    assert look.h1 == "One result would change"
    assert "1 of 4" in look.text
    assert "2 of 4" in look.text
    assert decided() == 0
    desk.send(f"{at(quiz, 3)}/regrade", look.form(f"{at(quiz, 3)}/regrade"))
    assert "One of 1 right." in desk.get(question).text
    assert decided() == 1
    browser = guest_of(app, mia)
    review = browser.get(f"/attempts/{mia.attempt}/review")
    assert "Your teacher corrected question 3: 1 → 2 marks." in review.text
    assert "Your teacher corrected question 3: 1 → 2 marks." in browser.get("/my").text


def test_only_ways_that_can_change_something_are_offered(desk, quiz):
    sit(quiz, "Mia", {1: "a"})
    question = f"/desk/quizzes/{quiz.quiz_id}/results/questions/1"

    def offered() -> list[str]:
        return [radio.get("value") for radio in desk.get(question).all("input", name="policy")]

    assert offered() == ["full", "left_out", "left_out_helps"]
    page = desk.get(question)
    assert "No other approved key can grade it." in page.text
    assert page.all("input", name="policy", checked="") == []
    look = desk.get(f"{at(quiz)}/regrade?policy=full")
    desk.send(f"{at(quiz)}/regrade", look.form(f"{at(quiz)}/regrade"))
    assert "key" in offered()  # takes the full marks back
    look = desk.get(f"{at(quiz)}/regrade?policy=key")
    desk.send(f"{at(quiz)}/regrade", look.form(f"{at(quiz)}/regrade"))
    assert "key" not in offered()
    edit = f"/desk/drafts/{quiz.versions[0]}/edit"
    draft = desk.follow(desk.send(edit, desk.get(edit).form(edit), {"key": "c"})).url
    assert "key" not in offered()
    desk.post_form(f"{draft}/approve", at=draft)
    assert offered() == ["key", "key_helps", "full", "left_out", "left_out_helps"]
    assert "No other approved key" not in desk.get(question).text


def test_what_is_left_out_stands_in_the_review(app, desk, quiz):
    mia = sit(quiz, "Mia", {1: "a", 2: "false"})
    look = desk.get(f"{at(quiz)}/regrade?policy=left_out")
    desk.send(f"{at(quiz)}/regrade", look.form(f"{at(quiz)}/regrade"))
    review = guest_of(app, mia).get(f"/attempts/{mia.attempt}/review")
    assert review.h1 == "One of three right"
    assert "Your teacher gave up question 1: 1 of 4 → 1 of 3 marks." in review.text
    assert "It is left out of your result." in review.text


def test_a_raw_second_press_changes_nothing(desk, quiz):
    sit(quiz, "Mia", {1: "a"})
    form = desk.get(f"{at(quiz)}/regrade?policy=full").form(f"{at(quiz)}/regrade")
    for _ in range(2):
        assert desk.send(f"{at(quiz)}/regrade", form).status == 303
    assert decided() == 1
    assert "holds already" in desk.get(f"/desk/quizzes/{quiz.quiz_id}/results").text


def test_what_nobody_looked_at_or_is_no_longer_true_is_shown_first(desk, quiz):
    sit(quiz, "Mia", {1: "a"})
    form = desk.get(f"{at(quiz)}/regrade?policy=full").form(f"{at(quiz)}/regrade")
    sit(quiz, "Ben", {1: "a"})
    for fields in (untouched(form), {"csrf_token": desk.token(), "policy": "full"}):
        reply = desk.post(f"{at(quiz)}/regrade", fields)
        assert reply.status == 303
        look = desk.follow(reply)
        assert "Something has changed since you looked." in look.text
        assert look.h1 == "Two results would change"
        assert decided() == 0


def test_a_decision_reaches_the_older_versions_and_says_so(desk, vera, quiz):
    sit(quiz, "Mia", {1: "a"})
    quizzes.publish(quiz.quiz_id, publisher_id=vera)
    sit(quiz, "Ben", {1: "a"})
    second = at(quiz).replace("/versions/1/", "/versions/2/")
    look = desk.get(f"{second}/regrade?policy=full")
    assert look.h1 == "Two results would change"
    assert "The question was asked in two versions of the quiz" in look.text
    only = desk.get(look.link("Only version 2"))
    assert only.h1 == "One result would change"
    assert "One attempt at version 1 of the quiz would not change: left as they are." in only.text
    desk.send(f"{second}/regrade", only.form(f"{second}/regrade"))
    assert decided() == 1
    again = desk.get(f"{second}/regrade?policy=full")
    assert again.h1 == "One result would change"
    desk.send(f"{second}/regrade", again.form(f"{second}/regrade"))
    assert decided() == 2


@pytest.mark.parametrize("fields", [{"policy": "nonsense"}, {"policy": "key", "by": "999999"}, {"policy": ""}])
def test_a_raw_request_that_makes_no_sense_changes_nothing(desk, quiz, fields):
    sit(quiz, "Mia", {1: "a"})
    assert desk.post(f"{at(quiz)}/regrade", {"csrf_token": desk.token(), **fields}).status in (303, 404)
    desk.get(f"{at(quiz)}/regrade?policy={fields['policy']}&by={fields.get('by', '')}", 404)
    assert decided() == 0


@pytest.mark.parametrize(
    "address", ["/desk/quizzes/{}/versions/2/questions/1", "/desk/quizzes/{}/versions/1/questions/9"]
)
def test_there_is_no_such_version_or_question(desk, quiz, address):
    address = address.format(quiz.quiz_id)
    desk.get(f"{address}/regrade", 404)
    assert desk.post(f"{address}/regrade", {"csrf_token": desk.token(), "policy": "full"}).status == 404


def test_another_teacher_finds_nothing_to_regrade_or_accept(app, quiz):
    make_teacher("other@school.org")
    sit(quiz, "Mia", {3: "a raft"})
    other = Browser(app)
    other.post_form("/login", {"email": "other@school.org", "password": PASSWORD})
    token = other.token()
    other.get(f"{at(quiz)}/regrade", 404)
    assert other.post(f"{at(quiz)}/regrade", {"csrf_token": token, "policy": "full"}).status == 404
    assert other.post(f"{at(quiz, 3)}/accept", {"csrf_token": token, "response": '{"text": "a raft"}'}).status == 404
    assert decided() == 0


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_corrected_key_leads_to_what_students_answered_before(desk, quiz, is_taken):
    if is_taken:
        sit(quiz, "Mia", {1: "a"})
    form = desk.get(f"/desk/drafts/{quiz.versions[0]}/edit")
    saved = desk.send(
        f"/desk/drafts/{quiz.versions[0]}/edit", form.form(f"/desk/drafts/{quiz.versions[0]}/edit"), {"key": "c"}
    )
    draft = desk.follow(saved)
    approved = desk.send(f"{draft.url}/approve", draft.form(f"{draft.url}/approve"))
    results = f"/desk/quizzes/{quiz.quiz_id}/results/questions/1"
    assert approved.location.startswith(results) == is_taken
    if is_taken:
        assert "Students answered an earlier version: here you can grade it anew." in desk.follow(approved).text
