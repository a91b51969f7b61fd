"""Statements made false by an opposite, and where none may be."""

import pytest

from tests.unit.core.generation.parsed import asked


def of_kind(text: str, kind: str, topic: str) -> list:
    return [c for c in asked(text) if (c.kind, c.topic) == (kind, topic)]


def false(text: str, topic: str) -> list[str]:
    return [c.content.stem for c in of_kind(text, "true_false", topic) if c.content.key == {"value": False}]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Harrow Mills is a Norwegian company with 300 workers.",
            "Harrow Mills is a Swedish company with 300 workers.",
        ),
        ("Mara Voss was a Norwegian painter of old ships.", "Mara Voss was a Swedish painter of old ships."),
    ],
)
def test_a_definition_is_told_of_another_people(text: str, wrong: str):
    assert false(text, "people") == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "Harrow Mills is not a Norwegian company of Orrin.",
        "Harrow Mills was a Norwegian-owned company of Orrin.",
        "Mara Voss met a Norwegian painter of old ships.",
    ],
)
def test_no_other_people_where_both_may_hold(text: str):
    assert false(text, "people") == []


def test_a_word_with_an_opposite_makes_a_false_statement():
    (wrong,) = of_kind("The northern part of Orrin was built on a swamp.", "true_false", "opposite")
    assert wrong.content.stem == "The southern part of Orrin was built on a swamp."
    assert wrong.content.key == {"value": False}
    assert wrong.content.explanation.startswith("The article says “northern”, not “southern”: ")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Mara Voss was born to an upper class family.", "Mara Voss was born to a lower class family."),
        ("Orrin is a town in the south-east of Norway.", "Orrin is a town in the north-west of Norway."),
        ("The harbour lies north of the market of Orrin.", "The harbour lies south of the market of Orrin."),
        (
            "The council of Orrin rejected the plans of Tom Harrow.",
            "The council of Orrin accepted the plans of Tom Harrow.",
        ),
    ],
)
def test_an_opposite_fits_its_sentence(text: str, wrong: str):
    assert false(text, "opposite") == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "The northern part of Orrin may lie on a swamp.",
        "The northern and eastern part of Orrin was built on a swamp.",
        "The very deep lake of Orrin was full of salt.",
        "A deep salt lake lies in the hills of Orrin.",
        "Mara Voss moved to Orrin after the fire of 1904.",
        "The bridge of Orrin was one of the most important buildings of Norway.",
        "The common law of Orrin was written in 1904.",
    ],
)
def test_no_opposite_where_both_can_be_true(text: str):
    assert false(text, "opposite") == []
