"""Wrong options for a question written by hand: of the key's type, each once, never what its proof names."""

import pytest

from quizapp.core.generation.suggesting import MOST, suggest
from tests.samples import TEXT

NAMES = "In 1920 Mara Voss flew from Orrin to Paris with Tom Harrow. Later she met Anna Bell in Lyon."


def test_a_year_stands_beside_other_years_of_the_article_first():
    found = suggest("1907", TEXT)
    assert (found[0].text, found[0].kind) == ("1931", "another year of the article")
    assert all(s.text.isdigit() and s.text != "1907" for s in found)
    assert len(found) <= MOST


def test_a_number_keeps_its_unit_and_its_look():
    found = suggest("40,000 crowns", TEXT)
    assert found
    assert all(s.text.endswith(" crowns") for s in found)


def test_a_place_stands_beside_places_of_its_kind():
    found = suggest("Paris", NAMES, start=0, end=NAMES.index(" Later"))
    assert {s.kind for s in found} >= {"city"}
    assert "Orrin" not in [s.text for s in found]


def test_a_person_stands_beside_people_that_the_proof_does_not_name():
    text = "It was planned by Mara Voss with Tom Harrow. Later came Anna Bell and stayed."
    found = suggest("Mara Voss", text, start=0, end=text.index(" Later"))
    assert [s.text for s in found] == ["Anna Bell"]
    assert found[0].kind == "named in the article"


def test_options_of_other_questions_that_look_alike_are_offered():
    others = ["the ferry", "THE FERRY", "1907", "a rope", "", "a very long sentence that goes on and on without an end"]
    assert [s.text for s in suggest("a boat", TEXT, others=others)] == ["the ferry", "a rope"]


@pytest.mark.parametrize("key", ["", "  ", "0", "Zzyzx Qwerty Asdf", "a", "_____", "%", "1907 1931"])
def test_odd_keys_do_no_harm_and_get_the_same_again(key):
    assert suggest(key, TEXT, others=["x"]) == suggest(key, TEXT, others=["x"])
