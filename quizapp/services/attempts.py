"""Attempts as their takers see them: what stands for every question, made from the steps."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, type_coerce
from sqlalchemy.types import NullType

from quizapp.core import deadlines
from quizapp.core.attempts import ItemState, StepValue, fold
from quizapp.core.marks import Span, standing
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, AttemptKind, ItemReport, Step, StepKind
from quizapp.models.base import UTCDateTime
from quizapp.models.classes import Accommodation, Assignment
from quizapp.models.quizzes import Quiz
from quizapp.services.clock import utc_now
from quizapp.services.closing import closed_at, is_closed_for_good
from quizapp.services.direct import look_for_page
from quizapp.services.errors import NotFound
from quizapp.services.guests import Taker
from quizapp.services.published import QuestionContent, QuizContent, quiz_content
from quizapp.services.seats import NO_QUESTION, seat_of

_SAVES = frozenset(StepKind) - {StepKind.MARK, StepKind.HINT}
"""Steps that keep something said to a question: marks belong to the article, and hints were told, not said."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question of an attempt: its content, the order of its options, and what stands for it."""

    position: int
    """Where this person sees it, from 1; ``question.position`` is its place in the quiz."""
    question: QuestionContent
    option_order: tuple[str, ...]
    state: ItemState
    saved_at: dt.datetime | None
    """When the newest of what was said to it was stored: response, flag or sureness."""
    answered_at: dt.datetime | None
    """When the response that stands was stored; a flag set since does not count."""
    sequence: int = 0
    """The newest step of this question; 0 where there is none."""
    is_reported: bool = False
    """Whether this person said that something is wrong with it."""


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
    """As this person sees them."""
    kind: AttemptKind = AttemptKind.GRADED
    quiz_is_closed: bool = False
    """Whether its quiz is closed for good: no other attempt at it takes a save any more."""
    can_be_started: bool = True
    """Whether its quiz is open, so that somebody can begin it once more."""
    seed: int = 0
    closed_at: dt.datetime | None = None
    """When its teacher closed the quiz, or ended the assignment, by hand."""
    marks: tuple[Span, ...] = ()
    """What this person marked in the article."""
    assignment: str | None = None
    """The public id of the assignment that it was begun for."""
    time_factor: float = 1.0
    """How much more time this person has."""

    @property
    def is_practice(self) -> bool:
        """Whether it counts for nothing, and tells everything at once."""
        return self.kind is AttemptKind.PRACTICE

    @property
    def deadline(self) -> deadlines.Deadline | None:
        """When it ends and why, where it ends by itself."""
        if self.due_at is None:
            return None
        return deadlines.kept(self.started_at, self.due_at, time_limit=self.time_limit, closed_at=self.closed_at)

    @property
    def time_limit(self) -> float | None:
        """Minutes that this person has, with their extra time."""
        return deadlines.stretched(self.content.settings.limit(is_practice=self.is_practice), self.time_factor)

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
            raise NotFound(NO_QUESTION)
        return self.places[position - 1]


def is_taker(taker: Taker) -> ColumnElement[bool]:
    """The condition that an attempt is this person's."""
    return Attempt.user_id == taker.user_id if taker.user_id is not None else Attempt.guest_id == taker.guest_id


def is_guests(public_id: str) -> bool:
    """Whether there is such an attempt, taken under a name only, so that a code and no account leads back to it."""
    return db.session.scalar(select(Attempt.guest_id).where(Attempt.public_id == public_id)) is not None


def open_attempt(quiz_id: int, taker: Taker, kind: AttemptKind = AttemptKind.GRADED) -> str | None:
    """The public id of this person's attempt of this kind by the link that is not handed in, if there is one."""
    by_link = Attempt.quiz_id == quiz_id, Attempt.assignment_id.is_(None), Attempt.kind == kind
    return db.session.scalar(
        select(Attempt.public_id)
        .where(*by_link, is_taker(taker), Attempt.submitted_at.is_(None))
        .order_by(Attempt.id.desc())
        .limit(1)
    )


def newest_attempt(quiz_id: int, taker: Taker) -> AttemptView | None:
    """This person's newest attempt at a quiz by its link, if there is one."""
    public_id = db.session.scalar(
        select(Attempt.public_id)
        .where(Attempt.quiz_id == quiz_id, Attempt.assignment_id.is_(None), is_taker(taker))
        .order_by(Attempt.id.desc())
        .limit(1)
    )
    return attempt_view(public_id, taker) if public_id else None


def attempt_view(public_id: str, taker: Taker) -> AttemptView:
    """An attempt with what stands for every question. Raises ``NotFound`` for somebody else's. Two statements at most."""
    seat = seat_of(public_id, taker)
    by_user = taker.user_id is not None
    whose = taker.user_id if by_user else taker.guest_id
    rows = look_for_page(
        _standing(by_user=by_user), public_id=public_id, taker=whose, since=utc_now() - deadlines.GRACE
    )
    if not rows:
        raise NotFound("There is no such attempt under your name.")
    head, now = rows[0], utc_now()
    steps: dict[int, list[Any]] = {}
    for row in rows:
        if row.sequence is not None:
            steps.setdefault(row.attempt_item_id, []).append(row)
    reported = {row.attempt_item_id for row in rows if row.report_id is not None}
    content = quiz_content(seat.quiz_version_id)
    first, *_ = seat.items[0]
    return AttemptView(
        public_id,
        seat.number,
        head.started_at,
        head.due_at,
        head.submitted_at,
        head.ended_by,
        seat.quiz_public_id,
        content,
        tuple(
            _place(n, content.question(in_quiz), order, steps.get(item_id, ()), is_reported=item_id in reported)
            for n, (item_id, in_quiz, order) in enumerate(seat.items, start=1)
        ),
        kind=seat.kind,
        quiz_is_closed=bool(head.quiz_is_closed),
        can_be_started=not deadlines.is_closed(head.quiz_closed_at, head.closes_at, now),
        seed=seat.seed,
        closed_at=head.closed_at,
        marks=standing(steps.get(first, ())),
        assignment=seat.assignment,
        time_factor=head.time_factor,
    )


def _place(
    position: int, question: QuestionContent, order: tuple[str, ...], steps: Sequence[Any], *, is_reported: bool
) -> Place:
    """A question with its steps, in the order of their sequence."""
    if not steps:
        return Place(position, question, order, ItemState(), None, None, is_reported=is_reported)
    saved_at = max((step.server_time for step in steps if step.kind in _SAVES), default=None)
    answered_at = max((step.server_time for step in steps if step.kind is StepKind.RESPOND), default=None)
    return Place(position, question, order, fold(steps), saved_at, answered_at, steps[-1].sequence, is_reported)


def nobodys_attempt(public_id: str, content: QuizContent, kind: AttemptKind) -> AttemptView:
    """An attempt as it is before anybody does anything, to draw what is the same for all."""
    places = tuple(Place(question.position, question, (), ItemState(), None, None) for question in content.questions)
    begun = dt.datetime.min.replace(tzinfo=dt.UTC)
    return AttemptView(public_id, 1, begun, None, None, None, "", content, places, kind=kind)


@cache
def _standing(*, by_user: bool) -> Any:
    """What was done in an attempt, a row a step; one without a step where nothing was.

    Built once, since building a statement costs more than running it.
    """
    taker = Attempt.user_id if by_user else Attempt.guest_id
    has_more_time = Accommodation.user_id if by_user else Accommodation.guest_id
    return (
        select(
            Attempt.started_at,
            Attempt.due_at,
            Attempt.submitted_at,
            Attempt.ended_by,
            closed_at().label("closed_at"),
            is_closed_for_good(bindparam("since", type_=UTCDateTime)).label("quiz_is_closed"),
            # as the driver has it:
            type_coerce(func.coalesce(Accommodation.time_factor, 1.0), NullType()).label("time_factor"),
            Quiz.closed_at.label("quiz_closed_at"),
            Quiz.closes_at,
            AttemptItem.id.label("attempt_item_id"),
            ItemReport.id.label("report_id"),
            Step.sequence,
            Step.kind,
            Step.response,
            Step.server_time,
        )
        .select_from(Attempt)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
        .outerjoin(Accommodation, has_more_time == taker)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .outerjoin(Step, Step.attempt_item_id == AttemptItem.id)
        .outerjoin(ItemReport, ItemReport.attempt_item_id == AttemptItem.id)
        .where(
            Attempt.public_id == bindparam("public_id"),
            taker == bindparam("taker"),
            Step.id.is_not(None) | ItemReport.id.is_not(None) | (AttemptItem.position == 1),
        )
        .order_by(AttemptItem.id, Step.sequence)
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
