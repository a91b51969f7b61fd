"""A question as a row of a table has it: words in cells, the key written in words, letters or numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.grading._options import LETTERS
from quizapp.core.items import Json, Option
from quizapp.core.text.folding import folded

Parts = tuple[tuple[Option, ...], Json]
"""Options and key."""
_BETWEEN = re.compile(r"\s*(?:;(?:\s*then\b)?|\||\n)\s*")
_LISTED = re.compile(r"\s*(?:[,;|\n]|\band\b|&)\s*")


@dataclass(frozen=True, slots=True)
class Cells:
    """What a row says of a question. ``feedback`` stands beside the options, blank where there is none."""

    stem: str
    options: tuple[str, ...] = ()
    key: str = ""
    feedback: tuple[str, ...] = ()
    tolerance: str = ""
    unit: str = ""


def pieces(words: str) -> list[str]:
    """The parts of a cell: parted by semicolons, bars or line ends; blank ones are left out."""
    return [part for part in _BETWEEN.split(words.strip()) if part]


def named(cells: Cells) -> list[int]:
    """The places of the options that the key names by their words, letters (A …) or numbers (1 …), in its order.

    None at all where a part of it names no option, or two name the same.
    """
    words = [folded(option) for option in cells.options]
    for parts in ([cells.key.strip()], pieces(cells.key), _LISTED.split(cells.key.strip())):
        found = [_place(part, words) for part in parts]
        if found and None not in found and len(set(found)) == len(found):
            return [place for place in found if place is not None]
    return []


def _place(part: str, words: Sequence[str]) -> int | None:
    if folded(part) in words:
        return words.index(folded(part)) if words.count(folded(part)) == 1 else None
    sign = part.strip(" .()").upper()
    place = LETTERS.find(sign) if len(sign) == 1 and sign in LETTERS else -1
    if sign.isascii() and sign.isdigit() and len(sign) == 1:
        place = int(sign) - 1
    return place if 0 <= place < len(words) else None


def lettered(cells: Cells) -> tuple[Option, ...]:
    """The options with letters for ids, in the order written; those beyond the letters have numbers."""
    feedback = (*cells.feedback, *[""] * len(cells.options))
    ids = [*LETTERS.lower(), *(str(n) for n in range(len(LETTERS), len(cells.options)))]
    return tuple(
        Option(i, " ".join(text.split()), said) for i, text, said in zip(ids, cells.options, feedback, strict=False)
    )


def one_of(cells: Cells) -> Parts:
    """Options of which the key names one; a key that names none or more stays blank."""
    options, places = lettered(cells), named(cells)
    return options, {"option": options[places[0]].id} if len(places) == 1 else {}
