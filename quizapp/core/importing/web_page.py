"""Web pages: the article among everything else, and what the page says of it."""

import re
from collections.abc import Iterator
from typing import Any

from trafilatura import bare_extraction

from quizapp.core.importing.found import Block, Found, iso_date, language_tag, line, tidied
from quizapp.core.importing.markup import html_blocks
from quizapp.core.importing.plain import decoded

_LANGUAGE = re.compile(rb"<html[^>]*\s(?:xml:)?lang=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_ENOUGH = 300
"""Characters below which what was taken for the article is not it; then all of the page is shown."""


def read_page(data: bytes) -> Found:
    """A page; where no article is found among the rest, all that stands on it."""
    language = _LANGUAGE.search(data[:20_000])
    tag = language_tag(language[1].decode("ascii")) if language else ""
    page = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if page is None or isinstance(page, dict) or len(page.text or "") < _ENOUGH:
        return Found(tidied(html_blocks(decoded(data))), language=tag)
    return Found(
        tidied(_blocks(page.body)),
        title=line(page.title),
        author=line(page.author),
        publisher=line(page.sitename or page.hostname),
        published_on=iso_date(page.date),
        language=tag or language_tag(page.language),
        address=_web_address(page.url),
    )


def _web_address(address: str | None) -> str:
    return address if address and address.startswith(("http://", "https://")) else ""


def _blocks(body: Any) -> Iterator[Block]:
    for element in body:
        if element.tag in ("list", "quote", "div"):
            yield from _within(element)
        else:
            yield Block(_words(element), element.tag == "head")


def _within(element: Any) -> Iterator[Block]:
    """The items of a list, or the paragraphs of a quotation; one block where it holds none."""
    parts = [part for part in element if part.tag in ("item", "p", "head", "quote", "list")]
    if not parts:
        yield Block(_words(element))
        return
    if (element.text or "").strip():
        yield Block(element.text)
    for part in parts:
        yield Block(_words(part), part.tag == "head")


def _words(element: Any) -> str:
    return "".join("\n" if text is None else text for text in _texts(element))


def _texts(element: Any) -> Iterator[str | None]:
    yield element.text or ""
    for part in element:
        if part.tag == "lb":
            yield None
        else:
            yield from _texts(part)
        yield part.tail or ""
