"""Whether a text is in English, by its commonest words."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "it",
        "was",
        "for",
        "on",
        "are",
        "as",
        "with",
        "his",
        "they",
        "at",
        "be",
        "this",
        "from",
        "have",
        "or",
        "by",
        "had",
        "not",
        "but",
        "what",
        "were",
        "we",
        "when",
        "can",
        "there",
        "an",
        "which",
        "their",
        "if",
        "will",
        "each",
        "about",
        "how",
        "up",
        "out",
        "them",
        "then",
        "she",
        "many",
        "some",
        "so",
        "would",
        "into",
        "has",
        "more",
        "her",
        "two",
        "him",
        "see",
        "could",
        "no",
        "than",
        "been",
        "who",
        "its",
        "now",
        "people",
        "my",
        "made",
        "over",
        "did",
        "down",
        "only",
        "way",
        "may",
        "after",
        "also",
        "its",
    ]
)
_SHARE = 0.22
"""English prose runs at 0.35 to 0.5; related languages stay below 0.12."""


_FOREIGN_SHARE, _ENOUGH = 0.1, 15
_DIFFERENT = 3
"""Share below which a paragraph of at least so many words is in another language."""


def _share(text: str) -> tuple[float, int]:
    """The share of the commonest English words among the first words of a text, and how many were counted."""
    words = [word.casefold() for word in _WORD.findall(text[:20_000])]
    return (sum(word in _COMMON for word in words) / len(words) if words else 0.0), len(words)


def is_language_tag(tag: str) -> bool:
    """Whether it has the shape of a BCP 47 tag: ``en``, ``pt-BR``, ``zh-Hant-TW``."""
    return _TAG.match(tag) is not None and len(tag) <= 35


def is_english(text: str) -> bool:
    """Whether at least 22 % of the words are among the commonest of English."""
    return _share(text)[0] >= _SHARE


def is_foreign(paragraph: str) -> bool:
    """Whether a paragraph of an English article is in another language."""
    share, count = _share(paragraph)
    known = {word.casefold() for word in _WORD.findall(paragraph)} & _COMMON
    return count >= _ENOUGH and (share < _FOREIGN_SHARE or len(known) < _DIFFERENT)
