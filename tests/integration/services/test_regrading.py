"""Regrading: a dry run, then once; nothing given is rewritten, and every page agrees afterwards."""

from functools import partial

import pytest
from sqlalchemy import func, select

from quizapp.core.items import ItemStatus
from quizapp.core.regrading import Policy
from quizapp.extensions import db
from quizapp.models.attempts import AttemptItem, GradeEvent
from quizapp.models.audit import AuditEvent
from quizapp.models.regrades import Regrade, RegradeChange
from quizapp.services import accepting, items, own, own_attempts, regrading, results, reviews, submissions
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.item_views import item_view
from quizapp.services.regrade_plans import plan
from quizapp.services.regrade_reach import Decision, key_versions
from quizapp.services.result_scopes import quiz_scope
from tests.class_of import sit, sit_class
from tests.integration.services.test_at_once import at_once, told
from tests.samples import CHOICE, CLOZE, SHORT, STATEMENT, cited, make_quiz, make_teacher, undo, with_key
from tests.statements import counted

FOUR = (CHOICE, STATEMENT, SHORT, CLOZE)


@pytest.fixture
def vera(app):
    assert app
    return make_teacher().id


@pytest.fixture
def quiz(vera):
    return make_quiz(vera, FOUR)


def corrected(quiz, vera, key, position=1):
    """A newer version of a question with another key, approved."""
    asked = quiz.versions[position - 1]
    view = item_view(asked, teacher_id=vera)
    version = items.edit_item(asked, with_key(view.content, key), view.proof, teacher_id=vera)
    items.approve(version, reviewer_id=vera)
    return version


def decision(quiz, policy, version=None, position=1):
    return Decision(quiz.quiz_version_id, position, policy, version or quiz.versions[position - 1])


def scores(position=1):
    rows = db.session.scalars(
        select(AttemptItem.score).where(AttemptItem.position == position).order_by(AttemptItem.attempt_id)
    )
    return list(rows)


def events():
    rows = db.session.execute(select(GradeEvent.__table__).order_by(GradeEvent.id))
    return [tuple(row) for row in rows]


def test_a_dry_run_says_who_changes_and_changes_nothing(quiz, vera):
    sit(quiz, "Mia", {1: "a", 2: "false"})
    sit(quiz, "Ben", {1: "b"})
    version = corrected(quiz, vera, {"option": "a"})
    before = events()
    found = plan(decision(quiz, Policy.KEY, version), teacher_id=vera)
    assert [(c.name, c.response, c.before.score, c.after.score) for c in found.changes] == [
        ("Ben", "Mara Voss", 1.0, 0.0),
        ("Mia", "Tom Harrow", 0.0, 1.0),
    ]
    assert [(c.total_before.marks, c.total_after.marks) for c in found.changes] == [(1.0, 0.0), (1.0, 2.0)]
    assert (found.mean_before, found.mean_after) == (1.0, 1.0)
    assert (found.up, found.down, found.looked_at) == (1, 1, 2)
    assert events() == before
    assert db.session.scalar(select(func.count(Regrade.id))) == 0


def test_a_regrade_adds_events_and_rewrites_none(quiz, vera):
    sit(quiz, "Mia", {1: "a"})
    before = events()
    version = corrected(quiz, vera, {"option": "a"})
    regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
    after = events()
    assert after[: len(before)] == before
    (added,) = after[len(before) :]
    newest = db.session.scalars(select(GradeEvent).order_by(GradeEvent.id.desc()).limit(1)).one()
    assert (newest.item_version_id, newest.old_score, newest.new_score, newest.graded_by) == (version, 0.0, 1.0, vera)
    assert added[0] == newest.id
    assert scores() == [1.0]
    deed = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "regrade")).one()
    assert deed.details["changed"] == 1
    assert deed.details["policy"] == "key"


def test_regrading_costs_the_same_number_of_statements_however_many_it_changes(quiz, vera):
    sent = []
    for position, joined in ((1, 2), (2, 5)):
        for number in range(joined):
            sit(quiz, f"Student {position}.{number}", {1: "a", 2: "true"})
        with counted() as statements:
            regrading.regrade(decision(quiz, Policy.FULL, position=position), teacher_id=vera)
        sent.append(statements.number)
    assert db.session.scalar(select(func.count(RegradeChange.attempt_item_id))) == 2 + 7
    assert sent[0] == sent[1]


def test_a_second_press_changes_nothing(quiz, vera):
    sit(quiz, "Mia", {1: "a"})
    version = corrected(quiz, vera, {"option": "a"})
    regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
    before = events()
    again = regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
    assert again.is_standing
    assert events() == before
    assert db.session.scalar(select(func.count(Regrade.id))) == 1


def test_presses_at_the_same_time_count_once(app, quiz, vera):
    for number in range(3):
        sit(quiz, f"Student {number}", {1: "a"})
    version = corrected(quiz, vera, {"option": "a"})
    press = partial(regrading.regrade, decision(quiz, Policy.KEY, version), teacher_id=vera)
    assert told(at_once(app, *[press] * 4)) == 0
    assert db.session.scalar(select(func.count(Regrade.id))) == 1
    assert db.session.scalar(select(func.count()).select_from(RegradeChange)) == 3
    assert scores() == [1.0] * 3


def test_who_hands_in_later_is_graded_by_what_holds(quiz, vera):
    late = sit(quiz, "Late", {1: "a"}, hand_in=False)
    version = corrected(quiz, vera, {"option": "a"})
    regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
    submissions.submit(late.attempt, late.taker)
    new = sit(quiz, "New", {1: "b"})
    assert scores() == [1.0, 0.0]
    assert plan(decision(quiz, Policy.KEY, version), teacher_id=vera).changes == ()
    review = reviews.review(new.attempt, new.taker)
    assert review.questions[0].key_text == "Tom Harrow"
    assert review.corrections == ()


@pytest.mark.parametrize("policy", list(Policy))
def test_every_page_agrees_after_a_decision(quiz, vera, policy):
    sat = sit_class(quiz, FOUR, students=6)
    sat.append(sit(quiz, "All but one", {1: "a", 2: "false", 3: "the ferry", 4: "salt"}))
    version = corrected(quiz, vera, {"option": "c"}) if not policy.is_void else None
    regrading.regrade(decision(quiz, policy, version), teacher_id=vera)
    book = results.results(quiz_scope(quiz.quiz_id, teacher_id=vera)).book
    for one in sat:
        found = next(sitting for sitting in book.sittings if sitting.public_id == one.attempt).total
        review = reviews.review(one.attempt, one.taker)
        line = own_attempts.own_attempts(one.taker)[0]
        (page,) = own.own_page(one.taker).articles[0].attempts
        assert (review.right, review.counted, review.marks, review.possible) == (
            found.right,
            found.questions,
            found.marks,
            found.possible,
        )
        assert (line.right, line.questions) == (page.right, page.questions) == (found.right, found.questions)
        assert page.corrections == review.corrections


def test_three_ways_to_give_a_question_up(quiz, vera):
    right = sit(quiz, "Right", {1: "b"})
    wrong = sit(quiz, "Wrong", {1: "a", 2: "false"})
    marks = {}
    for policy in (Policy.FULL, Policy.LEFT_OUT, Policy.LEFT_OUT_HELPS):
        regrading.regrade(decision(quiz, policy), teacher_id=vera)
        found = [reviews.review(one.attempt, one.taker) for one in (right, wrong)]
        marks[policy] = [(review.marks, review.possible) for review in found]
    assert marks == {
        Policy.FULL: [(1.0, 4.0), (2.0, 4.0)],
        Policy.LEFT_OUT: [(0.0, 3.0), (1.0, 3.0)],
        Policy.LEFT_OUT_HELPS: [(1.0, 4.0), (1.0, 3.0)],
    }
    regrading.regrade(decision(quiz, Policy.KEY), teacher_id=vera)
    assert [reviews.review(one.attempt, one.taker).marks for one in (right, wrong)] == [1.0, 1.0]


def test_the_student_reads_what_changed(quiz, vera):
    mia = sit(quiz, "Mia", {1: "a", 2: "false"})
    version = corrected(quiz, vera, {"option": "a"})
    regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
    (note,) = reviews.review(mia.attempt, mia.taker).corrections
    assert (note.position, note.marks_before, note.marks_after) == (1, 1.0, 2.0)


def test_a_version_that_takes_other_answers_or_is_not_approved_grades_nothing(quiz, vera):
    asked = quiz.versions[0]
    view = item_view(asked, teacher_id=vera)
    draft = items.edit_item(asked, with_key(view.content, {"option": "a"}), view.proof, teacher_id=vera)
    assert [version.id for version in key_versions(quiz.quiz_version_id, 1)] == [asked]
    for version in (draft, quiz.versions[1], 0):
        with pytest.raises(Invalid):
            regrading.regrade(decision(quiz, Policy.KEY, version or 999_999), teacher_id=vera)


def test_another_teachers_quiz_is_not_found(quiz):
    other = make_teacher("other@school.org").id
    with pytest.raises(NotFound):
        plan(decision(quiz, Policy.FULL), teacher_id=other)
    with pytest.raises(NotFound):
        regrading.regrade(decision(quiz, Policy.FULL), teacher_id=other)
    with pytest.raises(NotFound):
        accepting.accept(quiz.quiz_version_id, 3, '{"text": "x"}', teacher_id=other)


def test_accepting_a_typed_answer_makes_an_approved_version_with_it(quiz, vera):
    sit(quiz, "Mia", {3: "a raft"})
    done = accepting.accept(quiz.quiz_version_id, 3, '{"text": "a raft"}', teacher_id=vera)
    view = item_view(done.version_id, teacher_id=vera)
    assert view.content.key["accepted"][-1] == "a raft"
    assert view.number == 2
    assert scores(3) == [0.0]
    again = accepting.accept(quiz.quiz_version_id, 3, '{"text": "a raft"}', teacher_id=vera)
    assert again.version_id == done.version_id
    if done.is_approved:
        regrading.regrade(decision(quiz, Policy.KEY, done.version_id, position=3), teacher_id=vera)
        assert scores(3) == [1.0]


def test_accepting_twice_at_once_makes_one_version(app, quiz, vera):
    sit(quiz, "Mia", {3: "a raft"})
    press = partial(accepting.accept, quiz.quiz_version_id, 3, '{"text": "a raft"}', teacher_id=vera)
    assert told(at_once(app, *[press] * 3)) == 0
    newest = item_view(accepting.newest_version(quiz.quiz_version_id, 3), teacher_id=vera)
    assert (newest.number, newest.content.key["accepted"].count("a raft")) == (2, 1)


@pytest.mark.parametrize(
    ("position", "response"),
    [(3, '{"text": "never typed"}'), (3, "no json"), (3, "[" * 100_000), (1, '{"option": "a"}')],
)
def test_only_what_somebody_typed_can_be_accepted(quiz, vera, position, response):
    sit(quiz, "Mia", {1: "a", 3: "a raft"})
    with pytest.raises(Invalid):
        accepting.accept(quiz.quiz_version_id, position, response, teacher_id=vera)


def test_the_key_cites_the_article_after_a_regrade(quiz, vera):
    mia = sit(quiz, "Mia", {1: "a"})
    view = item_view(quiz.versions[0], teacher_id=vera)
    proof = cited("said Tom Harrow, the last ferryman")
    version = items.edit_item(quiz.versions[0], with_key(view.content, {"option": "a"}), proof, teacher_id=vera)
    items.approve(version, reviewer_id=vera)
    regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
    (mark, *_) = reviews.review(mia.attempt, mia.taker).questions[0].marks
    assert (mark.start, mark.end) == (proof.start, proof.end)


def test_the_approval_of_a_key_by_which_students_were_graded_is_not_taken_back(quiz, vera):
    sit(quiz, "Mia", {1: "a"})
    version = corrected(quiz, vera, {"option": "a"})
    regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
    with pytest.raises(Conflict, match="graded by the key"):
        undo(quiz.article_id, vera)
    db.session.rollback()
    assert [found.id for found in key_versions(quiz.quiz_version_id, 1)] == [version, quiz.versions[0]]


def test_an_approval_is_taken_back_or_students_are_graded_by_it_never_both(app, quiz, vera):
    sit(quiz, "Mia", {1: "a"})
    version = corrected(quiz, vera, {"option": "a"})

    def grade():
        try:
            return regrading.regrade(decision(quiz, Policy.KEY, version), teacher_id=vera)
        except Invalid as error:  # no longer approved
            return Conflict(str(error))

    results = at_once(app, grade, lambda: undo(quiz.article_id, vera))
    assert told(results) == 1
    is_graded = db.session.scalar(select(func.count(Regrade.id))) == 1
    assert is_graded == (item_view(version, teacher_id=vera).status is ItemStatus.APPROVED)
