"""What each policy makes of a response, and the sum over what counts."""

import pytest

from quizapp.core.attempts import Earned, total
from quizapp.core.grading.matching import paired
from quizapp.core.grading.ordering import arranged
from quizapp.core.items import ItemContent, Option
from quizapp.core.regrading import Outcome, Policy, keeps_options, outcome

HALF = (3.0, 6.0)
"""Half of the other marks were earned."""


@pytest.mark.parametrize(
    ("policy", "asked", "keyed", "expected"),
    [
        (Policy.KEY, 1.0, 0.0, Outcome(0.0)),
        (Policy.KEY, 0.0, 1.0, Outcome(1.0)),
        (Policy.KEY_HELPS, 1.0, 0.0, Outcome(1.0)),
        (Policy.KEY_HELPS, 0.0, 0.5, Outcome(0.5)),
        (Policy.FULL, 0.0, 0.0, Outcome(1.0)),
        (Policy.LEFT_OUT, 1.0, 1.0, Outcome(1.0, is_left_out=True)),
        (Policy.LEFT_OUT_HELPS, 0.0, 0.0, Outcome(0.0, is_left_out=True)),
        (Policy.LEFT_OUT_HELPS, 1.0, 1.0, Outcome(1.0)),
        (Policy.LEFT_OUT_HELPS, 0.5, 0.5, Outcome(0.5)),
    ],
)
def test_what_a_policy_makes_of_a_response(policy, asked, keyed, expected):
    assert outcome(policy, asked=asked, keyed=keyed, rest=HALF) == expected


def test_the_only_question_of_a_quiz_is_never_left_out_to_help():
    assert outcome(Policy.LEFT_OUT_HELPS, asked=0, keyed=0, rest=(0, 0)) == Outcome(0)


@pytest.mark.parametrize("keyed", [0.0, 0.25, 0.5, 0.75, 1.0])
@pytest.mark.parametrize("earned", [0.0, 1.0, 3.5, 6.0])
def test_leaving_out_only_where_it_helps_never_lowers_a_share(keyed, earned):
    found = outcome(Policy.LEFT_OUT_HELPS, asked=keyed, keyed=keyed, rest=(earned, 6.0))
    before, after = (earned + keyed) / 7, earned / 6 if found.is_left_out else (earned + keyed) / 7
    assert after >= before


def test_what_is_left_out_is_neither_earned_nor_missed():
    result = total([Earned(1.0, 2.0), Earned(0.5, 1.0), Earned(1.0, 5.0, is_left_out=True)])
    assert (result.marks, result.possible, result.right, result.questions, result.left_out) == (2.5, 3.0, 1, 2, 1)


def in_order(*events):
    options, key = arranged(events)
    return ItemContent("ordering", "In which order?", key, options)


def in_pairs(*halves):
    options, key = paired(halves, ())
    return ItemContent("matching", "What belongs together?", key, options)


def one_of(**options):
    return ItemContent(
        "single_choice", "Which?", {"option": "a"}, tuple(Option(n, text) for n, text in options.items())
    )


PAIRS = (("Mara", "drew it"), ("Ida", "built it"), ("Jon", "paid it"))


@pytest.mark.parametrize(
    ("was", "now", "is_kept"),
    [
        (in_order("built", "opened", "repaired"), in_order("opened", "built", "repaired"), True),
        (in_order("built", "opened", "repaired"), in_order("built", "Opened.", "repaired at last"), True),
        # "a great opening" comes before the others in the alphabet: all of them have other ids now
        (in_order("built", "opened", "repaired"), in_order("built", "a great opening", "repaired"), False),
        (in_order("built", "opened", "repaired"), in_order("made", "opened to all", "repaired"), False),
        (in_order("built", "opened", "repaired"), in_order("built", "opened", "repaired", "sold"), False),
        (in_pairs(*PAIRS), in_pairs(*PAIRS[:2], ("Jon Voss", "paid it")), True),
        (in_pairs(*PAIRS), in_pairs(PAIRS[1], PAIRS[0], PAIRS[2]), False),
        (in_pairs(*PAIRS), in_pairs(("Mara", "was its architect"), *PAIRS[1:]), False),
        (one_of(a="red", b="blue"), one_of(a="crimson", b="navy"), True),
        (one_of(a="red", b="blue"), one_of(a="blue", b="red"), False),
        (one_of(a="red", b="blue", c="green"), one_of(a="red", b="green", c="gold"), False),
        (
            ItemContent("numeric", "How many?", {"value": "5"}),
            ItemContent("numeric", "How many?", {"value": "6"}),
            True,
        ),
    ],
)
def test_an_option_is_the_same_one_while_its_words_stand_under_no_other_id(was, now, is_kept):
    assert keeps_options(was, now) is is_kept
