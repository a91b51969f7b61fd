"""Questions on places, persons and things, asked for by what they are."""

import pytest

from tests.unit.core.generation.kinds import content, false, of_kind, who_is
from tests.unit.core.generation.parsed import keys

SCHOOL = "Mara Voss opened a school in Bergen in 1907."
WAR = "Poland attacked Lithuania with 240 old tanks in the spring of 1920."


def test_a_country_is_asked_for_among_countries():  # failure mode 14: places are asked for by what they are
    choice = content(WAR, "mcq", "place")
    assert choice.stem == "Which country attacked Lithuania with 240 old tanks in the spring of 1920?"
    assert len(choice.options) == 4
    assert {"Poland"} < {o.text for o in choice.options}
    assert "Lithuania" not in {o.text for o in choice.options}
    assert len(false(WAR, "place")) == 2


def test_a_gap_for_a_place_says_what_kind_of_place_is_missing():
    gaps = {c.content.stem for c in of_kind(WAR, "cloze", "place")}
    assert gaps == {
        "_____ (a country) attacked Lithuania with 240 old tanks in the spring of 1920.",
        "Poland attacked _____ (a country) with 240 old tanks in the spring of 1920.",
    }
    city = content("Mara Voss sent 240 wooden boats to Bergen in 1907.", "cloze", "place")
    assert city.stem == "Mara Voss sent 240 wooden boats to _____ (a city) in 1907."
    nested = of_kind("Mara Voss bought the oldest of three mills in Bergen.", "cloze", "place")
    assert nested == []  # the place hangs on the mills, and many would fit


def test_among_others_no_hint_is_needed():
    assert not any("(a country)" in c.content.stem for c in of_kind(WAR, "cloze_mcq", "place"))


def test_a_second_name_of_a_country_counts():
    gap = content("Mara Voss sent 240 wooden boats to France in 1907.", "cloze", "place")
    assert gap.key == {"gaps": [["France", "French Republic"]]}


@pytest.mark.parametrize(
    "text",
    [
        "Rice is important in France.",
        "Rice was important in France.",
        "Farmers in Norway sell 240 kinds of cheese.",
        "Norway had 240 deep mines in 1920.",
        "Poland did not attack Lithuania in 1920.",
        "Farmers in Norway sold 240 kinds of cheese.",
    ],
)
def test_what_may_hold_elsewhere_too_is_not_denied_there(text: str):
    assert false(text, "place") == []


def test_a_continent_is_no_gap():
    assert not any(key == "Europe" for key in keys("People in Europe eat 240 kinds of cheese.").values())


def test_what_students_may_do_is_not_asked_of_other_places():
    assert keys("Students in Germany may visit France.") == {}


def test_a_person_who_is_not_the_subject_is_a_gap():
    text = "Mara Voss wrote a letter to Tom Harrow in 1920."
    gap = content(text, "cloze", "person")
    assert (gap.stem, gap.key) == ("Mara Voss wrote a letter to _____ in 1920.", {"gaps": [["Tom Harrow"]]})


def test_who_did_it_is_asked_of_a_person():  # failure mode 14
    text = f"{SCHOOL} Voss said that she was glad."
    own = content(text, "short_answer", "person")
    assert own.stem == "Who opened a school in Bergen in 1907?"
    assert own.key == {"accepted": ["Mara Voss", "Voss"]}
    assert own.explanation == SCHOOL


def test_who_said_it_keeps_what_was_said():  # failure mode 17
    text = "Tom Harrow said that the tunnel of Orrin would cost 12 million crowns."
    assert keys(text, kind="who_said") == {
        "Who said that the tunnel of Orrin would cost 12 million crowns?": "Tom Harrow"
    }


def test_who_somebody_is_is_asked_only_of_what_one_person_is():
    text = "Tom Harrow, the last ferryman of Orrin, sold two boats to Norway."
    assert who_is(text) == ["Who was the last ferryman of Orrin?"]
    assert who_is(text.replace("the last ferryman", "an old friend")) == []


def test_nobody_asks_for_the_person_of_the_title():
    assert of_kind(SCHOOL, "short_answer", "person", title="Mara Voss") == []


def test_a_name_that_the_question_shows_is_not_asked_for():
    assert of_kind("Mara Voss married Karl Voss in 1920.", "short_answer", "person") == []


def test_a_deed_that_only_one_can_have_done_is_denied_of_another():
    others = "Brandt said that he was ill. Tom Harrow said that he agreed."
    assert false(f"Karl Brandt wrote a book on bees. {others}", "person") == ["Tom Harrow wrote a book on bees."]
    assert false(f"Karl Brandt read a book on bees. {others}", "person") == []
    assert false(f"Karl Brandt never wrote a book on bees. {others}", "person") == []
    assert false(f"Karl Brandt wrote a book for Tom Harrow. {others}", "person") == []


def test_what_did_it_is_asked_of_a_thing():
    text = "A heavy storm destroyed the wooden lighthouse of Orrin in 1862."
    found = keys(text, kind="short_answer")
    assert found["What destroyed the wooden lighthouse of Orrin in 1862?"] == "a heavy storm"
    assert found["What did a heavy storm destroy in 1862?"] == "the wooden lighthouse of Orrin"


def test_the_article_of_a_thing_need_not_be_typed():
    (own,) = [
        c.content
        for c in of_kind("The museum of Orrin was moved to a stone house in 1950.", "short_answer")
        if c.content.stem.startswith("What")
    ]
    assert own.key == {"accepted": ["the museum of Orrin", "museum of Orrin"]}


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Harrow University opened a new library in Leeds in 1931.", "Which organization"),
        ("The nurse of the small hospital of Orrin wrote a book on bees in 1931.", "Who"),
        ("Sourdough turns the flour of the bakers of Bergen into bread.", "What"),
    ],
)
def test_the_question_word_fits_what_is_asked_for(text: str, opening: str):  # failure mode 14
    assert any(stem.startswith(f"{opening} ") for stem in keys(text, kind="short_answer"))


@pytest.mark.parametrize(
    "text",
    [
        "Critics attacked the plans of Bergen in 1931.",
        "Several storms destroyed the wooden lighthouse of Orrin.",
        "The lighthouse burned down in Orrin in 1862.",
        "Rice is important in France.",
    ],
)
def test_a_subject_that_names_nothing_is_not_asked_for(text: str):
    assert not any(stem.startswith(("Who ", "What ")) and " did " not in stem for stem in keys(text))


@pytest.mark.parametrize(
    "text",
    [
        "The large museum of Orrin has 12 rooms with pictures of ships.",
        "The large museum of Orrin became a Lutheran school for young nurses in 1931.",
        "The large museum of Orrin moved to a house in Bergen.",
        "The large ships of Orrin carried salted herring to Spain.",
    ],
)
def test_what_is_asked_only_where_the_predicate_tells_one_thing_apart(text: str):
    assert not any(stem.startswith("What ") and " did " not in stem for stem in keys(text))
