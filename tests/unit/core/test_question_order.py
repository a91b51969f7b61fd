"""The order of questions in an attempt: that of its seed, with what belongs together kept together."""

from quizapp.core.generation.evidence import evidence_stem
from quizapp.core.question_order import shown_positions

STEMS = [f"Question {letter}?" for letter in "abcdefghi"]


def test_without_shuffling_every_question_stands_where_it_was_arranged():
    assert shown_positions(STEMS, seed=7, is_shuffled=False) == list(range(1, 10))


def test_a_seed_has_one_order_and_different_seeds_have_different_ones():
    orders = [shown_positions(STEMS, seed=seed, is_shuffled=True) for seed in range(50)]
    assert orders == [shown_positions(STEMS, seed=seed, is_shuffled=True) for seed in range(50)]
    assert all(sorted(order) == list(range(1, 10)) for order in orders)
    assert len({tuple(order) for order in orders}) > 45


def test_every_question_comes_to_every_place():
    orders = [shown_positions(STEMS[:4], seed=seed, is_shuffled=True) for seed in range(200)]
    assert all({order[n] for order in orders} == {1, 2, 3, 4} for n in range(4))


def test_a_question_for_the_proof_stays_right_behind_its_question():
    stems = [*STEMS[:3], evidence_stem(STEMS[1]), evidence_stem("Elsewhere?"), evidence_stem(STEMS[2])]
    orders = [shown_positions(stems, seed=seed, is_shuffled=True) for seed in range(60)]
    assert all(order[3] == order[1] + 1 and order[5] == order[2] + 1 for order in orders)
    assert len({tuple(order) for order in orders}) == 4 * 3 * 2


def test_a_question_for_the_proof_that_was_arranged_before_its_question_stays_right_before_it():
    stems = [evidence_stem(STEMS[0]), *STEMS[:4]]
    orders = [shown_positions(stems, seed=seed, is_shuffled=True) for seed in range(20)]
    assert all(order[0] == order[1] - 1 for order in orders)


def test_two_questions_of_the_same_words_are_both_shown():
    orders = [shown_positions(["Who?", "Who?", "When?"], seed=seed, is_shuffled=True) for seed in range(20)]
    assert all(sorted(order) == [1, 2, 3] for order in orders)
