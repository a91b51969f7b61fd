"""PDF files: lines on pages, joined to paragraphs again."""

import io
import re
from collections import Counter
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from quizapp.core.importing.found import Block, Found, Unreadable, iso_date, line, tidied

_DAMAGED = "This PDF is damaged. Save it once more, then upload it again."
_LOCKED = "This PDF is locked with a password. Save it without one."
_NO_TEXT = "This PDF holds pictures of pages, not text. Have its text recognized (OCR) first, or paste the text."
_FEWEST_WORDS = 20
_MOST_PAGES = 500
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]\d]*\Z")
_NUMBER = re.compile(r"\d+")
_BROKEN_WORD = re.compile(r"(?<=[a-z])[-\u00ad]\Z")
_FULL, _HEADING_WORDS = 0.8, 12
_EDGE = 2
"""Lines at the top and bottom of a page among which running heads are looked for."""


def read_pdf(data: bytes) -> Found:
    """A PDF with text in it. Raises ``Unreadable`` for one that is locked, damaged, or holds pictures only."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(_LOCKED)
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(f"This PDF has {len(reader.pages)} pages; quizapp reads up to {_MOST_PAGES}.")
        pages = [_lines(page.extract_text()) for page in reader.pages]
        about = reader.metadata
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    except (NotImplementedError, ImportError) as error:
        raise Unreadable(_LOCKED) from error
    if sum(len(text.split()) for page in pages for text in page) < _FEWEST_WORDS:
        raise Unreadable(_NO_TEXT)
    return Found(
        tidied(paragraphs(without_running_heads(pages))),
        title=line(str(about.title or "")) if about else "",
        author=line(str(about.author or "")) if about else "",
        published_on=iso_date(str(about.get("/CreationDate") or "")) if about else "",
    )


def _lines(text: str) -> list[str]:
    return [line(part) for part in text.split("\n")]


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages, without page numbers and without what stands at the edge of most pages."""
    edges = Counter(mark for page in pages for mark in {_mark(text) for text in _edge(page)})
    often = max(3, len(pages) // 2)
    found: list[str] = []
    for page in pages:
        edge = set(_edge(page))
        found += [
            text for text in page if text not in edge or (edges[_mark(text)] < often and not _is_page_number(text))
        ]
    return found


def _edge(page: Sequence[str]) -> list[str]:
    written = [text for text in page if text]
    return written[:_EDGE] + written[-_EDGE:]


def _mark(text: str) -> str:
    return _NUMBER.sub("0", text)


def _is_page_number(text: str) -> bool:
    return bool(re.fullmatch(r"(?:Page\s+)?[-–— ]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–— ]*", text, re.IGNORECASE))


def paragraphs(lines: Sequence[str]) -> list[Block]:
    """Lines joined to blocks: one ends where a sentence does on a line that is not full, or at an empty line."""
    lengths = sorted(len(text) for text in lines if text)
    full = lengths[int(len(lengths) * 0.9)] * _FULL if lengths else 0
    blocks: list[Block] = []
    words = ""
    for number, text in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if not words and _is_heading(text, after, full):
            blocks.append(Block(text, is_heading=True))
            continue
        words = _joined(words, text)
        ends = _SENTENCE_END.search(words) is not None
        if words and ends and (not text or len(text) < full or not after):
            blocks.append(Block(words))
            words = ""
    return [*blocks, Block(words)] if words else blocks


def _joined(words: str, text: str) -> str:
    if not words or not text:
        return words or text
    if _BROKEN_WORD.search(words) and text[:1].islower():
        return words[:-1] + text
    return f"{words} {text}"


def _is_heading(text: str, after: str, full: float) -> bool:
    short = 0 < len(text.split()) <= _HEADING_WORDS and len(text) < full
    return short and not _SENTENCE_END.search(text) and (not after or not after[0].islower()) and text[0].isupper()
