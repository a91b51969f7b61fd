"""The one way in: the bytes of a file and its name, read into what it says."""

from collections.abc import Callable
from importlib import import_module

from quizapp.core.importing.found import Found, Unreadable, titled
from quizapp.core.importing.kinds import kind_of

_READERS = {
    "text": ("plain", "read_text"),
    "markdown": ("plain", "read_markdown"),
    "html": ("web_page", "read_page"),
    "pdf": ("portable", "read_pdf"),
    "docx": ("word", "read_word"),
    "epub": ("book", "read_book"),
}
"""By kind the module and its function: every file is read by a process of its own, which loads what its kind needs."""
_MOST_BLOCKS, _MOST_CHARACTERS = 5_000, 2_000_000
"""A book may be longer than an article: its teacher keeps a part of it. More than this is no page to look through."""


def _reader(kind: str) -> Callable[[bytes], Found]:
    module, name = _READERS[kind]
    reader: Callable[[bytes], Found] = getattr(import_module(f"quizapp.core.importing.{module}"), name)
    return reader


def read(data: bytes, name: str) -> Found:
    """What a file says. Raises ``Unreadable`` with a reason for its teacher."""
    found = titled(_reader(kind_of(data, name))(data))
    if not found.blocks:
        raise Unreadable("There are no words in this file.")
    if len(found.blocks) > _MOST_BLOCKS or sum(len(block.text) for block in found.blocks) > _MOST_CHARACTERS:
        raise Unreadable(f"This file has more than {_MOST_BLOCKS:,} paragraphs or is longer than a book. Give a part.")
    return found
