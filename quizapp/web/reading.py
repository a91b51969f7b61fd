"""The article of a listed quiz, to read."""

from flask import Blueprint, render_template

from quizapp.services.published import public_article

pages = Blueprint("reading", __name__)


@pages.get("/articles/<int:article_id>")
def article(article_id: int) -> str:
    """The whole article with its numbered paragraphs."""
    return render_template("reading/article.html", article=public_article(article_id))
