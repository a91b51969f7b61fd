"""Wrong values of the right type: years, numbers and people; places and organizations are tested with their lists."""

from itertools import pairwise
from random import Random

import pytest

from quizapp.core.generation.asking.distractors import (
    GROWN,
    YEAR_STEPS,
    Values,
    collect,
    other_names,
    other_numbers,
    other_people,
    other_years,
)
from quizapp.core.generation.asking.numbers import like, on_both_sides, spellings, value_of, wrong_numbers
from tests.unit.core.generation.parsed import claim, foci, surroundings

SEEDS = range(20)


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 # no secret


def years(year: int, *known: int, born: int | None = None) -> list[list[int]]:
    """Three wrong years by seed, for an article that names the years ``known``."""
    values = Values(known, (), (), born)
    return [other_years(year, values, dice(seed), count=3) for seed in SEEDS]


def numbers(text: str) -> list[list[str]]:
    """Wrong numbers for the only number of a claim, by seed."""
    (focus,) = [f for f in foci(text) if f.kind == "number"]
    return [other_numbers(focus, dice(seed), count=3) for seed in SEEDS]


def all_of(found: list[list[str]]) -> set[float]:
    assert all(len(own) == 3 for own in found)
    return {value_of(text.partition(" ")[0]) or 0 for own in found for text in own}


def test_wrong_years_lie_near_and_two_apart():
    for found in years(1950, 1950, 2000):
        assert len(found) == 3
        ordered = sorted([*found, 1950])
        assert all(b - a >= 2 for a, b in pairwise(ordered))
        assert all(abs(year - 1950) <= 8 for year in found)


@pytest.mark.parametrize(("since", "reach"), YEAR_STEPS[:3])
def test_the_older_a_year_the_farther_its_neighbours(since: int, reach: int):
    spread = {abs(year - since) for found in years(since, 2020) for year in found}
    assert max(spread) <= reach
    assert max(spread) > reach / 2


def test_years_are_all_or_none():
    assert all(found == [] for found in years(1950, 1930, born=1930))
    assert {len(found) for found in years(1950, 2000, born=1930)} == {3}


def test_the_right_year_lies_now_before_and_now_behind_the_others():
    places = {sum(year < 1950 for year in found) for found in years(1950, 2000)}
    assert places == {0, 1, 2, 3}


def test_no_wrong_year_of_a_life_lies_before_its_hero_was_grown():
    assert min(year for found in years(1950, 2000, born=1933) for year in found) >= 1933 + GROWN
    assert min(year for found in years(1940, 2000, born=1933) for year in found) < 1933 + GROWN


@pytest.mark.parametrize(
    ("text", "title", "born"),
    [
        ("Mara Voss was born in Orrin in 1880. She moved to Paris in 1907.", "Mara Voss", 1880),
        ("Mara Voss moved to Paris in 1907.", "Mara Voss", None),
        ("Mara Voss was born in Orrin in 1880. She moved to Paris in 1907.", "Notes", None),
    ],
)
def test_the_hero_of_the_title_has_a_year_of_birth(text: str, title: str, born: int | None):
    assert collect(surroundings(text, title)).born == born


def test_no_wrong_year_lies_behind_the_last_of_the_article():
    assert all(year <= 1950 for found in years(1950, 1948, 1950) for year in found)


def test_years_of_the_article_are_preferred_but_not_alone():
    named = [1940, 1943, 1957, 1960]
    found = years(1950, *named, 1600)
    assert max(len(set(own) & set(named)) for own in found) == 2
    assert sum(bool(set(own) & set(named)) for own in found) > len(found) / 2
    assert not any(1600 in own for own in found)


def test_a_year_of_the_article_from_another_time_is_no_option():
    assert all(not {1930, 1970} & set(found) for found in years(1950, 1930, 1970))


def test_the_year_beside_the_right_one_is_no_option():
    assert all(not {1949, 1951} & set(found) for found in years(1950, 1949, 1951, 1960))


def test_wrong_numbers_are_as_round_as_the_right_one():
    assert all(value % 100 == 0 for value in all_of(numbers("A fire killed 4,200 old trees in Orrin.")))
    assert all(value % 10 == 0 for value in all_of(numbers("A fire destroyed 240 wooden houses in Orrin.")))


def test_wrong_numbers_are_written_as_the_right_one():
    (thousands,) = {len(text) for found in numbers("A fire killed 4,200 old trees in Orrin.") for text in found} - {6}
    assert thousands == 5
    words = {text for found in numbers("Mara Voss had seven brothers in Norway.") for text in found}
    assert words == {"five", "six", "eight", "nine", "ten"}
    scaled = {text for found in numbers("The tunnel of Orrin cost 12 million crowns.") for text in found}
    assert all(text.endswith(" million") for text in scaled)


@pytest.mark.parametrize(
    ("text", "beside"), [("5", {3, 4, 6, 7}), ("10", {5, 8, 12, 15, 20}), ("20", {10, 15, 25, 30, 40})]
)
def test_a_small_round_number_has_round_ones_beside_it(text: str, beside: set[int]):
    assert {value_of(own) for seed in SEEDS for own in wrong_numbers(text, dice(seed), count=3)} == beside


def test_the_right_number_lies_now_before_and_now_behind_the_others():
    found = numbers("A fire destroyed 240 wooden houses in Orrin.")
    assert {sum(int(text) < 240 for text in own) for own in found} == {0, 1, 2, 3}


@pytest.mark.parametrize("bound", ["More than", "At least", "Over"])
def test_after_a_lower_bound_only_greater_numbers_are_wrong(bound: str):
    assert min(all_of(numbers(f"{bound} 40 miners died in the mines of Orrin."))) > 40


@pytest.mark.parametrize("bound", ["up to", "at most"])
def test_after_an_upper_bound_only_smaller_numbers_are_wrong(bound: str):
    found = numbers(f"The hall of Orrin can hold {bound} 450 people.")
    assert all(value_of(text) < 450 for own in found for text in own)
    assert any(found)


def test_to_alone_is_no_bound():
    assert max(all_of(numbers("The council of Orrin gave bread to 400 people."))) > 400


@pytest.mark.parametrize("unit", ["percent", "per cent"])
def test_no_more_than_all_percent_are_offered(unit: str):
    found = numbers(f"The mills of Orrin lost 80 {unit} of the workers.")
    assert all(value_of(text) <= 96 for own in found for text in own)


@pytest.mark.parametrize("text", ["7", "12", "90", "240", "4,200", "3.5", "1,250,000", "nine"])
def test_wrong_numbers_differ_clearly(text: str):
    right = value_of(text)
    for seed in SEEDS:
        found = wrong_numbers(text, dice(seed), count=3)
        assert len(set(found)) == 3
        assert right not in [value_of(own) for own in found]


def test_of_what_lies_on_both_sides_the_first_are_taken_or_none():
    found = [on_both_sides([1, 2, 3, 11, 12, 13], 10, dice(seed), count=3) for seed in SEEDS]
    assert {tuple(own) for own in found} == {(1, 2, 3), (1, 2, 11), (1, 11, 12), (11, 12, 13)}
    assert on_both_sides([11, 12], 10, dice(0), count=3) == []
    assert all(on_both_sides([11, 12, 13], 10, dice(seed), count=3) == [11, 12, 13] for seed in SEEDS)


def test_where_there_is_no_room_there_are_no_wrong_numbers():
    assert wrong_numbers("40", dice(0), count=3, lowest=41, highest=43) == []
    assert wrong_numbers("0", dice(0), count=3) == []
    assert wrong_numbers("many", dice(0), count=3) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("12,000", 12000), ("3.5", 3.5), ("seven", 7), ("1907", 1907), ("12,00", None), ("many", None), ("1,2,3", None)],
)
def test_the_value_of_a_number(text: str, value: float | None):
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("12,000", ["12,000", "12000"]),
        ("three", ["three", "3"]),
        ("3", ["3", "three"]),
        ("2.5 million", ["2.5 million", "2,500,000", "2500000"]),
        ("many", ["many"]),
    ],
)
def test_how_a_number_may_be_typed(text: str, typed: list[str]):
    assert spellings(text) == typed


def test_a_number_is_written_like_another():
    assert like(5, "three") == "five"
    assert like(4200, "1,000") == "4,200"
    assert like(4.25, "1.5") == "4.2"
    assert like(4200, "1000") == "4200"


def test_the_values_of_an_article_come_from_all_its_sentences():
    found = collect(surroundings("Mara Voss moved to Paris in 1907.\n\nIn 1911 and 1950 she met Tom Harrow in Rome."))
    assert found.years == (1907, 1911, 1950)
    assert found.year == 1911
    assert {"Paris", "Rome"} <= set(found.names)
    assert found.sentences[-1] == "In 1911 and 1950 she met Tom Harrow in Rome."
    assert Values((), (), (), None).year is None


PEOPLE = (
    "Emma Lind wrote a book. Lind said that she was ill. Tom Harrow slept. Anna Marsh slept. Karl Lind slept. "
    "Everybody liked Mara Voss. Rosa Brandt ran away, and Brandt came back."
)


def test_other_people_do_something_in_the_article_and_share_no_name():
    names = other_people("Emma Lind", surroundings(PEOPLE), "", count=9)
    assert "Anna Marsh" in names
    assert not {"Karl Lind", "Emma Lind", "Mara Voss"} & set(names)


def test_other_people_are_of_the_same_sex_and_named_nowhere_near():
    assert "Tom Harrow" not in other_people("Emma Lind", surroundings(PEOPLE), "", count=9)
    assert "Anna Marsh" not in other_people("Emma Lind", surroundings(PEOPLE), "as Marsh said", count=9)


def test_who_is_named_most_comes_first():
    assert other_people("Emma Lind", surroundings(PEOPLE), "", count=1) == ["Rosa Brandt"]


def test_other_places_are_of_the_same_kind():
    text = "Poland attacked Lithuania with 240 old tanks in the spring of 1920."
    focus = next(f for f in foci(text) if f.text == "Lithuania")
    found = other_names(claim(text), focus, collect(surroundings(text)), dice(0), count=3)
    assert len(found) == 3
    assert not {"Poland", "Lithuania", "Vilnius"} & set(found)
