"""The values that every interaction speaks in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of one response: ``score`` from 0 to 1, and which variant of the key was met."""

    score: float
    matched: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the response earns the full score."""
        return self.score >= 1.0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an item: the field it stands in and what to do about it."""

    field: str
    message: str


class NotGradable(ValueError):
    """A response that this item cannot take; it costs nothing and can be given again."""
