"""Time on a student's pages: when it ends and why, and what was kept when it did."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd
from quizapp.models.quizzes import Quiz
from quizapp.services import deadlines, quiz_settings, quizzes
from quizapp.services.clock import utc_now
from tests.pages import Page
from tests.samples import Published, make_quiz

SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)


def publish(teacher_id: int, *, limit: int | None = None, closes_at: dt.datetime | None = None) -> Published:
    quiz = make_quiz(teacher_id)
    quiz_settings.keep_settings(quiz.quiz_id, QuizSettings(time_limit=limit), closes_at, teacher_id=teacher_id)
    quizzes.publish(quiz.quiz_id, publisher_id=teacher_id)
    return quiz


@pytest.fixture
def timed(vera: int) -> Published:
    return publish(vera, limit=40)


def begin(browser, quiz: Published) -> str:
    return browser.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location


def put_back(ago: dt.timedelta) -> str:
    """Move the one attempt into the past, so that its time was up that long ago; its end as pages show it."""
    db.session.rollback()
    row = db.session.scalars(select(Attempt)).one()
    assert row.due_at
    shift = row.due_at - (utc_now() - ago)
    row.started_at, row.due_at = row.started_at - shift, row.due_at - shift
    end = row.due_at.astimezone().strftime("%H:%M")
    db.session.commit()
    return end


def ended_by() -> AttemptEnd | None:
    db.session.rollback()
    found = db.session.scalars(select(Attempt)).first()
    by = found.ended_by if found else None
    db.session.rollback()
    return by


def timer(page: Page) -> str:
    return " ".join("".join(page.one("p", class_="timer").itertext()).split())


def test_every_page_says_when_it_ends_and_why(browser, timed):
    address = begin(browser, timed)
    end = (utc_now() + 40 * MINUTE).astimezone().strftime("%H:%M")
    for page in (browser.get(address), browser.get(address.replace("questions/1", "check"))):
        assert timer(page).endswith("(40 minutes for this quiz)")
        assert end[:2] in timer(page)
        assert 2390 <= int(page.one("p", class_="timer").get("data-left", "")) <= 2400


def test_a_quiz_that_closes_earlier_says_so(browser, vera):
    address = begin(browser, publish(vera, limit=40, closes_at=utc_now() + 20 * MINUTE))
    assert timer(browser.get(address)).endswith("(the quiz closes then)")


def test_without_an_end_there_is_no_timer(browser, vera):
    address = begin(browser, publish(vera))
    assert browser.get(address).all("p", class_="timer") == []


def test_once_time_is_up_asking_for_a_page_only_tells_it(browser, timed):
    address = begin(browser, timed)
    browser.post_form(address, {"response": "b"})
    end = put_back(SECOND)
    for path in (address, address.replace("questions/1", "check")):
        page = browser.get(path)
        assert page.h1 == f"Time was up at {end}"
        assert "One of nine answers was kept" in page.text
    assert ended_by() is None


def test_the_button_of_that_page_leads_to_the_review(browser, timed):
    address = begin(browser, timed)
    browser.post_form(address, {"response": "b"})
    end = put_back(SECOND)
    check = address.replace("questions/1", "check")
    review = browser.follow(browser.post_form(check))
    assert f"Time was up at {end}. One of nine answers was kept." in review.text
    assert ended_by() is AttemptEnd.TIME


def test_what_the_server_ended_opens_as_a_review(browser, timed):
    address = begin(browser, timed)
    end = put_back(MINUTE)
    deadlines.end_overdue(utc_now())
    page = browser.follow(browser.get(address, 303))
    assert f"Time was up at {end}. None of nine answers were kept." in page.text


def test_the_review_names_the_closing_of_the_quiz(browser, vera):
    address = begin(browser, publish(vera, closes_at=utc_now() + 20 * MINUTE))
    end = put_back(MINUTE)
    deadlines.end_overdue(utc_now())
    assert f"The quiz closed at {end}." in browser.follow(browser.get(address, 303)).text


def test_closing_by_hand_ends_an_open_attempt_at_the_next_request(browser, vera):
    quiz = publish(vera)
    address = begin(browser, quiz)
    browser.post_form(address, {"response": "b"})
    quizzes.set_closed(quiz.quiz_id, teacher_id=vera, closed=True)
    page = browser.get(address)
    assert page.h1.startswith("This quiz was closed by your teacher at ")
    assert "One of nine answers was kept" in page.text
    review = browser.follow(browser.post_form(f"/q/{quiz.public_id}"))
    assert f"{page.h1}. One of nine answers was kept." in review.text
    assert "Take it again" not in review.text
    assert "try once more" not in review.text
    assert ended_by() is AttemptEnd.TIME


def test_an_open_page_can_ask_how_much_time_is_left(browser, vera):
    quiz = publish(vera, limit=40)
    address = begin(browser, quiz)
    asked = f"{address.split('/questions')[0]}/time"
    reply = browser.client.get(asked, headers={"Accept": "application/json"}).json
    assert reply["is_over"] is False
    assert 2390 <= reply["left"] <= 2400
    assert reply["words"].endswith("(40 minutes for this quiz)")
    put_back(SECOND)
    assert browser.client.get(asked).json == {"is_over": True}


def test_an_attempt_without_an_end_says_so_to_who_asks(browser, vera):
    address = begin(browser, publish(vera))
    assert browser.client.get(f"{address.split('/questions')[0]}/time").json == {"is_over": False, "left": None}


def test_a_late_save_is_refused_with_what_was_kept(browser, timed):
    address = begin(browser, timed)
    form = browser.get(address).form(address)
    browser.send(address, form, {"response": "b"})
    put_back(11 * SECOND)
    sent = browser.send(address, form, {"response": "a", "save_key": "another", "seen": "1"})
    assert sent.location == address.replace("questions/1", "review")
    page = browser.follow(browser.follow(sent, 303))
    assert page.h1.startswith("Time was up at ")
    assert "The time for this quiz is over" in page.text
    assert "1 of 9 answers was kept" in page.text


def test_a_save_on_the_way_at_the_end_is_kept(browser, timed):
    address = begin(browser, timed)
    form = browser.get(address).form(address)
    put_back(2 * SECOND)
    page = browser.follow(browser.send(address, form, {"response": "b"}))
    assert "One of nine answers was kept" in page.text


def test_going_on_after_time_was_up_leads_to_the_review_and_starting_again_begins_anew(browser, timed):
    address = begin(browser, timed)
    end = put_back(MINUTE)
    review = browser.follow(browser.post_form(f"/q/{timed.public_id}"))
    assert f"Time was up at {end}." in review.text
    again = browser.post_form(f"/q/{timed.public_id}").location
    assert again.split("/")[2] != address.split("/")[2]
    assert ended_by() is AttemptEnd.TIME


def test_a_closed_quiz_says_when_and_why(browser, vera):
    quiz = publish(vera, closes_at=utc_now() + MINUTE)
    assert "closes" in browser.get(f"/q/{quiz.public_id}").text
    db.session.execute(update(Quiz).values(closes_at=dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)))
    db.session.commit()
    page = browser.get(f"/q/{quiz.public_id}")
    assert "This quiz closed at its set time" in page.text
    assert "2 March 2026" in page.text
    assert page.all("form", method="post") == []
    db.session.execute(update(Quiz).values(closes_at=None, closed_at=dt.datetime(2026, 3, 3, 12, 0, tzinfo=dt.UTC)))
    db.session.commit()
    assert "its teacher closed it" in browser.get(f"/q/{quiz.public_id}").text


def test_a_closed_quiz_says_what_was_kept_and_leads_to_it(browser, vera):
    quiz = publish(vera, closes_at=utc_now() + MINUTE)
    address = begin(browser, quiz)
    browser.post_form(address, {"response": "b"})
    end = put_back(11 * SECOND)
    db.session.execute(update(Quiz).values(closes_at=utc_now() - 11 * SECOND))
    db.session.commit()
    deadlines.end_overdue(utc_now())
    page = browser.get(f"/q/{quiz.public_id}")
    assert f"Handed in {end}: one of nine answers was kept." in page.text
    assert f"The quiz closed at {end}." in browser.get(page.link("See your results")).text


def test_the_start_says_how_long_there_is(browser, timed):
    assert "You have 40 minutes from the start." in browser.get(f"/q/{timed.public_id}").text


def test_practice_says_that_it_has_no_limit(browser, vera):
    quiz = make_quiz(vera)
    settings = QuizSettings(time_limit=40, practice=True)
    quiz_settings.keep_settings(quiz.quiz_id, settings, None, teacher_id=vera)
    quizzes.publish(quiz.quiz_id, publisher_id=vera)
    assert "Practice has no time limit." in browser.get(f"/q/{quiz.public_id}").text
    started = browser.post_form(f"/q/{quiz.public_id}/practice", {"name": "Mia"}, at=f"/q/{quiz.public_id}")
    assert browser.get(started.location).all("p", class_="timer") == []
