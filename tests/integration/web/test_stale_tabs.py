"""A page that was left open takes back nothing that was saved since, whichever of its buttons is pressed."""

import datetime as dt

import pytest
from sqlalchemy import select

from quizapp.core.settings import FeedbackTimes, ProofScoring, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, ItemReport, Step, StepKind
from quizapp.services.clock import utc_now
from tests.pages import Browser
from tests.samples import CHOICE, CONTENTS, SHORT, STATEMENT
from tests.set_up import quiz_with

EACH = FeedbackTimes(*[When.EACH] * 5)


def stored(kind: StepKind = StepKind.RESPOND) -> list[object]:
    found = list(db.session.scalars(select(Step.response).where(Step.kind == kind).order_by(Step.id)))
    db.session.rollback()
    return found


def begin(browser: Browser, settings: QuizSettings | None = None, contents=(CHOICE, STATEMENT, SHORT)) -> str:
    """The address of the first question of an attempt."""
    return browser.post_form(f"/q/{quiz_with(settings or QuizSettings(), contents)}", {"name": "Mia"}).location


def practise(browser: Browser) -> str:
    quiz = quiz_with(QuizSettings(practice=True), (CHOICE, STATEMENT))
    return browser.post_form(f"/q/{quiz}/practice", {"name": "Mia"}, at=f"/q/{quiz}").location


def put_back(seconds: int) -> None:
    """Let the time of the attempt be up for so long."""
    db.session.rollback()
    row = db.session.scalars(select(Attempt)).one()
    row.due_at = utc_now() - dt.timedelta(seconds=seconds)
    db.session.commit()


def test_the_form_of_a_question_knows_what_it_saw_without_a_script(browser):
    address = begin(browser)
    old = browser.get(address).form(address)
    browser.post_form(address, {"response": "b"})
    both = browser.follow(browser.send(address, old, {"response": "a", "go": "2"}))
    assert both.h1 == "Which answer do you want to keep?"
    assert stored() == [{"option": "b"}]


def test_an_untouched_page_goes_on_and_takes_nothing_back(browser):
    address = begin(browser)
    old = browser.get(address).form(address)
    browser.post_form(address, {"response": "b"})
    assert browser.send(address, old, {"go": "2"}).location.endswith("/questions/2")
    assert browser.send(address, old, {"flag": "on"}).location == address
    assert (stored(), stored(StepKind.FLAG)) == ([{"option": "b"}], [True])


def test_a_flag_on_a_page_that_is_behind_leads_to_both_answers(browser):
    address = begin(browser)
    old = browser.get(address).form(address)
    browser.post_form(address, {"response": "b"})
    assert browser.send(address, old, {"response": "a", "flag": "on"}).location.startswith(f"{address}/both?")
    assert stored() == [{"option": "b"}]


def test_a_flag_alone_stores_no_second_identical_answer(browser):
    address = begin(browser)
    browser.post_form(address, {"response": "b"})
    browser.post_form(address, {"flag": "on"})
    browser.post_form(address, {"flag": "off", "response": "c"})
    assert stored() == [{"option": "b"}, {"option": "c"}]
    assert stored(StepKind.FLAG) == [True, False]


def test_a_page_gone_back_to_and_changed_is_not_behind_itself(browser):
    address = begin(browser)
    old = browser.get(address).form(address)
    for response in ("a", "c"):
        assert browser.send(address, old, {"response": response, "go": "2"}).location.endswith("/questions/2")
    assert stored() == [{"option": "a"}, {"option": "c"}]


def test_a_report_takes_no_newer_answer_back(browser):
    address = begin(browser)
    old = browser.get(address).form(f"{address}/report")
    browser.post_form(address, {"response": "b"})
    sent = browser.send(f"{address}/report", old, {"response": "a", "reason": "unclear"})
    assert sent.location.startswith(f"{address}/both?")
    assert stored() == [{"option": "b"}]
    assert len(db.session.scalars(select(ItemReport.id)).all()) == 1


def test_a_check_takes_no_newer_answer_back_and_tells_nothing(browser):
    address = begin(browser, QuizSettings(feedback=EACH))
    old = browser.get(address).form(address)
    browser.post_form(address, {"response": "b"})
    sent = browser.send(f"{address}/feedback", old, {"response": "a"})
    assert sent.location.startswith(f"{address}/both?")
    assert (stored(), stored(StepKind.HINT)) == ([{"option": "b"}], [])


@pytest.mark.parametrize("button", ["hint", "answer"])
def test_help_asked_for_on_a_page_that_is_behind_takes_no_newer_answer_back(browser, button):
    address = practise(browser)
    browser.post_form(f"{address}/feedback", {"response": "a"}, at=address)
    old = browser.get(address).form(address)
    browser.post_form(address, {"response": "b"})
    sent = browser.send(f"{address}/{button}", old, {"response": "c"})
    assert sent.location.startswith(f"{address}/both?")
    assert (stored(), stored(StepKind.HINT)) == ([{"option": "a"}, {"option": "b"}], [0])


def test_a_check_stores_no_second_identical_answer(browser):
    address = practise(browser)
    browser.post_form(address, {"response": "a"})
    browser.post_form(f"{address}/feedback", at=address)
    assert (stored(), stored(StepKind.HINT)) == ([{"option": "a"}], [0])


def test_checking_nothing_takes_no_answer_back(browser):
    address = practise(browser)
    browser.post_form(address, {"response": "b"})
    page = browser.get(address)
    fields = {"response": None}
    assert "nothing to check" in browser.send(f"{address}/feedback", page.form(address), fields, status=422).text
    assert stored() == [{"option": "b"}]


def prove(browser: Browser, old, address: str, response: str, go: str = "2"):
    return browser.send(address, old, {"response": response, "go": go})


def test_a_sentence_from_a_page_that_is_behind_takes_no_newer_ones_place(browser):
    address = begin(browser, QuizSettings(proof=ProofScoring.PARTIAL))
    browser.post_form(address, {"response": "b"})
    proof = f"{address}/proof"
    old = browser.get(proof).form(proof)
    browser.post_form(proof, {"response": "a"})
    sent = prove(browser, old, proof, "b")
    assert sent.location == proof
    assert "changed elsewhere" in browser.follow(sent).text
    assert len(stored(StepKind.PROOF)) == 1


def test_a_sentence_chosen_for_an_older_answer_is_not_taken_for_the_newer_ones(browser):
    address = begin(browser, QuizSettings(proof=ProofScoring.PARTIAL))
    browser.post_form(address, {"response": "b"})
    proof = f"{address}/proof"
    old = browser.get(proof).form(proof)
    browser.post_form(address, {"response": "a"})
    assert prove(browser, old, proof, "b").location == proof
    with browser.app.app_context():
        given = {"csrf_token": browser.token(), "response": "b", "seen": "1"}
        reply = browser.client.post(f"{proof}/steps", data=given, headers={"Accept": "application/json"})
    assert (reply.status_code, reply.get_json()["problem"], reply.get_json()["page"]) == (409, "behind", proof)
    assert stored(StepKind.PROOF) == []


def test_how_sure_somebody_is_is_kept_with_the_answer_that_is_checked(browser):
    address = begin(browser, QuizSettings(feedback=EACH, sureness=True))
    browser.post_form(f"{address}/feedback", {"response": "b", "sureness": "sure"}, at=address)
    assert stored(StepKind.SURENESS) == ["sure"]


LONG = "é" * 499


def test_an_answer_too_long_for_an_address_is_shown_beside_the_stored_one_and_can_be_kept(browser):
    address = begin(browser, contents=(SHORT,))
    old = browser.get(address).form(address)
    browser.post_form(address, {"response": "the ferry"})
    page = browser.send(address, old, {"response": LONG}, status=409)
    assert page.h1 == "Which answer do you want to keep?"
    assert LONG in page.text
    browser.send(address, page.form(address))
    assert stored() == [{"text": "the ferry"}, {"text": LONG}]


def test_a_script_is_led_to_a_page_whose_address_is_never_too_long(browser):
    address = begin(browser, contents=(SHORT,))
    token = browser.token()
    browser.post_form(address, {"response": "the ferry"})
    given = {"csrf_token": token, "response": LONG, "seen": "0", "other": "x" * 50_000}
    with browser.app.app_context():
        reply = browser.client.post(f"{address}/steps", data=given, headers={"Accept": "application/json"})
    assert reply.status_code == 409
    page = browser.get(reply.get_json()["page"])
    assert len(page.url) < 3000
    assert "the ferry" in page.text
    assert page.link("Open the question") == address


def test_what_is_not_the_answer_is_carried_nowhere(browser):
    address = begin(browser, contents=(SHORT,))
    old = browser.get(address).form(address)
    browser.post_form(address, {"response": "the ferry"})
    sent = browser.send(address, old, {"response": "a raft", "other": "x" * 50_000})
    assert sent.location == f"{address}/both?response=a+raft"


def test_all_on_one_page_a_long_answer_that_is_behind_waits_in_its_field_and_can_be_kept(browser):
    address = begin(browser, contents=(SHORT,)).removesuffix("/1")
    old = browser.get(address).form(address)
    browser.post_form(address, {"q1-response": "the ferry"})
    page = browser.send(address, old, {"q1-response": LONG}, status=422)
    assert "Save again to keep the one that stands here" in page.text
    browser.send(address, page.form(address))
    assert stored() == [{"text": "the ferry"}, {"text": LONG}]


def test_all_on_one_page_an_attempt_whose_time_is_up_says_so_and_leads_nowhere_round(browser):
    address = begin(browser)
    browser.post_form("/settings", {"page": "all"})
    put_back(1)
    page = browser.follow(browser.get(address, 303))
    assert page.h1.startswith("Time was up at ") or page.h1.startswith("The quiz closed at ")


@pytest.mark.parametrize("page", ["questions/1", "questions", "questions/1/feedback", "questions/1/report"])
def test_a_form_that_comes_after_the_end_leads_to_the_review_with_the_reason(browser, page):
    address = begin(browser, QuizSettings())
    attempt = address.removesuffix("/questions/1")
    form = browser.get(address).form(address)
    browser.post_form(address, {"response": "b"})
    browser.post_form(f"{attempt}/check")
    page = browser.follow(browser.send(f"{attempt}/{page}", form, {"response": "a", "q1-response": "a"}))
    assert page.url == f"{attempt}/review"
    assert "1 of 3 answers was kept" in page.text


def test_a_page_that_cannot_be_taken_of_an_attempt_that_is_over_leads_on_all_the_same(browser):
    address = begin(browser, QuizSettings(proof=ProofScoring.PARTIAL))
    attempt = address.removesuffix("/questions/1")
    browser.post_form(address, {"response": "b"})
    proof = browser.get(f"{address}/proof").form(f"{address}/proof")
    question = browser.get(address).form(address)
    browser.post_form(f"{attempt}/check")
    assert browser.send(f"{address}/proof", proof, {"response": "zz"}).location == f"{attempt}/review"
    assert browser.send(address, question, {"response": "zz"}).location == f"{attempt}/review"


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.interaction)
def test_an_empty_answer_counts_as_none_whatever_else_is_kept(browser, content):
    address = begin(browser, QuizSettings(sureness=True), (content,))
    browser.post_form(address, {"response": "", "flag": "on", "sureness": "sure"})
    check = browser.get(address.replace("questions/1", "check"))
    assert "None of one answered" in check.text
    assert "One question has no answer yet" in check.text
    assert "One question is flagged" in check.text
