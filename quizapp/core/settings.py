"""How a quiz is taken: what is told when, whether the article lies open, how long there is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any


class When(StrEnum):
    """When something about a response may reach the student, from early to never."""

    EACH = "each"
    """After each response."""
    SUBMIT = "submit"
    """When the attempt is handed in."""
    CLOSE = "close"
    """When the quiz is closed."""
    NEVER = "never"


_EARLY_TO_LATE = tuple(When)


class ArticleAccess(StrEnum):
    """What of the article lies beside the questions."""

    OPEN = "open"
    NUMBERS = "numbers"
    """Only where a question can be answered: the numbers of the paragraphs, without their words."""
    HIDDEN = "hidden"


class ProofScoring(StrEnum):
    """Whether "which sentence proves it?" is asked after a question, and what it counts."""

    OFF = "off"
    UNSCORED = "unscored"
    PARTIAL = "partial"
    """Half of the marks are for the sentence (``core.proofs``)."""
    ALL = "all"
    """Marks only where the response and the sentence are both right."""


@dataclass(frozen=True, slots=True)
class FeedbackTimes:
    """When each part of the feedback is told."""

    mark: When = When.SUBMIT
    verdict: When = When.SUBMIT
    key: When = When.SUBMIT
    explanation: When = When.SUBMIT
    citation: When = When.SUBMIT

    def told(self, moment: When) -> frozenset[str]:
        """The parts that may be told once ``moment`` is reached."""
        reached = _EARLY_TO_LATE.index(moment)
        return frozenset(f.name for f in fields(self) if _EARLY_TO_LATE.index(getattr(self, f.name)) <= reached)


PRACTICE = FeedbackTimes(When.EACH, When.EACH, When.EACH, When.EACH, When.EACH)
"""In practice everything is told at once."""
LONGEST_LIMIT = 600
"""Minutes."""
MOST_ATTEMPTS = 100


def _number(kept: Mapping[str, Any], name: str, most: int) -> int | None:
    """A whole number from 1 to ``most``, or none. Raises ``ValueError`` for any other."""
    number = kept.get(name)
    if number is not None and not 1 <= number <= most:
        raise ValueError(f"{name} is from 1 to {most}, not {number}")
    return number


@dataclass(frozen=True, slots=True)
class QuizSettings:
    """What a teacher decides about taking a quiz. ``time_limit`` is in minutes."""

    feedback: FeedbackTimes = field(default_factory=FeedbackTimes)
    practice: bool = False
    """Whether it may be practised too, with feedback after each response and without a mark: whoever practises first
    knows the keys."""
    time_limit: int | None = None
    article: ArticleAccess = ArticleAccess.OPEN
    proof: ProofScoring = ProofScoring.OFF
    sureness: bool = False
    """Whether students may say how sure they are of a response."""
    shuffle_options: bool = True
    """Whether the options of a choice lie in another order in each attempt."""
    shuffle_questions: bool = False
    """Whether the questions stand in another order in each attempt."""
    attempts_allowed: int | None = None
    """How often somebody may take it by its link, practice aside; ``None`` is any number. Assignments have their own."""

    def limit(self, *, is_practice: bool) -> int | None:
        """Minutes for an attempt; practice, which is for learning, has as many as it takes."""
        return None if is_practice else self.time_limit

    def told(self, *, is_practice: bool, is_handed_in: bool, is_closed: bool) -> frozenset[str]:
        """The parts of the feedback that may be told of an attempt, whose quiz may be closed for good by now."""
        after = When.CLOSE if is_closed else When.SUBMIT
        return self.times(is_practice=is_practice).told(after if is_handed_in else When.EACH)

    def times(self, *, is_practice: bool) -> FeedbackTimes:
        """When each part is told of an attempt."""
        return PRACTICE if is_practice else self.feedback

    @property
    def may_be_practised(self) -> bool:
        """Whether practice is offered: it tells everything, so only where handing in tells everything too."""
        return self.practice and self.feedback.told(When.SUBMIT) == PRACTICE.told(When.EACH)

    def as_json(self) -> dict[str, Any]:
        """As plain values, for the database."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "QuizSettings":
        """Settings as ``as_json`` gave them; what is missing has its default. Raises ``ValueError`` for values unknown."""
        times = {name: When(value) for name, value in kept.get("feedback", {}).items()}
        return cls(
            feedback=FeedbackTimes(**times),
            practice=bool(kept.get("practice", False)),
            time_limit=_number(kept, "time_limit", LONGEST_LIMIT),
            article=ArticleAccess(kept.get("article", ArticleAccess.OPEN)),
            proof=ProofScoring(kept.get("proof", ProofScoring.OFF)),
            sureness=bool(kept.get("sureness", False)),
            shuffle_options=bool(kept.get("shuffle_options", True)),
            shuffle_questions=bool(kept.get("shuffle_questions", False)),
            attempts_allowed=_number(kept, "attempts_allowed", MOST_ATTEMPTS),
        )
