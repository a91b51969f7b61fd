"""What was told of a question before handing in stands for good: no response after it."""

from sqlalchemy import ColumnElement, exists, true
from sqlalchemy.orm import aliased

from quizapp.models.attempts import Step, StepKind
from quizapp.services.attempts import Place
from quizapp.services.errors import Conflict

_FREE = frozenset({StepKind.FLAG, StepKind.HINT, StepKind.MARK})
"""Steps that change no response."""


def told_key(public_id: str, position: int) -> str:
    """The idempotency key of the one step that tells everything of a question."""
    return f"told:{public_id}:{position}"


def not_told(kind: StepKind, key: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that a step of this kind may still be stored: nothing was told that settles the question.

    ``key`` is its ``told_key``.
    """
    if kind in _FREE:
        return true()
    earlier = aliased(Step)
    return ~exists().where(earlier.idempotency_key == key)


def refuse_told(place: Place) -> None:
    """Raises ``Conflict`` where everything was told of a question."""
    if place.state.is_told:
        raise Conflict(
            f"The answer to question {place.position} was shown already, so it can no longer be changed. "
            "What you answered before is kept."
        )
