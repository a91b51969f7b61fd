"""A report goes from a question to its teacher, and the reply comes back."""

import pytest

from quizapp.extensions import db
from tests import factories
from tests.samples import CHOICE, STATEMENT, make_quiz


@pytest.fixture
def quiz(vera):
    made = make_quiz(vera, (CHOICE, STATEMENT))
    db.session.rollback()
    return made


@pytest.fixture
def address(browser, quiz):
    """Mia's first question."""
    return browser.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location


def send(browser, address, fields, at=""):
    return browser.follow(browser.post_form(f"{address}/report", fields, at=at or address))


def test_a_report_from_a_question_keeps_the_answer_too(browser, address):
    page = send(browser, address, {"reason": "key", "words": "Paragraph 2.", "response": "b"})
    assert "Your report is sent" in page.text
    assert [box.get("value") for box in page.all("input", name="response") if box.get("checked") is not None] == ["b"]
    mine = browser.get("/my")
    assert "The answer that counts as right is wrong" in mine.text
    assert "No reply yet" in mine.text


def test_a_second_report_says_that_the_first_stands(browser, address):
    earlier = browser.get(address).form(f"{address}/report")
    send(browser, address, {"reason": "key"})
    page = browser.follow(browser.send(f"{address}/report", earlier, {"reason": "other", "words": "Again."}))
    assert "Your first report stands." in page.text
    assert "Again." not in browser.get("/my").text


def test_a_report_without_a_reason_is_asked_for_one_and_the_answer_is_kept(browser, address):
    page = send(browser, address, {"response": "b"})
    assert "Choose what is wrong" in page.text
    assert any(box.get("checked") is not None for box in page.all("input", name="response"))
    assert "What you reported" not in browser.get("/my").text


def test_a_report_and_its_reply_stand_in_the_review(browser, address, desk):
    attempt = address.rsplit("/", 2)[0]
    browser.post_form(f"{attempt}/check")
    page = browser.post_form(
        f"{address}/report", {"reason": "unclear", "words": "<b>Which</b> one?"}, at=f"{attempt}/review"
    )
    assert page.location == f"{attempt}/review#q1"
    assert "No reply yet" in browser.get(f"{attempt}/review").text

    index = desk.get("/desk")
    assert index.link("Reports: one without a reply") == "/desk/reports"
    listed = desk.get("/desk/reports")
    assert CHOICE.stem in listed.text
    assert "<b>Which</b> one?" in listed.text
    assert "gave no answer" in listed.text
    assert "Mia" not in listed.text
    target = listed.all("form", method="post")[-1].get("action")
    wrong = desk.post_form(target, {"reply": " "}, at="/desk/reports", status=422)
    assert wrong.title.startswith("Error: ")
    desk.post_form(target, {"reply": "The first one."}, at="/desk/reports")
    assert "The first one." in desk.get("/desk/reports").text
    assert "without a reply" not in desk.get("/desk").text

    assert "The first one." in browser.get(f"{attempt}/review").text
    assert "The first one." in browser.get("/my").text


def test_nobody_else_reports_sees_or_replies(browser, address, desk, new_browser):
    send(browser, address, {"reason": "key"})
    target = desk.get("/desk/reports").all("form", method="post")[-1].get("action")
    ben, other = new_browser(), new_browser()
    ben.post_form(f"/q/{_link(browser, address)}", {"name": "Ben"})
    ben.post(f"{address}/report", {"reason": "key", "csrf_token": ben.token()}, 404)
    factories.sign_in(other, factories.make_teacher())
    assert CHOICE.stem not in other.get("/desk/reports").text
    other.post(target, {"reply": "Mine.", "csrf_token": other.token()}, 404)


def _link(browser, address):
    check = address.rsplit("/", 2)[0] + "/check"
    browser.post_form(check)
    return browser.get(check.replace("check", "review")).link("Take it again").rsplit("/", 1)[1]


def test_a_report_without_a_token_is_refused(browser, address):
    browser.post(f"{address}/report", {"reason": "key"}, 400)
    assert "What you reported" not in browser.get("/my").text


def report_begun(page):
    box = page.one("textarea", name="words")
    reasons = [b.get("value") for b in page.all("input", name="reason") if b.get("checked") is not None]
    return (box.text or "").strip(), reasons


def test_a_report_begun_but_not_sent_waits_while_going_on(browser, address):
    begun = {"reason": "unclear", "words": "Which <flood>?", "response": "b", "go": "2"}
    page = browser.follow(browser.post_form(address, begun))
    assert "What you began to report is not sent yet. It waits at question 1." in page.text
    assert report_begun(page) == ("", [])
    page = browser.get(address)
    assert report_begun(page) == ("Which <flood>?", ["unclear"])
    assert "open" in page.one("details", id="report").attrib
    browser.post_form(f"{address}/report", at=address)
    assert "Which <flood>?" in browser.get("/my").text


def test_a_question_shows_the_report_on_it_and_its_reply_and_asks_for_no_other(browser, address, desk):
    page = send(browser, address, {"reason": "unclear", "words": "Which flood?"})
    assert page.all("textarea", name="words") == []
    assert "I do not understand the question" in page.text
    assert "Which flood?" in page.text
    assert "No reply yet." in page.text
    forms = desk.get("/desk/reports").all("form", method="post")
    target = next(form.get("action") for form in forms if any(part.get("name") == "reply" for part in form.iter()))
    desk.post_form(target, {"reply": "The first one."}, at="/desk/reports")
    assert "The first one." in browser.get(address).text
    other = browser.get(address.replace("/questions/1", "/questions/2"))
    assert len(other.all("textarea", name="words")) == 1


def test_what_was_begun_can_be_taken_back(browser, address):
    browser.post_form(address, {"words": "Hm"})
    assert report_begun(browser.get(address)) == ("Hm", [])
    browser.post_form(address, {"words": " "})
    assert report_begun(browser.get(address)) == ("", [])


def test_words_without_a_reason_are_kept_beside_what_is_asked(browser, address):
    page = send(browser, address, {"words": "Paragraph 2 says 1931."})
    assert "Choose what is wrong" in page.text
    assert report_begun(page) == ("Paragraph 2 says 1931.", [])


def test_what_was_begun_is_still_there_in_the_review(browser, address):
    browser.post_form(address, {"reason": "key", "words": "Look again.", "go": "check"})
    attempt = address.rsplit("/", 2)[0]
    page = browser.follow(browser.post_form(f"{attempt}/check"))
    assert [(box.text or "").strip() for box in page.all("textarea", name="words")].count("Look again.") == 1


def test_long_words_in_any_script_fit_into_the_browser(browser, address):
    words_ = "".join(chr(0x4E00 + 37 * n % 20000) for n in range(500))
    browser.post_form(address, {"words": words_})
    assert report_begun(browser.get(address)) == (words_, [])
