"""Whether what an attempt was begun for is closed: the quiz behind its link, or the assignment for everybody."""

import datetime as dt

from sqlalchemy import BindParameter, ColumnElement, case

from quizapp.models.attempts import Attempt
from quizapp.models.classes import Assignment
from quizapp.models.quizzes import Quiz


def is_closed(now: dt.datetime | BindParameter[dt.datetime]) -> ColumnElement[bool]:
    """The condition that it is closed, in a statement about attempts with their quiz and, outer joined, assignment.

    An assignment is closed when it is over for the student with the most extra time too: what is told "when it
    closes" reaches nobody while somebody else still answers.
    """
    by_link = Quiz.closed_at.is_not(None) | (Quiz.closes_at <= now)
    return case((Attempt.assignment_id.is_(None), by_link), else_=Assignment.over_at <= now)


def closed_at() -> ColumnElement[dt.datetime | None]:
    """When a teacher closed it by hand, in such a statement."""
    return case((Attempt.assignment_id.is_(None), Quiz.closed_at), else_=Assignment.ended_at)
