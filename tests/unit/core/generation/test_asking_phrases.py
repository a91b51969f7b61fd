"""Questions for a phrase behind the verb: when, how long, where, whom, in which country."""

import pytest

from tests.unit.core.generation.parsed import asked, keys

OPENINGS = ("When ", "How long ", "Where ", "Whom ")


def adverbial(text: str) -> dict[str, list[str]]:
    """Questions for a time or a place with all that counts as right."""
    found = [c.content for c in asked(text) if c.topic in {"when", "how long", "where"}]
    return {content.stem: list(content.key["accepted"]) for content in found}


def named(text: str, kind: str = "short_answer") -> dict[str, str]:
    """Questions of a kind for a name behind the verb, with their keys."""
    found = keys(text, kind=kind)
    return {
        stem: key for stem, key in found.items() if stem.split()[0] == "Whom" or {"which", "whom"} & {*stem.split()}
    }


@pytest.mark.parametrize(
    ("time", "accepted"),
    [
        ("in March 1907", ["in March 1907", "March 1907"]),
        (
            "during the winter of 1907",
            ["during the winter of 1907", "the winter of 1907", "winter of 1907"],
        ),
        ("in the 19th century", ["in the 19th century", "the 19th century", "19th century"]),
    ],
)
def test_when_is_asked_where_a_date_of_the_calendar_tells_it(time: str, accepted: list[str]):
    text = f"Mara Voss opened a school in Bergen {time}."
    assert adverbial(text) == {"When did Mara Voss open a school in Bergen?": accepted}


@pytest.mark.parametrize("time", ["in 1907", "in summer", "before the winter of 1907", "after March 1907"])
def test_when_is_not_asked_for_a_bare_year_a_season_or_what_only_bounds_it(time: str):
    assert adverbial(f"Mara Voss opened a school in Bergen {time}.") == {}


def test_how_long_is_asked_where_years_are_counted():
    assert adverbial("Mara Voss lived in Orrin for twelve years.") == {
        "How long did Mara Voss live in Orrin?": ["for twelve years", "twelve years"]
    }
    assert adverbial("Mara Voss lived in Orrin for many years.") == {}
    assert adverbial("Mara Voss never lived in Orrin for twelve years.") == {}


def test_where_is_asked_for_what_can_only_be_a_place():
    text = "Tom Harrow kept the letters of Mara Voss beneath the kitchen floor."
    assert adverbial(text) == {
        "Where did Tom Harrow keep the letters of Mara Voss?": [
            "beneath the kitchen floor",
            "the kitchen floor",
            "kitchen floor",
        ]
    }
    assert adverbial(text.replace("beneath", "through")) == {}
    assert adverbial(text.replace("beneath", "for")) == {}


def test_a_long_phrase_is_not_to_be_typed():
    text = "Tom Harrow kept the letters of Mara Voss beneath the floor of the kitchen of Orrin."
    assert len(adverbial(text)) == 1
    assert adverbial(text.replace("kitchen", "small dark kitchen")) == {}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Tom Harrow met Mara Voss at the old mill of Orrin in 1920.",
            "Whom did Tom Harrow meet at the old mill of Orrin in 1920?",
        ),
        ("Tom Harrow wrote a letter to Mara Voss in 1920.", "To whom did Tom Harrow write a letter in 1920?"),
        ("The bridge of Orrin was designed by Mara Voss in 1931.", "By whom was the bridge of Orrin designed in 1931?"),
    ],
)
def test_a_person_behind_the_verb_is_asked_for_with_whom(text: str, question: str):
    assert named(text) == {question: "Mara Voss"}


@pytest.mark.parametrize(
    "whom", ["the son of Mara Voss", "old Mara Voss", "Mara Voss of Orrin", "Mara Voss and Tom Lind"]
)
def test_a_name_that_something_narrows_is_not_asked_for_with_whom(whom: str):
    assert named(f"Tom Harrow wrote a letter to {whom} in 1920.") == {}


def test_a_country_behind_the_verb_is_typed_and_chosen():
    text = "Mara Voss painted 12 large pictures of old ships in France."
    question = "In which country did Mara Voss paint 12 large pictures of old ships?"
    assert named(text) == named(text, "mcq") == {question: "France"}
    (typed,) = [c.content for c in asked(text) if c.kind == "short_answer" and c.content.stem == question]
    assert typed.key == {"accepted": ["France", "French Republic"]}
    (choice,) = [c.content for c in asked(text) if c.kind == "mcq" and c.content.stem == question]
    assert len(choice.options) == 4


@pytest.mark.parametrize("place", ["the north of France", "old France", "a town near France", "Orrin", "Europe"])
def test_a_place_is_not_asked_for_where_it_is_narrowed_or_of_no_class(place: str):
    assert named(f"Mara Voss painted 12 large pictures of old ships in {place}.") == {}


def test_an_institution_is_asked_for_by_what_its_name_says_it_is():
    text = "Mara Voss studied the bees of Norway at Harrow University in 1931."
    assert named(text) == {"At which university did Mara Voss study the bees of Norway in 1931?": "Harrow University"}
    assert named(text.replace("Harrow University", "Harrow Corporation")) == {}


def test_nothing_of_a_denied_claim_is_asked_for_by_a_phrase():
    for text in [
        "Tom Harrow did not meet Mara Voss at the old mill of Orrin in March 1920.",
        "Mara Voss did not paint 12 large pictures of old ships in France.",
    ]:
        assert (adverbial(text), named(text)) == ({}, {})


@pytest.mark.parametrize(
    ("text", "question", "key"),
    [
        ("Mara Voss was born in Bergen.", "Where was Mara Voss born?", "in Bergen"),
        ("A wide river flows to the sea near the old town of Orrin.", "Where does a wide river flow to the sea?", ""),
        ("Mara Voss sold fresh bread at the market of Orrin.", "Where did Mara Voss sell fresh bread?", "at the market of Orrin"),
    ],
)  # fmt: skip
def test_where_is_asked_for_a_place_behind_the_verb(text: str, question: str, key: str):
    found = {stem: accepted[0] for stem, accepted in adverbial(text).items()}
    assert found.get(question, "") == key


@pytest.mark.parametrize(
    "text",
    [
        "Mara Voss specialized in the harbour of Orrin.",
        "Mara Voss was born in Bergen, in Norway.",
        "Mara Voss sold fresh bread in many areas of Orrin.",
        "Mara Voss sold fresh bread in the North.",
    ],
)
def test_where_is_not_asked_for_what_is_no_one_place(text: str):
    assert not any(stem.startswith("Where") for stem in adverbial(text))


def test_where_is_not_asked_for_the_place_of_the_title():
    text = "Mara Voss was born in Bergen."
    assert not any(stem.startswith("Where") for stem in keys(text, "Bergen"))


def test_why_is_not_asked_where_people_before_it_may_have_the_aim():
    text = "The king of Norway used Orrin as a harbour for Dutch soldiers to fight the farmers."
    assert not any(stem.startswith("Why") for stem in keys(text))


def test_the_full_stop_of_a_short_form_stays_in_its_key():
    found = adverbial("Mara Voss sold her first boats in the U.S. in the winter of 1907.")
    assert all(not accepted[0].endswith("U.S") for accepted in found.values())


def test_why_is_asked_for_what_somebody_wanted_to_reach():
    assert keys("The farmers of Orrin dug a long canal to drain the wet fields.")[
        "Why did the farmers of Orrin dig a long canal?"
    ] == "to drain the wet fields"  # fmt: skip
    assert not any(stem.startswith("Why") for stem in keys("The farmers of Orrin began to drain the wet fields."))
    assert not any(stem.startswith("Why") for stem in keys("The farmers of Orrin thought the canal to be wide."))


def test_what_a_thing_is_not_is_no_definition_of_it():
    text = "Glaciers are rivers of old ice in high valleys. Many glaciers lie in Norway."
    assert keys(text)["What are glaciers?"] == "rivers of old ice in high valleys"
    assert "What are glaciers?" not in keys(text.replace("are rivers", "are not rivers"))
