"""The fold: what a student did, step by step, into what stands now; and scores into a result."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from quizapp.core.grading import shown_order
from quizapp.core.items import ItemContent, Json

RESPOND = "respond"
FLAG = "flag"


@dataclass(frozen=True, slots=True)
class StepValue:
    """One step of a student on one question, in the order of ``sequence`` (from 1)."""

    sequence: int
    kind: str
    response: Json | bool | None


@dataclass(frozen=True, slots=True)
class ItemState:
    """What stands for one question: the newest response (``None`` = none) and the newest flag."""

    response: Json | None = None
    flagged: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether a response stands."""
        return self.response is not None


def fold(steps: Iterable[StepValue]) -> ItemState:
    """The state after all ``steps``, whatever order they come in: the greatest sequence of a kind wins."""
    response: Json | None = None
    flagged = False
    for step in sorted(steps, key=lambda step: step.sequence):
        if step.kind == RESPOND:
            response = step.response if isinstance(step.response, dict) else None
        elif step.kind == FLAG:
            flagged = step.response is True
    return ItemState(response, flagged)


@dataclass(frozen=True, slots=True)
class Total:
    """The result of an attempt: marks earned and possible, and how many questions were fully right."""

    marks: float
    possible: float
    right: int
    questions: int


def total(scores: Sequence[tuple[float, float]]) -> Total:
    """The result of ``(score 0..1, marks)`` pairs, one a question."""
    return Total(
        marks=sum(score * marks for score, marks in scores),
        possible=sum(marks for _, marks in scores),
        right=sum(score >= 1.0 for score, _ in scores),
        questions=len(scores),
    )


def option_order(content: ItemContent, *, seed: int, position: int) -> list[str]:
    """The ids of an item's options as one attempt shows them: decided by its seed, then stored."""
    return shown_order(content, Random(f"{seed}:{position}"))  # noqa: S311 - an order, not a secret
