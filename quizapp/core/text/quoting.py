"""Finding quoted words in a text though white space and the shape of quotation marks may differ."""

import re

from quizapp.core.text.citations import Citation, cite

_SPACE = re.compile(r"\s+")
_MARKS = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " "})
_OUTER = "\"'“”‘’ \n\t"


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_MARKS))


class Quotable:
    """A text prepared for many quotations to be found in it: each costs one search, none the length of a pattern."""

    def __init__(self, text: str) -> None:
        """Prepare ``text``: white space counts once, quotation marks and dashes by what they are for."""
        self.text = text
        even = text.translate(_MARKS)
        parts: list[str] = []
        self._places: list[int] = []
        at = 0
        for space in _SPACE.finditer(even):
            parts += [even[at : space.start()], " "]
            self._places += range(at, space.start() + 1)
            at = space.end()
        self._plain = "".join([*parts, even[at:]])
        self._places += range(at, len(even) + 1)

    def find(self, quotation: str) -> Citation | None:
        """The citation of the words where they stand first, word for word as the text has them; ``None`` for nowhere."""
        for words in (quotation.strip(), quotation.strip(_OUTER)):
            wanted = _plain(words).strip()
            start = self._plain.find(wanted) if wanted else -1
            if start >= 0:
                return cite(self.text, self._places[start], self._places[start + len(wanted) - 1] + 1)
        return None
