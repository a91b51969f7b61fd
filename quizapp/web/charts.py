"""Charts as places on a drawing, for templates that write them as SVG. The table with the same numbers stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizapp.core.statistics import ItemAnalysis
from quizapp.core.text.counting import count_word

LEFT, RIGHT, TOP, BOTTOM = 40, 262, 20, 150
"""The edges of the field that lines are drawn in; labels stand right of it."""
GAP = 15
"""Least distance of two labels."""
SERIES = ("series-a", "series-b", "series-d", "series-c")
THIRDS = ("Lower third", "Middle third", "Upper third")


@dataclass(frozen=True, slots=True)
class Line:
    """One option: how its share rises or falls from the lower third to the upper."""

    series: str
    points: str
    label: str
    label_at: int
    """Where its label stands, from the top."""


@dataclass(frozen=True, slots=True)
class ChoiceChart:
    """Who chose what, by thirds."""

    description: str
    lines: tuple[Line, ...]


def choice_chart(item: ItemAnalysis, signs: Sequence[str], keys: Sequence[bool]) -> ChoiceChart | None:
    """The lines of a question's options; ``None`` without a lower and an upper third, for then there is nothing to compare."""
    if not item.choices or not item.thirds[0] or not item.thirds[2]:
        return None
    ends = [_height(choice.thirds[2], item.thirds[2]) for choice in item.choices]
    places = _apart(ends)
    wrong = iter(SERIES * len(item.choices))
    lines = tuple(
        Line(
            "series-key" if keys[n] else next(wrong),
            _points(choice.thirds, item.thirds),
            f"{signs[n]}, the answer" if keys[n] else signs[n],
            places[n],
        )
        for n, choice in enumerate(item.choices)
    )
    return ChoiceChart(_said(item, signs), lines)


def _points(counts: Sequence[int], of: Sequence[int]) -> str:
    """The corners of a line; a third without students has none."""
    return " ".join(f"{x},{_height(c, n)}" for x, c, n in zip((52, 152, 252), counts, of, strict=True) if n)


def _height(count: int, of: int) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * count / of)


def _apart(ends: Sequence[int]) -> list[int]:
    """The ends of the lines, moved apart where two labels would lie on one another: down, and up again above the names below."""
    order = sorted(range(len(ends)), key=lambda n: ends[n])
    places = list(ends)
    for above, n in pairwise(order):
        places[n] = max(places[n], places[above] + GAP)
    lowest = BOTTOM
    for n in reversed(order):
        places[n] = min(places[n], lowest)
        lowest = places[n] - GAP
    return [place + 4 for place in places]


def _said(item: ItemAnalysis, signs: Sequence[str]) -> str:
    parts = []
    for third, name in enumerate(THIRDS):
        chosen = [
            f"{count_word(c.thirds[third])} chose {signs[n]}" for n, c in enumerate(item.choices) if c.thirds[third]
        ]
        parts.append(f"{name}, {count_word(item.thirds[third])}: {', '.join(chosen) or 'no choice'}.")
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many were right in one question."""

    position: int
    x: int
    y: int
    height: int
    right: int


def right_bars(analyses: Sequence[ItemAnalysis]) -> tuple[Bar, ...]:
    """A bar for each question, as high as the share of the class that was right."""
    return tuple(
        Bar(n, LEFT + 8 + 28 * (n - 1), y := _height(item.right, item.n or 1), BOTTOM - y, item.right)
        for n, item in enumerate(analyses, start=1)
    )
