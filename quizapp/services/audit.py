"""The audit log: rows added inside the transaction of the deed they record."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

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


def record_all(action: str, object_type: str, object_ids: Sequence[int], actor_id: int | None, **details: Any) -> None:
    """Add one row for each of at least one object to the open transaction, with one statement; the caller commits."""
    shared = {"at": utc_now(), "actor_id": actor_id, "action": action, "object_type": object_type, "details": details}
    db.session.execute(insert(AuditEvent), [{**shared, "object_id": object_id} for object_id in object_ids])
