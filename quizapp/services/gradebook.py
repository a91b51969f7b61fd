"""What a set of attempts did with one published quiz: students by questions, read in a few statements."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, cast, extract, select, type_coerce

from quizapp.core.attempts import SURE, Earned, Total, total
from quizapp.core.class_lists import name_order
from quizapp.core.items import Json
from quizapp.core.statistics import Responses
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptEnd, AttemptItem, AttemptKind, Step, StepKind
from quizapp.models.users import Guest, User


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
    saved_at: int | None = None
    """When the newest response was stored, in seconds since 1970."""
    seconds: float | None = None
    """To it from the newest response to the question before, in the order of time, or from the start."""


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
    """The graded attempts at a quiz version for which ``conditions`` hold. Three statements, however many they are.

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


def _put_work(sittings: dict[int, Sitting], wanted: Sequence[ColumnElement[bool]]) -> None:
    """Fill the cells. Rows are read as plain values: a class of a thousand has twenty thousand of them."""
    places: dict[int, Cell] = {}
    for attempt_id, item_id, score, marks, is_left_out in _rows(_items(wanted)):
        places[item_id] = cell = Cell(score or 0.0, marks, bool(is_left_out))
        sittings[attempt_id].cells.append(cell)
    for item_id, kind, moment, response in _rows(_saves(wanted)):
        cell = places[item_id]
        if kind == "sureness":
            cell.is_sure = response == f'"{SURE}"'
        else:
            cell.response = None if response == "null" else response
            cell.saved_at = moment
    for sitting in sittings.values():
        _put_times(sitting)


def _rows(query: Any) -> Sequence[Any]:
    """The rows as the driver gives them: SQLAlchemy's own cost five times the rest of a report of thousands."""
    result = db.session.connection().execute(query)
    rows: Sequence[Any] = result.cursor.fetchall() if result.cursor else ()
    result.close()
    return rows


def _items(wanted: Sequence[ColumnElement[bool]]) -> Any:
    return (
        select(AttemptItem.attempt_id, AttemptItem.id, AttemptItem.score, AttemptItem.marks, AttemptItem.is_left_out)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(*wanted)
        .order_by(AttemptItem.attempt_id, AttemptItem.position)
    )


def _saves(wanted: Sequence[ColumnElement[bool]]) -> Any:
    """Every response and sureness, the oldest of a question first: what comes last stands."""
    return (
        select(
            Step.attempt_item_id,
            type_coerce(Step.kind, Text),
            cast(extract("epoch", Step.server_time), Integer),
            cast(Step.response, Text),
        )
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(*wanted, Step.kind.in_((StepKind.RESPOND, StepKind.SURENESS)))
        .order_by(Step.attempt_item_id, Step.sequence)
    )


def _put_times(sitting: Sitting) -> None:
    """Share the time of an attempt among its questions."""
    before = int(sitting.started_at.timestamp())
    saved = [(cell.saved_at, place) for place, cell in enumerate(sitting.cells) if cell.saved_at is not None]
    for moment, place in sorted(saved):
        sitting.cells[place].seconds = max(0, moment - before)
        before = moment


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
