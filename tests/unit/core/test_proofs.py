"""What a proof counts: nothing without a right response, and by the teacher's rule with one."""

import pytest

from quizapp.core.attempts import PROOF, RESPOND, StepValue, fold
from quizapp.core.proofs import proven_score, proves
from quizapp.core.settings import ProofScoring
from quizapp.core.text.citations import cite

TEXT = "The old ferry was slow. The bridge was opened in 1907. It still stands."
SENTENCE = (24, 54)
WORDS = cite(TEXT, TEXT.index("opened"), TEXT.index("1907") + 4)


def test_a_sentence_proves_what_its_words_are_cited_for():
    assert TEXT[slice(*SENTENCE)] == "The bridge was opened in 1907."
    assert proves(SENTENCE, WORDS)
    assert not proves((0, 23), WORDS)
    assert not proves((24, WORDS.end - 1), WORDS)
    assert not proves(None, WORDS)


@pytest.mark.parametrize(
    ("scoring", "score", "with_proof", "without"),
    [
        (ProofScoring.UNSCORED, 1.0, 1.0, 1.0),
        (ProofScoring.UNSCORED, 0.5, 0.5, 0.5),
        (ProofScoring.PARTIAL, 1.0, 1.0, 0.5),
        (ProofScoring.PARTIAL, 0.5, 0.5, 0.25),
        (ProofScoring.PARTIAL, 0.0, 0.0, 0.0),
        (ProofScoring.ALL, 1.0, 1.0, 0.0),
        (ProofScoring.ALL, 0.5, 0.0, 0.0),
        (ProofScoring.ALL, 0.0, 0.0, 0.0),
    ],
)
def test_the_score_is_that_of_response_and_sentence_together(scoring, score, with_proof, without):
    assert proven_score(score, scoring, is_proven=True) == with_proof
    assert proven_score(score, scoring, is_proven=False) == without


def state(*steps):
    return fold(StepValue(n, kind, value) for n, (kind, value) in enumerate(steps, 1))


A, B = {"option": "a"}, {"option": "b"}
FIRST, SECOND = {"start": 0, "end": 23}, {"start": 24, "end": 54}


def test_the_sentence_chosen_last_stands():
    assert state((RESPOND, A)).proof is None
    assert state((RESPOND, A), (PROOF, FIRST), (PROOF, SECOND)).proof == (24, 54)


def test_a_sentence_is_older_once_the_response_is_another_one():
    assert not state((RESPOND, A), (PROOF, FIRST)).is_proof_older
    assert not state((RESPOND, A), (PROOF, FIRST), (RESPOND, A)).is_proof_older
    assert state((RESPOND, A), (PROOF, FIRST), (RESPOND, B)).is_proof_older
    assert not state((RESPOND, A), (PROOF, FIRST), (RESPOND, B), (PROOF, FIRST)).is_proof_older
