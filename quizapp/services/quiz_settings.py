"""The settings of a quiz: how it is taken, kept now, frozen with the next published version."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.core.settings import LONGEST_LIMIT, MOST_ATTEMPTS, QuizSettings
from quizapp.extensions import db
from quizapp.models.quizzes import QuizVersion
from quizapp.services import audit
from quizapp.services.clock import utc_now
from quizapp.services.deadlines import move_ends
from quizapp.services.errors import Invalid
from quizapp.services.quizzes import own_quiz


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The settings of a quiz as its teacher sees them."""

    quiz_id: int
    title: str
    settings: QuizSettings
    closes_at: dt.datetime | None
    versions: int
    is_published: bool
    """Whether the newest version has just these settings."""


def settings_view(quiz_id: int, *, teacher_id: int) -> SettingsView:
    """The settings of a teacher's quiz. Raises ``NotFound`` for somebody else's."""
    quiz = own_quiz(quiz_id, teacher_id)
    versions = db.session.scalar(select(func.count()).where(QuizVersion.quiz_id == quiz.id)) or 0
    newest = db.session.scalar(
        select(QuizVersion.settings).where(QuizVersion.quiz_id == quiz.id).order_by(QuizVersion.id.desc()).limit(1)
    )
    settings = QuizSettings.from_json(quiz.settings)
    published = newest is not None and QuizSettings.from_json(newest) == settings
    return SettingsView(quiz.id, quiz.title, settings, quiz.closes_at, versions, published)


def keep_settings(quiz_id: int, settings: QuizSettings, closes_at: dt.datetime | None, *, teacher_id: int) -> None:
    """Keep how a quiz is taken, for its next version, and when it closes, which holds at once.

    A closing time moves the end of attempts that are open. Raises ``NotFound`` for somebody else's quiz,
    ``Invalid`` (fields ``time_limit``, ``attempts_allowed``) for a limit that is none.
    """
    quiz = own_quiz(quiz_id, teacher_id, lock=True)  # whoever is just starting gets the end that holds now
    limit = settings.time_limit
    if limit is not None and not 1 <= limit <= LONGEST_LIMIT:
        raise Invalid(
            {"time_limit": [f"Write whole minutes from 1 to {LONGEST_LIMIT}, or leave it blank for no limit."]}
        )
    allowed = settings.attempts_allowed
    if allowed is not None and not 1 <= allowed <= MOST_ATTEMPTS:
        raise Invalid({"attempts_allowed": [f"Write a whole number from 1 to {MOST_ATTEMPTS}, or leave it blank."]})
    if quiz.closes_at and closes_at == quiz.closes_at.replace(second=0, microsecond=0):
        closes_at = quiz.closes_at  # a form knows minutes only
    if closes_at is not None and closes_at != quiz.closes_at and closes_at <= utc_now():
        raise Invalid({"closes_at": ["This time is over. Choose a later one, or close the quiz on its page."]})
    before = {"settings": quiz.settings, "closes_at": quiz.closes_at and quiz.closes_at.isoformat()}
    quiz.settings = settings.as_json()
    moved = quiz.closes_at != closes_at
    quiz.closes_at = closes_at
    if moved:
        move_ends(quiz)
    audit.record("change settings", "quiz", quiz.id, teacher_id, before=before)
    db.session.commit()
