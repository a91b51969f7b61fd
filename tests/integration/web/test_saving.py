"""Saving in the background: the server's word for every step, nothing twice, and two tabs that disagree."""

import datetime as dt
import json
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, Step
from quizapp.models.quizzes import Quiz
from quizapp.services.clock import utc_now
from tests import factories
from tests.pages import Browser
from tests.samples import ORDER, RIGHT, make_quiz
from tests.statements import counted

JSON = {"Accept": "application/json"}


def responses_stored() -> list[object]:
    found = list(db.session.scalars(select(Step.response).order_by(Step.id)))
    db.session.rollback()
    return found


class Tab:
    """A page with a question, saving by itself as its script does."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        page = browser.get(address)
        self.form = page.one("form", id="question")
        self.seen = int(self.form.get("data-seen", ""))
        self.token = page.one("input", name="csrf_token").get("value", "")

    def save(self, response: str | list[str], status: int = 200, **fields: str) -> dict[str, object]:
        given = {"response": response, "csrf_token": self.token, "seen": str(self.seen), "save_key": str(uuid4())}
        db.session.rollback()
        with self.browser.app.app_context():
            reply = self.browser.client.post(f"{self.address}/steps", data=given | fields, headers=JSON)
        assert reply.status_code == status, reply.get_data(as_text=True)
        assert reply.mimetype == "application/json"
        found: dict[str, object] = json.loads(reply.get_data())
        return found


@pytest.fixture
def address(browser):
    """The first question of an attempt of a guest."""
    quiz = make_quiz(None)
    db.session.rollback()
    return browser.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location


@pytest.fixture
def tab(browser, address):
    return Tab(browser, address)


def test_the_server_says_when_and_as_which_step_a_response_is_stored(tab):
    reply = tab.save("b", client_time="2026-01-02T03:04:05.678Z")
    assert re.fullmatch(r"\d\d:\d\d", str(reply["saved_at"]))
    assert (reply["sequence"], reply["answered"]) == (1, True)
    assert db.session.scalars(select(Step.client_time)).one() == dt.datetime(2026, 1, 2, 3, 4, 5, 678000, dt.UTC)
    assert Tab(tab.browser, tab.address).seen == 1


def test_a_response_taken_back_is_stored_as_none(tab):
    tab.save("b")
    assert tab.save("", seen="1") == {"answered": False, "saved_at": tab.save("", seen="2")["saved_at"], "sequence": 2}


def test_a_clock_that_cannot_be_read_keeps_nothing_from_being_stored(tab):
    for number, nonsense in enumerate(("yesterday", "2026-01-02T03:04:05", ""), 1):
        assert tab.save("b", seen="", client_time=nonsense)["sequence"] == number


def test_a_moment_that_another_time_zone_has_no_year_for_is_not_kept(tab):
    for number, moment in enumerate(("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"), 1):
        assert tab.save("b", seen="", client_time=moment)["sequence"] == number
    assert list(db.session.scalars(select(Step.client_time))) == [None, None]


def test_a_replay_is_stored_once_and_answered_as_the_first(tab):
    first = tab.save("b", save_key="one")
    assert tab.save("b", save_key="one") == first
    assert responses_stored() == [{"option": "b"}]


def test_a_replay_never_says_that_it_stands_where_another_response_took_its_place(browser, tab):
    first = tab.save("b", save_key="one")
    tab.save("c", save_key="two", seen="1")
    refused = tab.save("b", 409, save_key="one")
    assert (refused["problem"], "saved_at" in refused) == ("behind", False)
    assert "In this tab Mara Voss" in browser.get(str(refused["page"])).text
    tab.save("b", save_key="three", seen="2")
    assert tab.save("b", save_key="one") == first
    assert responses_stored() == [{"option": "b"}, {"option": "c"}, {"option": "b"}]


def test_another_response_under_an_old_key_is_never_taken_for_stored(tab):
    tab.save("b", save_key="one")
    assert tab.save("c", save_key="one", seen="1")["sequence"] == 2
    assert responses_stored() == [{"option": "b"}, {"option": "c"}]


def test_a_save_takes_two_statements_besides_finding_the_person(tab):
    tab.save("a")
    with counted() as statements:
        tab.save("b", seen="1")
    assert statements.number == 2, statements.sent  # the person, the step; which quiz it is was looked up before


def test_a_tab_that_is_behind_stores_nothing_and_is_shown_both(browser, tab):
    other = Tab(browser, tab.address)
    tab.save("c")
    refused = other.save("b", 409)
    assert refused["problem"] == "behind"
    assert responses_stored() == [{"option": "c"}]
    page = browser.get(str(refused["page"]))
    assert re.search(r"Stored at \d\d:\d\d elsewhere The mayor of Orrin", page.text)
    assert "In this tab Mara Voss" in page.text
    assert urlsplit(page.link("Keep the stored")).path == tab.address
    done = browser.send(tab.address, page.form(tab.address))
    assert done.location == tab.address
    assert responses_stored() == [{"option": "c"}, {"option": "b"}]
    assert browser.get(str(refused["page"]), 303).location == tab.address


def test_of_many_tabs_at_once_one_is_stored_and_the_others_are_behind(app, browser, tab):
    def save(number: int) -> int:
        with app.app_context():
            other = browser.app.test_client()
            other.set_cookie("quizapp", browser.client.get_cookie("quizapp").value)
            given = {
                "response": "abc"[number % 3],
                "csrf_token": tab.token,
                "seen": "0",
                "save_key": f"key {number % 3}",
            }
            return other.post(f"{tab.address}/steps", data=given, headers=JSON).status_code

    db.session.rollback()
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(save, range(18)))
    assert sorted(found) == [200] * 6 + [409] * 12
    assert len(responses_stored()) == 1


def test_tabs_that_agree_need_no_page(browser, tab):
    other = Tab(browser, tab.address)
    first = tab.save("c")
    assert other.save("c") == first
    assert responses_stored() == [{"option": "c"}]


def test_a_flag_set_elsewhere_puts_no_tab_behind(browser, tab):
    tab.save("c")
    other = Tab(browser, tab.address)
    browser.post_form(tab.address, {"response": "c", "save_key": "flagging", "flag": "on"})
    stored = Tab(browser, tab.address).seen
    assert stored == 2
    assert other.save("b", seen="1")["sequence"] == 3
    assert responses_stored() == [{"option": "c"}, True, {"option": "b"}]


def test_a_form_that_knows_what_it_saw_is_led_to_both_and_one_that_does_not_is_stored(browser, tab):
    tab.save("c")
    page = browser.post_form(tab.address, {"response": "b", "seen": "0"})
    assert page.location.startswith(f"{tab.address}/both?")
    assert "In this tab Mara Voss" in browser.follow(page).text
    browser.post_form(tab.address, {"response": "b"})
    assert responses_stored() == [{"option": "c"}, {"option": "b"}]


def test_orders_and_taken_back_answers_are_shown_side_by_side(browser):
    quiz = make_quiz(None, (ORDER,))
    db.session.rollback()
    tab = Tab(browser, browser.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location)
    tab.save(["a:1", "b:2", "c:3", "d:4"])
    page = browser.get(str(tab.save(["", "", "", ""], 409)["page"]))
    assert "In this tab No answer" in page.text
    page = browser.get(str(tab.save(["a:2", "b:1", "c:3", "d:4"], 409)["page"]))
    browser.send(tab.address, page.form(tab.address))
    assert [step["order"] for step in responses_stored()] == [["a", "b", "c", "d"], ["b", "a", "c", "d"]]


def test_after_handing_in_it_says_when_and_how_many_were_kept(browser, tab):
    tab.save("b")
    check = tab.address.rsplit("/", 2)[0] + "/check"
    browser.post_form(check)
    refused = tab.save("c", 409, seen="1")
    assert refused["problem"] == "handed_in"
    assert re.search(r"handed in already \(\d\d:\d\d\).*1 of 9 answers was kept", str(refused["words"]))
    assert browser.get(str(refused["page"]), 303).location == check.replace("check", "review")
    assert browser.get(f"{tab.address}/both?response=c", 303).location == check.replace("check", "review")
    page = browser.follow(browser.send(tab.address, tab.form, {"response": "c"}))
    assert page.url == check.replace("check", "review")
    assert re.search(r"handed in already \(\d\d:\d\d\), so .* 1 of 9 answers was kept", page.text)
    assert len(responses_stored()) == 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ((update(Attempt), {"due_at": -60}), "closed"),
        ((update(Attempt), {"submitted_at": -60, "ended_by": AttemptEnd.TIME}), "over"),
        ((update(Quiz), {"closes_at": -60}), "closed"),
    ],
    ids=["time", "ended", "closed"],
)
def test_when_the_quiz_has_closed_nothing_is_stored_and_it_says_so(tab, changes, problem):
    tab.save("b")
    statement, values = changes
    now = utc_now()
    moments = {name: now + dt.timedelta(seconds=v) if isinstance(v, int) else v for name, v in values.items()}
    db.session.execute(statement.values(**moments))
    db.session.commit()
    refused = tab.save("c", 409, seen="1")
    assert refused["problem"] == problem
    assert re.search(r"\(\d\d:\d\d\), so this answer was not added. 1 of 9 answers was kept", str(refused["words"]))
    assert tab.save("b", 409, save_key="new", seen="1")["problem"] == problem
    assert len(responses_stored()) == 1


def test_a_replay_after_handing_in_still_says_that_it_is_stored(browser, tab):
    first = tab.save("b", save_key="one")
    browser.post_form(tab.address.rsplit("/", 2)[0] + "/check")
    assert tab.save("b", save_key="one") == first


def test_somebody_elses_question_is_not_found(new_browser, tab):
    ben = new_browser()
    ben.post_form(f"/q/{make_quiz(None).public_id}", {"name": "Ben"})
    db.session.rollback()
    theirs = {"response": "b", "csrf_token": ben.token()}
    with ben.app.app_context():
        reply = ben.client.post(f"{tab.address}/steps", data=theirs, headers=JSON)
    assert (reply.status_code, reply.get_json()["problem"]) == (404, "not_found")
    ben.get(f"{tab.address}/both?response=b", 404)
    tab.address = tab.address.rsplit("/", 1)[0] + "/99"
    assert tab.save("b", 404)["problem"] == "not_found"
    assert responses_stored() == []


def test_signed_out_it_says_where_to_sign_in_and_then_the_save_goes_through(new_browser):
    email, browser = factories.make_student(), new_browser()
    quiz = make_quiz(None)
    db.session.rollback()
    factories.sign_in(browser, email)
    tab = Tab(browser, browser.post_form(f"/q/{quiz.public_id}").location)
    browser.post("/logout", {"csrf_token": tab.token})
    refused = tab.save("b", 400, save_key="one")
    assert refused["problem"] == "expired"
    tab.token = str(refused["csrf_token"])
    refused = tab.save("b", 401, save_key="one")
    assert (refused["problem"], refused["page"]) == ("signed_out", "/login")
    assert "waits on this device" in str(refused["words"])
    factories.sign_in(browser, email)
    assert tab.save("b", save_key="one")["sequence"] == 1


def test_an_expired_token_is_answered_with_a_fresh_one_and_nothing_is_stored(tab):
    tab.token = "stale"
    refused = tab.save("b", 400)
    assert refused["problem"] == "expired"
    assert responses_stored() == []
    tab.token = str(refused["csrf_token"])
    tab.save("b")


def test_a_response_that_cannot_be_taken_is_told_and_not_stored(tab):
    tab.address = tab.address.rsplit("/", 1)[0] + "/4"
    refused = tab.save("about forty thousand", 422)
    assert refused["problem"] == "invalid"
    assert "in figures" in str(refused["words"])
    assert tab.save("z" * 70_000, 422)["problem"] == "invalid"
    assert responses_stored() == []


def test_a_page_of_two_answers_with_nonsense_goes_back_to_the_question(browser, tab):
    for nonsense in ("", "?response=z", "?other=1", "?response="):
        assert browser.get(f"{tab.address}/both{nonsense}", 303).location == tab.address


def test_every_kind_of_question_is_saved_in_the_background(browser, tab):
    for position, response in enumerate(RIGHT, 1):
        tab.address = tab.address.rsplit("/", 1)[0] + f"/{position}"
        assert tab.save(response)["answered"] is True
    check = browser.get(tab.address.rsplit("/", 2)[0] + "/check")
    assert "Nine of nine answered" in check.text
