"""Choosing the set: main points from beginning to end, each fact once, several kinds, no give-aways."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.core.generation.asking.candidates import Candidate
from quizapp.core.generation.checks import words
from quizapp.core.generation.facts import Fact
from quizapp.core.grading import interaction

WORDS_PER_QUESTION = 60
MOST_IN_ALL = 0.6
MOST_TRUE = 5
"""True statements in a set that has no false one."""
UNEVEN = 2
"""By how many the true statements of a large set may outnumber the false ones."""
FEWEST, MOST = 6, 15
ENOUGH = 10
"""Questions beyond which none in doubt is added."""


def target(word_count: int) -> int:
    """How many questions a text of so many words is given at most: 13 for 800."""
    return max(FEWEST, min(MOST, word_count // WORDS_PER_QUESTION))


def key_text(candidate: Candidate) -> str:
    """The key of a candidate as a person reads it."""
    return interaction(candidate.content.interaction).key_text(candidate.content)


def gives_away(one: Candidate, other: Candidate) -> bool:
    """Whether the words of one question show the key of the other."""
    shown = set(words(one.content.stem))
    shared = shown & set(words(other.content.stem))
    if other.content.interaction == "true_false":
        return len(shared) >= 0.7 * len(set(words(other.content.stem)))
    wanted = set(words(key_text(other)))
    return bool(wanted) and wanted <= shown and len(shared) >= 2


SPEAKER = "speaker"


def _same_key(one: Candidate, other: Candidate) -> bool:
    """Whether two questions have the same answer, be it in another number or with an article more."""
    if "true_false" in {one.content.interaction, other.content.interaction} or one.topic == other.topic == SPEAKER:
        return False  # one person may say two things
    mine, theirs = ({word.removesuffix("s") for word in words(key_text(c))} for c in (one, other))
    return bool(mine) and mine == theirs


def _strength(candidate: Candidate) -> tuple[float, int]:
    return candidate.merit, candidate.start


@dataclass
class _Set:
    """The set as it grows."""

    facts: Sequence[Fact]
    size: int
    length: int
    chosen: list[Candidate] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def score(self, candidate: Candidate) -> float:
        """What a candidate would add: its merit and weight, less for what the set has enough of."""
        kinds = Counter(c.kind for c in self.chosen)
        topics = Counter(c.topic for c in self.chosen)
        passages = Counter(c.passage for c in self.chosen)
        score = candidate.merit + 0.45 * max(self.facts[s].weight for s in candidate.sources)
        score -= 0.07 * kinds[candidate.kind] + 0.04 * topics[candidate.topic] + 0.12 * passages[candidate.passage]
        score -= 0.1 * self._crowd(candidate)
        score -= 0.3 * sum(c.start < candidate.end and candidate.start < c.end for c in self.chosen)
        if "value" in candidate.content.key and candidate.content.interaction == "true_false":
            truths = Counter(c.content.key.get("value") for c in self.chosen if c.kind == candidate.kind)
            value = candidate.content.key["value"]
            score -= 0.25 * (truths[value] - truths[not value])
        return score

    def _crowd(self, candidate: Candidate) -> int:
        """How many of the set lie in the same tenth of the article."""
        tenth = 10 * candidate.start // max(1, self.length)
        return sum(10 * c.start // max(1, self.length) == tenth for c in self.chosen)

    def even_out(self) -> None:
        """Take the weakest questions of a kind away while it makes up more than 60 % of the set.

        Of statements far more may be true than can be made false with certainty; the surplus goes too, where
        enough questions are left: whoever notices need not read on.
        """
        true, false = (
            [c for c in self.chosen if c.content.interaction == "true_false" and c.content.key["value"] is value]
            for value in (True, False)
        )
        least = ENOUGH if false else FEWEST
        surplus = len(true) - (len(false) + UNEVEN if false else MOST_TRUE)
        for weakest in sorted(true, key=_strength)[: max(0, min(surplus, len(self.chosen) - least))]:
            self._take_away(weakest)
        while len(self.chosen) > FEWEST:
            kind, count = Counter(c.kind for c in self.chosen).most_common(1)[0]
            if count <= MOST_IN_ALL * len(self.chosen):
                return
            self._take_away(min((c for c in self.chosen if c.kind == kind), key=_strength))

    def _take_away(self, candidate: Candidate) -> None:
        self.chosen.remove(candidate)
        self.dropped["too many of its kind"] += 1

    def refuses(self, candidate: Candidate) -> str:
        """Why a candidate may not enter, or blank."""
        limit = max(2, round(self.size * MOST_IN_ALL))
        if sum(c.kind == candidate.kind for c in self.chosen) >= limit:
            return "enough of its kind"
        if candidate.topic != "claim" and any(_same_key(candidate, other) for other in self.chosen):
            return "same answer as another"
        if any(gives_away(candidate, other) or gives_away(other, candidate) for other in self.chosen):
            return "gives another away"
        return ""


def choose(
    candidates: Sequence[Candidate], facts: Sequence[Fact], word_count: int, length: int
) -> tuple[list[Candidate], Counter[str]]:
    """The set in the order of the article, and how many candidates were left out for which reason.

    Greedy by what each adds. Where that gives few, claims that say two things are asked about in parts.
    ``length`` is the article's in characters.
    """
    size = target(word_count)
    wholes = _grown(_Set(facts, size, length), [c for c in candidates if c.whole is None])
    parted = {c.whole for c in candidates}
    if len(wholes.chosen) < min(size, ENOUGH) and parted != {None}:
        mixed = [c for c in candidates if c.whole is not None or not parted & set(c.sources)]
        parts = _grown(_Set(facts, size, length), mixed)
        if len(parts.chosen) > len(wholes.chosen):
            wholes = parts
    return sorted(wholes.chosen, key=lambda c: (c.start, c.sources)), wholes.dropped


def _grown(growing: _Set, pool: list[Candidate]) -> _Set:
    """A set with the best of ``pool`` in it, as many as it may hold."""
    while pool and len(growing.chosen) < growing.size:
        best = max(pool, key=growing.score)
        pool.remove(best)
        if best.is_doubtful and len(growing.chosen) >= ENOUGH:
            growing.dropped["doubtful, and enough others"] += 1
            continue
        reason = growing.refuses(best)
        if reason:
            growing.dropped[reason] += 1
            continue
        growing.chosen.append(best)
        asked = set(best.sources)
        growing.dropped["asked already"] += sum(bool(asked & set(c.sources)) for c in pool)
        pool = [c for c in pool if not asked & set(c.sources)]
    growing.dropped["enough asked"] += len(pool)
    growing.even_out()
    return growing
