import pytest

from quizapp.core.text.counting import count_word, number_word


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no"), (1, "one"), (10, "ten"), (11, "11"), (1234, "1,234"), (-1, "-1")]
)
def test_numbers_up_to_ten_are_words(number: int, words: str):
    assert number_word(number) == words


def test_a_count_of_nought_is_none():
    assert [count_word(0), count_word(3)] == ["none", "three"]
