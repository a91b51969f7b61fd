"""Facts: what an article states, with how much each weighs, and which of them a set asks about."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.core.generation.claims.quotations import Quotation
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim

Stated = tuple[int, int, str]
"""Start, end and words: what makes a fact of an article the same in two runs."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the article states. ``text[start:end]`` is where; ``weight`` from 0 to 1 how much it matters."""

    claim: str
    kind: str
    passage: int
    start: int
    end: int
    weight: float

    @property
    def stated(self) -> Stated:
        """What tells it from every other fact of its article."""
        return self.start, self.end, self.claim


def find_facts(
    claims: Sequence[Claim], quotations: Sequence[Quotation], parts: Sequence[Claim], around: Surroundings
) -> tuple[Fact, ...]:
    """The facts of claims, then those of quotations, then those that are parts of claims, each in the order given."""
    stated = [_fact(claim, around) for claim in claims]
    quoted = [Fact(f"{q.speaker} said: “{q.words}”", "quotation", q.passage, q.start, q.end, 0.5) for q in quotations]
    return (*stated, *quoted, *(_fact(part, around) for part in parts))


def _fact(claim: Claim, around: Surroundings) -> Fact:
    return Fact(claim.text, "statement", claim.passage, claim.start, claim.end, weight(claim, around))


def weight(claim: Claim, around: Surroundings) -> float:
    """How much a claim matters, from 0 to 1.

    Words that the article repeats say what it is about (term frequency, damped, per content word);
    words of the title and names add to it, an early place a little.
    """
    content = [w for w in claim.words if w.pos in {"NOUN", "PROPN", "VERB", "ADJ"} and w.text.isalpha()]
    if not content:
        return 0.0
    repeated = sum(math.log1p(around.frequency[w.lemma] - 1) for w in content) / len(content)
    titled = len({w.lower for w in content if w.lower in around.title or w.lemma in around.title})
    names = len(around.names.mentions(claim.sentence))
    early = 1 - claim.start / max(1, len(around.document.text))
    first = 0.08 if claim.sentence.index == 0 else 0.0
    return round(
        min(1.0, 0.3 * min(repeated, 1.5) + 0.12 * min(titled, 2) + 0.05 * min(names, 3) + 0.15 * early + first), 3
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often each fact is asked about, by its index: the fact coverage map of a set."""

    times: tuple[int, ...]

    @property
    def covered(self) -> int:
        """Facts asked about."""
        return sum(n > 0 for n in self.times)

    @property
    def twice(self) -> int:
        """Facts asked about more than once."""
        return sum(n > 1 for n in self.times)

    @property
    def not_asked(self) -> int:
        """Facts that nothing asks about."""
        return sum(n == 0 for n in self.times)


def coverage(facts: Sequence[Fact], asked: Sequence[Sequence[int]]) -> Coverage:
    """The coverage of ``facts`` by questions, each given by the indices of the facts it asks about."""
    counts: Mapping[int, int] = {i: sum(i in sources for sources in asked) for i in range(len(facts))}
    return Coverage(tuple(counts.values()))
