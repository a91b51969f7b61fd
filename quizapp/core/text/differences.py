"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\W_]+(?:[’'-][^\W_]+)*|.", re.DOTALL)
SAME, ADDED, REMOVED = "same", "added", "removed"
LONGEST = 20_000
"""Words up to which texts are compared; longer ones are shown as a whole removed and added (the time is quadratic)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; ``kind`` is ``SAME``, ``ADDED`` or ``REMOVED``."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in order: without the added ones they are ``before``, without the removed ``after``."""
    if before == after:
        return [Piece(SAME, after)] if after else []
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > LONGEST:
        return [Piece(REMOVED, before), Piece(ADDED, after)]
    pieces: list[Piece] = []
    for _tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[i:i_end]), "".join(new[j:j_end])
        if was == now:
            pieces.append(Piece(SAME, now))
            continue
        pieces += [Piece(kind, text) for kind, text in ((REMOVED, was), (ADDED, now)) if text]
    return pieces
