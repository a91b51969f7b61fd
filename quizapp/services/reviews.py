"""What is told of an attempt, and only once it may be: verdicts, keys, explanations, the passages that prove them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from sqlalchemy import select

from quizapp.core.attempts import SURE, SURENESS_SCALE, Earned, total
from quizapp.core.grading import (
    KEY,
    NONE,
    WRONG,
    Row,
    grade,
    interaction,
    key_letters,
    key_rows,
    proven,
    response_words,
)
from quizapp.core.items import CitationRole
from quizapp.core.settings import When
from quizapp.core.text.counting import effort
from quizapp.core.text.marking import Mark
from quizapp.core.text.passages import Passage
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.services.attempts import AttemptView, Place, attempt_view
from quizapp.services.errors import NotAllowed
from quizapp.services.guests import Taker
from quizapp.services.item_views import mark_of
from quizapp.services.proofs import ProofReview, review_of
from quizapp.services.published import paragraph_at
from quizapp.services.rulings import Correction, Ruling, corrections_of, graded_with, rulings_of
from quizapp.services.telling import told as told_now


@dataclass(frozen=True, slots=True)
class RowReview:
    """A line of a question after the verdict, and the paragraph that proves it or rules it out."""

    row: Row
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class QuestionReview:
    """One question with as much of its feedback as may be told; what may not is ``None`` or blank."""

    position: int
    interaction: str
    stem: str
    score: float | None
    """0 to 1."""
    worth: float
    """The marks of a full score."""
    is_right: bool | None
    """Whether it earned the full score."""
    is_partly_right: bool
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
    effort: str
    """Tries and hints that it took, in words; blank for the first try without a hint."""
    sureness: str
    """How sure the student was, in words; blank where that was not said."""
    is_sure: bool
    proof: ProofReview | None
    """What came of the proof; ``None`` where none was asked for."""
    is_unproven: bool
    """Whether a right response lost marks to its proof."""
    ruling: str = ""
    """What the teacher decided about the question since it was published, in words; blank where nothing was."""
    is_left_out: bool = False
    """Whether it was taken out of the result."""

    @property
    def is_sure_and_wrong(self) -> bool:
        """Whether a response that its student was sure of is not right."""
        return self.is_sure and self.is_right is False and not (self.is_unproven or self.is_partly_right)

    @property
    def result(self) -> str:
        """``right``, ``partly`` or ``wrong``, as the verdict is drawn; blank where it may not be told."""
        if self.is_right is None:
            return ""
        return "right" if self.is_right else "partly" if self.is_partly_right or self.is_unproven else "wrong"

    @property
    def earned(self) -> float | None:
        """Marks earned; ``None`` where they may not be told."""
        return None if self.score is None else round(self.score * self.worth, 2)

    @property
    def key_name(self) -> str:
        """The key in short: its letters, else its words; blank where the rows say it better."""
        return key_letters([review.row for review in self.rows]) or ("" if self.rows else self.key_text)


@dataclass(frozen=True, slots=True)
class Review:
    """A whole attempt after it was handed in."""

    attempt: AttemptView
    right: int | None
    """How many questions are fully right."""
    counted: int
    """Of how many: without those that were left out."""
    marks: float | None
    """Marks earned."""
    possible: float
    """Marks that can be earned."""
    questions: tuple[QuestionReview, ...]
    told: frozenset[str]
    """The parts of the feedback that are told, as in ``FeedbackTimes``."""
    corrections: tuple[Correction, ...] = ()
    """What a regrade changed in it, the newest first; none where marks may not be told."""


def told_parts(attempt: AttemptView) -> frozenset[str]:
    """The parts of the feedback that may be told of an attempt as things stand now."""
    return told_now(attempt.content.settings, attempt.kind, attempt.submitted_at, is_closed=attempt.quiz_is_closed)


def kept_parts(attempt: AttemptView) -> Mapping[When, tuple[str, ...]]:
    """The parts that may not be told yet, by when they will be."""
    times, told = attempt.content.settings.times(is_practice=attempt.is_practice), told_parts(attempt)
    kept: dict[When, tuple[str, ...]] = {}
    for name in (field.name for field in fields(times) if field.name not in told):
        kept[getattr(times, name)] = (*kept.get(getattr(times, name), ()), name)
    return kept


def review(public_id: str, taker: Taker) -> Review:
    """The review of an attempt.

    Every question is shown with the version by which it is graded now, so that mark, key and explanation agree.
    Raises ``NotFound`` for somebody else's, ``NotAllowed`` while it is not handed in. Four statements.
    """
    attempt = attempt_view(public_id, taker)
    if attempt.submitted_at is None:
        raise NotAllowed("The answers open when you have handed in.")
    rows = db.session.execute(
        select(AttemptItem.score, AttemptItem.marks, AttemptItem.is_left_out)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.public_id == public_id)
        .order_by(AttemptItem.shown_position)
    ).all()
    earned = [Earned(row.score or 0.0, row.marks, row.is_left_out) for row in rows]
    told, result, rulings = told_parts(attempt), total(earned), rulings_of(attempt.content.quiz_version_id)
    return Review(
        attempt,
        result.right if "verdict" in told else None,
        result.questions,
        result.marks if "mark" in told else None,
        result.possible,
        tuple(
            _ruled(attempt, place, one, rulings.get(place.question.item_version_id))
            for place, one in zip(attempt.places, earned, strict=True)
        ),
        told,
        corrections_of(public_id) if "mark" in told else (),
    )


def _ruled(attempt: AttemptView, place: Place, earned: Earned, ruling: Ruling | None) -> QuestionReview:
    graded = replace(place, question=graded_with(place.question, attempt.content, ruling))
    found = question_review(attempt, graded, earned.score, told_parts(attempt))
    return replace(found, ruling=ruling.words if ruling else "", is_left_out=earned.is_left_out)


def question_review(attempt: AttemptView, place: Place, score: float, told: frozenset[str]) -> QuestionReview:
    """One question with the parts of its feedback that are ``told``; the others never get into it."""
    question, article = place.question, attempt.content.article
    content, response = question.content, place.state.response
    module = interaction(content.interaction)
    rows, graded = key_rows(content, place.option_order, response), grade(content, response)
    marks = _marks(place, rows, told)
    has_verdict, has_key, has_why = ("verdict" in told, "key" in told, "explanation" in told)
    return QuestionReview(
        position=place.position,
        interaction=content.interaction,
        stem=content.stem,
        score=score if "mark" in told else None,
        worth=question.marks,
        is_right=score >= 1.0 if has_verdict else None,
        is_partly_right=has_verdict and 0 < score < 1,
        is_answered=response is not None,
        response_text=response_words(content, response),
        key_text=module.key_text(content) if has_key else "",
        explanation=content.explanation if has_why else "",
        note=graded.note if {"mark", "verdict"} <= told else "",
        feedback=tuple(row.feedback for row in rows if row.result == WRONG and row.feedback)
        if has_why and has_verdict
        else (),
        rows=tuple(RowReview(row, _paragraph(attempt, place, row, told)) for row in rows)
        if has_key and has_verdict
        else (),
        cited=tuple(p for p in article.passages if any(m.start < p.end and m.end > p.start for m in marks)),
        marks=marks,
        paragraph=paragraph_at(article, marks[0].start) if marks else None,
        effort=effort(place.state.tries, place.state.hints),
        sureness=SURENESS_SCALE.get(place.state.sureness or "", ""),
        is_sure=place.state.sureness == SURE,
        proof=review_of(attempt, place, told),
        is_unproven=has_verdict and score < 1.0 and graded.is_right,
    )


def _paragraph(attempt: AttemptView, place: Place, row: Row, told: frozenset[str]) -> int | None:
    """The paragraph that proves an option or rules it out, where one of the two is to be shown."""
    if not row.option or row.result == NONE or "citation" not in told:
        return None
    wanted = (CitationRole.SUPPORTS, "") if row.result == KEY else (CitationRole.REFUTES, row.option)
    citation = next((v.citation for v in place.question.citations if (v.role, v.option) == wanted), None)
    return paragraph_at(attempt.content.article, citation.start) if citation else None


def _marks(place: Place, rows: Sequence[Row], told: frozenset[str]) -> tuple[Mark, ...]:
    """The proof first, then what rules out what was wrongly chosen, unless the same words do both.

    Their labels name the key, and what was chosen wrongly, only where that is told too.
    """
    if "citation" not in told:
        return ()
    key = proven(place.question.content) if "key" in told else "the answer"
    key_shown = rows if "key" in told else ()
    wrong = {row.option for row in rows if row.result == WRONG}
    citations = place.question.citations
    proofs = [mark_of(v, key_shown, key) for v in citations if v.role is CitationRole.SUPPORTS]
    if "verdict" not in told:
        return tuple(proofs)
    refuting = [mark_of(v, rows, key) for v in citations if v.role is CitationRole.REFUTES and v.option in wrong]
    apart = [r for r in refuting if not any(r.start < p.end and r.end > p.start for p in proofs)]
    return (*proofs, *apart)
