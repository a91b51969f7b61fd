"""The time that questions took, on the pages of results: what was given without a network counts when it was given."""

import datetime as dt

import pytest

from quizapp.extensions import db
from quizapp.services import responses, starting, submissions
from tests.class_of import sit
from tests.class_samples import stored
from tests.pages import words
from tests.samples import CHOICE, STATEMENT, make_guest, make_quiz

SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)


@pytest.fixture
def quiz(vera):
    return make_quiz(vera, (CHOICE, STATEMENT))


def sit_without_network(quiz, name):
    """Answers given 40 and 60 seconds after the start by a clock of its own, and sent together."""
    taker = make_guest(name)
    attempt = starting.start(quiz.public_id, taker)
    stored(attempt).started_at -= 2 * MINUTE
    db.session.commit()
    begun = stored(attempt).started_at - 180 * MINUTE
    for position, sent, after in ((1, "b", 40), (2, "false", 60)):
        moment = begun + after * SECOND
        responses.save(attempt, position, {"response": [sent]}, taker, client_time=moment)
    submissions.submit(attempt, taker)
    return attempt


def times(page):
    return [words(row.findall("td")[-1]) for row in page.all("table")[-1].iter("tr") if row.find("td") is not None]


def test_answers_that_waited_for_the_network_took_the_time_between_them(desk, quiz):
    attempts = [sit_without_network(quiz, f"Student {number}") for number in range(5)]
    results = f"/desk/quizzes/{quiz.quiz_id}/results"
    assert times(desk.get(results)) == ["–", "20 s"]
    assert "Half took 20 s or less." in desk.get(f"{results}/questions/2").text
    assert "took" not in desk.get(f"{results}/questions/1").one("p", class_="lede").text
    page = desk.get(f"{results}/attempts/{attempts[0]}").text
    assert "20 s" in page
    assert "0 s" not in page.replace("20 s", "")


def test_answers_saved_in_one_second_have_no_time(desk, quiz):
    for number in range(6):
        sit(quiz, f"Student {number}", {1: "b", 2: "false"})
    results = f"/desk/quizzes/{quiz.quiz_id}/results"
    assert times(desk.get(results)) == ["–", "–"]
    assert "or less" not in desk.get(f"{results}/questions/1").text


def test_a_time_that_few_are_known_of_says_so(desk, quiz):
    for number in range(5):
        sit_without_network(quiz, f"Student {number}")
    sit(quiz, "Without a script", {1: "b", 2: "false"})
    results = f"/desk/quizzes/{quiz.quiz_id}/results"
    assert times(desk.get(results)) == ["–", "20 s (5)"]
    assert "Of 5 whose time is known, half took 20 s or less." in desk.get(f"{results}/questions/2").text


def test_no_clock_of_a_device_takes_the_results_of_a_class_away(desk, new_browser, quiz):
    mia = new_browser()
    attempt = mia.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location.rsplit("/", 2)[0]
    for position, sent, moment in ((1, "b", "0002-01-01T00:00:00Z"), (2, "false", "9998-12-31T23:59:59Z")):
        question = f"{attempt}/questions/{position}"
        page = mia.get(question)
        mia.send(f"{question}/steps", page.form(question), {"response": sent, "client_time": moment}, status=200)
    mia.post_form(f"{attempt}/check")
    results = f"/desk/quizzes/{quiz.quiz_id}/results"
    for page in (results, f"{results}/questions/2", f"{results}/attempts/{attempt.split('/')[2]}"):
        assert desk.get(page).status == 200
