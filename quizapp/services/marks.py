"""Marking words of the article while an attempt is open; kept with the attempt, as steps."""

import uuid

from sqlalchemy import func, select

from quizapp.core.marks import Span, trimmed
from quizapp.core.settings import ArticleAccess
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, Step, StepKind
from quizapp.services.attempts import attempt_view
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.guests import Taker
from quizapp.services.responses import NewStep, append, hold

MOST_MARKS = 200
MOST_STEPS = 1000
"""Marking and rubbing out again, in one attempt."""
FIRST = 1
"""The article belongs to no question: its marks are kept with the first one, so that they have one order."""


def mark(public_id: str, taker: Taker, start: int, end: int, *, on: bool) -> tuple[Span, ...]:
    """Mark ``[start, end)`` of the article's text, or rub it out; all that is marked then.

    Raises ``NotFound`` for somebody else's attempt, ``Conflict`` after it was handed in, where the article
    does not lie open, and beyond 200 marks; ``Invalid`` for what is no span of the text.
    """
    hold(public_id, taker)
    view = attempt_view(public_id, taker)
    span = trimmed(view.content.article.text, start, end)
    if span is None:
        raise Invalid({"": ["These are no words of the article."]})
    if view.content.settings.article is not ArticleAccess.OPEN:
        raise Conflict("The article is not open in this quiz.")
    if on and len(view.marks) >= MOST_MARKS:
        raise Conflict(f"There are {MOST_MARKS} marks, which is as many as are kept. Take one away first.")
    if _steps(public_id) >= MOST_STEPS:
        raise Conflict("Nothing more can be marked in this attempt.")
    response = {"start": span[0], "end": span[1], "on": on}
    append(NewStep(public_id, FIRST, taker, StepKind.MARK, response, str(uuid.uuid4())))
    return attempt_view(public_id, taker).marks


def _steps(public_id: str) -> int:
    counted = (
        select(func.count())
        .select_from(Step)
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.public_id == public_id, Step.kind == StepKind.MARK)
    )
    return db.session.scalar(counted) or 0
