"""What may enter a set: a question with its proof, and the ways of writing one on a claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from quizapp.core.generation.asking.numbers import value_of
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.items import ItemContent, Option
from quizapp.core.text.gaps import BLANK

LETTERS = "abcdefgh"


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A question that may enter the set, with the span that proves it."""

    kind: str
    content: ItemContent
    passage: int
    start: int
    end: int
    sources: tuple[int, ...]
    """Indices of the facts it asks about."""
    merit: float
    """How well its form passes strict readers, from 0 to 1 (measured)."""
    whole: int | None = None
    """Where its claim is part of one that says more: the index of that one's fact."""
    is_doubtful: bool = False
    """Whether a reader may not know what its claim is about: it enters a set only where too few others are there."""
    is_awkward: bool = False
    """Whether readers mostly refuse what is worded so."""
    topic: str = ""
    """What kind of thing its key is: year, number, person …"""
    refutations: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By option: the span of the article that says something else about it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A claim with its place among the facts, and the randomness that decides on it."""

    claim: Claim
    index: int
    random: Random


def make(source: Source, kind: str, content: ItemContent, merit: float, topic: str = "") -> Candidate:
    """A candidate on one claim."""
    claim = source.claim
    return Candidate(kind, content, claim.passage, claim.start, claim.end, (source.index,), merit, topic=topic)


def gapped(claim: Claim, focus: Focus, hint: str = "") -> str:
    """The claim with a gap in the place of ``focus``, and ``hint`` behind it."""
    return claim.text[: focus.start] + BLANK + hint + claim.text[focus.end :]


def changed(claim: Claim, focus: Focus, value: str) -> str:
    """The claim with ``value`` in the place of ``focus``."""
    text = claim.text[: focus.start] + value + claim.text[focus.end :]
    return text[:1].upper() + text[1:]


def lettered(texts: Sequence[str], key: str) -> tuple[tuple[Option, ...], str]:
    """Options in the order given, and the id of the one that reads ``key``."""
    options = tuple(Option(LETTERS[n], text) for n, text in enumerate(texts))
    return options, next(option.id for option in options if option.text == key)


def ordered(texts: Sequence[str], random: Random) -> list[str]:
    """Options in the order to show: figures ascending, everything else shuffled."""
    values = {text: value_of(text.partition(" ")[0]) for text in texts}
    if all(value is not None for value in values.values()):
        return sorted(texts, key=lambda text: values[text] or 0)
    shuffled = sorted(texts)
    random.shuffle(shuffled)
    return shuffled
