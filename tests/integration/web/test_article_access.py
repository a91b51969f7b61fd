"""What of the article lies beside the questions is the teacher's choice, and the server keeps to it."""

import pytest

from quizapp.core.settings import ArticleAccess, QuizSettings
from quizapp.core.text.passages import split_passages
from tests.pages import Page, words
from tests.samples import NUMBER, SHORT, STATEMENT, TEXT
from tests.set_up import quiz_with

PARAGRAPHS = [p.of(TEXT) for p in split_passages(TEXT) if p.number is not None]
ASKED = (STATEMENT, SHORT, NUMBER)


def pages_of_an_attempt(browser, access: ArticleAccess) -> list[Page]:
    """Every page before the hand-in."""
    public_id = quiz_with(QuizSettings(article=access), ASKED)
    first = browser.post_form(f"/q/{public_id}", {"name": "Mia"}).location
    attempt = first.rsplit("/", 2)[0]
    browser.post_form(first, {"response": "false"})
    paths = [f"/q/{public_id}", first, f"{attempt}/questions/2", f"{attempt}/questions", f"{attempt}/check"]
    return [browser.get(path) for path in paths]


def test_an_open_article_lies_beside_every_question(browser):
    _, first, second, together, _ = pages_of_an_attempt(browser, ArticleAccess.OPEN)
    for page in (first, second, together):
        assert [words(p).split(". ", 1)[1] for p in page.all("p", class_="passage")] == PARAGRAPHS


def test_numbers_tell_the_headings_and_the_paragraphs_only(browser):
    pages = pages_of_an_attempt(browser, ArticleAccess.NUMBERS)
    pane = words(pages[1].one("aside", id="article"))
    assert "How it was built Paragraphs 1 and 2" in pane
    assert "What became of it Paragraphs 3 and 4" in pane
    assert_no_words_of_the_article(pages)


def test_a_hidden_article_leaves_one_column(browser):
    pages = pages_of_an_attempt(browser, ArticleAccess.HIDDEN)
    for page in pages[1:4]:
        assert page.all("aside") == []
        assert "#article" not in page.links()
        assert page.all("div", class_="spread") == []
    assert "article beside" not in pages[0].text
    assert_no_words_of_the_article(pages)


def assert_no_words_of_the_article(pages: list[Page]) -> None:
    sentences = [sentence for paragraph in PARAGRAPHS for sentence in paragraph.split(". ")]
    for page in pages:
        assert [sentence for sentence in sentences if sentence in page.html or sentence in page.text] == []
        assert page.all("p", class_="passage") == []


@pytest.mark.parametrize("access", list(ArticleAccess))
def test_the_review_shows_the_article_whatever_lay_open(browser, access):
    public_id = quiz_with(QuizSettings(article=access), ASKED)
    first = browser.post_form(f"/q/{public_id}", {"name": "Mia"}).location
    review = browser.follow(browser.post_form(f"{first.rsplit('/', 2)[0]}/check"))
    assert PARAGRAPHS[0] in review.text


def test_the_script_for_marks_comes_only_where_there_are_words_to_mark(browser):
    for access, number in ((ArticleAccess.OPEN, 1), (ArticleAccess.NUMBERS, 0), (ArticleAccess.HIDDEN, 0)):
        page = pages_of_an_attempt(browser, access)[1]
        assert sum("marks.js" in script.get("src", "") for script in page.all("script")) == number
