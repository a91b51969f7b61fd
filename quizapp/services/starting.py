"""Starting an attempt: the open one is gone on with, and of two that begin at once there is one."""

import secrets
import uuid

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from quizapp.core.attempts import option_order
from quizapp.core.question_order import shown_positions
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.services import deadlines
from quizapp.services.accommodations import time_factor
from quizapp.services.attempts import is_taker, open_attempt
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict
from quizapp.services.guests import Taker
from quizapp.services.published import PublishedQuiz, QuizContent, published, quiz_content

TRIES = 5
NOT_STARTED = "The quiz could not be started. Please try once more."
_CLOSED = "This quiz is closed. Nobody can start it any more."
_USED_UP = "You have taken this quiz as often as is allowed."


def start(quiz_public_id: str, taker: Taker, kind: AttemptKind = AttemptKind.GRADED) -> str:
    """Begin an attempt, or find the open one of this kind; its public id.

    Raises ``NotFound`` for an unknown quiz, ``Conflict`` for a closed one without an open attempt, for
    one that was taken as often as is allowed, and where practice is asked for that its teacher does not offer.
    """
    quiz = published(quiz_public_id)
    settings = quiz_content(quiz.quiz_version_id).settings
    allowed = settings.attempts_allowed
    if kind is AttemptKind.PRACTICE and not settings.may_be_practised:
        raise Conflict("This quiz cannot be practised. You can take it.")
    for _ in range(TRIES):
        number, taken = _before(
            quiz.quiz_id, taker
        )  # before the look: a faster tab's attempt is found or has its number
        found = open_attempt(quiz.quiz_id, taker, kind)
        if found:
            return found
        if quiz.is_closed:
            raise Conflict(_CLOSED)
        if kind is AttemptKind.GRADED and allowed is not None and taken >= allowed:
            raise Conflict(_USED_UP)
        try:
            return _begin(quiz, taker, kind, number)
        except IntegrityError:  # another tab was faster: its attempt is ours too
            db.session.rollback()
    raise Conflict(NOT_STARTED)


def attempts_left(quiz: PublishedQuiz, taker: Taker) -> int | None:
    """How often this person may still begin a quiz by its link, practice aside; ``None`` for any number."""
    allowed = quiz_content(quiz.quiz_version_id).settings.attempts_allowed
    return None if allowed is None else max(0, allowed - _before(quiz.quiz_id, taker)[1])


def _before(quiz_id: int, taker: Taker) -> tuple[int, int]:
    """The number of this person's next attempt by the link, and how many of those before it count.

    The number is one after all attempts of both kinds: of two that begin at once, one has to give way. Both are asked
    for in one statement, so whoever has a free number has counted every attempt before it.
    """
    by_link = Attempt.quiz_id == quiz_id, Attempt.assignment_id.is_(None)
    graded = func.count().filter(Attempt.kind == AttemptKind.GRADED)
    newest, taken = db.session.execute(select(func.max(Attempt.number), graded).where(*by_link, is_taker(taker))).one()
    return (newest or 0) + 1, taken


def _begin(quiz: PublishedQuiz, taker: Taker, kind: AttemptKind, number: int) -> str:
    attempt = insert_attempt(quiz, taker, kind, number)
    public_id = attempt.public_id
    now_as = published(quiz.public_id)
    if now_as.is_closed:  # its teacher was faster; who closes from now on finds this attempt
        db.session.rollback()
        raise Conflict(_CLOSED)
    settings = quiz_content(quiz.quiz_version_id).settings
    deadlines.set_end(attempt, settings, now_as.closes_at, time_factor(taker))
    db.session.commit()
    return public_id


def insert_attempt(
    quiz: PublishedQuiz, taker: Taker, kind: AttemptKind, number: int, assignment_id: int | None = None
) -> Attempt:
    """Add an attempt that has no end yet, with its questions; the caller gives it one and commits.

    From here on whoever moves ends for its quiz, assignment or taker waits, and finds it. Raises ``IntegrityError``
    where the number is taken.
    """
    content = quiz_content(quiz.quiz_version_id)
    attempt = Attempt(
        public_id=str(uuid.uuid4()),
        quiz_id=quiz.quiz_id,
        quiz_version_id=quiz.quiz_version_id,
        user_id=taker.user_id,
        guest_id=taker.guest_id,
        number=number,
        assignment_id=assignment_id,
        kind=kind,
        seed=secrets.randbelow(2**31),
        started_at=utc_now(),
    )
    db.session.add(attempt)
    db.session.flush()
    db.session.execute(insert(AttemptItem), _item_rows(attempt, content))
    return attempt


def _item_rows(attempt: Attempt, content: QuizContent) -> list[dict[str, object]]:
    settings = content.settings
    stems = [question.content.stem for question in content.questions]
    shown = shown_positions(stems, seed=attempt.seed, is_shuffled=settings.shuffle_questions)
    return [
        {
            "attempt_id": attempt.id,
            "position": question.position,
            "shown_position": shown_position,
            "item_version_id": question.item_version_id,
            "option_order": option_order(
                question.content,
                seed=attempt.seed,
                position=question.position,
                as_written=not settings.shuffle_options,
            ),
            "marks": question.marks,
            "score": None,
        }
        for question, shown_position in zip(content.questions, shown, strict=True)
    ]
