"""What the report of a class costs: 1,000 attempts at 20 questions, processor time and statements.

Run: python -m tests.benchmarks.report [--databases sqlite postgresql]
"""

import argparse
import statistics
import sys
import time

from sqlalchemy import update

from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem
from quizapp.models.quizzes import Quiz
from quizapp.services.clock import utc_now
from quizapp.services.result_scopes import quiz_scope
from quizapp.services.results import results
from tests.benchmarks.classes import application, database, publish, seat
from tests.samples import PASSWORD, make_teacher
from tests.statements import counted

ATTEMPTS, QUESTIONS, ROUNDS = 1_000, 20, 7


def prepared() -> int:
    """A finished class; the quiz's id. Four of five attempts are wholly right, the others on average half."""
    teacher = make_teacher().id
    sitting = publish(QUESTIONS)
    seat(sitting, ATTEMPTS, answered=True)
    db.session.execute(update(Quiz).values(owner_id=teacher))
    db.session.execute(update(AttemptItem).values(score=1.0))
    weak = (AttemptItem.attempt_id % 5 == 0) & ((AttemptItem.position + AttemptItem.attempt_id) % 3 == 0)
    db.session.execute(update(AttemptItem).where(weak).values(score=0.0))
    db.session.execute(update(Attempt).values(submitted_at=utc_now(), ended_by=AttemptEnd.STUDENT))
    db.session.commit()
    return sitting.quiz_id


def measure(kind: str) -> str:
    """A line of the table."""
    with database(kind) as (folder, settings), application(folder, settings) as app:
        with app.app_context():
            quiz_id = prepared()
        client = app.test_client()
        with app.app_context():
            teacher_id = db.session.get_one(Quiz, quiz_id).owner_id or 0
            db.session.rollback()
            work = []
            for _ in range(ROUNDS):
                begun = time.process_time()
                with counted() as sent:
                    results(quiz_scope(quiz_id, teacher_id=teacher_id))
                work.append(time.process_time() - begun)
                db.session.remove()
        form = client.get("/login").get_data(as_text=True)
        token = form.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
        client.post("/login", data={"email": "vera@school.org", "password": PASSWORD, "csrf_token": token})
        pages = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            assert client.get(f"/desk/quizzes/{quiz_id}/results").status_code == 200
            pages.append(time.process_time() - begun)
    told = [f"{statistics.median(times) * 1000:.0f} ms (best {min(times) * 1000:.0f})" for times in (work, pages)]
    return f"{kind}: results {told[0]}, whole page {told[1]}, {sent.number} statements"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", default=["sqlite"])
    for name in parser.parse_args().databases:
        sys.stdout.write(f"{measure(name)}\n")
