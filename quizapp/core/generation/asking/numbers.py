"""Numbers in words and figures, and wrong ones beside them."""

import re
from collections.abc import Sequence
from random import Random

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBER_WORDS = {word: value for value, word in enumerate(ONES.split())} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z|\d+(?:\.\d+)?\Z")
FACTORS = ((0.55, 0.75, 1.3), (0.6, 1.35, 1.7), (0.75, 1.3, 1.6), (0.5, 0.7, 1.4))
"""How far wrong numbers lie from the right one (measured on 30 keys, 20 of them fit)."""


def value_of(text: str) -> float | None:
    """The value of one number in figures or one word; ``None`` for anything else."""
    if FIGURES.match(text):
        return float(text.replace(",", ""))
    return NUMBER_WORDS.get(text.lower())


def spellings(text: str) -> list[str]:
    """How a number may be typed: as it stands, in figures with and without separators, in words up to twenty.

    >>> spellings("12,000")
    ['12,000', '12000']
    >>> spellings("three")
    ['three', '3']
    """
    first, _, scale = text.partition(" ")
    value = value_of(first)
    if value is None:
        return [text]
    found = [text]
    if scale in SCALES:
        found.append(f"{value * SCALES[scale]:,.0f}")
        found.append(f"{value * SCALES[scale]:.0f}")
    elif value == int(value):
        found += [f"{int(value)}", f"{int(value):,}"]
        found += [word for word, number in NUMBER_WORDS.items() if number == value and value > 0]
    return list(dict.fromkeys(found))


def like(value: float, text: str) -> str:
    """``value`` written as ``text`` is: with its separators, decimals, in a word where it is one."""
    if text.isalpha():
        return next((word for word, number in NUMBER_WORDS.items() if number == value), f"{value:g}")
    decimals = len(text.partition(".")[2])
    return f"{value:,.{decimals}f}" if "," in text else f"{value:.{decimals}f}"


def wrong_numbers(text: str, random: Random, *, count: int, lowest: float = 2, highest: float = 1e15) -> list[str]:
    """``count`` other numbers, clearly different and as round as ``text``; none where they cannot be had.

    ``lowest`` and ``highest`` bound them: after "more than 40" only greater numbers are wrong for sure.
    """
    value = value_of(text)
    if value is None or value <= 0:
        return []
    found = (
        _small(int(value), random)
        if (value <= 20 or value in _ROUND) and value == int(value)
        else _scaled(value, text, random)
    )
    shown = {like(v, text): v for v in found if lowest <= v <= highest and v != value}
    chosen = on_both_sides([v for s, v in shown.items() if s != text], value, random, count=count)
    return [like(v, text) for v in chosen]


def on_both_sides(found: Sequence[float], right: float, random: Random, *, count: int) -> list[float]:
    """``count`` of the values found, the right one now among the smaller and now among the greater of them.

    None where there are too few. The first ones found are preferred.
    """
    if len(found) < count:
        return []
    below, above = [v for v in found if v < right], [v for v in found if v > right]
    wanted = random.randint(0, count)
    lower = below[: max(min(wanted, len(below)), count - len(above))]
    return sorted([*lower, *above[: count - len(lower)]])


_ROUND = {
    100: [10.0, 50.0, 200.0, 500.0],
    1000: [100.0, 500.0, 2000.0, 5000.0],
    5: [3.0, 4.0, 6.0, 7.0],
    15: [5.0, 10.0, 20.0, 25.0, 30.0],
    10: [5.0, 8.0, 12.0, 15.0, 20.0],
    20: [10.0, 15.0, 25.0, 30.0, 40.0],
}
"""Round numbers have round ones beside them."""


def _small(value: int, random: Random) -> list[float]:
    if value in _ROUND:
        return sorted(_ROUND[value], key=lambda _: random.random())
    near = [float(v) for v in (value - 2, value - 1, value + 1, value + 2, value + 3) if v >= 2]
    random.shuffle(near)
    return near


def _scaled(value: float, text: str, random: Random) -> list[float]:
    decimals = len(text.partition(".")[2])
    unit = 10.0**-decimals
    while value % (unit * 10) == 0 and unit * 10 <= value / 2:
        unit *= 10
    factors = list(random.choice(FACTORS))
    random.shuffle(factors)
    factors += [1.9, 0.4, 2.2]
    scaled = [round(round(value * factor / unit) * unit, decimals) for factor in factors]
    return [v for v in scaled if abs(v - value) >= max(unit, 0.15 * value)]
