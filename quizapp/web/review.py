"""The review: what was right, why, and the sentences that prove it, as far as it may be told."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.core.settings import ArticleAccess
from quizapp.core.text.counting import number_word
from quizapp.services import reports, reviews, starting
from quizapp.services.attempts import AttemptView
from quizapp.services.errors import NotAllowed
from quizapp.services.guests import Taker
from quizapp.services.published import published
from quizapp.services.reviews import QuestionReview, Review
from quizapp.services.rulings import Correction
from quizapp.web import report_drafts
from quizapp.web.access import require_taker
from quizapp.web.pages import plural
from quizapp.web.source_pane import own_lines, runs_with
from quizapp.web.told_words import kept_words

pages = Blueprint("review", __name__)


@pages.app_context_processor
def _corrections() -> dict[str, object]:
    return {"correction_words": correction_words}


def correction_words(correction: Correction) -> str:
    """What a regrade changed, as in ``6 → 7 marks``; with what could be had where that changed."""
    before, after = f"{round(correction.marks_before, 2):g}", f"{round(correction.marks_after, 2):g}"
    if correction.possible_before != correction.possible_after:
        before += f" of {round(correction.possible_before, 2):g}"
        after += f" of {round(correction.possible_after, 2):g}"
    return f"{before} → {after} marks"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the review; none where no question belongs into it."""

    id: str
    heading: str
    questions: list[QuestionReview]


@pages.get("/attempts/<uuid:attempt_id>/review")
def show(attempt_id: UUID) -> str | Response:
    """The result of an attempt; before it is handed in, its check page."""
    taker = require_taker()
    try:
        review = reviews.review(str(attempt_id), taker)
    except NotAllowed:
        return redirect(url_for("attempts.check", attempt_id=attempt_id), 303)
    can_take = _can_take(review.attempt, taker)
    return render_template(
        "review/show.html",
        review=review,
        attempt=review.attempt,
        article=review.attempt.content.article,
        parts=_parts(review),
        lede=_lede(review, can_take=can_take),
        can_take=can_take,
        partly=_partly(review),
        kept=kept_words(review.attempt),
        asked_at=_asked_at(review),
        runs=runs_with(review.attempt),
        lines=own_lines(review.attempt) if _shows_article(review) else (),
        begun_reports=report_drafts.drafts_in(attempt_id),
        reports=reports.reports_in(str(attempt_id), taker),
    )


def _can_take(attempt: AttemptView, taker: Taker) -> bool:
    """Whether this person may still begin its quiz by the link."""
    if not attempt.can_be_started or attempt.content.settings.attempts_allowed is None:
        return attempt.can_be_started
    return starting.attempts_left(published(attempt.quiz_public_id), taker) != 0


def _parts(review: Review) -> list[Part]:
    """What needs reading most comes first: where somebody was sure, and wrong."""
    sure = [q for q in review.questions if q.is_sure_and_wrong]
    missed = [q for q in review.questions if q.result == "wrong" and not q.is_sure_and_wrong]
    partly = [q for q in review.questions if q.result == "partly"]
    right = [q for q in review.questions if q.is_right]
    untold = [q for q in review.questions if q.is_right is None]
    rights = plural(len(right), "right answer").capitalize()
    parts = [
        Part("sure", "Sure and wrong", sure),
        Part("missed", "Not right this time", missed),
        Part("partly", "Partly right", partly),
        Part("right", rights if sure or missed or partly else "All of them right", right),
        Part("untold", "Your answers", untold),
    ]
    return [part for part in parts if part.questions]


def _partly(review: Review) -> str:
    """How many are right in part only; blank for none."""
    number = sum(question.result == "partly" for question in review.questions)
    return f"{number_word(number).capitalize()} partly right." if number else ""


def _lede(review: Review, *, can_take: bool) -> str:
    if review.right is None:
        answered = review.attempt.answered
        return f"{plural(answered, 'answer was', 'answers were').capitalize()} kept as you gave them."
    if "citation" not in review.told:
        return "What was not right comes first." if 0 < review.right < review.counted else ""
    if review.right == review.counted:
        return "Every answer holds. The sentences that prove them stand below."
    if review.right == 0:
        once_more = " Read them, then try once more." if can_take else ""
        return f"The sentences that prove the answers stand below.{once_more}"
    return "What was not right comes first, with the sentence that settles it."


def _shows_article(review: Review) -> bool:
    """Whether the whole article stands below: where the proofs lead to it, and where one's own marks are in it."""
    settings = review.attempt.content.settings
    return "citation" in review.told or (bool(review.attempt.marks) and settings.article is ArticleAccess.OPEN)


def _asked_at(review: Review) -> dict[int, list[int]]:
    """By the number of a paragraph, the questions whose proof leads to it: the ways back."""
    asked: dict[int, list[int]] = {}
    for question in review.questions:
        if question.paragraph is not None:
            asked.setdefault(question.paragraph, []).append(question.position)
    return asked
