"""How far a decision about a question reaches: by which versions it can be graded, and which versions of the quiz asked it."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from quizapp.core.items import ItemStatus
from quizapp.core.regrading import Policy, keeps_options
from quizapp.core.text.gaps import GAP
from quizapp.extensions import db
from quizapp.models.attempts import Attempt
from quizapp.models.items import ItemVersion
from quizapp.models.quizzes import Quiz, QuizVersion, QuizVersionItem
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.item_views import content_of
from quizapp.services.published import QuestionContent, quiz_content


@dataclass(frozen=True, slots=True)
class Decision:
    """What a teacher decides about the question at ``position`` of a quiz version."""

    quiz_version_id: int
    position: int
    policy: Policy
    item_version_id: int
    """The version whose key holds."""
    is_wide: bool = True
    """Whether it holds in the other versions of the quiz that asked this question, or an older wording of it, too."""


@dataclass(frozen=True, slots=True)
class KeyVersion:
    """A version of an item by which a question can be graded."""

    id: int
    number: int
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A place in a version of a quiz where a question was answered."""

    quiz_id: int
    number: int
    """Of the quiz version."""
    position: int


@dataclass(frozen=True, slots=True)
class Untouched:
    """Another version of the quiz that asked the question, whose attempts a decision leaves as they are."""

    number: int
    position: int
    attempts: int
    """Handed in."""
    reason: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What a decision means for each version of the quiz."""

    decisions: tuple[tuple[int, Decision], ...]
    """By the number of the quiz version, the oldest first."""
    untouched: tuple[Untouched, ...]


def key_versions(quiz_version_id: int, position: int) -> list[KeyVersion]:
    """The versions by which a question can be graded: approved, and taking the same responses; the newest first."""
    asked = quiz_content(quiz_version_id).question(position)
    rows = db.session.scalars(
        select(ItemVersion)
        .where(ItemVersion.item_id == item_of(asked.item_version_id))
        .where((ItemVersion.status == ItemStatus.APPROVED) | (ItemVersion.id == asked.item_version_id))
        .order_by(ItemVersion.number.desc())
    )
    return [
        KeyVersion(row.id, row.number, row.id == asked.item_version_id) for row in rows if _takes_the_same(asked, row)
    ]


def _takes_the_same(asked: QuestionContent, version: ItemVersion) -> bool:
    """Whether every response to the question asked is one to this version, too."""
    was, now = asked.content, content_of(version)
    return (
        was.interaction == now.interaction
        and keeps_options(was, now)
        and len(GAP.findall(was.stem)) == len(GAP.findall(now.stem))
    )


def item_of(item_version_id: int) -> ScalarSelect[int]:
    """The id of the item of a version, for a statement."""
    return select(ItemVersion.item_id).where(ItemVersion.id == item_version_id).scalar_subquery()


def taken_before(item_version_id: int, teacher_id: int) -> Taken | None:
    """Where students last handed in an earlier version of this question, in a quiz of this teacher. One statement."""
    was_taken = select(Attempt.id).where(Attempt.quiz_version_id == QuizVersion.id, Attempt.submitted_at.is_not(None))
    row = db.session.execute(
        select(QuizVersion.quiz_id, QuizVersion.number, QuizVersionItem.position)
        .join(QuizVersion, QuizVersion.id == QuizVersionItem.quiz_version_id)
        .join(Quiz, Quiz.id == QuizVersion.quiz_id)
        .join(ItemVersion, ItemVersion.id == QuizVersionItem.item_version_id)
        .where(
            Quiz.owner_id == teacher_id,
            ItemVersion.item_id == item_of(item_version_id),
            ItemVersion.id < item_version_id,
            was_taken.exists(),
        )
        .order_by(QuizVersion.id.desc())
        .limit(1)
    ).one_or_none()
    return Taken(*row) if row else None


def refuse_foreign(quiz_version_id: int, teacher_id: int) -> None:
    """Raise ``NotFound`` for a version of a quiz that is not the teacher's. One statement."""
    owned = db.session.scalar(
        select(QuizVersion.id)
        .join(Quiz, Quiz.id == QuizVersion.quiz_id)
        .where(QuizVersion.id == quiz_version_id, Quiz.owner_id == teacher_id)
    )
    if owned is None:
        raise NotFound("There is no such quiz on your desk.")


def hold_key(item_version_id: int) -> None:
    """Keep the approval of a key from being taken back until the transaction ends."""
    db.session.execute(select(ItemVersion.id).where(ItemVersion.id == item_version_id).with_for_update(read=True))


def check(decision: Decision, teacher_id: int) -> None:
    """Raise ``NotFound`` for a quiz that is not the teacher's, ``Invalid`` for a version that cannot grade the question."""
    refuse_foreign(decision.quiz_version_id, teacher_id)
    if decision.item_version_id not in {v.id for v in key_versions(decision.quiz_version_id, decision.position)}:
        raise Invalid({"version": ["That version takes other answers, or is not approved. Choose one from the list."]})


def reach(decision: Decision) -> Reach:
    """What a checked decision means for every version of its quiz that asked the question. Two statements.

    It reaches the versions that asked the same wording or an older one; by a newer key also those that asked what lies
    between. A version whose wording is newer was put right already, and one that takes other answers cannot be graded so.
    """
    rows = _asked(decision)
    here = next(row for row in rows if row.quiz_version_id == decision.quiz_version_id)
    key = db.session.get_one(ItemVersion, decision.item_version_id)
    decisions, untouched = [], []
    for row in rows:
        there, reason = _there(decision, row, here, key)
        if there is not None:
            decisions.append((row.number, there))
        elif row.attempts:
            untouched.append(Untouched(row.number, row.position, row.attempts, reason))
    return Reach(tuple(decisions), tuple(untouched))


def _there(decision: Decision, row: Any, here: Any, key: ItemVersion) -> tuple[Decision | None, str]:
    """The decision as it holds in another version of the quiz, or why it does not."""
    if row.quiz_version_id == decision.quiz_version_id:
        return decision, ""
    if not decision.is_wide:
        return None, "left as they are"
    is_before_key = not decision.policy.is_void and row.item_number < key.number
    if row.item_number > here.item_number and not is_before_key:
        return None, "asked in a newer wording"
    there = replace(decision, quiz_version_id=row.quiz_version_id, position=row.position)
    if _takes_the_same(quiz_content(row.quiz_version_id).question(row.position), key):
        return there, ""
    if decision.policy.is_void:
        return replace(there, item_version_id=row.item_version_id), ""
    return None, "asked with other answers"


def _asked(decision: Decision) -> list[Any]:
    """Every place of the quiz's versions where the item of this question stands, the oldest first. One statement."""
    here = (
        select(QuizVersion.quiz_id, ItemVersion.item_id)
        .join(QuizVersionItem, QuizVersionItem.quiz_version_id == QuizVersion.id)
        .join(ItemVersion, ItemVersion.id == QuizVersionItem.item_version_id)
        .where(QuizVersion.id == decision.quiz_version_id, QuizVersionItem.position == decision.position)
        .subquery()
    )
    handed_in = (
        select(func.count(Attempt.id))
        .where(Attempt.quiz_version_id == QuizVersion.id, Attempt.submitted_at.is_not(None))
        .correlate(QuizVersion)
        .scalar_subquery()
    )
    return list(
        db.session.execute(
            select(
                QuizVersionItem.quiz_version_id,
                QuizVersion.number,
                QuizVersionItem.position,
                QuizVersionItem.item_version_id,
                ItemVersion.number.label("item_number"),
                handed_in.label("attempts"),
            )
            .join(QuizVersion, QuizVersion.id == QuizVersionItem.quiz_version_id)
            .join(ItemVersion, ItemVersion.id == QuizVersionItem.item_version_id)
            .join(here, (here.c.quiz_id == QuizVersion.quiz_id) & (here.c.item_id == ItemVersion.item_id))
            .order_by(QuizVersion.number)
        )
    )
