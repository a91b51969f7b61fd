"""The fold: what a student did, step by step, into what stands now; and scores into a result."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from quizapp.core.grading import is_order_free, shown_order
from quizapp.core.items import ItemContent, Json

RESPOND = "respond"
FLAG = "flag"
SURENESS = "sureness"
HINT = "hint"
PROOF = "proof"

SURE = "sure"
SURENESS_SCALE = {"unsure": "Unsure", "fairly": "Fairly sure", SURE: "Sure"}
"""How sure somebody may say they are, with the words for it, from little to much."""
CHECKED = 0
"""A hint step that told only whether the response before it is right."""
TOLD = 9
"""A hint step that told everything that may be told. Between the two count the hints, from 1."""


@dataclass(frozen=True, slots=True)
class StepValue:
    """One step of a student on one question, in the order of ``sequence`` (from 1)."""

    sequence: int
    kind: str
    response: Json | bool | int | str | None


@dataclass(frozen=True, slots=True)
class ItemState:
    """What stands for one question: the newest response (``None`` = none), flag and sureness, and what was told."""

    response: Json | None = None
    flagged: bool = False
    sureness: str | None = None
    hints: int = 0
    """How many hints were taken."""
    tries: int = 0
    """How many responses were told to be right or not."""
    is_checked: bool = False
    """Whether it was told if the response that stands is right, since it was given or of the same one before."""
    is_told: bool = False
    """Whether everything was told that may be; the response then stands for good."""
    proof: tuple[int, int] | None = None
    """``[start, end)`` of the sentence that is said to prove the response."""
    is_proof_older: bool = False
    """Whether another response was given since the sentence was chosen."""

    @property
    def was_checked(self) -> bool:
        """Whether it was told of any response if it is right."""
        return self.tries > 0

    @property
    def is_answered(self) -> bool:
        """Whether a response stands."""
        return self.response is not None


def fold(steps: Iterable[StepValue]) -> ItemState:
    """The state after all ``steps``, whatever order they come in: the greatest sequence of a kind wins."""
    newest: dict[str, StepValue] = {}
    rungs: list[StepValue] = []
    proven: StepValue | None = None
    checked: dict[int, object] = {}
    for step in sorted(steps, key=lambda step: step.sequence):
        newest[step.kind] = step
        if step.kind == HINT:
            rungs.append(step)
            if step.response in (CHECKED, TOLD) and RESPOND in newest:
                checked[newest[RESPOND].sequence] = newest[RESPOND].response
        if step.kind == PROOF:
            proven = newest.get(RESPOND)
    respond, flag, sureness, proof = newest.get(RESPOND), newest.get(FLAG), newest.get(SURENESS), newest.get(PROOF)
    return ItemState(
        response=respond.response if respond and isinstance(respond.response, dict) else None,
        flagged=flag is not None and flag.response is True,
        sureness=str(sureness.response) if sureness and sureness.response in SURENESS_SCALE else None,
        hints=max((_hint(step) for step in rungs), default=0),
        is_checked=respond is not None and respond.response is not None and respond.response in checked.values(),
        tries=len(checked),
        is_told=any(step.response == TOLD for step in rungs),
        proof=(proof.response["start"], proof.response["end"]) if proof and isinstance(proof.response, dict) else None,
        is_proof_older=proven is not None and respond is not None and proven.response != respond.response,
    )


def _hint(step: StepValue) -> int:
    return step.response if isinstance(step.response, int) and CHECKED < step.response < TOLD else 0


class Earned(NamedTuple):
    """What one question of an attempt counts."""

    score: float
    """0 to 1."""
    marks: float
    """What a score of 1 is worth."""
    is_left_out: bool = False
    """Whether it was taken out of the result: its marks can be neither earned nor missed."""


@dataclass(frozen=True, slots=True)
class Total:
    """The result of an attempt, over the questions that count: marks earned and possible, and how many were fully right."""

    marks: float
    possible: float
    right: int
    questions: int
    left_out: int = 0
    """Questions that were taken out of the result."""


def total(earned: Sequence[Earned]) -> Total:
    """The result of an attempt: the one sum that every page, list and export shows."""
    counted = [one for one in earned if not one.is_left_out]
    return Total(
        marks=sum(one.score * one.marks for one in counted),
        possible=sum(one.marks for one in counted),
        right=sum(one.score >= 1.0 for one in counted),
        questions=len(counted),
        left_out=len(earned) - len(counted),
    )


def option_order(content: ItemContent, *, seed: int, position: int, as_written: bool = False) -> list[str]:
    """The ids of an item's options as one attempt shows them: decided by its seed, then stored.

    ``as_written`` keeps the teacher's order where it tells nothing of the key; events and pairs lie shuffled all the same.
    """
    if as_written and is_order_free(content):
        return [option.id for option in content.options]
    return shown_order(content, Random(f"{seed}:{position}"))  # noqa: S311 - an order, not a secret
