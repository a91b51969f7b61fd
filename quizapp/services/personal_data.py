"""All that is kept about one student, as one file: for themselves, or for a teacher as far as a class goes.

Nothing of anybody else, and nothing that the quizzes' settings do not tell yet: responses always, scores only where
marks may be told, keys and explanations never (the review shows those).
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from quizapp.core.grading import response_words
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, GradeEvent, ItemReport, Step, StepKind
from quizapp.models.classes import Accommodation, Assignment, Classroom, Enrolment
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.models.users import Guest, User
from quizapp.services.accommodations import is_time_of
from quizapp.services.attempts import is_taker
from quizapp.services.classes import teaches
from quizapp.services.clock import utc_now
from quizapp.services.enrolments import is_enrolled
from quizapp.services.errors import NotFound
from quizapp.services.guests import Taker, spaced
from quizapp.services.published import quiz_content
from quizapp.services.telling import is_closed, told_of

Data = dict[str, Any]


def own_data(taker: Taker) -> Data:
    """Everything that is this person's. Eight statements, and one or two for each quiz version seen for the first time."""
    return {
        "made_at": _moment(utc_now()),
        "person": _person(taker),
        "classes": _classes(is_enrolled(taker)),
        "extra_time": _extra_time(taker),
        "attempts": _attempts(is_taker(taker)),
    }


def student_data(class_id: int, enrolment_id: int, *, teacher_id: int) -> Data:
    """What a class's teachers may see of a student: nothing of other classes, and no open attempt's responses.

    Raises ``NotFound`` for a class of somebody else, or a student who is not in it.
    """
    row = db.session.execute(
        select(Enrolment.user_id, Enrolment.guest_id, Enrolment.name)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(Enrolment.id == enrolment_id, Classroom.id == class_id, Enrolment.left_at.is_(None), teaches(teacher_id))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such student in this class.")
    taker = Taker(row.user_id, row.guest_id, row.name)
    in_class = select(Assignment.id).where(Assignment.classroom_id == class_id)
    handed_in = Attempt.submitted_at.is_not(None)
    return {
        "made_at": _moment(utc_now()),
        "person": {"name": row.name},
        "classes": _classes(Enrolment.id == enrolment_id),
        "extra_time": _extra_time(taker),
        "attempts": _attempts(is_taker(taker), handed_in, Attempt.assignment_id.in_(in_class)),
    }


def as_json(data: Data) -> bytes:
    """The file: JSON in UTF-8, indented, so that people can read it too."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _moment(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None


def _person(taker: Taker) -> Data:
    if taker.user_id is not None:
        user = db.session.execute(
            select(User.name, User.email, User.created_at, User.signed_in_at).where(User.id == taker.user_id)
        ).one()
        return {
            "name": user.name,
            "email": user.email,
            "account_made_at": _moment(user.created_at),
            "signed_in_at": _moment(user.signed_in_at),
        }
    guest = db.session.execute(
        select(Guest.name, Guest.resume_code, Guest.created_at).where(Guest.id == taker.guest_id)
    ).one()
    code = spaced(guest.resume_code) if guest.resume_code else None
    return {"name": guest.name, "code": code, "first_seen_at": _moment(guest.created_at)}


def _classes(which: ColumnElement[bool]) -> list[Data]:
    rows = db.session.execute(
        select(Enrolment, Classroom.name)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(which)
        .order_by(Enrolment.id)
    )
    return [
        {
            "class": class_name,
            "name": row.name,
            "student_number": row.student_number,
            "email": row.email,
            "joined_at": _moment(row.enrolled_at),
            "left_at": _moment(row.left_at),
        }
        for row, class_name in rows
    ]


def _extra_time(taker: Taker) -> Data | None:
    row = db.session.execute(
        select(Accommodation.time_factor, Accommodation.set_at).where(is_time_of(taker))
    ).one_or_none()
    return {"time_factor": row.time_factor, "set_at": _moment(row.set_at)} if row else None


def _attempts(*which: ColumnElement[bool]) -> list[Data]:
    rows = db.session.execute(
        select(
            Attempt,
            Attempt.kind,
            Attempt.submitted_at,
            QuizVersion.title,
            QuizVersion.settings,
            Classroom.name.label("classroom"),
            is_closed(),
        )
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .join(QuizVersion, QuizVersion.id == Attempt.quiz_version_id)
        .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
        .outerjoin(Classroom, Classroom.id == Assignment.classroom_id)
        .where(*which)
        .order_by(Attempt.id)
    ).all()
    kept = _Kept(which) if rows else None
    return [_attempt(row, kept) for row in rows] if kept else []


class _Kept:
    """The questions of the attempts asked for, with what belongs to each, in four statements."""

    def __init__(self, which: Iterable[ColumnElement[bool]]) -> None:
        def of_items(model: Any) -> Select[Any]:
            joined = select(model).join(AttemptItem, AttemptItem.id == model.attempt_item_id)
            return joined.join(Attempt, Attempt.id == AttemptItem.attempt_id).where(*which).order_by(model.id)

        items = select(AttemptItem).join(Attempt, Attempt.id == AttemptItem.attempt_id).where(*which)
        self.items = _grouped(items.order_by(AttemptItem.attempt_id, AttemptItem.position), "attempt_id")
        self.steps = _grouped(of_items(Step), "attempt_item_id")
        self.grades = _grouped(of_items(GradeEvent), "attempt_item_id")
        self.reports = _grouped(of_items(ItemReport), "attempt_item_id")


def _grouped(statement: Select[Any], key: str) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.scalars(statement):
        found[getattr(row, key)].append(row)
    return found


def _attempt(row: Any, kept: _Kept) -> Data:
    attempt: Attempt = row.Attempt
    with_marks = attempt.submitted_at is not None and "mark" in told_of(row)
    return {
        "quiz": row.title,
        "class": row.classroom,
        "number": attempt.number,
        "kind": attempt.kind.value,
        "started_at": _moment(attempt.started_at),
        "due_at": _moment(attempt.due_at),
        "handed_in_at": _moment(attempt.submitted_at),
        "ended_by": attempt.ended_by.value if attempt.ended_by else None,
        "marks_are_told": with_marks,
        "questions": [_question(attempt, item, kept, with_marks=with_marks) for item in kept.items[attempt.id]],
    }


def _question(attempt: Attempt, item: AttemptItem, kept: _Kept, *, with_marks: bool) -> Data:
    content = quiz_content(attempt.quiz_version_id).question(item.position).content
    found: Data = {
        "position": item.position,
        "shown_position": item.shown_position,
        "question": content.stem,
        "worth": item.marks,
        "steps": [_step(step, content) for step in kept.steps[item.id]],
        "reports": [_report(report) for report in kept.reports[item.id]],
    }
    if with_marks:
        found["score"], found["is_left_out"] = item.score, item.is_left_out
        found["grades"] = [
            {"at": _moment(grade.graded_at), "from": grade.old_score, "to": grade.new_score}
            for grade in kept.grades[item.id]
        ]
    return found


def _step(step: Step, content: Any) -> Data:
    found = {
        "kind": step.kind.value,
        "value": step.response,
        "saved_at": _moment(step.server_time),
        "sent_at": _moment(step.client_time),
    }
    if step.kind is StepKind.RESPOND and step.response is not None:
        found["in_words"] = response_words(content, step.response)
    return found


def _report(report: ItemReport) -> Data:
    return {
        "reason": report.reason.value,
        "words": report.words,
        "sent_at": _moment(report.created_at),
        "reply": report.reply,
        "replied_at": _moment(report.replied_at),
    }
