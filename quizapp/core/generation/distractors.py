"""Wrong values of exactly the right type: other years, other numbers, other countries, other people."""

from collections.abc import Sequence
from random import Random

from quizapp.core.generation.entities import Names, countries

YEAR_STEPS = ((1990, 5), (1900, 8), (1600, 14), (0, 25))
"""How far a wrong year lies at most from the right one, by its time (measured; see the README)."""
FACTORS = ((0.55, 0.75, 1.3), (0.6, 1.35, 1.7), (0.75, 1.3, 1.6), (0.5, 0.7, 1.4))


def other_years(year: int, known: Sequence[int], random: Random, *, count: int, latest: int) -> list[int]:
    """``count`` wrong years: up to two that the article names, the rest nearby; two years apart, none after ``latest``.

    Fewer where there is no room.
    """
    reach = next(reach for since, reach in YEAR_STEPS if year >= since)
    near = [other for other in dict.fromkeys(known) if other != year and abs(other - year) <= 3 * reach]
    random.shuffle(near)
    chosen = near[:2]
    steps = [step for step in range(-reach, reach + 1) if abs(step) >= 2]
    random.shuffle(steps)
    for step in steps:
        candidate = year + step
        if len(chosen) >= count:
            break
        if candidate <= latest and all(abs(candidate - other) >= 2 for other in [*chosen, year]):
            chosen.append(candidate)
    return sorted(chosen[:count])


def other_number(value: int, random: Random, *, only_up: bool, only_down: bool) -> int | None:
    """A wrong number, clearly different and as round as the right one; ``None`` where none fits.

    After "more than" only greater ones are wrong for sure, after "up to" only smaller ones.
    """
    factors = [f for f in random.choice(FACTORS) if (f > 1 or not only_up) and (f < 1 or not only_down)]
    random.shuffle(factors)
    unit = 1
    while value % (unit * 10) == 0 and unit * 10 <= value:
        unit *= 10
    for factor in factors:
        candidate = round(value * factor / unit) * unit
        if candidate > 2 and abs(candidate - value) >= max(2, 0.2 * value):
            return candidate
    return None


def other_country(country: str, mentioned: Sequence[str], avoid: str, random: Random) -> str | None:
    """Another country: one that the article names, else one of the same region; none that ``avoid`` holds."""
    region = countries()[country]
    named = [c for c in dict.fromkeys(mentioned) if c != country and c not in avoid]
    if named:
        return random.choice(named)
    siblings = [c for c, where in countries().items() if where == region and c != country and c not in avoid]
    return random.choice(siblings) if siblings else None


def other_people(person: str, names: Names, avoid: str, *, count: int) -> list[str]:
    """Other people of the article by how often it names them; nobody of the same surname, nobody in ``avoid``."""
    ranked = sorted(names.people.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        name
        for name, _ in ranked
        if name != person and name.split()[-1] != person.rsplit(maxsplit=1)[-1] and name.split()[-1] not in avoid
    ][:count]
