"""How long a school keeps its students."""

import datetime as dt
import threading

import pytest
from sqlalchemy import text

from quizapp.extensions import db
from quizapp.jobs import keep_time
from quizapp.models.users import Guest, User
from quizapp.services import retention
from quizapp.services.clock import utc_now
from tests import factories
from tests.class_samples import enrol, give, make_taught
from tests.integration.services.test_personal_data import take
from tests.samples import make_guest

DAY = dt.timedelta(days=1)


@pytest.fixture
def settings():
    return {"RETENTION_DAYS": 365}


def names(in_days: int) -> list[str]:
    """Who would be erased so many days from now."""
    found = [taker.name for taker in retention.overdue(utc_now() + in_days * DAY, days=365)]
    db.session.rollback()
    return found


@pytest.mark.usefixtures("app")
def test_students_go_when_nothing_was_seen_of_them_for_so_long():
    make_guest("Mia")
    factories.make_student("Ben Adler")
    factories.make_teacher()
    assert names(364) == []
    assert names(366) == ["Ben Adler", "Mia"]
    assert retention.overdue(utc_now() + 9999 * DAY, days=0) == []


@pytest.mark.usefixtures("app")
def test_an_attempt_and_a_class_with_something_to_do_keep_a_student():
    taught = make_taught()
    mia, _ = enrol(taught, "Mia Lang"), enrol(taught, "Ben Adler")
    take(taught, mia)
    long_ago = utc_now() - 500 * DAY
    for column, table in (("created_at", "guest"), ("enrolled_at", "enrolment")):
        db.session.execute(text(f"UPDATE {table} SET {column} = :at"), {"at": long_ago})  # noqa: S608
    db.session.commit()
    assert names(0) == ["Ben Adler"]
    give(taught)
    assert names(0) == []


@pytest.mark.usefixtures("app")
def test_signing_in_keeps_an_account(browser):
    email = factories.make_student("Ben Adler")
    user = db.session.get(User, factories.user_id(email))
    user.created_at = utc_now() - 500 * DAY
    db.session.commit()
    assert names(0) == ["Ben Adler"]
    factories.sign_in(browser, email)
    assert names(0) == []


@pytest.mark.usefixtures("app")
def test_they_are_erased_once():
    make_guest("Mia")
    later = utc_now() + 366 * DAY
    assert retention.erase_overdue(later) == 1
    assert retention.erase_overdue(later) == 0
    assert db.session.query(Guest).one().name.startswith("Erased student ")


def is_erased() -> bool:
    """Whether the one guest is; lets go of the database at once, for the clock to write."""
    found = db.session.query(Guest).one().erased_at is not None
    db.session.rollback()
    return found


def test_the_workers_clock_erases_them(app):
    make_guest("Mia")
    db.session.query(Guest).update({"created_at": utc_now() - 500 * DAY})
    db.session.commit()
    stop = threading.Event()
    clock = threading.Thread(target=keep_time, args=(app, stop, 0.05))
    clock.start()
    for _ in range(100):
        if is_erased():
            break
        stop.wait(0.1)
    stop.set()
    clock.join(10)
    assert is_erased()
