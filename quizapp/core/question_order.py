"""The order in which one attempt shows the questions of a quiz."""

from collections.abc import Sequence
from random import Random

from quizapp.core.generation.evidence import evidence_stem


def shown_positions(stems: Sequence[str], *, seed: int, is_shuffled: bool) -> list[int]:
    """Where an attempt shows each question, from 1, by its place in the quiz: decided by its seed, then stored.

    A question whose proof another one asks for stays together with it, in the order in which they were arranged.
    """
    arranged = [*range(len(stems))]
    order = [n for part in _shuffled(_parts(stems), seed) for n in part] if is_shuffled else arranged
    return [order.index(n) + 1 for n in arranged]


def _parts(stems: Sequence[str]) -> list[list[int]]:
    """The questions by what belongs together, as places from 0."""
    proven = {evidence_stem(stem): n for n, stem in enumerate(stems)}
    parts: dict[int, list[int]] = {}
    for n, stem in enumerate(stems):
        parts.setdefault(proven.get(stem, n), []).append(n)
    return [*parts.values()]


def _shuffled(parts: Sequence[list[int]], seed: int) -> list[list[int]]:
    return Random(f"{seed}:questions").sample(parts, len(parts))  # noqa: S311 - an order, not a secret
