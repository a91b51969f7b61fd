"""Responses of several parts: all options that apply, an order, pairs; and a sentence as evidence."""

from itertools import permutations

import pytest

from quizapp.core.attempts import option_order
from quizapp.core.grading import (
    NotGradable,
    Offering,
    grade,
    interaction,
    interaction_names,
    key_letters,
    key_rows,
    quotation_problems,
)
from quizapp.core.items import ItemContent, Option

OPTIONS = tuple(Option(n, f"Option {n}") for n in "abcde")
SIDES = tuple(Option(f"{side}{n}", f"{side} number {n}") for side in "pa" for n in (1, 2, 3))


def several(*key: str, options: tuple[Option, ...] = OPTIONS) -> ItemContent:
    return ItemContent("multiple_choice", "Which of them?", {"options": list(key)}, options)


def order(*key: str, options: tuple[Option, ...] = OPTIONS[:4]) -> ItemContent:
    return ItemContent("ordering", "In which order?", {"order": list(key)}, options)


def pairs(options: tuple[Option, ...] = SIDES, **key: str) -> ItemContent:
    return ItemContent("matching", "Who did what?", {"pairs": key}, options)


def sentence(key: str = "a", options: tuple[Option, ...] = OPTIONS[:4]) -> ItemContent:
    return ItemContent("evidence", "Which sentence proves it?", {"option": key}, options)


SEVERAL, ORDER, PAIRS = several("a", "c"), order("c", "a", "d", "b"), pairs(p1="a2", p2="a3", p3="a1")
SOUND = (SEVERAL, ORDER, PAIRS, sentence())
HOSTILE = (
    ["z"], ["A"], ["a b"], ["a,b"], [" a"], ["a\x00"], ["' OR 1=1 --"], ["{{ 7*7 }}"], ["x" * 100_000], ["a:1", "a:1"],
    ["p1:a1", "p1:a1"], ["p1:a1", "p1:a2"], ["p1:a1", "p2:a1"], ["p1:p2"], ["a1:p1"], ["p1:a1:a2"], ["p1:"], [":a1"],
    ["a:0"], ["a:5"], ["a:-1"], ["a:٣"], ["a:²"], ["a:1.0"], ["a:01"], ["a:99999999999999999999"], ["a:"], [":1"], [":"],
    ["a"] * 50_000, ["a:1"] * 50_000, ["a:1", "b:1", "c:1", "d:1"], ["a:1", "a:2", "b:3", "c:4"], ["a:1", "b:2"],
    ["a:1", "b:2", "c:3", "d:4", "e:5"], ["\ud800"],
)  # fmt: skip


@pytest.mark.parametrize("item", SOUND, ids=lambda item: item.interaction)
@pytest.mark.parametrize("values", HOSTILE, ids=lambda values: repr(values)[:30])
def test_hostile_values_are_refused_kindly(item: ItemContent, values: list[str]) -> None:
    with pytest.raises(NotGradable) as error:
        interaction(item.interaction).parse(item, {"response": values})
    assert len(str(error.value)) < 120


@pytest.mark.parametrize("item", SOUND, ids=lambda item: item.interaction)
def test_nothing_chosen_is_no_response(item: ItemContent) -> None:
    for fields in ({}, {"response": []}, {"response": [""] * 4}, {"other": ["a"]}):
        assert interaction(item.interaction).parse(item, fields) is None


def test_evidence_is_word_for_word_in_the_article_but_for_white_space() -> None:
    item = sentence(options=(Option("a", "It was built."), Option("b", "It fell down."), Option("c", "it was built.")))
    problems = quotation_problems(item, "It was\nbuilt.  It fell\u00a0down.")
    assert [problem.field for problem in problems] == ["option_c"]
    assert quotation_problems(SEVERAL, "It was built.") == []


@pytest.mark.parametrize("item", SOUND, ids=lambda item: item.interaction)
def test_a_sound_item_has_no_problems_and_a_key_that_scores(item: ItemContent) -> None:
    assert interaction(item.interaction).problems(item) == []
    assert grade(item, item.key).score == 1.0
    assert interaction(item.interaction).response_text(item, item.key) == interaction(item.interaction).key_text(item)


@pytest.mark.parametrize(
    ("chosen", "score"),
    [("ac", 1), ("a", 0.5), ("ab", 0), ("abc", 0.5), ("b", 0), ("bde", 0), ("abcde", 0), ("abcd", 0), ("c", 0.5)],
)
def test_wrong_choices_cost_what_right_ones_earn(chosen: str, score: float) -> None:
    response = interaction("multiple_choice").parse(SEVERAL, {"response": list(chosen)[::-1]})
    assert response == {"options": list(chosen)}
    assert grade(SEVERAL, response).score == score


@pytest.mark.parametrize(
    ("key", "chosen", "words"),
    [
        ("ac", "a", "one of the two right ones and none wrong"),
        ("ac", "bd", "none of the two right ones and two wrong"),
        ("a", "ab", "the right one and one wrong"),
        ("a", "b", "none that is right and one wrong"),
    ],
)
def test_a_note_says_what_earned_the_score(key: str, chosen: str, words: str) -> None:
    assert grade(several(*key), {"options": list(chosen)}).note == f"You chose {words}."


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (several(), "key"),
        (several(*"abcde"), "key"),
        (several("a", "z"), "key"),
        (several("a", "a"), "key"),
        (several("a", options=OPTIONS[:1]), "options"),
        (several("0", options=tuple(Option(str(n), f"option {n}") for n in range(9))), "options"),
        (several("a", options=(*OPTIONS, Option("f", "the option A"))), "options"),
        (order(), "key"),
        (order("a", "b", "c"), "key"),
        (order("a", "b", "c", "c"), "key"),
        (order("a", "b", options=OPTIONS[:2]), "key"),
        (order(*"0123456", options=tuple(Option(str(n), f"event {n}") for n in range(7))), "key"),
        (order("a", "b", "c", options=(*OPTIONS[:2], Option("c", " "))), "key"),
        (pairs(), "key"),
        (pairs(p1="a1", p2="a2"), "key"),
        (pairs(p1="a1", p2="a1", p3="a2"), "key"),
        (pairs(p1="a1", p2="a2", p3="p1"), "key"),
        (pairs(SIDES[:2] + SIDES[3:5], p1="a1", p2="a2"), "key"),
        (pairs((*SIDES, Option("x1", "neither")), p1="a1", p2="a2", p3="a3"), "others"),
        (pairs((*SIDES, *(Option(f"a{n}", f"a {n}") for n in "456")), p1="a1", p2="a2", p3="a3"), "others"),
        (sentence("z"), "key"),
        (sentence("a", OPTIONS[:2]), "options"),
        (sentence("a", (*OPTIONS, Option("f", "Six"))), "options"),
    ],
)
def test_an_item_that_cannot_be_asked(item: ItemContent, field: str) -> None:
    assert field in [problem.field for problem in interaction(item.interaction).problems(item)]


def test_an_order_scores_the_share_of_pairs_that_stand_the_right_way_round() -> None:
    key = ORDER.key["order"]
    scores = {given: grade(ORDER, {"order": list(given)}).score for given in permutations(key)}
    assert scores[tuple(key)] == 1.0
    assert scores[tuple(reversed(key))] == 0.0
    assert scores["a", "c", "d", "b"] == 5 / 6
    assert [given for given, score in scores.items() if score == 1.0] == [tuple(key)]
    assert sum(scores.values()) / len(scores) == pytest.approx(0.5)


def test_an_order_is_read_from_the_place_of_each_event() -> None:
    module = interaction("ordering")
    assert module.parse(ORDER, {"response": ["a:2", "b:4", "c:1", "d:3"]}) == ORDER.key
    assert module.key_text(ORDER) == "Option c; then Option a; then Option d; then Option b"
    for values, words in (
        (["a:1", "", "", ""], "three have none yet"),
        (["a:1", "b:2", "c:3", ""], "one has none yet"),
        (["a:1", "b:2", "c:2", "d:4"], "place 2"),
    ):
        with pytest.raises(NotGradable, match=words):
            module.parse(ORDER, {"response": values})


def test_events_are_never_shown_in_the_order_of_the_key() -> None:
    figures = tuple(Option(n, f"It is {1900 + number}") for number, n in enumerate("abc"))
    for key in permutations("abc"):
        item = order(*key, options=figures)
        shown = {tuple(option_order(item, seed=seed, position=1)) for seed in range(60)}
        assert shown == set(permutations("abc")) - {key}


def test_pairs_score_their_share_and_may_be_left_out() -> None:
    module = interaction("matching")
    response = module.parse(PAIRS, {"response": ["p1:a2", "", "p3:a3"]})
    assert response == {"pairs": {"p1": "a2", "p3": "a3"}}
    assert grade(PAIRS, response).score == pytest.approx(1 / 3)
    assert module.response_text(PAIRS, response) == ("p number 1: a number 2; p number 2: –; p number 3: a number 3")
    with pytest.raises(NotGradable, match="a number 2"):
        module.parse(PAIRS, {"response": ["p1:a2", "p2:a2"]})


def test_prompts_stand_as_written_and_targets_in_any_order() -> None:
    shown = [option_order(PAIRS, seed=seed, position=1) for seed in range(60)]
    assert {tuple(order[:3]) for order in shown} == {("p1", "p2", "p3")}
    assert {tuple(order[3:]) for order in shown} == set(permutations(["a1", "a2", "a3"]))


def test_sentences_keep_the_order_of_the_article() -> None:
    assert option_order(sentence(), seed=3, position=1) == list("abcd")
    assert key_rows(sentence())[0].text == "“Option a”"


def orders_of(*texts: str) -> set[tuple[str, ...]]:
    """In which orders sixty attempts show options that were written so, the key first."""
    options = tuple(Option(n, text) for n, text in zip("abcd", texts, strict=True))
    item = ItemContent("single_choice", "Which?", {"option": "a"}, options)
    return {tuple(option_order(item, seed=seed, position=1)) for seed in range(60)}


def test_figures_stay_in_the_order_written_and_words_are_shuffled() -> None:
    as_written = {tuple("abcd")}
    assert orders_of("1907", "1908", "1911", "1920") == as_written
    assert orders_of("500", "1,000", "1,500.5", "20,000") == as_written
    assert orders_of("3 May 1907", "1 June 1908", "2 May 1911", "1 May 1920") == as_written
    assert len(orders_of("Name a", "Name b", "Name c", "Name d")) > 10


def test_figures_that_do_not_ascend_are_shuffled_since_people_write_the_key_first() -> None:
    assert len(orders_of("1908", "1907", "1911", "1920")) > 10
    assert len(orders_of("5 cats", "5 dogs", "5 birds", "5 fish")) > 10
    assert len(orders_of("1907", "1908", "later", "1920")) > 10


def test_the_key_is_named_by_the_letters_under_which_it_was_shown() -> None:
    assert key_letters(key_rows(SEVERAL, "cbaed")) == "A and C"
    assert key_letters(key_rows(several("a", "b", "e"), "abcde")) == "A, B and E"
    assert key_letters(key_rows(ORDER)) == ""
    assert key_letters(key_rows(ItemContent("numeric", "How many?", {"value": "5"}))) == ""


@pytest.mark.parametrize("name", interaction_names())
def test_an_interaction_lays_out_options_wholly_or_not_at_all(name: str) -> None:
    module = interaction(name)
    parts = [hasattr(module, part) for part in ("shown_order", "rows")]
    assert parts == [isinstance(module, Offering)] * 2


@pytest.mark.parametrize("item", SOUND, ids=lambda item: item.interaction)
def test_rows_without_a_response_open_the_key_alone(item: ItemContent) -> None:
    shown = option_order(item, seed=1, position=1)
    rows = key_rows(item, shown)
    assert {row.result for row in rows} <= {"key", "none"}
    right = key_rows(item, shown, item.key)
    assert len(right) == len(rows)
    assert not [row for row in right if row.result == "wrong"]
