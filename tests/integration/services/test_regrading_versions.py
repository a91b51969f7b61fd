"""A decision about a question that several versions of a quiz asked: it reaches the older ones, never what was put right."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.core.grading.ordering import arranged
from quizapp.core.items import Option
from quizapp.core.regrading import Policy
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, GradeEvent
from quizapp.models.audit import AuditEvent
from quizapp.models.quizzes import QuizVersion
from quizapp.models.regrades import Regrade
from quizapp.services import items, quizzes, regrading, reviews
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.item_views import item_view
from quizapp.services.regrade_plans import plan
from quizapp.services.regrade_reach import Decision, key_versions
from tests.class_of import sit
from tests.samples import CHOICE, ORDER, STATEMENT, make_quiz, make_teacher, with_key


@pytest.fixture
def vera(app):
    assert app
    return make_teacher().id


@pytest.fixture
def quiz(vera):
    return make_quiz(vera, (CHOICE, STATEMENT))


def published_again(quiz, vera):
    """The id of a further version of the quiz."""
    quizzes.publish(quiz.quiz_id, publisher_id=vera)
    newest = select(QuizVersion.id).where(QuizVersion.quiz_id == quiz.quiz_id).order_by(QuizVersion.number.desc())
    return db.session.scalars(newest.limit(1)).one()


def edited(version, vera, change):
    """A newer version of a question, approved."""
    view = item_view(version, teacher_id=vera)
    made = items.edit_item(version, change(view.content), view.proof, teacher_id=vera)
    items.approve(made, reviewer_id=vera)
    return made


def other_key(content):
    return with_key(content, {"option": "a"})


def scores():
    """Of the first question, by quiz version and attempt."""
    db.session.rollback()
    rows = db.session.execute(
        select(QuizVersion.number, AttemptItem.score)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .where(AttemptItem.position == 1)
        .order_by(QuizVersion.number, Attempt.id)
    )
    return [tuple(row) for row in rows]


def test_the_older_versions_that_asked_the_same_question_are_regraded_too(quiz, vera):
    old = sit(quiz, "Old", {1: "a"})
    second = published_again(quiz, vera)
    sit(quiz, "New", {1: "a"})
    sit(quiz, "Right before", {1: "b"})
    version = edited(quiz.versions[0], vera, other_key)
    decision = Decision(second, 1, Policy.KEY, version)
    found = plan(decision, teacher_id=vera)
    assert [(c.name, c.version, c.after.score) for c in found.changes] == [
        ("New", 2, 1.0),
        ("Old", 1, 1.0),
        ("Right before", 2, 0.0),
    ]
    assert (found.looked_at, found.up, found.down) == (3, 2, 1)
    before = db.session.scalars(select(GradeEvent.id)).all()
    regrading.regrade(decision, teacher_id=vera)
    assert scores() == [(1, 1.0), (2, 1.0), (2, 0.0)]
    assert len(db.session.scalars(select(GradeEvent.id)).all()) == len(before) + 3
    assert len(db.session.scalars(select(AuditEvent).where(AuditEvent.action == "regrade")).all()) == 2
    (note,) = reviews.review(old.attempt, old.taker).corrections
    assert (note.position, note.marks_before, note.marks_after) == (1, 0.0, 1.0)
    assert regrading.regrade(decision, teacher_id=vera).is_standing


def test_only_one_version_where_that_is_wanted(quiz, vera):
    sit(quiz, "Old", {1: "a"})
    second = published_again(quiz, vera)
    sit(quiz, "New", {1: "a"})
    decision = Decision(second, 1, Policy.FULL, quiz.versions[0], is_wide=False)
    found = regrading.regrade(decision, teacher_id=vera)
    assert [(one.number, one.position, one.attempts) for one in found.untouched] == [(1, 1, 1)]
    assert scores() == [(1, 0.0), (2, 1.0)]
    everywhere = regrading.regrade(replace(decision, is_wide=True), teacher_id=vera)
    assert [change.name for change in everywhere.changes] == ["Old"]
    assert len(db.session.scalars(select(Regrade.id)).all()) == 2


@pytest.mark.parametrize("policy", [Policy.FULL, Policy.LEFT_OUT, Policy.LEFT_OUT_HELPS])
def test_what_was_put_right_since_is_not_given_up_with_the_old_wording(quiz, vera, policy):
    sit(quiz, "Old", {1: "a"})
    version = edited(quiz.versions[0], vera, other_key)
    second = published_again(quiz, vera)
    sit(quiz, "New", {1: "b"})
    found = plan(Decision(quiz.quiz_version_id, 1, policy, quiz.versions[0]), teacher_id=vera)
    assert [part.number for part in found.parts] == [1]
    assert [(one.number, one.reason) for one in found.untouched] == [(2, "asked in a newer wording")]
    wider = plan(Decision(second, 1, policy, version), teacher_id=vera)
    assert [part.number for part in wider.parts] == [1, 2]


def test_a_newer_key_leaves_alone_whoever_was_asked_with_it(quiz, vera):
    sit(quiz, "Old", {1: "a"})
    version = edited(quiz.versions[0], vera, other_key)
    second = published_again(quiz, vera)
    sit(quiz, "New", {1: "b"})
    regrading.regrade(Decision(second, 1, Policy.FULL, version, is_wide=False), teacher_id=vera)
    regrading.regrade(Decision(quiz.quiz_version_id, 1, Policy.KEY, version), teacher_id=vera)
    assert scores() == [(1, 1.0), (2, 1.0)]


def test_a_version_that_took_other_answers_is_told_of_and_left(quiz, vera):
    sit(quiz, "Old", {1: "a"})

    def renamed(content):
        options = (*content.options[:-1], Option("z", "The harbour master", content.options[-1].feedback))
        return replace(content, options=options)

    version = edited(quiz.versions[0], vera, renamed)
    second = published_again(quiz, vera)
    key = edited(version, vera, other_key)
    sit(quiz, "New", {1: "a"})
    found = regrading.regrade(Decision(second, 1, Policy.KEY, key), teacher_id=vera)
    assert [(one.number, one.attempts, one.reason) for one in found.untouched] == [(1, 1, "asked with other answers")]
    assert scores() == [(1, 0.0), (2, 1.0)]


def as_written(*events):
    """The sample of events to put in order, as its form writes it."""
    options, key = arranged(events)
    return replace(ORDER, options=options, key=key)


def test_events_whose_ids_were_given_anew_grade_nobody(vera):
    quiz = make_quiz(vera, (as_written("The ferry", "The bridge", "The flood"),))
    version = edited(quiz.versions[0], vera, lambda _: as_written("At first a ferry", "The bridge", "The flood"))
    assert [one.id for one in key_versions(quiz.quiz_version_id, 1)] == [quiz.versions[0]]
    with pytest.raises(Invalid):
        plan(Decision(quiz.quiz_version_id, 1, Policy.KEY, version), teacher_id=vera)


def test_a_dry_run_that_is_no_longer_true_is_not_carried_out(quiz, vera):
    sit(quiz, "Mia", {1: "a"})
    decision = Decision(quiz.quiz_version_id, 1, Policy.FULL, quiz.versions[0])
    seen = plan(decision, teacher_id=vera).digest
    sit(quiz, "Ben", {1: "a"})
    with pytest.raises(Conflict):
        regrading.regrade(decision, teacher_id=vera, seen=seen)
    assert scores() == [(1, 0.0), (1, 0.0)]
    regrading.regrade(decision, teacher_id=vera, seen=plan(decision, teacher_id=vera).digest)
    assert scores() == [(1, 1.0), (1, 1.0)]


def test_two_who_decide_otherwise_at_once_leave_one_decision_standing_everywhere(app, quiz, vera):
    sit(quiz, "Old", {1: "a"})
    second = published_again(quiz, vera)
    sit(quiz, "New", {1: "a"})
    db.session.rollback()
    decisions = [
        Decision(version, 1, policy, quiz.versions[0])
        for version in (quiz.quiz_version_id, second)
        for policy in (Policy.FULL, Policy.LEFT_OUT)
    ]
    gate, failed = threading.Barrier(len(decisions)), []

    def press(decision):
        with app.app_context():
            gate.wait(10)
            try:
                regrading.regrade(decision, teacher_id=vera)
            except Exception as error:  # noqa: BLE001 - it is the test's to judge
                failed.append(error)
            finally:
                db.session.remove()

    presses = [threading.Thread(target=press, args=(decision,)) for decision in decisions]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join(60)
    assert failed == []
    (old, new) = scores()
    assert old[1] == new[1]
    newest = {row.quiz_version_id: row.policy for row in db.session.scalars(select(Regrade).order_by(Regrade.id))}
    assert newest[quiz.quiz_version_id] is newest[second]
