"""Plain text and Markdown."""

import re

from markdown_it import MarkdownIt

from quizapp.core.importing.found import Found, Unreadable, iso_date, language_tag, line, plain_blocks, tidied
from quizapp.core.importing.kinds import text_of
from quizapp.core.importing.markup import html_blocks

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z]+):[ \t]*(.+)$", re.MULTILINE)


def decoded(data: bytes) -> str:
    """The bytes as text with one kind of line end. Raises ``Unreadable`` where they are none."""
    text = text_of(data)
    if text is None:
        raise Unreadable("This file is not plain text. Save it as .txt in UTF-8, or paste the text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: bytes) -> Found:
    """Plain text; a short first line without closing punctuation is its title."""
    return Found(plain_blocks(decoded(data)))


def read_markdown(data: bytes) -> Found:
    """Markdown with or without front matter (``title: …`` between two ``---``)."""
    text = decoded(data)
    front = _FRONT.match(text)
    given = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front[1])} if front else {}
    html = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    return Found(
        tidied(html_blocks(html)),
        title=line(given.get("title")),
        author=line(given.get("author")),
        publisher=line(given.get("publisher")),
        published_on=iso_date(given.get("date")),
        language=language_tag(given.get("lang") or given.get("language")),
    )
