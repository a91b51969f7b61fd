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
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    plain = "".join(ch for ch in decomposed if not unicodedata.combining(ch)).casefold()
    plain = " ".join(plain.replace("-", " ").split())
    return _ARTICLE.sub("", _OUTER.sub("", plain))


def met(accepted: list[str], typed: str) -> str:
    """The first accepted variant that ``typed`` equals when folded, or ``''``."""
    given = folded(typed)
    return next((variant for variant in accepted if given and folded(variant) == given), "")
