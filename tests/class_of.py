"""A class that takes a quiz through the services: students of different abilities, the same class for the same seed."""

from dataclasses import dataclass
from random import Random

from quizapp.core.items import ItemContent
from quizapp.services import responses, starting, submissions
from quizapp.services.guests import Taker
from tests.samples import CONTENTS, RIGHT, Published, make_guest

WRONG: tuple[str | list[str], ...] = (
    "a",
    "true",
    "a bridge",
    "4000",
    "bread",
    ["b", "d"],
    ["a:1", "b:2", "c:3", "d:4"],
    ["p1:a4", "p2:a2", "p3:a1"],
    "b",
)
"""What a form sends that answers each of ``CONTENTS`` wrongly."""


@dataclass(frozen=True)
class Sat:
    """A student and the attempt that was handed in."""

    taker: Taker
    attempt: str


def sit(quiz: Published, name: str, answers: dict[int, str | list[str]], *, hand_in: bool = True) -> Sat:
    """One guest's attempt: what is sent for each position, the rest left out."""
    taker = make_guest(name)
    attempt = starting.start(quiz.public_id, taker)
    for position, sent in answers.items():
        responses.save(attempt, position, {"response": sent if isinstance(sent, list) else [sent]}, taker)
    if hand_in:
        submissions.submit(attempt, taker)
    return Sat(taker, attempt)


def sit_class(
    quiz: Published, contents: tuple[ItemContent, ...] = CONTENTS, *, students: int = 30, seed: int = 1
) -> list[Sat]:
    """A class: the stronger a student, the more is right; some leave something out."""
    random = Random(seed)  # noqa: S311 - a class, not a secret
    sat = []
    for number in range(students):
        ability = number / max(1, students - 1)
        answers: dict[int, str | list[str]] = {}
        for position, content in enumerate(contents, start=1):
            place = CONTENTS.index(content)
            if random.random() < 0.2 + 0.7 * ability:
                answers[position] = RIGHT[place]
            elif random.random() < 0.85:
                answers[position] = WRONG[place]
        sat.append(sit(quiz, f"Student {number:02}", answers))
    return sat
