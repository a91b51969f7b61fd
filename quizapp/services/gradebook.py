"""What a set of attempts did with one published quiz: students by questions, read in a few statements."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, select, type_coerce

from quizapp.core.attempts import SURE, Earned, Total, total
from quizapp.core.class_lists import name_order
from quizapp.core.items import Json
from quizapp.core.statistics import Responses
from quizapp.core.timing import time_spent
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, AttemptKind, Step, StepKind
from quizapp.models.users import Guest, User

_SURE = f'"{SURE}"'


@dataclass(slots=True)
class Cell:
    """One student's work on one question."""

    score: float
    """0 to 1; 0 while the attempt is not handed in."""
    marks: float
    is_left_out: bool
    response: str | None = None
    """The response that stands, as JSON."""
    is_sure: bool = False
    seconds: float | None = None
    """Spent on it; ``None`` where that cannot be known (``core.timing``)."""


@dataclass(slots=True)
class Sitting:
    """An attempt that counts, with the name of whoever took it."""

    attempt_id: int
    public_id: str
    person: tuple[str, int]
    name: str
    number: int
    started_at: dt.datetime
    submitted_at: dt.datetime | None
    ended_by: AttemptEnd | None
    due_at: dt.datetime | None
    is_late: bool = False
    """Whether it was handed in after the time that was set for it."""
    student_number: str = ""
    """By which the class knows the student."""
    is_first: bool = False
    """Whether it is the first that this person handed in."""
    cells: list[Cell] = field(default_factory=list)
    """By position."""

    @property
    def total(self) -> Total:
        """Its result."""
        return total([Earned(cell.score, cell.marks, cell.is_left_out) for cell in self.cells])

    @property
    def minutes(self) -> float | None:
        """From start to end; ``None`` while it is open."""
        return (self.submitted_at - self.started_at).total_seconds() / 60 if self.submitted_at else None


@dataclass(frozen=True, slots=True)
class Gradebook:
    """All sittings of one quiz version, in the order of their students' names."""

    sittings: tuple[Sitting, ...]
    """Those handed in."""
    open: int
    """How many attempts are not handed in."""

    @property
    def first(self) -> list[Sitting]:
        """The finished first attempts, on which statistics rest."""
        return [sitting for sitting in self.sittings if sitting.is_first]


def gradebook(
    quiz_version_id: int, *conditions: ColumnElement[bool], names: Mapping[tuple[str, int], str] | None = None
) -> Gradebook:
    """The graded attempts at a quiz version for which ``conditions`` hold. Two statements, however many they are.

    ``names`` are those by which a class knows its students.
    """
    wanted = (Attempt.quiz_version_id == quiz_version_id, Attempt.kind == AttemptKind.GRADED, *conditions)
    sittings = _sittings(wanted)
    for sitting in sittings:
        sitting.name = (names or {}).get(sitting.person, sitting.name)
    done = {sitting.attempt_id: sitting for sitting in sittings if sitting.submitted_at is not None}
    if done:
        _put_work(done, (*wanted, Attempt.submitted_at.is_not(None)))
    seen: set[tuple[str, int]] = set()
    for sitting in sorted(done.values(), key=lambda sitting: sitting.attempt_id):
        sitting.is_first = sitting.person not in seen
        seen.add(sitting.person)
    ordered = sorted(done.values(), key=lambda sitting: (name_order(sitting.name), sitting.person, sitting.number))
    return Gradebook(tuple(ordered), len(sittings) - len(done))


def _sittings(wanted: Sequence[ColumnElement[bool]]) -> list[Sitting]:
    rows = db.session.execute(
        select(
            Attempt.id,
            Attempt.public_id,
            Attempt.user_id,
            Attempt.guest_id,
            User.name,
            User.email,
            Guest.name.label("guest"),
            Attempt.number,
            Attempt.started_at,
            Attempt.submitted_at,
            Attempt.ended_by,
            Attempt.due_at,
        )
        .outerjoin(User, User.id == Attempt.user_id)
        .outerjoin(Guest, Guest.id == Attempt.guest_id)
        .where(*wanted)
        .order_by(Attempt.id)
    )
    return [
        Sitting(
            attempt_id=row.id,
            public_id=row.public_id,
            person=("user", row.user_id) if row.user_id is not None else ("guest", row.guest_id),
            name=row.guest or row.name or row.email,
            number=row.number,
            started_at=row.started_at,
            submitted_at=row.submitted_at,
            ended_by=row.ended_by,
            due_at=row.due_at,
        )
        for row in rows
    ]


def _put_work(sittings: Mapping[int, Sitting], wanted: Sequence[ColumnElement[bool]]) -> None:
    """Fill the cells. A class of a thousand has twenty thousand rows: each is read as plain values, and let go.

    What was handed in since the sittings were read is left to the next look.
    """
    for attempt_id, rows in groupby(_rows(_work(wanted)), itemgetter(0)):
        if attempt_id in sittings:
            _put_rows(sittings[attempt_id], rows)


def _put_rows(sitting: Sitting, rows: Iterable[Any]) -> None:
    cells, saves, last = sitting.cells, [], None
    for _, item_id, score, marks, is_left_out, kind, response, stored_at, given_at in rows:
        if item_id != last:
            last, cell = item_id, Cell(score or 0.0, marks, bool(is_left_out))
            cells.append(cell)
        if kind == "respond":
            cell.response = None if response == "null" else response
            saves.append((len(cells) - 1, _moment(stored_at), _moment(given_at) if given_at else None))
        elif kind == "sureness":
            cell.is_sure = response == _SURE
    for place, seconds in time_spent(sitting.started_at.replace(tzinfo=None), saves).items():
        cells[place].seconds = seconds


def _moment(value: Any) -> dt.datetime:
    """A moment as the driver gives it, in UTC without saying so: SQLite has text, PostgreSQL the zone of the session."""
    if isinstance(value, str):
        return dt.datetime.fromisoformat(value)
    moment: dt.datetime = value.astimezone(dt.UTC).replace(tzinfo=None)
    return moment


def _rows(query: Any) -> Iterator[Any]:
    """The rows as the driver gives them: SQLAlchemy's own cost five times the rest of a report of thousands."""
    result = db.session.connection().execute(query)
    cursor: Any = result.cursor
    yield from cursor
    result.close()


def _work(wanted: Sequence[ColumnElement[bool]]) -> Any:
    """Every question with every response and sureness, the oldest first: what comes last stands."""
    said = (Step.attempt_item_id == AttemptItem.id) & Step.kind.in_((StepKind.RESPOND, StepKind.SURENESS))
    return (
        select(
            AttemptItem.attempt_id,
            AttemptItem.id,
            AttemptItem.score,
            AttemptItem.marks,
            AttemptItem.is_left_out,
            type_coerce(Step.kind, Text),
            cast(Step.response, Text),
            Step.server_time,
            Step.client_time,
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .outerjoin(Step, said)
        .where(*wanted)
        .order_by(AttemptItem.attempt_id, AttemptItem.position, Step.sequence)
    )


class Parsed(dict[str, Json]):
    """Responses by their JSON: each wording is read once, however many students gave it."""

    def __missing__(self, text: str) -> Json:
        """Read it."""
        value: Json = json.loads(text)
        self[text] = value
        return value


def responses_at(sittings: Sequence[Sitting], place: int, options: Sequence[str], chosen: Any) -> Responses:
    """What these sittings did with the question at ``place`` (from 0), for the statistics.

    ``chosen`` gives the options that a response chose; each different response is asked about once.
    """
    kept: dict[str | None, Sequence[str]] = {None: ()}
    cells = [sitting.cells[place] for sitting in sittings]
    for cell in cells:
        if cell.response not in kept:
            kept[cell.response] = chosen(json.loads(cell.response or "null"))
    return Responses(
        scores=[cell.score for cell in cells],
        chosen=[kept[cell.response] for cell in cells],
        given=[cell.response is not None for cell in cells],
        seconds=[cell.seconds for cell in cells],
        options=options,
    )
