"""Typed responses: what counts as the same words, and what counts as a number."""

from decimal import Decimal

import pytest

from quizapp.core.grading import NotGradable, accepting, grade, interaction
from quizapp.core.grading.numeric import number_in
from quizapp.core.items import ItemContent, Option
from quizapp.core.text.folding import folded


def short(*accepted: str) -> ItemContent:
    return ItemContent("short_answer", "Who?", {"accepted": list(accepted)})


def number(value: str, tolerance: str = "0", unit: str = "") -> ItemContent:
    return ItemContent("numeric", "How many?", {"value": value, "tolerance": tolerance, "unit": unit})


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("the White House", "White House"),
        ("WHITE  HOUSE.", "the White House"),
        ("Sao Paulo", "São Paulo"),
        ("state-run", "state run"),
        ("China's", "China’s"),
        ("“low point”", "low point"),
        ("  a readout ", "readout"),
        ("Cafe\u0301", "café"),
    ],
)
def test_case_accents_articles_spacing_and_quotes_do_not_count(typed: str, accepted: str) -> None:
    assert grade(short(accepted), {"text": typed}).is_right


@pytest.mark.parametrize("typed", ["White", "White House staff", "Whitehouse", "the", ""])
def test_other_words_are_wrong(typed: str) -> None:
    assert not grade(short("the White House"), {"text": typed}).is_right


def test_a_hyphen_is_a_space_but_the_sign_of_a_number_is_none() -> None:
    assert not grade(short("-5"), {"text": "5"}).is_right
    assert grade(short("-5"), {"text": "−5"}).is_right
    assert grade(short("1998-2001"), {"text": "1998 – 2001"}).is_right
    signs = ItemContent("single_choice", "How cold?", {"option": "a"}, (Option("a", "-5"), Option("b", "5")))
    assert interaction("single_choice").problems(signs) == []


def test_an_article_alone_is_not_folded_away() -> None:
    assert folded("A") == "a"


def test_the_grade_names_the_variant_that_was_met() -> None:
    assert grade(short("Antony Blinken", "Blinken"), {"text": "blinken"}).matched == "Blinken"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,823", "1823"),
        ("1 823 km", "1823"),
        ("about 12.5 percent", "12.5"),
        ("−4", "-4"),
        ("1823", "1823"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_read_with_its_marks_and_words(typed: str, value: str) -> None:
    assert number_in(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["ninety-eight", "3 or 4", "", "1e400x2", "NaN", "Infinity"])
def test_no_number_or_more_than_one_is_none(typed: str) -> None:
    assert number_in(typed) is None


@pytest.mark.parametrize(
    ("typed", "right"), [("100", True), ("95", True), ("105", True), ("94.9", False), ("106", False)]
)
def test_the_tolerance_counts_both_ways_and_includes_its_ends(typed: str, *, right: bool) -> None:
    assert grade(number("100", "5", "miles"), {"text": typed}).is_right is right


def test_a_number_field_refuses_words_and_takes_nothing() -> None:
    module = interaction("numeric")
    with pytest.raises(NotGradable, match="figures"):
        module.parse(number("5"), {"response": ["five"]})
    assert module.parse(number("5"), {"response": ["  "]}) is None
    assert module.parse(number("5"), {}) is None


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ({"value": "many"}, "key"),
        ({}, "key"),
        ({"value": "NaN"}, "key"),
        ({"value": "5", "tolerance": "-1"}, "tolerance"),
        ({"value": "5", "tolerance": "some"}, "tolerance"),
    ],
)
def test_a_numeric_item_needs_a_number_and_a_sane_tolerance(key: dict[str, str], field: str) -> None:
    problems = interaction("numeric").problems(ItemContent("numeric", "How many?", key))
    assert field in [problem.field for problem in problems]


@pytest.mark.parametrize(
    "huge", ["1e1000000", "-1e1000000", "1e-1000000", "1" * 61, "9" * 10_000, "nan", "inf", "-Infinity", "sNaN"]
)
def test_a_number_that_nobody_can_mean_is_no_key_and_breaks_no_grading(huge: str) -> None:
    module = interaction("numeric")
    for content, field in ((number(huge), "key"), (number("5", huge), "tolerance")):
        assert [problem.field for problem in module.problems(content)] == [field]
        assert grade(content, {"text": "5"}).score == 0
    with pytest.raises(NotGradable):
        module.parse(number("5"), {"response": [huge]})


def test_numbers_of_many_figures_are_graded() -> None:
    assert grade(number("1e40", "1e-40"), {"text": "1" + "0" * 40}).score == 1
    assert grade(number("1e40", "1e-40"), {"text": "1" + "0" * 39 + "1"}).score == 0
    assert grade(number("0.000001"), {"text": "0.000001"}).score == 1


def test_a_numeric_key_is_shown_with_its_unit() -> None:
    assert interaction("numeric").key_text(number("100", unit="miles")) == "100 miles"


def test_a_short_answer_past_its_limit_is_refused() -> None:
    with pytest.raises(NotGradable, match="500"):
        interaction("short_answer").parse(short("x"), {"response": ["y" * 501]})


def test_a_short_answer_item_needs_words_to_accept() -> None:
    module = interaction("short_answer")
    assert not module.problems(short("Xi"))
    assert module.problems(short())
    assert module.problems(short("Xi", "?!"))


def cloze(stem: str, *gaps: list[str]) -> ItemContent:
    return ItemContent("cloze", stem, {"gaps": list(gaps)})


def test_a_cloze_scores_the_share_of_its_gaps() -> None:
    item = cloze("_____ met _____.", ["Qin Gang", "Qin"], ["Wang Yi"])
    assert grade(item, {"gaps": ["qin", "Xi"]}).score == 0.5
    assert grade(item, {"gaps": ["Qin Gang", "wang yi"]}).score == 1.0
    assert grade(item, {"gaps": ["", "Wang Yi"]}).score == 0.5


def test_a_cloze_takes_one_response_for_each_gap() -> None:
    item = cloze("_____ met _____.", ["Qin"], ["Wang"])
    module = interaction("cloze")
    assert module.parse(item, {"response": [" Qin ", ""]}) == {"gaps": ["Qin", ""]}
    assert module.parse(item, {"response": ["", ""]}) is None
    with pytest.raises(NotGradable, match="each gap"):
        module.parse(item, {"response": ["Qin"]})


def test_a_cloze_item_needs_words_for_every_gap() -> None:
    module = interaction("cloze")
    assert not module.problems(cloze("The _____ flew.", ["balloon"]))
    assert module.problems(cloze("The balloon flew.", ["balloon"]))[0].field == "stem"
    assert module.problems(cloze("_____ and _____", ["one"]))
    assert module.problems(cloze("The _____ flew.", [" "]))


def test_a_cloze_is_shown_gap_by_gap() -> None:
    item = cloze("_____ met _____.", ["Qin Gang", "Qin"], ["Wang Yi"])
    module = interaction("cloze")
    assert module.key_text(item) == "(1) Qin Gang, (2) Wang Yi"
    assert module.response_text(item, {"gaps": ["", "Xi"]}) == "(1) –, (2) Xi"


def test_a_key_takes_a_typed_response_as_a_further_variant_and_none_twice():
    assert accepting(short("Ann"), {"text": "Anna"}) == {"accepted": ["Ann", "Anna"]}
    assert accepting(short("Ann"), {"text": " ANN. "}) == {"accepted": ["Ann"]}
    gaps = ItemContent("cloze", "_____ met _____.", {"gaps": [["Ann"], ["Ben"]]})
    assert accepting(gaps, {"gaps": ["", "Benjamin"]}) == {"gaps": [["Ann"], ["Ben", "Benjamin"]]}
    assert grade(gaps, {"gaps": ["Ann", "Benjamin"]}).score == 0.5


def test_a_key_without_variants_takes_none():
    assert accepting(number("7"), {"text": "8"}) is None
