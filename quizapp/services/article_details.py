"""What an article is given with: where it comes from and its words, made tidy and looked at before it is stored."""

import datetime as dt
from dataclasses import dataclass, replace

from flask import current_app

from quizapp.core.importing.addresses import is_web_address
from quizapp.core.text import acceptance
from quizapp.core.text.language import is_language_tag
from quizapp.core.text.passages import heading_apart, normalize_text
from quizapp.services.errors import Invalid

_LIMITS = {"title": 300, "author": 200, "publisher": 200, "address": 2000, "language": 35}


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """An article as it is given: where it comes from and its words."""

    title: str
    author: str = ""
    publisher: str = ""
    address: str = ""
    published_on: dt.date | None = None
    language: str = ""
    """A BCP 47 tag such as ``en`` or ``en-GB``."""
    text: str = ""


def tidy(details: ArticleDetails, text: str | None = None) -> ArticleDetails:
    """The details as they are stored: single-spaced, the text (or the one given with them) normalized."""
    line = {name: " ".join(getattr(details, name).split()) for name in _LIMITS}
    normalized = normalize_text(details.text if text is None else text)
    return ArticleDetails(text=normalized, published_on=details.published_on, **line)


def titled(details: ArticleDetails) -> ArticleDetails:
    """Tidied details with the heading of a pasted text as the title where none was given, and said once."""
    heading, below = heading_apart(details.text)
    title = details.title or heading
    return replace(details, title=title, text=below) if heading.casefold() == title.casefold() else details


def problems(details: ArticleDetails) -> dict[str, list[str]]:
    """What is wrong with tidied details, by field."""
    found: dict[str, list[str]] = {}
    if not details.title:
        found["title"] = ["Give the article a title."]
    for name, limit in _LIMITS.items():
        if len(getattr(details, name)) > limit:
            found[name] = [f"Keep this to {limit} characters."]
    if details.address and not is_web_address(details.address):
        found["address"] = ["Give a web address that begins with http:// or https://, or leave it out."]
    if details.language and not is_language_tag(details.language):
        found["language"] = ["Give the language as a short tag such as en or en-GB, or leave it out."]
    text_problems = acceptance.problems(details.text, limit=int(current_app.config["ARTICLE_LIMIT"]))
    if text_problems:
        found["text"] = text_problems
    return found


def check(details: ArticleDetails) -> None:
    """Raises ``Invalid`` by field where tidied details cannot be stored."""
    found = problems(details)
    if found:
        raise Invalid(found)
