from random import Random

import pytest

from quizapp.core.text.citations import Citation, cite, is_verbatim
from quizapp.core.text.passages import normalize_text
from quizapp.core.text.recheck import Correction, Fate, worst

TEXT = """The bridge was built in 1874. It cost 90,000 pounds, and half of the money came from the county.

Tom Harrow rowed people over the river before that. A flood carried one arch away in 1931. Nobody was hurt.

Today the bridge is closed to cars."""
FLOOD = "A flood carried one arch away in 1931."


def cited(words: str, text: str = TEXT) -> Citation:
    return cite(text, text.index(words), text.index(words) + len(words))


def follow(words: str, after: str):
    found = Correction(TEXT, after).follow(cited(words))
    return found.fate, found.citation.exact if found.citation else None


def test_words_that_nobody_touched_are_unmoved():
    after = TEXT.replace("closed to cars", "closed to lorries")
    assert follow(FLOOD, after) == (Fate.UNMOVED, FLOOD)


def test_words_behind_a_new_paragraph_are_followed():
    after = f"A new beginning stands here.\n\n{TEXT}"
    found = Correction(TEXT, after).follow(cited(FLOOD))
    assert found.fate is Fate.MOVED
    assert found.citation == cited(FLOOD, after)


def test_a_paragraph_that_changed_places_is_followed():
    one, two, three = TEXT.split("\n\n")
    assert follow(FLOOD, f"{two}\n\n{three}\n\n{one}") == (Fate.MOVED, FLOOD)


def test_other_line_ends_move_no_words():
    assert follow(FLOOD, TEXT.replace("one arch", "one\narch"))[0] is Fate.MOVED


def test_a_sentence_in_other_words_is_changed():
    assert follow(FLOOD, TEXT.replace("in 1931", "in 1932")) == (Fate.CHANGED, "A flood carried one arch away in 1932.")


def test_cited_words_in_another_sentence_are_changed_though_they_stand_as_they_were():
    assert follow("in 1931", TEXT.replace("one arch away", "two arches away")) == (Fate.CHANGED, "in 1931")


def test_the_same_sentence_beside_another_one_is_looked_at_again():
    after = TEXT.replace("before that.", "for years.")
    assert follow(FLOOD, after) == (Fate.CHANGED, FLOOD)


@pytest.mark.parametrize("words", [FLOOD, "in 1931", "flood"])
def test_a_sentence_that_was_taken_out_is_lost(words: str):
    assert follow(words, TEXT.replace(FLOOD + " ", "")) == (Fate.LOST, None)


def test_a_sentence_is_not_mistaken_for_a_like_one_that_was_there_before():
    text = TEXT.replace("Nobody was hurt.", "A flood carried one arch away in 1948.")
    after = text.replace(FLOOD + " ", "")
    assert Correction(text, after).follow(cited(FLOOD, text)).fate is Fate.LOST


def test_of_the_same_words_twice_the_nearer_is_followed():
    text = "Rain fell.\n\nThe town slept.\n\nRain fell."
    after = f"Before that, nothing.\n\n{text}"
    last = cite(text, text.rindex("Rain"), len(text))
    found = Correction(text, after).follow(last).citation
    assert found
    assert found.start == after.rindex("Rain")


def test_whole_passages_are_shown_for_comparison():
    after = TEXT.replace("in 1931", "in 1932")
    correction = Correction(TEXT, after)
    found = correction.follow(cited(FLOOD)).citation
    assert found
    assert correction.old_passage(cited(FLOOD)).startswith("Tom Harrow")
    assert correction.new_passage(found).endswith("1932. Nobody was hurt.")


def test_the_worst_fate_counts():
    assert worst([Fate.MOVED, Fate.LOST, Fate.UNMOVED]) is Fate.LOST
    assert worst([]) is Fate.UNMOVED


SEEDS = range(150)
PARTS = ("Rain fell.", "Ann left in 1900.", "He ran.", "\n\n", " ")


def some_text(random: Random) -> str:
    return normalize_text("Rain fell. " + " ".join(random.choices(PARTS, k=random.randint(1, 12))))


def some_citation(text: str, random: Random) -> Citation:
    while True:
        start = random.randrange(len(text))
        end = random.randint(start + 1, len(text))
        if text[start:end].strip():
            return cite(text, start, end)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_not_lost_stands_in_the_new_text_word_for_word(seed: int):
    random = Random(seed)  # noqa: S311 - chance for tests
    before, after = some_text(random), some_text(random)
    found = Correction(before, after).follow(some_citation(before, random))
    assert (found.citation is None) == (found.fate is Fate.LOST)
    assert found.citation is None or is_verbatim(after, found.citation)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_a_correction_everything_is_unmoved(seed: int):
    random = Random(seed)  # noqa: S311 - chance for tests
    text = some_text(random)
    citation = some_citation(text, random)
    found = Correction(text, text).follow(citation)
    assert (found.fate, found.citation) == (Fate.UNMOVED, citation)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_paragraph_put_before_moves_everything_by_its_length(seed: int):
    random = Random(seed)  # noqa: S311 - chance for tests
    text, added = some_text(random), "Quite another beginning, with some words.\n\n"
    citation = some_citation(text, random)
    found = Correction(text, added + text).follow(citation)
    assert found.fate is Fate.MOVED
    assert found.citation
    assert found.citation.start == citation.start + len(added)
