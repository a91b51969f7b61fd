"""How much two questions are alike in their words."""

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "why",
        "how",
        "many",
        "much",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "as",
        "not",
        "no",
        "true",
        "false",
    ]
)
ALIKE = 0.6
"""Likeness from which two questions are shown as near-duplicates."""
PROBES = 6


@lru_cache(maxsize=20_000)
def shingles(text: str) -> frozenset[str]:
    """The runs of three characters in a text's words, small letters and no marks."""
    padded = f"  {' '.join(_WORD.findall(text.lower()))} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the Dice coefficient of the character trigrams, twice those shared of all (Dice 1945)."""
    first, second = shingles(one), shingles(other)
    return 2 * len(first & second) / (len(first) + len(second))


def probes(text: str) -> list[str]:
    """The few words of a text by which like ones are looked for: the longest that say something, small letters."""
    words = dict.fromkeys(word for word in _WORD.findall(text.lower()) if word not in _COMMON and len(word) > 2)
    return sorted(words, key=lambda word: (-len(word), word))[:PROBES]


def most_alike(text: str, others: Sequence[tuple[int, str]], *, count: int = 5) -> list[int]:
    """The numbers of those of ``others`` that are near-duplicates of a text, the likest first."""
    scored = [(likeness(text, words), number) for number, words in others]
    return [number for score, number in sorted(scored, key=lambda s: (-s[0], s[1])) if score >= ALIKE][:count]
