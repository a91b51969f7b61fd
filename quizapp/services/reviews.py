"""The review of a finished attempt: verdicts, keys, explanations, and the passages that prove them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from quizapp.core.attempts import Total, total
from quizapp.core.grading import KEY, NONE, WRONG, Row, grade, interaction, key_letters, key_rows, proven
from quizapp.core.items import CitationRole
from quizapp.core.text.marking import Mark
from quizapp.core.text.passages import Passage
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.services.attempts import AttemptView, Place, attempt_view
from quizapp.services.errors import NotAllowed
from quizapp.services.guests import Taker
from quizapp.services.item_views import mark_of
from quizapp.services.published import paragraph_at


@dataclass(frozen=True, slots=True)
class RowReview:
    """A line of a question after the verdict, and the paragraph that proves it or rules it out."""

    row: Row
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class QuestionReview:
    """One question after the verdict."""

    position: int
    interaction: str
    stem: str
    score: float
    is_answered: bool
    response_text: str
    key_text: str
    explanation: str
    note: str
    """What earned the score, where it can be earned in part."""
    feedback: tuple[str, ...]
    """Why what was chosen is wrong, where that is known."""
    rows: tuple[RowReview, ...]
    """Options or parts of the key; none where the words of the key say it all."""
    cited: tuple[Passage, ...]
    """The passages that are cited, in the order of the article."""
    marks: tuple[Mark, ...]
    paragraph: int | None
    """The paragraph that proves the key."""

    @property
    def is_right(self) -> bool:
        """Whether it earned the full score."""
        return self.score >= 1.0

    @property
    def key_name(self) -> str:
        """The key in short: its letters, else its words; blank where the rows say it better."""
        return key_letters([review.row for review in self.rows]) or ("" if self.rows else self.key_text)


@dataclass(frozen=True, slots=True)
class Review:
    """A whole attempt after it was handed in."""

    attempt: AttemptView
    total: Total
    questions: tuple[QuestionReview, ...]


def review(public_id: str, taker: Taker) -> Review:
    """The review of an attempt.

    Raises ``NotFound`` for somebody else's, ``NotAllowed`` while it is not handed in. Three statements.
    """
    attempt = attempt_view(public_id, taker)
    if attempt.submitted_at is None:
        raise NotAllowed("The answers open when you have handed in.")
    rows = db.session.execute(
        select(AttemptItem.score, AttemptItem.marks)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.public_id == public_id)
        .order_by(AttemptItem.position)
    ).all()
    scores = [(row.score or 0.0, row.marks) for row in rows]
    reviews = [_question(attempt, place, score) for place, (score, _) in zip(attempt.places, scores, strict=True)]
    return Review(attempt, total(scores), tuple(reviews))


def _question(attempt: AttemptView, place: Place, score: float) -> QuestionReview:
    question, article = place.question, attempt.content.article
    content, response = question.content, place.state.response
    module = interaction(content.interaction)
    rows = key_rows(content, place.option_order, response)
    marks = _marks(place, rows)
    return QuestionReview(
        position=place.position,
        interaction=content.interaction,
        stem=content.stem,
        score=score,
        is_answered=response is not None,
        response_text=module.response_text(content, response) if response else "",
        key_text=module.key_text(content),
        explanation=content.explanation,
        note=grade(content, response).note,
        feedback=tuple(row.feedback for row in rows if row.result == WRONG and row.feedback),
        rows=tuple(RowReview(row, _paragraph(attempt, place, row)) for row in rows),
        cited=tuple(p for p in article.passages if any(m.start < p.end and m.end > p.start for m in marks)),
        marks=marks,
        paragraph=paragraph_at(article, marks[0].start) if marks else None,
    )


def _paragraph(attempt: AttemptView, place: Place, row: Row) -> int | None:
    """The paragraph that proves an option or rules it out, where one of the two is to be shown."""
    if not row.option or row.result == NONE:
        return None
    wanted = (CitationRole.SUPPORTS, "") if row.result == KEY else (CitationRole.REFUTES, row.option)
    citation = next((v.citation for v in place.question.citations if (v.role, v.option) == wanted), None)
    return paragraph_at(attempt.content.article, citation.start) if citation else None


def _marks(place: Place, rows: Sequence[Row]) -> tuple[Mark, ...]:
    """The proof first, then what rules out what was wrongly chosen, unless the same words do both."""
    key = proven(place.question.content)
    wrong = {row.option for row in rows if row.result == WRONG}
    citations = place.question.citations
    proofs = [mark_of(v, rows, key) for v in citations if v.role is CitationRole.SUPPORTS]
    refuting = [mark_of(v, rows, key) for v in citations if v.role is CitationRole.REFUTES and v.option in wrong]
    apart = [r for r in refuting if not any(r.start < p.end and r.end > p.start for p in proofs)]
    return (*proofs, *apart)
