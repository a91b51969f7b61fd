"""How a name is looked up: without accents, case, punctuation and article."""

import re
import unicodedata
from functools import lru_cache

_GAPS = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "đ": "d", "ı": "i"})


@lru_cache(maxsize=8192)
def lookup_key(name: str) -> str:
    """The form under which ``name`` stands in the database; blank where no letter is left."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    plain = re.sub(r"['’ʻ`.]", "", plain).casefold()
    plain = _GAPS.sub(" ", plain).strip()
    return plain.removeprefix("the ")


def without_article(name: str) -> tuple[str, str]:
    """A name without its article, and the article with its space; blank where it had none."""
    return (name[4:], name[:4]) if name[:4] in {"the ", "The "} else (name, "")
