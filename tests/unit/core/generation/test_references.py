"""What he, she, it and they mean, each rule with a text that goes wrong without it."""

import pytest

from quizapp.core.generation.names.entities import find_names
from quizapp.core.generation.names.references import find_references
from quizapp.core.generation.reader import read
from quizapp.core.text.passages import split_passages

LIFE = "Mara Voss was a painter. Voss said that she liked Paris."
"""Makes her the person of the title."""


def meant(text: str, title: str = "Notes") -> list[tuple[str, str, str]]:
    """Words that are certain with their names, and the antecedent where it stands in the same sentence."""
    document = read(title, text, split_passages(text))
    found = find_references(document, find_names(document))
    return [
        (word.text, found[word].name, found[word].antecedent.text if found[word].internal else "")
        for sentence in document.sentences
        for word in sentence.words
        if word in found
    ]


def in_life(paragraph: str) -> list[tuple[str, str, str]]:
    """The same in a later paragraph of an article on Mara Voss."""
    return meant(f"{LIFE}\n\n{paragraph}\n\nShe died in Rome. Her house stands. She is missed.", "Mara Voss")[1:-3]


def test_the_person_of_the_title_is_meant_before_anybody_is_named():  # A0
    assert in_life("In 1950 she moved to Rome.") == [("she", "Mara Voss", "")]


def test_not_where_the_paragraph_has_named_somebody_else():  # A0
    assert in_life("Anna Harrow ran a school. It rained for days. The house burned down. She left.") == []


def test_not_where_the_pronoun_is_of_the_other_sex():
    assert in_life("In 1950 he moved to Rome.") == []


def test_the_person_of_the_title_goes_on_being_meant_while_nobody_else_comes_near():  # A1
    assert in_life("Voss moved to Rome. The city was cheap. She stayed there.") == [("She", "Mara Voss", "")]
    assert in_life("Voss moved to Rome. A nurse lived there. She stayed.") == []


def test_the_person_of_the_title_leads_the_sentence():  # A2
    assert in_life("Anna Harrow came. Voss thought that she was late.")[-1:] == [("she", "Mara Voss", "Voss")]


def test_not_where_somebody_stands_behind_the_leading_person():  # A2
    assert in_life("Anna Harrow came. Voss told Lena Marsh that she was late.") == []


def test_a_noun_that_says_who_somebody_is_is_nobody_else():
    assert in_life("As a nurse, she moved to Rome.") == [("she", "Mara Voss", "")]


def test_the_person_of_the_title_led_the_last_sentence_and_goes_on():  # A3
    assert in_life("Voss lived with Anna Harrow. She moved to Rome.") == [("She", "Mara Voss", "")]
    assert in_life("Anna Harrow lived with Voss. She moved to Rome.") == []


def test_one_named_person_is_meant_where_no_title_tells():  # B1
    assert meant("Tom Harrow ran the shop. He sold books.") == [("He", "Tom Harrow", "")]
    assert meant("Tom Harrow met Karl Voss. He sold books.") == []
    assert meant("Tom Harrow ran the shop. A clerk helped. He sold books.") == []


def test_the_name_is_that_of_the_sentence_where_the_citation_starts():
    text = "Tom Harrow ran the shop. He sold books. He died in 1950."
    document = read("Notes", text, split_passages(text))
    found = find_references(document, find_names(document))
    last = document.sentences[-1].words[0]
    assert found[last].antecedent.sentence is document.sentences[0]


def test_an_uncertain_pronoun_makes_the_next_one_uncertain():
    assert meant("Tom Harrow hired a clerk. He sold books he liked. The books were old, and he died.") == []


def test_no_pronoun_in_a_clause_on_another_person_is_certain():
    assert in_life("Voss painted a woman who had lost her parents.") == []


def test_his_behind_an_unknown_name_and_and_is_not_certain():
    assert meant("Tom Harrow ruled the coast. The treaty gave Zorvikia and his men the hills.") == []


def test_quotations_are_left_alone():
    assert meant("Tom Harrow ran the shop. “He sold books,” the paper wrote.") == []


def test_his_belongs_to_the_subject_of_its_own_clause():
    assert meant("The minister sold his house. Tom Harrow and Karl Voss sold theirs.") == [("his", "", "minister")]
    assert meant("Tom Harrow saw Karl Voss. The rain ruined his house.") == []


def test_their_stays_beside_a_plural_subject():
    assert meant("The farmers sold their cows.") == [("their", "", "farmers")]
    assert meant("The rain killed the cows before their time.") == []


def test_a_second_their_is_not_certain():
    assert [word for word, *_ in meant("The farmers said they sold their cows.")] == ["they"]


def test_their_is_not_certain_with_two_plural_subjects():
    assert meant("The farmers said the traders sold their cows.") == []


def test_his_is_not_certain_where_somebody_else_is_called_he_between():
    assert meant("The minister saw him after the fire in his house.") == []


def test_his_is_not_certain_where_somebody_is_told_to_do_it():
    assert meant("The minister told Karl Voss to sell his house.") == []


def test_it_and_its_never_stay():
    assert meant("The city sold its bridge because it was old.") == []


def test_it_means_the_name_that_led_the_sentence_before():
    assert meant("Harrow University lies in Leeds. It has many halls.") == [("It", "Harrow University", "")]
    assert meant("Students like Harrow University. It has many halls.") == []


def test_it_goes_on_meaning_the_same():
    text = "Harrow University lies in Leeds. It has many halls. It was founded in 1900."
    assert meant(text) == [("It", "Harrow University", "")] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "It is clear that many students left.",
        "It is hard to find a room.",
        "It took years to build the halls.",
        "It is said that students left.",
        "It is believed that students left.",
        "It seems that students left.",
        "It rained.",
    ],
)
def test_an_empty_it_means_nothing(sentence: str):
    assert meant(f"Harrow University lies in Leeds. {sentence}") == []


def test_an_it_that_means_something_else_goes_on():
    assert meant("The bridge is old. Harrow University owns it. It has six arches.") == []


def test_it_means_no_person():
    assert meant("Mara Voss lives in Leeds. It has many halls.") == []


def test_it_means_a_noun_only_where_that_says_all():
    assert meant("Photosynthesis needs light. It makes sugar.") == [("It", "Photosynthesis", "")]
    assert meant("The bridge needs paint. It looks old.") == []


CITY = "Harrow is a city in England. Harrow has a port.\n\n"


def test_the_topics_noun_means_the_topic():
    assert meant(f"{CITY}In May the city sold the port.", "Harrow") == [("city", "Harrow", "")]


def test_a_name_is_put_in_with_its_article():
    text = "The Harrow is a river in England. The Harrow is long.\n\nIn May the river flooded."
    assert meant(text, "Harrow") == [("river", "the Harrow", "")]


@pytest.mark.parametrize("phrase", ["the old city", "the city of Leeds", "a city", "the city Harrow"])
def test_not_where_more_stands_on_the_noun(phrase: str):
    assert meant(f"{CITY}In May {phrase} sold the port.", "Harrow") == []


def test_not_where_the_paragraph_has_had_another_one():
    assert meant(f"{CITY}Leeds is a city too. In May the city sold the port.", "Harrow") == []
