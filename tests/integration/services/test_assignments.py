"""Giving a quiz to a class: times on the clock of the class, defaults that hold, changes that hold at once."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.models.classes import Assignment
from quizapp.services import assigned, assignments, classes, items, quizzes
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.terms import Terms, window_meant
from tests.class_samples import (
    HOUR,
    MINUTE,
    Taught,
    enrol,
    give,
    given_row,
    make_taught,
    put_back,
    shift_zone,
    stored,
    wall,
)
from tests.samples import make_item, make_teacher

pytestmark = pytest.mark.usefixtures("app")
LATER = wall(utc_now() + dt.timedelta(days=2)).replace(second=0, microsecond=0)


def given_with(taught: Taught, terms: Terms) -> Assignment:
    found, _ = assignments.give(taught.quiz.quiz_id, taught.class_id, terms, teacher_id=taught.teacher_id)
    return given_row(found)


def problems(taught: Taught, terms: Terms) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refused:
        assignments.give(taught.quiz.quiz_id, taught.class_id, terms, teacher_id=taught.teacher_id)
    db.session.rollback()
    assert not assignments.class_assignments(taught.class_id, teacher_id=taught.teacher_id)
    return refused.value.problems


def test_times_are_those_of_the_clock_where_the_class_is() -> None:
    taught = make_taught()
    shift_zone(taught.class_id, "Asia/Kolkata")
    row = given_with(taught, Terms(None, LATER, LATER + HOUR, None))
    assert row.closes_at == LATER.replace(tzinfo=dt.UTC) - dt.timedelta(hours=5, minutes=30)
    assert row.late_until == row.closes_at + HOUR
    assert row.over_at == row.late_until
    assert utc_now() - row.opens_at < MINUTE


@pytest.mark.parametrize(
    ("terms", "field", "words"),
    [
        (Terms(LATER, LATER), "closes_at", "before it opens"),
        (Terms(LATER - 80 * HOUR, LATER - 70 * HOUR), "closes_at", "is over"),
        (Terms(None, LATER, LATER - HOUR), "late_until", "after the closing|come after"),
        (Terms(None, LATER + dt.timedelta(days=900)), "closes_at", "two years"),
        (Terms(None, dt.datetime.max), "closes_at", "date of these years|two years"),  # noqa: DTZ901
        (Terms(None, LATER, None, 0), "attempts_allowed", "from 1 to 100"),
        (Terms(None, LATER, None, 101), "attempts_allowed", "from 1 to 100"),
    ],
)
def test_terms_that_cannot_be_are_told_by_field(terms: Terms, field: str, words: str) -> None:
    found = problems(make_taught(), terms)
    assert list(found) == [field]
    assert any(part in found[field][0] for part in words.split("|"))


def test_a_time_that_the_clocks_skip_is_told_with_the_time_to_take() -> None:
    year = utc_now().year + 1
    sunday = next(d for d in (dt.date(year, 3, 31 - n) for n in range(7)) if d.weekday() == 6)
    skipped = dt.datetime.combine(sunday, dt.time(2, 30))
    with pytest.raises(Invalid) as refused:
        window_meant(Terms(None, skipped), "Europe/Berlin")
    assert "does not exist in Europe/Berlin" in refused.value.problems["closes_at"][0]
    assert "Take 03:30." in refused.value.problems["closes_at"][0]


def test_of_a_time_that_comes_twice_the_kinder_one_is_taken_and_said() -> None:
    year = utc_now().year + 1
    sunday = next(d for d in (dt.date(year, 10, 31 - n) for n in range(7)) if d.weekday() == 6)
    twice = dt.datetime.combine(sunday, dt.time(2, 30))
    window, notes = window_meant(Terms(twice, twice), "Europe/Berlin")
    assert window.closes_at - window.opens_at == HOUR
    assert [note.rsplit(". ", 1)[1] for note in notes] == ["The first one was taken.", "The second one was taken."]


def test_a_quiz_is_given_to_a_class_once_at_a_time() -> None:
    taught = make_taught()
    given, _ = give(taught)
    with pytest.raises(Conflict, match="has this quiz already"):
        give(taught)
    assignments.end(given, teacher_id=taught.teacher_id)
    assert give(taught)[0] != given


def test_of_two_that_give_at_once_one_does(app: Flask) -> None:
    taught = make_taught()
    db.session.rollback()
    gate = threading.Barrier(3)

    def try_it(_number: int) -> bool:
        with app.app_context():
            gate.wait(timeout=20)
            try:
                give(taught)
            except Conflict:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(try_it, range(3))) == 1


def test_an_unpublished_quiz_is_published_with_it_and_not_with_a_draft_in_it() -> None:
    taught = make_taught()
    version = make_item(taught.quiz.article_id, author_id=taught.teacher_id)
    item = db.session.get_one(items.ItemVersion, version).item_id
    quiz_id = quizzes.create_quiz(taught.quiz.article_id, "New", owner_id=taught.teacher_id, item_ids=[item])
    with pytest.raises(Conflict, match="not approved"):
        assignments.give(quiz_id, taught.class_id, Terms(None, LATER), teacher_id=taught.teacher_id)
    db.session.rollback()
    items.approve(version, reviewer_id=taught.teacher_id)
    assignments.give(quiz_id, taught.class_id, Terms(None, LATER), teacher_id=taught.teacher_id)
    assert [one.title for one in assigned.to_do(enrol(taught))] == ["New"]


def test_only_ones_own_quizzes_and_classes_can_be_given() -> None:
    taught, other = make_taught(), make_taught(email="otto@school.org")
    for quiz_id, class_id in ((other.quiz.quiz_id, taught.class_id), (taught.quiz.quiz_id, other.class_id)):
        with pytest.raises(NotFound):
            assignments.give(quiz_id, class_id, Terms(None, LATER), teacher_id=taught.teacher_id)
        db.session.rollback()
    given, _ = give(taught)
    for deed in (assignments.end, assignments.reopen, assignments.assignment_view):
        with pytest.raises(NotFound):
            deed(given, teacher_id=other.teacher_id)  # type: ignore[operator]
        db.session.rollback()


def test_a_co_teacher_gives_changes_and_ends_until_they_leave() -> None:
    taught = make_taught()
    otto = make_teacher("otto@school.org").id
    classes.add_teacher(taught.class_id, "OTTO@school.org ", teacher_id=taught.teacher_id)
    given, _ = give(taught)
    assignments.change(given, Terms(None, LATER), teacher_id=otto)
    assert [one.id for one in assignments.open_assignments(otto)] == [given]
    with pytest.raises(NotFound):
        classes.set_archived(taught.class_id, teacher_id=otto, archived=True)
    classes.remove_teacher(taught.class_id, otto, teacher_id=otto)
    with pytest.raises(NotFound):
        assignments.end(given, teacher_id=otto)


def test_a_form_sent_back_as_it_is_changes_no_second() -> None:
    taught = make_taught()
    given, _ = give(taught)
    before = given_row(given)
    opens, closes = before.opens_at, before.closes_at
    same = Terms(wall(opens).replace(second=0, microsecond=0), wall(closes).replace(second=0, microsecond=0))
    assignments.change(given, same, teacher_id=taught.teacher_id)
    after = given_row(given)
    assert (after.opens_at, after.closes_at) == (opens, closes)


def test_another_closing_time_opens_again_what_was_ended() -> None:
    taught = make_taught()
    mia = enrol(taught)
    given, code = give(taught)
    assignments.end(given, teacher_id=taught.teacher_id)
    with pytest.raises(Conflict, match="over already"):
        assignments.end(given, teacher_id=taught.teacher_id)
    db.session.rollback()
    opens = wall(given_row(given).opens_at)
    assignments.change(given, Terms(opens, LATER), teacher_id=taught.teacher_id)
    assert stored(assigned.start(code, mia)).due_at == LATER.replace(tzinfo=dt.UTC)


def test_what_closed_by_itself_is_not_opened_by_taking_back_an_end() -> None:
    taught = make_taught()
    given, _ = give(taught)
    with pytest.raises(Conflict, match="Nobody ended"):
        assignments.reopen(given, teacher_id=taught.teacher_id)
    db.session.rollback()
    assignments.end(given, teacher_id=taught.teacher_id)
    put_back(given, 3 * HOUR)
    with pytest.raises(Conflict, match="closing time is over"):
        assignments.reopen(given, teacher_id=taught.teacher_id)
    assert given_row(given).ended_at


def test_every_change_is_in_the_audit_log() -> None:
    taught = make_taught()
    given, _ = give(taught)
    assignments.end(given, teacher_id=taught.teacher_id)
    assignments.reopen(given, teacher_id=taught.teacher_id)
    kept = db.session.scalars(
        select(AuditEvent).where(AuditEvent.object_type == "assignment").order_by(AuditEvent.id)
    ).all()
    assert [event.action for event in kept] == ["give", "end", "reopen"]
    assert kept[1].details["before"]["ended_at"] is None
    assert kept[1].details["after"]["ended_at"]
