"""What teachers decided about questions after they were taken: the newest decision about each holds."""

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from quizapp.core.items import ItemContent
from quizapp.core.regrading import Policy
from quizapp.core.settings import ProofScoring
from quizapp.core.text.citations import cite, is_verbatim, locate
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.models.items import CitationRow, ItemVersion
from quizapp.models.quizzes import QuizVersion
from quizapp.models.regrades import Regrade, RegradeChange
from quizapp.services.attempts import is_taker
from quizapp.services.guests import Taker
from quizapp.services.item_views import CitationValue, citation_value, content_of
from quizapp.services.published import QuestionContent, QuizContent, database, proving_of


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a question is graded, since when."""

    policy: Policy
    item_version_id: int
    """The version whose key holds."""
    decided_at: dt.datetime

    @property
    def words(self) -> str:
        """For whoever took the quiz and whoever gave it."""
        return _WORDS[self.policy]


_WORDS = {
    Policy.KEY: "The answer that counts was corrected.",
    Policy.KEY_HELPS: "The answer that counts was corrected; what was right before still counts.",
    Policy.FULL: "This question was given up: everybody has full marks for it.",
    Policy.LEFT_OUT: "This question was given up: it counts for nobody.",
    Policy.LEFT_OUT_HELPS: "This question was given up: it is left out where that helps.",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a regrade changed in the result of one attempt: the note to its student."""

    attempt_id: str
    position: int
    policy: Policy
    marks_before: float
    possible_before: float
    marks_after: float
    possible_after: float
    at: dt.datetime


def _corrections() -> Any:
    change = RegradeChange
    return (
        select(
            Attempt.public_id,
            AttemptItem.shown_position,
            Regrade.policy,
            change.marks_before,
            change.possible_before,
            change.marks_after,
            change.possible_after,
            Regrade.decided_at,
        )
        .join(Regrade, Regrade.id == change.regrade_id)
        .join(AttemptItem, AttemptItem.id == change.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .order_by(Regrade.id.desc(), AttemptItem.id)
    )


def corrections_of(public_id: str) -> tuple[Correction, ...]:
    """What regrades changed in an attempt, the newest first. One statement; whose attempt it is, the caller knows."""
    return tuple(Correction(*row) for row in db.session.execute(_corrections().where(Attempt.public_id == public_id)))


def own_corrections(taker: Taker) -> dict[str, list[Correction]]:
    """What regrades changed in a person's attempts, by attempt, the newest first. One statement."""
    found: dict[str, list[Correction]] = {}
    for row in db.session.execute(_corrections().where(is_taker(taker))):
        found.setdefault(row.public_id, []).append(Correction(*row))
    return found


RULING = (Regrade.policy, Regrade.item_version_id.label("keyed_version_id"), Regrade.decided_at)
"""The columns of a ``Ruling``."""


def ruling_of(row: Any) -> Ruling:
    """The decision in a row with the columns ``RULING``."""
    return Ruling(row.policy, row.keyed_version_id, row.decided_at)


def newest_regrade(quiz_version_id: Any, asked_version_id: Any) -> Any:
    """The id of the decision that holds about a question, for a statement that names the two columns."""
    other = aliased(Regrade)
    return (
        select(func.max(other.id))
        .where(other.quiz_version_id == quiz_version_id, other.asked_version_id == asked_version_id)
        .scalar_subquery()
    )


def lock_version(quiz_version_id: int, *, to_decide: bool = False) -> None:
    """Hold a quiz version until the transaction ends: many may hand in at once, but nobody while somebody decides.

    On SQLite a transaction that may write is alone anyhow.
    """
    found = select(QuizVersion.id).where(QuizVersion.id == quiz_version_id)
    held = found.with_for_update() if to_decide else found.with_for_update(read=True, key_share=True)
    db.session.connection().execute(held).all()


def rulings_of(quiz_version_id: int) -> Mapping[int, Ruling]:
    """The decisions that hold in a quiz version, by the item version that it asks. One statement."""
    rows = db.session.execute(
        select(Regrade.asked_version_id, *RULING)
        .where(
            Regrade.quiz_version_id == quiz_version_id,
            Regrade.id == newest_regrade(Regrade.quiz_version_id, Regrade.asked_version_id),
        )
        .order_by(Regrade.id)
    )
    return {row.asked_version_id: ruling_of(row) for row in rows}


def graded_with(question: QuestionContent, quiz: QuizContent, ruling: Ruling | None) -> QuestionContent:
    """The question with the content by which it is graded: mark, key, explanation and proof are of one version."""
    version_id = ruling.item_version_id if ruling else question.item_version_id
    return with_version(question, quiz, version_id)


def with_version(question: QuestionContent, quiz: QuizContent, item_version_id: int) -> QuestionContent:
    """The question with the content of another version of its item, cited in the article as the quiz shows it."""
    if item_version_id == question.item_version_id:
        return question
    content, citations = _version(database(), item_version_id)
    kept = tuple(found for value in citations if (found := _in_text(value, quiz.article.text)))
    other = replace(question, item_version_id=item_version_id, content=content, citations=kept)
    if quiz.settings.proof is ProofScoring.OFF or question.proving is None:
        return other
    return replace(other, proving=proving_of(other, quiz.article) or question.proving)


def _in_text(value: CitationValue, text: str) -> CitationValue | None:
    """The citation where its words stand in this text, ``None`` where they do not stand there just once."""
    if is_verbatim(text, value.citation):
        return replace(value, citation=cite(text, value.citation.start, value.citation.end))
    found = locate(text, value.citation.exact)
    return replace(value, citation=found) if found else None


@lru_cache(maxsize=256)
def _version(_database: Hashable, item_version_id: int) -> tuple[ItemContent, tuple[CitationValue, ...]]:
    """A version never changes, so the newest asked for are kept in process, per database."""
    content = content_of(db.session.get_one(ItemVersion, item_version_id))
    cited = select(CitationRow).where(CitationRow.item_version_id == item_version_id).order_by(CitationRow.id)
    return content, tuple(citation_value(row) for row in db.session.scalars(cited))
