"""How typed words are compared: case, accents, articles, spacing and outer punctuation do not count."""

import re
import unicodedata

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})
_ARTICLE = re.compile(r"\A(?:the|a|an) (?=\S)")
_OUTER = re.compile(r"\A[\s\"'.,;:!?()\[\]]+|[\s\"'.,;:!?()\[\]]+\Z")
LIMIT = 500


def folded(text: str) -> str:
    """The form in which typed words are compared.

    >>> folded("  The  Café’s ")
    "cafe's"
    """
    plain = text.translate(_QUOTES)
    if not plain.isascii():  # most words are, and have no accents: looking at each letter costs ten times the rest
        plain = "".join(ch for ch in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(ch))
    plain = " ".join(plain.casefold().replace("-", " ").split())
    return _ARTICLE.sub("", _OUTER.sub("", plain))


def met(accepted: list[str], typed: str) -> str:
    """The first accepted variant that ``typed`` equals when folded, or ``''``."""
    given = folded(typed)
    return next((variant for variant in accepted if given and folded(variant) == given), "")
