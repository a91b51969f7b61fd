from quizapp.core.text.outline import numbers_in_words, outline
from quizapp.core.text.passages import split_passages
from tests.samples import TEXT


def test_an_outline_names_the_headings_and_the_paragraphs_below_them():
    parts = outline(TEXT, split_passages(TEXT))
    assert [(part.heading, part.words) for part in parts] == [
        ("How it was built", "Paragraphs 1 and 2"),
        ("What became of it", "Paragraphs 3 and 4"),
    ]


def test_paragraphs_before_the_first_heading_have_none():
    text = "One sentence stands here.\n\nA heading\n\nAnother sentence stands here."
    assert [(p.heading, p.numbers) for p in outline(text, split_passages(text))] == [("", (1,)), ("A heading", (2,))]


def test_one_paragraph_is_named_alone():
    assert numbers_in_words([3]) == "Paragraph 3"
    assert numbers_in_words([3, 4, 5]) == "Paragraphs 3 to 5"
    assert numbers_in_words([]) == "No paragraphs"
