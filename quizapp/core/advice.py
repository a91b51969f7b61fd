"""What to do about a question, in plain sentences for its teacher, from how a class answered it.

Every rule has its threshold here as a name, and stands on the help page with its source.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.core.statistics import FEW, UPPER, ItemAnalysis
from quizapp.core.text.counting import count_word

ENOUGH = 5
"""Students below which nothing is advised at all."""
STRONGEST = 3
"""Students that the strongest third must have before it says something about the key."""
HARD = 0.3
"""Facility below which a question is hard (Ebel and Frisbie 1991: 0.30 to 0.70 tells most)."""
WEAK = 0.2
"""Discrimination below which a question hardly tells strong from weak (Ebel and Frisbie 1991: revise)."""
DRAWN = 1 / 3
"""Share of the class from which on one wrong option is a common mistake."""
SKIPPED = 0.2
"""Share of the class that gave no response, from which on that is worth saying."""
REPEATED = 2
"""Students that typed the same wrong words before they are named."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a question besides its numbers."""

    analysis: ItemAnalysis
    signs: Mapping[str, str] = field(default_factory=dict)
    """By option, the letter under which its teacher knows it; none where options are not chosen."""
    keys: frozenset[str] = frozenset()
    """The options that are right."""
    paragraph: int | None = None
    """The number of the paragraph that proves it."""
    sure_and_wrong: int = 0
    typed: Sequence[tuple[str, int]] = ()
    """Wrong typed responses with how many gave each, the commonest first."""
    are_options_written: bool = True
    """Whether its teacher wrote what can be chosen, and so could write something else: nobody can for true and false."""


def advice(seen: Seen) -> list[str]:
    """What to do, the most pressing first; empty where nothing is to be done or too few were asked."""
    if seen.analysis.n < ENOUGH:
        return []
    return [words for rule in _RULES if (words := rule(seen))]


def _students(number: int) -> str:
    return f"{count_word(number).capitalize()} {'student' if number == 1 else 'students'}"


def _listed(signs: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(signs[:-1]), *signs[-1:]]))


def _drew_the_strongest(seen: Seen) -> str:
    """A wrong option was chosen by more of the strongest third than the key was."""
    item = seen.analysis
    if item.n < FEW or item.thirds[UPPER] < STRONGEST:
        return ""
    key = max((choice.thirds[UPPER] for choice in item.choices if choice.option in seen.keys), default=item.n)
    wrong = [c for c in item.choices if c.option not in seen.keys and c.thirds[UPPER] > key]
    if not wrong:
        return ""
    most = max(wrong, key=lambda choice: choice.thirds[UPPER])
    return f"{seen.signs[most.option]} drew the strongest third: check the key."


def _nobody_right(seen: Seen) -> str:
    return "Nobody was right: check the key, and whether the article says it." if not seen.analysis.right else ""


def _turned_round(seen: Seen) -> str:
    item = seen.analysis
    if item.n < FEW or item.discrimination is None or item.discrimination >= 0 or _drew_the_strongest(seen):
        return ""
    return "Those who knew the rest missed it more often than the others: check the key and the wording."


def _typed(seen: Seen) -> str:
    words, number = seen.typed[0] if seen.typed else ("", 0)
    return f"{_students(number)} wrote “{words}”: accept it if it is right." if number >= REPEATED else ""


def _common_mistake(seen: Seen) -> str:
    item = seen.analysis
    wrong = [choice for choice in item.choices if choice.option not in seen.keys]
    most = max(wrong, key=lambda choice: choice.all, default=None)
    if most is None or most.all < max(REPEATED, DRAWN * item.n):
        return ""
    sure = f", and {count_word(seen.sure_and_wrong)} of those who were wrong were sure" if seen.sure_and_wrong else ""
    return f"{_students(most.all)} of {item.n} chose {seen.signs[most.option]}{sure}.{_reading(seen)}"


def _reading(seen: Seen) -> str:
    return f" Read paragraph {seen.paragraph} together." if seen.paragraph else ""


def _hard(seen: Seen) -> str:
    item = seen.analysis
    if not item.right or item.facility is None or item.facility >= HARD or _common_mistake(seen):
        return ""
    return f"Only {count_word(item.right)} of {item.n} knew it.{_reading(seen)}"


def _skipped(seen: Seen) -> str:
    item = seen.analysis
    left = item.left_out
    return f"{_students(left)} of {item.n} left it out." if left >= max(REPEATED, SKIPPED * item.n) else ""


def _easy(seen: Seen) -> str:
    return "Right for all: asks little." if seen.analysis.right == seen.analysis.n else ""


def _tells_little(seen: Seen) -> str:
    item = seen.analysis
    if item.n < FEW or item.discrimination is None or not 0 <= item.discrimination < WEAK:
        return ""
    return "It hardly tells those who know the rest from those who do not: look at its wording."


def _chosen_by_nobody(seen: Seen) -> str:
    item = seen.analysis
    unused = [seen.signs[c.option] for c in item.choices if c.option not in seen.keys and not c.all]
    if item.n < FEW or not unused or item.right == item.n or not seen.are_options_written:
        return ""
    return f"Nobody chose {_listed(unused)}: another wrong answer would ask more."


_RULES: tuple[Callable[[Seen], str], ...] = (
    _nobody_right,
    _drew_the_strongest,
    _turned_round,
    _typed,
    _common_mistake,
    _hard,
    _skipped,
    _easy,
    _tells_little,
    _chosen_by_nobody,
)
