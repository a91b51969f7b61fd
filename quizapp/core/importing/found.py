"""What is found in a file: blocks of plain text and where they come from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from quizapp.core.text.language import is_language_tag
from quizapp.core.text.passages import PassageKind, normalize_text, split_passages

_SPACES = re.compile(r"[^\S\n]+")
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_MARK = re.compile(r"#+\s*")


class Unreadable(Exception):
    """A file that cannot be read. Its text says why, for a teacher."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says, and of itself. ``published_on`` is an ISO date, ``language`` a BCP 47 tag; blank if unknown."""

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_on: str = ""
    language: str = ""
    address: str = ""

    def as_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Found":
        """The inverse of ``as_json``."""
        return cls(**{**value, "blocks": tuple(Block(**block) for block in value["blocks"])})


def line(text: str | None) -> str:
    """One line of text, single-spaced."""
    return " ".join(normalize_text(text or "").split())


def iso_date(text: str | None) -> str:
    """The first whole date of a text such as ``D:20240131…`` or ``2024-01-31T10:00`` as an ISO date, else blank."""
    found = _DATE.search(text or "")
    if found is None:
        return ""
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def language_tag(text: str | None) -> str:
    """A BCP 47 tag as it was given, blank where it is none."""
    tag = (text or "").strip().replace("_", "-")
    return tag if is_language_tag(tag) else ""


def tidied(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks with single spaces, without blank ones and without marks of our own for headings."""
    found = []
    for block in blocks:
        lines = (_SPACES.sub(" ", part).strip() for part in normalize_text(block.text).split("\n"))
        text = _MARK.sub("", "\n".join(part for part in lines if part), count=1) if block.text else ""
        if text.strip():
            found.append(Block(" ".join(text.split()) if block.is_heading else text, block.is_heading))
    return tuple(found)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of plain text, as the desk splits it."""
    text = normalize_text(text)
    return tuple(Block(p.of(text), p.kind is PassageKind.HEADING) for p in split_passages(text))


def titled(found: Found) -> Found:
    """The same with a title from its first heading where it has none, and without that heading."""
    title, blocks = found.title, found.blocks
    if not title and blocks and blocks[0].is_heading:
        title = blocks[0].text
    if title and blocks and blocks[0].text.casefold() == title.casefold():
        blocks = blocks[1:]
    return replace(found, title=title, blocks=blocks)


def composed(blocks: Sequence[Block]) -> str:
    """The text of an article made of these blocks: headings marked, an empty line between."""
    return "\n\n".join(f"## {block.text}" if block.is_heading else block.text for block in blocks)
