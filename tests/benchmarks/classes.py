"""Classes of students for benchmarks: a quiz of any length, guests with open attempts, and their cookies.

Rows are written in bulk, as the services would write them one by one; responses are parsed by the core.
"""

import datetime as dt
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert, select

from quizapp import create_app
from quizapp.core.attempts import option_order
from quizapp.core.grading import interaction
from quizapp.core.settings import ProofScoring, QuizSettings
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Step, StepKind
from quizapp.models.quizzes import Quiz
from quizapp.models.users import Guest
from quizapp.server import configure_logs
from quizapp.services import items, quizzes
from quizapp.services.clock import utc_now
from quizapp.services.published import QuizContent, quiz_content
from tests.benchmarks.prose import prose
from tests.databases import PostgresDatabases, SqliteDatabases, close
from tests.samples import CONTENTS, RIGHT, TEXT, make_article, make_item

WORDS = 500
"""Words of prose after the article that is asked about: one of usual length."""


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody with an open attempt: what a browser would send, and where to."""

    cookie: str
    token: str
    attempt: str

    def question(self, position: int) -> str:
        return f"/attempts/{self.attempt}/questions/{position}"

    @property
    def check(self) -> str:
        return f"/attempts/{self.attempt}/check"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A published quiz that a class takes."""

    quiz_id: int
    quiz_version_id: int


@contextmanager
def database(kind: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A migrated, durable, empty database: its instance folder and settings. ``sqlite`` or ``postgresql``."""
    with TemporaryDirectory(prefix="quizapp-bench-") as name:
        folder = Path(name)
        if kind == "sqlite":
            (folder / "template").mkdir()
            yield folder, SqliteDatabases(folder / "template").copy(folder)
            return
        databases = PostgresDatabases(folder)
        databases._run("ALTER SYSTEM SET fsync = on", "SELECT pg_reload_conf()")
        try:
            yield folder, databases.copy(folder)
        finally:
            databases.stop()


@contextmanager
def application(folder: Path, settings: dict[str, Any]) -> Iterator[Flask]:
    """The app as ``quizapp serve`` makes it; its log lines are written to nowhere."""
    app = create_app(settings, instance_path=str(folder))
    before = structlog.get_config()
    with Path(os.devnull).open("w") as nowhere:
        with redirect_stderr(nowhere):
            configure_logs("INFO")
        yield app
        structlog.configure(**before)
    close(app)


def publish(questions: int, proof: ProofScoring = ProofScoring.OFF) -> Sitting:
    """A published quiz of so many questions, of every interaction in turn, which may ask for their proofs."""
    article = make_article(None, text=f"{TEXT}\n\n{prose(WORDS)}")
    contents = [CONTENTS[number % len(CONTENTS)] for number in range(questions)]
    versions = [
        make_item(article, replace(content, stem=f"{content.stem[:-1]}, {number}{content.stem[-1]}"))
        for number, content in enumerate(contents, 1)
    ]
    for version in versions:
        items.approve(version, reviewer_id=None)
    rows = [db.session.get_one(items.ItemVersion, version).item_id for version in versions]
    quiz_id = quizzes.create_quiz(article, f"A quiz of {questions}", owner_id=None, item_ids=rows)
    db.session.get_one(Quiz, quiz_id).settings = QuizSettings(proof=proof).as_json()
    sitting = Sitting(quiz_id, quizzes.publish(quiz_id, publisher_id=None))
    db.session.remove()
    return sitting


def seat(sitting: Sitting, number: int, *, answered: bool = False, user_id: int | None = None) -> list[str]:
    """Open attempts, by public id: of as many new guests, or all of one user; answered rightly where asked for."""
    now, content = utc_now(), quiz_content(sitting.quiz_version_id)
    guests = [None] * number if user_id else _guests(number)
    attempts = [
        {
            "public_id": str(uuid.uuid4()),
            "quiz_id": sitting.quiz_id,
            "quiz_version_id": sitting.quiz_version_id,
            "user_id": user_id,
            "guest_id": guest,
            "number": place + 1 if user_id else 1,
            "kind": AttemptKind.GRADED,
            "seed": place,
            "started_at": now,
        }
        for place, guest in enumerate(guests)
    ]
    ids = list(db.session.scalars(insert(Attempt).returning(Attempt.id, sort_by_parameter_order=True), attempts))
    rows = [row for place, attempt_id in enumerate(ids) for row in _items(attempt_id, content, place)]
    item_ids = list(
        db.session.scalars(insert(AttemptItem).returning(AttemptItem.id, sort_by_parameter_order=True), rows)
    )
    if answered:
        steps = [step for n, i in enumerate(item_ids) for step in _steps(i, n, content, now)]
        db.session.execute(insert(Step), steps)
    db.session.commit()
    return [str(attempt["public_id"]) for attempt in attempts]


def _guests(number: int) -> list[int]:
    now = utc_now()
    rows = [{"public_id": str(uuid.uuid4()), "name": f"Guest {n}", "created_at": now} for n in range(number)]
    return list(db.session.scalars(insert(Guest).returning(Guest.id, sort_by_parameter_order=True), rows))


def _items(attempt_id: int, content: QuizContent, seed: int) -> Iterator[dict[str, object]]:
    for question in content.questions:
        yield {
            "attempt_id": attempt_id,
            "position": question.position,
            "shown_position": question.position,
            "item_version_id": question.item_version_id,
            "option_order": option_order(question.content, seed=seed, position=question.position),
            "marks": question.marks,
            "score": None,
        }


def right_fields(position: int) -> list[str]:
    """What a form sends that answers the question at ``position`` (from 1) rightly."""
    right = RIGHT[(position - 1) % len(RIGHT)]
    return [right] if isinstance(right, str) else right


def _steps(item_id: int, number: int, content: QuizContent, now: dt.datetime) -> Iterator[dict[str, object]]:
    """The right response and, where it is asked for, a proof: in two attempts of three the right one."""
    question = content.questions[number % len(content.questions)]
    module = interaction(question.content.interaction)
    step = {"attempt_item_id": item_id, "client_time": None, "server_time": now}
    response = module.parse(question.content, {"response": right_fields(question.position)})
    yield {**step, "sequence": 1, "kind": StepKind.RESPOND, "response": response, "idempotency_key": str(uuid.uuid4())}
    if question.proving:
        start, end = question.proving if number // len(content.questions) % 3 else (0, 1)
        proof = {"start": start, "end": end}
        yield {**step, "sequence": 2, "kind": StepKind.PROOF, "response": proof, "idempotency_key": str(uuid.uuid4())}


def students(app: Flask, attempts: list[str]) -> list[Student]:
    """The guests of these attempts with the cookies that a browser of theirs would hold."""
    rows = db.session.execute(
        select(Attempt.public_id, Guest.public_id)
        .join(Guest, Guest.id == Attempt.guest_id)
        .where(Attempt.public_id.in_(attempts))
    ).all()
    db.session.remove()
    guests: dict[str, str] = {attempt: guest for attempt, guest in rows}  # noqa: C416 - typed
    return [student(app, {"guest": guests[attempt], "_permanent": True}, attempt) for attempt in attempts]


def student(app: Flask, session: dict[str, object], attempt: str) -> Student:
    """A student whose session holds this, with a CSRF token."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer
    raw = str(session.get("csrf_token") or uuid.uuid4().hex)
    token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(raw)
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({**session, 'csrf_token': raw})}"
    return Student(cookie, str(token), attempt)
