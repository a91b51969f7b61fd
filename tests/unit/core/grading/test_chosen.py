"""Chosen responses: one option of several, true or false; and the registry of interactions."""

import pytest

from quizapp.core.grading import NotGradable, choices, chosen, grade, interaction, interaction_names
from quizapp.core.items import ItemContent, Option

OPTIONS = (Option("a", "China"), Option("b", "Japan"), Option("c", "India"))


def choice(key: str = "b", options: tuple[Option, ...] = OPTIONS) -> ItemContent:
    return ItemContent("single_choice", "Which country?", {"option": key}, options)


def statement(*, value: bool) -> ItemContent:
    return ItemContent("true_false", "It rained.", {"value": value})


def test_only_the_key_scores() -> None:
    scores = [grade(choice(), {"option": option.id}).score for option in OPTIONS]
    assert scores == [0.0, 1.0, 0.0]


def test_no_response_scores_nothing() -> None:
    assert grade(choice(), None).score == 0.0


def test_a_forged_option_is_refused() -> None:
    module = interaction("single_choice")
    for fields in ({"response": ["d"]}, {"response": ["a", "b"]}, {"response": ["B"]}):
        with pytest.raises(NotGradable):
            module.parse(choice(), fields)


def test_a_chosen_option_is_parsed_and_shown() -> None:
    module = interaction("single_choice")
    assert module.parse(choice(), {"response": ["c"]}) == {"option": "c"}
    assert module.parse(choice(), {"response": [""]}) is None
    assert module.response_text(choice(), {"option": "c"}) == "India"
    assert module.key_text(choice()) == "Japan"


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (choice(options=OPTIONS[:1]), "options"),
        (choice("z"), "key"),
        (choice(options=(*OPTIONS, Option("d", " the CHINA "))), "options"),
        (choice(options=(*OPTIONS, Option("d", "  "))), "options"),
        (choice(options=tuple(Option(str(n), f"option {n}") for n in range(7))), "options"),
    ],
)
def test_a_single_choice_item_that_cannot_be_asked(item: ItemContent, field: str) -> None:
    assert field in [problem.field for problem in interaction("single_choice").problems(item)]


def test_a_sound_single_choice_item_has_no_problems() -> None:
    assert interaction("single_choice").problems(choice()) == []


@pytest.mark.parametrize("value", [True, False])
def test_a_statement_scores_by_its_key(*, value: bool) -> None:
    assert grade(statement(value=value), {"value": value}).is_right
    assert not grade(statement(value=value), {"value": not value}).is_right


def test_a_statement_takes_true_or_false_only() -> None:
    module = interaction("true_false")
    assert module.parse(statement(value=True), {"response": ["false"]}) == {"value": False}
    assert module.parse(statement(value=True), {}) is None
    for forged in ("yes", "True", "1"):
        with pytest.raises(NotGradable):
            module.parse(statement(value=True), {"response": [forged]})


def test_a_statement_needs_its_key() -> None:
    assert interaction("true_false").problems(ItemContent("true_false", "It rained.", {}))
    assert interaction("true_false").key_text(statement(value=False)) == "False"


def test_the_registry_knows_exactly_the_public_modules() -> None:
    assert {"cloze", "numeric", "short_answer", "single_choice", "true_false"} <= set(interaction_names())
    for name in ("_text", "essay", "os"):
        with pytest.raises(KeyError):
            interaction(name)


@pytest.mark.parametrize("name", interaction_names())
def test_every_interaction_offers_the_whole_protocol(name: str) -> None:
    module = interaction(name)
    assert module.LABEL
    assert module.KIND
    for function in ("problems", "parse", "grade", "key_text", "response_text"):
        assert callable(getattr(module, function))


def test_what_can_be_chosen_is_listed_with_its_key_and_what_was_chosen_is_named():
    one = ItemContent("single_choice", "Who?", {"option": "b"}, (Option("a", "Ann"), Option("b", "Ben")))
    assert [(row.option, row.sign, row.result) for row in choices(one)] == [("a", "A", "none"), ("b", "B", "key")]
    assert chosen(one, {"option": "a"}) == ["a"]
    several = ItemContent("multiple_choice", "Who?", {"options": ["b"]}, one.options)
    assert [row.result for row in choices(several)] == ["none", "key"]
    assert chosen(several, {"options": ["a", "b"]}) == ["a", "b"]
    statement = ItemContent("true_false", "It is so.", {"value": False})
    assert [(row.option, row.result) for row in choices(statement)] == [("true", "none"), ("false", "key")]
    assert chosen(statement, {"value": True}) == ["true"]
    sentence = ItemContent("evidence", "Which?", {"option": "a"}, one.options)
    assert [row.option for row in choices(sentence)] == ["a", "b"]


def test_where_words_are_typed_nothing_is_chosen():
    typed = ItemContent("short_answer", "Who?", {"accepted": ["Ann"]})
    assert choices(typed) == []
    assert chosen(typed, {"text": "Ann"}) == []
    assert chosen(typed, None) == []
