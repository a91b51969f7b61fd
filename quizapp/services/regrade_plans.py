"""What a decision about a question would change: who, from what to what, and the mean of the class. A dry run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from quizapp.core.attempts import Earned, Total, fold, total
from quizapp.core.class_lists import name_order
from quizapp.core.grading import interaction
from quizapp.core.items import ItemStatus
from quizapp.core.regrading import Outcome, Policy
from quizapp.core.text.gaps import GAP
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.models.items import ItemVersion
from quizapp.models.quizzes import Quiz, QuizVersion
from quizapp.models.users import Guest, User
from quizapp.services.attempts import steps_of
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.item_views import content_of
from quizapp.services.outcomes import Grader, rest_of
from quizapp.services.published import QuestionContent, quiz_content
from quizapp.services.rulings import Ruling, rulings_of


@dataclass(frozen=True, slots=True)
class Decision:
    """What a teacher decides about the question at ``position`` of a quiz version."""

    quiz_version_id: int
    position: int
    policy: Policy
    item_version_id: int
    """The version whose key holds."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision does to one attempt."""

    attempt_item_id: int
    name: str
    is_practice: bool
    response: str
    """In words; blank where there is none."""
    before: Outcome
    after: Outcome
    total_before: Total
    total_after: Total

    @property
    def is_change(self) -> bool:
        """Whether anything is another afterwards."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Plan:
    """A dry run: who would change, from what to what, and the mean of the class."""

    decision: Decision
    changes: tuple[Change, ...]
    """Of those whom it changes, in the order of their names."""
    looked_at: int
    """Attempts that were graded anew."""
    mean_before: float | None
    """Mean marks of the graded attempts; ``None`` where nobody has handed in."""
    mean_after: float | None
    share_before: float | None
    """The same as a share (0 to 1) of the marks that count."""
    share_after: float | None
    is_standing: bool
    """Whether this is what holds already."""

    @property
    def up(self) -> int:
        """How many results rise, as a share of what counts."""
        return sum(_share(c.total_after) > _share(c.total_before) + 1e-9 for c in self.changes)

    @property
    def down(self) -> int:
        """How many results fall."""
        return sum(_share(c.total_after) < _share(c.total_before) - 1e-9 for c in self.changes)


def _share(result: Total) -> float:
    return result.marks / result.possible if result.possible else 0.0


@dataclass(frozen=True, slots=True)
class KeyVersion:
    """A version of an item by which a question can be graded."""

    id: int
    number: int
    is_asked: bool


def key_versions(quiz_version_id: int, position: int) -> list[KeyVersion]:
    """The versions by which a question can be graded: approved, and taking the same responses; the newest first."""
    asked = quiz_content(quiz_version_id).question(position)
    item = select(ItemVersion.item_id).where(ItemVersion.id == asked.item_version_id).scalar_subquery()
    rows = db.session.scalars(
        select(ItemVersion)
        .where(ItemVersion.item_id == item)
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
        and {option.id for option in was.options} == {option.id for option in now.options}
        and len(GAP.findall(was.stem)) == len(GAP.findall(now.stem))
    )


def plan(decision: Decision, *, teacher_id: int) -> Plan:
    """The dry run of a decision: it changes nothing. Six statements at most, however many attempts there are.

    Raises ``NotFound`` for a quiz that is not the teacher's, ``Invalid`` for a version that cannot grade the question.
    """
    check(decision, teacher_id)
    return planned(decision)


def check(decision: Decision, teacher_id: int) -> None:
    """Raise as ``plan`` does."""
    owned = db.session.scalar(
        select(QuizVersion.id)
        .join(Quiz, Quiz.id == QuizVersion.quiz_id)
        .where(QuizVersion.id == decision.quiz_version_id, Quiz.owner_id == teacher_id)
    )
    if owned is None:
        raise NotFound("There is no such quiz on your desk.")
    if decision.item_version_id not in {v.id for v in key_versions(decision.quiz_version_id, decision.position)}:
        raise Invalid({"version": ["That version takes other answers, or is not approved. Choose one from the list."]})


def planned(decision: Decision) -> Plan:
    """The dry run of a decision that was checked."""
    quiz = quiz_content(decision.quiz_version_id)
    asked = quiz.question(decision.position)
    ruling = rulings_of(quiz.quiz_version_id).get(asked.item_version_id)
    grader = Grader(quiz, {asked.item_version_id: _as_ruling(decision)})
    attempts = _attempts(quiz.quiz_version_id)
    steps = steps_of([rows[decision.position - 1].id for rows in attempts])
    changes = [_change(grader, decision, rows, steps) for rows in attempts]
    graded = [change for change in changes if not change.is_practice]
    return Plan(
        decision,
        tuple(sorted((c for c in changes if c.is_change), key=lambda c: (name_order(c.name), c.attempt_item_id))),
        len(changes),
        _mean([c.total_before.marks for c in graded]),
        _mean([c.total_after.marks for c in graded]),
        _mean([_share(c.total_before) for c in graded]),
        _mean([_share(c.total_after) for c in graded]),
        is_standing=_standing(ruling, asked.item_version_id) == (decision.policy, decision.item_version_id),
    )


def _as_ruling(decision: Decision) -> Ruling:
    return Ruling(decision.policy, decision.item_version_id, utc_now())


def _standing(ruling: Ruling | None, asked_version_id: int) -> tuple[Policy, int]:
    """What holds: without a decision, the key of the version that was asked."""
    return (ruling.policy, ruling.item_version_id) if ruling else (Policy.KEY, asked_version_id)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _attempts(quiz_version_id: int) -> list[list[Any]]:
    """The questions of every attempt that was handed in, by attempt."""
    rows = db.session.execute(
        select(
            AttemptItem.id,
            AttemptItem.attempt_id,
            AttemptItem.score,
            AttemptItem.marks,
            AttemptItem.is_left_out,
            Attempt.kind,
            User.name,
            User.email,
            Guest.name.label("guest"),
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .outerjoin(User, User.id == Attempt.user_id)
        .outerjoin(Guest, Guest.id == Attempt.guest_id)
        .where(Attempt.quiz_version_id == quiz_version_id, Attempt.submitted_at.is_not(None))
        .order_by(AttemptItem.attempt_id, AttemptItem.position)
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.attempt_id, []).append(row)
    return list(found.values())


def _change(grader: Grader, decision: Decision, rows: Sequence[Any], steps: Mapping[int, Sequence[Any]]) -> Change:
    place = decision.position - 1
    row, question = rows[place], grader.quiz.question(decision.position)
    earned = [Earned(r.score or 0.0, r.marks, r.is_left_out) for r in rows]
    state = fold(step for step, _ in steps.get(row.id, ()))
    before = Outcome(earned[place].score, earned[place].is_left_out)
    after = grader.outcome(question, state, row.kind, rest_of(earned, place))
    changed = [*earned[:place], Earned(after.score, row.marks, after.is_left_out), *earned[place + 1 :]]
    module = interaction(question.content.interaction)
    return Change(
        attempt_item_id=row.id,
        name=row.guest or row.name or row.email,
        is_practice=row.kind is AttemptKind.PRACTICE,
        response=module.response_text(question.content, state.response) if state.response else "",
        before=before,
        after=after,
        total_before=total(earned),
        total_after=total(changed),
    )
