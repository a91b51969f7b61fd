"""What the finished first attempts of a class say about a quiz and its questions: classical item analysis.

Everything here is a pure function of scores from 0 to 1. Sources: F. M. Lord and M. R. Novick, Statistical Theories
of Mental Test Scores, 1968 (facility, item-rest correlation, alpha); R. L. Ebel and D. A. Frisbie, Essentials of
Educational Measurement, 5th ed. 1991, ch. 13 (reading them); L. J. Cronbach, Psychometrika 16, 1951, 297-334 (alpha).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from statistics import median

FEW = 10
"""Below so many students nothing is said with decimals: one student more would change the first of them."""
TIMED = 5
"""Students whose time must be known before a median of it is given."""
LOWER, MIDDLE, UPPER = 0, 1, 2
"""The thirds of a class by strength."""


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many students chose an option: of the lower, middle and upper third, and in all."""

    option: str
    thirds: tuple[int, int, int]

    @property
    def all(self) -> int:
        """In all."""
        return sum(self.thirds)


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """One question, as a class answered it."""

    n: int
    """Students who were asked."""
    right: int
    """How many earned the full score."""
    left_out: int
    """How many gave no response."""
    facility: float | None
    """Facility index: the mean score; ``None`` where nobody was asked."""
    discrimination: float | None
    """Discrimination index: item-rest correlation, -1 to 1; ``None`` where it does not exist."""
    thirds: tuple[int, int, int]
    """How many students stand in each third."""
    choices: tuple[ChoiceCount, ...]
    """Distractor analysis; none where options are not chosen."""
    seconds: float | None
    """Median time spent on it, in seconds; ``None`` where too few times are known."""
    timed: int
    """How many students' time is known."""


def facility(scores: Sequence[float]) -> float | None:
    """The facility index of a question: the mean of its scores (0 to 1), so high means easy.

    ``p = sum(x) / n`` (Lord and Novick 1968, sec. 15.2). ``None`` where there are no scores.
    """
    return sum(scores) / len(scores) if scores else None


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's product-moment correlation of two sequences of the same length, -1 to 1.

    ``r = sum(dx dy) / sqrt(sum(dx dx) sum(dy dy))`` with deviations from the means. ``None`` for fewer than two
    pairs, and where one of the two never varies. Raises ``ValueError`` where the lengths differ.
    """
    if len(xs) != len(ys):
        raise ValueError("a correlation needs pairs")
    if len(xs) < 2:
        return None
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    dx, dy = [x - mean_x for x in xs], [y - mean_y for y in ys]
    spread = math.fsum(map(mul, dx, dx)) * math.fsum(map(mul, dy, dy))
    if spread < 1e-18:
        return None
    return max(-1.0, min(1.0, math.fsum(map(mul, dx, dy)) / math.sqrt(spread)))


def discrimination(scores: Sequence[float], totals: Sequence[float]) -> float | None:
    """The discrimination index of a question: the correlation of its scores with the sum of all the *other* scores.

    The item-rest (corrected item-total) correlation of Lord and Novick 1968, sec. 15.3: the question itself is taken
    out of the total, or it would correlate with itself. ``totals`` are the sums of all scores, this one included.
    """
    return correlation(scores, _rest(scores, totals))


def _rest(scores: Sequence[float], totals: Sequence[float]) -> list[float]:
    """What each student earned in the other questions; rounded, so that equal sums are equal in whatever order added."""
    return [round(total - score, 9) for score, total in zip(scores, totals, strict=True)]


def third_of(strengths: Sequence[float]) -> list[int]:
    """For each student the third of the class by strength: ``LOWER``, ``MIDDLE`` or ``UPPER``.

    The lower third are those who are no stronger than the last of the weakest ``n // 3``, the upper third those who are
    no weaker than the first of the strongest ``n // 3``; who is equally strong stands in the same third, so that the
    thirds need not be of one size. Where both limits are the same strength, those who have it are the middle.
    """
    size = len(strengths) // 3
    if not size:
        return [MIDDLE] * len(strengths)
    ranked = sorted(strengths)
    low, high = ranked[size - 1], ranked[-size]
    if low == high:
        return [LOWER if s < low else UPPER if s > high else MIDDLE for s in strengths]
    return [LOWER if s <= low else UPPER if s >= high else MIDDLE for s in strengths]


def alpha(rows: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha of a quiz, a row of scores for each student: how far its questions measure one thing, at most 1.

    ``alpha = k / (k - 1) * (1 - sum(var of question) / var of totals)`` (Cronbach 1951); where all scores are 0 or 1
    it is Kuder and Richardson's formula 20 (Psychometrika 2, 1937, 151-160). ``None`` for fewer than two questions or
    students, and where all totals are the same.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    k, whole = len(rows[0]), _variance([math.fsum(row) for row in rows])
    if whole < 1e-12:
        return None
    return k / (k - 1) * (1 - math.fsum(_variance(column) for column in zip(*rows, strict=True)) / whole)


def _variance(values: Sequence[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / len(values)


@dataclass(frozen=True, slots=True)
class Responses:
    """What a class did with one question, in one order of students for all questions of a quiz."""

    scores: Sequence[float]
    chosen: Sequence[Sequence[str]]
    """The options that each student chose; none where nothing was chosen."""
    given: Sequence[bool]
    """Whether each student gave a response."""
    seconds: Sequence[float | None]
    options: Sequence[str] = ()
    """The options that can be chosen, as they were written; none where a response is something else."""


def analyse(questions: Sequence[Responses]) -> list[ItemAnalysis]:
    """The analysis of every question of a quiz. The same students must stand behind every question, in one order."""
    totals = [math.fsum(scores) for scores in zip(*(q.scores for q in questions), strict=True)]
    return [_analysed(question, totals) for question in questions]


def _analysed(question: Responses, totals: Sequence[float]) -> ItemAnalysis:
    thirds = third_of(_rest(question.scores, totals))
    times = [seconds for seconds in question.seconds if seconds is not None]
    return ItemAnalysis(
        n=len(question.scores),
        right=sum(map((1.0).__le__, question.scores)),
        left_out=len(question.given) - sum(question.given),
        facility=facility(question.scores),
        discrimination=discrimination(question.scores, totals),
        thirds=(thirds.count(LOWER), thirds.count(MIDDLE), thirds.count(UPPER)),
        choices=_choices(question, thirds),
        seconds=median(times) if len(times) >= TIMED else None,
        timed=len(times),
    )


def _choices(question: Responses, thirds: Sequence[int]) -> tuple[ChoiceCount, ...]:
    """How often each option was chosen, by thirds: whoever ticks several counts for each of them."""
    counts = {option: [0, 0, 0] for option in question.options}
    for chosen, third in zip(question.chosen, thirds, strict=True):
        for option in chosen:
            if option in counts:
                counts[option][third] += 1
    return tuple(ChoiceCount(option, (low, middle, top)) for option, (low, middle, top) in counts.items())
