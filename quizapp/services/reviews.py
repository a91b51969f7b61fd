"""The review of a finished attempt: verdicts, keys, explanations, and the passages that prove them."""

from dataclasses import dataclass

from sqlalchemy import select

from quizapp.core.attempts import Total, total
from quizapp.core.grading import interaction
from quizapp.core.items import CitationRole, Option
from quizapp.core.text.marking import Mark
from quizapp.core.text.passages import Passage
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.services.attempts import AttemptView, Place, attempt_view
from quizapp.services.errors import NotAllowed
from quizapp.services.guests import Taker
from quizapp.services.published import paragraph_at


@dataclass(frozen=True, slots=True)
class OptionReview:
    """An option after the verdict. ``result`` is ``key``, ``wrong`` (chosen, not the key) or ``none``."""

    letter: str
    option: Option
    result: str
    is_chosen: bool
    paragraph: int | None
    """The paragraph that proves it or rules it out."""


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
    feedback: str
    """Why the chosen option is wrong, where that is known."""
    options: tuple[OptionReview, ...]
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
    def key_letter(self) -> str:
        """The letter of the key, or blank where there are no options."""
        return next((option.letter for option in self.options if option.result == "key"), "")


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
    key_id, chosen = content.key.get("option"), (response or {}).get("option")
    options = tuple(
        _option(attempt, place, letter, option_id, key_id=key_id, chosen=chosen)
        for letter, option_id in zip("ABCDEF", place.option_order, strict=False)
    )
    letters = {review.option.id: review.letter for review in options}
    marks = _marks(place, letters, chosen, module.key_text(content))
    picked = next((option for option in content.options if option.id == chosen), None)
    return QuestionReview(
        position=place.position,
        interaction=content.interaction,
        stem=content.stem,
        score=score,
        is_answered=response is not None,
        response_text=module.response_text(content, response) if response else "",
        key_text=module.key_text(content),
        explanation=content.explanation,
        feedback=picked.feedback if picked and chosen != key_id else "",
        options=options,
        cited=tuple(p for p in article.passages if any(m.start < p.end and m.end > p.start for m in marks)),
        marks=marks,
        paragraph=paragraph_at(article, marks[0].start) if marks else None,
    )


def _option(  # noqa: PLR0913
    attempt: AttemptView, place: Place, letter: str, option_id: str, *, key_id: str | None, chosen: str | None
) -> OptionReview:
    option = next(option for option in place.question.content.options if option.id == option_id)
    is_key = option_id == key_id
    wanted = (CitationRole.SUPPORTS, "") if is_key else (CitationRole.REFUTES, option_id)
    citation = next((v.citation for v in place.question.citations if (v.role, v.option) == wanted), None)
    result = "key" if is_key else "wrong" if option_id == chosen else "none"
    paragraph = paragraph_at(attempt.content.article, citation.start) if citation and result != "none" else None
    return OptionReview(letter, option, result, option_id == chosen, paragraph)


def _marks(place: Place, letters: dict[str, str], chosen: str | None, key_text: str) -> tuple[Mark, ...]:
    """The proof first, then what rules the wrong choice out, unless the same words do both."""
    key = letters.get(place.question.content.key.get("option", ""), "")
    short_key = key_text if len(key_text) <= 24 else "the answer"
    proofs = [
        Mark(v.citation.start, v.citation.end, "proves", f"proves {key or short_key}")
        for v in place.question.citations
        if v.role is CitationRole.SUPPORTS
    ]
    refuting = [
        Mark(v.citation.start, v.citation.end, "refutes", f"rules out {letters.get(v.option, '')}".strip())
        for v in place.question.citations
        if v.role is CitationRole.REFUTES and v.option == chosen
    ]
    apart = [r for r in refuting if not any(r.start < p.end and r.end > p.start for p in proofs)]
    return (*proofs, *apart)
