"""The values that every interaction speaks in."""

from collections.abc import Sequence
from dataclasses import dataclass

KEY, WRONG, NONE = "key", "wrong", "none"
"""What a row is after the verdict: right, chosen though wrong, or neither."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of one response.

    ``score`` from 0 to 1, which variant of the key was ``matched``, and a ``note`` for the student
    on what earned the score where it can be earned in part.
    """

    score: float
    matched: str = ""
    note: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the response earns the full score."""
        return self.score >= 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a question with its key open: an option, or one part of the key.

    ``sign`` stands before it: the letter of an option, the number of a part. ``result`` is ``KEY``,
    ``WRONG`` or ``NONE``, and ``note`` says it in words. ``option`` is the id of the option that the
    row is, blank where it is a part of the key; by it a row finds the citations that prove it or rule
    it out. ``feedback`` is what a student who chose it reads. ``is_square`` where several may be chosen.
    """

    sign: str
    text: str
    result: str = NONE
    note: str = ""
    option: str = ""
    feedback: str = ""
    is_square: bool = False


def key_letters(rows: Sequence[Row]) -> str:
    """The letters of the options that are right, as in "A and C"; blank where options have none."""
    letters = [row.sign for row in rows if row.option and row.result == KEY]
    return " and ".join(filter(None, [", ".join(letters[:-1]), *letters[-1:]]))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an item: the field it stands in and what to do about it."""

    field: str
    message: str


class NotGradable(ValueError):
    """A response that this item cannot take; it costs nothing and can be given again."""
