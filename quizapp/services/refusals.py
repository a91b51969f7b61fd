"""Why a step was not stored though it could be read: what its student is told."""

import datetime as dt
from enum import StrEnum

from quizapp.core.deadlines import EndReason
from quizapp.services.errors import Conflict


class Refusal(StrEnum):
    """Why a response was not stored though it could be read."""

    BEHIND = "behind"
    """Another response was stored since, by another tab or device."""
    HANDED_IN = "handed_in"
    OVER = "over"
    """The time of the attempt is over."""
    CLOSED = "closed"
    """The quiz closed by itself while the attempt was open."""
    BY_TEACHER = "by_teacher"
    """Its teacher closed the quiz while the attempt was open."""


BY_TIME = {
    EndReason.LIMIT: Refusal.OVER,
    EndReason.WINDOW: Refusal.CLOSED,
    EndReason.CLOSED: Refusal.BY_TEACHER,
}
"""What ended an attempt that nobody handed in, by the reason for its end."""

_WHY = {
    Refusal.BEHIND: "Another answer to this question was saved elsewhere{when}, so this one was not.",
    Refusal.HANDED_IN: "This quiz was handed in already{when}, so this answer was not added. {kept}",
    Refusal.OVER: "The time for this quiz is over{when}, so this answer was not added. {kept}",
    Refusal.CLOSED: "This quiz is closed{when}, so this answer was not added. {kept}",
    Refusal.BY_TEACHER: "This quiz was closed by your teacher{when}, so this answer was not added. {kept}",
}
_SENTENCE_BEHIND = (
    "The answer or its sentence was changed elsewhere{when}, so this sentence was not saved. Choose again."
)


class NotStored(Conflict):
    """Nothing was stored: why, since when, and how many responses of the attempt stand."""

    def __init__(
        self, refusal: Refusal, at: dt.datetime | None, *, kept: int, questions: int, is_sentence: bool = False
    ) -> None:
        """Keep what there is to tell. Its text names no time: that is for the page, which knows the zone."""
        self.refusal, self.at, self.kept, self.questions = refusal, at, kept, questions
        self._is_sentence = is_sentence
        super().__init__(self.words())

    @property
    def is_behind(self) -> bool:
        """Whether the attempt goes on: only something newer stands."""
        return self.refusal is Refusal.BEHIND

    def words(self, when: str = "") -> str:
        """What the student reads; ``when`` is the moment in words."""
        why = _SENTENCE_BEHIND if self.is_behind and self._is_sentence else _WHY[self.refusal]
        answers = "answer" if self.questions == 1 else "answers"
        kept = f"{self.kept} of {self.questions} {answers} {'was' if self.kept == 1 else 'were'} kept."
        return why.format(when=f" ({when})" if when else "", kept=kept)
