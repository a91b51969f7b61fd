"""Accepting what a student typed: a new version of the question with it in the key, by the rules of editing and approving."""

import json
from dataclasses import dataclass, replace

from sqlalchemy import Text, cast, func, select

from quizapp.core.generation.checks import check_item
from quizapp.core.grading import accepting
from quizapp.core.items import ItemStatus, Json, Outcome
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, Step, StepKind
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.services import articles, item_views, items
from quizapp.services.errors import Invalid
from quizapp.services.published import quiz_content
from quizapp.services.regrade_reach import item_of, refuse_foreign


@dataclass(frozen=True, slots=True)
class Accepted:
    """The version whose key has the response, and whether it may be asked and graded with already."""

    version_id: int
    is_approved: bool


def accept(quiz_version_id: int, position: int, response: str, *, teacher_id: int) -> Accepted:
    """Take ``response``, JSON that somebody gave to this question, into the key of the newest version of its item.

    The new version is approved with it where the newest one was and no check fails; else it is a draft. Where the
    newest key has it already, no version is made. Raises ``NotFound`` for somebody else's quiz or article, ``Invalid``
    for a response that nobody gave, or to a question whose key has no variants.
    """
    given = _seen(quiz_version_id, position, response, teacher_id)
    _one_by_one(quiz_version_id, position)
    view = item_views.item_view(newest_version(quiz_version_id, position), teacher_id=teacher_id)
    if view.is_stale:
        raise Invalid({"response": ["The text of the article was corrected. Look at this question again first."]})
    key = accepting(view.content, given)
    if key is None:
        raise Invalid({"response": ["The key of this question cannot take further answers. Edit the question."]})
    was_approved = view.status is ItemStatus.APPROVED
    if key == view.content.key:
        return Accepted(view.version_id, was_approved)
    content, proof = replace(view.content, key=key), view.proof
    if proof is None:
        raise Invalid({"response": ["This question cites no words of the article. Edit it first."]})
    checks = check_item(content, proof, articles.article_text(view.article_id, teacher_id=teacher_id).text)
    version_id = items.edit_item(
        view.version_id, content, proof, teacher_id=teacher_id, refutations=view.refutations, checks=checks
    )
    is_sound = was_approved and all(check.outcome is not Outcome.FAIL for check in checks)
    if is_sound:
        items.approve(version_id, reviewer_id=teacher_id)
    return Accepted(version_id, is_sound)


def _one_by_one(quiz_version_id: int, position: int) -> None:
    """Let a second press wait for the first, so that it finds the response in the key."""
    asked = quiz_content(quiz_version_id).question(position).item_version_id
    db.session.execute(select(ItemRow.id).where(ItemRow.id == item_of(asked)).with_for_update())


def _seen(quiz_version_id: int, position: int, response: str, teacher_id: int) -> Json:
    """The response, which somebody must have given to this question of a quiz that is the teacher's."""
    try:
        given = json.loads(response)
    except (ValueError, RecursionError):  # no JSON, or nested beyond all reading
        given = None
    refuse_foreign(quiz_version_id, teacher_id)
    rows = db.session.scalars(
        select(cast(Step.response, Text))
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(
            Attempt.quiz_version_id == quiz_version_id,
            Attempt.submitted_at.is_not(None),
            AttemptItem.position == position,
            Step.kind == StepKind.RESPOND,
        )
        .distinct()
        .order_by(cast(Step.response, Text))
    )
    if not isinstance(given, dict) or given not in [json.loads(row) for row in rows]:
        raise Invalid({"response": ["Nobody gave that answer to this question."]})
    return given


def newest_version(quiz_version_id: int, position: int) -> int:
    """The newest version of the item that is asked at a position, whatever its status."""
    asked = quiz_content(quiz_version_id).question(position).item_version_id
    return db.session.scalars(select(func.max(ItemVersion.id)).where(ItemVersion.item_id == item_of(asked))).one()
