"""Which sentence proves it: asked after the answer, kept like it, counted as the teacher chose, told when it may be."""

import pytest
from sqlalchemy import select

from quizapp.core.settings import FeedbackTimes, ProofScoring, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.attempts import AttemptItem, Step, StepKind
from tests.pages import words
from tests.samples import CHOICE, EVIDENCE, PROOFS, SHORT, STATEMENT
from tests.set_up import quiz_with
from tests.statements import counted

ASKED = (CHOICE, STATEMENT, SHORT, EVIDENCE)
"""The last one asks for a sentence itself, so its proof is not asked for."""
PROVING = PROOFS["single_choice"]


def begin(browser, proof: ProofScoring = ProofScoring.PARTIAL, times: FeedbackTimes | None = None, **more) -> str:
    """Start a quiz that asks for proofs; the address of its attempt."""
    settings = QuizSettings(feedback=times or FeedbackTimes(), proof=proof, **more)
    started = browser.post_form(f"/q/{quiz_with(settings, ASKED)}", {"name": "Mia"})
    return started.location.rsplit("/", 2)[0]


def sentences(page) -> dict[str, str]:
    """The words of the sentences on a page, with the value that chooses each."""
    return {
        words(label.find(".//q")): label.find("input").get("value")
        for label in page.all("label", class_="option")
        if label.find(".//q") is not None
    }


def answer(browser, attempt: str, response: str = "b", position: int = 1) -> str:
    """Answer a question and go on; the address that it leads to."""
    on = {1: "2", 2: "3", 3: "4", 4: "check"}[position]
    return browser.post_form(f"{attempt}/questions/{position}", {"response": response, "go": on}).location


def prove(browser, address: str, sentence: str = PROVING, go: str = "check"):
    offered = sentences(browser.get(address))
    return browser.post_form(address, {"response": offered[sentence], "go": go})


def other(browser, address: str) -> str:
    return next(sentence for sentence in sentences(browser.get(address)) if sentence != PROVING)


def proofs() -> list:
    found = db.session.scalars(select(Step.response).where(Step.kind == StepKind.PROOF).order_by(Step.id)).all()
    db.session.rollback()
    return list(found)


def score() -> float | None:
    found = db.session.scalar(select(AttemptItem.score).where(AttemptItem.position == 1))
    db.session.rollback()
    return found


def handed_in(browser, attempt: str):
    return browser.follow(browser.post_form(f"{attempt}/check"))


def noted(browser, address: str, fields: dict[str, str], status: int = 200) -> dict:
    """What the server says to the page's script."""
    with browser.app.app_context():
        reply = browser.client.post(f"{address}/steps", data=fields, headers={"Accept": "application/json"})
    assert reply.status_code == status, reply.get_data(as_text=True)
    return reply.get_json()


def test_going_on_leads_to_the_sentence_and_then_to_the_next_question(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    assert address == f"{attempt}/questions/1/proof"
    page = browser.get(address)
    assert page.h1 == "Which sentence proves it?"
    assert "No sentence yet" in page.text
    assert CHOICE.stem in page.text
    assert "Mara Voss" in page.text
    assert len(sentences(page)) == 4
    assert PROVING in sentences(page)
    assert prove(browser, address, go="2").location == f"{attempt}/questions/2"
    assert "Saved" in browser.get(address).text
    assert PROVING in browser.get(f"{attempt}/questions/1").text


def test_the_page_does_not_tell_which_sentence_it_is(browser):
    page = browser.get(answer(browser, begin(browser)))
    assert CHOICE.explanation not in page.html
    bare = {
        (tuple(sorted(set(label.find("input").attrib) - {"value"})), tuple(sorted(label.attrib.items())), len(label))
        for label in page.all("label", class_="option")
    }
    assert len(bare) == 1
    assert not page.all("mark")


def test_nothing_is_asked_before_there_is_an_answer(browser):
    attempt = begin(browser)
    address = f"{attempt}/questions/1/proof"
    assert browser.post_form(f"{attempt}/questions/1", {"go": "2"}).location == f"{attempt}/questions/2"
    assert "/proof" not in browser.get(f"{attempt}/questions/1").html
    assert browser.get(address, 303).location == f"{attempt}/questions/1"


def test_a_sentence_sent_before_any_answer_is_not_stored(browser):
    attempt = begin(browser)
    page = browser.post(f"{attempt}/questions/1/proof", {"csrf_token": browser.token(), "response": "a"}, 409)
    assert "Answer question 1 first" in page.text
    assert proofs() == []


def test_a_question_without_a_proving_sentence_goes_straight_on(browser):
    attempt = begin(browser)
    assert answer(browser, attempt, "d", 4) == f"{attempt}/check"
    browser.get(f"{attempt}/questions/4/proof", 404)
    browser.post(f"{attempt}/questions/4/proof", {"csrf_token": browser.token(), "response": "a"}, 404)


@pytest.mark.parametrize("settings", [{"proof": ProofScoring.OFF}])
def test_a_quiz_that_does_not_ask_has_no_such_page(browser, settings):
    attempt = begin(browser, **settings)
    assert answer(browser, attempt) == f"{attempt}/questions/2"
    browser.get(f"{attempt}/questions/1/proof", 404)
    assert "proves it" not in browser.get(f"{attempt}/check").text


@pytest.mark.parametrize("response", ["e", "zz", "0", "\u202e", "a" * 5000])
def test_a_sentence_that_was_not_offered_is_refused(browser, response):
    address = answer(browser, begin(browser))
    page = browser.post_form(address, {"response": response}, status=422)
    assert page.title.startswith("Error: ")
    assert "not one of these sentences" in page.text
    assert proofs() == []


def test_what_is_stored_is_the_place_of_the_sentence(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    prove(browser, address)
    (stored,) = proofs()
    assert set(stored) == {"start", "end"}
    browser.get(f"{attempt}/check")
    chosen = [box for box in browser.get(address).all("input", type="radio") if box.get("checked") is not None]
    assert len(chosen) == 1


def test_the_same_form_twice_is_stored_once_and_a_change_under_its_key_is_kept(browser):
    address = answer(browser, begin(browser))
    form = browser.get(address).form(address)
    for response in ("a", "a", "b"):
        browser.send(address, form, {"response": response})
    assert len(proofs()) == 2
    assert proofs()[0] != proofs()[1]


def test_an_attempt_always_offers_the_same_sentences(browser):
    address = answer(browser, begin(browser))
    assert sentences(browser.get(address)) == sentences(browser.get(address))


def test_the_answer_may_be_changed_after_the_sentence_and_the_page_says_so(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    assert "You can go back and change your answer" in browser.get(address).text
    prove(browser, address)
    assert answer(browser, attempt, "a") == address
    assert "You changed your answer after you chose this sentence" in browser.get(address).text
    assert "Chosen before you changed your answer" in browser.get(f"{attempt}/check").text
    prove(browser, address)
    assert "Chosen before" not in browser.get(f"{attempt}/check").text


def test_the_check_page_names_the_answers_without_a_sentence(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    answer(browser, attempt, "false", 2)
    page = browser.get(f"{attempt}/check")
    assert "Two answers have no sentence yet: question 1 and question 2." in page.text
    prove(browser, address)
    page = browser.get(f"{attempt}/check")
    assert "One answer has no sentence yet: question 2." in page.text
    assert PROVING in page.text


@pytest.mark.parametrize(
    ("scoring", "response", "is_proven", "expected"),
    [
        (ProofScoring.UNSCORED, "b", False, 1.0),
        (ProofScoring.PARTIAL, "b", True, 1.0),
        (ProofScoring.PARTIAL, "b", False, 0.5),
        (ProofScoring.PARTIAL, "a", True, 0.0),
        (ProofScoring.ALL, "b", True, 1.0),
        (ProofScoring.ALL, "b", False, 0.0),
    ],
)
def test_the_sentence_counts_as_the_teacher_chose(browser, scoring, response, is_proven, expected):
    attempt = begin(browser, scoring)
    address = answer(browser, attempt, response)
    prove(browser, address, PROVING if is_proven else other(browser, address))
    assert score() is None
    handed_in(browser, attempt)
    assert score() == expected


def test_a_missing_sentence_earns_its_half_of_the_marks_nothing(browser):
    attempt = begin(browser)
    answer(browser, attempt)
    review = handed_in(browser, attempt)
    assert score() == 0.5
    assert "Right, but not proven" in review.text
    assert "Partly right" in review.text
    assert "0.5 of one mark." in review.text
    assert "partly right." in review.text
    assert "You chose no sentence." in review.text


def test_nothing_is_added_after_handing_in(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    form = browser.get(address).form(address)
    handed_in(browser, attempt)
    page = browser.follow(browser.send(address, form, {"response": "a"}))
    assert "handed in already" in page.text
    assert browser.get(address, 303).location == f"{attempt}/review"
    assert proofs() == []


def test_the_review_shows_the_sentence_and_the_one_that_proves_it(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    wrong = other(browser, address)
    prove(browser, address, wrong)
    review = handed_in(browser, attempt)
    assert f"You chose: “{wrong}”" in review.text
    assert "It does not prove the right answer." in review.text
    assert f"This one does: “{PROVING}”" in review.text


@pytest.mark.parametrize("part", ["mark", "verdict", "key", "explanation", "citation"])
def test_each_part_of_the_feedback_tells_its_own_of_the_proof(browser, part):
    never = FeedbackTimes(*(When.NEVER,) * 5)
    attempt = begin(browser, times=FeedbackTimes(**{**_as_dict(never), part: When.SUBMIT}))
    address = answer(browser, attempt)
    wrong = other(browser, address)
    prove(browser, address, wrong)
    review = handed_in(browser, attempt)
    assert f"You chose: “{wrong}”" in review.text
    assert ("does not prove" in review.text, PROVING in review.text) == (part == "verdict", part == "citation")


def _as_dict(times: FeedbackTimes) -> dict[str, When]:
    return {name: getattr(times, name) for name in ("mark", "verdict", "key", "explanation", "citation")}


def test_where_all_is_told_at_once_the_sentence_comes_before_the_verdict(browser):
    attempt = begin(browser, times=FeedbackTimes(*(When.EACH,) * 5))
    assert "Check this answer" not in browser.get(f"{attempt}/questions/1").text
    address = answer(browser, attempt)
    assert "Choose a sentence first" in browser.post_form(address, {"go": "verdict"}, status=422).text
    wrong = other(browser, address)
    told = browser.follow(browser.follow(prove(browser, address, wrong, "verdict"), 303))
    assert told.title.startswith("Right, but not proven: Question 1")
    assert f"This one does: “{PROVING}”" in told.text
    assert browser.get(address, 303).location == f"{attempt}/questions/1"
    browser.post(address, {"csrf_token": browser.token(), "response": "a"}, 409)
    assert len(proofs()) == 1


def test_checking_the_answer_by_its_own_address_tells_nothing_before_the_sentence(browser):
    attempt = begin(browser, times=FeedbackTimes(*(When.EACH,) * 5))
    sent = browser.post(
        f"{attempt}/questions/1/feedback", {"csrf_token": browser.token(), "response": "b", "save_key": ""}, 303
    )
    assert sent.location == f"{attempt}/questions/1/proof"
    assert browser.get(f"{attempt}/questions/1/feedback", 303).location == f"{attempt}/questions/1"


def test_practice_asks_for_no_sentence(browser):
    quiz = quiz_with(QuizSettings(practice=True, proof=ProofScoring.ALL), ASKED)
    started = browser.post_form(f"/q/{quiz}/practice", {"name": "Mia"}, at=f"/q/{quiz}")
    attempt = started.location.rsplit("/", 2)[0]
    assert answer(browser, attempt) == f"{attempt}/questions/2"
    browser.get(f"{attempt}/questions/1/proof", 404)
    handed_in(browser, attempt)
    assert score() == 1.0


def test_a_sentence_is_saved_in_the_background_and_the_reply_says_when(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    fields = {"csrf_token": browser.token(), "response": "a", "save_key": "k1"}
    reply = noted(browser, address, fields)
    assert reply["saved_at"]
    assert noted(browser, address, fields)["sequence"] == reply["sequence"]
    handed_in(browser, attempt)
    assert noted(browser, address, {**fields, "save_key": "k2"}, 409)["problem"] == "handed_in"
    assert len(proofs()) == 1


def test_somebody_else_finds_no_page(browser, new_browser):
    address = answer(browser, begin(browser))
    stranger = new_browser()
    begin(stranger)
    stranger.get(address, 404)
    stranger.post(address, {"csrf_token": stranger.token(), "response": "a"}, 404)
    assert proofs() == []


def test_pages_of_the_proof_send_few_statements(browser):
    attempt = begin(browser)
    address = answer(browser, attempt)
    form = browser.get(address).form(address)
    question = browser.get(f"{attempt}/questions/1").form(f"{attempt}/questions/1")
    check = browser.get(f"{attempt}/check").form(f"{attempt}/check")
    for most, work in (
        (3, lambda: browser.get(address)),
        (2, lambda: browser.send(address, form, {"response": "a", "go": "2"})),
        (2, lambda: browser.send(f"{attempt}/questions/1", question, {"response": "b", "go": "2"})),
        (3, lambda: browser.get(f"{attempt}/check")),
        (8, lambda: browser.send(f"{attempt}/check", check)),
    ):
        with counted() as statements:
            work()
        assert statements.number <= most, statements.sent
