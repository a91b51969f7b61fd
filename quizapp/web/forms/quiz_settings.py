"""The form of the quiz settings."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from quizapp.core.settings import (
    LONGEST_LIMIT,
    MOST_ATTEMPTS,
    ArticleAccess,
    FeedbackTimes,
    ProofScoring,
    QuizSettings,
    When,
)
from quizapp.services.errors import Invalid
from quizapp.web.forms.moments import EXAMPLE, read_wall, written

TIMES = {
    When.EACH: "After each response",
    When.SUBMIT: "When it is handed in",
    When.CLOSE: "When the quiz closes",
    When.NEVER: "Never",
}
ARTICLE = {
    ArticleAccess.OPEN: "Open",
    ArticleAccess.NUMBERS: "Paragraph numbers only",
    ArticleAccess.HIDDEN: "Hidden",
}
PROOF = {
    ProofScoring.OFF: "Not asked",
    ProofScoring.UNSCORED: "Asked, without marks",
    ProofScoring.PARTIAL: "Half of the marks are for the sentence, if the answer is right",
    ProofScoring.ALL: "Marks only if answer and sentence are both right",
}
OPTIONS = {"shuffled": "Shuffled, in another order for each student", "written": "As written"}
QUESTIONS = {"arranged": "As arranged", "shuffled": "Shuffled, in another order for each student"}
PARTS = ("mark", "verdict", "key", "explanation", "citation")
"""Fields of ``FeedbackTimes``, as the form has them."""


def _select(label: str, choices: Mapping[Any, str]) -> SelectField:
    return SelectField(label, choices=[SelectChoice(str(value), words) for value, words in choices.items()])


class QuizSettingsForm(FlaskForm):
    """What ``core.settings.QuizSettings`` holds, and the closing time, in a teacher's words."""

    time_limit = StringField("Time limit in minutes", render_kw={"inputmode": "numeric", "autocomplete": "off"})
    closes_at = StringField("Closes at", render_kw={"type": "datetime-local", "autocomplete": "off"})
    attempts_allowed = StringField("Attempts allowed", render_kw={"inputmode": "numeric", "autocomplete": "off"})
    practice = BooleanField("It may be practised too")
    mark = _select("The mark", TIMES)
    verdict = _select("Which answers are right", TIMES)
    key = _select("The right answers", TIMES)
    explanation = _select("The explanations", TIMES)
    citation = _select("The passages that prove them", TIMES)
    questions = _select("The order of the questions", QUESTIONS)
    options = _select("The options of a question", OPTIONS)
    article = _select("The article beside the questions", ARTICLE)
    proof = _select("Which sentence proves it?", PROOF)
    sureness = BooleanField("Ask how sure they are of each answer")

    @classmethod
    def of(cls, settings: QuizSettings, closes_at: dt.datetime | None) -> "QuizSettingsForm":
        """The form filled in with settings as they are."""
        return cls(
            time_limit="" if settings.time_limit is None else str(settings.time_limit),
            closes_at=written(closes_at.astimezone()) if closes_at else "",
            attempts_allowed="" if settings.attempts_allowed is None else str(settings.attempts_allowed),
            practice=settings.practice,
            questions="shuffled" if settings.shuffle_questions else "arranged",
            options="shuffled" if settings.shuffle_options else "written",
            article=settings.article.value,
            proof=settings.proof.value,
            sureness=settings.sureness,
            **{part: getattr(settings.feedback, part).value for part in PARTS},
        )

    def told(self) -> list[Field]:
        """The fields that say what is told when, in their order."""
        return [self[part] for part in PARTS]

    def values(self) -> tuple[QuizSettings, dt.datetime | None]:
        """What was filled in. Raises ``Invalid`` with every field that cannot be taken."""
        problems: dict[str, list[str]] = {}
        known: dict[str, Iterable[str]] = {
            **dict.fromkeys(PARTS, When),
            "questions": QUESTIONS,
            "options": OPTIONS,
            "article": ArticleAccess,
            "proof": ProofScoring,
        }
        for name, values in known.items():
            if self[name].data not in set(values):
                problems[name] = ["Choose one of the lines of this list."]
        limit = self._number("time_limit", LONGEST_LIMIT, "whole minutes", " for no limit", problems)
        allowed = self._number("attempts_allowed", MOST_ATTEMPTS, "a whole number", "", problems)
        closes_at = self._closing(problems)
        if problems:
            raise Invalid(problems)
        settings = QuizSettings(
            feedback=FeedbackTimes(**{part: When(self[part].data) for part in PARTS}),
            practice=bool(self.practice.data),
            time_limit=limit,
            article=ArticleAccess(self.article.data),
            proof=ProofScoring(self.proof.data),
            sureness=bool(self.sureness.data),
            shuffle_options=self.options.data == "shuffled",
            shuffle_questions=self.questions.data == "shuffled",
            attempts_allowed=allowed,
        )
        return settings, closes_at

    def _number(self, name: str, most: int, what: str, blank: str, problems: dict[str, list[str]]) -> int | None:
        words = (self[name].data or "").strip()
        if not words:
            return None
        number = int(words) if words.isascii() and words.isdigit() and len(words) <= 4 else 0
        if not 1 <= number <= most:
            problems[name] = [f"Write {what} from 1 to {most}, or leave it blank{blank}."]
        return number

    def _closing(self, problems: dict[str, list[str]]) -> dt.datetime | None:
        words = (self.closes_at.data or "").strip()
        if not words:
            return None
        try:
            return read_wall(words).astimezone(dt.UTC)  # a naive time is one of the server's own clock
        except (ValueError, OverflowError, OSError):
            problems["closes_at"] = [f"Write a date and a time, as {EXAMPLE}, or leave it blank."]
            return None
