"""Claims turned into questions: grammatical by construction, refused where that is not safe."""

import pytest

from quizapp.core.generation.asking import turning
from quizapp.core.generation.claims.writing import Claim
from tests.unit.core.generation.parsed import claim, claims


def when(text: str, title: str = "Notes") -> str | None:
    """The claim asked for its year."""
    own = claim(text, title)
    year = next(w for w in own.words if w.text.isdigit() and len(w.text) == 4)
    return turning.asked_with(own, "In which year", {year.i, year.head.i})


def test_what_had_been_before_something_else_is_not_asked():
    assert when("The mills of Orrin had burned down in 1950.") is None


def what(own: Claim) -> str | None:
    """The claim asked for its object."""
    target = own.clause.verb.child("dobj")
    assert target is not None
    return turning.asked_with(own, "What", {w.i for w in target.subtree()})


def who(text: str, opening: str = "Who") -> str | None:
    """The claim asked for its subject."""
    return turning.asked_subject(claim(text), opening, singular=True)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Mara Voss founded a school in 1911.", "In which year did Mara Voss found a school?"),
        ("The town of Orrin had a station in 1950.", "In which year did the town of Orrin have a station?"),
        ("Tom Harrow became a baker in 1904.", "In which year did Tom Harrow become a baker?"),
        (
            "The museum of Orrin was moved to Bergen in 1950.",
            "In which year was the museum of Orrin moved to Bergen?",
        ),
        ("Mara Voss was a nurse in Bergen in 1908.", "In which year was Mara Voss a nurse in Bergen?"),
        ("The mills of Orrin were empty in 1950.", "In which year were the mills of Orrin empty?"),
        ("The museum of Orrin will open in 2040.", "In which year will the museum of Orrin open?"),
    ],
)
def test_the_auxiliary_goes_before_the_subject(text: str, question: str):
    assert when(text) == question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The museum of Orrin holds 900 old tools.", "What does the museum of Orrin hold?"),
        ("The farmers of Orrin sell salt in winter.", "What do the farmers of Orrin sell in winter?"),
        ("Mara Voss carries the old tools home.", "What does Mara Voss carry home?"),
        ("Mara Voss can carry the old tools home.", "What can Mara Voss carry home?"),
        ("Mara Voss has carried the old tools home.", "What has Mara Voss carried home?"),
    ],
)
def test_the_verb_behind_it_is_bare(text: str, question: str):
    assert what(claim(text)) == question


def test_what_stood_before_the_subject_goes_to_the_end():  # failure mode 12
    assert what(claim("In 1911 Mara Voss founded a school.")) == "What did Mara Voss found in 1911?"
    assert what(claim("According to Tom Harrow, the museum of Orrin lost all tools.")) == (
        "What did the museum of Orrin lose according to Tom Harrow?"
    )


def test_a_clause_before_the_subject_can_not_be_moved():
    assert what(claim("If winters are cold, Mara Voss sells boats of wood.")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mara Voss did not found a school in 1911.",
        "Mara Voss never visited a school in 1911.",
        "No workers visited the school of Orrin in 1911.",
        "There were old mills beside the river Sale in 1911.",
    ],
)
def test_what_is_denied_or_only_there_is_not_turned(text: str):
    assert when(text, "The river Sale") is None


def test_two_verbs_in_one_clause_are_not_turned():
    own = claim("Mara Voss was born and died in London in 1911.")
    assert turning.has_joined_verb(own)
    assert when("Mara Voss was born and died in London in 1911.") is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Mara Voss founded the museum of Orrin.", "Who founded the museum of Orrin?"),
        ("The farmers of Orrin sell salt in cold winters.", "Who sells salt in cold winters?"),
        ("The workers of Orrin have built a raft.", "Who has built a raft?"),
        ("The workers of Orrin were sent to Bergen.", "Who was sent to Bergen?"),
        ("The workers of Orrin are the best in Norway.", "Who is the best in Norway?"),
        ("Tom Harrow will sell the boats of Orrin.", "Who will sell the boats of Orrin?"),
    ],
)
def test_who_stands_in_the_place_of_the_subject_and_the_verb_agrees(text: str, question: str):  # failure mode 14
    own = who(text)
    assert own == (question if len(question.split()) >= turning.SHORTEST else None)


def test_how_many_keeps_the_plural():
    text = "Twelve old workers have built a raft in Bergen."
    assert turning.asked_subject(claim(text), "How many old workers") == (
        "How many old workers have built a raft in Bergen?"
    )


def test_the_subject_is_not_asked_for_where_something_stands_before_it():
    assert who("In 1911 Mara Voss founded the museum of Orrin.") is None


def test_a_question_is_neither_short_nor_long():
    assert turning.finished("Who sold the boats") is None
    assert turning.finished("Who sold the boats of Orrin") == "Who sold the boats of Orrin?"
    assert turning.finished("Who " + "very " * turning.LONGEST + "late") is None


def test_white_space_and_commas_are_put_right():
    assert turning.tidy(" In 1911 ,  Voss , left . ") == "In 1911, Voss, left"


def test_a_subject_within_a_question_begins_small_unless_it_is_a_name():
    for text, inside in [
        ("The museum of Orrin holds 900 old tools.", "the museum of Orrin"),
        ("A fire destroyed 240 wooden houses in Orrin.", "a fire"),
        ("Mara Voss founded the museum of Orrin.", "Mara Voss"),
        ("NATO sent 240 ships to the coast of Norway.", "NATO"),
    ]:
        own = claim(text)
        assert turning.within(own, turning.subject_words(own)) == inside


@pytest.mark.parametrize(
    ("text", "helper"),
    [
        ("The museum of Orrin was moved to Bergen.", "was"),
        ("Mara Voss has carried the old tools home.", "has"),
        ("Mara Voss could have carried the old tools home.", "could"),
        ("Mara Voss founded the museum of Orrin.", ""),
    ],
)
def test_the_first_auxiliary_is_the_one_that_moves(text: str, helper: str):
    found = turning.helper_of(claim(text))
    assert (found.text if found else "") == helper


def test_a_name_put_in_for_a_pronoun_stands_in_the_question():
    text = "Mara Voss was a painter. She opened a school in Bergen in 1907."
    own = claims(text)[-1]
    year = next(w for w in own.words if w.text == "1907")
    assert turning.asked_with(own, "In which year", {year.i, year.head.i}) == (
        "In which year did Mara Voss open a school in Bergen?"
    )
