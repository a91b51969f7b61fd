"""Attempts: starting, reading, saving and flagging. What a student does is only ever added."""

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from quizapp.core.attempts import ItemState, StepValue, fold, option_order
from quizapp.core.grading import NotGradable, interaction
from quizapp.core.items import Json
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Step, StepKind
from quizapp.models.base import JSONType
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker
from quizapp.services.published import PublishedQuiz, QuestionContent, QuizContent, published, quiz_content

_TRIES = 5
_KEY_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A question of an attempt: its content, the order of its options, and what stands for it."""

    question: QuestionContent
    option_order: tuple[str, ...]
    state: ItemState
    saved_at: dt.datetime | None

    @property
    def position(self) -> int:
        """Counts from 1."""
        return self.question.position


@dataclass(frozen=True, slots=True)
class AttemptView:
    """An attempt as its taker sees it."""

    public_id: str
    number: int
    started_at: dt.datetime
    due_at: dt.datetime | None
    submitted_at: dt.datetime | None
    quiz_public_id: str
    content: QuizContent
    places: tuple[Place, ...]

    @property
    def answered(self) -> int:
        """How many questions have a response."""
        return sum(place.state.is_answered for place in self.places)

    @property
    def saved_at(self) -> dt.datetime | None:
        """When the newest step was stored."""
        return max((place.saved_at for place in self.places if place.saved_at), default=None)

    @property
    def next_open(self) -> int:
        """The first question without a response, else the last one."""
        return next((p.position for p in self.places if not p.state.is_answered), len(self.places))

    def place(self, position: int) -> Place:
        """The question at ``position``. Raises ``NotFound`` where there is none."""
        if not 1 <= position <= len(self.places):
            raise NotFound("This quiz has no such question.")
        return self.places[position - 1]


def is_taker(taker: Taker) -> ColumnElement[bool]:
    """The condition that an attempt is this person's."""
    return Attempt.user_id == taker.user_id if taker.user_id is not None else Attempt.guest_id == taker.guest_id


def start(quiz_public_id: str, taker: Taker) -> str:
    """Begin an attempt, or find the open one; its public id.

    Raises ``NotFound`` for an unknown quiz, ``Conflict`` for a closed one without an open attempt.
    """
    quiz = published(quiz_public_id)
    for _ in range(_TRIES):
        found = open_attempt(quiz.quiz_id, taker)
        if found:
            return found
        if quiz.is_closed:
            raise Conflict("This quiz is closed. Nobody can start it any more.")
        try:
            return _insert_attempt(quiz, taker)
        except IntegrityError:  # another tab was faster: its attempt is ours too
            db.session.rollback()
    raise Conflict("The quiz could not be started. Please try once more.")


def open_attempt(quiz_id: int, taker: Taker) -> str | None:
    """The public id of this person's attempt that is not handed in, if there is one."""
    return db.session.scalar(
        select(Attempt.public_id)
        .where(Attempt.quiz_id == quiz_id, is_taker(taker), Attempt.submitted_at.is_(None))
        .order_by(Attempt.id.desc())
        .limit(1)
    )


def _insert_attempt(quiz: PublishedQuiz, taker: Taker) -> str:
    content = quiz_content(quiz.quiz_version_id)
    # one after those handed in: two tabs that start at once take the same number, and one of them gives way
    done = db.session.scalar(
        select(func.count()).where(Attempt.quiz_id == quiz.quiz_id, is_taker(taker), Attempt.submitted_at.is_not(None))
    )
    attempt = Attempt(
        public_id=str(uuid.uuid4()),
        quiz_id=quiz.quiz_id,
        quiz_version_id=quiz.quiz_version_id,
        user_id=taker.user_id,
        guest_id=taker.guest_id,
        number=(done or 0) + 1,
        kind=AttemptKind.GRADED,
        seed=secrets.randbelow(2**31),
        started_at=utc_now(),
    )
    db.session.add(attempt)
    db.session.flush()
    db.session.execute(insert(AttemptItem), [_item_row(attempt, question) for question in content.questions])
    public_id = attempt.public_id
    db.session.commit()
    return public_id


def _item_row(attempt: Attempt, question: QuestionContent) -> dict[str, object]:
    return {
        "attempt_id": attempt.id,
        "position": question.position,
        "item_version_id": question.item_version_id,
        "option_order": option_order(question.content.options, seed=attempt.seed, position=question.position),
        "marks": question.marks,
        "score": None,
    }


def attempt_view(public_id: str, taker: Taker) -> AttemptView:
    """An attempt with what stands for every question. Raises ``NotFound`` for somebody else's. Two statements."""
    rows = db.session.execute(_attempt_items(public_id, taker)).all()
    if not rows:
        raise NotFound("There is no such attempt under your name.")
    steps = steps_of([row.item_id for row in rows])
    head = rows[0]
    content = quiz_content(head.quiz_version_id)
    places = tuple(
        Place(
            content.question(row.position),
            tuple(row.option_order),
            fold(step for step, _ in steps.get(row.item_id, ())),
            max((at for _, at in steps.get(row.item_id, ())), default=None),
        )
        for row in rows
    )
    return AttemptView(
        public_id, head.number, head.started_at, head.due_at, head.submitted_at, head.quiz_public_id, content, places
    )


def _attempt_items(public_id: str, taker: Taker) -> Any:
    from quizapp.models.quizzes import Quiz

    return (
        select(
            Attempt.number,
            Attempt.started_at,
            Attempt.due_at,
            Attempt.submitted_at,
            Attempt.quiz_version_id,
            Quiz.public_id.label("quiz_public_id"),
            AttemptItem.id.label("item_id"),
            AttemptItem.position,
            AttemptItem.option_order,
        )
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.public_id == public_id, is_taker(taker))
        .order_by(AttemptItem.position)
    )


def steps_of(attempt_item_ids: Sequence[int]) -> dict[int, list[tuple[StepValue, dt.datetime]]]:
    """All steps on these questions with the server's time, by question. One statement."""
    found: dict[int, list[tuple[StepValue, dt.datetime]]] = {}
    rows = db.session.execute(
        select(Step.attempt_item_id, Step.sequence, Step.kind, Step.response, Step.server_time)
        .where(Step.attempt_item_id.in_(attempt_item_ids))
        .order_by(Step.attempt_item_id, Step.sequence)
    )
    for item_id, sequence, kind, response, at in rows:
        found.setdefault(item_id, []).append((StepValue(sequence, kind.value, response), at))
    return found


def save(  # noqa: PLR0913
    public_id: str,
    position: int,
    fields: Mapping[str, Sequence[str]],
    taker: Taker,
    *,
    idempotency_key: str | None = None,
    client_time: dt.datetime | None = None,
) -> None:
    """Store the response in a form's fields, once for each idempotency key.

    Raises ``NotFound`` for somebody else's attempt, ``Conflict`` after it was handed in, and
    ``Invalid`` (field ``response``) for a response that the question cannot take.
    """
    content = _question_of(public_id, position, taker).content
    try:
        response = interaction(content.interaction).parse(content, fields)
    except NotGradable as error:
        raise Invalid({"response": [str(error)]}) from error
    key = idempotency_key or str(uuid.uuid4())
    _append(NewStep(public_id, position, taker, StepKind.RESPOND, response, key, client_time))


def flag(public_id: str, position: int, taker: Taker, *, flagged: bool) -> None:
    """Flag a question to come back to, or take the flag away. Raises as ``save`` does."""
    _append(NewStep(public_id, position, taker, StepKind.FLAG, flagged, str(uuid.uuid4())))


def _question_of(public_id: str, position: int, taker: Taker) -> QuestionContent:
    version_id = db.session.scalar(
        select(Attempt.quiz_version_id).where(Attempt.public_id == public_id, is_taker(taker))
    )
    if version_id is None:
        raise NotFound("There is no such attempt under your name.")
    return quiz_content(version_id).question(position)


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step about to be stored: where, by whom and what."""

    public_id: str
    position: int
    taker: Taker
    kind: StepKind
    response: Json | bool | None
    key: str
    client_time: dt.datetime | None = None


def _append(step: NewStep) -> None:
    if len(step.key) > _KEY_LIMIT:
        raise Invalid({"": ["This save carries a key that is too long."]})
    for _ in range(_TRIES):
        try:
            stored = _insert_step(step)
            db.session.commit()
        except IntegrityError:  # another save of the same question took this sequence number
            db.session.rollback()
            continue
        if not stored:
            _explain(step)
        return
    raise Conflict("Your answer could not be saved just now. Please send it again.")


def _insert_step(step: NewStep) -> bool:
    """One guarded statement: it stores only into this person's attempt while that is open."""
    now = utc_now()
    sequence = select(func.coalesce(func.max(Step.sequence), 0) + 1).where(Step.attempt_item_id == AttemptItem.id)
    source = (
        select(
            AttemptItem.id,
            sequence.correlate(AttemptItem).scalar_subquery(),
            literal(step.kind, Step.kind.type),
            bindparam("response", step.response, JSONType),
            literal(step.client_time, Step.client_time.type),
            literal(now, Step.server_time.type),
            literal(step.key),
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(
            Attempt.public_id == step.public_id,
            AttemptItem.position == step.position,
            is_taker(step.taker),
            Attempt.submitted_at.is_(None),
            Attempt.due_at.is_(None) | (Attempt.due_at > now),
        )
        .with_for_update(of=Attempt)
    )
    columns = ["attempt_item_id", "sequence", "kind", "response", "client_time", "server_time", "idempotency_key"]
    build = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = build(Step).from_select(columns, source).on_conflict_do_nothing(index_elements=["idempotency_key"])
    return db.session.execute(statement.returning(Step.id)).first() is not None


def _explain(step: NewStep) -> None:
    """Why nothing was stored: a replay is fine, anything else is told."""
    view = attempt_view(step.public_id, step.taker)
    view.place(step.position)
    if db.session.scalar(select(Step.id).where(Step.idempotency_key == step.key)) is not None:
        return
    if view.submitted_at is not None:
        raise Conflict(
            "This quiz was handed in already, so this answer was not added. "
            f"{view.answered} of {len(view.places)} answers were kept."
        )
    raise Conflict("The time for this quiz is over, so this answer was not added.")
