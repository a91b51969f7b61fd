"""Starting an attempt: the open one is gone on with, and of two that begin at once there is one."""

import datetime as dt
import secrets
import uuid
from dataclasses import replace

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from quizapp.core import deadlines
from quizapp.core.attempts import option_order
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.services.attempts import is_taker, open_attempt
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict
from quizapp.services.guests import Taker
from quizapp.services.published import PublishedQuiz, QuestionContent, published, quiz_content

TRIES = 5
_CLOSED = "This quiz is closed. Nobody can start it any more."


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


def _next_number(quiz_id: int, taker: Taker) -> int:
    """One after all of this person's attempts, of both kinds: of two that begin at once, one has to give way."""
    newest = db.session.scalar(select(func.max(Attempt.number)).where(Attempt.quiz_id == quiz_id, is_taker(taker)))
    return (newest or 0) + 1


def _insert_attempt(quiz: PublishedQuiz, taker: Taker, kind: AttemptKind, number: int) -> str:
    content = quiz_content(quiz.quiz_version_id)
    now = utc_now()
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
        due_at=_end(quiz, now, kind),
    )
    db.session.add(attempt)
    db.session.flush()
    db.session.execute(insert(AttemptItem), [_item_row(attempt, question) for question in content.questions])
    public_id = attempt.public_id
    as_it_is = published(quiz.public_id)  # its teacher may have been faster; from now on they find this attempt
    if as_it_is.is_closed:
        db.session.rollback()
        raise Conflict(_CLOSED)
    if as_it_is.closes_at != quiz.closes_at:
        attempt.due_at = _end(replace(quiz, closes_at=as_it_is.closes_at), now, kind)
    db.session.commit()
    return public_id


def _end(quiz: PublishedQuiz, started_at: dt.datetime, kind: AttemptKind) -> dt.datetime | None:
    limit = quiz_content(quiz.quiz_version_id).settings.limit(is_practice=kind is AttemptKind.PRACTICE)
    end = deadlines.deadline(started_at, time_limit=limit, closes_at=quiz.closes_at)
    return end.at if end else None


def _item_row(attempt: Attempt, question: QuestionContent) -> dict[str, object]:
    return {
        "attempt_id": attempt.id,
        "position": question.position,
        "item_version_id": question.item_version_id,
        "option_order": option_order(question.content, seed=attempt.seed, position=question.position),
        "marks": question.marks,
        "score": None,
    }
