"""Attempts: starting, reading, saving and flagging. What a student does is only ever added."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, select
from sqlalchemy.exc import IntegrityError

from quizapp.core import deadlines
from quizapp.core.attempts import RESPOND, ItemState, StepValue, fold, option_order
from quizapp.core.marks import Span, standing
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, AttemptKind, Step, StepKind
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.guests import Taker
from quizapp.services.published import PublishedQuiz, QuestionContent, QuizContent, published, quiz_content

TRIES = 5
_CLOSED = "This quiz is closed. Nobody can start it any more."
_SAVES = {kind.value for kind in StepKind} - {StepKind.MARK, StepKind.HINT}
"""Steps that keep something said to a question: marks belong to the article, and hints were told, not said."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question of an attempt: its content, the order of its options, and what stands for it."""

    question: QuestionContent
    option_order: tuple[str, ...]
    state: ItemState
    saved_at: dt.datetime | None
    """When the newest of what was said to it was stored: response, flag or sureness."""
    answered_at: dt.datetime | None
    """When the response that stands was stored; a flag set since does not count."""
    sequence: int = 0
    """The newest step of this question; 0 where there is none."""

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
    ended_by: AttemptEnd | None
    quiz_public_id: str
    content: QuizContent
    places: tuple[Place, ...]
    kind: AttemptKind = AttemptKind.GRADED
    quiz_is_closed: bool = False
    seed: int = 0
    closed_at: dt.datetime | None = None
    """When its teacher closed the quiz by hand."""
    marks: tuple[Span, ...] = ()
    """What this person marked in the article."""

    @property
    def is_practice(self) -> bool:
        """Whether it counts for nothing, and tells everything at once."""
        return self.kind is AttemptKind.PRACTICE

    @property
    def deadline(self) -> deadlines.Deadline | None:
        """When it ends and why, where it ends by itself."""
        if self.due_at is None:
            return None
        limit = self.content.settings.limit(is_practice=self.is_practice)
        return deadlines.kept(self.started_at, self.due_at, time_limit=limit, closed_at=self.closed_at)

    @property
    def is_up(self) -> bool:
        """Whether its time is over, though it may not be handed in yet."""
        return self.submitted_at is None and deadlines.is_up(self.due_at, utc_now())

    @property
    def answered(self) -> int:
        """How many questions have a response."""
        return sum(place.state.is_answered for place in self.places)

    @property
    def saved_at(self) -> dt.datetime | None:
        """When the newest of what was said was stored; a mark in the article is none of it."""
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


def is_guests(public_id: str) -> bool:
    """Whether there is such an attempt, taken under a name only, so that a code and no account leads back to it."""
    return db.session.scalar(select(Attempt.guest_id).where(Attempt.public_id == public_id)) is not None


def start(quiz_public_id: str, taker: Taker, kind: AttemptKind = AttemptKind.GRADED) -> str:
    """Begin an attempt, or find the open one of this kind; its public id.

    Raises ``NotFound`` for an unknown quiz, ``Conflict`` for a closed one without an open attempt, and
    where practice is asked for that its teacher does not offer.
    """
    quiz = published(quiz_public_id)
    if kind is AttemptKind.PRACTICE and not quiz_content(quiz.quiz_version_id).settings.may_be_practised:
        raise Conflict("This quiz cannot be practised. You can take it.")
    for _ in range(TRIES):
        number = _next_number(quiz.quiz_id, taker)  # before the look: a faster tab's attempt is found or has its number
        found = open_attempt(quiz.quiz_id, taker, kind)
        if found:
            return found
        if quiz.is_closed:
            raise Conflict(_CLOSED)
        try:
            return _insert_attempt(quiz, taker, kind, number)
        except IntegrityError:  # another tab was faster: its attempt is ours too
            db.session.rollback()
    raise Conflict("The quiz could not be started. Please try once more.")


def open_attempt(quiz_id: int, taker: Taker, kind: AttemptKind = AttemptKind.GRADED) -> str | None:
    """The public id of this person's attempt of this kind that is not handed in, if there is one."""
    return db.session.scalar(
        select(Attempt.public_id)
        .where(Attempt.quiz_id == quiz_id, is_taker(taker), Attempt.kind == kind, Attempt.submitted_at.is_(None))
        .order_by(Attempt.id.desc())
        .limit(1)
    )


def newest_attempt(quiz_id: int, taker: Taker) -> AttemptView | None:
    """This person's newest attempt at a quiz, if there is one."""
    public_id = db.session.scalar(
        select(Attempt.public_id)
        .where(Attempt.quiz_id == quiz_id, is_taker(taker))
        .order_by(Attempt.id.desc())
        .limit(1)
    )
    return attempt_view(public_id, taker) if public_id else None


def _next_number(quiz_id: int, taker: Taker) -> int:
    """One after all of this person's attempts, of both kinds: of two that begin at once, one has to give way."""
    newest = db.session.scalar(select(func.max(Attempt.number)).where(Attempt.quiz_id == quiz_id, is_taker(taker)))
    return (newest or 0) + 1


def _insert_attempt(quiz: PublishedQuiz, taker: Taker, kind: AttemptKind, number: int) -> str:
    content = quiz_content(quiz.quiz_version_id)
    now = utc_now()
    limit = content.settings.limit(is_practice=kind is AttemptKind.PRACTICE)
    end = deadlines.deadline(now, time_limit=limit, closes_at=quiz.closes_at)
    attempt = Attempt(
        public_id=str(uuid.uuid4()),
        quiz_id=quiz.quiz_id,
        quiz_version_id=quiz.quiz_version_id,
        user_id=taker.user_id,
        guest_id=taker.guest_id,
        number=number,
        kind=kind,
        seed=secrets.randbelow(2**31),
        started_at=now,
        due_at=end.at if end else None,
    )
    db.session.add(attempt)
    db.session.flush()
    db.session.execute(insert(AttemptItem), [_item_row(attempt, question) for question in content.questions])
    public_id = attempt.public_id
    if published(quiz.public_id).is_closed:  # its teacher was faster; who closes from now on finds this attempt
        db.session.rollback()
        raise Conflict(_CLOSED)
    db.session.commit()
    return public_id


def _item_row(attempt: Attempt, question: QuestionContent) -> dict[str, object]:
    return {
        "attempt_id": attempt.id,
        "position": question.position,
        "item_version_id": question.item_version_id,
        "option_order": option_order(question.content, seed=attempt.seed, position=question.position),
        "marks": question.marks,
        "score": None,
    }


def attempt_view(public_id: str, taker: Taker) -> AttemptView:
    """An attempt with what stands for every question. Raises ``NotFound`` for somebody else's. Two statements."""
    by_user = taker.user_id is not None
    asked = {"public_id": public_id, "taker": taker.user_id if by_user else taker.guest_id, "now": utc_now()}
    rows = db.session.connection().execute(_attempt_items(by_user=by_user), asked).all()
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
            max((at for step, at in steps.get(row.item_id, ()) if step.kind in _SAVES), default=None),
            max((at for step, at in steps.get(row.item_id, ()) if step.kind == RESPOND), default=None),
            max((step.sequence for step, _ in steps.get(row.item_id, ())), default=0),
        )
        for row in rows
    )
    return AttemptView(
        public_id,
        head.number,
        head.started_at,
        head.due_at,
        head.submitted_at,
        head.ended_by,
        head.quiz_public_id,
        content,
        places,
        kind=head.kind,
        quiz_is_closed=bool(head.quiz_is_closed),
        seed=head.seed,
        closed_at=head.closed_at,
        marks=standing(step for step, _ in steps.get(head.item_id, ())),
    )


@cache
def _attempt_items(*, by_user: bool) -> Any:
    """Built once, since building a statement costs more than running it."""
    from quizapp.models.quizzes import Quiz

    taker = Attempt.user_id if by_user else Attempt.guest_id

    return (
        select(
            Attempt.number,
            Attempt.started_at,
            Attempt.due_at,
            Attempt.submitted_at,
            Attempt.ended_by,
            Attempt.quiz_version_id,
            Attempt.kind,
            Attempt.seed,
            Quiz.public_id.label("quiz_public_id"),
            Quiz.closed_at,
            (Quiz.closed_at.is_not(None) | (Quiz.closes_at <= bindparam("now"))).label("quiz_is_closed"),
            AttemptItem.id.label("item_id"),
            AttemptItem.position,
            AttemptItem.option_order,
        )
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.public_id == bindparam("public_id"), taker == bindparam("taker"))
        .order_by(AttemptItem.position)
    )


_STEPS = (
    select(Step.attempt_item_id, Step.sequence, Step.kind, Step.response, Step.server_time)
    .where(Step.attempt_item_id.in_(bindparam("ids", expanding=True)))
    .order_by(Step.attempt_item_id, Step.sequence)
)


def steps_of(attempt_item_ids: Sequence[int]) -> dict[int, list[tuple[StepValue, dt.datetime]]]:
    """All steps on these questions with the server's time, by question. One statement."""
    found: dict[int, list[tuple[StepValue, dt.datetime]]] = {}
    rows = db.session.connection().execute(_STEPS, {"ids": list(attempt_item_ids)})
    for item_id, sequence, kind, response, at in rows:
        found.setdefault(item_id, []).append((StepValue(sequence, kind.value, response), at))
    return found
