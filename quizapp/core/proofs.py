"""Which sentence proves it: whether a sentence does, and what it counts."""

from quizapp.core.settings import ProofScoring
from quizapp.core.text.citations import Citation


def proves(sentence: tuple[int, int] | None, citation: Citation) -> bool:
    """Whether the sentence at ``[start, end)`` holds the cited words; no sentence proves nothing."""
    return sentence is not None and sentence[0] <= citation.start and citation.end <= sentence[1]


def proven_score(score: float, scoring: ProofScoring, *, is_proven: bool) -> float:
    """The score (0 to 1) of a question whose response earned ``score`` and whose proof was asked for.

    ``OFF`` and ``UNSCORED`` leave it as it is. ``ALL`` is the rule of two-tier tests: 1 where the response
    is wholly right and its sentence proves it, else 0 (D. F. Treagust, Int. J. Science Education 10, 1988,
    159-169). ``PARTIAL`` is the dependent rule of evidence-based selected response items (PARCC, CommonLit:
    the second part earns nothing unless the first is right): half for the response, half for the sentence,
    and the sentence earns as much of its half as the response of its own. So the right sentence, which words
    in common may give away, earns nothing below a wrong response.
    """
    if scoring is ProofScoring.ALL:
        return 1.0 if is_proven and score >= 1.0 else 0.0
    if scoring is ProofScoring.PARTIAL:
        return score if is_proven else score / 2
    return score
