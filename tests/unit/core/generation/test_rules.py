"""The rules of the generator, each with a text that goes wrong without it."""

import pytest

from quizapp.core.generation import pipeline
from quizapp.core.generation.entities import find_names
from quizapp.core.generation.quotations import find_quotations
from quizapp.core.generation.reader import Document, read
from quizapp.core.generation.references import resolve
from quizapp.core.generation.statements import find_statements
from quizapp.core.generation.trimming import kept_tokens
from quizapp.core.text.passages import split_passages


def parsed(text: str, title: str = "Notes") -> Document:
    return read(title, text, split_passages(text))


def stated(text: str, title: str = "Notes") -> list[str]:
    document = parsed(text, title)
    return [statement.text for statement in find_statements(document, find_names(document))[0]]


def drafted(text: str, title: str = "Notes") -> dict[str, str]:
    """Stems of the drafts with their keys."""
    from quizapp.core.grading import interaction

    drafts = pipeline.generate(title, text).drafts
    return {d.content.stem: interaction(d.content.interaction).key_text(d.content) for d in drafts}


def test_a_surname_means_the_person_who_was_named_in_full() -> None:
    document = parsed("Mara Voss met Tom Harrow in Paris. Voss said nothing. Harrow left early.")
    names = find_names(document)
    assert names.full("Voss") == "Mara Voss"
    assert names.variants("Tom Harrow") == ["Tom Harrow", "Harrow"]


def test_two_bearers_of_a_surname_make_it_nobodys() -> None:
    names = find_names(parsed("Mara Voss met Karl Voss in Paris. Voss said nothing."))
    assert names.full("Voss") is None


def test_rivers_and_treaties_are_no_people() -> None:
    document = parsed("The Thames River flooded London. Henry Treaty was signed. Mara Voss lives in London.")
    assert set(find_names(document).people) <= {"Mara Voss"}


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("However, the bridge was opened in 1907.", "the bridge was opened in 1907."),
        ("The bridge (a toll bridge) was opened in 1907.", "The bridge was opened in 1907."),
        ("The old bridge, which nobody liked, was closed in 1907.", "The old bridge was closed in 1907."),
        ("The bridge was closed on Monday.", "The bridge was closed."),
        ("Mara Voss built the bridge, and the town paid for it.", "Mara Voss built the bridge."),
    ],
)
def test_what_only_adds_is_cut(sentence: str, kept: str) -> None:
    span = parsed(sentence + " More.").sentences[0].span
    words = " ".join(token.text for token in kept_tokens(span))
    assert words.replace(" .", ".") == kept


def test_a_fronted_time_stays_where_it_decides_the_truth() -> None:
    assert stated("Since 2018 the northern bridge of London has carried no trains at all. More.")[0].startswith(
        "Since 2018"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "They opened the long stone bridge of London in 1907.",
        "The company opened a long stone bridge in London in 1907.",
        "This led to the opening of a long stone bridge in London.",
        "The long stone bridge of London was opened last year by Mara Voss.",
        "It is clear that the long stone bridge of London will be closed.",
        "The stone bridge of London is longer and carries many more trains.",
    ],
)
def test_what_does_not_stand_alone_is_dropped(sentence: str) -> None:
    assert stated(f"{sentence} Nobody knows more.") == []


def test_he_is_named_where_one_person_can_be_meant() -> None:
    text = "Tom Harrow was born in London. He became a ferryman at the old port of London in 1890."
    assert any(s.startswith("Tom Harrow became a ferryman") for s in stated(text))


def test_he_is_left_alone_between_two_people() -> None:
    text = "Tom Harrow met Karl Brandt in London. He became a ferryman at the old port of London in 1890."
    document = parsed(text)
    assert resolve(document, document.sentences[1], find_names(document)) is None
    assert not any("ferryman" in s for s in stated(text))


def test_he_is_left_alone_beside_an_unnamed_person() -> None:
    text = "Tom Harrow wrote to a minister. He answered the long letter from London in 1890."
    document = parsed(text)
    assert resolve(document, document.sentences[1], find_names(document)) is None


def test_a_quotation_needs_its_speaker_beside_it() -> None:
    text = "“Nobody in Orrin will ever remember the old ferry,” said Tom Harrow. Mara Voss laughed."
    document = parsed(text)
    quotations = find_quotations(document, find_names(document))
    assert [(q.speaker, q.words) for q in quotations] == [
        ("Tom Harrow", "Nobody in Orrin will ever remember the old ferry")
    ]
    without = parsed("Tom Harrow came. “Nobody in Orrin will ever remember the old ferry.” Silence fell.")
    assert find_quotations(without, find_names(without)) == []


def test_a_paragraph_with_an_open_quotation_mark_is_skipped() -> None:
    document = parsed("“Nobody in Orrin will ever remember the old ferry, said Tom Harrow. Mara Voss laughed.")
    assert find_quotations(document, find_names(document)) == []


def test_a_question_is_turned_round_with_the_right_verb() -> None:
    text = (
        "The engineer Mara Voss designed the stone bridge of Orrin in 1907. "
        "Mara Voss built a second bridge at Lund in 1913. A flood destroyed the wooden bridge of Lund in 1931. "
        "The stone bridge of Orrin was repaired in 1940."
    )
    stems = drafted(text)
    years = [stem for stem in stems if stem.startswith("In which year")]
    assert years
    for stem in years:
        assert not any(wrong in stem for wrong in ("did built", "did destroyed", "in 19", "  ")), stem


def test_no_question_asks_for_a_word_of_the_title() -> None:
    text = "Luther was born in Eisleben in 1483. France and Spain fought for the town of Metz in 1552."
    assert not any(key in {"1483", "Eisleben"} for key in drafted(text, "Born in Eisleben in 1483").values())
