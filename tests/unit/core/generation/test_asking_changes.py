"""Claims made false: another thing of its class, the sides exchanged, a no taken away, another place in a row."""

import pytest

from quizapp.core.generation.asking.candidates import Candidate
from quizapp.core.generation.asking.changes import LISTED
from quizapp.core.generation.siblings.offer import place_class
from tests.unit.core.generation.parsed import asked, key_of

COINS = "The large silver coins of Orrin were made of copper in 1931."


def on(topic: str, text: str, title: str = "Notes") -> list[Candidate]:
    return [c for c in asked(text, title) if c.topic == topic]


def false(topic: str, text: str, title: str = "Notes") -> list[str]:
    return [c.content.stem for c in on(topic, text, title) if c.content.key == {"value": False}]


def test_a_word_of_a_closed_class_is_chosen_among_its_class_and_replaced_by_another():
    wrong, choice = on("listed", COINS)
    assert (choice.kind, key_of(choice)) == ("cloze_mcq", "copper")
    assert choice.content.stem == COINS.replace("copper", "_____")
    texts = [o.text for o in choice.content.options]
    assert len(set(texts)) == 4
    assert {place_class(text) for text in texts} <= LISTED
    other = wrong.content.stem.removeprefix(COINS.partition("copper")[0]).removesuffix(" in 1931.")
    assert other in {*texts} - {"copper"}
    assert wrong.content.key == {"value": False}
    assert wrong.content.explanation == f"It is copper, not {other}: {COINS}"


@pytest.mark.parametrize(
    "text",
    [
        COINS.replace("were", "were not"),
        COINS.replace("copper", "copper and tin"),
        COINS.replace("copper", "pure copper"),
        COINS.replace("copper", "paper"),
        "The copper coins of Orrin were made of copper in 1931.",
    ],
)
def test_no_listed_word_where_it_is_denied_joined_narrowed_repeated_or_of_no_class(text: str):
    assert on("listed", text) == []


def test_a_listed_word_of_the_title_is_not_asked_for():
    assert on("listed", COINS, "Copper in Orrin") == []


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        (
            "Norway ceded the island of Orrin to Sweden in 1814.",
            "Sweden ceded the island of Orrin to Norway in 1814.",
        ),
        ("Mara Voss taught Tom Harrow to paint old ships.", "Tom Harrow taught Mara Voss to paint old ships."),
        ("Poland invaded Lithuania with 12 armies.", "Lithuania invaded Poland with 12 armies."),
    ],
)
def test_the_sides_of_a_deed_that_goes_one_way_are_exchanged(text: str, turned: str):
    (own,) = on("sides", text)
    assert (own.content.stem, own.content.key) == (turned, {"value": False})
    assert own.content.explanation == f"It is the other way round: {text}"


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not cede the island of Orrin to Sweden in 1814.",
        "Poland met Lithuania with 12 armies.",
        "Poland invaded Lithuania and Latvia with 12 armies.",
        "Poland and Latvia invaded Lithuania with 12 armies.",
        "Poland invaded the north of Lithuania with 12 armies.",
        "Mara Voss attacked Lithuania with 12 armies.",
        "The old baker taught Tom Harrow to paint old ships.",
    ],
)
def test_sides_are_not_exchanged_where_both_ways_may_hold_or_they_are_unlike(text: str):
    assert on("sides", text) == []


@pytest.mark.parametrize(
    ("text", "affirmed"),
    [
        ("The northern part of Orrin was not built on a swamp.", "The northern part of Orrin was built on a swamp."),
        ("The council of Orrin has not paid the workers.", "The council of Orrin has paid the workers."),
        ("Mara Voss could not sell the mill of Orrin.", "Mara Voss could sell the mill of Orrin."),
    ],
)
def test_a_no_is_taken_away(text: str, affirmed: str):
    (own,) = on("opposite", text)
    assert (own.content.stem, own.content.key) == (affirmed, {"value": False})
    assert own.content.explanation == f"The article says the opposite: {text}"


@pytest.mark.parametrize(
    "text",
    [
        "The council of Orrin did not pay the workers.",
        "The council of Orrin has not paid any workers.",
        "The council of Orrin has not ever paid the workers.",
        "The council of Orrin has not paid the workers because of the fire of 1924.",
        "The council of Orrin has not only paid the workers.",
        "The council of Orrin has never paid the workers.",
        "The council of Orrin has paid the workers, not the bakers.",
    ],
)
def test_no_no_is_taken_away_where_more_would_change(text: str):
    assert on("opposite", text) == []


def test_the_place_in_a_row_is_chosen_among_four_and_told_wrongly():
    text = "The third museum of Orrin opened in the old town hall in 1931."
    choice, wrong = on("ordinal", text)
    assert choice.content.stem == text.replace("third", "_____")
    assert key_of(choice) == "third"
    assert len(choice.content.options) == 4
    assert wrong.content.stem == text.replace("third", "second")
    assert wrong.content.explanation == f"It is third, not second: {text}"


def test_the_places_of_a_row_are_offered_in_their_order():
    text = "The museum of Orrin is the fifth building of Harrow Street."
    rows = {
        tuple(o.text for o in c.content.options)
        for seed in range(9)
        for c in asked(text, seed=seed)
        if c.kind == "cloze_mcq"
    }
    assert rows <= {
        ("second", "third", "fourth", "fifth"),
        ("third", "fourth", "fifth", "sixth"),
        ("fourth", "fifth", "sixth", "seventh"),
        ("fifth", "sixth", "seventh", "eighth"),
    }
    assert len(rows) > 1


@pytest.mark.parametrize("place", ["first", "second"])
def test_nobody_takes_the_first_for_the_second(place: str):
    assert on("ordinal", f"The museum of Orrin is the {place} building of Harrow Street.") == []


def test_a_place_in_a_row_that_is_denied_is_not_asked_for():
    assert on("ordinal", "The museum of Orrin is not the third building of Harrow Street.") == []
