"""Split an article's text into passages: headings and numbered paragraphs with offsets."""

import re
from dataclasses import dataclass
from enum import StrEnum

_BLANK_LINES = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")
_LINE_END = re.compile(r"(\n)")
_MARKED_HEADING = re.compile(r"#{1,6}[ \t]+")
_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)\]]*\Z")
_HEADING_WORDS = 12


class PassageKind(StrEnum):
    """What a block of the article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the article; ``text[start:end]`` of the article is what it says.

    ``position`` counts all blocks from 0. ``number`` counts paragraphs from 1, as readers see them
    in the margin; a heading has none. A heading's span leaves its ``#`` marks out.
    """

    position: int
    start: int
    end: int
    kind: PassageKind
    number: int | None

    def of(self, text: str) -> str:
        """The words of this passage in the article's ``text``."""
        return text[self.start : self.end]


def normalize_text(raw: str) -> str:
    """The text as it is stored: one kind of line end, no control characters, no outer blank lines.

    A paragraph's own line breaks are kept, so that offsets stay those of what was pasted.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\ufeff", "")
    text = "".join(ch for ch in text if ch in "\n\t" or ch.isprintable() or ch.isspace())
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _is_heading(block: str, *, is_last: bool) -> bool:
    if "\n" in block or is_last:
        return False
    return len(block.split()) <= _HEADING_WORDS and not _SENTENCE_END.search(block)


def _blocks(text: str, separator: re.Pattern[str]) -> list[tuple[int, int, bool]]:
    """Spans of the blocks between separators, each with whether a ``#`` marks it as a heading."""
    spans: list[tuple[int, int, bool]] = []
    at = 0
    for chunk in separator.split(text):
        if chunk.strip():
            start = at + len(chunk) - len(chunk.lstrip())
            end = at + len(chunk.rstrip())
            mark = _MARKED_HEADING.match(text, start, end)
            spans.append((mark.end() if mark else start, end, mark is not None))
        at += len(chunk)
    return spans


_WRAPPED_AT, _FULL = 40, 0.75
"""Characters of a line that was broken by a margin, and the share of the longest that such a line fills."""


def _wrapped_blocks(text: str, lines: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]] | None:
    """Blocks of a text without blank lines whose lines end where a margin was; ``None`` where they do not.

    Most lines then end within a sentence; a paragraph ends with a line that closes one and is not full.
    """
    longest = max((end - start for start, end, _ in lines), default=0)
    within = sum(not _SENTENCE_END.search(text[start:end]) for start, end, _ in lines[:-1])
    if longest < _WRAPPED_AT or 2 * within <= len(lines) - 1:
        return None
    blocks: list[tuple[int, int, bool]] = []
    begin: int | None = None
    for start, end, marked in lines:
        begin = start if begin is None else begin
        closes = _SENTENCE_END.search(text[start:end]) and end - start < _FULL * longest
        if marked or closes or (start, end, marked) == lines[-1]:
            blocks.append((begin, end, marked))
            begin = None
    return blocks


def split_passages(text: str) -> list[Passage]:
    """Passages of ``text`` (as ``normalize_text`` gives it), in order; the title is not part of it.

    Blocks stand between blank lines; where there are none at all, every line is a block. A block
    is a heading where ``#`` marks it, or where it is one short line without closing punctuation
    and something follows it.
    """
    spans = _blocks(text, _BLANK_LINES)
    if len(spans) == 1 and "\n" in text.strip():
        lines = _blocks(text, _LINE_END)
        spans = _wrapped_blocks(text, lines) or lines
    passages: list[Passage] = []
    number = 0
    for position, (start, end, marked) in enumerate(spans):
        is_last = position == len(spans) - 1
        heading = marked or _is_heading(text[start:end], is_last=is_last)
        if not heading:
            number += 1
        kind = PassageKind.HEADING if heading else PassageKind.PARAGRAPH
        passages.append(Passage(position, start, end, kind, None if heading else number))
    return passages


def heading_apart(text: str) -> tuple[str, str]:
    """The heading that a normalized text begins with and the text below it; a blank and the whole where there is none."""
    passages = split_passages(text)
    if len(passages) < 2 or passages[0].kind is not PassageKind.HEADING:
        return "", text
    return " ".join(passages[0].of(text).split()), text[passages[0].end :].lstrip()
