"""It, they and these at the head of a sentence: written as the subject of the sentence before, or dropped."""

import pytest

from tests.unit.core.generation.parsed import claims, dropped, stated

EYES = "These vitamins protect the eyes of children."
TITLE = "Notes on vitamins and minerals"


def last(text: str, title: str = "Notes") -> str:
    return stated(text, title)[-1]


def test_these_things_are_written_as_the_subject_before_said_them():
    text = f"Red vitamins help the skin. {EYES}"
    own = claims(text, TITLE)[-1]
    assert own.text == "Red vitamins protect the eyes of children."
    assert text[own.start : own.end] == text


@pytest.mark.parametrize(
    "before",
    [
        "Many doctors praise red vitamins.",
        "The red vitamin helps the skin.",
        "The red vitamin of fish helps the skin.",
        "The red vitamins of fish help the skin.",
        "Red minerals help the skin.",
        "Vitamins help the skin of children.",
    ],
)
def test_not_where_the_sentence_before_leaves_doubt(before: str):
    assert not any("eyes" in text for text in stated(f"{before} {EYES}", TITLE))


def test_they_in_a_second_clause_is_written_as_the_subject_of_the_first():
    text = "Red vitamins are common in fruit, but in cold places they are rare and hard to find."
    assert "In cold places red vitamins are rare and hard to find." in stated(text, TITLE)
    other = text.replace("in fruit, but", "in fruit that children eat, but")
    assert not any("cold places" in claim for claim in stated(other, TITLE))


def test_it_and_they_are_written_as_the_only_subject_of_their_number():
    one = "The salt mill stood in Orrin for years. It burned down in the winter of 1924."
    assert last(one, "The salt mill") == "The salt mill burned down in the winter of 1924."
    many = "Wooden boats carried salt to Orrin. They burned down in Norway in 1924."
    assert last(many, "Boats") == "Wooden boats burned down in Norway in 1924."


@pytest.mark.parametrize(
    "text",
    [
        "The salt mill stood beside Orrin while a church burned. It fell down in the winter of 1924.",
        "Wooden boats carried salt to Orrin. It burned down in the winter of 1924.",
        "The salt mill stood in Orrin for years. They burned down in the winter of 1924.",
        "The old painter lived in Orrin for years. It burned down in the winter of 1924.",
        "The mill stood in Orrin for years. It burned down in the winter of 1924.",
    ],
)
def test_it_and_they_stay_unclear_where_they_may_mean_something_else(text: str):
    assert not any("1924" in own for own in stated(text, "The salt mill and its boats"))
    assert dropped(text, "The salt mill and its boats")["unclear reference"] == 1


def test_an_it_that_points_at_nothing_is_not_written_as_a_thing():
    text = "The salt mill stood in Orrin for years. It is clear that a frost ruined Orrin in 1924."
    assert not any(own.startswith("The salt mill is clear") for own in stated(text, "The salt mill"))


def test_what_stands_in_the_middle_of_a_sentence_is_not_written_anew():
    text = "The salt mill stood in Orrin for years. In 1924 it burned down with all its boats."
    assert not any("In 1924 the salt mill" in own for own in stated(text))
    joined = "The salt mill stood in Orrin for years. Mara Voss slept in Bergen, and it burned down in Norway in 1924."
    assert not any("salt mill burned" in own for own in stated(joined))


def test_the_sentence_before_in_another_paragraph_does_not_count():
    text = "The salt mill stood in Orrin for years.\n\nIt burned down in the winter of 1924."
    assert not any("1924" in own for own in stated(text))
