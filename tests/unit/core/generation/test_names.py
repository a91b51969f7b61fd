"""Names over the whole document, each rule with a text that goes wrong without it."""

import pytest

from quizapp.core.generation.names.entities import Names, find_names
from quizapp.core.generation.reader import Document, read
from quizapp.core.text.passages import split_passages


def parsed(text: str, title: str = "Notes") -> Document:
    return read(title, text, split_passages(text))


def named(text: str, title: str = "Notes") -> Names:
    return find_names(parsed(text, title))


def kinds(text: str, title: str = "Notes") -> dict[str, str]:
    return dict(named(text, title).kinds)


def test_a_surname_means_the_person_who_was_named_in_full():
    names = named("Mara Voss met Tom Harrow in Paris. Voss said nothing. Harrow left early.")
    assert names.people == {"Mara Voss": 2, "Tom Harrow": 2}
    assert names.full("Voss") == "Mara Voss"
    assert names.variants("Tom Harrow") == ["Tom Harrow", "Harrow"]


def test_a_name_is_known_behind_its_titles():
    names = named("Mara Voss met Tom Harrow in Paris. Voss said nothing.")
    assert names.full("NASA Administrator Mara Voss’s") == "Mara Voss"
    assert names.full("President Voss") == "Mara Voss"
    assert names.full("Karl Voss") is None


def test_two_bearers_of_a_surname_make_it_nobodys():
    assert named("Mara Voss met Karl Voss in Paris. Voss said nothing.").full("Voss") is None


def test_the_person_of_the_title_owns_the_surname_that_others_bear_too():
    text = "Mara Voss was a painter. She met her brother Karl Voss in Paris. Later she left. Voss died there, and she is buried there."
    assert named(text, "Mara Voss").full("Voss") == "Mara Voss"
    assert named(text, "Mara Voss").hero == "Mara Voss"


def test_a_middle_name_makes_no_second_person():
    names = named("Mara Ann Voss was a painter. She lived in Paris. Voss said that she liked it.", "Mara Voss")
    assert set(names.people) == {"Mara Voss"}
    assert names.full("Mara Ann Voss") == "Mara Voss"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Foreign Minister Mara Voss said that she would resign.", "Mara Voss"),
        ("Secretary of State Mara Voss said that she would resign.", "Mara Voss"),
        ("Minister of Education Mara Voss said that she would resign.", "Mara Voss"),
        ("The plan came from NASA Administrator Mara Voss last week.", "Mara Voss"),
        ("Mara Voss’s plan was praised by everybody.", "Mara Voss"),
        ("Dame Mara Voss DBE RA was a painter.", "Mara Voss"),
    ],
)
def test_titles_degrees_and_possessives_are_no_part_of_a_name(text: str, person: str):
    assert list(named(text).people) == [person]


def test_a_title_is_no_organization():
    names = named("Secretary of State Mara Voss met Prime Minister Tom Harrow. The Prime Minister said that he agreed.")
    assert "State" not in names.kinds
    assert "Prime Minister" not in names.kinds


@pytest.mark.parametrize(
    "text",
    [
        "The Thames River flooded London. The Thames River is long.",
        "The Harrow Treaty was signed in Paris. The Harrow Treaty ended it.",
        "The Duchy of Harrow fought the Voss War. The Duchy of Harrow lost.",
        "The Mohicans met the Hurons. The Mohicans said that they agreed.",
        "Harrow Airways flies to Paris. Harrow Airways said that it grows.",
        "France said that it agreed. France denied everything.",
    ],
)
def test_rivers_treaties_peoples_companies_and_countries_are_no_persons(text: str):
    assert named(text).people == {}


def test_a_common_noun_with_a_capital_is_no_person():
    text = "Case Grammar explains verbs. In this grammar every case has a role. Case Grammar claims much."
    assert named(text).people == {}


def test_a_single_name_is_a_person_only_where_it_does_what_people_do():
    assert "Harrow" in named("The painter Harrow was born in Leeds. Harrow said that he liked it.").people
    assert "Harrow" not in named("Many went through Harrow on foot. The road to Harrow is old.").people


def test_another_name_is_known_where_the_article_says_so():
    names = named(
        "Mara Jane Harrow (born March 3, 1950), better known by her pseudonym Lia Voss, is a singer. "
        "She sang in Paris. Harrow said that she liked it.",
        "Lia Voss",
    )
    assert names.full("Mara Jane Harrow") == "Lia Voss"
    assert names.full("Harrow") == "Lia Voss"
    assert names.variants("Lia Voss")[0] == "Lia Voss"


def test_a_birth_name_in_the_first_sentence_is_the_persons_of_the_title():
    text = (
        "Temor was born in 1162 near a lake. He was the oldest son of a chief. His brothers feared him.\n\n"
        "Temor said that he would win. Targos Khan died in 1227, and he was buried in the hills."
    )
    assert named(text, "Targos Khan").full("Temor") == "Targos Khan"


def test_a_nationality_is_nobodys_other_name():
    text = "Mara Voss, born American, was a painter. She lived in Paris. American painters liked her."
    assert named(text, "Mara Voss").full("American") is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("She studied at Harrow University and left.", "Harrow University", "organization"),
        ("They crossed the Harrow River at night.", "Harrow River", "place"),
        ("They fell in the Battle of Harrow then.", "Battle of Harrow", "event"),
        ("Many people live in Germany today.", "Germany", "place"),
        ("Photosynthesis needs light. All plants live by photosynthesis.", "Photosynthesis", ""),
        ("The GFXR was measured. We call it GFXR here. GFXR is high.", "GFXR", ""),
    ],
)
def test_a_kind_is_told_by_the_name_or_by_agreement_else_left_open(text: str, name: str, kind: str):
    assert kinds(text).get(name, "") == kind


def test_a_kind_is_told_by_what_the_article_says_it_is():
    assert kinds("Zorvik is a river. Many people like Zorvik.")["Zorvik"] == "place"


def test_what_never_does_what_people_do_has_no_kind():
    assert kinds("They saw Harrow. Many like Harrow.")["Harrow"] == ""


def test_the_sex_is_told_by_titles_pronouns_and_first_names():
    names = named("Mrs Voss met Tom Harrow and Quen Ilvar. Voss said that she agreed. Ilvar said nothing.")
    assert (names.gender("Voss"), names.gender("Tom Harrow"), names.gender("Quen Ilvar")) == ("f", "m", "")
    text = "Quen Ilvar was a painter. She lived in Paris. Her house burned. She said that she would stay."
    assert named(text, "Quen Ilvar").gender("Quen Ilvar") == "f"


def test_the_sex_is_told_by_pronouns_that_can_only_mean_one_person():
    alone = "Quen Ilvar ran the shop. She said that she sold books."
    assert named(alone).gender("Quen Ilvar") == "f"
    assert named(f"Mara Voss met Quen Ilvar. {alone}").gender("Quen Ilvar") == ""


def test_a_title_that_is_a_place_is_the_topic_and_no_hero():
    names = named("Harrow is a city in England. He who comes to Harrow likes it. His eyes open. He stays.", "Harrow")
    assert (names.hero, names.topic) == ("", "Harrow")


def test_mentions_are_found_by_word_and_by_sentence():
    document = parsed("Mara Voss lives in Leeds. Voss paints.")
    names = find_names(document)
    first, second = document.sentences
    assert [(m.name, m.kind, m.head.text) for m in names.mentions(second)] == [("Mara Voss", "person", "Voss")]
    mention = names.mention_at(first.words[0])
    assert mention
    assert [word.text for word in mention.words] == ["Mara", "Voss"]
    assert names.mention_at(first.words[2]) is None
