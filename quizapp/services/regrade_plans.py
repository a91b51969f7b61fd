"""What a decision about a question would change: who, from what to what, and the mean of the class. A dry run."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from quizapp.core.attempts import Earned, Total, fold, total
from quizapp.core.class_lists import name_order
from quizapp.core.grading import interaction
from quizapp.core.regrading import Outcome, Policy
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.models.users import Guest, User
from quizapp.services.attempts import steps_of
from quizapp.services.clock import utc_now
from quizapp.services.outcomes import Grader, rest_of
from quizapp.services.published import quiz_content
from quizapp.services.regrade_reach import Decision, KeyVersion, Reach, Untouched, check, reach
from quizapp.services.rulings import Ruling, rulings_of


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision does to one attempt."""

    attempt_item_id: int
    version: int
    """The number of the quiz version."""
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
class Part:
    """What a decision does in one version of the quiz."""

    number: int
    """Of the version."""
    decision: Decision
    all: tuple[Change, ...]
    """Every attempt that was graded anew, changed or not."""
    is_standing: bool
    """Whether this is what holds there already."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Of those whom it changes, in the order of their names."""
        return _by_name([change for change in self.all if change.is_change])

    @property
    def means(self) -> tuple[float | None, float | None]:
        """Mean marks of the graded attempts before and after; ``None`` where nobody has handed in."""
        graded = _graded(self.all)
        return _mean([c.total_before.marks for c in graded]), _mean([c.total_after.marks for c in graded])


@dataclass(frozen=True, slots=True)
class Plan:
    """A dry run: who would change, from what to what, and the mean of the class."""

    decision: Decision
    parts: tuple[Part, ...]
    """By version of the quiz, the oldest first."""
    untouched: tuple[Untouched, ...]
    changes: tuple[Change, ...]
    """Of those whom it changes, in the order of their names."""
    looked_at: int
    """Attempts that were graded anew."""
    graded: int
    """Those among them that count: what the means rest on."""
    mean_before: float | None
    """Mean marks of the graded attempts; ``None`` where nobody has handed in."""
    mean_after: float | None
    share_before: float | None
    """The same as a share (0 to 1) of the marks that count."""
    share_after: float | None

    @property
    def is_standing(self) -> bool:
        """Whether this is what holds already."""
        return all(part.is_standing for part in self.parts)

    @property
    def up(self) -> int:
        """How many results rise, as a share of what counts."""
        return sum(_share(c.total_after) > _share(c.total_before) + 1e-9 for c in self.changes)

    @property
    def down(self) -> int:
        """How many results fall."""
        return sum(_share(c.total_after) < _share(c.total_before) - 1e-9 for c in self.changes)

    @property
    def digest(self) -> str:
        """Another one as soon as the decision would do anything else."""
        said = [(part.decision, part.is_standing) for part in self.parts]
        done = [(c.attempt_item_id, c.before, c.after, c.total_before, c.total_after) for c in self.changes]
        return hashlib.sha256(repr((said, done)).encode()).hexdigest()[:16]


def _share(result: Total) -> float:
    return result.marks / result.possible if result.possible else 0.0


def plan(decision: Decision, *, teacher_id: int) -> Plan:
    """The dry run of a decision: it changes nothing. Four statements and three for each version of the quiz, at most.

    Raises ``NotFound`` for a quiz that is not the teacher's, ``Invalid`` for a version that cannot grade the question.
    """
    check(decision, teacher_id)
    return planned(decision, reach(decision))


def planned(decision: Decision, reached: Reach) -> Plan:
    """The dry run of a decision that was checked."""
    parts = tuple(_part(number, there) for number, there in reached.decisions)
    every = [change for part in parts for change in part.all]
    graded = _graded(every)
    return Plan(
        decision,
        parts,
        reached.untouched,
        _by_name([change for change in every if change.is_change]),
        len(every),
        len(graded),
        _mean([c.total_before.marks for c in graded]),
        _mean([c.total_after.marks for c in graded]),
        _mean([_share(c.total_before) for c in graded]),
        _mean([_share(c.total_after) for c in graded]),
    )


def _part(number: int, decision: Decision) -> Part:
    quiz = quiz_content(decision.quiz_version_id)
    asked = quiz.question(decision.position)
    ruling = rulings_of(quiz.quiz_version_id).get(asked.item_version_id)
    grader = Grader(quiz, {asked.item_version_id: _as_ruling(decision)})
    attempts = _attempts(quiz.quiz_version_id)
    steps = steps_of([rows[decision.position - 1].id for rows in attempts])
    return Part(
        number,
        decision,
        tuple(_change(grader, number, decision, rows, steps) for rows in attempts),
        is_standing=_standing(ruling, asked.item_version_id) == (decision.policy, decision.item_version_id),
    )


def _graded(changes: Sequence[Change]) -> list[Change]:
    return [change for change in changes if not change.is_practice]


def _by_name(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: (name_order(change.name), change.attempt_item_id)))


def _as_ruling(decision: Decision) -> Ruling:
    return Ruling(decision.policy, decision.item_version_id, utc_now())


def _standing(ruling: Ruling | None, asked_version_id: int) -> tuple[Policy, int]:
    """What holds: without a decision, the key of the version that was asked."""
    return (ruling.policy, ruling.item_version_id) if ruling else (Policy.KEY, asked_version_id)


def another_key(versions: Sequence[KeyVersion], ruling: Ruling | None) -> bool:
    """Whether one of the versions that can grade a question has another key than the one that holds."""
    asked = next(version.id for version in versions if version.is_asked)
    return any(_standing(ruling, asked) != (Policy.KEY, version.id) for version in versions)


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


def _change(
    grader: Grader, version: int, decision: Decision, rows: Sequence[Any], steps: Mapping[int, Sequence[Any]]
) -> Change:
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
        version=version,
        name=row.guest or row.name or row.email,
        is_practice=row.kind is AttemptKind.PRACTICE,
        response=module.response_text(question.content, state.response) if state.response else "",
        before=before,
        after=after,
        total_before=total(earned),
        total_after=total(changed),
    )
