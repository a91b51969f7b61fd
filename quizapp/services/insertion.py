"""The one statement that stores a step: only into this person's open attempt, and nothing twice."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam, exists, func, literal, or_, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from quizapp.models.attempts import Attempt, AttemptItem, Step, StepKind
from quizapp.models.base import JSONType, UTCDateTime
from quizapp.models.quizzes import Quiz
from quizapp.services.told import not_told

SAID = (StepKind.RESPOND, StepKind.PROOF)
"""Steps that say what counts: their repetition is known by what they say, and newer ones are not taken back."""
PAGE = 20
"""How many characters of their idempotency keys are of the page that sent them."""
_COLUMNS = ["attempt_item_id", "sequence", "kind", "response", "client_time", "server_time", "idempotency_key"]


@cache
def insertion(dialect: str, kind: StepKind, *, by_user: bool) -> Any:
    """The guarded statement for steps of a kind; built once, since building costs more than running it.

    Its parameters: ``public_id``, ``position``, ``taker`` (of a user or a guest), ``response``, ``client_time``,
    ``now``, ``since`` (attempts that ended before it take nothing more), ``key``, ``told``, ``seen`` (``None``,
    or the newest step that the page knew of) and ``page`` (how the keys of the same page begin). It returns the number of the step. On PostgreSQL it holds
    the attempt's row, so that nobody hands in between the look and the insertion.
    """
    taker, since = bindparam("taker", type_=Integer), bindparam("since", type_=UTCDateTime)
    sequence = select(func.coalesce(func.max(Step.sequence), 0) + 1).where(Step.attempt_item_id == AttemptItem.id)
    source = (
        select(
            AttemptItem.id,
            sequence.correlate(AttemptItem).scalar_subquery(),
            literal(kind, Step.kind.type),
            bindparam("response", type_=JSONType),
            bindparam("client_time", type_=UTCDateTime),
            bindparam("now", type_=UTCDateTime),
            bindparam("key", type_=String),
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(
            Attempt.public_id == bindparam("public_id", type_=String),
            AttemptItem.shown_position == bindparam("position", type_=Integer),
            (Attempt.user_id if by_user else Attempt.guest_id) == taker,
            Attempt.submitted_at.is_(None),
            Attempt.due_at.is_(None) | (Attempt.due_at > since),
            Attempt.assignment_id.is_not(None) | Quiz.closes_at.is_(None) | (Quiz.closes_at > since),
            not_told(kind, bindparam("told", type_=String)),
            _is_abreast(kind),
            _is_answered(kind),
        )
        .with_for_update(of=Attempt)
    )
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = build(Step).from_select(_COLUMNS, source).on_conflict_do_nothing(index_elements=["idempotency_key"])
    return statement.returning(Step.sequence)


def _is_abreast(kind: StepKind) -> ColumnElement[bool]:
    """The condition that nothing newer than the step that the page knew of counts, where it says so.

    What the same page sent counts for nothing here: whoever goes back in a browser without a script and sends
    the page once more, changed, has seen what they sent before. A sentence is behind an older one's successor too.
    """
    seen, page, newer = bindparam("seen", type_=Integer), bindparam("page", type_=String), aliased(Step)
    counts = [newer.kind == said for said in (SAID if kind is StepKind.PROOF else (StepKind.RESPOND,))]
    later = (
        newer.attempt_item_id == AttemptItem.id,
        or_(*counts),
        newer.sequence > seen,
        func.substr(newer.idempotency_key, 1, PAGE) != page,
    )
    return seen.is_(None) | ~exists().where(*later).correlate(AttemptItem)


def _is_answered(kind: StepKind) -> ColumnElement[bool]:
    """The condition that a response is there to be proven; other steps need none."""
    if kind is not StepKind.PROOF:
        return true()
    earlier = aliased(Step)
    answers = (earlier.attempt_item_id == AttemptItem.id, earlier.kind == StepKind.RESPOND)
    return exists().where(*answers).correlate(AttemptItem)
