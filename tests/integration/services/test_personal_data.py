"""What is exported about a student: all that is theirs, nothing of others, no key and no mark before its time."""

import json

import pytest

from quizapp.core.settings import FeedbackTimes, QuizSettings, When
from quizapp.services import (
    accommodations,
    accounts,
    assigned,
    personal_data,
    reports,
    responses,
    starting,
    submissions,
)
from quizapp.services.errors import NotFound
from quizapp.services.guests import Taker
from tests.class_samples import enrol, enrolment_of, give, make_taught
from tests.samples import make_teacher

pytestmark = pytest.mark.usefixtures("app")


def take(taught, taker, public_id=None, *, hand_in=True):
    """The class's quiz taken, by its assignment or by its link; the attempt's public id."""
    attempt = assigned.start(public_id, taker) if public_id else starting.start(taught.quiz.public_id, taker)
    responses.save(attempt, 1, {"response": ["b"]}, taker)
    if hand_in:
        submissions.submit(attempt, taker)
    return attempt


def words_of(data):
    return personal_data.as_json(data).decode()


def test_a_student_gets_all_that_is_theirs():
    taught = make_taught()
    mia = enrol(taught)
    attempt = take(taught, mia)
    reports.report(attempt, 1, mia, reason="unclear", words="Which bridge?")
    accommodations.set_time_factor(taught.class_id, enrolment_of(taught), 1.5, teacher_id=taught.teacher_id)
    found = json.loads(words_of(personal_data.own_data(mia)))
    assert found["person"]["name"] == "Mia Lang"
    assert found["person"]["code"] == mia.resume_code
    assert found["classes"][0]["class"] == "7b"
    assert found["extra_time"]["time_factor"] == 1.5
    question = found["attempts"][0]["questions"][0]
    assert question["steps"][0]["value"] == {"option": "b"}
    assert question["steps"][0]["in_words"]
    assert question["reports"][0]["words"] == "Which bridge?"
    assert question["score"] in {0.0, 1.0}
    assert question["grades"][0]["to"] == question["score"]


def test_the_file_of_an_account_says_when_it_signed_in_last():
    vera = make_teacher()
    taker = Taker(vera.id, None, vera.name)
    assert personal_data.own_data(taker)["person"]["signed_in_at"] is None
    accounts.note_sign_in(vera)
    assert personal_data.own_data(taker)["person"]["signed_in_at"].endswith("+00:00")


def test_nobody_else_is_in_the_file():
    taught = make_taught()
    mia, ben = enrol(taught), enrol(taught, "Ben Adler")
    take(taught, mia)
    take(taught, ben)
    found = personal_data.own_data(mia)
    assert len(found["attempts"]) == 1
    for name in ("Ben", "Vera", "vera@school.org"):
        assert name not in words_of(found)


def test_marks_that_are_not_told_are_not_in_the_file_and_keys_never():
    later = FeedbackTimes(*[When.CLOSE] * 5)
    taught = make_taught(QuizSettings(feedback=later))
    mia = enrol(taught)
    take(taught, mia)
    question = personal_data.own_data(mia)["attempts"][0]["questions"][0]
    assert set(question) == {"position", "shown_position", "question", "worth", "steps", "reports"}


def test_no_key_and_no_explanation_is_in_the_file_even_when_marks_are_told():
    taught = make_taught()
    mia = enrol(taught)
    take(taught, mia)
    question = personal_data.own_data(mia)["attempts"][0]["questions"][0]
    assert set(question) == {
        "position",
        "shown_position",
        "question",
        "worth",
        "steps",
        "reports",
        "score",
        "is_left_out",
        "grades",
    }
    assert set(question["grades"][0]) == {"at", "from", "to"}


def test_a_teacher_gets_what_the_class_knows_and_nothing_beside_it():
    taught = make_taught()
    mia = enrol(taught)
    _, public_id = give(taught, allowed=2)
    take(taught, mia)
    take(taught, mia, public_id)
    take(taught, mia, public_id, hand_in=False)
    found = personal_data.student_data(taught.class_id, enrolment_of(taught), teacher_id=taught.teacher_id)
    assert [(one["class"], one["number"]) for one in found["attempts"]] == [("7b", 1)]
    assert mia.resume_code not in words_of(found)


def test_another_teacher_gets_nothing():
    taught = make_taught()
    enrol(taught)
    stranger = make_teacher("otto@school.org").id
    with pytest.raises(NotFound):
        personal_data.student_data(taught.class_id, enrolment_of(taught), teacher_id=stranger)
