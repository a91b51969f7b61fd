"""Questions on years and numbers: typed, chosen and judged."""

import pytest

from quizapp.core.items import ItemContent
from tests.unit.core.generation.kinds import accepted, content, false, of_kind
from tests.unit.core.generation.parsed import asked, key_of, keys

SCHOOL = "Mara Voss opened a school in Bergen in 1907."
FIRE = "A fire destroyed 240 wooden houses in Orrin."


def test_a_year_is_asked_for_typed_chosen_and_judged():
    question = "In which year did Mara Voss open a school in Bergen?"
    assert content(SCHOOL, "date") == ItemContent(
        "numeric", question, {"value": "1907", "tolerance": "0", "unit": ""}, (), SCHOOL
    )
    choice = content(SCHOOL, "mcq")
    assert choice.stem == question
    assert [o.text for o in choice.options] == sorted(o.text for o in choice.options)
    assert len(choice.options) == 4
    gap = content(SCHOOL, "cloze", "year")
    assert (gap.stem, gap.key) == ("Mara Voss opened a school in Bergen in _____ (a year).", {"gaps": [["1907"]]})


def test_what_the_article_says_of_another_year_is_shown_with_it():
    text = f"{SCHOOL} The mill of Orrin burned down in 1911."
    choice = next(c for seed in range(9) for c in asked(text, seed=seed) if (c.kind, c.topic) == ("mcq", "year"))
    (other,) = choice.refutations.items()
    texts = {option.id: option.text for option in choice.content.options}
    assert texts[other[0]] == "1911"
    assert text[slice(*other[1])] == "The mill of Orrin burned down in 1911."


def test_a_false_year_is_explained():
    (wrong,) = [c.content for c in of_kind(SCHOOL, "true_false", "year")]
    year = wrong.stem[-5:-1]
    assert wrong.stem == SCHOOL.replace("1907", year) != SCHOOL
    assert wrong.explanation == f"It is 1907, not {year}: {SCHOOL}"


@pytest.mark.parametrize(
    "text",
    [
        "The council of Orrin banned open fires after the fire of 1904.",
        "The flood in 1904 destroyed the old mills of Orrin.",
    ],
)
def test_a_year_that_hangs_elsewhere_is_only_a_gap(text: str):
    assert of_kind(text, "date") == []
    assert content(text, "cloze_mcq", "year").stem == text.replace("1904", "_____")


@pytest.mark.parametrize(
    "text",
    [
        "Since 1904 Mara Voss has run a school in Orrin.",
        "Mara Voss had opened a school in Orrin by 1904.",
        "Mara Voss lived in a small house in Orrin until 1904.",
    ],
)
def test_a_year_by_which_or_since_which_something_held_is_typed_only(text: str):
    assert {c.kind for c in asked(text) if c.topic == "year"} == {"cloze"}


@pytest.mark.parametrize(
    "text",
    [
        "Mara Voss did not open a school in Bergen in 1907.",
        "Poland did not attack Lithuania with 240 old tanks in the spring of 1920.",
    ],
)
def test_what_is_denied_is_not_asked_for_its_year_number_place_or_person(text: str):
    assert {c.topic for c in asked(text)} == {"claim"}


def test_a_decade_is_a_gap():
    gap = content("In the 1840s a long frost ruined many farms in Norway.", "cloze", "year")
    assert gap.stem == "In the _____ (a decade) a long frost ruined many farms in Norway."
    assert gap.key["gaps"][0][:2] == ["1840s", "1840’s"]


def test_a_number_is_asked_for_with_what_it_counts():
    assert content(FIRE, "numeric").stem == "How many wooden houses did a fire destroy in Orrin?"
    choice = content(FIRE, "mcq")
    assert key_of(of_kind(FIRE, "mcq")[0]) == "240"
    assert [int(o.text) for o in choice.options] == sorted(int(o.text) for o in choice.options)
    assert content(FIRE, "cloze", "number").stem == "A fire destroyed _____ wooden houses in Orrin."
    assert len(false(FIRE, "number")) == 1


def test_a_number_is_accepted_as_a_word_and_in_figures():
    assert accepted("Mara Voss had five brothers in Norway.", "numeric") == ["five", "5"]


def test_two_is_guessed_too_easily_to_be_typed():
    kinds = {c.kind for c in asked("Tom Harrow sold two boats in Orrin.") if c.topic == "number"}
    assert kinds == {"mcq", "true_false"}


@pytest.mark.parametrize(
    "text",
    [
        "About 3,000 people visited the museum of Orrin.",
        "More than 40 miners died in the mines of Orrin.",
        "The bridge of Orrin is 300 metres long.",
        "Tom Harrow sold 300 metres of rope to Norway.",
        "Tom Harrow wrote the 240 pages of the book of Orrin.",
        "The mills of Orrin lost 12 per cent of the workers.",
    ],
)
def test_how_many_is_not_asked_of_measures_and_rough_numbers(text: str):
    assert of_kind(text, "numeric") == []
    assert any("_____" in stem for stem in keys(text, kind="cloze"))
