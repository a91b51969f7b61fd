"""A quiz whose questions are shuffled, and where each of them stands in an attempt."""

from sqlalchemy import select

from quizapp.core.items import ItemContent
from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.services import quiz_settings, quizzes
from tests.samples import CONTENTS, RIGHT, Published, make_quiz

RIGHT_BY_STEM = {content.stem: right for content, right in zip(CONTENTS, RIGHT, strict=True)}


def shuffled_quiz(
    owner_id: int, settings: QuizSettings | None = None, contents: tuple[ItemContent, ...] = CONTENTS
) -> Published:
    """A teacher's quiz, published with these settings."""
    made = make_quiz(owner_id, contents)
    settings = settings or QuizSettings(shuffle_questions=True)
    quiz_settings.keep_settings(made.quiz_id, settings, None, teacher_id=owner_id)
    quizzes.publish(made.quiz_id, publisher_id=owner_id)
    db.session.rollback()
    return made


def order_of(attempt: str) -> list[int]:
    """The places in the quiz of an attempt's questions, as its student sees them, straight from the database."""
    rows = db.session.scalars(
        select(AttemptItem.position)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.public_id == attempt)
        .order_by(AttemptItem.shown_position)
    )
    found = list(rows)
    db.session.rollback()
    return found


def shown_at(attempt: str, content: ItemContent) -> int:
    """Where the student sees a question of ``CONTENTS``."""
    return order_of(attempt).index(CONTENTS.index(content) + 1) + 1


def right(content: ItemContent) -> dict[str, list[str]]:
    """The fields that answer a question rightly."""
    sent = RIGHT_BY_STEM[content.stem]
    return {"response": [sent] if isinstance(sent, str) else sent}
