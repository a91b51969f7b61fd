"""Choosing the set: main points from beginning to end, each fact once, several kinds, no give-aways."""

from collections import Counter
from collections.abc import Sequence

from quizapp.core.generation.candidates import Candidate
from quizapp.core.generation.checks import words
from quizapp.core.grading import interaction

MOST_OF_A_KIND = 0.4
WORDS_PER_QUESTION = 62
FEWEST, MOST = 4, 15


def target(word_count: int) -> int:
    """How many questions a text of so many words is given at most."""
    return max(FEWEST, min(MOST, word_count // WORDS_PER_QUESTION))


def gives_away(one: Candidate, other: Candidate) -> bool:
    """Whether the words of one question show the key of the other."""
    key = interaction(other.content.interaction).key_text(other.content)
    if other.kind == "true_false":
        return set(words(one.content.stem)) == set(words(other.content.stem))
    wanted = set(words(key))
    return (
        bool(wanted)
        and wanted <= set(words(one.content.stem))
        and len(set(words(one.content.stem)) & set(words(other.content.stem))) >= 3
    )


def choose(
    candidates: Sequence[Candidate], weights: Sequence[float], word_count: int
) -> tuple[list[Candidate], Counter[str]]:
    """The set in the order of the article, and how many candidates were left out for which reason.

    Greedy by merit and weight; a passage already asked about counts less, so that the set spreads.
    """
    size = target(word_count)
    limit = max(2, round(size * MOST_OF_A_KIND))
    chosen: list[Candidate] = []
    dropped: Counter[str] = Counter()
    pool = list(candidates)
    while pool and len(chosen) < size:
        kinds = Counter(c.kind for c in chosen)
        passages = Counter(c.passage for c in chosen)
        truths = Counter(c.content.key.get("value") for c in chosen if c.kind == "true_false")
        best = max(pool, key=lambda c: _score(c, weights, kinds, passages, truths))
        pool.remove(best)
        if kinds[best.kind] >= limit:
            dropped["enough of its kind"] += 1
        elif any(gives_away(best, other) or gives_away(other, best) for other in chosen):
            dropped["gives another away"] += 1
        else:
            chosen.append(best)
            dropped["asked already"] += sum(c.source == best.source for c in pool)
            pool = [c for c in pool if c.source != best.source]
    dropped["enough asked"] += len(pool)
    return sorted(chosen, key=lambda c: (c.start, c.source)), dropped


def _score(
    candidate: Candidate, weights: Sequence[float], kinds: Counter[str], passages: Counter[int], truths: Counter[object]
) -> float:
    score = candidate.merit + 0.5 * weights[candidate.source]
    score -= 0.12 * kinds[candidate.kind] + 0.15 * passages[candidate.passage]
    if candidate.kind == "true_false":
        value = candidate.content.key["value"]
        score -= 0.2 * max(0, truths[value] - truths[not value])
    return score
