"""The audit log: rows added inside the transaction of the deed they record."""

from typing import Any

from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.services.clock import utc_now


def record(action: str, object_type: str, object_id: int, actor_id: int | None, **details: Any) -> None:
    """Add one row to the open transaction; the caller commits."""
    db.session.add(
        AuditEvent(
            at=utc_now(),
            actor_id=actor_id,
            action=action,
            object_type=object_type,
            object_id=object_id,
            details=details,
        )
    )
