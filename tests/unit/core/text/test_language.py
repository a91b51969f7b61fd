"""Whether a text, and each paragraph of it, is in English."""

import pytest

from quizapp.core.text.language import is_english, is_foreign

ENGLISH = "The old mill of Orrin stood beside the river, and its wheel was turned by the water of the hills."
GERMAN = "Die alte Mühle stand neben dem Fluss, und ihr Rad wurde vom Wasser der Berge im Norden gedreht."
FRENCH = "Le vieux moulin était près de la rivière, et sa roue tournait grâce à l’eau des collines du nord."
DUTCH = "De oude molen stond naast de rivier, en zijn rad werd gedraaid door het water van de heuvels."
NAMES = "Mara Voss, Tom Harrow, Emma Lind, Karl Brandt, Rosa Brandt, Anna Marsh, Karl Lind, Tom Lind, Mara Lind"


@pytest.mark.parametrize(("text", "english"), [(ENGLISH, True), (GERMAN, False), (FRENCH, False), (DUTCH, False)])
def test_a_text_is_english_by_its_commonest_words(text: str, *, english: bool):
    assert is_english(text) is english


def test_nothing_is_not_english():
    assert not is_english("")
    assert not is_english("1907, 1911!")


@pytest.mark.parametrize("text", [GERMAN, FRENCH, DUTCH, NAMES])
def test_a_paragraph_with_hardly_a_common_word_is_foreign(text: str):
    assert is_foreign(text)


def test_an_english_paragraph_is_not_foreign():
    assert not is_foreign(ENGLISH)


def test_a_short_paragraph_is_not_judged():
    words = GERMAN.split()
    assert not is_foreign(" ".join(words[:14]))
    assert is_foreign(" ".join(words[:15]))


def test_a_paragraph_full_of_names_is_less_than_english_but_not_foreign():
    mixed = f"The heirs of the mill are {NAMES}."
    assert not is_english(mixed)
    assert not is_foreign(mixed)


def test_capitals_and_apostrophes_do_not_matter():
    assert is_english(ENGLISH.upper())
    assert is_english("It’s the mill that they didn’t sell to him in the end.")
