"""HTML into blocks: cleaned to a few tags without attributes first, then read."""

from html.parser import HTMLParser

import nh3

from quizapp.core.importing.found import Block

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "li", "blockquote", "tr", "div", "section", "article", "pre", "dt", "dd", "figcaption"}
_TAGS = set(_BLOCKS | {"br", "td", "th"})
_UNREAD = {"script", "style", "title", "template", "noscript", "svg", "math", "nav", "iframe", "object", "select", "rt"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._is_heading = False
        self._is_written = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "br":
            self._words.append("\n")
        elif tag in ("td", "th"):
            self._words.append(" | " if any(word.strip() for word in self._words) else "")
        else:
            self.end()
            self._is_heading = tag in _HEADINGS
            self._is_written = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()

    def handle_data(self, data: str) -> None:
        self._words.append(data if self._is_written else data.replace("\n", " "))

    def end(self) -> None:
        """Close the block that is open."""
        text = "".join(self._words).strip()
        if text:
            self.blocks.append(Block(text, self._is_heading))
        self._words, self._is_heading, self._is_written = [], False, False


def html_blocks(html: str) -> list[Block]:
    """The blocks of a document or a part of one. Scripts, styles and navigation are left out."""
    reader = _Reader()
    reader.feed(nh3.clean(html, tags=_TAGS, attributes={}, clean_content_tags=_UNREAD))
    reader.close()
    reader.end()
    return reader.blocks
