"""The one way in: the bytes of a file and its name, read into what it says."""

from collections.abc import Callable

from quizapp.core.importing.book import read_book
from quizapp.core.importing.found import Found, Unreadable, titled
from quizapp.core.importing.kinds import kind_of
from quizapp.core.importing.plain import read_markdown, read_text
from quizapp.core.importing.portable import read_pdf
from quizapp.core.importing.web_page import read_page
from quizapp.core.importing.word import read_word

_READERS: dict[str, Callable[[bytes], Found]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_page,
    "pdf": read_pdf,
    "docx": read_word,
    "epub": read_book,
}
_MOST_BLOCKS, _MOST_CHARACTERS = 5_000, 2_000_000
"""A book may be longer than an article: its teacher keeps a part of it. More than this is no page to look through."""


def read(data: bytes, name: str) -> Found:
    """What a file says. Raises ``Unreadable`` with a reason for its teacher."""
    found = titled(_READERS[kind_of(data, name)](data))
    if not found.blocks:
        raise Unreadable("There are no words in this file.")
    if len(found.blocks) > _MOST_BLOCKS or sum(len(block.text) for block in found.blocks) > _MOST_CHARACTERS:
        raise Unreadable(f"This file has more than {_MOST_BLOCKS:,} paragraphs or is longer than a book. Give a part.")
    return found
