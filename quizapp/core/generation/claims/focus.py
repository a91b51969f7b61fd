"""One thing in a claim that can be asked for."""

from dataclasses import dataclass

from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.words import Word


@dataclass(frozen=True, slots=True, eq=False)
class Focus:
    """One thing in a claim that can be asked for. ``text`` stands at ``[start, end)`` of the claim's text."""

    kind: str
    """year, decade, number, ordinal, place, person, organization, name, term or rare."""
    words: tuple[Word, ...]
    text: str
    start: int
    end: int
    accepted: tuple[str, ...]
    """What counts as right when it is typed, ``text`` first."""

    @property
    def root(self) -> Word:
        """The word that heads it."""
        inside = set(map(id, self.words))
        return next((w for w in self.words if id(w.head) not in inside or w.is_root), self.words[-1])


def make_focus(kind: str, claim: Claim, words: tuple[Word, ...], accepted: tuple[str, ...] = ()) -> Focus | None:
    """The focus on ``words``, where they stand side by side in the claim as the article has them."""
    if not claim.has(*words) or [w.i for w in words] != list(range(words[0].i, words[-1].i + 1)):
        return None
    start, end = claim.span(words)
    text = claim.text[start:end]
    return Focus(kind, words, text, start, end, accepted or (text,))
