"""Time of the generator against the parser alone, and whether cost grows with the words."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from quizapp.core.generation.pipeline import GeneratedSet, generate
from quizapp.core.generation.reader import BATCH, parser
from quizapp.core.text.passages import split_passages
from tests.quality.articles import Article


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one piece of work: of this process's processors, and on the clock."""

    cpu: float
    wall: float

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.cpu + other.cpu, self.wall + other.wall)


Result = TypeVar("Result")

NOTHING = Spent(0.0, 0.0)


def timed(work: Callable[[], Result]) -> tuple[Result, Spent]:
    """What ``work`` gives, and what it took."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, Spent(time.process_time() - cpu, time.perf_counter() - wall)


def parse_only(text: str) -> int:
    """Parse the paragraphs as the generator does and do nothing else: the floor. How many words there were."""
    texts = (passage.of(text).replace("\n", " ") for passage in split_passages(text) if passage.number is not None)
    return sum(len(doc) for doc in parser().pipe(texts, batch_size=BATCH))


def generate_and_parse(article: Article, seed: int) -> tuple[GeneratedSet, Spent, Spent]:
    """The set of an article, what making it took, and what the parser alone took right after it."""
    made, whole = timed(lambda: generate(article.title, article.text, seed=seed))
    _, floor = timed(lambda: parse_only(article.text))
    return made, whole, floor
