"""Item analysis, against numbers worked out by hand, and what must hold of any class."""

from random import Random

import pytest

from quizapp.core.statistics import (
    LOWER,
    MIDDLE,
    UPPER,
    Responses,
    alpha,
    analyse,
    correlation,
    discrimination,
    facility,
    third_of,
)

ROWS = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]
"""Four students, three questions: a perfect scale (Guttman)."""


def responses(scores, chosen=None, seconds=None, options=()):
    n = len(scores)
    return Responses(scores, chosen or [()] * n, [True] * n, seconds or [None] * n, options)


def random_class(seed, students=23, questions=6):
    random = Random(seed)  # noqa: S311 - a class, not a secret
    return [[random.choice([0.0, 0.5, 1.0]) for _ in range(questions)] for _ in range(students)]


def test_the_facility_index_is_the_mean_score():
    assert facility([1, 1, 1, 0]) == 0.75
    assert facility([0.5, 0.25]) == 0.375
    assert facility([]) is None


def test_a_correlation_worked_out_by_hand():
    # deviations -1.5 -0.5 0.5 1.5 and -1.5 0.5 -0.5 1.5: 4 / 5
    assert correlation([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(0.8)
    assert correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)


def test_no_correlation_where_nothing_varies_or_too_few_are_there():
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([1], [1]) is None
    assert correlation([0.1 + 0.2, 0.3], [1, 2]) is None
    with pytest.raises(ValueError, match="pairs"):
        correlation([1, 2], [1])


def test_the_discrimination_index_leaves_the_question_itself_out():
    # question 2 of the scale: scores 1 1 0 0, the rest 2 1 1 0; covariance 1/4, variances 1/4 and 1/2
    scores, totals = [row[1] for row in ROWS], [sum(row) for row in ROWS]
    assert discrimination(scores, totals) == pytest.approx(0.7071, abs=1e-4)


def test_alpha_worked_out_by_hand():
    # variances of the questions 3/16, 1/4, 3/16 (together 5/8), of the totals 3 2 1 0: 5/4; 3/2 * (1 - 1/2)
    assert alpha(ROWS) == pytest.approx(0.75)


def test_no_alpha_for_one_question_one_student_or_one_total():
    assert alpha([[1], [0]]) is None
    assert alpha([[1, 0]]) is None
    assert alpha([[1, 0], [0, 1]]) is None


def test_thirds_of_different_strengths_are_of_one_size_but_for_the_middle():
    assert third_of([5, 1, 4, 2, 3, 6, 7]) == [MIDDLE, LOWER, MIDDLE, LOWER, MIDDLE, UPPER, UPPER]


def test_equally_strong_students_stand_in_the_same_third():
    assert third_of([1, 1, 1, 2, 3, 3]) == [LOWER, LOWER, LOWER, MIDDLE, UPPER, UPPER]
    assert third_of([2, 2, 2, 2]) == [MIDDLE] * 4
    assert third_of([0, 2, 2, 2, 2, 2, 2, 9]) == [LOWER, *[MIDDLE] * 6, UPPER]
    assert third_of([1, 2]) == [MIDDLE, MIDDLE]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_students_changes_nothing(seed):
    rows = random_class(seed)
    shuffled = Random(seed).sample(rows, len(rows))  # noqa: S311
    before, after = (analyse([responses(list(column)) for column in zip(*r, strict=True)]) for r in (rows, shuffled))
    for one, other in zip(before, after, strict=True):
        assert (one.n, one.right, one.thirds) == (other.n, other.right, other.thirds)
        assert one.discrimination == pytest.approx(other.discrimination)
    assert alpha(rows) == pytest.approx(alpha(shuffled))


@pytest.mark.parametrize("seed", range(5))
def test_every_index_stays_within_its_limits(seed):
    rows = random_class(seed)
    for item in analyse([responses(list(column)) for column in zip(*rows, strict=True)]):
        assert 0 <= item.facility <= 1
        assert item.discrimination is None or -1 <= item.discrimination <= 1
        assert sum(item.thirds) == item.n == len(rows)
    assert alpha(rows) <= 1


def test_options_are_counted_by_thirds():
    strong = responses([0, 0, 0, 1, 1, 1])
    asked = responses(
        [0, 0, 1, 0, 1, 1], chosen=[("a",), ("a",), ("c",), ("b",), ("c",), ("c",)], options=("a", "b", "c")
    )
    _, item = analyse([strong, asked])
    assert [(c.option, c.thirds, c.all) for c in item.choices] == [
        ("a", (2, 0, 0), 2),
        ("b", (0, 0, 1), 1),
        ("c", (1, 0, 2), 3),
    ]
    assert item.thirds == (3, 0, 3)


def test_whoever_ticks_several_counts_for_each_and_unknown_options_for_none():
    (item,) = analyse([responses([1, 0], chosen=[("a", "b"), ("z",)], options=("a", "b"))])
    assert [(c.option, c.all) for c in item.choices] == [("a", 1), ("b", 1)]


def test_the_time_is_the_median_of_those_known_and_says_how_many():
    (item,) = analyse([responses([1] * 6, seconds=[10, None, 30, 80, 20, 40])])
    assert (item.seconds, item.timed) == (30, 5)


def test_below_five_known_times_none_is_given():
    (item,) = analyse([responses([1] * 6, seconds=[10, None, None, 80, 20, 40])])
    assert (item.seconds, item.timed) == (None, 4)
    (without,) = analyse([responses([1])])
    assert (without.seconds, without.timed) == (None, 0)


def test_what_was_left_out_is_counted():
    (item,) = analyse([Responses([1, 0, 0], [()] * 3, [True, False, False], [None] * 3)])
    assert (item.n, item.right, item.left_out) == (3, 1, 2)


def test_a_class_of_nobody_has_no_numbers():
    (item,) = analyse([responses([])])
    assert (item.n, item.facility, item.discrimination, item.seconds) == (0, None, None, None)
