"""What a teacher should know of a text before it becomes an article."""

from flask import url_for

from quizapp.core.text.language import is_english
from quizapp.services import articles


def article_warnings(text: str, owner_id: int) -> list[tuple[str, str]]:
    """Words, each with the address of a page that shows it or blank."""
    found = []
    if text.strip() and not is_english(text):
        found.append(("This does not look like English. quizapp asks good questions on English texts only.", ""))
    same = articles.same_text(text, owner_id)
    if same is not None:
        found.append(("You have an article with the same text already.", url_for("desk.article", article_id=same)))
    return found
