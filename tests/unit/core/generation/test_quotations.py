"""Whose words they are: quotations with a certain speaker, and the questions on them."""

from random import Random

import pytest

from quizapp.core.generation.asking.candidates import Candidate
from quizapp.core.generation.asking.speakers import on_quotation
from quizapp.core.generation.claims.quotations import Quotation, find_quotations
from tests.unit.core.generation.parsed import key_of, surroundings

WORDS = "Nobody in Bergen will ever remember the old ferry"
THREE = (
    f"“{WORDS},” said Tom Harrow. Emma Lind said: “Every child in Bergen needs a warm room in winter.” "
    "Karl Brandt wrote: “Good roads make good neighbours of all the valleys.” Lind and Brandt said that they agreed."
)


def quotations(text: str) -> list[Quotation]:
    return find_quotations(surroundings(text))


def said(text: str) -> list[tuple[str, str]]:
    return [(quotation.speaker, quotation.words.rstrip(".")) for quotation in quotations(text)]


def asked(text: str) -> list[Candidate]:
    found, around = quotations(text), surroundings(text)
    return [c for n, q in enumerate(found) for c in on_quotation(q, n, found, around, Random(n))]  # noqa: S311


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS},” said Tom Harrow. Mara Voss laughed.",
        f'"{WORDS}," said Tom Harrow. Mara Voss laughed.',
        f"Tom Harrow said: “{WORDS}.”",
        f"“{WORDS},” Tom Harrow told the paper.",
        f"“{WORDS},” said the minister, Tom Harrow.",
        f"Mara Voss laughed. “Yes. {WORDS},” said Tom Harrow.",
    ],
)
def test_the_speaker_stands_beside_the_words(text: str):
    assert said(text) == [("Tom Harrow", WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        f"Tom Harrow came. “{WORDS}.” Silence fell.",
        f"Mara Voss said that Tom Harrow wrote: “{WORDS}.”",
        f"“{WORDS},” said the minister.",
    ],
)
def test_no_speaker_no_question(text: str):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"The meeting was described as follows: “{WORDS}.” Tom Harrow laughed.",
        f"The meeting said: “{WORDS}.”",
        f"It was said in the readout: “{WORDS}.”",
    ],
)
def test_a_meeting_says_nothing(text: str):  # failure mode 7
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tom Harrow praised “reunification” and said that he agreed.",
        "Tom Harrow said that the ferry was “an old friend of all the people of Bergen”.",
        "“Nobody will remember it,” said Tom Harrow.",
    ],
)
def test_a_turn_of_phrase_is_nobodys_saying(text: str):  # failure mode 8
    assert said(text) == []


def test_a_paragraph_with_an_odd_number_of_marks_is_skipped():  # failure mode 6
    text = f'"{WORDS}," said Tom Harrow. "Mara Voss laughed.'
    assert said(text) == []
    assert said(f'{text}"') == [("Tom Harrow", WORDS)]


def test_an_open_mark_swallows_the_speaker():  # failure mode 6
    assert said(f"“{WORDS}, said Tom Harrow. Mara Voss laughed.") == []


@pytest.mark.parametrize(
    "words",
    [
        "They will never remember the old ferry of our town",
        "But nobody will ever remember the old ferry",
        "Nobody in Bergen remembers him or the old ferry",
        "Nobody in Bergen will remember the old ferry tomorrow",
        "Nobody in all of Bergen will remember it",
        "Nobody in Bergen […] remembers the old ferry of our town",
        "Nobody in Bergen will ever remember Harrow and the ferry",
    ],
)
def test_words_that_point_away_or_name_their_speaker_are_left(words: str):  # failure mode 10
    assert said(f"“{words},” said Tom Harrow. Mara Voss laughed.") == []


def test_an_it_that_points_at_nothing_may_stay():
    words = "Perhaps not, but it is hard to live without a ferry"
    assert said(f"“{words[17:].capitalize()} in Bergen,” said Tom Harrow.") == []
    assert said("“In Bergen it is hard to live without a ferry,” said Tom Harrow.") == [
        ("Tom Harrow", "In Bergen it is hard to live without a ferry")
    ]


def test_the_two_longest_telling_sentences_of_a_speech_are_taken():
    winter = "Every child in Bergen needs a warm room and bread in the long winter"
    short = "Old boats are good boats for old men"
    text = f"“{WORDS}. {short}. {winter},” said Tom Harrow."
    assert said(text) == [("Tom Harrow", winter), ("Tom Harrow", WORDS)]


def test_speech_that_goes_on_is_the_same_persons():
    winter = "Every child in Bergen needs a warm room and bread in the long winter"
    assert said(f"“{WORDS},” said Tom Harrow. “{winter}.”")[1] == ("Tom Harrow", winter)
    assert len(said(f"“{WORDS},” said Tom Harrow. Mara Voss nodded. “{winter}.”")) == 1


def test_what_is_quoted_twice_is_asked_once():
    text = f"“{WORDS},” said Tom Harrow. Mara Voss laughed.\n\n“{WORDS},” said Tom Harrow."
    assert said(text) == [("Tom Harrow", WORDS)]


def test_the_proof_is_the_sentence_with_its_speaker():
    text = f"Mara Voss laughed. “{WORDS},” said Tom Harrow. Silence fell."
    (own,) = quotations(text)
    assert text[own.start : own.end] == f"“{WORDS},” said Tom Harrow."


def test_who_said_it_is_chosen_among_the_others_of_the_article():
    first = asked(THREE)[0]
    assert first.kind == "who_said"
    assert first.content.stem == f"Who said “{WORDS}”?"
    assert key_of(first) == "Tom Harrow"
    assert {o.text for o in first.content.options} == {"Tom Harrow", "Emma Lind", "Karl Brandt"}
    assert first.content.explanation == "The article gives these words to Tom Harrow."


def test_what_was_written_is_asked_so():
    assert asked(THREE)[2].content.stem == "Who wrote “Good roads make good neighbours of all the valleys”?"


@pytest.mark.parametrize(
    ("quoted", "end"),
    [
        ("Where will the children of Bergen sleep in winter?", "in winter?”"),
        ("Nobody in Bergen will ever forget the old ferry!", "the old ferry!”?"),
        ("Every ferry in Bergen was once built in the U.S.", "in the U.S.”?"),
    ],
)
def test_who_said_it_reads_as_a_question(quoted: str, end: str):
    (own,) = asked(f"“{quoted}” said Tom Harrow. Harrow was glad. Mara Voss laughed.")
    assert own.content.stem.endswith(end)


def test_what_the_others_said_rules_them_out():
    first = asked(THREE)[0]
    others = {o.id: o for o in first.content.options if o.text != "Tom Harrow"}
    assert set(first.refutations) == set(others)
    for option, (start, end) in first.refutations.items():
        assert others[option].text in THREE[start:end]
        assert others[option].feedback.startswith(f"{others[option].text} said something else: “")


def test_with_fewer_than_two_others_the_name_is_typed():
    (own,) = asked(f"“{WORDS},” said Tom Harrow. Harrow said that he was glad. Mara Voss laughed.")
    assert own.content.interaction == "short_answer"
    assert own.content.key == {"accepted": ["Tom Harrow", "Harrow"]}
