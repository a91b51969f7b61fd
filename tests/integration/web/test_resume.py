"""Going on in another browser by a code, and the page of one's own quizzes."""

import re

import pytest
from sqlalchemy import update

from quizapp.extensions import db
from quizapp.models.users import Guest
from tests import factories
from tests.samples import CHOICE, STATEMENT, make_quiz
from tests.statements import counted

CODE = re.compile(r"[A-Z3-9]{4}-[A-Z3-9]{4}")


@pytest.fixture
def quiz(app):  # noqa: ARG001
    made = make_quiz(None, (CHOICE, STATEMENT), listed=True)
    db.session.rollback()
    return made


def begin(browser, quiz, name="Mia"):
    return browser.post_form(f"/q/{quiz.public_id}", {"name": name}).location


def code_on(page):
    found = CODE.search(page.text)
    assert found, page.text
    return found.group()


def test_the_first_page_shows_the_code_until_something_is_saved(browser, quiz):
    address = begin(browser, quiz)
    page = browser.get(address)
    assert f"To go on elsewhere, keep this code: {code_on(page)}" in page.text
    second = browser.post_form(address, {"response": "b", "go": "2"}).location
    assert not CODE.search(browser.get(second).text)
    assert not CODE.search(browser.get(address).text)
    assert code_on(browser.get("/my")) == code_on(page)


def test_a_code_leads_another_browser_to_the_open_attempt(new_browser, quiz):
    mia, elsewhere = new_browser(), new_browser()
    address = begin(mia, quiz)
    code = code_on(mia.get(address))
    mia.post_form(address, {"response": "b", "go": "2"})
    page = elsewhere.post_form("/resume", {"code": code.lower().replace("-", " ")})
    assert page.location == address.removesuffix("/1") + "/2"
    elsewhere.post_form(page.location, {"response": "false", "go": "check"})
    attempt = address.rsplit("/", 2)[0]
    elsewhere.post_form(f"{attempt}/check")
    assert elsewhere.get(f"{attempt}/review").html.count("verdict-word") == 2
    assert mia.get(address, 303).location == f"{attempt}/review"
    assert new_browser().post_form("/resume", {"code": code}).location == "/my"


def test_a_link_with_the_code_only_fills_the_form_in_and_tells_nobody(new_browser, quiz):
    mia, elsewhere = new_browser(), new_browser()
    code = code_on(mia.get(begin(mia, quiz)))
    page = elsewhere.get(f"/resume/{code}")
    assert page.one("input", id="code").get("value") == code
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "Mia" not in page.text
    assert "Taken as" not in elsewhere.get("/my").text
    assert elsewhere.get("/resume").headers["Referrer-Policy"] == "same-origin"
    assert elsewhere.post_form("/resume", at=f"/resume/{code}").location.endswith("/questions/1")


def test_a_wrong_code_is_told_beside_the_field_and_makes_nobody(browser, quiz):
    for typed in ("", "ABCD-EFGH", f"{quiz.public_id}"):
        page = browser.post_form("/resume", {"code": typed}, status=422)
        assert page.title.startswith("Error: ")
        assert "leads nowhere" in page.text
    assert page.one("input", id="code").get("value") == quiz.public_id
    assert "Taken as" not in browser.get("/my").text


def test_too_many_wrong_codes_have_to_wait(browser, quiz, monkeypatch):
    assert quiz
    monkeypatch.setattr("quizapp.services.sign_in_guard.TRIES_PER_ORIGIN", 3)
    for number in range(3):
        browser.post_form("/resume", {"code": f"wrong{number}"}, status=422)
    page = browser.post_form("/resume", {"code": "wrong"}, status=429)
    assert int(page.headers["Retry-After"]) > 0


def test_the_code_of_one_guest_in_the_browser_of_another_is_said_first(new_browser, quiz):
    mia, ben = new_browser(), new_browser()
    code = code_on(mia.get(begin(mia, quiz)))
    bens = code_on(ben.get(begin(ben, quiz, "Ben")))
    page = ben.get("/resume")
    assert "You are here as Ben" in page.text
    assert code_on(page) == bens
    ben.post_form("/resume", {"code": code})
    assert "Taken as Mia" in ben.get("/my").text


def test_somebody_signed_in_needs_no_code(new_browser, quiz):
    mia, student = new_browser(), new_browser()
    code = code_on(mia.get(begin(mia, quiz)))
    factories.sign_in(student, factories.make_student())
    assert "You are signed in" in student.get("/resume").text
    assert not student.get("/resume").all("input", name="code")
    page = student.post("/resume", {"code": code, "csrf_token": student.token()}, 303)
    assert page.location == "/my"
    assert "Taken as Ben Adler" in student.get("/my").text
    assert not CODE.search(student.get("/my").text)


def test_a_guest_of_before_gets_a_code_at_a_press_or_at_the_next_start(browser, quiz):
    address = begin(browser, quiz)
    db.session.execute(update(Guest).values(resume_code=None))
    db.session.commit()
    assert not CODE.search(browser.get(address).text)
    assert browser.post_form("/my/code", at="/my").location == "/my"
    first = code_on(browser.get("/my"))
    browser.post_form(f"/q/{quiz.public_id}")
    assert code_on(browser.get("/my")) == first


def test_the_code_stands_in_no_log(browser, quiz, capfd):
    from quizapp.server import configure_logs

    configure_logs("INFO")
    try:
        address = begin(browser, quiz)
        code = code_on(browser.get(address))
        browser.get(f"/resume/{code}")
        browser.post_form("/resume", {"code": code})
        browser.get("/my")
    finally:
        configure_logs("CRITICAL")
    logged = capfd.readouterr().err
    assert "/resume/<token>" in logged
    assert code not in logged
    assert code.replace("-", "") not in logged


def test_the_own_page_names_what_is_open_done_and_missed(browser, quiz):
    address = begin(browser, quiz)
    page = browser.get("/my")
    assert "None of two answered" in page.text
    assert browser.get(page.link("Continue")).title.startswith("Question 1 of 2")
    browser.post_form(address, {"response": "b", "go": "2"})
    attempt = address.rsplit("/", 2)[0]
    browser.post_form(f"{attempt}/check")
    page = browser.get("/my")
    assert "One of two questions right at least once." in page.text
    assert STATEMENT.stem in page.text
    assert CHOICE.stem not in page.text
    assert page.link(STATEMENT.stem) == f"{attempt}/review#q2"


def test_the_own_page_takes_seven_statements_for_a_guest(browser, quiz):
    address = begin(browser, quiz)
    browser.post_form(f"{address.rsplit('/', 2)[0]}/check")
    begin(browser, quiz)
    browser.get("/my")
    with counted() as statements:
        browser.get("/my")
    assert statements.number == 7, statements.sent


def test_the_check_page_counts_what_is_left_and_what_is_flagged(browser, quiz):
    address = begin(browser, quiz)
    check = address.rsplit("/", 2)[0] + "/check"
    page = browser.get(check)
    assert "Two questions have no answer yet: question 1 and question 2." in page.text
    assert "flagged" not in page.text
    browser.post_form(address, {"response": "b", "flag": "on"})
    page = browser.get(check)
    assert "One question has no answer yet: question 2." in page.text
    assert "One question is flagged: question 1." in page.text
    assert page.link("question 1") == address


def test_a_browser_that_forgot_its_guest_is_asked_for_the_code_and_led_back(new_browser, quiz):
    mia, elsewhere = new_browser(), new_browser()
    address = begin(mia, quiz)
    code = code_on(mia.get(address))
    asked = elsewhere.get(address, 302)
    assert asked.location == f"/resume?next={address}"
    page = elsewhere.follow(asked)
    assert "What was saved is kept" in page.text
    assert page.link("I have an account") == f"/login?next={address}"
    last = address.removesuffix("/1") + "/2"
    back = elsewhere.post_form("/resume", {"code": code, "next": last}, at=asked.location)
    assert back.location == last
    elsewhere.get(last)


def test_the_attempt_of_somebody_with_an_account_asks_them_to_sign_in(new_browser, quiz):
    ben = factories.sign_in(new_browser(), factories.make_student())
    address = ben.post_form(f"/q/{quiz.public_id}").location
    assert "/login" in new_browser().get(address, 302).location


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example", "/attempts/../login", "/logout", "x"])
def test_a_code_leads_nowhere_else(new_browser, quiz, page):
    mia, elsewhere = new_browser(), new_browser()
    address = begin(mia, quiz)
    code = code_on(mia.get(address))
    assert elsewhere.get(f"/resume?next={page}").all("input", name="next") == []
    assert elsewhere.post_form("/resume", {"code": code, "next": page}).location == address


def test_another_guests_page_leads_to_ones_own_instead(new_browser, quiz):
    mia, ben = new_browser(), new_browser()
    theirs, own = begin(mia, quiz), begin(ben, quiz, "Ben")
    page = ben.get(theirs, 404)
    assert page.link("Go on with your code") == f"/resume?next={theirs}"
    code = code_on(ben.get(own))
    assert (
        new_browser().post_form("/resume", {"code": code, "next": theirs}, at=f"/resume?next={theirs}").location == own
    )
    assert "Go on with your code" not in ben.get("/nowhere", 404).text


def test_a_script_of_a_forgotten_guest_is_told_of_the_code(new_browser, quiz):
    address, elsewhere = begin(new_browser(), quiz), new_browser()
    sent = {"response": "b", "csrf_token": elsewhere.token()}
    with elsewhere.app.app_context():
        reply = elsewhere.client.post(f"{address}/steps", data=sent, headers={"Accept": "application/json"})
    told = reply.get_json()
    assert (reply.status_code, told["problem"]) == (401, "signed_out")
    assert (told["page"], told["label"]) == ("/resume", "Go on with your code")
    assert "waits on this device" in told["words"]
