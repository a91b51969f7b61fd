"""What a teacher is advised, rule by rule, on both sides of each threshold."""

from dataclasses import replace

import pytest

from quizapp.core.advice import Seen, advice
from quizapp.core.statistics import ChoiceCount, ItemAnalysis

SIGNS = {"a": "A", "b": "B", "c": "C"}


def seen(thirds_by_option, *, n=12, right=6, discrimination=0.4, left_out=0, **rest):
    choices = tuple(ChoiceCount(option, thirds) for option, thirds in thirds_by_option.items())
    item = ItemAnalysis(n, right, left_out, right / n, discrimination, (4, 4, 4), choices, None, 0)
    return Seen(item, SIGNS, frozenset("c"), **rest)


SOUND = {"a": (2, 1, 0), "b": (1, 1, 1), "c": (1, 2, 3)}
"""The key rises with strength."""


def test_nothing_is_said_of_a_sound_question():
    assert advice(seen(SOUND)) == []


def test_nothing_is_said_before_five_have_answered():
    assert advice(seen({}, n=4, right=0)) == []
    assert advice(seen({}, n=5, right=0)) == ["Nobody was right: check the key, and whether the article says it."]


def test_a_wrong_option_that_drew_the_strongest_third_points_at_the_key():
    drew = {"a": (1, 1, 0), "b": (0, 0, 3), "c": (3, 3, 1)}
    assert advice(seen(drew, discrimination=-0.4))[0] == "B drew the strongest third: check the key."
    assert "strongest" not in " ".join(advice(seen(drew, n=9, right=4, discrimination=-0.4)))


def test_as_many_for_the_key_as_for_a_wrong_option_point_nowhere():
    assert "strongest" not in " ".join(advice(seen({"a": (1, 0, 0), "b": (1, 1, 2), "c": (2, 3, 2)}, right=7)))


@pytest.mark.parametrize(
    ("value", "words"), [(-0.01, "check the key and the wording"), (0.0, "hardly tells"), (0.19, "hardly tells")]
)
def test_a_question_that_tells_little_or_the_wrong_way_round(value, words):
    assert words in advice(seen(SOUND, discrimination=value))[0]
    assert advice(seen(SOUND, discrimination=0.2)) == []


def test_right_for_all_asks_little():
    assert advice(seen({"a": (0, 0, 0), "b": (0, 0, 0), "c": (4, 4, 4)}, right=12, discrimination=None)) == [
        "Right for all: asks little."
    ]


def test_an_option_that_nobody_chose():
    assert advice(seen({"a": (1, 1, 1), "b": (0, 0, 0), "c": (3, 3, 3)}, right=9)) == [
        "Nobody chose B: another wrong answer would ask more."
    ]


def test_no_other_wrong_answer_is_asked_for_where_none_can_be_written():
    one_left_it_out = {"a": (0, 0, 0), "c": (4, 4, 3)}
    assert advice(seen(one_left_it_out, right=11, left_out=1, are_options_written=False)) == []


def test_a_common_mistake_names_the_paragraph_and_who_was_sure():
    common = {"a": (3, 1, 0), "b": (1, 1, 0), "c": (0, 2, 4)}
    assert advice(seen(common, paragraph=6)) == ["Four students of 12 chose A. Read paragraph 6 together."]
    assert "two of those who were wrong were sure" in advice(seen(common, sure_and_wrong=2))[0]


def test_a_hard_question_without_one_common_mistake():
    spread = {"a": (2, 1, 0), "b": (1, 1, 1), "c": (0, 1, 2)}
    assert advice(seen(spread, right=3, paragraph=2)) == ["Only three of 12 knew it. Read paragraph 2 together."]


def test_a_wrong_response_that_several_typed():
    typed = replace(seen({}), typed=[("the boat", 2), ("a car", 1)])
    assert advice(typed) == ["Two students wrote “the boat”: accept it if it is right."]
    assert advice(replace(typed, typed=[("a car", 1)])) == []


def test_what_many_left_out():
    assert advice(seen(SOUND, left_out=3)) == ["Three students of 12 left it out."]
    assert advice(seen(SOUND, left_out=2)) == []
