"""How words are compared: case, accents, articles, spacing, hyphens and outer punctuation do not count."""

import re
import unicodedata

_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"}
)
_ARTICLE = re.compile(r"\A(?:the|a|an) (?=\S)")
_HYPHEN = re.compile(r"(?<=\w)-|-(?!\.?\d)")
"""Any but the sign of a number: 5 is not what -5 is."""
_OUTER = re.compile(r"\A[\s\"'.,;:!?()\[\]]+|[\s\"'.,;:!?()\[\]]+\Z")


def folded(text: str) -> str:
    """The form in which words are compared.

    >>> folded("  The  Café’s ")
    "cafe's"
    """
    plain = text.translate(_SIGNS)
    if not plain.isascii():  # most words are, and have no accents: looking at each letter costs ten times the rest
        plain = "".join(ch for ch in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(ch))
    plain = " ".join(_HYPHEN.sub(" ", plain.casefold()).split())
    return _ARTICLE.sub("", _OUTER.sub("", plain))
