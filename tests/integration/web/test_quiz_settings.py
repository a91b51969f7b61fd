"""A teacher decides how a quiz is taken: kept whole or not at all, in plain words."""

import datetime as dt

import pytest
from sqlalchemy import select

from quizapp.core.settings import ArticleAccess, FeedbackTimes, ProofScoring, QuizSettings, When
from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.models.quizzes import Quiz
from tests.pages import Browser
from tests.samples import PASSWORD, Published, make_quiz, make_teacher


@pytest.fixture
def quiz(vera: int) -> Published:
    made = make_quiz(vera)
    db.session.rollback()
    return made


def address(quiz: Published) -> str:
    return f"/desk/quizzes/{quiz.quiz_id}/settings"


def kept(quiz: Published) -> tuple[QuizSettings, dt.datetime | None]:
    db.session.rollback()
    row = db.session.get_one(Quiz, quiz.quiz_id)
    found = QuizSettings.from_json(row.settings), row.closes_at
    db.session.rollback()
    return found


def local(moment: dt.datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%dT%H:%M")


def test_the_page_of_a_quiz_leads_to_its_settings_with_good_defaults(desk, quiz):
    page = desk.get(desk.get(f"/desk/quizzes/{quiz.quiz_id}").link("Quiz settings"))
    assert page.h1 == "Quiz settings"
    assert "The published version has these settings" in page.text
    desk.send(page.url, page.form(page.url))
    assert kept(quiz) == (QuizSettings(practice=True), None)


def test_everything_is_kept_and_shown_again(desk, quiz):
    closes_at = (dt.datetime.now(dt.UTC) + dt.timedelta(days=3)).replace(second=0, microsecond=0)
    answer = desk.post_form(
        address(quiz),
        {
            "time_limit": " 40 ", "closes_at": local(closes_at), "practice": None, "mark": "close", "verdict": "each",
            "key": "never", "explanation": "close", "citation": "submit", "article": "numbers", "proof": "partial",
            "sureness": "y", "options": "written", "questions": "shuffled", "attempts_allowed": "2",
        },
    )  # fmt: skip
    times = FeedbackTimes(When.CLOSE, When.EACH, When.NEVER, When.CLOSE, When.SUBMIT)
    expected = QuizSettings(
        times, practice=False, time_limit=40, article=ArticleAccess.NUMBERS, proof=ProofScoring.PARTIAL, sureness=True,
        shuffle_options=False, shuffle_questions=True, attempts_allowed=2,
    )  # fmt: skip
    assert kept(quiz) == (expected, closes_at)
    assert "Publish the quiz, so that they hold" in desk.follow(answer).text
    page = desk.get(address(quiz))
    assert "not published yet" in page.text
    assert page.one("input", id="time_limit").get("value") == "40"
    assert page.one("input", id="closes_at").get("value") == local(closes_at)
    assert page.one("input", id="practice").get("checked") is None
    assert page.one("input", id="sureness").get("checked") is not None
    desk.post_form(f"/desk/quizzes/{quiz.quiz_id}/publish", at=f"/desk/quizzes/{quiz.quiz_id}")
    assert "The published version has these settings" in desk.get(address(quiz)).text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("time_limit", "soon", "whole minutes"),
        ("time_limit", "0", "whole minutes"),
        ("time_limit", "601", "whole minutes"),
        ("time_limit", "2.5", "whole minutes"),
        ("time_limit", "٤٠", "whole minutes"),
        ("attempts_allowed", "0", "whole number from 1 to 100"),
        ("attempts_allowed", "once", "whole number from 1 to 100"),
        ("options", "upside down", "Choose one"),
        ("questions", "backwards", "Choose one"),
        ("closes_at", "tomorrow", "a date and a time"),
        ("closes_at", "2026-02-30T10:00", "a date and a time"),
        ("closes_at", "2020-01-01T10:00", "This time is over"),
        ("closes_at", "0001-01-01T00:00", ""),
        ("mark", "later", "Choose one"),
        ("article", "ajar", "Choose one"),
        ("proof", "", "Choose one"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_changes_nothing(desk, quiz, field, value, told):
    page = desk.post_form(address(quiz), {"sureness": "y", field: value}, status=422)
    assert page.title.startswith("Error: ")
    assert "Nothing was changed yet" in page.text
    assert told in page.text
    assert any(
        e.get("id") == field and e.get("aria-invalid") == "true" for e in (*page.all("input"), *page.all("select"))
    )
    assert kept(quiz) == (QuizSettings(practice=True), None)


def test_a_closing_time_that_has_passed_does_not_hinder_other_changes(desk, quiz):
    past = dt.datetime(2026, 1, 5, 10, 30, 17, tzinfo=dt.UTC)
    db.session.get_one(Quiz, quiz.quiz_id).closes_at = past
    db.session.commit()
    desk.post_form(address(quiz), {"time_limit": "30"})
    assert kept(quiz)[0].time_limit == 30


def test_a_change_of_settings_is_recorded(desk, vera, quiz):
    desk.post_form(address(quiz), {"time_limit": "30"})
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "change settings")).all()
    assert [(e.object_type, e.object_id, e.actor_id) for e in events] == [("quiz", quiz.quiz_id, vera)]


def test_another_teacher_finds_no_settings(app, quiz):
    make_teacher("otto@school.org", "Otto")
    otto = Browser(app)
    otto.post_form("/login", {"email": "otto@school.org", "password": PASSWORD})
    otto.get(address(quiz), 404)
    otto.post(address(quiz), {"csrf_token": otto.token(), "time_limit": "5"}, 404)
    assert kept(quiz)[0].time_limit is None


def test_a_built_in_quiz_has_no_settings_to_change(desk):
    builtin = make_quiz(None)
    db.session.rollback()
    desk.get(address(builtin), 404)


def test_practice_that_would_tell_too_much_is_kept_but_said_not_to_be_offered(desk, quiz):
    kept_page = desk.follow(desk.post_form(address(quiz), {"practice": "y", "key": "close"}))
    assert "Nobody can practise it" in kept_page.text
    assert "nobody can practise this quiz" in desk.get(address(quiz)).text
    desk.post_form(address(quiz), {"key": "submit"})
    assert "nobody can practise" not in desk.get(address(quiz)).text


def test_closing_says_what_becomes_of_open_attempts(desk, quiz):
    page = desk.get(f"/desk/quizzes/{quiz.quiz_id}")
    assert "it hands in every attempt" in page.text
    closed = desk.post_form(f"/desk/quizzes/{quiz.quiz_id}/close", {"closed": "yes"}, at=page.url)
    assert "What is open is handed in as it was saved." in desk.follow(closed).text


def test_the_page_of_a_quiz_tells_how_often_it_may_be_taken_and_when_that_is_used_up(app, desk, quiz):
    desk.post_form(address(quiz), {"attempts_allowed": "1"})
    desk.post_form(f"/desk/quizzes/{quiz.quiz_id}/publish", at=f"/desk/quizzes/{quiz.quiz_id}")
    start = f"/q/{quiz.public_id}"
    mia = Browser(app)
    assert "One attempt is allowed." in mia.get(start).text
    question = mia.follow(mia.post_form(start, {"name": "Mia"}))
    submit = question.url.split("/questions")[0]
    mia.post_form(f"{submit}/check")
    assert "Take it again" not in mia.get(f"{submit}/review").text
    used_up = mia.get(start)
    assert "You have taken it; one attempt is allowed." in used_up.text
    assert used_up.link("See your results") == f"{submit}/review"
    mia.post(start, {"csrf_token": mia.token()}, 409)
