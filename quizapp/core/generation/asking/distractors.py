"""Wrong values of exactly the right type: other years, other numbers, other names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from statistics import median

from quizapp.core.generation.asking.numbers import on_both_sides, value_of, wrong_numbers
from quizapp.core.generation.claims.figures import YEAR
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.siblings.offer import Context, siblings

YEAR_STEPS = ((1990, 5), (1900, 8), (1600, 12), (0, 25))
"""How far a wrong year lies at most from the right one, by its time (20 of 28 measured keys fit)."""
NAMED_REACH = 1.5
"""How many times farther a year may lie that the article itself names."""
_RISING = frozenset(["than", "least", "over", "exceed", "exceeds", "exceeded", "minimum", "above", "exceeding"])
_FALLING = frozenset(["to", "most", "under", "maximum", "below", "only", "within"])


@dataclass(frozen=True, slots=True)
class Values:
    """What an article offers as other values, over all its sentences."""

    years: tuple[int, ...]
    names: tuple[str, ...]
    sentences: tuple[str, ...]
    born: int | None
    """The year in which the person of the title was born."""
    dated: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By year: the first sentence that the article has on it."""

    @property
    def year(self) -> int | None:
        """The middle of its years: roughly when it plays."""
        return int(median(self.years)) if self.years else None


def collect(around: Surroundings) -> Values:
    """The years and names of an article, in order, with repeats."""
    sentences = around.document.sentences
    years = [int(w.text) for s in sentences for w in s.words if YEAR.match(w.text)]
    names = [e.text for s in sentences for e in s.entities if e.label in {"GPE", "NORP", "ORG", "LOC", "FAC", "PERSON"}]
    texts = tuple(around.document.text[s.start : s.end] for s in sentences)
    dated = {w.text: (s.start, s.end) for s in reversed(sentences) for w in s.words if YEAR.match(w.text)}
    return Values(tuple(years), tuple(dict.fromkeys(names)), texts, _birth(around), dated)


_BORN = re.compile(r"\bborn\b[^.]{0,60}?\b(1\d{3}|20\d{2})\b")
_LIVED = re.compile(r"\([^()]{0,60}?\b(1\d{3}|20\d{2})\b")
FIRST_WORDS = 300
"""Characters within which a life is dated in brackets behind its name."""
GROWN = 15
"""Years after a birth in which hardly any deed of a life falls."""


def _birth(around: Surroundings) -> int | None:
    text = around.document.text
    found = (_BORN.search(text) or _LIVED.search(text[:FIRST_WORDS])) if around.names.hero else None
    return int(found[1]) if found else None


def other_years(year: int, values: Values, random: Random, *, count: int) -> list[int]:
    """``count`` wrong years: up to two that the article names, the rest nearby; two years apart.

    None lies after the last year of the article, nor for a deed before its hero was grown; none at all
    where there is no room for so many.
    """
    reach = next(reach for since, reach in YEAR_STEPS if year >= since)
    earliest = values.born + GROWN if values.born and year >= values.born + GROWN else 0
    latest = max([*values.years, year])
    named = [other for other in dict.fromkeys(values.years) if 2 <= abs(other - year) <= NAMED_REACH * reach]
    random.shuffle(named)
    near = [year + step for step in range(-reach, reach + 1) if abs(step) >= 2]
    random.shuffle(near)
    found: list[float] = []
    for other in [*named[: min(2, count)], *near]:
        if earliest <= other <= latest and all(abs(other - taken) >= 2 for taken in [*found, year]):
            found.append(other)
    return [int(other) for other in on_both_sides(found, year, random, count=count)]


def other_numbers(focus: Focus, random: Random, *, count: int) -> list[str]:
    """Wrong numbers written as the right one is; none where bounds or the unit leave no room.

    After "more than" only greater numbers are wrong for sure, after "up to" only smaller ones.
    """
    first, _, scale = focus.text.partition(" ")
    value = value_of(first)
    if value is None:
        return []
    words = focus.words[0].sentence.words
    before = [w.lower for w in words[max(0, focus.words[0].i - 3) : focus.words[0].i]]
    last = before[-1] if before else ""
    lowest = value * 1.1 if last in _RISING else 2.0
    highest = value * 0.9 if last in _FALLING and {"up", "at", "most", "under", "below"} & set(before) else 1e15
    following = words[focus.words[-1].i + 1].lower if focus.words[-1].i + 1 < len(words) else ""
    if following in {"%", "percent", "per"}:
        highest = min(highest, 96.0)
    found = wrong_numbers(first, random, count=count, lowest=lowest, highest=highest)
    return [f"{number} {scale}".strip() for number in found]


def other_names(claim: Claim, focus: Focus, values: Values, random: Random, *, count: int) -> list[str]:
    """Other names of the same kind for a place, people or organization; none where there are too few good ones."""
    context = Context(claim.text, focus.start, focus.end, values.names, values.year, values.sentences)
    return list(siblings(focus.text, context, count=count, random=random))


def other_people(person: str, around: Surroundings, avoid: str, *, count: int) -> list[str]:
    """Other people of the article by how often it names them; nobody who shares a name, nobody in ``avoid``."""
    names = around.names
    own = set(person.split())
    gender = names.gender(person)
    ranked = sorted(names.people.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        name
        for name, _ in ranked
        if name in around.acting
        and not own & set(name.split())
        and len(name.split()) > 1
        and name.split()[-1] not in avoid
        and not (gender and names.gender(name) and names.gender(name) != gender)
    ][:count]
