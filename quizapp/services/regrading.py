"""Regrading: carrying a decision about a question out, once. Nothing given is ever rewritten."""

from collections.abc import Sequence

from sqlalchemy import insert

from quizapp.extensions import db
from quizapp.models.attempts import GradeEvent
from quizapp.models.regrades import Regrade, RegradeChange
from quizapp.services import audit
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict
from quizapp.services.published import quiz_content
from quizapp.services.regrade_plans import Change, Part, Plan, planned
from quizapp.services.regrade_reach import Decision, check, hold_key, reach
from quizapp.services.rulings import lock_version
from quizapp.services.submissions import SCORE


def regrade(decision: Decision, *, teacher_id: int, seen: str | None = None) -> Plan:
    """Carry a decision out, once: what it changed. Deciding what holds already changes nothing, however often.

    ``seen`` is the digest of the dry run that was looked at. Every change is a grade event beside the earlier ones; the
    decision, its changes and the deed in the audit log are kept for each version of the quiz. Of two that decide at once,
    the second sees what the first did; who hands in meanwhile is graded by one or the other. Raises as ``plan`` does, and
    ``Conflict`` where it would by now do something else than was looked at.
    """
    hold_key(decision.item_version_id)
    check(decision, teacher_id)
    reached = reach(decision)
    for version_id in sorted(there.quiz_version_id for _, there in reached.decisions):
        lock_version(version_id, to_decide=True)
    found = planned(decision, reached)
    if found.is_standing:
        db.session.rollback()
        return found
    if seen is not None and seen != found.digest:
        db.session.rollback()
        raise Conflict("Something has changed since you looked. This is what it would do now.")
    for part in found.parts:
        if not part.is_standing:
            _carry_out(part, teacher_id)
    db.session.commit()
    return found


def _carry_out(part: Part, teacher_id: int) -> None:
    decision, (mean_before, mean_after) = part.decision, part.means
    row = Regrade(
        quiz_version_id=decision.quiz_version_id,
        asked_version_id=quiz_content(decision.quiz_version_id).question(decision.position).item_version_id,
        item_version_id=decision.item_version_id,
        policy=decision.policy,
        mean_before=mean_before,
        mean_after=mean_after,
        decided_by=teacher_id,
        decided_at=utc_now(),
    )
    db.session.add(row)
    db.session.flush()
    _keep(row, part.changes)
    _record(row, part)


def _record(row: Regrade, part: Part) -> None:
    audit.record(
        "regrade",
        "quiz_version",
        row.quiz_version_id,
        row.decided_by,
        regrade=row.id,
        position=part.decision.position,
        policy=row.policy.value,
        item_version=row.item_version_id,
        changed=len(part.changes),
        mean_before=row.mean_before,
        mean_after=row.mean_after,
    )


def _keep(row: Regrade, changes: Sequence[Change]) -> None:
    """Store the new scores, a grade event for each, and what its student reads. Three statements for a thousand."""
    if not changes:
        return
    scores = [
        {"item": one.attempt_item_id, "given": one.after.score, "left_out": one.after.is_left_out} for one in changes
    ]
    db.session.connection().execute(SCORE, scores)
    events = [
        {
            "attempt_item_id": one.attempt_item_id,
            "item_version_id": row.item_version_id,
            "old_score": one.before.score,
            "new_score": one.after.score,
            "reason": f"regrade {row.id}: {row.policy.value}",
            "graded_by": row.decided_by,
            "graded_at": row.decided_at,
        }
        for one in changes
    ]
    made = db.session.execute(insert(GradeEvent).returning(GradeEvent.attempt_item_id, GradeEvent.id), events)
    event_ids = {event.attempt_item_id: event.id for event in made}
    db.session.execute(
        insert(RegradeChange),
        [
            {
                "regrade_id": row.id,
                "attempt_item_id": one.attempt_item_id,
                "grade_event_id": event_ids[one.attempt_item_id],
                "marks_before": one.total_before.marks,
                "possible_before": one.total_before.possible,
                "marks_after": one.total_after.marks,
                "possible_after": one.total_after.possible,
            }
            for one in changes
        ],
    )
