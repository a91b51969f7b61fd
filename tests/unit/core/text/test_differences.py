"""Word diffs give both texts back, and mark no more than what changed."""

from random import Random

import pytest

from quizapp.core.text.differences import ADDED, REMOVED, SAME, Piece, word_diff


def test_a_changed_word_is_marked_alone():
    assert word_diff("The flood came in 1931.", "The flood came in 1913.") == [
        Piece(SAME, "The flood came in "),
        Piece(REMOVED, "1931"),
        Piece(ADDED, "1913"),
        Piece(SAME, "."),
    ]


def test_texts_that_are_equal_have_no_change():
    assert word_diff("", "") == []
    assert word_diff("Same", "Same") == [Piece(SAME, "Same")]


def test_texts_too_long_to_compare_are_shown_whole():
    before, after = "a " * 20_001, "b " * 20_001
    assert [piece.kind for piece in word_diff(before, after)] == [REMOVED, ADDED]


@pytest.mark.parametrize("seed", range(200))
def test_both_texts_can_be_read_from_the_pieces(seed):
    random = Random(seed)  # noqa: S311 - texts, not secrets
    before, after = ("".join(random.choice("ab é’-.1_\n ") for _ in range(random.randrange(30))) for _ in range(2))
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after
