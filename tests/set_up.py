"""A quiz published with settings of its own."""

from quizapp.core.items import ItemContent
from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.quizzes import Quiz
from quizapp.services import quizzes
from tests.samples import CONTENTS, make_quiz


def quiz_with(settings: QuizSettings, contents: tuple[ItemContent, ...] = CONTENTS) -> str:
    """The public id of a listed quiz published with these settings."""
    made = make_quiz(None, contents, listed=True)
    db.session.get_one(Quiz, made.quiz_id).settings = settings.as_json()
    db.session.commit()
    quizzes.publish(made.quiz_id, publisher_id=None)
    db.session.rollback()
    return made.public_id
