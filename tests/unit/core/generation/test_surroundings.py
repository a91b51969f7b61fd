"""What is written for a bare "the mill": the one fuller phrase of its article, or the name of the topic."""

import pytest

from tests.unit.core.generation.parsed import claims, stated, surroundings

STOP = "A storm in Norway stopped the mill for weeks."


def fuller(text: str, title: str = "Notes") -> str:
    """What can be written for the last noun behind "the" of a text."""
    around = surroundings(text, title)
    article = [w for s in around.document.sentences for w in s.words if w.lower == "the" and w.dep == "det"][-1]
    return around.fuller(article.head)


def test_the_only_fuller_phrase_before_it_is_written():
    text = f"The salt mill carried flour to Norway in 1907. {STOP}"
    assert fuller(text) == "salt mill"
    own = claims(text)[-1]
    assert own.text == "A storm in Norway stopped the salt mill for weeks."
    assert fuller("The Orrin railway burned. A storm in Norway stopped the railway.") == "Orrin railway"


@pytest.mark.parametrize(
    "before",
    [
        "The salt mill burned. The paper mill grew.",
        "Two salt mills burned.",
        "The old mill burned.",
        "The church burned.",
        "The mill of Orrin burned.",
        "“The salt mill burned,” said Tom Harrow.",
    ],
)
def test_not_where_there_is_none_or_more_than_one(before: str):
    assert fuller(f"{before} {STOP}") == ""


def test_a_phrase_that_comes_later_is_not_known_yet():
    around = surroundings(f"{STOP} The salt mill burned.")
    first = next(w for w in around.document.sentences[0].words if w.text == "mill")
    assert around.fuller(first) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The salt mill burned. A storm stopped the mill of Orrin.",
        "The salt mills burned. A storm stopped the mills.",
        "The salt problem grew. A storm in Norway ended the problem.",
    ],
)
def test_what_is_narrowed_many_or_abstract_stays_as_it_is(text: str):
    around = surroundings(text)
    last = [w for w in around.document.sentences[-1].words if w.lemma in {"mill", "problem"}][-1]
    assert around.fuller(last) == ""


def test_the_noun_of_the_topic_is_written_as_its_name():
    text = "The Sale is a river in Norway. The Sale is long. Storms filled the river in 1907."
    assert fuller(text, "The Sale") == "Sale"
    assert fuller(text) == ""
    assert stated(text, "The Sale")[-1] == "Storms filled the Sale in 1907."


def test_a_noun_that_is_used_for_the_same_counts_too():
    assert fuller("Orrin is a town in Norway. Storms ruined the city.", "Orrin") == "Orrin"
    assert fuller("Orrin is a town in Norway. Storms ruined the village.", "Orrin") == ""


def test_not_where_another_of_its_kind_stands_near():
    text = "Orrin is a town in Norway. Two cities burned, and storms ruined the city."
    assert fuller(text, "Orrin") == ""
