"""Sentences of a passage by plain rules, for choosing a citation by hand. The generator has its parser."""

import re

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Gov|Gen|Rev|Jr|Sr|vs|No|U\.S|U\.K|e\.g|i\.e)|\b[A-Z])\.\Z"
)


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, in order, without white space at their ends."""
    spans: list[tuple[int, int]] = []
    at = start
    for found in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text, at, found.end()) and "\n" not in found.group():
            continue
        spans.append((at, found.end()))
        at = found.end()
    spans.append((at, end))
    trimmed = [(s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in spans]
    return [(s, e) for s, e in trimmed if s < e]
