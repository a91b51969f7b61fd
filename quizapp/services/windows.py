"""The windows of assignments, and what follows from them: when they are over for all, and when open attempts end."""

from sqlalchemy import ColumnElement, func, select

from quizapp.extensions import db
from quizapp.models.classes import Accommodation, Assignment, Enrolment
from quizapp.services.deadlines import has_more_time, move_assigned, window_of


def hold(*which: ColumnElement[bool]) -> None:
    """Keep others from changing these assignments until the transaction ends; before any of their attempts is held."""
    db.session.execute(select(Assignment.id).where(*which).order_by(Assignment.id).with_for_update())


def settle(*which: ColumnElement[bool]) -> None:
    """Work out anew what follows from windows and extra time for these assignments. The caller commits.

    They are held until then, so that nobody begins an attempt by what no longer is.
    """
    most = (
        select(func.max(Accommodation.time_factor))
        .join(Enrolment, has_more_time(Enrolment))
        .where(Enrolment.classroom_id == Assignment.classroom_id, Enrolment.left_at.is_(None))
        .correlate(Assignment)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Assignment, func.coalesce(most, 1.0))
        .where(*which)
        .order_by(Assignment.id)
        .with_for_update(of=Assignment)
        .execution_options(populate_existing=True)
    ).all()
    for assignment, factor in rows:
        assignment.over_at = window_of(assignment).ends_for(factor)
    move_assigned([assignment.id for assignment, _ in rows])
