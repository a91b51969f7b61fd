"""Which paragraphs look like captions and notices; prose never does."""

from pathlib import Path

import pytest

from quizapp.core.text.leftovers import is_leftover

TEXTS = Path(__file__).parents[3] / "quality" / "texts"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read more: how the ferry was lost",
        "Related articles",
        "Advertisement",
        "Photo: the bridge in 1931",
        "Image © A. Writer",
        "The bridge after the flood. Photograph: Getty Images",
        "Sign up for our newsletter",
        "Share this article",
        "Copyright 2021 The Daily",
        "By Jane Roe",
        "Published on 4 March 2021",
        "5 min read",
        "Year | Ferries",
    ],
)
def test_a_caption_or_a_notice_is_left_over(paragraph):
    assert is_leftover(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "How it was built",
        "Read more than ten books a year, she said.",
        "Photography changed how people saw the war.",
        "Image and sound were recorded apart.",
        "By Christmas the bridge was finished.",
        "Share prices fell by a third in 1931.",
        "Sign language was taught there from 1880.",
        "Copyright law changed in 1911.",
        "Advertising paid for half of the newspaper.",
        "Following the flood, the town built it up again.",
    ],
)
def test_prose_is_not(paragraph):
    assert not is_leftover(paragraph)


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_of_a_whole_article_is(path):
    assert [p for p in path.read_text("utf-8").split("\n\n") if is_leftover(p)] == []
