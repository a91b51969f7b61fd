"""The facts that a version of an article states, stored: each once, with its place in the order found."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from quizapp.extensions import db
from quizapp.models.articles import FactRow

if TYPE_CHECKING:
    from quizapp.core.generation.facts import Stated


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact as it is to be stored. ``passage_id`` is the passage of the version in which ``[start, end)`` stands."""

    passage_id: int
    kind: str
    claim: str
    start: int
    end: int
    weight: float

    @property
    def stated(self) -> "Stated":
        """What tells it from every other fact of its version."""
        return self.start, self.end, self.claim


def store_facts(version_id: int, facts: Iterable[NewFact]) -> "dict[Stated, int]":
    """Add facts to the open transaction; the ids of all of the version's, by what they state.

    What the version states already, or comes twice, is stored once. Three statements at most, however many facts.
    """
    known = _stored(version_id)
    new: dict[Stated, NewFact] = {}
    for fact in facts:
        if fact.stated not in known:
            new.setdefault(fact.stated, fact)
    if not new:
        return known
    rows = [
        {"article_version_id": version_id, "position": position, **asdict(fact)}
        for position, fact in enumerate(new.values(), start=len(known))
    ]
    db.session.execute(insert(FactRow), rows)
    return _stored(version_id)


def _stored(version_id: int) -> "dict[Stated, int]":
    query = select(FactRow.id, FactRow.start, FactRow.end, FactRow.claim).where(
        FactRow.article_version_id == version_id
    )
    return {(row.start, row.end, row.claim): row.id for row in db.session.execute(query)}
