"""The results of what was given to one class: its students under its names, late or not, for its teachers."""

import pytest

from quizapp.extensions import db
from quizapp.services import assigned, classes, responses, submissions
from tests.class_of import sit
from tests.class_samples import HOUR, enrol, give, make_taught, put_back, stored
from tests.pages import Browser, words
from tests.samples import PASSWORD, make_teacher

pytestmark = pytest.mark.usefixtures("app")


def take(code, taker, answer):
    attempt = assigned.start(code, taker)
    responses.save(attempt, 1, {"response": [answer]}, taker)
    submissions.submit(attempt, taker)
    return attempt


def signed_in(app, email):
    browser = Browser(app)
    browser.post_form("/login", {"email": email, "password": PASSWORD})
    return browser


@pytest.fixture
def taught():
    return make_taught()


def test_a_class_is_seen_by_itself_under_its_own_names_and_late_work_says_so(app, taught):
    mia, ben = enrol(taught), enrol(taught, "Ben Adler")
    given, code = give(taught, late=3 * HOUR, allowed=2)
    in_time = take(code, mia, "b")
    open_late = assigned.start(code, ben)
    sit(taught.quiz, "Somebody else", {1: "a"})
    put_back(given, 3 * HOUR)
    stored(in_time).submitted_at -= 3 * HOUR
    db.session.commit()
    submissions.submit(open_late, ben)
    desk = signed_in(app, "vera@school.org")
    address = f"/desk/quizzes/{taught.quiz.quiz_id}/results?assignment={given}"
    page = desk.get(address)
    table = words(page.all("table", class_="heat-map")[0])
    assert "Mia Lang" in table
    assert "Somebody else" not in table
    rows = {words(row.find("th")): words(row) for row in page.all("table", class_="heat-map")[0].iter("tr")}
    assert "late" in rows["Ben Adler"]
    assert "late" not in rows["Mia Lang"]
    assert "7b" in page.text
    assert desk.get(f"/desk/assignments/{given}").link("Results") == address
    assert "Somebody else" in desk.get(address.partition("?")[0]).text


def test_a_co_teacher_sees_the_results_and_regrades_nothing(app, taught):
    other = make_teacher("other@school.org")
    given, code = give(taught)
    attempt = take(code, enrol(taught), "a")
    address = f"/desk/quizzes/{taught.quiz.quiz_id}/results"
    helper = signed_in(app, "other@school.org")
    helper.get(f"{address}?assignment={given}", 404)
    classes.add_teacher(taught.class_id, other.email, teacher_id=taught.teacher_id)
    assert "Mia Lang" in helper.get(f"{address}?assignment={given}").text
    page = helper.get(f"{address}/questions/1?assignment={given}")
    assert "Grade it anew" not in page.text
    helper.get(f"{address}/attempts/{attempt}?assignment={given}")
    helper.get(address, 404)
    helper.get(f"/desk/quizzes/{taught.quiz.quiz_id}/versions/1/questions/1/regrade?policy=full", 404)


def test_whoever_regrades_comes_back_to_the_class(app, taught):
    given, code = give(taught)
    take(code, enrol(taught), "a")
    desk = signed_in(app, "vera@school.org")
    question = f"/desk/quizzes/{taught.quiz.quiz_id}/results/questions/1"
    page = desk.get(f"{question}?assignment={given}")
    regrade = page.one("form", method="get").get("action")
    look = desk.get(f"{regrade}?policy=full&assignment={given}")
    assert f"assignment={given}" in look.link("Leave it as it is")
    assert f"assignment={given}" in look.link("Leave it out only where that helps")
    address = f"{regrade}?assignment={given}"
    reply = desk.send(address, look.form(address))
    assert reply.location == f"{question}?version=1&assignment={given}"
    assert "7b" in desk.get(f"/desk/quizzes/{taught.quiz.quiz_id}/results?assignment={given}").text


def test_an_assignment_of_another_quiz_leads_nowhere(app, taught):
    given, _ = give(taught)
    desk = signed_in(app, "vera@school.org")
    desk.get(f"/desk/quizzes/{taught.quiz.quiz_id + 1}/results?assignment={given}", 404)
    desk.get(f"/desk/quizzes/{taught.quiz.quiz_id}/results?assignment={given + 1}", 404)
