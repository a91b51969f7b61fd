"""Decisions on an article's drafts: approving all that pass at once, and taking the last decision back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from quizapp.core.grading import quotation_problems
from quizapp.core.items import CitationRole, ItemStatus
from quizapp.core.text.citations import is_verbatim
from quizapp.extensions import db
from quizapp.models.articles import ArticleVersion
from quizapp.models.audit import AuditEvent
from quizapp.models.items import Approval, CitationRow, ItemRow, ItemVersion
from quizapp.models.quizzes import QuizVersionItem
from quizapp.models.regrades import Regrade
from quizapp.services import articles, audit, item_views, outlines, replacing
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.item_views import citation_value

OUTCOMES = {
    "approve": ItemStatus.APPROVED,
    "rejected": ItemStatus.REJECTED,
    "retired": ItemStatus.RETIRED,
}
"""What a decision in the audit log made of a version."""
UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """The last decision on an article's questions: what became of how many of them, the first of them."""

    outcome: ItemStatus
    version_id: int
    stem: str
    count: int
    event_id: int = field(compare=False)
    """The newest of its lines in the audit log: by it somebody says which decision they mean."""


def _own_article(article_id: int, teacher_id: int) -> None:
    if articles.article_text(article_id, teacher_id=teacher_id).is_builtin:
        raise NotFound("There is no such article on your desk.")


def _lock(version_ids: Sequence[int]) -> None:
    """Two deeds on the same versions wait for each other; students who are asked them need not."""
    query = select(ItemVersion.id).where(ItemVersion.id.in_(version_ids)).order_by(ItemVersion.id)
    db.session.execute(query.with_for_update(key_share=True))


def approve_all(article_id: int, version_ids: Sequence[int], *, reviewer_id: int) -> int:
    """Approve the drafts that were shown, all or none, in one transaction; how many.

    The number of statements does not depend on how many there are; each is in the audit log. Raises ``NotFound`` for
    somebody else's article, ``Invalid`` for none at all, ``Conflict`` where one of them is no longer a draft that passes
    every check.
    """
    _own_article(article_id, reviewer_id)
    articles.lock(article_id)
    wanted = sorted(set(version_ids))
    if not wanted:
        raise Invalid({"": ["No draft passes every check, so there is none to approve at once."]})
    _lock(wanted)
    passing = {entry.version_id for entry in outlines.outline(article_id, teacher_id=reviewer_id).passing}
    proofs = _proofs(wanted)
    if not set(wanted) <= passing & set(proofs):
        raise Conflict("Some of these drafts were changed in the meantime. Look at the list once more.")
    now, together = utc_now(), uuid.uuid4().hex
    known = set(db.session.scalars(select(Approval.item_version_id).where(Approval.item_version_id.in_(wanted))))
    db.session.add_all(
        Approval(item_version_id=v, citation_id=proofs[v], reviewer_id=reviewer_id, approved_at=now)
        for v in wanted
        if v not in known
    )
    db.session.flush()
    db.session.execute(
        update(ItemVersion)
        .where(ItemVersion.id.in_(wanted))
        .values(status=ItemStatus.APPROVED, status_reason="", reviewer_id=reviewer_id, reviewed_at=now)
    )
    replacing.retire_for(wanted, reviewer_id, together)
    audit.record_all("approve", "item_version", wanted, reviewer_id, was="draft", was_reason="", together=together)
    db.session.commit()
    return len(wanted)


def _proofs(version_ids: Sequence[int]) -> dict[int, int]:
    """For each version whose proof and quotations stand in its article word for word, the id of that citation."""
    cited = db.session.execute(
        select(CitationRow, ItemVersion)
        .join(ItemVersion, ItemVersion.id == CitationRow.item_version_id)
        .where(CitationRow.item_version_id.in_(version_ids), CitationRow.role == CitationRole.SUPPORTS)
        .order_by(CitationRow.id.desc())
    ).all()
    ids = {row.article_version_id for row, _ in cited}
    found = db.session.execute(select(ArticleVersion.id, ArticleVersion.text).where(ArticleVersion.id.in_(ids)))
    texts = {row.id: row.text for row in found}
    return {
        version.id: row.id
        for row, version in cited
        if is_verbatim(texts[row.article_version_id], citation_value(row).citation)
        and not quotation_problems(item_views.content_of(version), texts[row.article_version_id])
    }


def _stands(article_id: int, reviewer_id: int) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a deed in the log is a decision of this reviewer that still stands."""
    undone = aliased(AuditEvent)
    taken_back = (undone.object_type == AuditEvent.object_type, undone.object_id == AuditEvent.object_id)
    is_its_undo = (undone.action == UNDO, undone.details["event"].as_integer() == AuditEvent.id)
    return (
        AuditEvent.object_type == "item_version",
        AuditEvent.actor_id == reviewer_id,
        ItemRow.article_id == article_id,
        ItemVersion.number == ItemRow.newest,
        or_(*(and_(AuditEvent.action == deed, ItemVersion.status == made) for deed, made in OUTCOMES.items())),
        AuditEvent.details["was"].as_string().is_not(None),
        ~exists().where(*taken_back, *is_its_undo),
    )


def _standing(article_id: int, reviewer_id: int) -> Sequence[Any]:
    """The reviewer's last decision that still stands, with all that were taken at once with it, however many; newest first."""

    def of_those(*columns: Any) -> Any:
        return (
            select(*columns)
            .join(ItemVersion, ItemVersion.id == AuditEvent.object_id)
            .join(ItemRow, ItemRow.id == ItemVersion.item_id)
            .where(*_stands(article_id, reviewer_id))
            .order_by(AuditEvent.id.desc())
        )

    together = AuditEvent.details["together"].as_string()
    newest = of_those(AuditEvent.id, together.label("together")).limit(1).subquery()
    decided = of_those(AuditEvent.id, AuditEvent.action, AuditEvent.details, AuditEvent.object_id, ItemVersion.stem)
    with_it = select(newest.c.together).scalar_subquery()
    return db.session.execute(
        decided.where((AuditEvent.id == select(newest.c.id).scalar_subquery()) | (together == with_it))
    ).all()


def _approvals(standing: Sequence[Any]) -> Sequence[Any]:
    return [row for row in standing if OUTCOMES[row.action] is ItemStatus.APPROVED]


def _decision(standing: Sequence[Any]) -> Decision:
    """Questions that were retired because these took their place come back with them and are not counted."""
    counted = _approvals(standing) or standing
    first = counted[-1]
    return Decision(OUTCOMES[first.action], first.object_id, first.stem, len(counted), standing[0].id)


def last_decision(article_id: int, *, teacher_id: int) -> Decision | None:
    """What ``undo`` would take back: this teacher's last decision on the article's questions. One statement."""
    standing = _standing(article_id, teacher_id)
    return _decision(standing) if standing else None


def undo(article_id: int, event_id: int | None, *, reviewer_id: int) -> Decision:
    """Take this teacher's last decision on an article's questions back; what it was.

    ``event_id`` says which decision is meant, so that of two presses the second takes no other one back.
    Nothing is deleted: the log gets one more line for each. What was decided at once is undone at once; undoing again
    takes the decision before it back. Raises ``NotFound`` for somebody else's article, ``Conflict`` where nothing was
    decided, the last decision is another one, a question it approved is in a published quiz or students were graded anew
    by its key.
    """
    _own_article(article_id, reviewer_id)
    articles.lock(article_id)
    _lock([row.object_id for row in _standing(article_id, reviewer_id)])
    db.session.expire_all()
    standing = _standing(article_id, reviewer_id)
    if not standing:
        raise Conflict("There is no decision to take back on this article.")
    decision = _decision(standing)
    if decision.event_id != event_id:
        raise Conflict("That decision was taken back already, or you have decided something else since.")
    approved = [row.object_id for row in _approvals(standing)]
    if _is_published(approved):
        raise Conflict(
            "This is in a published quiz, so the approval stays. Open the question and retire it: "
            "then no new quiz asks it."
        )
    if _is_graded_by(approved):
        raise Conflict("Students were graded by the key of this question, so the approval stays.")
    ids = [row.object_id for row in standing]
    versions = {v.id: v for v in db.session.scalars(select(ItemVersion).where(ItemVersion.id.in_(ids)))}
    for row in standing:
        version = versions[row.object_id]
        version.status = ItemStatus(row.details["was"])
        version.status_reason = row.details.get("was_reason", "")
        version.reviewed_at = utc_now()
        audit.record(UNDO, "item_version", version.id, reviewer_id, event=row.id)
    db.session.commit()
    return decision


def _is_published(version_ids: Sequence[int]) -> bool:
    query = select(QuizVersionItem.item_version_id).where(QuizVersionItem.item_version_id.in_(version_ids)).limit(1)
    return db.session.scalar(query) is not None


def _is_graded_by(version_ids: Sequence[int]) -> bool:
    """Whether a regrade went by the key of one of these."""
    query = select(Regrade.id).where(Regrade.item_version_id.in_(version_ids)).limit(1)
    return db.session.scalar(query) is not None
