"""Questions that take the place of others: a draft goes at once, an approved question once the new one is approved.

Only the status of the old question's newest version moves, as when a teacher sets it aside; published versions stay.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from quizapp.core.generation.evidence import evidence_stem
from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.models.articles import GenerationRun
from quizapp.models.items import ItemRow, ItemVersion, Replacement
from quizapp.services import audit
from quizapp.services.clock import utc_now

REASON = "Replaced by another question on the same fact."
ASIDE = {ItemStatus.DRAFT: ItemStatus.REJECTED, ItemStatus.APPROVED: ItemStatus.RETIRED}
"""What becomes of a question that is set aside, by its status."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """An approved question that another is to take the place of."""

    version_id: int
    stem: str


def set_aside_drafts(run_id: int) -> None:
    """Reject the draft that the draft of a run takes the place of, in the open transaction.

    What that draft itself was to take the place of is the new one's to replace.
    """
    actor_id = db.session.scalars(select(GenerationRun.requested_by).where(GenerationRun.id == run_id)).one()
    replaced = _lock(_of_runs([run_id], ItemStatus.DRAFT))
    _set_aside(replaced, actor_id, uuid.uuid4().hex)
    for old in replaced:
        before = select(Replacement.item_id).join(ItemRow, ItemRow.generation_run_id == Replacement.generation_run_id)
        for item_id in db.session.scalars(before.where(ItemRow.id == old.item_id).order_by(Replacement.item_id)):
            db.session.add(Replacement(generation_run_id=run_id, item_id=item_id))


def retire_for(version_ids: Sequence[int], reviewer_id: int | None, together: str = "") -> dict[str, Any]:
    """Retire the approved questions whose place the given versions take, in the open transaction.

    Two statements where there are none. What to note in the audit log with the approval: one undo takes both back.
    ``together`` is what the approvals share already.
    """
    runs = (
        select(ItemRow.generation_run_id)
        .join(ItemVersion, ItemVersion.item_id == ItemRow.id)
        .where(ItemVersion.id.in_(version_ids), ItemRow.generation_run_id.is_not(None))
    )
    found = _of_runs(list(db.session.scalars(runs)), ItemStatus.APPROVED).where(ItemVersion.id.not_in(version_ids))
    old = _lock(found)
    shared = together or uuid.uuid4().hex
    _set_aside(old, reviewer_id, shared, kept=version_ids)
    return {"together": shared} if old else {}


def has_set_aside(run_id: int) -> bool:
    """Whether a draft lies aside because that of the run took its place."""
    found = db.session.scalars(_of_runs([run_id], ItemStatus.REJECTED))
    return any(version.status_reason == REASON for version in found)


def waiting(article_id: int) -> dict[int, int]:
    """For each item of an article that is to be replaced, the newest version of the draft that waits for it."""
    rows = db.session.execute(
        select(Replacement.item_id, ItemVersion.id)
        .join(ItemRow, ItemRow.generation_run_id == Replacement.generation_run_id)
        .join(ItemVersion, (ItemVersion.item_id == ItemRow.id) & (ItemVersion.number == ItemRow.newest))
        .where(ItemRow.article_id == article_id, ItemVersion.status == ItemStatus.DRAFT)
        .order_by(ItemVersion.id)
    )
    return {row.item_id: row.id for row in rows}


def leaving(version_ids: Sequence[int]) -> dict[int, list[Leaving]]:
    """The approved questions that go when these versions are approved, by version. One statement."""
    new, old, old_item = aliased(ItemVersion), aliased(ItemVersion), aliased(ItemRow)
    rows = db.session.execute(
        select(new.id, old.id, old.stem)
        .join(ItemRow, ItemRow.id == new.item_id)
        .join(Replacement, Replacement.generation_run_id == ItemRow.generation_run_id)
        .join(old_item, old_item.id == Replacement.item_id)
        .join(old, (old.item_id == old_item.id) & (old.number == old_item.newest))
        .where(new.id.in_(version_ids), old.id.not_in(version_ids), old.status == ItemStatus.APPROVED)
        .order_by(new.id, old.id)
    )
    found: dict[int, list[Leaving]] = {}
    for version_id, old_id, stem in rows:
        found.setdefault(version_id, []).append(Leaving(old_id, stem))
    return found


def _of_runs(run_ids: Sequence[int], status: ItemStatus) -> Select[ItemVersion]:
    """The newest versions with a status of the items that the drafts of runs take the place of."""
    return (
        select(ItemVersion)
        .join(ItemRow, (ItemRow.id == ItemVersion.item_id) & (ItemRow.newest == ItemVersion.number))
        .join(Replacement, Replacement.item_id == ItemRow.id)
        .where(Replacement.generation_run_id.in_(run_ids), ItemVersion.status == status)
        .order_by(ItemVersion.id)
    )


def _lock(query: Select[ItemVersion]) -> list[ItemVersion]:
    """Of two decisions at once the second sees the first."""
    locked = query.with_for_update(of=ItemVersion, key_share=True).execution_options(populate_existing=True)
    return list(db.session.scalars(locked))


def _proofs_of(versions: Sequence[ItemVersion]) -> Select[ItemVersion]:
    """The newest versions, not set aside yet, of the items that ask which sentence proves these."""
    same = aliased(ItemRow)
    articles = select(same.article_id).where(same.id.in_([version.item_id for version in versions]))
    return (
        select(ItemVersion)
        .join(ItemRow, (ItemRow.id == ItemVersion.item_id) & (ItemRow.newest == ItemVersion.number))
        .where(
            ItemRow.article_id.in_(articles),
            ItemVersion.stem.in_([evidence_stem(version.stem) for version in versions]),
            ItemVersion.status.in_(ASIDE),
        )
        .order_by(ItemVersion.id)
    )


def _set_aside(versions: Sequence[ItemVersion], actor_id: int | None, together: str, kept: Sequence[int] = ()) -> None:
    """Set questions aside as one decision, and with them those that ask for their proof, but for what is ``kept``."""
    if versions:
        for version in (*versions, *_lock(_proofs_of(versions).where(ItemVersion.id.not_in(kept)))):
            _settle(version, ASIDE[version.status], actor_id, together=together)


def _settle(version: ItemVersion, status: ItemStatus, actor_id: int | None, **details: str) -> None:
    before = {"was": version.status.value, "was_reason": version.status_reason}
    version.status, version.status_reason = status, REASON
    version.reviewer_id, version.reviewed_at = actor_id, utc_now()
    audit.record(status.value, "item_version", version.id, actor_id, reason=REASON, **before, **details)
