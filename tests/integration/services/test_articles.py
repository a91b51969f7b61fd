"""Bringing an article in: what is stored, and what is refused with a word that helps."""

import pytest
from sqlalchemy import select

from quizapp.extensions import db
from quizapp.models.articles import Article, PassageRow
from quizapp.services import articles
from quizapp.services.article_details import ArticleDetails
from quizapp.services.errors import Invalid, NotFound
from tests.samples import TEXT, TITLE, make_article, make_item, make_teacher
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")


def test_an_article_is_stored_with_its_passages() -> None:
    teacher = make_teacher()
    article = articles.article_text(make_article(teacher.id), teacher_id=teacher.id)
    assert article.title == TITLE
    assert article.paragraphs == 4
    assert [p.of(article.text) for p in article.passages if p.number is None] == [
        "How it was built",
        "What became of it",
    ]


@pytest.mark.parametrize(
    ("details", "field", "words"),
    [
        (ArticleDetails("", text=TEXT), "title", "title"),
        (ArticleDetails("T" * 301, text=TEXT), "title", "300"),
        (ArticleDetails(TITLE, text="   \n\n "), "text", "Paste"),
        (ArticleDetails(TITLE, text="x" * 1_000_000), "text", "characters"),
        (ArticleDetails(TITLE, text="a" * 3000 + " " + TEXT), "text", "word of more than"),
        (ArticleDetails(TITLE, text="One short sentence."), "text", "too short to ask about: 3 words."),
        (ArticleDetails(TITLE, text="word " * 200), "text", "200 words, but no whole sentence. Give at least 3"),
        (
            ArticleDetails(TITLE, text="flour\nten eggs\n" * 32 + "Buy it."),
            "text",
            "98 words, but only 1 whole sentence.",
        ),
        (ArticleDetails(TITLE, address="javascript:alert(1)", text=TEXT), "address", "http"),
        (ArticleDetails(TITLE, address="ftp://a.example/x", text=TEXT), "address", "http"),
        (ArticleDetails(TITLE, address="http://[", text=TEXT), "address", "http"),
        (ArticleDetails(TITLE, address="https://", text=TEXT), "address", "http"),
    ],
)
def test_bad_input_is_told_by_field_and_stores_nothing(details: ArticleDetails, field: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as error:
        articles.add_article(details, owner_id=None)
    assert list(error.value.problems) == [field]
    assert db.session.scalars(select(Article)).all() == []
    assert db.session.scalars(select(PassageRow)).all() == []


def test_the_same_text_is_noticed_whatever_its_line_ends() -> None:
    vera, karl = make_teacher(), make_teacher("karl@school.org", "Karl")
    article = make_article(vera.id)
    again = TEXT.replace("\n", "\r\n") + "\r\n  "
    assert articles.same_text(again, vera.id) == article
    assert articles.same_text(again, karl.id) is None
    assert articles.same_text(TEXT + " More.", vera.id) is None


def test_somebody_elses_article_is_not_found() -> None:
    vera, karl = make_teacher(), make_teacher("karl@school.org", "Karl")
    article = make_article(vera.id)
    with pytest.raises(NotFound):
        articles.article_text(article, teacher_id=karl.id)
    with pytest.raises(NotFound):
        articles.article_text(10**6, teacher_id=vera.id)
    assert [summary.id for summary in articles.desk_articles(karl.id)] == []


def test_the_desk_lists_articles_newest_first_in_one_statement() -> None:
    teacher = make_teacher()
    builtin, old, new = make_article(None), make_article(teacher.id), make_article(teacher.id)
    make_item(old)
    teacher_id = teacher.id
    db.session.commit()
    db.session.expunge_all()
    with counted() as statements:
        summaries = articles.desk_articles(teacher_id)
    assert [summary.id for summary in summaries] == [new, old, builtin]
    assert [summary.drafts for summary in summaries] == [0, 1, 0]
    assert statements.number == 1


def test_questions_of_an_older_article_are_not_out_of_date_because_there_is_a_newer_article() -> None:
    teacher = make_teacher()
    old, new = make_article(teacher.id), make_article(teacher.id)
    make_item(old)
    make_item(new)
    assert [(a.id, a.drafts, a.stale) for a in articles.desk_articles(teacher.id)] == [(new, 1, 0), (old, 1, 0)]
